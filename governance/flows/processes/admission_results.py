"""The flows of what comes of an admission: ratings, appeals, lists of enrolment.

The next step follows from the state of the paper alone, so it is right whoever made the move.
"""

from datetime import date
from typing import Any, cast

from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _
from viewflow import this
from viewflow.workflow import flow
from viewflow.workflow.activation import Activation

from governance.documents.approval.approval import is_published
from governance.documents.kinds.admission.appeal import Appeal
from governance.documents.kinds.admission.application import Application
from governance.documents.kinds.admission.campaign import Campaign
from governance.documents.kinds.admission.decisions_behind import commission_decision
from governance.documents.kinds.admission.enrolment import Enrolment, draft_enrolment
from governance.documents.kinds.admission.order_term import order_due, order_term
from governance.documents.kinds.admission.rating import Rating, ends_of_appeals
from governance.documents.kinds.admission.rating_draft import draft_rating
from governance.documents.kinds.order.drafting import draft_amending_order, draft_approval_order
from governance.documents.language.phrases import list_date
from governance.documents.record.document import Document
from governance.documents.record.events import Event
from governance.documents.record.perform import perform, performed
from governance.documents.record.transitions import May
from governance.documents.settings import tasks
from governance.flows.engine import notices
from governance.flows.engine.branches import in_state, paper_of, when
from governance.flows.engine.flow import Await, Decide, PaperFlow, enter
from governance.flows.engine.following import carry_out
from governance.roles.may import holders
from governance.roles.rights import Right
from governance.roles.unit import Unit

# --- the rating -----------------------------------------------------------------------------------------------------


def convening(document: Document) -> Unit:
    return document.unit


def results_day(document: Document, part: str) -> date | None:
    return cast(Rating, document).campaign.results_on


def enrolment_due(document: Document, part: str) -> date | None:
    """The last day of the term in which those recommended are enrolled."""
    return order_due(cast(Rating, document))


@enter("RatingFlow")
class RatingFlow(PaperFlow):
    """Computed, decided by the commission, published by code; pupils are enrolled from it."""

    kinds = ("rating",)
    route = ("draft", "agenda", "decision", "publication", "enrolment")

    start = flow.StartHandle(this.open).Next(this.draft)
    draft = Decide(
        "submit", "approve", title=_("Put the list before the commission"), within=tasks.SUBMIT_RATING
    ).Next(this.standing)
    agenda = Decide(
        "take_up",
        "approve",
        "send_back",
        "withdraw",
        title=_("Put the list on the agenda of the commission"),
        asks=May(Right.CONVENE, on=convening),
        within=tasks.RATING_ON_AGENDA,
    ).Next(this.standing)
    decision = Await("approve", "send_back", "release", "withdraw", title=_("The commission decides")).Next(
        this.standing
    )
    standing = (
        flow.Switch()
        .Case(this.draft, in_state(Rating.State.DRAFT))
        .Case(this.decision, when(lambda paper: paper.state == "review" and paper.on_agenda_id is not None))
        .Case(this.agenda, in_state(Rating.State.REVIEW))
        # What an appeal has corrected is published by the decision on it.
        .Case(this.enrolment, when(is_published))
        .Default(this.publication)
    )
    publication = Decide("publish", "repeal", title=_("Publish the results by code"), due=results_day).Next(
        this.published
    )
    published = flow.If(in_state(Rating.State.ADOPTED)).Then(this.enrolment).Else(this.end)
    enrolment = Decide(
        "enrol", "repeal", title=_("Draft the enrolment order after the appeals"), due=enrolment_due
    ).Next(this.enrolled)
    enrolled = flow.If(in_state(Rating.State.ADOPTED)).Then(this.further).Else(this.end)
    # Whoever takes a place from the reserve is enrolled by a further order.
    further = Await("enrol", "repeal", title=_("Further enrolments")).Next(this.enrolled)
    end = flow.End()


@enter("EnrolmentFlow")
class EnrolmentFlow(PaperFlow):
    """The order on the list is drafted automatically; the director signs it or not."""

    kinds = ("enrolment",)
    route = ("order",)

    start = flow.StartHandle(this.open).Next(this.drafting)
    drafting = flow.Function(this.draft_order).Next(this.order)
    order = Await("approve", "send_back", title=_("The director enrols by an order")).Next(this.end)
    end = flow.End()

    def draft_order(self, activation: Activation) -> None:
        """Draft the order; it rests on the protocols by which those on the list have got their places."""
        enrolment = paper_of(activation)
        appeals = [protocol for protocol, _numbers in enrolment.by_appeal()]
        draft_approval_order(enrolment, commission_decision(enrolment.rating), *appeals)


@enter("ExclusionFlow")
class ExclusionFlow(PaperFlow):
    """A pupil on the list gave the place up: an order excludes the pupil and enrols the next."""

    kinds = ("enrolment",)
    begins = "give_up"
    title = _("Exclusion from those enrolled")

    start = flow.StartHandle(this.open).Next(this.draft)
    draft = Decide(
        "draft_exclusion",
        "change_list",
        "repeal",
        title=_("Draft the order that excludes whoever gave the place up, and enrols the next"),
        within=tasks.PREPARE_ORDER,
    ).Next(this.standing)
    order = Await("change_list", "drop_change", "repeal", title=_("The director excludes by an order")).Next(
        this.standing
    )
    standing = (
        flow.Switch()
        .Case(this.order, when(lambda enrolment: enrolment.order_under_way() is not None))
        .Case(this.draft, when(lambda enrolment: enrolment.binding and enrolment.leaving().exists()))
        .Default(this.end)
    )
    end = flow.End()

    @classmethod
    def parts(cls, document: Document, event: Event) -> list[str]:
        """One run at a time: it ends once nobody on the list has given the place up."""
        return [""] if cast(Enrolment, document).leaving().count() == 1 else []


# --- appeals --------------------------------------------------------------------------------------------------------


@enter("AppealFlow")
class AppealFlow(PaperFlow):
    """Prepared, put on the agenda of the appeal commission, decided."""

    kinds = ("appeal",)
    begins = "file"
    route = ("agenda", "decision")

    start = flow.StartHandle(this.open).Next(this.agenda)
    agenda = Decide(
        "take_up",
        "uphold",
        "dismiss",
        "withdraw",
        "run_out",
        title=_("Prepare the appeal and put it on an agenda"),
        asks=May(Right.CONVENE, on=convening),
        within=tasks.APPEAL_ON_AGENDA,
    ).Next(this.standing)
    decision = Await(
        "uphold", "dismiss", "release", "withdraw", "run_out", title=_("The appeal commission decides")
    ).Next(this.standing)
    standing = (
        flow.Switch()
        .Case(this.decision, when(lambda paper: paper.state == "review" and paper.on_agenda_id is not None))
        .Case(this.agenda, in_state(Appeal.State.REVIEW))
        .Default(this.end)
    )
    end = flow.End()


def draft_exclusion(enrolment: Enrolment) -> None:
    """Draft the order that excludes those who gave their places up and enrols those who took them meanwhile."""
    order = enrolment.approved_by
    assert order is not None, "a list is changed once an order has approved it"
    draft_amending_order(
        order.whole,  # type: ignore[arg-type]  # lists of this kind are approved by orders alone
        changes=[
            {"action": change.action, "paper": enrolment, "row": change.key, "text": change.words}
            for change in enrolment.changes_due()
        ],
        basis=enrolment,
        reason="В связи с отказом от места",
    )


def apply_appeal(appeal: Appeal, event: Event) -> None:
    """Apply an upheld appeal: correct the points of the application, and issue the next edition of the list.

    That edition is approved by the appeal. If a next edition is being worked on already, nothing more is done: it is
    computed anew and decided by the commission as usual.
    """
    carry_out(appeal, event)
    campaign = appeal.application.campaign
    waiting = Rating.objects.filter(campaign=campaign, state__in=("draft", "review")).first()
    if waiting is not None or not appeal.corrections:
        return
    rating = draft_rating(campaign, basis=appeal)
    carry_out(perform(appeal, "correct_list", basis=appeal, rating=rating.pk), event)


# --- what follows from a move -----------------------------------------------------------------------------------------


@receiver(performed, dispatch_uid="governance.flows.processes.admission")
def follow_admission(sender: Any, document: Document, event: Event, **kwargs: Any) -> None:
    if isinstance(document, Campaign) and event.move == "rank":
        draft_rating(document, by=event.actor)
    elif isinstance(document, Rating) and event.move == "enrol":
        draft_enrolment(document)
    elif isinstance(document, Enrolment) and event.move == "draft_exclusion":
        draft_exclusion(document)
    elif isinstance(document, Appeal) and event.move == "uphold":
        apply_appeal(document, event)
    elif isinstance(document, Application) and event.move == "take_place":
        tell_of_place(document)


def tell_of_place(application: Application) -> None:
    """Whoever drafts the school's orders is told that a further one is due."""
    until = ends_of_appeals([application.campaign_id]).get(application.campaign_id)
    term = order_term(application, until)
    if term is not None:
        school = application.campaign.unit_id
        people = [held.person for held in holders(Right.DRAFT_ORDER, school)]
        notices.notify(people, application.campaign, "place_taken", day=list_date(term.last))
