"""Decisions by rule as pure functions, JSON in and out: votes, ranks, points, shares. No database, no clock."""
