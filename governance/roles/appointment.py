"""Appointments: who holds which role at which unit, for which term and on what basis.

Only this module writes permissions. Each (role, unit) pair is one Django group that holds guardian permissions on
units, as the catalogue says; an appointment points at that group and carries the dates. Rights are computed from
appointments when they are asked for, so one that ended yesterday gives nothing today, whatever job did or did not
run.
"""

from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar

from django.contrib.auth.models import Group, Permission
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from governance import clock
from governance.roles.catalogue import ROLES, Role
from governance.roles.person import Person
from governance.roles.rights import Right
from governance.roles.unit import Unit, UnitGroupPermission

if TYPE_CHECKING:
    from governance.roles.body import Seat


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    def in_force(self, on: date | None = None) -> "AppointmentQuerySet":
        """Appointments that hold on the day `on` (today by default)."""
        day = on or clock.today()
        return self.filter(Q(until__isnull=True) | Q(until__gte=day), since__lte=day, person__is_active=True)

    def carrying(self, right: Right, unit_id: int) -> "AppointmentQuerySet":
        """Appointments whose role carries the right on the unit."""
        return self.filter(
            group__unitgrouppermission__permission__codename=right.value,
            group__unitgrouppermission__content_object_id=unit_id,
        )


class Appointment(models.Model):
    """One person in one role at one unit, for a term."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="appointments", verbose_name=_("person"))
    role = models.CharField(_("role"), max_length=30, choices=Role.choices)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="appointments", verbose_name=_("unit"))
    group = models.ForeignKey(Group, models.PROTECT, related_name="appointments", editable=False)
    seat = models.ForeignKey(
        "governance.Seat",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="appointments",
        verbose_name=_("seat"),
    )
    since = models.DateField(_("since"))
    until = models.DateField(_("until, inclusive"), null=True, blank=True)
    basis = models.CharField(_("basis"), max_length=300)
    stands_for = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="substitutes",
        verbose_name=_("stands in for"),
    )
    # How papers name this position where the label of the role is not enough.
    title = models.CharField(_("title"), max_length=200, blank=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("appointment")
        verbose_name_plural = _("appointments")
        ordering: ClassVar = ["-since", "-id"]
        indexes: ClassVar = [
            models.Index(fields=["person", "since", "until"], name="appointment_person_dates")
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="appointment_dates_in_order",
                condition=Q(until__isnull=True) | Q(until__gte=models.F("since")),
            ),
            models.CheckConstraint(name="appointment_has_basis", condition=~Q(basis="")),
            models.CheckConstraint(
                name="acting_has_a_term", condition=Q(stands_for__isnull=True) | Q(until__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.capacity}"

    @property
    def is_acting(self) -> bool:
        return self.stands_for_id is not None

    @property
    def capacity(self) -> str:
        """How a paper names this person's position: «и.о. директора …», «секретарь совета»."""
        # Papers are Russian whatever language the reader has chosen, and signatures store this text.
        with translation.override("ru"):
            title = self.title or str(self.get_role_display())
        if self.is_acting and not title.startswith("и.о."):
            return f"{title} (и.о.)"
        return title

    def holds_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


def group_for(role: Role, unit: Unit) -> Group:
    """The group of one role at one unit, with exactly the rights of the catalogue on the unit and on its district."""
    group, _created = Group.objects.get_or_create(name=f"{role.value}@{unit.pk}")
    wanted = {(unit.pk, right.value) for right in ROLES[role].own}
    wanted |= {(unit.root_id, right.value) for right in ROLES[role].district}
    rows = UnitGroupPermission.objects.filter(group=group).select_related("permission")
    held = {(row.content_object_id, row.permission.codename): row for row in rows}
    for key in held.keys() - wanted:
        held[key].delete()
    missing = wanted - held.keys()
    if missing:
        permissions = {
            permission.codename: permission
            for permission in Permission.objects.filter(
                content_type__app_label="governance", content_type__model="unit"
            )
        }
        UnitGroupPermission.objects.bulk_create(
            UnitGroupPermission(group=group, permission=permissions[codename], content_object_id=unit_id)
            for unit_id, codename in sorted(missing)
        )
    return group


@transaction.atomic
def appoint(
    person: Person,
    role: Role,
    unit: Unit,
    *,
    basis: str,
    since: date | None = None,
    until: date | None = None,
    seat: "Seat | None" = None,
    stands_for: Appointment | None = None,
    title: str = "",
) -> Appointment:
    """Appoint a person to a role.

    Raises ValidationError with a sentence when the role cannot be held at such a unit, the basis is missing, the dates
    are in the wrong order, a stand-in has no last day, or the seat is already filled for that time.
    """
    role = Role(role)
    since = since or clock.today()
    if unit.kind not in ROLES[role].held_at:
        raise ValidationError(
            _("The role «%(role)s» cannot be held at «%(unit)s».") % {"role": role.label, "unit": unit}
        )
    if not basis.strip():
        raise ValidationError(_("Name the order or the decision that this appointment rests on."))
    if until is not None and until < since:
        raise ValidationError(_("The appointment would end before it begins: correct the dates."))
    if stands_for is not None:
        if until is None:
            raise ValidationError(_("A stand-in is appointed for a term: give the last day."))
        if stands_for.person_id == person.pk:
            raise ValidationError(_("Nobody stands in for themselves: choose another person."))
        if stands_for.is_acting:
            raise ValidationError(_("A stand-in cannot be stood in for: appoint one for the holder."))
        seat = stands_for.seat
    elif seat is not None:
        if seat.unit_id != unit.pk:
            raise ValidationError(
                _("The seat belongs to another body: choose a seat of «%(unit)s».") % {"unit": unit}
            )
        overlap = Appointment.objects.filter(seat=seat, stands_for__isnull=True).filter(
            Q(until__isnull=True) | Q(until__gte=since)
        )
        if until is not None:
            overlap = overlap.filter(since__lte=until)
        if overlap.exists():
            raise ValidationError(_("The seat is filled for that time: end the other appointment first."))
    return Appointment.objects.create(
        person=person,
        role=role.value,
        unit=unit,
        group=group_for(role, unit),
        seat=seat,
        since=since,
        until=until,
        basis=basis.strip(),
        stands_for=stands_for,
        title=title,
    )


def dismiss(appointment: Appointment, *, until: date | None = None) -> Appointment:
    """End an appointment with the day `until`: by default yesterday, so that the right is gone today.

    It never ends before its first day, which it then keeps.
    """
    last = until or clock.today() - timedelta(days=1)
    appointment.until = max(last, appointment.since)
    appointment.save(update_fields=["until"])
    return appointment
