"""The editor of a paper's table: what a page sent is read, computed, rearranged and shown again.

Every cell is a field named after its line and column, and browsers send fields in the order in which they stand on the
page: so the order of the fields is the order of the rows. The small buttons (add, up, down, take out, paste) only show
the page again with everything that was typed; the page itself saves, by a move.
"""

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from governance.desk.kinds.approved.pasting import rows_of
from governance.documents.errors import NotLegal
from governance.documents.kinds.approved.table import Column, Row, Table, spelt

FIELD = re.compile(r"cell-(\d{1,5})-([a-z0-9_]{1,40})")
PRESS = re.compile(r"(add|up|down|drop)_row:(\d{1,5})")
PASTE = ("paste_rows:replace", "paste_rows:append")
MORE, COUNT = "more_rows", "count"
# Empty rows at the end of a table, in a table not begun, and added by one press.
SPARE, FIRST, FURTHER = 1, 5, 5
# Letters that a field of one share of the width shows in a line.
LETTERS = 3
MOST_LINES = 6


@dataclass(frozen=True)
class Field:
    """One cell on the page. `value`: as typed, or as papers write it; `missing`: to be filled before submitting."""

    column: Column
    name: str
    label: str
    value: str
    lines: int = 1
    error: str = ""
    missing: bool = False
    focus: bool = False
    # Numbers, and what rows have in common; other words take the lines that they need.
    in_one_line: bool = False

    @property
    def link(self) -> dict[str, str]:
        return {"href": f"#{self.name}", "label": self.label}


@dataclass(frozen=True)
class TableLine:
    """One row on the page with its fields; `focus`: the button that was pressed."""

    place: int
    fields: list[Field]
    focus: str = ""

    @property
    def wrong(self) -> list[Field]:
        return [cell for cell in self.fields if cell.error]


@dataclass
class TableEditor:
    """A table as it stands, or as it was typed. Show it by templates/governance/approved/table.html.

    `standing` are the rows of the paper, `data` the POST of a page with the editor on it. Afterwards `rows` is what the
    paper's `revise` takes, `pressed` says that a small button asks for nothing but to show the page again, and
    `refusal` why pasted rows could not be taken.
    """

    table: Table
    standing: list[Row]
    data: QueryDict | None = None
    rows: list[Row] = field(init=False)
    pressed: bool = field(default=False, init=False)
    pasted: str = field(default="", init=False)
    refusal: str = field(default="", init=False)
    # Where the focus goes: the index of a row, and «text» or the button that was pressed.
    focus: tuple[int, str] = field(default=(-1, ""), init=False)

    def __post_init__(self) -> None:
        if self.data is None:
            self.rows = [dict(row) for row in self.standing]
        else:
            self.rows = self._typed(self.data)
            self.pasted = self.data.get("pasted_rows", "")
            self.pressed = self._press(self.data.get("do", ""))
        if self.data is None or self.pressed:
            self._leave_room()

    def _typed(self, data: QueryDict) -> list[Row]:
        """The rows as they were typed, empty ones and all; fields of other names are not the editor's."""
        known = {column.key for column in self.table.typed}
        rows: dict[str, Row] = {}
        for name, value in data.items():
            found = FIELD.fullmatch(name)
            if found is not None and found[2] in known:
                rows.setdefault(found[1], {})[found[2]] = str(value).replace("\r\n", "\n")
        return list(rows.values())

    def _leave_room(self) -> None:
        empty = next((n for n, row in enumerate(reversed(self.rows)) if any(row.values())), len(self.rows))
        wanted = SPARE if len(self.rows) > empty else FIRST
        self.rows += [{} for _row in range(wanted - empty)]

    # --- what is shown ----------------------------------------------------------------------------------------------

    @cached_property
    def _read(self) -> list[tuple[Row, dict[str, str]]]:
        """Each row as far as it was understood, and what was not, by column."""
        return [self._understood(place, row) for place, row in enumerate(self.rows, start=1)]

    def _understood(self, place: int, row: Row) -> tuple[Row, dict[str, str]]:
        good: Row = {}
        wrong: dict[str, str] = {}
        for column in self.table.typed:
            try:
                good[column.key] = self.table.read_cell(place, column, row)
            except NotLegal as refusal:
                wrong[column.key] = str(refusal)
        return good, wrong

    def is_valid(self) -> bool:
        return not self.errors

    @cached_property
    def errors(self) -> list[dict[str, str]]:
        """What is wrong with the cells, each with a link to its field."""
        return [
            {"href": f"#{name_of(place, key)}", "label": sentence}
            for place, (_good, wrong) in enumerate(self._read)
            for key, sentence in wrong.items()
        ]

    @cached_property
    def gaps(self) -> list[dict[str, str]]:
        """The cells that have to be filled before the paper is submitted, in rows that are begun."""
        return [cell.link for line in self.lines for cell in line.fields if cell.missing]

    @cached_property
    def lines(self) -> list[TableLine]:
        """The rows as the template takes them: what people fill in, and what follows from it."""
        return [self._line(place, row) for place, row in enumerate(self.rows)]

    def _line(self, place: int, row: Row) -> TableLine:
        good, wrong = self._read[place]
        whole = self.table.complete(good)
        begun = any(row.values())
        at, part = self.focus
        fields = []
        for number, column in enumerate(self.table.columns):
            value = whole[column.key] if column.computed else row.get(column.key, "")
            if column.computed or (self.data is None and column.numeric):
                value = spelt(value)
            fields.append(
                Field(
                    column=column,
                    name=name_of(place, column.key),
                    label=_("Row %(row)d, %(column)s") % {"row": place + 1, "column": column.label},
                    value=value,
                    lines=1 if column.numeric else lines_of(value, column.width),
                    error=wrong.get(column.key, ""),
                    missing=column.required and begun and not row.get(column.key),
                    focus=number == 0 and place == at and part == "text",
                    in_one_line=column.numeric or column.key == self.table.grouped_by,
                )
            )
        return TableLine(place, fields, part if place == at and part != "text" else "")

    @property
    def shares(self) -> int:
        """Of how many shares the width consists, with the place of the small buttons."""
        return sum(column.width for column in self.table.columns) + 1

    @property
    def sums(self) -> list[dict[str, Any]]:
        """The line of sums of each group that has several rows, then of the whole table."""
        whole = [good for good, _wrong in self._read if any(good.values())]
        if not self.table.totalled or not whole:
            return []
        groups = self.table.groups(whole)
        found = []
        if len(groups) > 1:
            found = [self._sum(title, self.table.totals(rows)) for title, rows in groups if title]
        total = self._sum(_("Total"), self.table.totals([row for _title, rows in groups for row in rows]))
        return [*found, {**total, "whole": True}]

    def _sum(self, title: str, totals: Row) -> dict[str, Any]:
        values = [
            {"label": column.label, "value": spelt(totals.get(column.key, "")) or "0"}
            for column in self.table.totalled
        ]
        return {"title": title, "values": values}

    @cached_property
    def known_groups(self) -> list[str]:
        """What the rows have in common so far, offered while another row is typed."""
        key = self.table.grouped_by
        return sorted({row[key].strip() for row in self.rows if row.get(key, "").strip()}) if key else []

    # --- the small buttons ------------------------------------------------------------------------------------------

    def _press(self, press: str) -> bool:
        """Carry out a press; False when it is none of the editor's. A row that is gone meanwhile is passed over."""
        if press in PASTE:
            self._paste(append=press.endswith("append"))
            return True
        if press in (MORE, COUNT):
            if press == MORE:
                self.focus = (len(self.rows), "text")
                self.rows += [{} for _row in range(FURTHER)]
            return True
        found = PRESS.fullmatch(press)
        if found is None:
            return False
        place = int(found[2])
        if place < len(self.rows):
            self._move(found[1], place)
        return True

    def _move(self, what: str, place: int) -> None:
        if what == "add":
            self.rows.insert(place + 1, {})
            self.focus = (place + 1, "text")
        elif what == "drop":
            del self.rows[place]
            self.focus = (min(place, len(self.rows) - 1), "text")
        else:
            to = place - 1 if what == "up" else place + 1
            if 0 <= to < len(self.rows):
                self.rows.insert(to, self.rows.pop(place))
            self.focus = (min(max(to, 0), len(self.rows) - 1), what)

    def _paste(self, *, append: bool) -> None:
        """Take rows copied from a spreadsheet. Numbers that are none are marked in their cells."""
        try:
            read = rows_of(self.pasted, self.table)
        except NotLegal as refusal:
            self.refusal = str(refusal)
            return
        kept = [row for row in self.rows if any(row.values())] if append else []
        self.focus = (len(kept), "text")
        self.rows = kept + read
        self.pasted = ""


def name_of(place: int, key: str) -> str:
    return f"cell-{place}-{key}"


def lines_of(text: str, width: int) -> int:
    """How high its field is, for browsers that do not fit it to the text by themselves."""
    return min(sum(1 + len(line) // (LETTERS * width) for line in text.split("\n")), MOST_LINES)
