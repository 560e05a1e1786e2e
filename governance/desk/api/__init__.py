"""The open interface: programs read what their person may see, and make moves through the same door."""
