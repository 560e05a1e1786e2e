"""Appointing people to roles, and ending it."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance import clock
from governance.record_rows import present_act
from governance.roles.acts.door import Doing, organisation_act
from governance.roles.acts.rights import group_for
from governance.roles.appointment import Appointment, AppointmentQuerySet
from governance.roles.body import Seat
from governance.roles.catalogue import ROLES, Role
from governance.roles.organisation import OrganisationAct
from governance.roles.person import Person
from governance.roles.rights import Right
from governance.roles.unit import Unit


def appoint(
    person: Person,
    role: Role,
    unit: Unit,
    *,
    by: Person | None,
    basis: str,
    since: date | None = None,
    until: date | None = None,
    seat: Seat | None = None,
    stands_for: Appointment | None = None,
    title: str = "",
) -> Appointment:
    """Appoint a person to a role.

    Raises ValidationError with a sentence when the person is of another district or appoints themselves, the role
    cannot be held at such a unit or is held by somebody else at that time, the basis is missing, the dates are in the
    wrong order, a stand-in has no last day, or the seat is already filled for that time.
    """
    role = Role(role)
    since = since or clock.today()
    _check(person, role, unit, since, until)
    if by is not None and by.pk == person.pk and present_act() is None:
        raise ValidationError(_("Nobody appoints themselves: ask another administrator."))
    if stands_for is not None:
        _check_stand_in(person, stands_for, until)
        seat = stands_for.seat
    elif seat is not None and seat.unit_id != unit.pk:
        raise ValidationError(
            _("The seat belongs to another body: choose a seat of «%(unit)s».") % {"unit": unit}
        )
    right = None if names_own_stand_in(by, stands_for) else Right.APPOINT
    act = organisation_act(
        OrganisationAct.APPOINT, unit.root_id, by=by, basis=basis, right=right, since=since
    )
    # What must not be held twice is looked for under the lock of the district.
    with act as doing:
        _check_free(role, unit, seat, stands_for, since, until)
        doing.person, doing.unit = person, unit
        doing.held = Appointment.objects.create(
            person=person,
            role=role.value,
            unit=unit,
            group=group_for(role, unit),
            seat=seat,
            since=since,
            until=until,
            basis=" ".join(basis.split()),
            stands_for=stands_for,
            title=title,
            entered_at=clock.now(),
        )
        return doing.held


def _check(person: Person, role: Role, unit: Unit, since: date, until: date | None) -> None:
    if person.district_id != unit.root_id:
        raise ValidationError(
            _("%(person)s belongs to another district: enter the person in this one first.")
            % {"person": person.name}
        )
    if unit.kind not in ROLES[role].held_at:
        raise ValidationError(
            _("The role «%(role)s» cannot be held at «%(unit)s».") % {"role": role.label, "unit": unit}
        )
    if until is not None and until < since:
        raise ValidationError(_("The appointment would end before it begins: correct the dates."))


def names_own_stand_in(by: Person | None, stands_for: Appointment | None) -> bool:
    """Whether a head or chair names who stands in for them: that needs no right to appoint.

    The post of an administrator is no such one: it would give away the right to appoint.
    """
    if by is None or stands_for is None or stands_for.person_id != by.pk:
        return False
    return stands_for.role != Role.ADMINISTRATOR and leads(by)


def leads(person: Person) -> bool:
    """Whether somebody holds a post of their own that only one can hold: a director, a chair."""
    single = [role.value for role, row in ROLES.items() if row.single]
    return Appointment.objects.in_force().filter(person=person, role__in=single, stands_for=None).exists()


def posts_to_stand_in_for(holder: Person) -> AppointmentQuerySet:
    """The posts of today in which somebody can stand in for this person."""
    held = Appointment.objects.in_force().filter(person=holder, stands_for=None)
    return held.exclude(role=Role.ADMINISTRATOR).select_related("unit__district", "seat").order_by("pk")


@transaction.atomic
def stand_in_for(
    posts: Iterable[Appointment],
    person: Person,
    *,
    by: Person | None,
    basis: str,
    since: date,
    until: date,
) -> list[Appointment]:
    """Let a person stand in for the holder of several posts at once, for one term: all of them or none.

    Raises ValidationError with the sentence of the post in which they cannot.
    """
    named = []
    for post in posts:
        try:
            named.append(
                appoint(
                    person,
                    Role(post.role),
                    post.unit,
                    by=by,
                    basis=basis,
                    since=since,
                    until=until,
                    stands_for=post,
                    title=post.title,
                )
            )
        except ValidationError as refusal:
            raise ValidationError([f"{post.capacity}: {said}" for said in refusal.messages]) from refusal
    return named


def _check_stand_in(person: Person, stands_for: Appointment, until: date | None) -> None:
    if until is None:
        raise ValidationError(_("A stand-in is appointed for a term: give the last day."))
    if stands_for.person_id == person.pk:
        raise ValidationError(_("Nobody stands in for themselves: choose another person."))
    if stands_for.until is not None and until > stands_for.until:
        raise ValidationError(
            _("The post itself ends on %(day)s: nobody stands in for longer.")
            % {"day": f"{stands_for.until:%d.%m.%Y}"}
        )
    if stands_for.is_acting:
        raise ValidationError(_("A stand-in cannot be stood in for: appoint one for the holder."))


def _check_free(
    role: Role,
    unit: Unit,
    seat: Seat | None,
    stands_for: Appointment | None,
    since: date,
    until: date | None,
) -> None:
    """Raises ValidationError if somebody has the seat, or a role that only one can hold, on one of these days."""
    if stands_for is not None:
        other = overlapping(since, until).filter(stands_for=stands_for).select_related("person").first()
        if other is not None:
            raise ValidationError(
                _("%(person)s stands in at that time already: end that appointment first.")
                % {"person": other.person.name}
            )
        return
    own = overlapping(since, until).filter(stands_for=None)
    if seat is not None and own.filter(seat=seat).exists():
        raise ValidationError(_("The seat is filled for that time: end the other appointment first."))
    if not ROLES[role].single:
        return
    holder = own.filter(unit=unit, role=role).select_related("person").order_by("since").first()
    if holder is not None:
        raise ValidationError(
            _(
                "«%(unit)s» has a holder of the role «%(role)s» at that time already: %(person)s. End that appointment "
                "first, or appoint a stand-in."
            )
            % {"unit": unit, "role": role.label, "person": holder.person.name}
        )


def overlapping(since: date, until: date | None) -> AppointmentQuerySet:
    """Appointments that hold on at least one day of the term; `until=None` means a term without an end."""
    not_over = Appointment.objects.filter(Q(until__isnull=True) | Q(until__gte=since))
    return not_over if until is None else not_over.filter(since__lte=until)


def dismiss(
    appointment: Appointment, *, by: Person | None, basis: str, until: date | None = None
) -> Appointment:
    """End an appointment with the day `until`: by default yesterday, so that the right is gone today.

    It never ends before its first day, which it then keeps. Raises ValidationError with a sentence when the basis is
    missing.
    """
    last = max(until or clock.today() - timedelta(days=1), appointment.since)
    act = organisation_act(
        OrganisationAct.DISMISS, appointment.unit.root_id, by=by, basis=basis, right=Right.APPOINT, since=last
    )
    with act as doing:
        about(doing, appointment)
        doing.change(appointment, until=last)
    return appointment


def about(doing: Doing, appointment: Appointment) -> None:
    doing.person, doing.unit, doing.held = appointment.person, appointment.unit, appointment
