"""Sending a plan for agreement; the rest is common to all approved papers (`documents.approval`)."""

from django.utils.translation import gettext_lazy

from governance.documents.approval.approval import ApprovalState
from governance.documents.kinds.plan.text import PlanText
from governance.documents.language.verb import verb
from governance.documents.record.act import Act
from governance.documents.record.transitions import May, condition, move
from governance.roles.rights import Right


@condition(gettext_lazy("The plan has no rows yet: import a file or add them."))
def has_rows(plan: PlanText) -> bool:
    return any(section.rows.all() for section in plan.keep_table())


class PlanCourse(PlanText):
    """A plan that can be put up."""

    class Meta(PlanText.Meta):
        abstract = True

    @move(
        source=(ApprovalState.DRAFT, ApprovalState.REWORK),
        target=ApprovalState.REVIEW,
        rule=May(Right.DRAFT_PAPER),
        words=verb("approval", "Send for agreement", "sent for agreement"),
        conditions=(has_rows,),
        undone_by="withdraw",
    )
    def submit(self, act: Act) -> None:
        """Freeze the version that the council will vote on. Doubts are shown, they do not hold it up."""
        if not self.author_text and act.ground is not None:
            self.begun_as(act.ground)
        self.keep_table()
        self.freeze(act)
