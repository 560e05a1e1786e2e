"""Rows of tables read side by side: each paper takes its own."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Model
from django.utils.translation import ngettext

from governance.record_rows import words_for

# A row of the database as plain values.
Row = tuple[Any, ...]
# How many rows are read ahead.
ROWS, LONG_ROWS = 2_000, 50


class RowsByPaper:
    """Rows that begin with the id of a paper and come in the order of these ids: each paper takes its own, in turn."""

    def __init__(self, rows: Iterator[Row]) -> None:
        self.rows = rows
        self.row = next(rows, None)
        self.passed_over = 0

    def has(self, paper: int) -> bool:
        """Whether there are rows up to this paper that nobody has taken yet."""
        return self.row is not None and bool(self.row[0] <= paper)

    def of(self, paper: int) -> Iterator[Row]:
        while self.row is not None and self.row[0] <= paper:
            row, self.row = self.row, next(self.rows, None)
            if row[0] == paper:
                yield row
            else:
                self.passed_over += 1

    def strays(self, model: type[Model]) -> str:
        """After the last paper: how many rows of the model no paper has taken, as a sentence; empty if none."""
        number = self.passed_over + (self.row is not None) + sum(1 for _row in self.rows)
        if not number:
            return ""
        words = ngettext(
            "%(n)d row belongs to a paper that is gone: %(rows)s",
            "%(n)d rows belong to papers that are gone: %(rows)s",
            number,
        )
        return words % {"n": number, "rows": words_for(model)}
