"""Approved papers besides the plan: one table, and kinds that differ by the settings in `kinds`."""
