"""Appointments: who holds which role at which unit, for which term and on what basis.

Each (role, unit) pair is one Django group that holds guardian permissions on units, as the catalogue says
(`acts/rights.py`); an appointment points at that group and carries the dates. Rights are computed from appointments
when they are asked for, so one that ended yesterday gives nothing today, whatever job did or did not run.
"""

from datetime import date
from typing import ClassVar

from django.contrib.auth.models import Group
from django.db import models
from django.db.models import Q
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from governance import clock
from governance.columns import OwnDateTimeField
from governance.record_rows import OrganisationRow, RecordQuerySet
from governance.roles.catalogue import Role
from governance.roles.person import Person
from governance.roles.rights import Right
from governance.roles.unit import Unit


class AppointmentQuerySet(RecordQuerySet):
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


class Appointment(OrganisationRow):
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
    entered_at = OwnDateTimeField(_("entered"), default=clock.now, editable=False)

    objects: ClassVar = AppointmentQuerySet.as_manager()

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

    @property
    def entered_on(self) -> date:
        return timezone.localtime(self.entered_at).date()

    @property
    def is_entered_late(self) -> bool:
        """Whether it was entered on a later day than it begins: what it gave before that day rests on a later entry."""
        return self.entered_on > self.since

    @property
    def late_entry(self) -> str:
        """«назначение с 01.09.2011 внесено 12.09.2011», in the Russian of papers; empty if it was entered in time."""
        if not self.is_entered_late:
            return ""
        return f"назначение с {self.since:%d.%m.%Y} внесено {self.entered_on:%d.%m.%Y}"

    @property
    def full_capacity(self) -> str:
        """The capacity, with the remark on a late entry: as events name it for ever."""
        return ", ".join(filter(None, [self.capacity, self.late_entry]))

    def holds_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)
