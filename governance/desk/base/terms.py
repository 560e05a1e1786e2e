"""Appointments on the pages about people: role, unit, term and basis."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

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


class AppointmentRow:
    """The row of an appointment in templates/governance/components/appointments.html."""

    def __init__(self, appointment: Appointment) -> None:
        self.pk, self.person = appointment.pk, appointment.person_id
        self.capacity, self.role = appointment.capacity, appointment.get_role_display()
        self.unit, self.basis = appointment.unit, appointment.basis
        self.term = term_text(appointment)
        self.stands_for = appointment.stands_for.person.name if appointment.stands_for else ""


@dataclass(frozen=True)
class AppointmentGroup:
    """Present, coming or ended appointments; of the first two one can say that they end (`may_end`)."""

    title: str
    appointments: list[AppointmentRow]
    may_end: bool


def by_standing(appointments: Iterable[Appointment], today: date) -> list[AppointmentGroup]:
    """In groups: present, coming and ended ones."""
    rows: dict[str, list[AppointmentRow]] = {}
    for appointment in appointments:
        rows.setdefault(standing(appointment, today), []).append(AppointmentRow(appointment))
    titles = {"now": _("In force"), "coming": _("Coming"), "over": _("Ended")}
    return [AppointmentGroup(title, rows[key], key != "over") for key, title in titles.items() if key in rows]
