"""The flows of rewards: the system of measures, periods, nominations, allocations, lists for the schools' orders.

The next step follows from the state of the paper alone, so it is right whoever made the move.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any, cast

from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _
from viewflow import this
from viewflow.workflow import flow
from viewflow.workflow.activation import Activation

from governance import clock
from governance.documents.kinds.order.drafting import draft_approval_order
from governance.documents.kinds.rewards.allocation import Allocation
from governance.documents.kinds.rewards.award_list import AwardList, above_own_fund, draft_award_lists
from governance.documents.kinds.rewards.card import State
from governance.documents.kinds.rewards.fund import fund_part
from governance.documents.kinds.rewards.nomination import Nomination
from governance.documents.kinds.rewards.period import RewardPeriod
from governance.documents.kinds.rewards.system import RewardSystem
from governance.documents.record.document import Document
from governance.documents.record.events import Event
from governance.documents.record.perform import performed
from governance.documents.record.transitions import May
from governance.documents.settings import tasks
from governance.flows.engine import notices
from governance.flows.engine.branches import in_state, paper_of, when
from governance.flows.engine.flow import Await, Decide, PaperFlow, enter
from governance.flows.engine.parallel import PartFlow
from governance.record_rows import past_the_door
from governance.roles.may import holders
from governance.roles.person import Person
from governance.roles.rights import Right
from governance.roles.unit import Unit, UnitKind


def on_agenda(paper: Any) -> bool:
    return paper.state == "review" and paper.on_agenda_id is not None


def council_of(document: Document) -> Unit:
    return Unit.objects.get(kind=UnitKind.COUNCIL, district_id=document.district_id)


AGENDA = ("take_up", "approve", "send_back", "withdraw")
DECISION = ("approve", "send_back", "release", "withdraw")


@enter("RewardSystemFlow")
class RewardSystemFlow(PaperFlow):
    """Drafted, then decided by the council."""

    kinds = ("reward_system",)
    route = ("draft", "agenda", "decision")

    start = flow.StartHandle(this.open).Next(this.draft)
    draft = Decide("submit", title=_("Complete the system of rewards and put it before the council")).Next(
        this.standing
    )
    agenda = Decide(
        *AGENDA,
        title=_("Put the paper on the agenda of a meeting"),
        asks=May(Right.CONVENE, on=council_of),
        within=tasks.PUT_ON_AGENDA,
    ).Next(this.standing)
    decision = Await(*DECISION, title=_("The body decides")).Next(this.standing)
    standing = (
        flow.Switch()
        .Case(this.draft, in_state(RewardSystem.State.DRAFT))
        .Case(this.decision, when(on_agenda))
        .Case(this.agenda, in_state(RewardSystem.State.REVIEW))
        .Default(this.end)
    )
    end = flow.End()


def last_day_of_sheets(document: Document, part: str) -> date | None:
    return cast(RewardPeriod, document).sheets_until


@enter("RewardPeriodFlow")
class RewardPeriodFlow(PaperFlow):
    """Opened, later closed."""

    kinds = ("reward_period",)
    route = ("opening", "closing")

    start = flow.StartHandle(this.open).Next(this.opening)
    opening = Decide("open", title=_("Complete the period and open it")).Next(this.closing)
    closing = Decide(
        "close",
        title=_("Compute the allocation after the sheets, close the period at the end"),
        due=last_day_of_sheets,
    ).Next(this.end)
    end = flow.End()


def school_of_fund(document: Document, part: str) -> Unit:
    return next(school for school in cast(RewardPeriod, document).schools if fund_part(school.pk) == part)


@enter("RewardFundFlow")
class RewardFundFlow(PartFlow):
    """Once a period is open each director names the fund of the own school, before sums are allotted out of it."""

    kinds = ("reward_period",)
    opened_by = frozenset({"open", "name_fund", "close"})
    title = _("Funds of the schools")

    start = flow.StartHandle(this.open).Next(this.naming)
    naming = Decide(
        "name_fund", title=_("Name the fund of the school"), at=school_of_fund, due=last_day_of_sheets
    ).Next(this.end)
    end = flow.End()

    @classmethod
    def open_parts(cls, document: RewardPeriod) -> set[str]:
        if document.state != RewardPeriod.State.OPEN:
            return set()
        named = set(document.funds.values_list("school_id", flat=True))
        return {fund_part(school.pk) for school in document.schools if school.pk not in named}


def teacher_of(document: Document, part: str) -> Person | None:
    return cast(Nomination, document).teacher


def school_of(document: Document, part: str) -> Unit:
    return document.unit


def end_of_objections(document: Document, part: str) -> date | None:
    """The last day for the teacher to object; today, once an objection has been answered after that day."""
    until = cast(Nomination, document).objection_until
    return max(until, clock.today()) if until else None


@enter("NominationFlow")
class NominationFlow(PaperFlow):
    """The teacher's sheet, the nomination, its verification, the council, the order of the director."""

    kinds = ("nomination",)
    route = ("sheet", "nomination", "verification", "council", "decision", "order")

    start = flow.StartHandle(this.open).Next(this.sheet)
    sheet = Decide(
        "hand_in", "nominate", "withdraw", title=_("Fill in your sheet and hand it in"), named=teacher_of
    ).Next(this.turn)
    nomination = Decide(
        "nominate",
        "send_back",
        "withdraw",
        title=_("Nominate the teacher, or not"),
        at=school_of,
        within=tasks.NOMINATE,
    ).Next(this.turn)
    verification = Decide(
        "verify",
        "send_back",
        "withdraw",
        title=_("Verify the points against the proofs"),
        within=tasks.VERIFY_POINTS,
    ).Next(this.turn)
    objection = Decide(
        "answer_objection",
        "withdraw",
        title=_("Answer the teacher's objection"),
        within=tasks.ANSWER_OBJECTION,
    ).Next(this.turn)
    council = Decide(
        "put_up",
        "object_to",
        "withdraw",
        title=_("Put the nomination before the council"),
        due=end_of_objections,
    ).Next(this.turn)
    decision = Await("support", "decline", "release", title=_("The council decides")).Next(this.turn)
    order = Await("order", "allot", title=_("The director rewards by an order")).Next(this.turn)
    turn = (
        flow.Switch()
        .Case(this.sheet, in_state(State.DRAFT))
        .Case(this.nomination, in_state(State.FILLED))
        .Case(this.verification, in_state(State.NOMINATED))
        .Case(this.objection, in_state(State.OBJECTED))
        .Case(this.council, in_state(State.VERIFIED))
        .Case(this.decision, in_state(State.REVIEW))
        .Case(this.order, in_state(State.SUPPORTED))
        .Default(this.end)
    )
    end = flow.End()


@enter("AllocationFlow")
class AllocationFlow(PaperFlow):
    """Computed as a trial, decided by the council; the lists for the schools' orders are drafted from it."""

    kinds = ("allocation",)
    route = ("draft", "agenda", "decision")

    start = flow.StartHandle(this.open).Next(this.draft)
    draft = Decide(
        "submit", "give_up", title=_("Look at the trial and put the allocation before the council")
    ).Next(this.standing)
    agenda = Decide(
        *AGENDA,
        title=_("Put the paper on the agenda of a meeting"),
        asks=May(Right.CONVENE, on=council_of),
        within=tasks.PUT_ON_AGENDA,
    ).Next(this.standing)
    decision = Await(*DECISION, title=_("The body decides")).Next(this.standing)
    standing = (
        flow.Switch()
        .Case(this.draft, in_state(Allocation.State.DRAFT))
        .Case(this.decision, when(on_agenda))
        .Case(this.agenda, in_state(Allocation.State.REVIEW))
        .Default(this.end)
    )
    end = flow.End()


@enter("AwardListFlow")
class AwardListFlow(PaperFlow):
    """The order on the list is drafted automatically; the director of the school signs it or not."""

    kinds = ("award_list",)
    route = ("order",)

    start = flow.StartHandle(this.open).Next(this.drafting)
    drafting = flow.Function(this.draft_order).Next(this.order)
    order = Await("approve", "send_back", title=_("The director rewards by an order")).Next(this.end)
    end = flow.End()

    def draft_order(self, activation: Activation) -> None:
        """Draft the order; where the council decides, the protocol is its basis; else its words name it."""
        award_list = paper_of(activation)
        allocation = award_list.allocation
        draft_approval_order(award_list, None if allocation.is_recommended else allocation.approved_by)


def note_totals(allocation: Allocation) -> None:
    """Store the totals of the period, without persons.

    `people` counts those who are paid out of a pool: where they are few, its total would tell what each of them got.
    """
    counts = Counter(row["pool"] for row in allocation.rows if Decimal(row["amount"]))
    totals = [{**entry, "people": counts[entry["code"]]} for entry in allocation.pools]
    with past_the_door():  # derived from the allocation
        RewardPeriod.objects.filter(pk=allocation.reward_period_id).update(totals=totals)


def warn_of_funds(lists: Iterable[AwardList]) -> None:
    """Tell the directors whose fund does not suffice as soon as their lists are drawn up: the signature is refused."""
    for award_list in lists:
        if above_own_fund(award_list):
            signers = [held.person for held in holders(Right.SIGN_ORDER, award_list.unit_id)]
            notices.notify(signers, award_list, "fund_short", unit=award_list.unit.name)


@receiver(performed, sender=AwardList, dispatch_uid="governance.flows.processes.rewards.answer")
def answer_the_council(sender: Any, document: AwardList, event: Event, **kwargs: Any) -> None:
    """Whoever convenes the council is told where an employer has decided otherwise than it recommended."""
    if event.move == "approve" and any(row.deviates for row in document.rows.all()):
        convening = [held.person for held in holders(Right.CONVENE, document.allocation.unit_id)]
        notices.notify(convening, document, "decided_otherwise", unit=document.unit.name)


@receiver(performed, sender=Allocation, dispatch_uid="governance.flows.processes.rewards")
def follow_allocation(sender: Any, document: Allocation, event: Event, **kwargs: Any) -> None:
    if event.move == "approve":
        note_totals(document)
        warn_of_funds(draft_award_lists(document, [row["nomination"] for row in document.changed()]))
    elif event.move == "draw_up_lists":
        draft_award_lists(document, list(document.without_list().values_list("pk", flat=True)))
