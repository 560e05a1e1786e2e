"""Seats of bodies, and proxies between them."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from governance import clock
from governance.roles.acts.door import organisation_act
from governance.roles.body import Proxy, Seat
from governance.roles.organisation import OrganisationAct
from governance.roles.person import Person
from governance.roles.unit import Unit


def add_seat(
    body: Unit, name: str, *, by: Person | None, basis: str, since: date | None = None, **values: Any
) -> Seat:
    """Add a seat to a body. Raises ValidationError with a sentence."""
    seat = Seat(unit=body, name=name, since=since or clock.today(), **values)
    with organisation_act(
        OrganisationAct.ADD_SEAT, body.root_id, by=by, basis=basis, since=seat.since
    ) as doing:
        seat.full_clean()
        seat.save(force_insert=True)
        doing.unit = body
    return seat


def group_seat(seat: Seat, *, group: str, by: Person | None, basis: str) -> None:
    """Say to which group of members a seat belongs. Votes that were opened before keep the group they had."""
    body = seat.unit
    with organisation_act(OrganisationAct.GROUP_SEAT, body.root_id, by=by, basis=basis) as doing:
        doing.unit = body
        doing.change(seat, group=" ".join(group.split()))
        seat.full_clean()


def end_seats(seats: Iterable[Seat], *, until: date, by: Person | None, basis: str) -> None:
    """End seats of one body with that day."""
    ending = list(seats)
    if not ending:
        return
    body = ending[0].unit
    with organisation_act(OrganisationAct.END_SEATS, body.root_id, by=by, basis=basis, since=until) as doing:
        doing.unit = body
        for seat in ending:
            doing.change(seat, until=max(until, seat.since))


def give_proxy(
    principal: Seat,
    holder: Seat,
    *,
    by: Person | None,
    given_by: Person,
    basis: str,
    since: date,
    until: date,
) -> Proxy:
    """Enter a proxy; whoever calls has checked that it can be given."""
    act = organisation_act(
        OrganisationAct.GIVE_PROXY, principal.unit.root_id, by=by, basis=basis, since=since
    )
    with act as doing:
        doing.unit = principal.unit
        return Proxy.objects.create(
            principal=principal, holder=holder, basis=basis, since=since, until=until, given_by=given_by
        )


def end_proxies(proxies: Iterable[Proxy], *, at: datetime, by: Person | None, basis: str) -> int:
    """End proxies of the seats of one body; how many."""
    ending = list(proxies)
    if ending:
        body = ending[0].principal.unit
        with organisation_act(OrganisationAct.END_PROXY, body.root_id, by=by, basis=basis) as doing:
            doing.unit = body
            for proxy in ending:
                doing.change(proxy, ended_at=at)
    return len(ending)
