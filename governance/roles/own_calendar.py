"""The calendar of a person: which of its parts they look at, and the addresses that they gave to calendar programs.

Whoever has such an address reads the calendar. So it cannot be guessed, only its hash is stored, each is revoked by
itself, and it opens nothing any more once its person has left.
"""

import hashlib
import secrets
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any, ClassVar

from django.db import models

from governance import clock
from governance.roles.person import Person

LONGEST_NAME, MOST_ADDRESSES = 60, 10
# So often at most it is written that an address was used.
NOTED = timedelta(minutes=10)


class CalendarAddress(models.Model):
    """One address, by the name of the device or program that it was made for."""

    binds_nobody = "opens the calendar of its person to be read, and nothing else"

    person = models.ForeignKey(Person, models.CASCADE, related_name="calendar_addresses")
    name = models.CharField(max_length=LONGEST_NAME)
    digest = models.CharField(max_length=64, unique=True)
    # The names of the calendars that it leaves out.
    without: Any = models.JSONField(default=list)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["person_id", "made_at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(name="calendar_address_has_digest", condition=~models.Q(digest=""))
        ]


@dataclass(frozen=True)
class CalendarChoice:
    """What somebody looks at. Calendars that are added later are shown until they are put away."""

    # The names of the calendars that are put away, and the name of the view.
    without: tuple[str, ...] = ()
    view: str = ""


def digest_of(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


def give_address(person: Person, name: str, without: list[str]) -> str | None:
    """A new key to the calendar of this person; None if they have as many addresses as one may have."""
    if CalendarAddress.objects.filter(person=person).count() >= MOST_ADDRESSES:
        return None
    key = secrets.token_urlsafe(32)
    CalendarAddress.objects.create(
        person=person, name=name, digest=digest_of(key), without=without, made_at=clock.now()
    )
    return key


def revoke_address(person: Person, pk: int) -> bool:
    """End an address of this person; False if there is none with this key of the table."""
    deleted, _models = CalendarAddress.objects.filter(person=person, pk=pk).delete()
    return deleted > 0


def address_behind(key: str) -> CalendarAddress | None:
    """The address with this key; None if it opens nothing: unknown, revoked, or of a closed account."""
    found = CalendarAddress.objects.filter(digest=digest_of(key), person__is_active=True)
    return found.select_related("person").first()


def note_use(address: CalendarAddress) -> None:
    """Remember that it was used just now."""
    now = clock.now()
    if address.used_at is None or now - address.used_at >= NOTED:
        CalendarAddress.objects.filter(pk=address.pk).update(used_at=now)


def choice_of(person: Person) -> CalendarChoice:
    """What this person looks at: by default everything, month by month."""
    stored = person.calendar_choice
    return CalendarChoice(tuple(stored.get("without", ())), stored.get("view", ""))


def choose(person: Person, choice: CalendarChoice) -> None:
    """Remember what this person looks at."""
    person.calendar_choice = asdict(choice)
    Person.objects.filter(pk=person.pk).update(calendar_choice=person.calendar_choice)
