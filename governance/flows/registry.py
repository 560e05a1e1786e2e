"""The flows of the district, one line each."""
