"""People and their roles, for whoever holds the right to appoint."""
