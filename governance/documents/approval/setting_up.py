"""Setting up a body at once: the unit with its registers, its seats by groups, its rules, and who sits in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from governance.documents.approval.regulating import regulate
from governance.documents.law.working_days import months_after
from governance.documents.printing.citation import decapitalized
from governance.documents.record.numbering import open_registers
from governance.documents.settings.body_patterns import BodyPattern
from governance.roles.acts.appointing import appoint
from governance.roles.acts.bodies import add_seat
from governance.roles.acts.units import found_unit
from governance.roles.body import Seat
from governance.roles.catalogue import Role
from governance.roles.names import Case
from governance.roles.person import Person
from governance.roles.unit import Unit

CHAIR, SECRETARY, MEMBER = "председатель", "секретарь", "член"


@dataclass(frozen=True)
class SeatGroup:
    """A group of members: how many seats it has, and who takes the first of them."""

    name: str
    seats: int
    people: Sequence[Person] = ()


@transaction.atomic
def set_up_body(
    pattern: BodyPattern,
    parent: Unit,
    name: str,
    *,
    groups: Sequence[SeatGroup],
    chair: Person | None,
    secretary: Person | None,
    source: str,
    sittings: int | None,
    since: date,
    by: Person | None,
    basis: str,
) -> Unit:
    """Found the body of a pattern with all that it needs to meet. Raises ValidationError with a sentence.

    The chair is one of those who sit in it; a secretary who is not has no vote. Where members are chosen for years,
    their seats stay and their appointments end.
    """
    body = found_unit(
        parent, pattern.kind, name, short_name=name[:60], by=by, basis=basis, place=parent.place
    )
    open_registers(body)
    regulate(
        body,
        source=source,
        rule=dict(pattern.rule),
        since=since,
        by=by,
        basis=basis,
        sittings_a_year=sittings,
        allows_proxy=False,
        proxy_counts_for_quorum=False,
    )
    until = None
    if pattern.years is not None:
        until = months_after(since, 12 * pattern.years) - timedelta(days=1)
    entered = Entered(body, since, until, by, basis)
    for group in groups:
        _seat(entered, group, chair, named=len(groups) > 1)
    if secretary is not None:
        entered.appoint(secretary, Role.BODY_SECRETARY, SECRETARY)
    return body


@dataclass
class Entered:
    """What is entered of a body on one ground: seats in their order, and who holds them how long."""

    body: Unit
    since: date
    until: date | None
    by: Person | None
    basis: str
    seats: int = 0

    def add_seat(self, name: str, group: str) -> Seat:
        self.seats += 1
        return add_seat(
            self.body,
            name,
            by=self.by,
            basis=self.basis,
            since=self.since,
            position=self.seats,
            group=group,
        )

    def appoint(self, person: Person, role: Role, place: str, seat: Seat | None = None) -> None:
        appoint(
            person,
            role,
            self.body,
            by=self.by,
            basis=self.basis,
            since=self.since,
            until=self.until,
            seat=seat,
            title=f"{place} {decapitalized(self.body.form(Case.GENITIVE))}"[:200],
        )


def _seat(entered: Entered, group: SeatGroup, chair: Person | None, *, named: bool) -> None:
    """The seats of a group, the first of them held by its people; `named`: each says its group."""
    for number in range(group.seats):
        seat = entered.add_seat(f"{group.name.capitalize()}, место {number + 1}", group.name if named else "")
        if number < len(group.people):
            person = group.people[number]
            place, role = (CHAIR, Role.BODY_CHAIR) if person == chair else (MEMBER, Role.BODY_MEMBER)
            entered.appoint(person, role, place, seat)
