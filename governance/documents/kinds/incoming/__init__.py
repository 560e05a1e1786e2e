"""Papers that come: registered with their scan, decided on by the head, carried out, put into a file."""
