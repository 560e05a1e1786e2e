"""The table of an approved paper: its columns as settings, its rows as plain strings, its sums in exact decimals.

A quantity has at most three decimal places, money two. The product of a row is rounded to the kopeck, half up, as
on every bill; totals are the exact sums of what stands in the rows.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext
from enum import StrEnum
from functools import cached_property
from math import prod
from typing import Any

from django.utils.translation import gettext as _

from governance.documents.errors import NotLegal

Row = dict[str, str]

MAX_ROWS = 1_000
MAX_CELL = 2_000
# Spaces of every width group the digits of a typed number: «1 234,50».
SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f]")
NUMBER = re.compile(r"[0-9]{1,9}(?:[.,]([0-9]+))?")
KOPECK = Decimal("0.01")
# More digits than the largest table of the largest numbers can have.
PRECISION = 50


class Cell(StrEnum):
    """What stands in a column, and so how it is read, aligned and printed."""

    TEXT = "text"
    NUMBER = "number"
    MONEY = "money"

    @property
    def places(self) -> int:
        """How many decimal places a number of this column may have."""
        return 2 if self is Cell.MONEY else 3


@dataclass(frozen=True)
class Column:
    """One column. `label` stands on paper, in Russian. Computed ones name the columns that they follow from."""

    key: str
    label: str
    cell: Cell = Cell.TEXT
    required: bool = False
    # Its numbers are summed, for each group and over all.
    totalled: bool = False
    product: tuple[str, ...] = ()
    addition: tuple[str, ...] = ()
    # Its share of the width of the sheet, against the others.
    width: int = 1

    @property
    def computed(self) -> bool:
        return bool(self.product or self.addition)

    @property
    def numeric(self) -> bool:
        return self.cell is not Cell.TEXT

    def sum_of(self, values: Iterable[str]) -> str:
        """The exact sum of the numbers that are there, money with its kopecks; empty when there is none."""
        numbers = [Decimal(value) for value in values if value]
        if not numbers:
            return ""
        with localcontext(prec=PRECISION):
            return in_places(sum(numbers, Decimal(0)), self.cell)


@dataclass(frozen=True)
class Table:
    """The columns of a kind in their order; rows with one value in `grouped_by` stand and are summed together."""

    columns: tuple[Column, ...]
    grouped_by: str = ""

    @cached_property
    def by_key(self) -> dict[str, Column]:
        return {column.key: column for column in self.columns}

    @property
    def typed(self) -> list[Column]:
        """The columns that people fill in."""
        return [column for column in self.columns if not column.computed]

    @property
    def totalled(self) -> list[Column]:
        return [column for column in self.columns if column.totalled]

    # --- reading what was typed -------------------------------------------------------------------------------------

    def read(self, raw: Any) -> list[Row]:
        """The rows as typed, checked and tidied; empty rows go. Raises NotLegal with a sentence."""
        try:
            typed_rows = [dict(row) for row in raw]
        except (TypeError, ValueError) as error:
            raise NotLegal(_("The table has to come in rows with columns.")) from error
        rows = []
        for place, row in enumerate(typed_rows, start=1):
            unknown = sorted(set(row) - {column.key for column in self.typed})
            if unknown:
                raise NotLegal(
                    _("Row %(row)d has a column that this table does not know: %(column)s.")
                    % {"row": place, "column": unknown[0]}
                )
            read = {column.key: self.read_cell(place, column, row) for column in self.typed}
            if any(read.values()):
                rows.append(read)
        if len(rows) > MAX_ROWS:
            raise NotLegal(_("The table is too long: at most %(most)d rows fit.") % {"most": MAX_ROWS})
        return rows

    def read_cell(self, place: int, column: Column, row: Mapping[str, Any]) -> str:
        """One cell of the row at `place`, checked and tidied. Raises NotLegal, naming the row and the column."""
        value = row.get(column.key)
        text = "" if value is None else str(value).strip()
        if not column.numeric:
            if len(text) > MAX_CELL:
                raise NotLegal(
                    _("Row %(row)d, «%(column)s»: the text is too long, at most %(longest)d signs fit.")
                    % {"row": place, "column": column.label, "longest": MAX_CELL}
                )
            return text
        return read_number(text, column, place) if text else ""

    def gaps(self, rows: Iterable[Row]) -> list[tuple[int, Column]]:
        """What is still missing: the place of the row, and the column that has to be filled in."""
        return [
            (place, column)
            for place, row in enumerate(rows, start=1)
            for column in self.typed
            if column.required and not row.get(column.key)
        ]

    # --- computing --------------------------------------------------------------------------------------------------

    def complete(self, row: Row) -> Row:
        """The row with its computed columns; one that cannot be computed yet is empty."""
        whole = dict(row)
        for column in self.columns:
            if column.product:
                whole[column.key] = _product([row.get(key, "") for key in column.product])
            elif column.addition:
                whole[column.key] = column.sum_of(row.get(key, "") for key in column.addition)
        return whole

    def groups(self, rows: Sequence[Row]) -> list[tuple[str, list[Row]]]:
        """The rows under what they have in common, in the order in which that first comes; completed."""
        groups: dict[str, list[Row]] = {}
        for row in rows:
            groups.setdefault(row.get(self.grouped_by, ""), []).append(self.complete(row))
        return list(groups.items())

    def totals(self, rows: Iterable[Row]) -> Row:
        """The sums of the totalled columns over these completed rows."""
        kept = list(rows)
        return {
            column.key: column.sum_of(row.get(column.key, "") for row in kept) for column in self.totalled
        }


def read_number(text: str, column: Column, place: int) -> str:
    """«1 234,50» as «1234.50». Raises NotLegal with the row and the column when it is no such number."""
    where = {"row": place, "column": column.label, "value": text[:40]}
    plain = SPACES.sub("", text).replace("−", "-")
    if plain.startswith("-"):
        raise NotLegal(_("Row %(row)d, «%(column)s»: «%(value)s» is less than zero.") % where)
    match = NUMBER.fullmatch(plain)
    if match is None:
        raise NotLegal(
            _(
                "Row %(row)d, «%(column)s»: «%(value)s» is no number. Write it like 1 234,50, at most 9 digits."
            )
            % where
        )
    if len((match[1] or "").rstrip("0")) > column.cell.places:
        raise NotLegal(
            _("Row %(row)d, «%(column)s»: «%(value)s» has too many decimal places, at most %(most)d.")
            % {**where, "most": column.cell.places}
        )
    number = Decimal(plain.replace(",", "."))
    return in_places(number, column.cell)


def in_places(number: Decimal, cell: Cell) -> str:
    """Money in roubles and kopecks, other numbers without zeros at the end: «3», «0.5»."""
    if cell is Cell.MONEY:
        return f"{number.quantize(KOPECK):f}"
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _product(values: Sequence[str]) -> str:
    """Quantity × price in roubles and kopecks; empty while a factor is missing."""
    if not all(values):
        return ""
    with localcontext(prec=PRECISION):
        product = prod(map(Decimal, values), start=Decimal(1))
        return str(product.quantize(KOPECK, ROUND_HALF_UP))


def spelt(value: str) -> str:
    """A number as papers write it: «1 234,50», with spaces that no line breaks at."""
    whole, _point, fraction = value.partition(".")
    grouped = f"{int(whole):,}".replace(",", "\u00a0") if whole else ""
    return f"{grouped},{fraction}" if fraction else grouped
