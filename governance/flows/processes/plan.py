"""The plan's way: draft, the council's vote, the director's order, publication, a year of work, the last report."""

from datetime import date

from django.utils.translation import gettext_lazy
from viewflow import this
from viewflow.workflow import flow
from viewflow.workflow.activation import Activation

from governance.documents.approval.approval import deciding_body
from governance.documents.kinds.order.drafting import draft_approval_order
from governance.documents.kinds.plan.plan import Plan
from governance.documents.record.document import Document
from governance.documents.record.transitions import May
from governance.flows.engine.flow import Await, Decide, PaperFlow, enter, in_state
from governance.roles.rights import Right


def on_agenda(activation: Activation) -> bool:
    """Whether a meeting has the plan on its agenda."""
    return Plan.objects.filter(pk=activation.process.document_id, on_agenda__isnull=False).exists()


def end_of_period(plan: Document, part: str) -> date | None:
    """The last report is asked for by the end of the plan's own period."""
    assert isinstance(plan, Plan)
    return plan.period_end


@enter
class PlanFlow(PaperFlow):
    """Each junction looks at the paper alone, so the steps fit whatever happened: a plan withdrawn before it was put on
    an agenda, decided off the agenda, reopened after the vote, repealed before it was published."""

    kinds = ("plan",)
    route = ("draft", "agenda", "council", "order", "publication", "execution")

    start = flow.StartHandle(this.open).Next(this.draft)

    draft = Decide("submit", title=gettext_lazy("Send the plan for agreement")).Next(this.standing)

    agenda = Decide(
        "take_up",
        "agree",
        "send_back",
        "withdraw",
        title=gettext_lazy("Put the plan on the agenda of a meeting"),
        asks=May(Right.CONVENE, on=deciding_body),
        days=5,
    ).Next(this.standing)

    council = Await(
        "agree", "send_back", "release", "withdraw", title=gettext_lazy("The council decides")
    ).Next(this.standing)

    standing = (
        flow.Switch()
        .Case(this.draft, in_state(Plan.State.DRAFT, Plan.State.REWORK))
        .Case(this.drafting, in_state(Plan.State.AGREED))
        .Case(this.council, on_agenda)
        .Default(this.agenda)
    )

    drafting = flow.Function(this.draft_order).Next(this.order)

    order = Await(
        "approve", "send_back", "reopen", title=gettext_lazy("The director approves by an order")
    ).Next(this.approved)

    approved = flow.Switch().Case(this.publication, in_state(Plan.State.APPROVED)).Default(this.draft)

    publication = Decide(
        "publish", "complete", "repeal", title=gettext_lazy("Publish the plan"), days=3
    ).Next(this.in_force)

    in_force = flow.Switch().Case(this.execution, in_state(Plan.State.APPROVED)).Default(this.end)

    execution = Decide(
        "complete", "repeal", title=gettext_lazy("Close the plan as executed"), due=end_of_period
    ).Next(this.end)

    end = flow.End()

    def draft_order(self, activation: Activation) -> None:
        """The council has agreed: the order that approves the plan is drafted by itself, resting on its protocol."""
        plan = Plan.objects.select_related("agreed_by", "district", "unit", "author").get(
            pk=activation.process.document_id
        )
        assert plan.agreed_by is not None  # a plan is agreed by a paper alone
        draft_approval_order(plan, plan.agreed_by)
