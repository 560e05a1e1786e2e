"""The members of the two commissions of an admission, as the order names them."""

from collections.abc import Sequence

from django.db.models import Case, When
from django.utils.translation import gettext_lazy

from governance.desk.base.components import Words
from governance.documents.kinds.admission.campaign import Campaign
from governance.documents.kinds.admission.commission import CommissionMember
from governance.roles.appointment import Appointment
from governance.roles.unit import UnitKind

Body = CommissionMember.Body
TITLES = {
    Body.SELECTION: gettext_lazy("Admission commission"),
    Body.APPEAL: gettext_lazy("Appeal commission"),
}


def commissions(campaign: Campaign) -> dict[Words, list[tuple[CommissionMember, str]]]:
    """Both by their titles, each member with their office; two queries."""
    members = list(campaign.members.select_related("person"))
    offices = offices_of([member.person_id for member in members])
    return {
        title: [(member, offices.get(member.person_id, "")) for member in members if member.body == body]
        for body, title in TITLES.items()
    }


def offices_of(people: Sequence[int]) -> dict[int, str]:
    """The position of each person by id: where they work, not their seat in a commission."""
    held = (
        Appointment.objects.in_force()
        .filter(person__in=people, stands_for__isnull=True)
        .exclude(unit__kind=UnitKind.COMMISSION)
        .select_related("unit")
        # The school where somebody works comes before a council where they sit.
        .order_by(Case(When(unit__kind=UnitKind.SCHOOL, then=0), default=1), "pk")
    )
    offices: dict[int, str] = {}
    for appointment in held:
        offices.setdefault(appointment.person_id, office(appointment))
    return offices


def office(held: Appointment) -> str:
    """The position with its place, which an own title names by itself."""
    return held.capacity if held.title else f"{held.capacity}, {held.unit.short_name}"
