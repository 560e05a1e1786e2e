"""Appointments on the pages about people: role, unit, term and basis."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from governance.desk.base.format import day
from governance.roles.appointment import Appointment


def standing(appointment: Appointment, today: date) -> str:
    """«now», «coming» or «over»."""
    if appointment.since > today:
        return "coming"
    return "now" if appointment.holds_on(today) else "over"


def term_text(appointment: Appointment) -> str:
    if appointment.until is None:
        return _("since %(since)s") % {"since": day(appointment.since)}
    return f"{day(appointment.since)} – {day(appointment.until)}"


def appointment_row(appointment: Appointment) -> dict[str, Any]:
    """The row of an appointment in templates/governance/components/appointments.html."""
    return {
        "pk": appointment.pk,
        "person": appointment.person_id,
        "capacity": appointment.capacity,
        "role": appointment.get_role_display(),
        "unit": appointment.unit,
        "term": term_text(appointment),
        "basis": appointment.basis,
        "stands_for": appointment.stands_for.person.name if appointment.stands_for else "",
    }
