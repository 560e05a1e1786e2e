"""The table of a plan while it is edited: loaded as a whole, changed in memory, and only the changes saved."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from governance.documents.errors import NotLegal
from governance.documents.kinds.plan.card import PlanCard
from governance.documents.kinds.plan.columns import Head
from governance.documents.kinds.plan.draft import MAX_ROWS, Doubt, PlanDraft, RowDraft
from governance.documents.kinds.plan.line_reader import TableReader
from governance.documents.kinds.plan.section import PlanRow, PlanSection

MAX_SECTIONS = 100

ROW_FIELDS = (
    "section_id", "position", "number", "text", "term_text", "term_kind", "term_start", "term_end",
    "executors_text", "executors", "place", "doubts",
)  # fmt: skip
SECTION_FIELDS = ("position", "title")
# Which field a doubt asks about: it is raised anew only when that field changes.
ASKED_ABOUT = {
    "no_text": "text",
    "no_term": "term_text",
    "term": "term_text",
    "no_executor": "executors_text",
    "executor": "executors_text",
}


@dataclass(eq=False)
class Block:
    """One section with its rows, in their order."""

    section: PlanSection
    rows: list[PlanRow] = field(default_factory=list)


class WorkingCopy:
    """A plan's blocks. `save` numbers positions and writes what changed; the caller saves the plan itself."""

    def __init__(self, plan: PlanCard, blocks: list[Block]) -> None:
        self.plan = plan
        self.blocks = blocks
        self.reordered = False
        self._loaded = {item: _values(item) for item in self._items()}
        self._manner = _manner(blocks)

    @classmethod
    def of(cls, plan: PlanCard) -> "WorkingCopy":
        """The table as it stands; two queries."""
        return cls(plan, [Block(section, list(section.rows.all())) for section in plan.table()])

    def rows(self) -> Iterator[PlanRow]:
        return (row for block in self.blocks for row in block.rows)

    def block(self, section: int) -> Block:
        """Raises NotLegal when the plan has no such section."""
        for block in self.blocks:
            if block.section.pk == section:
                return block
        raise NotLegal(_("This section is not in the plan any more: open the page again."))

    def find(self, row: int) -> tuple[Block, PlanRow]:
        """Raises NotLegal when the plan has no such row."""
        for block in self.blocks:
            for candidate in block.rows:
                if candidate.pk == row:
                    return block, candidate
        raise NotLegal(_("This row is not in the plan any more: open the page again."))

    def fill(self, draft: PlanDraft) -> None:
        """Put what was read from a file in the place of all that is here."""
        self.blocks = [
            Block(PlanSection(title=section.title), [_row_from(row) for row in section.rows])
            for section in draft.sections
        ]

    def redate(self) -> None:
        """Understand the terms anew after the plan's period has changed; dates that a person gave stay."""
        for row in self.rows():
            if row.term_text and row.term_kind != PlanRow.GIVEN:
                row.doubts = [doubt for doubt in row.doubts if doubt["code"] != "term"]
                understand(row, self.plan, changed={"term_text"})

    def save(self) -> None:
        """Write what changed. Raises NotLegal when the table has become too long."""
        if len(self.blocks) > MAX_SECTIONS or sum(1 for _row in self.rows()) > MAX_ROWS:
            raise NotLegal(
                _(
                    "A plan holds at most %(rows)s rows in %(sections)s sections: divide it into several plans."
                )
                % {"rows": MAX_ROWS, "sections": MAX_SECTIONS}
            )
        if self.reordered:
            self._number()
        for place, block in enumerate(self.blocks, start=1):
            block.section.plan_id = self.plan.pk
            block.section.position = place
        _write(PlanSection, (block.section for block in self.blocks), self._loaded, SECTION_FIELDS)
        for block in self.blocks:
            for place, row in enumerate(block.rows, start=1):
                row.section = block.section
                row.position = place
        _write(PlanRow, self.rows(), self._loaded, ROW_FIELDS)
        kept = set(self._items())
        gone = [item for item in self._loaded if item not in kept]
        # Rows first: a section protects the rows that stand on it.
        for model in (PlanRow, PlanSection):
            model.objects.filter(pk__in=[item.pk for item in gone if isinstance(item, model)]).delete()

    def _items(self) -> Iterator[PlanSection | PlanRow]:
        for block in self.blocks:
            yield block.section
            yield from block.rows

    def _number(self) -> None:
        """Number the rows anew in the manner in which the plan was numbered."""
        count = 0
        for place, block in enumerate(self.blocks, start=1):
            if self._manner != "through":
                count = 0
            for row in block.rows:
                count += 1
                row.number = f"{place}.{count}" if self._manner == "by section" else str(count)
                row.doubts = [doubt for doubt in row.doubts if doubt["code"] != "number"]


def understand(row: PlanRow, plan: PlanCard, changed: set[str]) -> None:
    """Read the row's words as dates and executors, and raise doubts about the fields that `changed`.

    A doubt about another field stays if it stood, and does not come back once it was resolved.
    """
    read = _read(row, plan)
    standing = [doubt["code"] for doubt in row.doubts]
    row.executors = read.executors
    _set_term(row, read)
    row.doubts = as_json(
        doubt for doubt in read.doubts if ASKED_ABOUT.get(doubt.code) in changed or doubt.code in standing
    )


def as_json(doubts: Iterable[Doubt]) -> list[dict[str, str]]:
    """Doubts as a row keeps them: their place is the row."""
    return [{"code": doubt.code, "text": doubt.text} for doubt in doubts]


def _read(row: PlanRow, plan: PlanCard) -> RowDraft:
    """Let the reader of files judge one row, as if it stood in a file."""
    read = PlanDraft(period_start=plan.period_start, period_end=plan.period_end, known=plan.known_executors)
    # The empty first cell keeps the line from being taken for one that counts the columns.
    columns = {"number": 1, "text": 2, "term": 3, "executors": 4}
    line = ["", "1", row.text, row.term_text, row.executors_text]
    TableReader(read, ["", "№", "", "", ""], Head(columns)).read([line])
    return read.sections[0].rows[0]


def _row_from(draft: RowDraft) -> PlanRow:
    row = PlanRow(
        number=draft.number,
        text=draft.text,
        term_text=draft.term_text,
        executors_text=draft.executors_text,
        executors=draft.executors,
        place=draft.place,
        doubts=as_json(draft.doubts),
    )
    _set_term(row, draft)
    return row


def _set_term(row: PlanRow, draft: RowDraft) -> None:
    if draft.term is None:
        row.term_kind, row.term_start, row.term_end = "", None, None
    else:
        row.term_kind, row.term_start, row.term_end = draft.term.kind.value, draft.term.start, draft.term.end


def _manner(blocks: list[Block]) -> str:
    """How the rows are numbered: anew in each section, through the whole plan, or «2.1» by section."""
    firsts = [block.rows[0].number for block in blocks if block.rows]
    if any("." in number for number in firsts):
        return "by section"
    return "through" if len(firsts) > 1 and firsts[1] != "1" else "anew"


def _values(item: PlanSection | PlanRow) -> tuple[Any, ...]:
    fields = ROW_FIELDS if isinstance(item, PlanRow) else SECTION_FIELDS
    return tuple(getattr(item, name) for name in fields)


def _write(
    model: Any, items: Iterable[Any], loaded: dict[Any, tuple[Any, ...]], fields: Iterable[str]
) -> None:
    new, changed = [], []
    for item in items:
        if item.pk is None:
            new.append(item)
        elif loaded.get(item) != _values(item):
            changed.append(item)
    model.objects.bulk_create(new)
    if changed:
        model.objects.bulk_update(changed, [name.removesuffix("_id") for name in fields])
