"""The approval of a paper: a body decides on one version, the director approves that version by an order.

Shared by the work plan and all other approved papers (docs/domain.md, "Approved papers"). Each decision is made by a
signed paper, never by hand; a kind adds its text and the move that sends it for agreement (`submit`).
"""

from datetime import timedelta
from typing import TYPE_CHECKING, Any, ClassVar, cast

from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy

from governance import clock
from governance.documents.approval.agenda_subject import AgendaSubject
from governance.documents.approval.effects import AGREE, APPROVE, PUT_UP, REPEAL, RESTORE, SEND_BACK
from governance.documents.approval.remark_replies import replies_to_last, reply, sent_back
from governance.documents.errors import NotLegal
from governance.documents.language.noun import ByGender, NounGender, agreeing
from governance.documents.language.verb import verb
from governance.documents.record.act import Act
from governance.documents.record.document import Document
from governance.documents.record.kind_settings import PaperState, Phase
from governance.documents.record.needs import Need, by_order
from governance.documents.record.transitions import ByPaper, ByTerm, Condition, May, move
from governance.roles.rights import Right
from governance.roles.unit import Unit, UnitKind

if TYPE_CHECKING:
    from collections.abc import Sequence


class ApprovalState(PaperState):
    """The states in their order; `REWORK` is the way back from each decision. The labels are those of «план»."""

    DRAFT = "draft", Phase.DRAFT, pgettext_lazy("approval", "Draft")
    REVIEW = "review", Phase.WITH_SOMEBODY, pgettext_lazy("approval", "Being agreed")
    REWORK = "rework", Phase.DRAFT, pgettext_lazy("approval", "Being reworked")
    AGREED = "agreed", Phase.WITH_SOMEBODY, pgettext_lazy("masculine", "Agreed")
    APPROVAL = "approval", Phase.WITH_SOMEBODY, pgettext_lazy("approval", "Being approved")
    APPROVED = "approved", Phase.IN_FORCE, pgettext_lazy("masculine", "Approved")
    DONE = "done", Phase.ENDED, pgettext_lazy("masculine", "Executed")
    REPEALED = "repealed", Phase.VOID, pgettext_lazy("masculine", "Repealed")


# Labels that agree with the noun.
PAST_FORMS: dict[ApprovalState, ByGender] = {
    ApprovalState.AGREED: agreeing("Agreed"),
    ApprovalState.APPROVED: agreeing("Approved"),
    ApprovalState.DONE: agreeing("Executed"),
    ApprovalState.REPEALED: agreeing("Repealed"),
}


def states(gender: NounGender) -> type[PaperState]:
    """The same states with labels that agree with a noun: «Смета утверждена», «Положение утверждено»."""
    members = [
        (
            state.name,
            (state.value, state.phase, PAST_FORMS[state][gender] if state in PAST_FORMS else state.label),
        )
        for state in ApprovalState
    ]
    # The functional form of an enumeration, which its stubs do not know.
    return cast(type[PaperState], cast(Any, PaperState)("State", members))


# Names of bodies for the case that the district has none yet.
BODIES = {
    UnitKind.COUNCIL: gettext_lazy("a council"),
    UnitKind.METHODICAL_COUNCIL: gettext_lazy("a methodical council"),
}


def deciding_body(paper: Document) -> Unit:
    """The body of the district that decides on the paper. Raises NotLegal while there is none."""
    kind = paper.decided_by_kind
    if known := paper.__dict__.get("body_id"):
        return Unit.from_db(paper._state.db, ["id"], [known])
    body = Unit.objects.filter(kind=kind, district_id=paper.district_id).order_by("pk").first()
    if kind is None or body is None:
        raise NotLegal(
            _("The district has no body that could decide on this paper (%(body)s): found it first.")
            % {"body": BODIES.get(kind, "—") if kind else "—"}
        )
    return body


def is_unpublished(paper: Document) -> bool:
    return paper.published_at is None


def is_published(paper: Document) -> bool:
    return not is_unpublished(paper)


def where_published(paper: "Approval") -> "Sequence[Unit]":
    """The units where publishing is asked for; none for a kind that is not public."""
    return [paper.unit] if paper.is_public else []


class Approval(AgendaSubject):
    """The base of approved papers: the moves to the approval, and the papers that it rests on."""

    drafted_by = May(Right.DRAFT_PAPER)
    decided_by_kind: ClassVar[UnitKind | None] = UnitKind.COUNCIL
    decision_moves: ClassVar[tuple[str, str] | None] = ("agree", "send_back")
    # The stamps at the head of the printed paper, blank until they are given.
    expects_stamps: ClassVar[tuple[str, ...]] = ("agree", "approve")
    select_related_fields: ClassVar[tuple[str, ...]] = ("repealed_by",)
    # It is cited by the numbers of the papers that it rests on.
    numbered = False
    needs: ClassVar[tuple[Need, ...]] = (by_order(),)
    # Whether it is shown on the district's public pages once it is in force.
    is_public: ClassVar[bool] = True
    approved_ahead = True

    @classmethod
    def read_along(cls) -> dict[str, Any]:
        bodies = Unit.objects.filter(kind=cls.decided_by_kind, district_id=OuterRef("district_id"))
        return {**super().read_along(), "body_id": Subquery(bodies.order_by("pk").values("pk")[:1])}

    # The papers on which its states rest.
    agreed_by = models.ForeignKey(Document, models.PROTECT, null=True, editable=False, related_name="+")
    approved_by = models.ForeignKey(Document, models.PROTECT, null=True, editable=False, related_name="+")
    approved_on = models.DateField(gettext_lazy("approved on"), null=True, editable=False)
    repealed_by = models.ForeignKey(Document, models.PROTECT, null=True, editable=False, related_name="+")

    class Meta:
        abstract = True
        constraints: ClassVar = [
            models.CheckConstraint(
                name="%(class)s_repealed_only_after_approval",
                condition=Q(repealed_by__isnull=True) | Q(approved_by__isnull=False),
            ),
            models.CheckConstraint(
                name="%(class)s_agreed_is_off_the_agenda",
                condition=Q(on_agenda__isnull=True) | Q(agreed_by__isnull=True),
            ),
        ]

    @property
    def rests_on(self) -> Document | None:
        return self.approved_by

    def leave_the_way(self) -> None:
        """The paper goes back to its drafter: a vote on this text covers no other text."""
        self.on_agenda = None
        self.agreed_by = None

    def take_force(self, act: Act) -> None:
        """The paper is approved by the acting paper, from the day of that paper; it may act from a later one."""
        self.on_agenda = None
        self.approved_by = act.basis
        self.acts_from = act.basis.acts_from if act.basis is not None else None
        self.approved_on = act.basis.registered_on if act.basis and act.basis.registered_on else clock.today()

    @move(
        source=ApprovalState.REVIEW,
        target=ApprovalState.REWORK,
        rule=May(Right.DRAFT_PAPER),
        words=verb("approval", "Withdraw", "withdrawn for rework"),
        needs_reason=True,
    )
    def withdraw(self, act: Act) -> None:
        """The drafter takes it back before it is decided."""
        self.leave_the_way()

    @move(
        source=ApprovalState.REWORK,
        rule=May(Right.DRAFT_PAPER),
        words=verb("approval", "Answer the remarks", "answered the remarks"),
        conditions=(
            Condition(
                lambda paper: sent_back(paper) is not None,
                gettext_lazy("Nobody has sent this paper back with remarks."),
            ),
        ),
        inner=True,
    )
    def answer_remarks(self, act: Act, *, answers: "Sequence[str]") -> None:
        """To each remark of the decision that sent it back: what was changed, or why it stays as it is."""
        reply(self, act, answers)

    def grounds_for_decision(self) -> list[str]:
        """What was answered to the remarks with which it was sent back."""
        if self.version < 2 or self.approved_by_id is not None:
            return []
        return [one.told for one in replies_to_last(self)]

    # --- the deciding body ------------------------------------------------------------------------------------------

    @move(
        source=ApprovalState.REVIEW,
        target=ApprovalState.AGREED,
        rule=ByPaper(AGREE),
        words=verb("approval", "Agree", "agreed"),
    )
    def agree(self, act: Act) -> None:
        """«СОГЛАСОВАНО»: the protocol of the body that voted on this version is signed."""
        self.on_agenda = None
        self.agreed_by = act.basis

    @move(
        source=(ApprovalState.REVIEW, ApprovalState.AGREED, ApprovalState.APPROVAL),
        target=ApprovalState.REWORK,
        rule=ByPaper(SEND_BACK),
        words=verb("approval", "Send back for rework", "sent back for rework"),
    )
    def send_back(self, act: Act) -> None:
        """The body did not agree, or the director rejected the order."""
        self.leave_the_way()

    # --- the order ------------------------------------------------------------------------------------------------

    @move(
        # From APPROVAL again, if the order was sent back to its drafter and put up once more.
        source=(ApprovalState.AGREED, ApprovalState.APPROVAL),
        target=ApprovalState.APPROVAL,
        rule=ByPaper(PUT_UP),
        words=verb("approval", "Put up for approval", "put up for approval"),
    )
    def put_up(self, act: Act) -> None:
        """The order that approves it is put before the director."""

    @move(
        source=ApprovalState.APPROVAL,
        target=ApprovalState.APPROVED,
        rule=ByPaper(APPROVE),
        words=verb("approval", "Approve", "approved"),
    )
    def approve(self, act: Act) -> None:
        """«УТВЕРЖДАЮ»: the order on this version is signed."""
        self.take_force(act)

    @move(
        source=ApprovalState.APPROVED,
        rule=ByTerm(lambda paper: paper.acts_from - timedelta(days=1) if paper.acts_from else None),
        words=verb("approval", "Come into force", "came into force"),
        inner=True,
    )
    def begin_to_act(self, act: Act) -> None:
        """The day has come from which it acts: what it replaces loses its force."""

    @move(
        source=(ApprovalState.APPROVED, ApprovalState.DONE),
        target=ApprovalState.REPEALED,
        rule=ByPaper(REPEAL),
        words=verb("approval", "Repeal", "repealed"),
    )
    def repeal(self, act: Act) -> None:
        """The paper that approved it was annulled, or a new edition has replaced it."""
        self.repealed_by = act.basis

    @move(
        source=ApprovalState.REPEALED,
        target=ApprovalState.APPROVED,
        rule=ByPaper(RESTORE),
        words=verb("approval", "Restore", "restored"),
    )
    def restore(self, act: Act) -> None:
        """The order by which it lost its force is annulled, and the annulling one says that it stands again."""
        self.repealed_by = None

    @move(
        source=(ApprovalState.AGREED, ApprovalState.APPROVAL),
        target=ApprovalState.REWORK,
        rule=May(Right.DRAFT_PAPER),
        words=verb("approval", "Reopen for rework", "reopened for rework"),
        needs_reason=True,
        grave=True,
    )
    def reopen(self, act: Act) -> None:
        """Give the agreement up to change the text; the new version needs a new vote."""
        self.leave_the_way()

    # --- the public page --------------------------------------------------------------------------------------------

    @move(
        source=(ApprovalState.APPROVED, ApprovalState.DONE),
        rule=May(Right.PUBLISH, on=where_published),
        words=verb("approval", "Publish", "published"),
        conditions=(Condition(is_unpublished, gettext_lazy("The paper is published already.")),),
    )
    def publish(self, act: Act) -> None:
        """Show it on the district's public pages."""
        self.published_at = act.at

    @move(
        source=(ApprovalState.APPROVED, ApprovalState.DONE, ApprovalState.REPEALED),
        rule=May(Right.PUBLISH, on=where_published),
        words=verb("approval", "Take off the public page", "taken off the public page"),
        conditions=(Condition(is_published, gettext_lazy("The paper is not published.")),),
        needs_reason=True,
        grave=True,
    )
    def unpublish(self, act: Act) -> None:
        """For a text that turns out to hold what must not be public, e.g. personal data."""
        self.published_at = None
