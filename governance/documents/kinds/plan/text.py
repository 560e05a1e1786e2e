"""What a plan says, and how its text is written: by hand or from a file."""

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from governance.documents.approval.approval import Approval, ApprovalState
from governance.documents.errors import NotLegal
from governance.documents.record.attached import Attachment
from governance.documents.record.transitions import May, move
from governance.roles.names import Case
from governance.roles.rights import Right

from .draft import Doubt, PlanDraft
from .edits import MAX_TITLE, Edit, listed, named, typed
from .section import PlanRow, PlanSection
from .working_copy import WorkingCopy

if TYPE_CHECKING:
    from governance.documents.record.perform import Act

# The one word of «План работы …» that headings of other papers decline.
PLAN_IN = {
    Case.NOMINATIVE: "план",
    Case.GENITIVE: "плана",
    Case.DATIVE: "плану",
    Case.ACCUSATIVE: "план",
    Case.INSTRUMENTAL: "планом",
    Case.PREPOSITIONAL: "плане",
}


class PlanText(Approval):
    """The text of a plan. Its table stands in rows of its own."""

    # The keys of `content` in words, for people who compare two versions.
    content_labels: ClassVar = {
        "title": gettext_lazy("Title"),
        "period": gettext_lazy("Period"),
        "members": gettext_lazy("Members of the district"),
        "aims": gettext_lazy("Aims"),
        "functions": gettext_lazy("Functions"),
        "author": gettext_lazy("Worked out by"),
        "sections": gettext_lazy("Sections"),
        "rows": gettext_lazy("Rows"),
        "number": gettext_lazy("Number"),
        "text": gettext_lazy("Activity"),
        "term": gettext_lazy("Term"),
        "start": gettext_lazy("First day"),
        "end": gettext_lazy("Last day"),
        "executors": gettext_lazy("Executors"),
    }

    period_start = models.DateField(gettext_lazy("beginning of the period"), null=True, blank=True)
    period_end = models.DateField(gettext_lazy("end of the period"), null=True, blank=True)
    aims: Any = models.JSONField(gettext_lazy("aims"), default=list, blank=True)
    functions: Any = models.JSONField(gettext_lazy("functions"), default=list, blank=True)
    members: Any = models.JSONField(gettext_lazy("members"), default=list, blank=True)
    author_text = models.TextField(gettext_lazy("worked out by"), blank=True)
    # What a file held that no row could take, until a person has looked at it.
    doubts: Any = models.JSONField(default=list, blank=True)

    kept_table: list[PlanSection] | None = None

    class Meta(Approval.Meta):
        abstract = True

    def table(self) -> "QuerySet[PlanSection] | list[PlanSection]":
        """The sections with their rows, in order; two queries, unless they are kept."""
        if self.kept_table is not None:
            return self.kept_table
        return PlanSection.objects.filter(plan_id=self.pk).prefetch_related("rows")

    def keep_table(self) -> list[PlanSection]:
        """Read the table once for this plan in memory: for a page that only looks at it."""
        self.kept_table = list(self.table())
        return self.kept_table

    def rows(self) -> QuerySet[PlanRow]:
        return PlanRow.objects.filter(section__plan_id=self.pk)

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
        found = [Doubt(**doubt) for doubt in self.doubts]
        for section in self.table() if table is None else table:
            for row in section.rows.all():
                if row.doubts:
                    place = _("%(section)s, row %(number)s") % {
                        "section": section.title,
                        "number": row.number or row.position,
                    }
                    found.extend(Doubt(place=place, **doubt) for doubt in row.doubts)
        return found

    def forget_doubts(self, code: str) -> None:
        """Doubts of one kind are settled."""
        self.doubts = [doubt for doubt in self.doubts if doubt["code"] != code]

    def title_in(self, case: str) -> str:
        """«плана работы …»: the first word declined, or the whole title behind it where it begins otherwise."""
        word, _space, rest = self.title.partition(" ")
        if word.lower() == "план":
            return f"{PLAN_IN[Case(case)]} {rest}".strip()
        return f"{PLAN_IN[Case(case)]} «{self.title}»"

    @move(
        source=(ApprovalState.DRAFT, ApprovalState.REWORK),
        target=None,
        rule=May(Right.DRAFT_PAPER),
        label=pgettext_lazy("plan", "Correct"),
        done=pgettext_lazy("plan, done", "corrected"),
        inner=True,
    )
    def revise(self, act: "Act", *, edits: Sequence[Edit]) -> None:
        """Correct the text. No version is frozen by it: that happens when the plan is submitted."""
        if not edits:
            raise NotLegal(_("There is nothing to correct: change something first."))
        sheet = WorkingCopy.of(self)
        for edit in edits:
            edit.apply(sheet)
        sheet.save()
        act.facts["edits"] = [named(edit) for edit in edits]

    @move(
        source=(ApprovalState.DRAFT, ApprovalState.REWORK),
        target=None,
        rule=May(Right.DRAFT_PAPER),
        label=pgettext_lazy("plan", "Import from a file"),
        done=pgettext_lazy("plan, done", "imported from a file"),
        inner=True,
    )
    def import_file(self, act: "Act", *, draft: PlanDraft, name: str = "", data: bytes = b"") -> None:
        """Take the text from a file that was read. Its rows replace all rows; a list that it lacks stays.

        The file itself is kept beside the plan, once however often it is imported.
        """
        if draft.title:
            self.title = typed(draft.title, MAX_TITLE)
        if draft.period_start and draft.period_end:
            self.period_start, self.period_end = draft.period_start, draft.period_end
        for field in ("aims", "functions", "members"):
            if items := listed(getattr(draft, field)):
                setattr(self, field, items)
        if draft.author:
            self.author_text = typed(draft.author)
        of_rows = {doubt for section in draft.sections for row in section.rows for doubt in row.doubts}
        self.doubts = [
            {"place": doubt.place, "code": doubt.code, "text": doubt.text}
            for doubt in draft.doubts
            if doubt not in of_rows
        ]
        sheet = WorkingCopy.of(self)
        sheet.fill(draft)
        sheet.save()
        if data and not self.attachments.filter(sha256=hashlib.sha256(data).hexdigest()).exists():
            Attachment.keep(self, act, name=PurePath(name).name, data=data)
        act.facts["rows"] = sum(len(section.rows) for section in draft.sections)
