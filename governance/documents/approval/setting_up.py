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
    of_body = decapitalized(body.form(Case.GENITIVE))
    position = 0
    for group in groups:
        for number in range(group.seats):
            position += 1
            seat = add_seat(
                body,
                f"{group.name.capitalize()}, место {number + 1}",
                by=by,
                basis=basis,
                since=since,
                position=position,
                group=group.name if len(groups) > 1 else "",
            )
            if number < len(group.people):
                person = group.people[number]
                place, role = (CHAIR, Role.BODY_CHAIR) if person == chair else (MEMBER, Role.BODY_MEMBER)
                appoint(
                    person,
                    role,
                    body,
                    by=by,
                    basis=basis,
                    since=since,
                    until=until,
                    seat=seat,
                    title=f"{place} {of_body}"[:200],
                )
    if secretary is not None:
        appoint(
            secretary,
            Role.BODY_SECRETARY,
            body,
            by=by,
            basis=basis,
            since=since,
            until=until,
            title=f"{SECRETARY} {of_body}"[:200],
        )
    return body
