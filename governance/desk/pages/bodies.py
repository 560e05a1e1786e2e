"""The collegial bodies of a person's districts: seats with their holders, and the rules by which they decide."""

from datetime import date
from typing import Any

from django.db.models import Prefetch, Q
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from governance import clock
from governance.desk.base.access import SignedInRequest, signed_in
from governance.desk.base.format import day, takes_no_part
from governance.desk.base.terms import term_text
from governance.documents.law.voting import VotingRule
from governance.roles.appointment import Appointment
from governance.roles.body import Regulation, Seat
from governance.roles.membership import without_membership
from governance.roles.unit import Unit


@signed_in
def bodies(request: SignedInRequest) -> HttpResponse:
    known = {unit for _right, unit in request.pairs}
    today = clock.today()
    units = (
        Unit.objects.filter(Q(pk__in=known) | Q(district_id__in=known))
        .filter(Q(seats__isnull=False) | Q(regulations__isnull=False))
        .distinct()
        .prefetch_related(
            Prefetch(
                "seats",
                queryset=Seat.objects.filter(Q(until=None) | Q(until__gte=today)).prefetch_related(
                    Prefetch(
                        "appointments",
                        queryset=Appointment.objects.in_force()
                        .select_related("person")
                        .order_by("stands_for", "pk"),
                        to_attr="holders",
                    )
                ),
                to_attr="present_seats",
            ),
            "regulations",
        )
    )
    present = list(units.order_by("kind", "pk"))
    schools = [seat.represents_id for unit in present for seat in unit.present_seats if seat.represents_id]
    outside = without_membership(schools, today)
    context = {
        "title": _("Bodies and their rules"),
        "crumbs": [{"label": _("Profile and roles"), "href": reverse("profile")}],
        "bodies": [
            {
                "name": unit.name,
                "place": unit.place,
                "seats": [
                    seat_row(seat, outside.get(seat.represents_id or 0)) for seat in unit.present_seats
                ],
                "rules": [rule_row(rule, number) for number, rule in enumerate(unit.regulations.all())],
            }
            for unit in present
        ],
    }
    return render(request, "governance/bodies.html", context)


def seat_row(seat: Any, member_until: date | None) -> dict[str, Any]:
    """The row of a seat; `member_until`: the last day of the school's membership, if that has ended."""
    holder = "; ".join(f"{appointment.person.name}, {appointment.capacity}" for appointment in seat.holders)
    if member_until is not None:
        return {
            "unit": seat.name,
            "holder": holder,
            "meaning": "alarm",
            "did": takes_no_part(member_until),
            "absent": True,
        }
    return {
        "unit": seat.name,
        "holder": holder or "",
        "meaning": "force" if holder else "due",
        "did": ", ".join(term_text(appointment) for appointment in seat.holders) or _("vacant"),
        "absent": not holder,
    }


def rule_row(regulation: Regulation, place: int) -> dict[str, str]:
    """The row of a deciding rule; the first one (`place` 0) is the present rule unless it has ended."""
    until = _(" until %(day)s") % {"day": day(regulation.until)} if regulation.until else ""
    return {
        "source": regulation.source,
        "term": _("in force from %(day)s") % {"day": day(regulation.since)} + until,
        "words": VotingRule.from_json(regulation.rule).describe(),
        "present": "yes" if place == 0 and not until else "",
    }
