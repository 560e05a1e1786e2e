"""The collegial bodies of a person's districts: seats with their holders, and the rules by which they decide."""

from collections.abc import Mapping
from datetime import date

from django.db.models import Prefetch, Q
from django.http import HttpResponse
from django.utils.translation import gettext as _, gettext_lazy

from governance import clock
from governance.desk.base.access import SignedInRequest, signed_in, units_within
from governance.desk.base.format import takes_no_part
from governance.desk.base.page import Page, Section
from governance.desk.base.terms import term_text
from governance.desk.pages.profile import PROFILE
from governance.roles.appointment import Appointment
from governance.roles.body import Seat
from governance.roles.membership import without_membership
from governance.roles.unit import Unit

BODIES = Section("", gettext_lazy("Bodies and their rules"), "bodies")


class SeatInBody:
    """A seat with its holders today; `member_until`: the last day of the school's membership, if that has ended."""

    def __init__(self, seat: Seat, member_until: date | None) -> None:
        held = seat.appointments.all()
        self.unit = seat.name
        self.holder = "; ".join(f"{one.person.name}, {one.capacity}" for one in held)
        if member_until is not None:
            self.meaning, self.absent, self.did = "alarm", True, takes_no_part(member_until)
        else:
            self.meaning, self.absent = "force" if held else "due", not held
            self.did = ", ".join(term_text(one) for one in held) or _("vacant")


class BodyShown:
    """A body with its seats and its deciding rules, the present one first."""

    def __init__(self, unit: Unit, outside: Mapping[int, date]) -> None:
        self.pk, self.name = unit.pk, unit.name
        self.seats = [SeatInBody(seat, outside.get(seat.represents_id or 0)) for seat in unit.seats.all()]
        self.rules = unit.regulations.all()


def bodies_known_to(request: SignedInRequest) -> list[Unit]:
    """The bodies of the person's districts with their present seats, the holders of these, and their rules."""
    known = {unit for _right, unit in request.pairs}
    holders = Appointment.objects.in_force().select_related("person").order_by("stands_for", "pk")
    seats = Seat.objects.filter(Q(until=None) | Q(until__gte=clock.today()))
    return list(
        units_within(known)
        .filter(Q(seats__isnull=False) | Q(regulations__isnull=False))
        .distinct()
        .prefetch_related(
            Prefetch("seats", seats.prefetch_related(Prefetch("appointments", holders))), "regulations"
        )
    )


@signed_in
def bodies(request: SignedInRequest) -> HttpResponse:
    page = Page(title=_("Bodies and their rules"), section="", crumbs=[PROFILE.crumb])
    units = bodies_known_to(request)
    schools = [seat.represents_id for unit in units for seat in unit.seats.all() if seat.represents_id]
    outside = without_membership(schools, clock.today())
    shown = [BodyShown(unit, outside) for unit in units]
    return page.response(request, "governance/bodies.html", also={"bodies": shown})
