"""The editor of a paper's table: what a page sent is read, computed, rearranged and shown again.

Every cell is a field named after its row and column. The small buttons (add, up, down, take out, paste) only show the
page again with everything that was typed; the page itself saves, by a move.
"""

from dataclasses import dataclass
from functools import cached_property

from django.http import QueryDict
from django.utils.translation import gettext as _

from governance.desk.base.components import PageLink
from governance.desk.editors.rows import TEXT, RowKeys
from governance.desk.kinds.approved.pasting import rows_of
from governance.documents.errors import NotLegal
from governance.documents.kinds.approved.table import Column, Row, Table, spelt

PASTE = ("paste_rows:replace", "paste_rows:append")
COUNT = "count"
# Empty rows at the end of a table, in a table not begun, and added by one press.
SPARE, FIRST, FURTHER = 1, 5, 5
# Letters that a field of one share of the width shows in a line.
LETTERS = 3
MOST_LINES = 6


@dataclass(frozen=True)
class Field:
    """One cell on the page. `value`: as typed, or as papers write it; `missing`: to be filled before submitting.

    `lines`: how high it is, for browsers that do not fit it to the text by themselves; 0 for numbers and what rows have
    in common, which stand in one line.
    """

    column: Column
    name: str
    label: str
    value: str
    lines: int
    error: str
    missing: bool
    focus: bool


@dataclass(frozen=True)
class TableLine:
    """One row on the page with its fields; `focus`: the button that was pressed."""

    key: str
    place: int
    fields: list[Field]
    focus: str


@dataclass(frozen=True)
class Sums:
    """A line of sums, each with the label of its column: of a group of rows, or of the `whole` table."""

    title: str
    values: list[tuple[str, str]]
    whole: bool = False


class TableEditor(RowKeys):
    """A table as it stands, or as it was typed. Show it by templates/governance/approved/table.html.

    `standing` are the rows of the paper, `data` the POST of a page with the editor on it. Afterwards `rows` is what the
    paper's `revise` takes, `pressed` says that a small button asks for nothing but to show the page again, and
    `refusal` why pasted rows could not be taken.
    """

    stem = "cell"
    at_once = FURTHER
    # The paper itself refuses a table that is too long, so that nothing typed is lost.
    max_num = 100_000

    def __init__(self, table: Table, standing: list[Row], data: QueryDict | None = None) -> None:
        self.table, self.data = table, data
        self.pasted = self.refusal = ""
        self.pressed = False
        self._set(standing)
        if data is not None:
            self.keys = self.sent_keys(data)
            self.cells = {key: self._typed(data, key) for key in self.keys}
            self.pasted = data.get("pasted_rows", "")
            self.pressed = self.press(data.get("do", ""))
        if data is None or self.pressed:
            self._leave_room()

    def _set(self, rows: list[Row]) -> None:
        self.keys = list(range(len(rows)))
        self.cells = dict(enumerate(rows))

    def _typed(self, data: QueryDict, key: int) -> Row:
        """A row as it was typed; fields of other names are not the editor's."""
        typed = {column.key: data.get(f"cell-{key}-{column.key}") for column in self.table.typed}
        return {name: text.replace("\r\n", "\n") for name, text in typed.items() if text is not None}

    def _leave_room(self) -> None:
        empty = next((n for n, row in enumerate(reversed(self.rows)) if any(row.values())), len(self.rows))
        wanted = SPARE if len(self.rows) > empty else FIRST
        self.keys += [self.next_key + n for n in range(wanted - empty)]

    @property
    def rows(self) -> list[Row]:
        """The rows as they were typed, empty ones and all."""
        return [self.cells.get(key, {}) for key in self.keys]

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
        return not any(wrong for _good, wrong in self._read)

    @property
    def errors(self) -> list[PageLink]:
        """What is wrong with the cells, each with a link to its field."""
        fields = (cell for line in self.lines for cell in line.fields)
        return [PageLink(label=cell.error, href=f"#{cell.name}") for cell in fields if cell.error]

    @property
    def gaps(self) -> list[PageLink]:
        """The cells that have to be filled before the paper is submitted, in rows that are begun."""
        fields = (cell for line in self.lines for cell in line.fields)
        return [PageLink(label=cell.label, href=f"#{cell.name}") for cell in fields if cell.missing]

    @cached_property
    def lines(self) -> list[TableLine]:
        """The rows as the template takes them: what people fill in, and what follows from it."""
        return [self._line(place, key) for place, key in enumerate(self.keys)]

    def _line(self, place: int, key: int) -> TableLine:
        row, (good, wrong) = self.cells.get(key, {}), self._read[place]
        whole = self.table.complete(good)
        part = self.focus[1] if self.focus is not None and self.focus[0] == key else ""
        fields = []
        for number, column in enumerate(self.table.columns):
            value = whole[column.key] if column.computed else row.get(column.key, "")
            if column.computed or (self.data is None and column.numeric):
                value = spelt(value)
            in_one_line = column.numeric or column.key == self.table.grouped_by
            fields.append(
                Field(
                    column=column,
                    name=f"cell-{key}-{column.key}",
                    label=_("Row %(row)d, %(column)s") % {"row": place + 1, "column": column.label},
                    value=value,
                    lines=0 if in_one_line else lines_of(value, column.width),
                    error=wrong.get(column.key, ""),
                    missing=column.required and any(row.values()) and not row.get(column.key),
                    focus=number == 0 and part == TEXT,
                )
            )
        return TableLine(f"cell-{key}", place + 1, fields, part)

    @property
    def shares(self) -> int:
        """Of how many shares the width consists, with the place of the small buttons."""
        return sum(column.width for column in self.table.columns) + 1

    @property
    def sums(self) -> list[Sums]:
        """The line of sums of each group that has several rows, then of the whole table."""
        whole = [good for good, _wrong in self._read if any(good.values())]
        if not self.table.totalled or not whole:
            return []
        groups = self.table.groups(whole)
        every = [row for _title, rows in groups for row in rows]
        parts = [Sums(title, self._values(rows)) for title, rows in groups if title and len(groups) > 1]
        return [*parts, Sums(_("Total"), self._values(every), whole=True)]

    def _values(self, rows: list[Row]) -> list[tuple[str, str]]:
        totals = self.table.totals(rows)
        columns = self.table.totalled
        return [(column.label, spelt(totals.get(column.key, "")) or "0") for column in columns]

    @cached_property
    def known_groups(self) -> list[str]:
        """What the rows have in common so far, offered while another row is typed."""
        key = self.table.grouped_by
        return sorted({row[key].strip() for row in self.rows if row.get(key, "").strip()}) if key else []

    # --- the small buttons ------------------------------------------------------------------------------------------

    def press(self, press: str) -> bool:
        if press in PASTE:
            self._paste(append=press.endswith("append"))
            return True
        return press == COUNT or super().press(press)

    def _paste(self, *, append: bool) -> None:
        """Take rows copied from a spreadsheet. Numbers that are none are marked in their cells."""
        try:
            read = rows_of(self.pasted, self.table)
        except NotLegal as refusal:
            self.refusal = str(refusal)
            return
        kept = [row for row in self.rows if any(row.values())] if append else []
        self._set(kept + read)
        self.focus = (len(kept), TEXT)
        self.pasted = ""


def lines_of(text: str, width: int) -> int:
    return min(sum(1 + len(line) // (LETTERS * width) for line in text.split("\n")), MOST_LINES)
