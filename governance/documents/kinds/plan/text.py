"""How the text of a plan is written: by hand or from a file."""

import hashlib
from collections.abc import Sequence
from pathlib import PurePath

from django.utils.translation import gettext as _

from governance.documents.approval.approval import ApprovalState
from governance.documents.errors import NotLegal
from governance.documents.kinds.plan.card import PlanCard
from governance.documents.kinds.plan.draft import PlanDraft
from governance.documents.kinds.plan.edits import MAX_TITLE, Edit, listed, named, typed
from governance.documents.kinds.plan.working_copy import WorkingCopy
from governance.documents.language.verb import verb
from governance.documents.record.act import Act
from governance.documents.record.files import attach_file
from governance.documents.record.transitions import May, move
from governance.roles.rights import Right

# The doubt about a file that waits for somebody to name its columns.
COLUMNS_UNKNOWN = "columns"


class PlanText(PlanCard):
    """A plan while its text is written."""

    class Meta(PlanCard.Meta):
        abstract = True

    @move(
        source=(ApprovalState.DRAFT, ApprovalState.REWORK),
        rule=May(Right.DRAFT_PAPER),
        words=verb("plan", "Correct", "corrected"),
        inner=True,
    )
    def revise(self, act: Act, *, edits: Sequence[Edit]) -> None:
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
        rule=May(Right.DRAFT_PAPER),
        words=verb("plan", "Import from a file", "imported from a file"),
        inner=True,
    )
    def import_file(self, act: Act, *, draft: PlanDraft, name: str = "", data: bytes = b"") -> None:
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
        if data:
            self._keep(act, name, data)
        act.facts["rows"] = sum(len(section.rows) for section in draft.sections)

    @move(
        source=(ApprovalState.DRAFT, ApprovalState.REWORK),
        rule=May(Right.DRAFT_PAPER),
        words=verb("plan", "Keep a file", "kept a file whose columns are still to be named"),
        inner=True,
    )
    def keep_file(self, act: Act, *, name: str, data: bytes) -> None:
        """Keep a file whose table cannot be read until somebody has said which column is which."""
        self.forget_doubts(COLUMNS_UNKNOWN)
        self.doubts = [
            {
                "place": PurePath(name).name,
                "code": COLUMNS_UNKNOWN,
                "text": _("The columns of this file were not recognised. Say which column is which."),
            },
            *self.doubts,
        ]
        self._keep(act, name, data)

    def _keep(self, act: Act, name: str, data: bytes) -> None:
        """Each file stands beside the plan once."""
        if not self.attachments.filter(sha256=hashlib.sha256(data).hexdigest()).exists():
            attach_file(self, act, name=PurePath(name).name, data=data)


def waits_for_columns(plan: PlanCard) -> bool:
    """Whether a file beside the plan waits for somebody to name its columns."""
    return any(doubt["code"] == COLUMNS_UNKNOWN for doubt in plan.doubts)
