"""The clock of the district: every date with a legal effect is read here.

It shows real time, unless a scenario or a test sets another day with `played`, or the demonstration runs in another
year (settings DEMO and DEMO_DATE). A real district can do neither: DEMO_DATE is read only together with DEMO.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time

from django.conf import settings
from django.utils import timezone

_played: ContextVar[datetime | None] = ContextVar("played", default=None)


def now() -> datetime:
    """The present moment, with its time zone."""
    played = _played.get()
    if played is not None:
        return played
    demo: date | None = settings.DEMO_DATE
    if demo is None:
        return real()
    # The hour on the wall stays; in another year it may be another hour of UTC.
    local = timezone.localtime(real())
    return local.replace(year=demo.year, month=demo.month, day=demo.day).astimezone(UTC)


def real() -> datetime:
    """The moment by the clock of the machine."""
    return timezone.now()


def today() -> date:
    """The present day in the time zone of the district."""
    return timezone.localtime(now()).date()


@contextmanager
def played(moment: datetime | date) -> Iterator[None]:
    """Let `now` return `moment` inside the block; a date means ten in the morning of that day."""
    if not isinstance(moment, datetime):
        moment = datetime.combine(moment, time(10), timezone.get_default_timezone())
    elif timezone.is_naive(moment):
        moment = timezone.make_aware(moment)
    token = _played.set(moment)
    try:
        yield
    finally:
        _played.reset(token)
