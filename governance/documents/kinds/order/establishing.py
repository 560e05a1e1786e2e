"""A commission or council that an order sets up or changes: its members are appointed by the signature of the order.

The unit, its registers, its rule and its seats come with the order that sets it up; one that changes it ends the
appointments of whoever is no longer named. Without force the order ends what it had appointed.
"""

from datetime import date, timedelta
from typing import Any

from governance import clock
from governance.documents.approval.regulating import regulate
from governance.documents.kinds.order.composition import check_body, role_at
from governance.documents.kinds.order.filling import OrderFilling
from governance.documents.language.phrases import number_and_date
from governance.documents.printing.citation import decapitalized
from governance.documents.record.document import Document
from governance.documents.record.kind_settings import Phase
from governance.documents.record.register import RegisterOf, open_for
from governance.documents.settings.body_patterns import PATTERNS, BodyPattern
from governance.documents.settings.order_library.parts import SECRETARY
from governance.roles.acts.appointing import appoint, dismiss
from governance.roles.acts.bodies import add_seat, end_seats
from governance.roles.acts.units import found_unit
from governance.roles.appointment import Appointment
from governance.roles.body import Seat
from governance.roles.catalogue import Role
from governance.roles.names import Case
from governance.roles.organisation import OrganisationAct, OrganisationEvent
from governance.roles.person import Person
from governance.roles.unit import Unit

REGISTERS = (
    RegisterOf((), "protocol", "Протоколы", "{n}"),
    RegisterOf((), "extract", "Выписки из протоколов", "{n}"),
)


def establish(order: Document, filling: OrderFilling) -> None:
    """Appoint those whom the signed order names. Raises NotLegal or ValidationError with a sentence."""
    since = order.acts_from or order.registered_on
    assert since is not None, "a signed order has its date"
    basis = f"приказ {number_and_date(order.number, order.registered_on)}"
    pattern = PATTERNS[filling.pattern]
    check_body(order.unit, filling.body_name, filling.body, filling.pattern)
    if filling.body is None:
        filling.body = _found(order.unit, filling.body_name, basis, pattern)
        filling.save(update_fields=["body"])
    body = filling.body
    if not body.regulations.filter(since__lte=since).exists():
        rule, sittings = dict(pattern.rule), pattern.sittings
        regulate(body, source=basis, rule=rule, since=since, by=None, basis=basis, sittings_a_year=sittings)
    _appoint(body, filling.seats, since, basis)


def _found(school: Unit, name: str, basis: str, pattern: BodyPattern) -> Unit:
    """The unit by the pattern of the form, of the school or of its district, with its registers."""
    parent = school.root if pattern.of_district else school
    body = found_unit(
        parent, pattern.kind, name, short_name=name[:60], by=None, basis=basis, place=school.place
    )
    open_for(body, REGISTERS, by=None, basis=basis)
    return body


def _appoint(body: Unit, seats: list[dict[str, Any]], since: date, basis: str) -> None:
    wanted = {(seat["person"], role_at(body, seat["place"]).value): seat["place"] for seat in seats}
    kept: set[tuple[int, str]] = set()
    ending: list[Seat] = []
    for held in (
        Appointment.objects.in_force(since).filter(unit=body).select_related("seat", "person", "unit")
    ):
        key = (held.person_id, held.role)
        if key in wanted and held.stands_for_id is None:
            kept.add(key)
            continue
        dismiss(held, by=None, basis=basis, until=since - timedelta(days=1))
        if held.seat is not None and held.stands_for_id is None:
            ending.append(held.seat)
    end_seats(ending, until=since - timedelta(days=1), by=None, basis=basis)
    people = Person.objects.in_bulk([person for person, _role in wanted])
    for position, ((person, role), place) in enumerate(wanted.items(), start=1):
        if (person, role) in kept:
            continue
        one = people[person]
        seat = None
        if place != SECRETARY:
            seat = add_seat(body, one.name, by=None, basis=basis, since=since, position=position)
        title = f"{place} {decapitalized(body.form(Case.GENITIVE))}"[:200]
        appoint(one, Role(role), body, by=None, basis=basis, since=since, seat=seat, title=title)


def end_what_it_appointed(order: Document, ended_by: Document | None) -> None:
    """The order is without force: the appointments that it made end with yesterday."""
    made = OrganisationEvent.objects.filter(paper=order.pk, act=OrganisationAct.APPOINT).values("held")
    basis = f"приказ {number_and_date(ended_by.number, ended_by.registered_on)}" if ended_by else "приказ"
    last = clock.today() - timedelta(days=1)
    seats: list[Seat] = []
    for held in Appointment.objects.in_force().filter(pk__in=made).select_related("seat", "person", "unit"):
        dismiss(held, by=None, basis=basis, until=last)
        if held.seat is not None:
            seats.append(held.seat)
    end_seats(seats, until=last, by=None, basis=basis)


def appoint_again(order: Document, filling: OrderFilling, restored_by: Document | None) -> None:
    """The order stands again: those whom it named have their places from today on.

    Unless another order has composed the body meanwhile and is in force: then it is composed as that one says.
    """
    body = filling.body
    later = OrderFilling.objects.filter(
        body=body, order__state__in=order.model.states_in(Phase.IN_FORCE)
    ).exclude(order=order.pk)
    if body is None or later.filter(pk__gt=filling.pk).exists():
        return
    basis = (
        f"приказ {number_and_date(restored_by.number, restored_by.registered_on)}"
        if restored_by
        else "приказ"
    )
    _appoint(body, filling.seats, clock.today(), basis)
