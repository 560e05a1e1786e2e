"""Rules as data: `May(Right.X)` says who may make a move, and names the appointment that answers for it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from governance.roles.appointment import Appointment
from governance.roles.person import Person
from governance.roles.rights import Right
from governance.roles.unit import Unit

# A reason why this person may not, or None. Gets the paper and the person.
Objection = Callable[[Any, Person], "str | Promise | None"]


def own_unit(document: Any) -> Unit:
    return document.unit


@dataclass(frozen=True)
class May:
    """True for a person whose appointment in force carries `right` on the paper's unit.

    `on` picks the unit from the paper, or the units in any of which the right will do (each party of a contract that
    has not signed yet); `unless` names a personal objection (conflict of interest, wrong person).
    """

    right: Right
    unless: Objection | None = None
    on: Callable[[Any], Unit | Sequence[Unit]] = own_unit

    def units(self, document: Any) -> Sequence[Unit]:
        """The units in any of which the right will do; none when the paper asks nobody now."""
        found = self.on(document)
        return [found] if isinstance(found, Unit) else found

    def pairs(self, document: Any) -> set[tuple[str, int]]:
        """The (right, unit id) pairs any of which will do."""
        return {(self.right.value, unit.pk) for unit in self.units(document)}

    def ground(self, document: Any, person: Person, day: date | None = None) -> Appointment | None:
        """The appointment that gives this person the right today, or on `day`; None if there is none.

        An own appointment goes before one as a stand-in.
        """
        grounds = (ground_for(person, self.right, unit.pk, day) for unit in self.units(document))
        return next((ground for ground in grounds if ground is not None), None)

    def objection(
        self, document: Any, person: Person, pairs: set[tuple[str, int]] | None = None
    ) -> str | None:
        """Why this person may not, in one sentence; None when they may.

        `pairs` is `rights_of(person)` where a page has asked for it already.
        """
        if pairs is None:
            return self.examine(document, person)[1]
        return self._objection(document, person, not self.pairs(document).isdisjoint(pairs))

    def examine(self, document: Any, person: Person) -> tuple[Appointment | None, str | None]:
        """The ground on which this person acts, and the objection against it; one of the two is None."""
        ground = self.ground(document, person)
        objection = self._objection(document, person, ground is not None)
        return (None, objection) if objection else (ground, None)

    def _objection(self, document: Any, person: Person, held: bool) -> str | None:
        if not held:
            units = self.units(document)
            if not units:
                return str(_("Nobody is asked for this now."))
            return str(
                _("This needs the right to «%(right)s» in «%(unit)s»; you do not hold it today.")
                % {"right": self.right.label, "unit": "», «".join(map(str, units))}
            )
        reason = self.unless(document, person) if self.unless is not None else None
        return str(reason) if reason else None

    def __call__(self, document: Any, person: Person) -> bool:
        return self.objection(document, person) is None

    def who(self, document: Any) -> list[Appointment]:
        """Those who may, today: for «who can» on a paper's page."""
        found = holders_of(self.pairs(document))
        return self.among(found, document)

    def among(self, found: dict[tuple[str, int], list[Appointment]], document: Any) -> list[Appointment]:
        """Those who may, out of the holders that were read for several rules at once; each person once."""
        people = {
            appointment.person_id: appointment
            for unit in self.units(document)
            for appointment in found.get((self.right.value, unit.pk), [])
        }
        return list(people.values())


def ground_for(person: Person, right: Right, unit_id: int, day: date | None = None) -> Appointment | None:
    """The appointment through which a person holds a right on a unit; superusers hold nothing by being that."""
    if not person.is_active or not person.pk:
        return None
    found = (
        Appointment.objects.filter(person=person)
        .carrying(right, unit_id)
        .in_force(day)
        .select_related("unit", "stands_for")
        .order_by(F("stands_for_id").asc(nulls_first=True), "-since")
        .first()
    )
    if found is not None:
        found.person = person
    return found


def holders(right: Right, unit_id: int) -> list[Appointment]:
    """Appointments in force that carry the right on the unit, one a person."""
    found = (
        Appointment.objects.carrying(right, unit_id)
        .in_force()
        .select_related("person", "unit")
        .order_by("person_id")
    )
    people: dict[int, Appointment] = {}
    for appointment in found:
        people.setdefault(appointment.person_id, appointment)
    return list(people.values())


def holders_of(wanted: set[tuple[str, int]]) -> dict[tuple[str, int], list[Appointment]]:
    """Appointments in force for several (right, unit id) pairs at once, one a person: one query."""
    if not wanted:
        return {}
    rows = (
        Appointment.objects.in_force()
        .filter(
            group__unitgrouppermission__permission__codename__in={right for right, _unit in wanted},
            group__unitgrouppermission__content_object_id__in={unit for _right, unit in wanted},
        )
        .select_related("person", "unit")
        .annotate(
            held_right=F("group__unitgrouppermission__permission__codename"),
            held_unit=F("group__unitgrouppermission__content_object_id"),
        )
        .order_by("person_id", "pk")
    )
    found: dict[tuple[str, int], dict[int, Appointment]] = {}
    for appointment in rows:
        key = (appointment.held_right, appointment.held_unit)
        if key in wanted:
            found.setdefault(key, {}).setdefault(appointment.person_id, appointment)
    return {key: list(people.values()) for key, people in found.items()}


def rights_of(person: Person, day: date | None = None) -> set[tuple[str, int]]:
    """All (right, unit id) pairs a person holds: one query, for lists and queues."""
    if not person.is_authenticated or not person.is_active:
        return set()
    pairs = (
        Appointment.objects.filter(person=person)
        .in_force(day)
        .values_list(
            "group__unitgrouppermission__permission__codename",
            "group__unitgrouppermission__content_object_id",
        )
    )
    return {
        (codename, unit_id) for codename, unit_id in pairs if codename is not None and unit_id is not None
    }


def standing_of(person: Person) -> tuple[list[Appointment], set[tuple[str, int]]]:
    """The appointments in force of a person, oldest first, and all (right, unit id) pairs they carry: one query."""
    rows = (
        Appointment.objects.filter(person=person)
        .in_force()
        .select_related("unit__district")
        .annotate(
            held_right=F("group__unitgrouppermission__permission__codename"),
            held_unit=F("group__unitgrouppermission__content_object_id"),
        )
        .order_by("since", "pk")
    )
    appointments: dict[int, Appointment] = {}
    pairs: set[tuple[str, int]] = set()
    for row in rows:
        appointments.setdefault(row.pk, row)
        if row.held_right is not None and row.held_unit is not None:
            pairs.add((row.held_right, row.held_unit))
    return list(appointments.values()), pairs


def units_where(person: Person, right: Right) -> set[int]:
    """Ids of the units on which a person holds a right today."""
    return {unit_id for codename, unit_id in rights_of(person) if codename == right.value}
