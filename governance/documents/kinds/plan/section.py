"""The table of a plan in the database: its sections and their rows."""

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from governance.documents.approval.changed_list import ListRow
from governance.documents.kinds.plan.terms import TermKind
from governance.record_rows import RecordRow


class RowStatus(models.TextChoices):
    """How a row of an approved plan stands on a day."""

    DONE = "done", pgettext_lazy("row of a plan", "Done")
    OVERDUE = "overdue", pgettext_lazy("row of a plan", "Overdue")
    NOW = "now", pgettext_lazy("row of a plan", "In its term")
    MOVED = "moved", pgettext_lazy("row of a plan", "Moved")
    LATER = "later", pgettext_lazy("row of a plan", "Later")
    UNDATED = "undated", pgettext_lazy("row of a plan", "Without a term")


class PlanSection(RecordRow):
    """A heading of the table, with its rows."""

    of_paper = "plan"
    called = pgettext_lazy("row of the record", "plan section")

    plan = models.ForeignKey("governance.Plan", models.PROTECT, related_name="sections")
    position = models.PositiveIntegerField(_("position"))
    # The plan's texts come from files that know no limits of a column; what a person types is measured in `edits`.
    title = models.TextField(_("title"), blank=True)

    class Meta:
        ordering: ClassVar = ["plan_id", "position", "id"]

    def __str__(self) -> str:
        return self.title

    def content(self) -> dict[str, Any]:
        return {"title": self.title, "rows": [row.content() for row in self.rows.all()]}


class PlanRow(ListRow):
    """One activity: its term as written and as dates, its executors as written and one by one.

    `doubts` is what a person has been asked to look at and has not resolved yet. The marks of execution are not part
    of what was voted on. A row that changes of the plan have worded anew has ended (`excluded_by`); the new one follows
    it under the same number (`added_by`).
    """

    of_paper = "section__plan"
    called = pgettext_lazy("row of the record", "plan row")
    later: ClassVar = {
        "asked_on": None,
        "reported_at": None,
        "added_by": None,
        "excluded_by": None,
        "taken_by": None,
    }

    # A term that was not understood, with dates that a person gave.
    GIVEN = "given"
    TERM_KINDS: ClassVar = [*((kind.value, kind.name) for kind in TermKind), (GIVEN, "GIVEN")]

    section = models.ForeignKey(PlanSection, models.PROTECT, related_name="rows")
    position = models.PositiveIntegerField(_("position"))
    number = models.TextField(_("number"), blank=True)
    text = models.TextField(_("activity"), blank=True)
    term_text = models.TextField(_("term"), blank=True)
    term_kind = models.CharField(max_length=10, choices=TERM_KINDS, blank=True)
    term_start = models.DateField(_("first day"), null=True, blank=True)
    term_end = models.DateField(_("last day"), null=True, blank=True)
    executors_text = models.TextField(_("executors"), blank=True)
    place = models.TextField(_("where it takes place"), blank=True)
    executors: Any = models.JSONField(default=list, blank=True)
    doubts: Any = models.JSONField(default=list, blank=True)

    # From when its executors are asked, and when one of them has reported what nobody has accepted or returned yet.
    asked_on = models.DateField(null=True, blank=True)
    reported_at = models.DateTimeField(null=True, blank=True)
    done_on = models.DateField(_("done on"), null=True, blank=True)
    done_note = models.TextField(_("note on the execution"), blank=True)
    moved_to = models.DateField(_("moved to"), null=True, blank=True)
    moved_reason = models.TextField(_("why it was moved"), blank=True)
    # The order that carries it out: from its signature on it is followed there.
    taken_by = models.ForeignKey(
        "governance.Document", models.PROTECT, null=True, editable=False, related_name="+"
    )

    class Meta:
        ordering: ClassVar = ["section_id", "position", "id"]
        indexes: ClassVar = [models.Index(Coalesce("moved_to", "term_end"), name="plan_row_day")]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="plan_row_term_whole_and_in_order",
                condition=Q(term_kind="", term_start__isnull=True, term_end__isnull=True)
                | (
                    ~Q(term_kind="")
                    # Named, because a comparison with nothing is not false, and a check lets it pass.
                    & Q(
                        term_start__isnull=False, term_end__isnull=False, term_start__lte=models.F("term_end")
                    )
                ),
            ),
            models.CheckConstraint(
                name="plan_row_moved_with_reason",
                condition=Q(moved_to__isnull=True, moved_reason="")
                | (Q(moved_to__isnull=False) & ~Q(moved_reason="")),
            ),
            models.CheckConstraint(
                name="plan_row_note_only_when_done", condition=Q(done_note="") | Q(done_on__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.text}" if self.number else self.text

    def content(self) -> dict[str, Any]:
        return {
            "number": self.number,
            "text": self.text,
            "term": self.term_text,
            "start": self.term_start.isoformat() if self.term_start else None,
            "end": self.term_end.isoformat() if self.term_end else None,
            "executors": self.executors_text,
            **({"place": self.place} if self.place else {}),
        }

    @property
    def part(self) -> str:
        return f"row:{self.pk}"

    @property
    def is_open(self) -> bool:
        """Its executors are asked for it, or the one who follows the plan to accept their report."""
        return self.asked_on is not None and self.done_on is None and self.taken_by_id is None

    @property
    def is_asked(self) -> bool:
        return self.asked_on is not None

    @property
    def is_reported(self) -> bool:
        return self.reported_at is not None and self.done_on is None

    @property
    def deadline(self) -> date | None:
        return self.due

    @property
    def due(self) -> date | None:
        """The last day on which it is in time, after a move the new one; None for a row without a term."""
        return self.moved_to or self.term_end

    def status(self, today: date) -> RowStatus:
        """How the row stands on a day: a move counts until its new day has passed as well."""
        if self.done_on is not None:
            return RowStatus.DONE
        if self.due is None:
            return RowStatus.UNDATED
        if self.due < today:
            return RowStatus.OVERDUE
        if self.moved_to is not None:
            return RowStatus.MOVED
        if self.term_start is not None and self.term_start > today:
            return RowStatus.LATER
        return RowStatus.NOW


def table_of(plan: int, *, ended: bool = False) -> list[PlanSection]:
    """The sections of a plan (its id) with their rows, in order, those without rows among them; one query.

    `ended`: with the rows that changes of the plan have ended.
    """
    names = [column.attname for column in PlanRow._meta.concrete_fields]
    joined = PlanSection.objects.filter(plan_id=plan).order_by("position", "pk", "rows__position", "rows__pk")
    table: dict[int, tuple[PlanSection, list[PlanRow]]] = {}
    columns = ("pk", "position", "title", *(f"rows__{name}" for name in names))
    for pk, position, title, *values in joined.values_list(*columns):
        if pk not in table:
            own = {"id": pk, "plan_id": plan, "position": position, "title": title}
            table[pk] = PlanSection.from_db(joined.db, [*own], [*own.values()]), []
        section, rows = table[pk]
        if values[0] is not None:
            row = PlanRow.from_db(joined.db, names, values)
            row.section = section
            if ended or row.excluded_by_id is None:
                rows.append(row)
    for section, rows in table.values():
        # As `prefetch_related` keeps what it has read.
        kept = section.rows.all()
        vars(kept).update(_result_cache=rows, _prefetch_done=True)
        vars(section)["_prefetched_objects_cache"] = {"rows": kept}
    return [section for section, _rows in table.values()]
