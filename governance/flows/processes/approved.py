"""The flow of approved papers: agreement, decision of a body, order of the director, publication, end of the term.

One flow leads all kinds. Each branch looks only at the paper and the settings of its kind: a step that a kind does not
have is passed by, and the next step is right whatever happened (withdrawn, decided off the agenda, reopened, repealed).
"""

from datetime import date
from typing import Any, cast

from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _
from viewflow import this
from viewflow.workflow import flow
from viewflow.workflow.activation import Activation

from governance.documents.approval.approval import ApprovalState, deciding_body
from governance.documents.approval.effects import RESTORE
from governance.documents.approval.opinions import Opinion
from governance.documents.kinds.approved.changes_kinds import KINDS_ON_THE_WAY
from governance.documents.kinds.approved.joining import Joinable, Joining
from governance.documents.kinds.approved.paper import ApprovedPaper
from governance.documents.kinds.approved.staff_opinion import StaffOpinion, draft_staff_opinion
from governance.documents.kinds.order.drafting import draft_approval_order
from governance.documents.record.document import Document
from governance.documents.record.events import Event
from governance.documents.record.perform import performed
from governance.documents.record.signing_rights import signing_rights
from governance.documents.record.transitions import May
from governance.documents.settings import tasks
from governance.flows.engine import notices
from governance.flows.engine.branches import in_state, paper_of, when
from governance.flows.engine.flow import Await, Decide, PaperFlow, enter
from governance.roles.appointment import Appointment
from governance.roles.catalogue import ROLES
from governance.roles.person import Person
from governance.roles.rights import Right

ANSWERS = ("consent", "consent_with_remarks", "object_to", "enter_answer")


def end_of_period(paper: Document, part: str) -> date | None:
    return cast(ApprovedPaper, paper).period_end


@enter("ApprovedFlow")
class ApprovedFlow(PaperFlow):
    """The drafter, those who are asked, the body, the director; then the public page and the end of the period."""

    kinds = tuple(kind.kind_name for kind in KINDS_ON_THE_WAY)
    title = _("Papers for approval")
    route = ("draft", "opinions", "staff", "agenda", "decision", "order", "publication", "execution")
    revived_by = RESTORE

    start = flow.StartHandle(this.open).Next(this.draft)
    revival = flow.StartHandle(this.open).Next(this.revived)

    draft = Decide("submit", title=_("Complete the paper and send it for agreement")).Next(this.standing)

    opinions = Await(*ANSWERS, "withdraw", title=_("Those who are asked agree")).Next(this.standing)

    asking = flow.Function(this.ask_staff).Next(this.staff)
    staff = Await("consider", "withdraw", title=_("The employees' body is heard")).Next(this.standing)

    agenda = Decide(
        "take_up",
        "agree",
        "approve",
        "send_back",
        "withdraw",
        title=_("Put the paper on the agenda of a meeting"),
        asks=May(Right.CONVENE, on=deciding_body),
        within=tasks.PUT_ON_AGENDA,
    ).Next(this.standing)

    decision = Await(
        "agree", "approve", "send_back", "release", "withdraw", title=_("The body decides")
    ).Next(this.standing)

    drafting = flow.Function(this.draft_order).Next(this.order)

    order = Await("approve", "send_back", "reopen", title=_("The director approves by an order")).Next(
        this.standing
    )

    standing = (
        flow.Switch()
        .Case(this.draft, in_state(ApprovalState.DRAFT, ApprovalState.REWORK))
        .Case(this.opinions, when(lambda paper: paper.state == ApprovalState.REVIEW and not paper.all_agree))
        .Case(this.asking, when(lambda paper: paper.state == ApprovalState.REVIEW and paper.route.heard))
        .Case(this.decision, when(lambda paper: paper.on_agenda_id is not None))
        .Case(this.agenda, in_state(ApprovalState.REVIEW))
        .Case(this.drafting, in_state(ApprovalState.AGREED))
        .Default(this.approved)
    )

    approved = flow.If(when(lambda paper: paper.is_public)).Then(this.publication).Else(this.in_force)

    revived = flow.If(when(lambda paper: paper.published_at is None)).Then(this.approved).Else(this.in_force)

    publication = Decide(
        "publish", "complete", "repeal", title=_("Publish the paper"), within=tasks.PUBLISH
    ).Next(this.in_force)

    in_force = (
        flow.Switch()
        .Case(
            this.execution,
            when(lambda paper: paper.state == ApprovalState.APPROVED and paper.period_end is not None),
        )
        .Default(this.end)
    )

    execution = Decide("complete", "repeal", title=_("Close the paper as executed"), due=end_of_period).Next(
        this.end
    )

    end = flow.End()

    @classmethod
    def route_of(cls, document: Document) -> tuple[str, ...]:
        kind = cast(ApprovedPaper, document)
        passed_by = {
            "opinions": not kind.route.stages,
            "staff": not kind.route.heard,
            "agenda": kind.route.decided_by is None,
            "decision": kind.route.decided_by is None,
            "order": not kind.route.by_order,
            "publication": not kind.is_public,
            "execution": not kind.form.period,
        }
        return tuple(step for step in cls.route if not passed_by.get(step))

    def ask_staff(self, activation: Activation) -> None:
        """Begin the sheet on which the opinion stands."""
        draft_staff_opinion(paper_of(activation))

    def draft_order(self, activation: Activation) -> None:
        """All have agreed: draft the order that approves the paper; its basis is the decision of the body, if any."""
        paper = paper_of(activation)
        draft_approval_order(paper, paper.agreed_by)


@receiver(performed, dispatch_uid="governance.flows.processes.approved.joining")
def ask_to_join(sender: Any, document: Document, event: Event, **kwargs: Any) -> None:
    """Rules that bind those who join them are in force: everybody who signs papers is asked to join. Whoever has
    joined is told when they are changed by parts."""
    if not isinstance(document, Joinable):
        return
    if event.move == "amend":
        joined = Joining.objects.filter(paper_id=document.pk)
        notices.notify(Person.objects.filter(pk__in=joined.values("person")), document, "rules_changed")
    if event.move == "approve":
        roles = [role for role, rights in ROLES.items() if (rights.own | rights.district) & signing_rights()]
        signers = Appointment.objects.in_force().filter(
            unit__district_id=document.district_id, role__in=roles
        )
        notices.notify(Person.objects.filter(pk__in=signers.values("person")), document, "rules_to_join")


def end_of_term(paper: Document, part: str) -> date | None:
    return cast(StaffOpinion, paper).due


@enter("StaffOpinionFlow")
class StaffOpinionFlow(PaperFlow):
    """The body is asked, its answer entered or its silence noted; where it does not agree, both sides consult."""

    kinds = ("staff_opinion",)
    route = ("asking", "answer", "consultations")

    start = flow.StartHandle(this.open).Next(this.asking)
    asking = Decide(
        "ask", "drop_opinion", title=_("Ask the employees' body for its opinion"), within=tasks.EMPLOYEE_PAPER
    ).Next(this.turn)
    answer = Decide(
        "answer",
        "answer_by_protocol",
        "note_silence",
        "drop_opinion",
        title=_("Enter the opinion of the employees' body"),
        due=end_of_term,
    ).Next(this.turn)
    consultations = Decide(
        "consult",
        "drop_opinion",
        title=_("Consult the employees' body and enter the result"),
        within=tasks.EMPLOYEE_PAPER,
    ).Next(this.turn)
    turn = (
        flow.Switch()
        .Case(this.answer, in_state(StaffOpinion.State.ASKED))
        .Case(this.consultations, in_state(StaffOpinion.State.OBJECTED))
        .Default(this.end)
    )
    end = flow.End()


@receiver(performed, dispatch_uid="governance.flows.processes.approved")
def notify_author(sender: Any, document: Document, event: Event, **kwargs: Any) -> None:
    """Notify the author of each answer as it comes; the paper goes on only when all have answered."""
    if not isinstance(document, ApprovedPaper) or event.move not in ANSWERS:
        return
    if document.author is not None and document.author_id != event.actor_id:
        opinion = Opinion.objects.select_related("unit").get(pk=event.facts["opinion"])
        outcome = str(opinion.get_outcome_display())
        notices.notify([document.author], document, "answered", unit=str(opinion.unit), outcome=outcome)
