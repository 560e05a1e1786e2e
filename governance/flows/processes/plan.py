"""The flow of work plans: draft, vote of the council, order of the director, publication, a year of work, report."""

from datetime import date

from django.utils.translation import gettext_lazy
from viewflow import this
from viewflow.workflow import flow
from viewflow.workflow.activation import Activation

from governance.documents.approval.approval import deciding_body
from governance.documents.approval.effects import RESTORE
from governance.documents.approval.execution.charged import asked_of, executors_by_part
from governance.documents.kinds.order.drafting import draft_approval_order
from governance.documents.kinds.plan.plan import Plan
from governance.documents.record.document import Document
from governance.documents.record.transitions import May
from governance.documents.settings import tasks
from governance.flows.engine.branches import in_state, paper_of, when
from governance.flows.engine.flow import Await, Decide, PaperFlow, enter
from governance.flows.engine.points import Charging, flow_of
from governance.roles.person import Person
from governance.roles.rights import Right


def is_on_agenda(plan: Plan) -> bool:
    return plan.on_agenda_id is not None


def is_published(plan: Plan) -> bool:
    return plan.published_at is not None


def end_of_period(plan: Document, part: str) -> date | None:
    """The final report is due at the end of the plan's own period."""
    assert isinstance(plan, Plan)
    return plan.period_end


@enter("PlanFlow")
class PlanFlow(PaperFlow):
    """The drafter, the council, the director, the public page, the year's work.

    Each branch looks only at the paper, so the next step is right whatever happened: withdrawn before it was put on an
    agenda, decided off the agenda, reopened after the vote, repealed before it was published.
    """

    kinds = ("plan",)
    route = ("draft", "agenda", "council", "order", "publication", "execution")
    revived_by = RESTORE

    start = flow.StartHandle(this.open).Next(this.draft)
    revival = flow.StartHandle(this.open).Next(this.revived)

    draft = Decide("submit", title=gettext_lazy("Send the plan for agreement")).Next(this.standing)

    agenda = Decide(
        "take_up",
        "agree",
        "send_back",
        "withdraw",
        title=gettext_lazy("Put the plan on the agenda of a meeting"),
        asks=May(Right.CONVENE, on=deciding_body),
        within=tasks.PUT_ON_AGENDA,
    ).Next(this.standing)

    council = Await(
        "agree", "send_back", "release", "withdraw", title=gettext_lazy("The council decides")
    ).Next(this.standing)

    standing = (
        flow.Switch()
        .Case(this.draft, in_state(Plan.State.DRAFT, Plan.State.REWORK))
        .Case(this.drafting, in_state(Plan.State.AGREED))
        .Case(this.council, when(is_on_agenda))
        .Default(this.agenda)
    )

    drafting = flow.Function(this.draft_order).Next(this.order)

    order = Await(
        "approve", "send_back", "reopen", title=gettext_lazy("The director approves by an order")
    ).Next(this.approved)

    approved = flow.Switch().Case(this.publication, in_state(Plan.State.APPROVED)).Default(this.draft)

    revived = flow.If(when(is_published)).Then(this.in_force).Else(this.approved)

    publication = Decide(
        "publish", "complete", "repeal", title=gettext_lazy("Publish the plan"), within=tasks.PUBLISH
    ).Next(this.in_force)

    in_force = flow.Switch().Case(this.execution, in_state(Plan.State.APPROVED)).Default(this.end)

    execution = Decide(
        "complete", "repeal", title=gettext_lazy("Close the plan as executed"), due=end_of_period
    ).Next(this.end)

    end = flow.End()

    def draft_order(self, activation: Activation) -> None:
        """The council has agreed: draft the order that approves the plan; its basis is the protocol."""
        plan = paper_of(activation)
        assert plan.agreed_by is not None  # a plan is agreed by a paper alone
        draft_approval_order(plan, plan.agreed_by)


def asked_for(plan: Plan, part: str) -> Person | None:
    """The one who answers for the row; None where the words name nobody of the district."""
    return asked_of(plan, executors_by_part(plan).get(part, []))


PlanRowFlow = enter("PlanRowFlow")(
    flow_of(
        Charging(
            kind="plan",
            parts=lambda plan: plan.open_rows,
            executor=asked_for,
            controls=May(Right.FOLLOW_PLAN),
            report="report_row",
            moves=("mark_row_done", "mark_rows_done", "move_row", "charge_row"),
            returned="return_row",
            asked=gettext_lazy("Carry out the row of the plan and report"),
            watched=gettext_lazy("See that the row of the plan is carried out"),
            controlled=gettext_lazy("Accept the report or return it"),
        )
    )
)
