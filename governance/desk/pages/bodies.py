"""The collegial bodies of a person's districts: seats with their holders, and the rules by which they decide."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.http import HttpResponse
from django.utils.translation import gettext as _

from governance import clock
from governance.desk.base.access import SignedInRequest, signed_in
from governance.desk.base.format import day, takes_no_part
from governance.desk.base.page import Page
from governance.desk.base.terms import term_text
from governance.desk.pages.profile import PROFILE
from governance.documents.law.voting import VotingRule
from governance.roles.appointment import Appointment
from governance.roles.body import Regulation, Seat
from governance.roles.membership import without_membership
from governance.roles.unit import Unit


class SeatInBody:
    """A seat with its holders; `member_until`: the last day of the school's membership, if that has ended."""

    def __init__(self, seat: Any, member_until: date | None) -> None:
        held = seat.holders
        self.unit = seat.name
        self.holder = "; ".join(f"{one.person.name}, {one.capacity}" for one in held)
        if member_until is not None:
            self.meaning, self.absent = "alarm", True
            self.did = takes_no_part(member_until)
        else:
            self.meaning, self.absent = "force" if held else "due", not held
            self.did = ", ".join(term_text(one) for one in held) or _("vacant")


class RuleRow:
    """A deciding rule; the first one (`place` 0) is the present rule unless it has ended."""

    def __init__(self, regulation: Regulation, place: int) -> None:
        until = _(" until %(day)s") % {"day": day(regulation.until)} if regulation.until else ""
        self.source = regulation.source
        self.term = _("in force from %(day)s") % {"day": day(regulation.since)} + until
        self.words = VotingRule.from_json(regulation.rule).describe()
        self.present = place == 0 and not until


class BodyShown:
    def __init__(self, unit: Any, outside: Mapping[int, date]) -> None:
        self.name, self.place = unit.name, unit.place
        self.seats = [SeatInBody(seat, outside.get(seat.represents_id or 0)) for seat in unit.present_seats]
        self.rules = [RuleRow(rule, number) for number, rule in enumerate(unit.regulations.all())]


class BodiesPage(Page):
    def __init__(self, request: SignedInRequest) -> None:
        super().__init__(title=_("Bodies and their rules"), section="", crumbs=[PROFILE.crumb])
        units = list(bodies_known_to(request))
        schools = [seat.represents_id for unit in units for seat in unit.present_seats if seat.represents_id]
        outside = without_membership(schools, clock.today())
        self.bodies = [BodyShown(unit, outside) for unit in units]


def bodies_known_to(request: SignedInRequest) -> QuerySet[Any]:
    """The bodies of the person's districts with their present seats, the holders of these, and their rules."""
    known = {unit for _right, unit in request.pairs}
    today = clock.today()
    holders = Appointment.objects.in_force().select_related("person").order_by("stands_for", "pk")
    seats = Seat.objects.filter(Q(until=None) | Q(until__gte=today))
    with_holders = seats.prefetch_related(Prefetch("appointments", queryset=holders, to_attr="holders"))
    return (
        Unit.objects.filter(Q(pk__in=known) | Q(district_id__in=known))
        .filter(Q(seats__isnull=False) | Q(regulations__isnull=False))
        .distinct()
        .prefetch_related(
            Prefetch("seats", queryset=with_holders, to_attr="present_seats"),
            "regulations",
        )
        .order_by("kind", "pk")
    )


@signed_in
def bodies(request: SignedInRequest) -> HttpResponse:
    return BodiesPage(request).response(request, "governance/bodies.html")
