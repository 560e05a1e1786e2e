"""A plan as read from a file, before it becomes a paper: what was found, and what a person has to look at."""

from dataclasses import dataclass, field
from datetime import date

from governance.documents.kinds.plan.terms import Term

# What one plan may hold; the real one has 45 rows.
MAX_ROWS = 1_000
MAX_FIELD = 10_000
MAX_EXECUTORS = 50  # of one row


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that was not understood: where, of what kind (for the page), and a sentence that says so."""

    place: str
    code: str
    text: str


@dataclass(slots=True)
class RowDraft:
    """An activity as written; `term` is None if the words of the term are missing or were not understood."""

    number: str
    text: str
    term_text: str
    executors_text: str
    place: str = ""
    term: Term | None = None
    executors: list[str] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)


@dataclass(slots=True)
class SectionDraft:
    """Activities under one title; the title is empty if the table begins without one."""

    title: str
    rows: list[RowDraft] = field(default_factory=list)


@dataclass(slots=True)
class PlanDraft:
    """The whole plan; `doubts` holds every doubt in the order of the file, those of the rows among them."""

    title: str = ""
    period_start: date | None = None
    period_end: date | None = None
    aims: list[str] = field(default_factory=list)
    functions: list[str] = field(default_factory=list)
    members: list[str] = field(default_factory=list)
    sections: list[SectionDraft] = field(default_factory=list)
    author: str = ""
    # The names of people, schools and bodies of the district (`executors.names_in`), where it is known.
    known: frozenset[str] = frozenset()
    doubts: list[Doubt] = field(default_factory=list)
