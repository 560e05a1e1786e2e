"""Until when a pupil is enrolled: the five working days of the order of 02.09.2020 No. 458, point 31.

The term begins with the taking of the application or, where pupils are selected, when it is known who is selected:
the appeals are over and the pupil holds a place. Which of the two holds is a setting of the district.
"""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from governance import clock
from governance.documents.kinds.admission.application import Application
from governance.documents.kinds.admission.card import State
from governance.documents.kinds.admission.rating import Rating, ends_of_appeals
from governance.documents.law.working_days import Term
from governance.documents.settings.admission import ENROLMENT, ENROLMENT_FROM, FROM_APPLICATION
from governance.documents.settings.calendar import last_day

# Whose enrolment is still to be ordered, where the term begins with the application.
AWAITED = (State.REGISTERED, State.INCOMPLETE, State.REVIEW, State.TIED, State.RECOMMENDED, State.OFFERED)


@dataclass(frozen=True)
class OrderTerm:
    """The term of one application, and its last day."""

    term: Term
    last: date

    @property
    def is_over(self) -> bool:
        return clock.today() > self.last


def order_term(application: Application, appeals_until: date | None) -> OrderTerm | None:
    """The term in which the order on an application is awaited; None while it has not begun, or when it is over.

    `appeals_until`: the last day of appeals against the published results (`ends_of_appeals`).
    """
    start = _start(application, appeals_until)
    if start is None:
        return None
    district = application.district_id
    return OrderTerm(ENROLMENT.on(district, start), last_day(ENROLMENT, district, start))


def _start(application: Application, appeals_until: date | None) -> date | None:
    if ENROLMENT_FROM.on(application.district_id) == FROM_APPLICATION:
        if application.state not in AWAITED or application.submitted_at is None:
            return None
        return timezone.localtime(application.submitted_at).date()
    if application.state != State.RECOMMENDED or application.place_since is None or appeals_until is None:
        return None
    return max(appeals_until, application.place_since)


def order_due(rating: Rating) -> date | None:
    """The earliest last day of those whom a published rating recommends; None if there is nobody."""
    terms = [order_term(application, rating.appeals_until) for application in rating.to_enrol()]
    return min((term.last for term in terms if term is not None), default=None)


def awaited_orders(campaign: int) -> list[tuple[Application, OrderTerm]]:
    """The applications of an admission (its id) on which the order is awaited, with their terms."""
    until = ends_of_appeals([campaign]).get(campaign)
    applications = Application.objects.filter(campaign=campaign, state__in=AWAITED).order_by("pk")
    terms = [(application, order_term(application, until)) for application in applications]
    return [(application, term) for application, term in terms if term is not None]
