"""What each state of an application means for the parents, and what they have to do, in sentences."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from governance.desk.base.components import Banner, Words
from governance.desk.base.format import day
from governance.documents.kinds.admission.application import Application
from governance.documents.kinds.admission.card import State


@dataclass(frozen=True)
class Situation:
    """The title and the text may name the day that matters in this state and the place in question."""

    meaning: str
    title: Words
    text: Words = ""


SITUATIONS = {
    State.DRAFT: Situation(
        "due",
        _("The application is not sent yet"),
        _("Fill in what is left and send it until %(day)s. After that day a draft cannot be sent."),
    ),
    State.REGISTERED: Situation(
        "held",
        _("The school has got the application"),
        _("The secretary of the commission looks whether all papers are there. You need do nothing now."),
    ),
    # The text is what the school wrote.
    State.INCOMPLETE: Situation("due", _("The school asks for papers until %(day)s")),
    State.REVIEW: Situation(
        "held",
        _("The commission considers the application"),
        _("Two members check each point against your papers. The results are published on %(day)s."),
    ),
    State.TIED: Situation(
        "due",
        _("An additional test decides"),
        _(
            "Your points are equal to another pupil's, and the places do not suffice. The school tells you the day."
        ),
    ),
    State.RECOMMENDED: Situation(
        "force",
        _("Recommended: %(place)s"),
        _("You need do nothing: after the term for appeals the director signs the order of enrolment."),
    ),
    State.RESERVE: Situation(
        "held",
        _("In reserve"),
        _(
            "If somebody gives a place up, it is offered to those in reserve in their order. We shall write to you."
        ),
    ),
    State.NOT_RECOMMENDED: Situation(
        "quiet",
        _("Not recommended to the profiles that you wished for"),
        _("This does not refuse the general class: ask the school about a place in it."),
    ),
    State.OFFERED: Situation(
        "due",
        _("A place is offered to you until %(day)s: %(place)s"),
        _("Without an answer by that day the place goes to the next in reserve."),
    ),
    State.ENROLLED: Situation("force", _("Enrolled: %(place)s"), _("The director's order is signed.")),
    State.DECLINED: Situation(
        "quiet",
        _("The place was given up"),
        _(
            "The pupil takes no part in this admission any more. The general class is not refused: ask the school."
        ),
    ),
    State.WITHDRAWN: Situation(
        "quiet", _("The application is withdrawn"), _("Nobody considers it any more.")
    ),
}


def situation(application: Application, state: State) -> Banner:
    """In this state, which is the present one as far as it is known."""
    found = SITUATIONS[state]
    place = application.offered if state == State.OFFERED else application.place
    named = {"day": day(day_in(application, state)), "place": offer_name(application, place)}
    text = application.missing if state == State.INCOMPLETE else str(found.text) % named
    return Banner(meaning=found.meaning, title=str(found.title) % named, text=text)


def day_in(application: Application, state: State) -> date | None:
    """The day that matters in this state, if there is one."""
    campaign = application.campaign
    return {
        State.DRAFT: campaign.intake_until,
        State.INCOMPLETE: application.missing_until,
        State.REVIEW: campaign.results_on,
        State.OFFERED: application.offered_until,
    }.get(state)


def offer_name(application: Application, code: str) -> str:
    return application.campaign.offer(code).name if code else ""
