"""A work plan out of the file that a school has: its title, lists, sections and rows, and what was not understood.

Real plans are untidy (domain section 2): a page break cuts a row in two, a term is missing, a number has lost its
dot, an executor belongs to no school. Nothing of it is dropped: what cannot be placed or understood stands in the
draft as it was written, with a `Doubt` that asks the person to look at it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from .tables import Line, UnreadablePlan, read_lines
from .terms import Term, parse_term

__all__ = ["Doubt", "PlanDraft", "RowDraft", "SectionDraft", "UnreadablePlan", "read_plan"]

# Roles and bodies of the district by the beginnings of their words (domain section 1 and the plan of 2011-2012).
KNOWN_EXECUTORS = (
    "зам", "директор", "руководител", "совет", "метод", "психолог", "администратор", "педагог", "учител",
    "председател", "секретар", "член", "комисси", "делопроизводител", "бухгалтер", "тьютор",
)  # fmt: skip
# Bodies outside the district; their directors and deputies are not its own.
OUTSIDE_BODIES = ("роо", "департамент", "управлен", "министерств")

# How people head the columns of a plan; read case-folded.
COLUMNS = {
    "number": re.compile(r"(?:№|n|номер)(?:\s*п\s*[/\\]?\s*п)?\.?"),
    "text": re.compile(r".*(?:мероприяти|содержание|наименование|вид(?:ы)? деятельности).*"),
    "term": re.compile(r".*(?:срок|дата|время).*"),
    "executors": re.compile(r".*(?:исполнител|ответственн).*"),
}
MAX_ROWS = 1_000
MAX_FIELD = 10_000
MAX_HEADING = 80

_NUMBER = re.compile(r"(?:\d{1,3}\.)*(\d{1,4})[.)]?")
_TITLE = re.compile(r"п\s?л\s?а\s?н\b", re.I)
_SCHOOL_YEAR = re.compile(r"(20\d\d)\s*[-‐-―/]\s*(?:20)?(\d\d)\b")
_HEADINGS = {
    "members": re.compile(r"состав\b", re.I),
    "aims": re.compile(r".*\b(?:цел[иь]|целью|целями|задачи)\b", re.I),
    "functions": re.compile(r"(?:основные )?функции\b", re.I),
}
_MARKER = re.compile(r"(?:[-‐-―•·*]|\d{1,2}[.)])\s*")
_AUTHOR = re.compile(r"(?:разработа(?:но|л|ла|ли)|составил[аи]?|подготовил[аи]?|составител[ьи]|автор)\b\s*:?\s*", re.I)
_EXECUTOR_ENDS = re.compile(rf"\s*[,;]\s*|\s*\n\s*(?=[А-ЯЁ])|\s+и\s+(?=(?i:{'|'.join(KNOWN_EXECUTORS)}))")


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that a person should look at: where, what kind (for the page), and a sentence in their language."""

    place: str
    code: str
    text: str


@dataclass(slots=True)
class RowDraft:
    """An activity as written; `term` is None if the words of the term are empty or were not understood."""

    number: str
    text: str
    term_text: str
    executors_text: str
    term: Term | None = None
    executors: list[str] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)


@dataclass(slots=True)
class SectionDraft:
    title: str
    rows: list[RowDraft] = field(default_factory=list)


@dataclass(slots=True)
class PlanDraft:
    """A plan as read; `doubts` holds all doubts in the order of the file, those of the rows among them."""

    title: str = ""
    period_start: date | None = None
    period_end: date | None = None
    aims: list[str] = field(default_factory=list)
    functions: list[str] = field(default_factory=list)
    members: list[str] = field(default_factory=list)
    sections: list[SectionDraft] = field(default_factory=list)
    author: str = ""
    doubts: list[Doubt] = field(default_factory=list)


def read_plan(data: bytes, filename: str) -> PlanDraft:
    """Read a plan from a .txt with tabs, .docx or .xlsx file.

    Raises UnreadablePlan, whose sentence says what to do, if the file is empty, damaged, too large or of another
    kind, if its table has other columns, more than 1,000 rows, or a field of more than 10,000 characters.
    """
    lines = read_lines(data, filename)
    for line in lines:
        for cell in line:
            _refuse_long(cell)
    header, columns = _find_header(lines)
    end = _end_of_table(lines, header + 1)
    rows = [line for line in lines[header + 1 : end] if any(line)]
    if len(rows) > MAX_ROWS:
        raise UnreadablePlan(
            _("The table holds %(rows)s rows, and a plan at most %(limit)s. Divide it into several plans.")
            % {"rows": len(rows), "limit": MAX_ROWS}
        )
    plan = PlanDraft()
    _read_preamble(plan, [_one_line(" ".join(line)) for line in lines[:header]])
    _Table(plan, lines[header], columns).read(rows)
    _read_ending(plan, [_one_line(" ".join(line)) for line in lines[end:]])
    return plan
