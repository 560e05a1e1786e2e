"""What an order on a school's list does to the appointments of its network teachers."""

from datetime import date

from governance.documents.kinds.network.candidacy import Candidacy
from governance.documents.language.phrases import number_and_date
from governance.documents.record.document import Document
from governance.roles.acts.appointing import appoint, dismiss
from governance.roles.appointment import Appointment
from governance.roles.catalogue import Role


def basis_of(order: Document) -> str:
    return f"приказ {number_and_date(order.number, order.registered_on)}"


def make_appointment(candidacy: Candidacy, order: Document) -> None:
    appoint(
        candidacy.teacher,
        Role.NETWORK_TEACHER,
        candidacy.district,
        by=None,
        basis=basis_of(order),
        since=candidacy.first_day(order),
        until=candidacy.until,
        title="сетевой педагог",
    )


def end_appointment(candidacy: Candidacy, basis: str, last: date) -> None:
    held = Appointment.objects.filter(
        person=candidacy.teacher, role=Role.NETWORK_TEACHER, unit_id=candidacy.district_id, until__gt=last
    )
    for appointment in held:
        dismiss(appointment, by=None, basis=basis, until=max(appointment.since, last))
