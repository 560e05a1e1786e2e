"""Where a person wants their programs to be told, and how far they have been told."""

import base64
import secrets
from typing import ClassVar

from django.db import models
from django.utils.crypto import salted_hmac

from governance import clock
from governance.columns import OwnCharField, OwnDateTimeField
from governance.roles.person import Person

MOST_WEBHOOKS = 10


def new_salt() -> str:
    return secrets.token_hex(16)


class Webhook(models.Model):
    """One address. It has been told of all events up to `told_until`; what comes next is told in their order."""

    binds_nobody = "where a program wants to be told of what the record says"

    person = models.ForeignKey(Person, models.CASCADE, related_name="webhooks")
    url = models.URLField(max_length=500)
    # Of papers of this kind alone; empty for all.
    kind = models.CharField(max_length=20, blank=True)
    # The secret follows from it and from SECRET_KEY, so no copy of the database gives it away.
    salt = OwnCharField(max_length=32, default=new_salt)
    made_at = OwnDateTimeField(default=clock.now)
    # The key of the last event that it was told of, or that was not for it.
    told_until = models.BigIntegerField(default=0)
    failures = models.PositiveSmallIntegerField(default=0)
    # What was answered last: a status, or 0 where nothing was.
    answered = models.PositiveSmallIntegerField(null=True)
    tried_at = models.DateTimeField(null=True)
    next_try = OwnDateTimeField(default=clock.now, db_index=True)
    given_up_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["person_id", "pk"]

    @property
    def secret(self) -> bytes:
        return bytes(salted_hmac("governance.webhooks", self.salt, algorithm="sha256").digest())

    @property
    def spelt_secret(self) -> str:
        """As programs take it (Standard Webhooks)."""
        return "whsec_" + base64.b64encode(self.secret).decode()
