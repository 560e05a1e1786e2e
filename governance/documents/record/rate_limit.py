"""How often something is tried from outside, counted in the database so that all workers of the server count together.

Who tries is kept as a keyed hash alone, and no longer than the hour lasts.
"""

from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.db.models import F
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from governance import clock


class Tries(models.Model):
    """How many tries of one thing one address made in one hour."""

    digest = models.CharField(max_length=64, unique=True)
    times = models.PositiveIntegerField(default=0)
    until = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("tries in an hour")
        verbose_name_plural = _("tries in an hour")
        constraints: ClassVar = [
            models.CheckConstraint(name="tries_of_somebody", condition=~models.Q(digest=""))
        ]


def count_try(what: str, who: str) -> int:
    """Count one more try of `what` by `who` (a network address, a mailbox): the how manieth of this hour it is."""
    now = clock.now()
    hour = now.replace(minute=0, second=0, microsecond=0)
    Tries.objects.filter(until__lte=now).delete()
    digest = salted_hmac(
        "governance.throttle", f"{what} {who} {hour.isoformat()}", algorithm="sha256"
    ).hexdigest()
    Tries.objects.get_or_create(digest=digest, defaults={"until": hour + timedelta(hours=1)})
    Tries.objects.filter(digest=digest).update(times=F("times") + 1)
    return Tries.objects.values_list("times", flat=True).get(digest=digest)
