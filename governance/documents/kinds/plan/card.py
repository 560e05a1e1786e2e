"""What a plan says: its fields, its table, and what of it a person has still to look at."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext as _, gettext_lazy

from governance.documents.approval.amendable import Amendable
from governance.documents.kinds.plan.draft import Doubt
from governance.documents.kinds.plan.executors import names_in
from governance.documents.kinds.plan.section import PlanRow, PlanSection, table_of
from governance.documents.language.content_labels import labelled
from governance.roles.appointment import Appointment
from governance.roles.names import Case

# The one word of «План работы …» that headings of other papers decline.
PLAN_IN = {
    Case.NOMINATIVE: "план",
    Case.GENITIVE: "плана",
    Case.DATIVE: "плану",
    Case.ACCUSATIVE: "план",
    Case.INSTRUMENTAL: "планом",
    Case.PREPOSITIONAL: "плане",
}


class PlanCard(Amendable):
    """The text of a plan. Its table stands in rows of its own."""

    # The keys of `content` in words, for people who compare two versions.
    content_labels = labelled(
        "title period members aims functions author sections rows number text term start end executors place",
        members=gettext_lazy("Members of the district"),
        aims=gettext_lazy("Aims"),
        functions=gettext_lazy("Functions"),
        text=gettext_lazy("Activity"),
        term=gettext_lazy("Term"),
        executors=gettext_lazy("Executors"),
        place=gettext_lazy("Where it takes place"),
    )

    period_start = models.DateField(gettext_lazy("beginning of the period"), null=True, blank=True)
    period_end = models.DateField(gettext_lazy("end of the period"), null=True, blank=True)
    aims: Any = models.JSONField(gettext_lazy("aims"), default=list, blank=True)
    functions: Any = models.JSONField(gettext_lazy("functions"), default=list, blank=True)
    members: Any = models.JSONField(gettext_lazy("members"), default=list, blank=True)
    author_text = models.TextField(gettext_lazy("worked out by"), blank=True)
    # What a file held that no row could take, until a person has looked at it.
    doubts: Any = models.JSONField(default=list, blank=True)

    kept_table: list[PlanSection] | None = None

    class Meta(Amendable.Meta):
        abstract = True

    def begun_as(self, ground: Appointment) -> None:
        """Whoever begins it has worked it out, until it says otherwise."""
        self.author_text = f"{ground.capacity} {ground.person.full_name}"

    def table(self) -> list[PlanSection]:
        """The sections with their rows, in order; one query, unless they are kept."""
        return table_of(self.pk) if self.kept_table is None else self.kept_table

    def keep_table(self) -> list[PlanSection]:
        """Read the table once for this plan in memory: for a page that only looks at it."""
        self.kept_table = self.table()
        return self.kept_table

    @cached_property
    def known_executors(self) -> frozenset[str]:
        """The names of those in the district who may carry out a row."""
        return names_in(self.unit)

    def rows(self) -> QuerySet[PlanRow]:
        return PlanRow.objects.filter(section__plan_id=self.pk, excluded_by=None)

    def content(self) -> dict[str, Any]:
        """The whole text, and the dates by which its execution is measured."""
        return {
            "title": self.title,
            "period": {
                "start": self.period_start.isoformat() if self.period_start else None,
                "end": self.period_end.isoformat() if self.period_end else None,
            },
            "members": self.members,
            "aims": self.aims,
            "functions": self.functions,
            "author": self.author_text,
            "sections": [section.content() for section in self.table()],
        }

    def open_doubts(self, table: Iterable[PlanSection] | None = None) -> list[Doubt]:
        """Everything that a person still has to look at: of the plan, then row by row. `table`: if read already."""
        doubts = [Doubt(**doubt) for doubt in self.doubts]
        for section in self.table() if table is None else table:
            for row in section.rows.all():
                if row.doubts:
                    place = _("%(section)s, row %(number)s") % {
                        "section": section.title,
                        "number": row.number or row.position,
                    }
                    doubts.extend(Doubt(place=place, **doubt) for doubt in row.doubts)
        return doubts

    def forget_doubts(self, code: str) -> None:
        """Doubts of one kind are resolved."""
        self.doubts = [doubt for doubt in self.doubts if doubt["code"] != code]

    def title_in(self, case: str) -> str:
        """«плана работы …»: the first word declined, or the whole title behind it where it begins otherwise."""
        word, _space, tail = self.title.partition(" ")
        if word.lower() == "план":
            return f"{PLAN_IN[Case(case)]} {tail}".strip()
        return f"{PLAN_IN[Case(case)]} «{self.title}»"
