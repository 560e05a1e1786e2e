"""Units, their heads and the seats of these in councils, as OParl tells them.

A person is published where the law asks a school to name them: its head (273-ФЗ, ст. 29 ч. 2 п. 1), and the seat that
they have in the council.
"""

from collections.abc import Sequence
from typing import Any

from django.db.models import OuterRef, QuerySet

from governance.desk.public.oparl.kind import BODIES, SCHEMA, Told, address, dated_by_record, without_none
from governance.roles.appointment import Appointment
from governance.roles.catalogue import Role
from governance.roles.person import Person
from governance.roles.unit import Unit, UnitKind


def heads() -> QuerySet[Any]:
    """The appointments in force that the law asks to publish."""
    return Appointment.objects.in_force().filter(role=Role.SCHOOL_HEAD, unit__kind=UnitKind.SCHOOL)


def seats() -> QuerySet[Any]:
    """The same people's seats in councils."""
    in_councils = Appointment.objects.in_force().filter(seat__isnull=False, unit__kind=UnitKind.COUNCIL)
    return in_councils.filter(person__in=heads().order_by().values("person_id"))


def membership_rows() -> QuerySet[Any]:
    keys = [*heads().values_list("pk", flat=True), *seats().values_list("pk", flat=True)]
    rows = Appointment.objects.filter(pk__in=keys).select_related("unit", "person")
    return dated_by_record(rows, held_id=OuterRef("pk"))


def person_rows() -> QuerySet[Any]:
    named = Person.objects.filter(pk__in=heads().order_by().values("person_id"))
    return dated_by_record(named, person_id=OuterRef("pk"))


def organization_rows() -> QuerySet[Any]:
    return dated_by_record(
        Unit.objects.filter(kind__in=BODIES, district__isnull=False), unit_id=OuterRef("pk")
    )


def memberships(rows: Sequence[Any]) -> list[Told]:
    return [
        {
            "id": address("memberships", held.pk),
            "type": f"{SCHEMA}Membership",
            "person": address("persons", held.person_id),
            "organization": address("organizations", held.unit_id),
            "role": held.capacity,
            "votingRight": held.seat_id is not None,
            "startDate": held.since.isoformat(),
            "endDate": held.until.isoformat() if held.until else None,
        }
        for held in rows
    ]


def persons(rows: Sequence[Any]) -> list[Told]:
    of_person: dict[int, list[Told]] = {}
    held = list(membership_rows().filter(person__in=[row.pk for row in rows]))
    for one, told in zip(held, memberships(held), strict=True):
        of_person.setdefault(one.person_id, []).append(without_none(told))
    return [
        {
            "body": address("bodies", person.district_id),
            "name": person.full_name,
            "familyName": person.surname,
            "givenName": " ".join(filter(None, [person.given, person.patronymic])),
            "membership": of_person.get(person.pk, []),
        }
        for person in rows
    ]


def organizations(rows: Sequence[Any]) -> list[Told]:
    held = membership_rows().filter(unit__in=[row.pk for row in rows]).values_list("unit_id", "pk")
    members: dict[int, list[str]] = {}
    for unit, key in held:
        members.setdefault(unit, []).append(address("memberships", key))
    return [
        {
            "body": address("bodies", unit.district_id),
            "name": unit.name,
            "shortName": unit.short_name,
            "organizationType": "Institution" if unit.kind == UnitKind.SCHOOL else "Gremium",
            "classification": unit.get_kind_display(),
            "membership": members.get(unit.pk, []),
        }
        for unit in rows
    ]
