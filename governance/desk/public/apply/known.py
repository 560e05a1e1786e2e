"""What of an application has been published, and so may be told to the parents."""

from datetime import date

from governance import clock
from governance.documents.kinds.admission.application import Application
from governance.documents.kinds.admission.card import PLACED, State
from governance.documents.kinds.admission.rating import Rating


def published_list(application: Application) -> Rating | None:
    """The latest published list, if it has the code of this application; else None."""
    editions = Rating.objects.filter(campaign_id=application.campaign_id, published_at__isnull=False)
    latest = editions.order_by("-edition").first()
    return latest if latest is not None and application.public_code in latest.codes else None


def is_known(application: Application, ranking: Rating | None) -> bool:
    """Whether the present outcome of the application has been published."""
    return ranking is not None and application.decided_by_list_id == ranking.pk


def known_state(application: Application, ranking: Rating | None) -> State:
    """The state as far as it is published."""
    state = State(application.state)
    is_outcome = state in PLACED and state != State.OFFERED
    return State.REVIEW if is_outcome and not is_known(application, ranking) else state


def is_in_time(until: date | None) -> bool:
    return until is not None and clock.today() <= until
