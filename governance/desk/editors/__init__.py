"""Editors of larger content, which several kinds share: clauses, rows, criteria."""
