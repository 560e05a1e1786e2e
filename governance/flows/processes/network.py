"""The flows of network teachers: the council votes on each candidate, the director appoints by a list."""

from django.utils.translation import gettext_lazy as _
from viewflow import this
from viewflow.workflow import flow
from viewflow.workflow.activation import Activation

from governance.documents.kinds.network.candidacy import Candidacy
from governance.documents.kinds.network.staff_list import StaffList, base_school_of
from governance.documents.kinds.order.drafting import draft_approval_order
from governance.documents.record.document import Document
from governance.documents.record.transitions import May
from governance.flows.engine.branches import in_state, paper_of, when
from governance.flows.engine.flow import Await, Decide, PaperFlow, enter
from governance.roles.rights import Right
from governance.roles.unit import Unit, UnitKind


def council_of(document: Document) -> Unit:
    return Unit.objects.get(kind=UnitKind.COUNCIL, district_id=document.district_id)


@enter("CandidacyFlow")
class CandidacyFlow(PaperFlow):
    """Put forward, decided by the council, put on the list."""

    kinds = ("candidacy",)
    route = ("draft", "agenda", "decision", "appointment")

    start = flow.StartHandle(this.open).Next(this.draft)
    draft = Decide("submit", "withdraw", title=_("Complete the candidacy and put it forward")).Next(this.turn)
    agenda = Decide(
        "take_up",
        "support",
        "decline",
        "withdraw",
        title=_("Put the candidacy on the agenda of a meeting"),
        asks=May(Right.CONVENE, on=council_of),
        days=5,
    ).Next(this.turn)
    decision = Await("support", "decline", "release", "withdraw", title=_("The council decides")).Next(
        this.turn
    )
    appointment = Decide(
        "appoint",
        "withdraw",
        title=_("Draw up the list of network teachers for the order"),
        asks=May(Right.DRAFT_ORDER, on=base_school_of),
        days=3,
    ).Next(this.turn)
    turn = (
        flow.Switch()
        .Case(this.draft, in_state(Candidacy.State.DRAFT))
        .Case(this.decision, when(lambda paper: paper.state == "review" and paper.on_agenda_id is not None))
        .Case(this.agenda, in_state(Candidacy.State.REVIEW))
        .Case(this.appointment, in_state(Candidacy.State.SUPPORTED))
        .Default(this.end)
    )
    end = flow.End()


@enter("StaffListFlow")
class StaffListFlow(PaperFlow):
    """The order on the list is drafted automatically; once it is signed, the list is published."""

    kinds = ("staff_list",)
    route = ("order", "publication")

    start = flow.StartHandle(this.open).Next(this.drafting)
    drafting = flow.Function(this.draft_order).Next(this.order)
    order = Await("approve", "send_back", title=_("The director appoints by an order")).Next(this.ordered)
    ordered = flow.If(in_state(StaffList.State.APPROVED)).Then(this.publication).Else(this.end)
    publication = Decide("publish", "repeal", title=_("Publish the list of network teachers"), days=3).Next(
        this.end
    )
    end = flow.End()

    def draft_order(self, activation: Activation) -> None:
        """Draft the order; its basis is the protocol by which the council supported those who are new."""
        staff_list = paper_of(activation)
        new = [row.candidacy for row in staff_list.entries() if row.is_new]
        draft_approval_order(staff_list, new[0].supported_by)
