"""The seals that a district would have by now: one for each morning after a day on which something was done.

Processes are played side by side, each with a time of its own, so the mornings are played after all of them.
"""

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from django.utils import timezone

from governance import clock
from governance.documents.seals.models import Seal
from governance.documents.seals.sealing import seal
from governance.roles.unit import Unit
from governance.sealed import sources

MORNING = time(6)


def seal_mornings(district: Unit) -> list[Seal]:
    """Play these mornings up to yesterday. Returns the seals, the earliest first."""
    made = []
    for moment in sorted(set(mornings(district))):
        with clock.played(moment):
            made.append(seal(district, until=moment))
    return [one for one in made if one is not None]


def mornings(district: Unit) -> Iterator[datetime]:
    for model in sources().values():
        sealed = model.sealed
        events = model._base_manager.filter(**{sealed.district: district.pk})
        for day in events.order_by().datetimes(sealed.at, "day"):
            following = timezone.make_aware(datetime.combine(day.date() + timedelta(days=1), MORNING))
            if following.date() < clock.today():
                yield following
