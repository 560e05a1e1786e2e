"""The way of a plan through the council and to the director. Each decision is made by a paper, on one version."""

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from governance import clock
from governance.documents.document import Document, Link
from governance.documents.errors import NotLegal
from governance.documents.rules import ByPaper, Condition, May, move
from governance.roles.rights import Right

from .state import PlanState
from .text import PlanText

if TYPE_CHECKING:
    from governance.documents.perform import Act


def has_rows(plan: PlanText) -> bool:
    if plan.kept_table is not None:
        return any(section.rows.all() for section in plan.kept_table)
    return plan.rows().exists()


class PlanCourse(PlanText):
    """How a plan is agreed and approved, and what it rests on afterwards."""

    # The paper that put it on an agenda, while it waits there; then the papers on which its states rest.
    on_agenda = models.ForeignKey(Document, models.PROTECT, null=True, editable=False, related_name="+")
    agreed_by = models.ForeignKey(Document, models.PROTECT, null=True, editable=False, related_name="+")
    approved_by = models.ForeignKey(Document, models.PROTECT, null=True, editable=False, related_name="+")
    approved_on = models.DateField(gettext_lazy("approved on"), null=True, editable=False)
    repealed_by = models.ForeignKey(Document, models.PROTECT, null=True, editable=False, related_name="+")

    class Meta:
        abstract = True

    @property
    def awaits_decision(self) -> bool:
        return self.state == PlanState.REVIEW and self.on_agenda_id is None

    @move(
        source=(PlanState.DRAFT, PlanState.REWORK),
        target=PlanState.REVIEW,
        rule=May(Right.DRAFT_PAPER),
        label=pgettext_lazy("plan", "Send for agreement"),
        done=pgettext_lazy("plan, done", "sent for agreement"),
        conditions=(
            Condition(has_rows, gettext_lazy("The plan has no rows yet: import a file or add them.")),
        ),
    )
    def submit(self, act: "Act") -> None:
        """Freeze the version that the council will vote on. Doubts are shown, they do not hold it up."""
        if not self.author_text and act.ground is not None:
            self.author_text = f"{act.ground.capacity} {act.person.full_name}"
        self.freeze(act)

    @move(
        source=PlanState.REVIEW,
        target=PlanState.REWORK,
        rule=May(Right.DRAFT_PAPER),
        label=pgettext_lazy("plan", "Withdraw"),
        done=pgettext_lazy("plan, done", "withdrawn for rework"),
        needs_reason=True,
    )
    def withdraw(self, act: "Act") -> None:
        """Take it back before the decision binds: what was voted on this text covers no other text."""
        self.on_agenda = None

    # --- the council ----------------------------------------------------------------------------------------------

    @move(
        source=PlanState.REVIEW,
        target=None,
        rule=ByPaper(Link.Effect.TAKE_UP),
        label=pgettext_lazy("plan", "Put on the agenda"),
        done=pgettext_lazy("plan, done", "put on the agenda"),
    )
    def take_up(self, act: "Act") -> None:
        """A meeting has it on its agenda. One at a time, so that there are no two decisions about one text."""
        if self.on_agenda_id is not None:
            raise NotLegal(_("The plan is on an agenda already: «%(paper)s».") % {"paper": self.on_agenda})
        self.on_agenda = act.basis

    @move(
        source=PlanState.REVIEW,
        target=None,
        rule=ByPaper(Link.Effect.RELEASE),
        label=pgettext_lazy("plan", "Leave undecided"),
        done=pgettext_lazy("plan, done", "left undecided"),
    )
    def release(self, act: "Act") -> None:
        """The meeting was not held or came to no decision: the plan waits for another agenda.

        A meeting that no longer has it (it was withdrawn and put on another agenda) changes nothing.
        """
        if act.basis is not None and self._is_held_by(act.basis):
            self.on_agenda = None

    @move(
        source=PlanState.REVIEW,
        target=PlanState.AGREED,
        rule=ByPaper(Link.Effect.AGREE),
        label=pgettext_lazy("plan", "Agree"),
        done=pgettext_lazy("plan, done", "agreed"),
    )
    def agree(self, act: "Act") -> None:
        """«СОГЛАСОВАНО»: by the signed protocol of the body that voted on this version."""
        self.on_agenda = None
        self.agreed_by = act.basis

    @move(
        source=(PlanState.REVIEW, PlanState.AGREED, PlanState.APPROVAL),
        target=PlanState.REWORK,
        rule=ByPaper(Link.Effect.SEND_BACK),
        label=pgettext_lazy("plan", "Send back for rework"),
        done=pgettext_lazy("plan, done", "sent back for rework"),
    )
    def send_back(self, act: "Act") -> None:
        """The council did not agree, or the director rejected the order."""
        self.on_agenda = None
        self.agreed_by = None

    # --- the order ------------------------------------------------------------------------------------------------

    @move(
        # Once more when the order was sent back to its drafter and put up again.
        source=(PlanState.AGREED, PlanState.APPROVAL),
        target=PlanState.APPROVAL,
        rule=ByPaper(Link.Effect.PUT_UP),
        label=pgettext_lazy("plan", "Put up for approval"),
        done=pgettext_lazy("plan, done", "put up for approval"),
    )
    def put_up(self, act: "Act") -> None:
        """The order that approves it lies before the director."""

    @move(
        source=PlanState.APPROVAL,
        target=PlanState.APPROVED,
        rule=ByPaper(Link.Effect.APPROVE),
        label=pgettext_lazy("plan", "Approve"),
        done=pgettext_lazy("plan, done", "approved"),
    )
    def approve(self, act: "Act") -> None:
        """«УТВЕРЖДАЮ»: by the signed order on this version."""
        self.approved_by = act.basis
        self.approved_on = act.basis.registered_on if act.basis and act.basis.registered_on else clock.today()

    @move(
        source=(PlanState.APPROVED, PlanState.DONE),
        target=PlanState.REPEALED,
        rule=ByPaper(Link.Effect.REPEAL),
        label=pgettext_lazy("plan", "Repeal"),
        done=pgettext_lazy("plan, done", "repealed"),
    )
    def repeal(self, act: "Act") -> None:
        """An order has annulled the order that approved it."""
        self.repealed_by = act.basis

    @move(
        source=(PlanState.AGREED, PlanState.APPROVAL),
        target=PlanState.REWORK,
        rule=May(Right.DRAFT_PAPER),
        label=pgettext_lazy("plan", "Reopen for rework"),
        done=pgettext_lazy("plan, done", "reopened for rework"),
        needs_reason=True,
        grave=True,
    )
    def reopen(self, act: "Act") -> None:
        """Give the agreement up to change the text; the new version needs a new vote."""
        self.agreed_by = None

    def _is_held_by(self, paper: Document) -> bool:
        """Whether this is the paper that has it on its agenda, or the protocol of it."""
        return (
            paper.pk == self.on_agenda_id
            or paper.links_out.filter(effect=Link.Effect.PROTOCOL_OF, target_id=self.on_agenda_id).exists()
        )
