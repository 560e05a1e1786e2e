"""The flows of an admission: the campaign, its ranking, applications and their checks.

The next step follows from the state of the paper alone, so it is right whoever made the move.
"""

from datetime import date
from typing import cast

from django.utils.translation import gettext_lazy as _
from viewflow import this
from viewflow.workflow import flow
from viewflow.workflow.activation import Activation

from governance.documents.kinds.admission.application import Application
from governance.documents.kinds.admission.campaign import Campaign
from governance.documents.kinds.admission.card import State
from governance.documents.kinds.admission.claims import Check
from governance.documents.kinds.order.drafting import draft_approval_order
from governance.documents.record.document import Document
from governance.documents.settings import tasks
from governance.flows.engine.branches import in_state, paper_of, when
from governance.flows.engine.flow import Await, Decide, PaperFlow, enter
from governance.flows.engine.parallel import PartFlow
from governance.roles.person import Person

# --- the campaign ---------------------------------------------------------------------------------------------------


def announced_by(document: Document, part: str) -> date | None:
    return cast(Campaign, document).announced_by


def selection_day(document: Document, part: str) -> date | None:
    return cast(Campaign, document).selection_on


@enter("CampaignFlow")
class CampaignFlow(PaperFlow):
    """The school drafts it, the director approves it by an order, it is announced; at the end it is closed."""

    kinds = ("campaign",)
    route = ("draft", "order", "announcement", "closing")

    start = flow.StartHandle(this.open).Next(this.draft)
    draft = Decide("submit", title=_("Complete the admission and put it up for approval")).Next(this.drafting)
    drafting = flow.Function(this.draft_order).Next(this.order)
    order = Await("approve", "send_back", title=_("The director approves by an order")).Next(this.standing)
    standing = flow.If(in_state(Campaign.State.DRAFT)).Then(this.draft).Else(this.announcement)
    announcement = Decide("announce", "repeal", title=_("Announce the admission"), due=announced_by).Next(
        this.announced
    )
    announced = flow.If(in_state(Campaign.State.ANNOUNCED)).Then(this.closing).Else(this.end)
    closing = Decide("close", "repeal", title=_("Close the admission when all are enrolled")).Next(this.end)
    end = flow.End()

    def draft_order(self, activation: Activation) -> None:
        """Draft the order that approves the campaign and appoints both commissions."""
        draft_approval_order(paper_of(activation), None)


@enter("RankingFlow")
class RankingFlow(PaperFlow):
    """Once the applications are checked, the secretary of the commission has the list computed; in each round."""

    kinds = ("campaign",)
    begins = "announce"

    start = flow.StartHandle(this.open).Next(this.ranking)
    ranking = Decide(
        "rank",
        "close",
        "repeal",
        title=_("Compute the rating list once the applications are checked"),
        due=selection_day,
    ).Next(this.ranked)
    ranked = flow.If(in_state(Campaign.State.ANNOUNCED)).Then(this.further).Else(this.end)
    further = Await("open_extra_round", "close", "repeal", title=_("The round goes on")).Next(this.again)
    again = flow.If(in_state(Campaign.State.ANNOUNCED)).Then(this.ranking).Else(this.end)
    end = flow.End()


def erasure_day(document: Document, part: str) -> date | None:
    return cast(Campaign, document).erasure_on


@enter("ErasureFlow")
class ErasureFlow(PartFlow):
    """Before personal data is erased the school is asked to finish what still needs it; it goes in any case."""

    kinds = ("campaign",)
    title = _("Erasing of personal data")

    start = flow.StartHandle(this.open).Next(this.confirmation)
    confirmation = Decide(
        "confirm_erasure",
        title=_("Personal data of the admission is erased soon: finish what still needs it"),
        due=erasure_day,
    ).Next(this.end)
    end = flow.End()

    @classmethod
    def open_parts(cls, document: Campaign) -> set[str]:
        return {document.erasure_part} if document.erasure_on and not document.erasure_confirmed_at else set()


# --- an application -------------------------------------------------------------------------------------------------


def missing_due(document: Document, part: str) -> date | None:
    return cast(Application, document).missing_until


def offer_due(document: Document, part: str) -> date | None:
    return cast(Application, document).offered_until


@enter("ApplicationFlow")
class ApplicationFlow(PaperFlow):
    """Registered, complete, checked by two members, ranked, enrolled; or withdrawn at any time before that."""

    kinds = ("application",)
    begins = "submit"
    route = ("completeness", "checks", "dispute", "ranking", "enrolment")

    start = flow.StartHandle(this.open).Next(this.completeness)
    completeness = Decide(
        "accept",
        "ask",
        "withdraw",
        "lapse",
        "run_out",
        title=_("See whether the application is complete"),
        within=tasks.SEE_COMPLETENESS,
    ).Next(this.turn)
    papers = Await(
        "supplement", "accept", "withdraw", "lapse", "run_out", title=_("The parents bring what is missing")
    ).Next(this.turn)
    checks = Await(
        "check_claims",
        "declare_conflict",
        "enter_conflict",
        "reopen",
        "withdraw",
        "lapse",
        "run_out",
        title=_("Members check the points"),
    ).Next(this.turn)
    dispute = Decide(
        "settle_claims",
        "declare_conflict",
        "enter_conflict",
        "reopen",
        "withdraw",
        "lapse",
        "run_out",
        title=_("Decide where the checks differ"),
        within=tasks.DECIDE_DISPUTE,
    ).Next(this.turn)
    ranking = Await(
        "take_outcome",
        "declare_conflict",
        "enter_conflict",
        "reopen",
        "withdraw",
        "lapse",
        "run_out",
        title=_("The commission decides on the list"),
    ).Next(this.turn)
    test = Decide(
        "enter_test",
        "take_outcome",
        "withdraw",
        "lapse",
        "run_out",
        title=_("Enter the result of the additional test"),
    ).Next(this.tested)
    tested = flow.If(in_state(State.TIED)).Then(this.ranking).Else(this.turn)
    offer = Await(
        "take_place",
        "turn_down",
        "expire_offer",
        "withdraw",
        "lapse",
        "run_out",
        title=_("The parents answer the offer"),
    ).Next(this.turn)
    enrolment = Await(
        "enrol",
        "take_outcome",
        "decline",
        "offer_place",
        "withdraw",
        "lapse",
        "run_out",
        title=_("The director enrols by an order"),
    ).Next(this.turn)
    turn = (
        flow.Switch()
        .Case(this.completeness, in_state(State.REGISTERED))
        .Case(this.papers, in_state(State.INCOMPLETE))
        .Case(this.dispute, when(lambda paper: paper.state == State.REVIEW and paper.is_disputed))
        .Case(this.ranking, when(lambda paper: paper.state == State.REVIEW and paper.is_settled))
        .Case(this.checks, in_state(State.REVIEW))
        .Case(this.test, in_state(State.TIED))
        .Case(this.offer, in_state(State.OFFERED))
        .Case(this.enrolment, in_state(State.RECOMMENDED, State.RESERVE, State.NOT_RECOMMENDED))
        .Default(this.end)
    )
    end = flow.End()


def member_of(document: Document, part: str) -> Person | None:
    """The member to whom this check was assigned."""
    return Check.objects.select_related("person").get(pk=int(part.partition(":")[2])).person


@enter("CheckFlow")
class CheckFlow(PartFlow):
    """One member checks the points of one application against the proofs."""

    kinds = ("application",)
    title = _("Checks of applications")

    start = flow.StartHandle(this.open).Next(this.check)
    check = Decide(
        "check_claims",
        title=_("Check the points against the proofs"),
        within=tasks.CHECK_POINTS,
        named=member_of,
    ).Next(this.end)
    end = flow.End()

    @classmethod
    def open_parts(cls, document: Application) -> set[str]:
        if document.state != State.REVIEW:
            return set()
        return {check.part for check in document.live_checks if check.is_open}
