"""The table of a plan, line by line: sections, rows, and what a page break tore off them."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from django.utils.translation import gettext as _

from governance.documents.kinds.plan.columns import Head
from governance.documents.kinds.plan.draft import Doubt, PlanDraft, RowDraft, SectionDraft
from governance.documents.kinds.plan.spans import is_span
from governance.documents.kinds.plan.tables import Line, refuse_long
from governance.documents.kinds.plan.understanding import one_line, understand

# «I», «II.», typed with Russian letters too: the number of a section.
_ROMAN = re.compile(r"[IVXІХ]{1,5}[.)]?")
_TOTAL = re.compile(r"(?:итого|всего)\b.*", re.IGNORECASE)
_NUMBER = re.compile(r"(?:\d{1,3}\.)*(\d{1,4})[.)]?")


class _Cells(NamedTuple):
    """What a line holds in the columns of a plan, and the last part of its number as an integer if it is one."""

    ordinal: int | None
    number: str
    text: str
    term_text: str
    executors_text: str
    place: str

    @property
    def is_alone(self) -> bool:
        """Whether nothing stands beside the activity."""
        return not (self.term_text or self.executors_text or self.place)


class TableReader:
    """Reads the lines below the header into sections and rows of a draft, in their order."""

    def __init__(self, plan: PlanDraft, header: Line, head: Head) -> None:
        self.plan = plan
        self.header = header
        self.head = head
        # The line «1 2 3 4» that counts the columns below their names.
        self.counting = [str(index) if cell else "" for index, cell in enumerate(header, start=1)]
        self.section: SectionDraft | None = None
        self.row: RowDraft | None = None
        self.last_ordinal = 0

    def read(self, lines: Sequence[Line], opening: str = "") -> None:
        """Read the table: every line that holds anything ends up in the draft or is quoted in a doubt.

        `opening` is the title that stands above the table of the first section.
        """
        if opening:
            self._open_section(opening)
        # The header stands again on each new page.
        lines = [line for line in lines if line not in (self.header, self.counting)]
        all_cells = [self._cells(line) for line in lines]
        following = _following(all_cells)
        for line, cells, (next_ordinal, next_number) in zip(lines, all_cells, following, strict=True):
            title = self._title(line, next_ordinal) or _numbered_title(cells, next_number)
            if title:
                self._open_section(title)
                continue
            if self._is_row(line, cells):
                self._add_row(cells)
            elif self.row and not cells.number:
                self._join_to_row(self.row, cells)
            elif self.section and not self.section.rows and cells.text and not cells.number:
                self._join_to_title(self.section, cells.text)
            else:
                self._doubt("unplaced", unplaced(" ".join(filter(None, line))))
                continue
            self._report_other_columns(line)
        self._close_section()

    def _cells(self, line: Line) -> _Cells:
        """The cells of a line. The rest of a cut row may also stand alone in the first cell."""
        head = self.head
        number, term = head.cell(line, "number"), head.term(line)
        others = (head.cell(line, "text"), term, head.cell(line, "executors"), head.cell(line, "place"))
        match = _NUMBER.fullmatch(number)
        if match:
            return _Cells(int(match[1]), number, *others)
        if number and not any(others):
            return _Cells(None, "", number, "", "", "")
        return _Cells(None, number, *others)

    def _title(self, line: Line, next_ordinal: int | None) -> str:
        """The title of a section if this line is one: a text alone, in one cell or repeated in all of them.

        A text alone may also be the rest of a row that a page break cut: so if it begins in the middle of a
        sentence, or stands in the column of the activities and the numbers do not begin anew after it.
        """
        texts = set(filter(None, line))
        if len(texts) != 1:
            return ""
        (text,) = texts
        if _NUMBER.fullmatch(text) or (self.section and text[0].islower()):
            return ""
        position = line.index(text)
        number_column = self.head.columns.get("number")
        if len(line) > 1 and number_column is not None and position == self.head.columns["text"]:
            return text if next_ordinal == 1 or self.section is None else ""
        return text if position in (0, number_column) else ""

    def _is_row(self, line: Line, cells: _Cells) -> bool:
        if cells.ordinal is not None:
            return len(line) > 1  # else the number of a page
        if _TOTAL.fullmatch(cells.number):
            return False
        if cells.number:  # lines of signatures below the table have fewer cells
            return bool(cells.text) and len(line) >= len(self.header)
        return bool(cells.text and not cells.text[0].islower() and not cells.is_alone)

    def _open_section(self, title: str) -> None:
        self._close_section()
        self.section = SectionDraft(one_line(title))
        self.plan.sections.append(self.section)

    def _close_section(self) -> None:
        self._close_row()
        if self.section and not self.section.rows:
            self._doubt("empty_section", _("This section has no rows. Add them, or delete the section."))

    def _add_row(self, cells: _Cells) -> None:
        self._close_row()
        section = self.section
        if section is None:
            section = self.section = SectionDraft("")
            self.plan.sections.append(section)
            self._doubt("no_section", _("The table begins without the title of a section. Enter one."))
        if not (cells.term_text or "term" in self.head.columns or self.head.parts):
            cells = cells._replace(term_text=self._month_of(section))
        number = cells.number.rstrip(".)") or self._next_number()
        self.row = RowDraft(number, *cells[2:])
        section.rows.append(self.row)
        self._judge_number(cells, is_first=len(section.rows) == 1)

    def _month_of(self, section: SectionDraft) -> str:
        """In a table without terms the sections are the months."""
        return section.title if is_span(section.title) else ""

    def _next_number(self) -> str:
        """In a table without numbers the rows are counted."""
        if "number" in self.head.columns:
            return ""
        return str(sum(len(section.rows) for section in self.plan.sections) + 1)

    def _join_to_row(self, row: RowDraft, continuation: _Cells) -> None:
        self._doubt("joined", _joined(" ".join(filter(None, continuation[2:]))))
        for name in ("text", "term_text", "executors_text", "place"):
            before, after = getattr(row, name), getattr(continuation, name)
            if after != before:  # a cell merged over both lines says the same twice
                joined = f"{before}\n{after}".strip()
                refuse_long([joined])
                setattr(row, name, joined)

    def _join_to_title(self, section: SectionDraft, continuation: str) -> None:
        self._doubt("joined", _joined(continuation))
        section.title = f"{section.title} {one_line(continuation)}"
        refuse_long([section.title])

    def _report_other_columns(self, line: Line) -> None:
        for index, cell in enumerate(line):
            if cell and index not in self.head.known and len(line) > 1:
                name = self.header[index] if index < len(self.header) else ""
                text = _(
                    "The column “%(column)s” has no place in a plan: “%(text)s”. Copy from it what is needed."
                )
                self._doubt("column", text % {"column": one_line(name), "text": one_line(cell)})

    def _close_row(self) -> None:
        """A row is complete when the next one begins: only now its term and executors can be understood."""
        row = self.row
        if row is None:
            return
        understand(row, self.plan, self._place())
        self.plan.doubts.extend(row.doubts)
        self.row = None

    def _judge_number(self, cells: _Cells, is_first: bool) -> None:
        """Numbers begin anew in each section, or run through the whole plan; both are in use."""
        if "number" not in self.head.columns:
            return
        if cells.ordinal is None:
            self._doubt(
                "number", _("This row has no number that could be understood. Check where it belongs.")
            )
            return
        if cells.ordinal != self.last_ordinal + 1 and not (is_first and cells.ordinal == 1):
            text = _(
                "The number %(number)s does not follow the number before it. Check that no row is missing."
            )
            self._doubt("number", text % {"number": cells.number})
        self.last_ordinal = cells.ordinal

    def _doubt(self, code: str, text: str) -> None:
        """Report a doubt on the open row, or on the section if no row is open."""
        doubts = self.row.doubts if self.row else self.plan.doubts
        doubts.append(Doubt(self._place(), code, text))

    def _place(self) -> str:
        section = (self.section.title if self.section else "") or _("The table")
        if self.row is None:
            return section
        if self.row.number:
            return _("%(section)s, row %(number)s") % {"section": section, "number": self.row.number}
        return _("%(section)s, a row without a number") % {"section": section}


def _following(lines: Sequence[_Cells]) -> list[tuple[int | None, str]]:
    """For each line the number of the next row that has one: 1 tells that a section begins in between."""
    numbers: list[tuple[int | None, str]] = []
    following: tuple[int | None, str] = (None, "")
    for cells in reversed(lines):
        numbers.append(following)
        if cells.ordinal is not None:
            following = (cells.ordinal, cells.number)
    return numbers[::-1]


def _numbered_title(cells: _Cells, next_number: str) -> str:
    """The title of a section that is numbered as its rows are, «1.» before «1.1», or by a Roman number."""
    if not (cells.number and cells.text and cells.is_alone):
        return ""
    if _ROMAN.fullmatch(cells.number):
        return cells.text
    own = cells.number.rstrip(".)")
    return cells.text if next_number.startswith(f"{own}.") and next_number.rstrip(".)") != own else ""


def unplaced(line: str) -> str:
    """The sentence that quotes a line for which the plan has no field, so that it is not lost."""
    return _("“%(line)s” found no place in the plan. Copy from it what is needed.") % {"line": one_line(line)}


def _joined(continuation: str) -> str:
    text = _(
        "“%(rest)s” stood apart, as after a page break, and was joined to this. Check that it belongs here."
    )
    return text % {"rest": one_line(continuation)}
