"""A work plan out of the file that a school has: title, lists, sections, rows, and what was not understood.

Real plans are untidy (docs/domain.md, "The work plan"): a page break cuts a row in two, a term is missing, a number
has lost its dot, an executor belongs to no school. Nothing is dropped: what cannot be placed or understood is kept as
written, or quoted in a `Doubt` that asks the person to look at it. Only the stamps above the title are left out: they
are computed from the protocol and the order (docs/domain.md, "Stamps").
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from governance.documents.kinds.plan.columns import Head, head_of
from governance.documents.kinds.plan.draft import (
    MAX_ROWS,
    Doubt,
    PlanDraft,
)
from governance.documents.kinds.plan.line_reader import TableReader, unplaced
from governance.documents.kinds.plan.tables import Line, UnreadablePlan, read_lines, refuse_long

_TITLE = re.compile(r"(?:[а-яё-]+(?:ый|ой|ий) ){0,2}п ?л ?а ?н\b|дорожная карта\b", re.I)
_MAX_TITLE_LINES = 5
_SCHOOL_YEAR = re.compile(r"\b(20\d\d) ?[-‐-―−/] ?(?:20)?(\d\d)\b")
_CALENDAR_YEAR = re.compile(r"\bна (20\d\d) (?:календарный )?год\b", re.I)
_LISTS = {
    "members": re.compile(r"состав\b", re.I),
    "aims": re.compile(r"(?:.*\b)?(?:цел[иь]|целью|целями|задачи)\b", re.I),
    "functions": re.compile(r"(?:.*\b)?функции\b", re.I),
}
_MAX_HEADING = 80
# Lines of a table whose columns a person names: the first, and examples below it.
MOST_SHOWN = 8
_MARKER = re.compile(r"(?:[-‐-―•·*]|\d{1,2}[.)]) *")
_ITEM_END = re.compile(r"(?:;|(?<=\w{3})\.)$")  # the dot of «и др.» belongs to the word
_AUTHOR = re.compile(
    r"(?:разработа(?:но|л|ла|ли)|составил[аи]?|составител[ьи]|подготовил[аи]?|автор)\b:? *", re.I
)


@dataclass(frozen=True)
class ColumnMapping:
    """Which column is which, as a person says: the line where the table begins, and whether that names the columns."""

    line: int
    columns: dict[str, int]
    is_heading: bool = True


class UnknownColumns(UnreadablePlan):
    """The table of the file has columns that nobody can recognise; a person may say which is which.

    `line`: where the table seems to begin; `lines`: that line and those below it.
    """

    def __init__(self, sentence: str, line: int, lines: list[Line]) -> None:
        super().__init__(sentence)
        self.line, self.lines = line, lines


def read_plan(
    data: bytes, filename: str, *, known: frozenset[str] = frozenset(), mapping: ColumnMapping | None = None
) -> PlanDraft:
    """Read a plan from a .txt with tabs, .docx or .xlsx file.

    `known`: names of the district (`executors.names_in`); `mapping`: the columns, where a person has named them.

    Raises UnreadablePlan, whose sentence says what to do, if the file is empty, damaged, too large or of
    another kind, if its table has more than 1,000 rows, or a field over 10,000 characters; UnknownColumns if it has
    other columns.
    """
    lines = read_lines(data, filename)
    refuse_long(cell for line in lines for cell in line)
    if mapping is None:
        header, head, height = _find_header(lines)
    else:
        header, head, height = mapping.line, Head(mapping.columns), int(mapping.is_heading)
    end = _end_of_table(lines, header + height)
    table = [line for line in lines[header + height : end] if any(line)]
    _refuse_many_rows(table)
    plan = PlanDraft(known=known)
    preamble = _paragraphs(lines[:header])
    opening = _title_of_first_table(preamble) if lines[header] in table else ""
    _read_preamble(plan, preamble[: preamble.index(opening)] if opening else preamble)
    named = lines[header] if height else [""] * len(lines[header])
    TableReader(plan, named, head).read(table, opening)
    _read_ending(plan, _paragraphs(lines[end:]))
    refuse_long([plan.title, plan.author])
    return plan


def _refuse_many_rows(table: Iterable[Line]) -> None:
    rows = sum(sum(map(bool, line)) > 1 for line in table)
    if rows > MAX_ROWS:
        raise UnreadablePlan(
            _(
                "The table holds %(rows)s rows, and at most %(limit)s fit into a plan. "
                "Divide it into several plans."
            )
            % {"rows": rows, "limit": MAX_ROWS}
        )


def _title_of_first_table(preamble: list[str]) -> str:
    """Where every section has a table of its own, the last line above the first table is a section's title."""
    written = [paragraph for paragraph in preamble if paragraph]
    return written[-1] if len(written) > 1 else ""


def _find_header(lines: list[Line]) -> tuple[int, Head, int]:
    """Where the plan's table begins, which column is which, and how many lines that takes.

    The table of the stamps comes before it.
    """
    best, best_score = -1, -1
    enough: tuple[int, Head, int] | None = None
    for index, line in enumerate(lines):
        if sum(map(bool, line)) < 2:
            continue
        head, height = head_of(line, lines[index + 1] if index + 1 < len(lines) else [])
        if head.is_whole:
            return index, head, height
        if enough is None and head.is_enough:
            enough = index, head, height
        if len(head.columns) > best_score:
            best, best_score = index, len(head.columns)
    if enough:
        return enough
    if best < 0:
        raise UnreadablePlan(
            _("The file holds no table. The plan is a table with the columns %(expected)s.")
            % {"expected": _expected_columns()}
        )
    headings = "; ".join(" ".join(cell.split())[:60] for cell in lines[best][:12] if cell)
    sentence = _(
        "The table has the columns “%(found)s”, and a plan needs %(expected)s. "
        "Name the columns so and import again."
    )
    raise UnknownColumns(
        sentence % {"found": headings, "expected": _expected_columns()}, best, lines[best : best + MOST_SHOWN]
    )


def _expected_columns() -> str:
    return _("“No.”, “Activity”, “Term”, “Executors”")


def _end_of_table(lines: list[Line], start: int) -> int:
    """The line after the last row: rows fill two cells, or continue in a cell that is not the first."""
    end = start
    for index in range(start, len(lines)):
        line = lines[index]
        filled = sum(map(bool, line))
        if filled and _AUTHOR.match(next(filter(None, line))):
            break
        if filled > 1 or (filled and not line[0]):
            end = index + 1
    return end


def _paragraphs(lines: Iterable[Line]) -> list[str]:
    return [" ".join(" ".join(line).split()) for line in lines]


def _read_preamble(plan: PlanDraft, paragraphs: list[str]) -> None:
    """Read what stands above the table: the title with its school year, the lists under their headings."""
    place = _("Above the table")
    after_title = _read_title(plan, paragraphs)
    if not plan.title:
        plan.doubts.append(
            Doubt(place, "title", _("No title beginning with «План» was found. Enter the title."))
        )
    if plan.period_start is None:
        text = _(
            "No school year, such as 2011/2012, was found in the title. "
            "Enter the period, then the terms can be dated."
        )
        plan.doubts.append(Doubt(place, "period", text))
    items: list[str] | None = None
    marked = False
    for paragraph in filter(None, paragraphs[after_title:]):
        is_marked = bool(_MARKER.match(paragraph))
        heading, _colon, behind = paragraph.partition(":")
        name = None if is_marked else _list_headed(heading)
        if name:
            items = getattr(plan, name)
            paragraph = behind.strip()
        elif items and is_marked != marked:
            items = None  # the list has ended
        if items is None:
            plan.doubts.append(Doubt(place, "unplaced", unplaced(paragraph)))
        elif paragraph:
            marked = is_marked
            items.append(_ITEM_END.sub("", _MARKER.sub("", paragraph, count=1)))


def _read_title(plan: PlanDraft, paragraphs: list[str]) -> int:
    """Set title and period; return the index of the paragraph after the title, 0 if there is no title."""
    cleaned = [paragraph.strip("*# ") for paragraph in paragraphs]
    start = next((index for index, line in enumerate(cleaned) if _TITLE.match(line)), None)
    if start is None:
        return 0
    title: list[str] = []
    for line in cleaned[start : start + _MAX_TITLE_LINES]:
        if not line or (title and _list_headed(line.partition(":")[0])):
            break
        title.append(line)
        years = _SCHOOL_YEAR.search(line)
        if years and (int(years[1]) + 1) % 100 == int(years[2]):
            plan.period_start = date(int(years[1]), 9, 1)
            plan.period_end = date(int(years[1]) + 1, 8, 31)
            break
        if year := _CALENDAR_YEAR.search(line):
            plan.period_start, plan.period_end = date(int(year[1]), 1, 1), date(int(year[1]), 12, 31)
            break
    plan.title = " ".join(title)
    return start + len(title)


def _list_headed(heading: str) -> str | None:
    """The list of the plan that stands under this heading."""
    if len(heading) > _MAX_HEADING:
        return None
    return next((name for name, pattern in _LISTS.items() if pattern.match(heading)), None)


def _read_ending(plan: PlanDraft, paragraphs: list[str]) -> None:
    """What stands below the table: who worked the plan out, up to the next empty line."""
    author: list[str] = []
    for paragraph in paragraphs:
        starts = _AUTHOR.match(paragraph)
        if starts and not plan.author and not author:
            author.append(paragraph[starts.end() :])
        elif author and paragraph:
            author.append(paragraph)
        else:
            plan.author = plan.author or " ".join(author).strip(" .:;")
            author = []
            if paragraph:
                plan.doubts.append(Doubt(_("Below the table"), "unplaced", unplaced(paragraph)))
    plan.author = plan.author or " ".join(author).strip(" .:;")
