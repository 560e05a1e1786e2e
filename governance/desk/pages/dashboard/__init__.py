"""The district at a glance: counted by the database, drawn on the server."""
