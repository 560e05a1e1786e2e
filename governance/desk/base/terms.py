"""Appointments on the pages about people: role, unit, term and basis."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _

from governance.desk.base.format import day
from governance.roles.appointment import Appointment


def term_text(appointment: Appointment) -> str:
    if appointment.until is None:
        return _("since %(since)s") % {"since": day(appointment.since)}
    return f"{day(appointment.since)} – {day(appointment.until)}"


class AppointmentGroup(NamedTuple):
    """Present, coming or ended appointments; of the first two one can say that they end (`may_end`)."""

    title: str
    appointments: list[Appointment]
    may_end: bool = True


def by_standing(appointments: Iterable[Appointment], today: date) -> list[AppointmentGroup]:
    """In groups: present, coming and ended ones."""
    present, coming, ended = (
        AppointmentGroup(_("In force"), []),
        AppointmentGroup(_("Coming"), []),
        AppointmentGroup(_("Ended"), [], may_end=False),
    )
    for one in appointments:
        group = coming if one.since > today else present if one.holds_on(today) else ended
        group.appointments.append(one)
    return [group for group in (present, coming, ended) if group.appointments]
