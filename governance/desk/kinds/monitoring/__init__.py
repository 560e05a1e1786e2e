"""Monitoring on the desk: the list of indicators, the figures of the schools, the report."""
