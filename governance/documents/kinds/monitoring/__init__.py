"""Monitoring: the list of indicators, the figures that schools give, the report of a year (docs/domain.md)."""
