"""From the print data of a paper to its PDF, with what all printed papers share."""
