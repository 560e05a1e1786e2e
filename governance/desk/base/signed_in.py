"""Whoever is signed in, read by each request in one query with all that every page asks of them.

That is their appointments, the rights which these carry today, and by what they can confirm that it is them. A moment
later it may have changed: what is decided is examined by the door, which reads the appointment anew.
"""

from dataclasses import dataclass
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.auth.backends import ModelBackend
from django.db.models import Exists, F, OuterRef, QuerySet

from governance.roles.appointment import Appointment
from governance.roles.may import appointments_with_rights, gathered
from governance.roles.person import Person
from governance.roles.setting import know_head

# As settings and sessions name the class below.
BACKEND = "governance.desk.base.signed_in.PersonBackend"
# Recovery codes are none: they only stand in for one of these.
PASSKEY = Authenticator.Type.WEBAUTHN
SECOND_FACTORS = (Authenticator.Type.TOTP, PASSKEY)
# The attribute of the person; a request has its person behind a lazy object, which passes attributes on.
KNOWN = "known_today"


@dataclass(frozen=True)
class Known:
    """`pairs`: the (right, unit id) pairs that the appointments give today; `factors`: of SECOND_FACTORS."""

    appointments: list[Appointment]
    pairs: set[tuple[str, int]]
    factors: frozenset[str]


class PersonBackend(ModelBackend):
    """Signing in by address and password, and who has signed in."""

    def get_user(self, user_id: Any) -> Any:
        head = F("person__district__organisation_record__head")
        rows: list[Any] = list(_rows(user_id).select_related("person").annotate(head=head))
        if not rows:
            return super().get_user(user_id)
        person = rows[0].person
        know_head(person.district_id, rows[0].head or "")
        for row in rows:
            row.person = person
        setattr(person, KNOWN, _known(rows))
        return person


def known_of(person: Person) -> Known:
    """What the request has read with the person; one query for whoever was not read so, two without a post."""
    known: Known | None = getattr(person, KNOWN, None)
    if known is None:
        rows = list(_rows(person.pk))
        known = _known(rows) if rows else Known([], set(), _factors_alone(person))
        setattr(person, KNOWN, known)
    return known


def _rows(person_id: Any) -> QuerySet[Appointment]:
    factors = Authenticator.objects.filter(user_id=OuterRef("person_id"))
    return appointments_with_rights(person_id).annotate(
        **{f"has_{kind}": Exists(factors.filter(type=kind)) for kind in SECOND_FACTORS}
    )


def _known(rows: list[Any]) -> Known:
    appointments, pairs = gathered(rows)
    return Known(
        appointments, pairs, frozenset(kind for kind in SECOND_FACTORS if getattr(rows[0], f"has_{kind}"))
    )


def _factors_alone(person: Person) -> frozenset[str]:
    factors = Authenticator.objects.filter(user_id=person.pk, type__in=SECOND_FACTORS)
    return frozenset(factors.values_list("type", flat=True))
