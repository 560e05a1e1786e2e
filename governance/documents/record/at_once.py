"""The minute in which an act that binds nobody yet can be undone."""

from datetime import datetime, timedelta

from governance import clock

AT_ONCE = timedelta(minutes=1)


def is_at_once(moment: datetime) -> bool:
    """Whether it was less than a minute ago."""
    return timedelta(0) <= clock.now() - moment < AT_ONCE
