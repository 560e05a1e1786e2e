"""The dashboard: figures and charts of the district, counted by the database and drawn on the server."""
