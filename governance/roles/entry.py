"""Letting a person choose a password: by the link of a letter, or by the code of a printed slip.

Whoever has the key counts as its owner. So it cannot be guessed, only its hash is stored, it expires, serves once, and
a new one ends those of before.
"""

import hashlib
import secrets
from datetime import timedelta
from typing import ClassVar

from django.db import models, transaction
from django.utils.translation import pgettext_lazy

from governance import clock
from governance.roles.person import Person

# Without signs that look alike: a slip is read by people.
CODE_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
CODE_LENGTH = 12  # 59 bits


class EntryPass(models.Model):
    """One key that was given, and what became of it."""

    class Purpose(models.TextChoices):
        INVITATION = "invitation", pgettext_lazy("pass", "invitation by letter")
        RESET = "reset", pgettext_lazy("pass", "letter to choose a new password")
        SLIP = "slip", pgettext_lazy("pass", "printed slip")

    binds_nobody = (
        "lets somebody choose a password; that it was given and used stands in the record of the person"
    )

    person = models.ForeignKey(Person, models.CASCADE, related_name="entry_passes")
    purpose = models.CharField(max_length=10, choices=Purpose.choices)
    digest = models.CharField(max_length=64, unique=True)
    given_at = models.DateTimeField()
    until = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="entry_pass_has_digest", condition=~models.Q(digest=""))
        ]


def digest_of(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


def typed_code(code: str) -> str:
    """The key behind a code as somebody has typed it."""
    return "".join(sign for sign in code.lower() if sign in CODE_ALPHABET)


# How long a key serves where its district has said nothing; a reset is for whoever sits there now.
USUAL_TERMS = {
    EntryPass.Purpose.INVITATION: timedelta(days=7),
    EntryPass.Purpose.SLIP: timedelta(days=3),
    EntryPass.Purpose.RESET: timedelta(hours=24),
}


@transaction.atomic
def give_pass(
    person: Person, purpose: EntryPass.Purpose, *, lasts: timedelta | None = None
) -> tuple[str, EntryPass]:
    """A new key for this person, and its row; it `lasts` as their district has decided. Unused ones of before end."""
    is_code = purpose == EntryPass.Purpose.SLIP
    signs = (secrets.choice(CODE_ALPHABET) for _sign in range(CODE_LENGTH))
    key = "".join(signs) if is_code else secrets.token_urlsafe(32)
    end_passes(person)
    now = clock.now()
    row = EntryPass.objects.create(
        person=person,
        purpose=purpose,
        digest=digest_of(key),
        given_at=now,
        until=now + (lasts or USUAL_TERMS[purpose]),
    )
    return key, row


def end_passes(person: Person) -> None:
    """End the keys of this person that nobody has used."""
    EntryPass.objects.filter(person=person, used_at=None).delete()


def pass_behind(key: str) -> EntryPass | None:
    """What this key opens now; None if it opens nothing: unknown, used, too old, or of a closed account."""
    return _open().filter(digest=digest_of(key)).first()


def pass_still_open(pk: int) -> EntryPass | None:
    """The row with this key of the table, if it opens anything now."""
    return _open().filter(pk=pk).first()


def use_pass(row: EntryPass) -> bool:
    """Count it as used, in a transaction; False if somebody else was faster."""
    return _open().filter(pk=row.pk).update(used_at=clock.now()) == 1


def last_pass_of(person: Person) -> EntryPass | None:
    return EntryPass.objects.filter(person=person).order_by("-given_at", "-pk").first()


def _open() -> "models.QuerySet[EntryPass]":
    return EntryPass.objects.filter(
        used_at=None, until__gte=clock.now(), person__is_active=True
    ).select_related("person")
