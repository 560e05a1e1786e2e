"""Meetings on the desk: their list, the agenda while it is being drawn up, the page on which a meeting runs."""
