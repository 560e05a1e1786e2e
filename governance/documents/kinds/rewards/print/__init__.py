"""The papers of rewards as they print: `data` names the shapes, a module a kind fills them from the rows.

Sums stand in the allocation and in the schools' lists alone: a nomination, which more people read, tells points.
"""
