"""Tokens of the open interface: by one of them a program acts as a person, for a purpose, until a day.

Whoever has it acts as its person. So it cannot be guessed, only its hash is stored, it is shown once, ends on a day,
and is revoked by itself. That it was given and revoked stands in the record of the organisation (`acts/tokens.py`).
"""

import hashlib
from datetime import date, timedelta
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from governance import clock
from governance.record_rows import OrganisationRow
from governance.roles.person import Person

LONGEST_PURPOSE, MOST_TOKENS = 100, 20
# By this a search for secrets that were let out finds one in a text.
PREFIX = "sdg_"
# So long the answer to a call is kept for whoever repeats it.
REPEATED_WITHIN = timedelta(hours=48)
# So often at most it is written that a token was used.
NOTED = timedelta(minutes=1)


class ApiToken(OrganisationRow):
    """One token, by what it is for."""

    of_unit = "person__district"
    derived: ClassVar = {"used_at": "when a program last came with it; it binds nobody"}

    class Scope(models.TextChoices):
        READ = "read", pgettext_lazy("token", "read")
        ACT = "act", pgettext_lazy("token", "read and act")

    person = models.ForeignKey(Person, models.PROTECT, related_name="api_tokens", verbose_name=_("person"))
    purpose = models.CharField(_("purpose"), max_length=LONGEST_PURPOSE)
    scope = models.CharField(_("scope"), max_length=4, choices=Scope.choices, default=Scope.READ)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(_("made"))
    # The last day on which it opens anything.
    until = models.DateField(_("until"))
    revoked_at = models.DateTimeField(_("revoked"), null=True)
    used_at = models.DateTimeField(_("last used"), null=True)

    class Meta:
        verbose_name = _("token of the open interface")
        verbose_name_plural = _("tokens of the open interface")
        ordering: ClassVar = ["person_id", "made_at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(name="api_token_has_digest", condition=~models.Q(digest=""))
        ]

    def __str__(self) -> str:
        return self.purpose

    @property
    def opens(self) -> bool:
        """Whether it opens anything today."""
        return self.revoked_at is None and clock.today() <= self.until

    @property
    def acts(self) -> bool:
        return self.scope == self.Scope.ACT


def digest_of(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


def token_behind(key: str) -> ApiToken | None:
    """The token with this key; None if it opens nothing: unknown, revoked, expired, or of a closed account."""
    found = ApiToken.objects.filter(digest=digest_of(key), person__is_active=True).first()
    token: ApiToken | None = found if found is not None and found.opens else None
    return token


def note_use(token: ApiToken) -> None:
    """Remember that it was used just now."""
    now = clock.now()
    if token.used_at is None or now - token.used_at >= NOTED:
        ApiToken.objects.filter(pk=token.pk).update(used_at=now)


def standing_tokens(person: Person, day: date | None = None) -> "models.QuerySet[Any]":
    """The tokens of this person that open something."""
    return ApiToken.objects.filter(person=person, revoked_at=None, until__gte=day or clock.today())


class RepeatedCall(models.Model):
    """What a call with an idempotency key came to: the same call again is answered so, and done once.

    The row is written in the transaction of the act, so two calls at once wait for each other.
    """

    binds_nobody = "answers a call that a program repeats; what was done stands in the record"

    token = models.ForeignKey(ApiToken, models.CASCADE, related_name="+")
    key = models.CharField(max_length=255)
    # Of method, address and body.
    fingerprint = models.CharField(max_length=64)
    # Ids and states; no personal data.
    body: Any = models.JSONField(default=dict)
    etag = models.CharField(max_length=80, blank=True)
    made_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["token", "key"], name="repeated_call_once")]


def forget_old_calls() -> int:
    """Forget the answers to calls that nobody repeats any more; how many."""
    number, _models = RepeatedCall.objects.filter(made_at__lt=clock.now() - REPEATED_WITHIN).delete()
    return number
