"""Rows of tables read side by side: each paper takes its own."""

from collections.abc import Iterator
from typing import Any

# A row of the database as plain values.
Row = tuple[Any, ...]
# How many rows are read ahead.
ROWS, LONG_ROWS = 2_000, 50


class RowsByPaper:
    """Rows that begin with the id of a paper and come in the order of these ids: each paper takes its own, in turn."""

    def __init__(self, rows: Iterator[Row]) -> None:
        self.rows = rows
        self.row = next(rows, None)

    def has(self, paper: int) -> bool:
        """Whether there are rows up to this paper that nobody has taken yet."""
        return self.row is not None and bool(self.row[0] <= paper)

    def of(self, paper: int) -> Iterator[Row]:
        while self.row is not None and self.row[0] <= paper:
            row, self.row = self.row, next(self.rows, None)
            if row[0] == paper:
                yield row
