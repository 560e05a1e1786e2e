"""Browsers in which somebody has signed in before: a sign-in from another one is told to the person."""

import hashlib
import secrets
from datetime import timedelta
from typing import ClassVar

from django.db import models

from governance import clock
from governance.roles.person import Person

# A browser that has not been used so long is a new one.
KEPT = timedelta(days=400)


class KnownDevice(models.Model):
    """A person and the hash of the token that their browser keeps; people who share a browser share its token."""

    binds_nobody = "in which browsers somebody has signed in"

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64)
    used_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "digest"], name="device_known_once"),
            models.CheckConstraint(name="device_has_digest", condition=~models.Q(digest="")),
        ]


def new_token() -> str:
    return secrets.token_urlsafe(24)


def digest_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def is_known(person: Person, token: str) -> bool:
    """Whether this person has signed in with this token before."""
    return KnownDevice.objects.filter(
        person=person, digest=digest_of(token), used_at__gt=clock.now() - KEPT
    ).exists()


def remember(person: Person, token: str) -> bool:
    """Remember a sign-in with this token. Whether it is the first one there, of somebody who knows others."""
    now = clock.now()
    devices = KnownDevice.objects.filter(person=person)
    devices.filter(used_at__lte=now - KEPT).delete()
    if devices.filter(digest=digest_of(token)).update(used_at=now):
        return False
    knows_others = devices.exists()
    KnownDevice.objects.get_or_create(person=person, digest=digest_of(token), defaults={"used_at": now})
    return knows_others
