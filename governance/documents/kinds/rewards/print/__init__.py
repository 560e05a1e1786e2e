"""The papers of rewards as they print, a module a kind.

Sums stand in the allocation and in the schools' lists alone: a nomination, which more people read, tells points.
"""
