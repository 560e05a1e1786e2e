"""Rules as data: `May(Right.X)` says who may make a move, and finds the appointment that gives the right to it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Self

from django.db.models import F, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from governance.roles.appointment import Appointment
from governance.roles.person import Person
from governance.roles.rights import Right
from governance.roles.unit import Unit

# Takes the paper and the person; returns why this person may not act, or None.
Objection = Callable[[Any, Person], "str | Promise | None"]


def own_unit(document: Any) -> Unit:
    return document.unit


@dataclass(frozen=True)
class May:
    """Holds for a person whose appointment in force carries `right` on the paper's unit.

    `on` picks another unit from the paper, or several of which any suffices (each party of a contract that has not
    signed yet); `unless` is a personal objection (conflict of interest, wrong person).
    """

    right: Right
    unless: Objection | None = None
    on: Callable[[Any], Unit | Sequence[Unit]] = own_unit

    def units(self, document: Any) -> Sequence[Unit]:
        """The units of which any suffices; none when the paper asks nobody now."""
        units = self.on(document)
        return [units] if isinstance(units, Unit) else units

    def at(self, units: Sequence[Unit]) -> Self:
        """The same rule of a paper whose units are known already: to ask for them may cost a query."""
        return replace(self, on=lambda _document: units)

    def pairs(self, document: Any) -> set[tuple[str, int]]:
        """The (right, unit id) pairs of which any suffices."""
        return {(self.right.value, unit.pk) for unit in self.units(document)}

    def ground(self, document: Any, person: Person, day: date | None = None) -> Appointment | None:
        """The appointment that gives this person the right today, or on `day`; None if there is none.

        An appointment of their own comes before one as a stand-in.
        """
        grounds = (ground_for(person, self.right, unit.pk, day) for unit in self.units(document))
        return next((ground for ground in grounds if ground is not None), None)

    def objection(
        self, document: Any, person: Person, pairs: set[tuple[str, int]] | None = None
    ) -> str | None:
        """Why this person may not act, in one sentence; None when they may.

        `pairs`: the result of `rights_of(person)`, if the caller has it already.
        """
        if pairs is None:
            return self.examine(document, person)[1]
        return self._objection(document, person, not self.pairs(document).isdisjoint(pairs))

    def examine(self, document: Any, person: Person) -> tuple[Appointment | None, str | None]:
        """The appointment by which this person may act, and the objection against it; exactly one of them is None."""
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

    def among(self, holders: dict[tuple[str, int], list[Appointment]], document: Any) -> list[Appointment]:
        """Those of the `holders` (as `holders_of` returns them) who may act under this rule; each person once."""
        people = {
            appointment.person_id: appointment
            for unit in self.units(document)
            for appointment in holders.get((self.right.value, unit.pk), [])
        }
        return list(people.values())


def ground_for(person: Person, right: Right, unit_id: int, day: date | None = None) -> Appointment | None:
    """The appointment through which a person holds a right on a unit, today or on `day`; None if there is none.

    Being a superuser gives no right.
    """
    if not person.is_active or not person.pk:
        return None
    appointment = (
        Appointment.objects.filter(person=person)
        .carrying(right, unit_id)
        .in_force(day)
        .select_related("unit", "stands_for")
        .order_by(F("stands_for_id").asc(nulls_first=True), "-since")
        .first()
    )
    if appointment is not None:
        appointment.person = person
    return appointment


def holders(right: Right, unit_id: int) -> list[Appointment]:
    """Appointments in force that carry the right on the unit, one for each person."""
    appointments = (
        Appointment.objects.carrying(right, unit_id)
        .in_force()
        .select_related("person", "unit")
        .order_by("person_id")
    )
    people: dict[int, Appointment] = {}
    for appointment in appointments:
        people.setdefault(appointment.person_id, appointment)
    return list(people.values())


def holders_among(people: Iterable[Person], right: Right, unit_id: int) -> dict[int, Appointment]:
    """By the ids of those of these people who hold the right on the unit today, the appointment that gives it."""
    appointments = Appointment.objects.filter(person__in=list(people)).carrying(right, unit_id).in_force()
    return {held.person_id: held for held in appointments.order_by("-pk")}


def holders_of(wanted: set[tuple[str, int]]) -> dict[tuple[str, int], list[Appointment]]:
    """Appointments in force for several (right, unit id) pairs, one for each pair and person; one query."""
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
    by_pair: dict[tuple[str, int], dict[int, Appointment]] = {}
    for appointment in rows:
        key = (appointment.held_right, appointment.held_unit)
        if key in wanted:
            by_pair.setdefault(key, {}).setdefault(appointment.person_id, appointment)
    return {key: list(people.values()) for key, people in by_pair.items()}


def rights_of(person: Person, day: date | None = None) -> set[tuple[str, int]]:
    """All (right, unit id) pairs that a person holds, today or on `day`; one query."""
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


def appointments_with_rights(person_id: int) -> QuerySet[Appointment]:
    """The appointments of a person in force today, oldest first: each once for every right that it carries."""
    return (
        Appointment.objects.filter(person_id=person_id)
        .in_force()
        .select_related("unit__district")
        .annotate(
            held_right=F("group__unitgrouppermission__permission__codename"),
            held_unit=F("group__unitgrouppermission__content_object_id"),
        )
        .order_by("since", "pk")
    )


def gathered(rows: Iterable[Any]) -> tuple[list[Appointment], set[tuple[str, int]]]:
    """Each appointment of such rows once, and all (right, unit id) pairs that they carry."""
    appointments: dict[int, Appointment] = {}
    pairs: set[tuple[str, int]] = set()
    for row in rows:
        appointments.setdefault(row.pk, row)
        if row.held_right is not None and row.held_unit is not None:
            pairs.add((row.held_right, row.held_unit))
    return list(appointments.values()), pairs


def appointments_and_rights(person: Person) -> tuple[list[Appointment], set[tuple[str, int]]]:
    """A person's appointments in force, oldest first, and all (right, unit id) pairs they carry; one query."""
    return gathered(appointments_with_rights(person.pk))


def units_where(person: Person, right: Right) -> set[int]:
    """Ids of the units on which a person holds a right today."""
    return {unit_id for codename, unit_id in rights_of(person) if codename == right.value}
