"""What a person does to a draft plan on its edit page, as data: `perform(plan, "revise", by=…, edits=[…])`.

Sections and rows are named by their ids; positions count from 1, None means the end for what is new and the present
place for what stands. Each `apply` raises NotLegal with a sentence for the person; nothing has been saved then.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol, TypeVar

from django.utils.translation import gettext as _

from governance.documents.errors import NotLegal
from governance.documents.kinds.plan.card import PlanCard
from governance.documents.kinds.plan.draft import MAX_FIELD
from governance.documents.kinds.plan.section import PlanRow, PlanSection
from governance.documents.kinds.plan.working_copy import Block, WorkingCopy, understand

MAX_TITLE = 500
MAX_NUMBER = 20
MAX_ITEMS = 200
# What a person writes in a row; the rest follows from it.
WORDS_OF_ROW = ("text", "term_text", "executors_text", "place")

T = TypeVar("T", Block, PlanRow)


class Edit(Protocol):
    """One correction of a plan."""

    def apply(self, sheet: WorkingCopy) -> None: ...


@dataclass(frozen=True)
class WriteHead:
    """Correct what stands around the table; None leaves a field as it is. The period is given as both of its days."""

    title: str | None = None
    period_start: date | None = None
    period_end: date | None = None
    aims: Sequence[str] | None = None
    functions: Sequence[str] | None = None
    members: Sequence[str] | None = None
    author_text: str | None = None

    def apply(self, sheet: WorkingCopy) -> None:
        plan = sheet.plan
        if self.title is not None:
            plan.title = typed(self.title, MAX_TITLE)
            if not plan.title:
                raise NotLegal(_("Give the plan a title."))
            plan.forget_doubts("title")
        for name in ("aims", "functions", "members"):
            items = getattr(self, name)
            if items is not None:
                setattr(plan, name, listed(items))
        if self.author_text is not None:
            plan.author_text = typed(self.author_text)
        if self.period_start is not None or self.period_end is not None:
            if self.period_start is None or self.period_end is None:
                raise NotLegal(_("Give the first and the last day of the plan's period."))
            if self.period_end < self.period_start:
                raise NotLegal(_("The plan's period ends before it begins: correct the days."))
            if (self.period_start, self.period_end) != (plan.period_start, plan.period_end):
                plan.period_start, plan.period_end = self.period_start, self.period_end
                plan.forget_doubts("period")
                sheet.redate()


@dataclass(frozen=True)
class WriteSection:
    """Correct the title of a section, or add a section."""

    title: str
    section: int | None = None
    position: int | None = None

    def apply(self, sheet: WorkingCopy) -> None:
        title = typed(self.title)
        if not title:
            raise NotLegal(_("Give the section a title."))
        if self.section is None:
            put(sheet.blocks, Block(PlanSection(title=title)), self.position)
            sheet.reordered = True
        else:
            sheet.block(self.section).section.title = title


@dataclass(frozen=True)
class PlaceSection:
    """Move a section among the others, with its rows."""

    section: int
    position: int

    def apply(self, sheet: WorkingCopy) -> None:
        block = sheet.block(self.section)
        sheet.blocks.remove(block)
        put(sheet.blocks, block, self.position)
        sheet.reordered = True


@dataclass(frozen=True)
class RemoveSection:
    """Take an empty section out."""

    section: int

    def apply(self, sheet: WorkingCopy) -> None:
        block = sheet.block(self.section)
        if block.rows:
            raise NotLegal(_("The section still has rows: move or delete them first."))
        sheet.blocks.remove(block)
        sheet.reordered = True


@dataclass(frozen=True)
class WriteRow:
    """Correct a row (`row`) or add one to a section (`section`).

    The dates are read from the words of the term, unless a person gives both. `number` is given only to correct it:
    rows that are added, placed or removed number the plan anew.
    """

    text: str
    term_text: str = ""
    executors_text: str = ""
    place: str = ""
    row: int | None = None
    section: int | None = None
    position: int | None = None
    number: str | None = None
    term_start: date | None = None
    term_end: date | None = None

    def apply(self, sheet: WorkingCopy) -> None:
        if self.row is not None:
            row = sheet.find(self.row)[1]
        elif self.section is not None:
            row = PlanRow()
            put(sheet.block(self.section).rows, row, self.position)
            sheet.reordered = True
        else:
            raise NotLegal(_("Choose the section for the new row."))
        words = {name: typed(getattr(self, name)) for name in WORDS_OF_ROW}
        if not words["text"]:
            raise NotLegal(_("Write the activity: a row cannot do without it."))
        changed = {name for name, value in words.items() if row.pk is None or getattr(row, name) != value}
        for name, value in words.items():
            setattr(row, name, value)
        if self.number is not None:
            row.number = typed(self.number, MAX_NUMBER).rstrip(".) ")
        understand(row, sheet.plan, changed)
        self._date(row, sheet)

    def _date(self, row: PlanRow, sheet: WorkingCopy) -> None:
        """Take the dates that a person gave, where they say something else than the words."""
        start, end = self.term_start, self.term_end
        if (start, end) in ((None, None), (row.term_start, row.term_end)):
            return
        if start is None or end is None:
            raise NotLegal(_("Give the first and the last day of the term, or neither."))
        if end < start:
            raise NotLegal(_("The term ends before it begins: correct the days."))
        plan = sheet.plan
        if plan.period_start and plan.period_end and not plan.period_start <= start <= end <= plan.period_end:
            raise NotLegal(_("The term lies outside the plan's period: correct the days, or the period."))
        row.term_kind, row.term_start, row.term_end = PlanRow.GIVEN, start, end
        row.doubts = [doubt for doubt in row.doubts if doubt["code"] not in ("no_term", "term")]


@dataclass(frozen=True)
class PlaceRow:
    """Move a row inside its section, or into another one."""

    row: int
    position: int | None = None
    section: int | None = None

    def apply(self, sheet: WorkingCopy) -> None:
        block, row = sheet.find(self.row)
        target = block if self.section is None else sheet.block(self.section)
        block.rows.remove(row)
        put(target.rows, row, self.position)
        sheet.reordered = True


@dataclass(frozen=True)
class RemoveRow:
    """Take a row out."""

    row: int

    def apply(self, sheet: WorkingCopy) -> None:
        block, row = sheet.find(self.row)
        block.rows.remove(row)
        sheet.reordered = True


@dataclass(frozen=True)
class Resolve:
    """Say that what was doubtful is right as it stands.

    Of a row, of the plan (the doubt's place in its list), or, by `code`, all of one kind in plan and rows.
    """

    row: int | None = None
    doubt: int | None = None
    code: str = ""

    def apply(self, sheet: WorkingCopy) -> None:
        if self.code:
            self._resolve_all(sheet)
            return
        if self.row is not None:
            sheet.find(self.row)[1].doubts = []
            return
        doubts = list(sheet.plan.doubts)
        if self.doubt is None or not 0 <= self.doubt < len(doubts):
            raise NotLegal(_("This question is settled already: open the page again."))
        del doubts[self.doubt]
        sheet.plan.doubts = doubts

    def _resolve_all(self, sheet: WorkingCopy) -> None:
        questioned: list[PlanCard | PlanRow] = [sheet.plan, *sheet.rows()]
        asked = [each for each in questioned if self.code in {doubt["code"] for doubt in each.doubts}]
        if not asked:
            raise NotLegal(_("These questions are settled already: open the page again."))
        for each in asked:
            each.doubts = [doubt for doubt in each.doubts if doubt["code"] != self.code]


def named(edit: Edit) -> dict[str, Any]:
    """What the record keeps of an edit: what it was, and on which section or row."""
    kept = {name: getattr(edit, name, None) for name in ("section", "row", "code")}
    return {"edit": type(edit).__name__, **{name: value for name, value in kept.items() if value}}


def typed(text: str, limit: int = MAX_FIELD) -> str:
    """What a person typed, on one line. Raises NotLegal when it is too long or cannot be kept."""
    text = " ".join(text.replace("\0", " ").split())
    if len(text) > limit:
        raise NotLegal(
            _("A text of %(length)s characters is too long: shorten it to %(limit)s. It begins “%(begins)s”.")
            % {"length": len(text), "limit": limit, "begins": text[:60]}
        )
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise NotLegal(
            _("The text holds a sign that cannot be kept: delete it. The text begins “%(begins)s”.")
            % {"begins": text[: min(error.start, 60)]}
        ) from error
    return text


def listed(items: Sequence[str]) -> list[str]:
    """The lines of a list without the empty ones. Raises NotLegal when there are too many."""
    lines = [line for line in map(typed, items) if line]
    if len(lines) > MAX_ITEMS:
        raise NotLegal(_("A list holds at most %(limit)s lines: shorten it.") % {"limit": MAX_ITEMS})
    return lines


def put(items: list[T], item: T, position: int | None) -> None:
    """Insert at a position counted from 1; None, and whatever lies beyond, mean the end."""
    items.insert(len(items) if position is None else max(position - 1, 0), item)
