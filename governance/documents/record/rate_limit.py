"""Rate limits for what strangers may send: attempts per hour, counted in the database, so for all workers together.

The sender (a network address, a mailbox) is stored only as a keyed hash, and no longer than its hour lasts.
"""

from datetime import datetime, timedelta
from typing import ClassVar

from django.db import models
from django.db.models import F
from django.utils.crypto import salted_hmac

from governance import clock


class RateLimitCounter(models.Model):
    """How many attempts at one thing one sender has made in one hour."""

    binds_nobody = "how often something was tried within an hour"

    digest = models.CharField(max_length=64, unique=True)
    times = models.PositiveIntegerField(default=0)
    until = models.DateTimeField(db_index=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="rate_limit_counter_has_digest", condition=~models.Q(digest=""))
        ]


def attempts(what: str, sender: str) -> int:
    """How many attempts at `what` by `sender` have been counted within the present hour."""
    counted = RateLimitCounter.objects.filter(digest=_digest(what, sender, _hour()))
    return counted.values_list("times", flat=True).first() or 0


def count_attempt(what: str, sender: str) -> int:
    """Count one more attempt at `what` by `sender`. Returns how many attempts this makes within the present hour."""
    digest = _digest(what, sender, _hour())
    counted = RateLimitCounter.objects.filter(digest=digest)
    if not counted.update(times=F("times") + 1):
        # The first one in this hour: all that was counted in earlier ones goes.
        RateLimitCounter.objects.filter(until__lte=clock.now()).delete()
        RateLimitCounter.objects.get_or_create(digest=digest, defaults={"until": counted_until()})
        counted.update(times=F("times") + 1)
    return counted.values_list("times", flat=True).get()


def counted_until() -> datetime:
    """When the present hour ends, and counting begins anew."""
    return _hour() + timedelta(hours=1)


def _hour() -> datetime:
    return clock.now().replace(minute=0, second=0, microsecond=0)


def _digest(what: str, sender: str, hour: datetime) -> str:
    text = f"{what} {sender} {hour.isoformat()}"
    return salted_hmac("governance.rate_limit", text, algorithm="sha256").hexdigest()
