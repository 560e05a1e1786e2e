"""The two commissions of an admission: who sits in them, by which order, and how they come to be.

Rights rest on papers: the director's order that approves the campaign appoints both commissions, and nobody is a member
before it is signed.

Source: docs/domain.md, "Admission".
"""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from governance.documents.errors import NotLegal
from governance.documents.language.phrases import number_and_date
from governance.documents.record.numbering import Register
from governance.roles.appointment import Appointment, appoint, dismiss
from governance.roles.body import Regulation, Seat
from governance.roles.catalogue import Role
from governance.roles.person import Person
from governance.roles.unit import Unit, UnitKind

if TYPE_CHECKING:
    from governance.documents.kinds.admission.campaign import Campaign
    from governance.documents.record.document import Document

# How a commission decides unless its school lays down something else: entered as a regulation, changed there.
RULE = {
    "quorum": {"share": "1/2", "strict": True},
    "majority": {"base": "present", "share": "1/2", "strict": True},
    "casting_vote": True,
    "recused_count_for_quorum": True,
    "recused_leave_base": True,
}
# The series that a commission numbers: code, title, template.
REGISTERS = {
    "selection": (
        ("application", "Заявления о приёме", "{n}"),
        ("protocol", "Протоколы приёмной комиссии", "{n}-ПК"),
        ("extract", "Выписки приёмной комиссии", "{n}-ПК"),
    ),
    "appeal": (
        ("appeal", "Апелляции", "{n}-А"),
        ("protocol", "Протоколы апелляционной комиссии", "{n}-АК"),
        ("extract", "Выписки апелляционной комиссии", "{n}-АК"),
    ),
}
# Name, genitive, accusative.
NAMES = {
    "selection": ("Приёмная комиссия", "приёмной комиссии", "приёмную комиссию"),
    "appeal": ("Апелляционная комиссия", "апелляционной комиссии", "апелляционную комиссию"),
}


class CommissionMember(models.Model):
    """Who is to sit in a commission of a campaign, until and after the order appoints them."""

    class Body(models.TextChoices):
        SELECTION = "selection", gettext_lazy("admission commission")
        APPEAL = "appeal", gettext_lazy("appeal commission")

    class Place(models.TextChoices):
        CHAIR = "chair", pgettext_lazy("commission", "chair")
        SECRETARY = "secretary", pgettext_lazy("commission", "secretary, without a vote")
        MEMBER = "member", pgettext_lazy("commission", "member")

    campaign = models.ForeignKey("governance.Campaign", models.PROTECT, related_name="members")
    body = models.CharField(max_length=10, choices=Body.choices)
    place = models.CharField(max_length=10, choices=Place.choices, default=Place.MEMBER)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = gettext_lazy("member of a commission")
        ordering: ClassVar = ["campaign_id", "body", "position"]
        constraints: ClassVar = [
            # Nobody who selects also hears the appeal against it.
            models.UniqueConstraint(fields=["campaign", "person"], name="one_commission_a_person"),
            models.UniqueConstraint(
                fields=["campaign", "body", "place"],
                condition=Q(place__in=["chair", "secretary"]),
                name="one_chair_and_secretary_a_commission",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.get_place_display()}"


Given = Mapping[str, Any]


def write_members(campaign: "Campaign", given: Iterable[Given]) -> None:
    """Replace both lists: mappings with `body`, `place`, `person`. Raises NotLegal for who stands twice."""
    rows = [
        CommissionMember(campaign=campaign, position=position, **entry)
        for position, entry in enumerate(given, start=1)
    ]
    people = [row.person for row in rows]
    twice = next((person for person in people if people.count(person) > 1), None)
    if twice is not None:
        raise NotLegal(
            _("%(person)s stands twice: nobody sits in both commissions, or on two places.")
            % {"person": twice}
        )
    for body in CommissionMember.Body:
        for place in (CommissionMember.Place.CHAIR, CommissionMember.Place.SECRETARY):
            if sum(row.body == body and row.place == place for row in rows) > 1:
                raise NotLegal(
                    _("%(body)s: choose one %(place)s.") % {"body": body.label, "place": place.label}
                )
    campaign.members.all().delete()
    CommissionMember.objects.bulk_create(rows)


def check_members(campaign: "Campaign") -> None:
    """Raises NotLegal unless both commissions are whole: a chair, a secretary, and enough who vote."""
    rows = list(campaign.members.select_related("person"))
    least = {
        CommissionMember.Body.SELECTION: settings.ADMISSION_COMMISSION_MEMBERS,
        CommissionMember.Body.APPEAL: settings.ADMISSION_APPEAL_MEMBERS,
    }
    for body, needed in least.items():
        places = [row.place for row in rows if row.body == body]
        for place in (CommissionMember.Place.CHAIR, CommissionMember.Place.SECRETARY):
            if place not in places:
                raise NotLegal(
                    _("%(body)s: choose one %(place)s.") % {"body": body.label, "place": place.label}
                )
        voting = len(places) - places.count(CommissionMember.Place.SECRETARY)
        if voting < needed:
            raise NotLegal(
                _("%(body)s: at least %(needed)d members with a vote are needed, there are %(count)d.")
                % {"body": body.label, "needed": needed, "count": voting}
            )


def appoint_commissions(campaign: "Campaign", order: "Document") -> None:
    """Appoint both commissions of a campaign on the ground of the director's order in force.

    A school's commissions keep their unit, registers and rules from year to year; the members of the year before go.
    """
    campaign.commission = _appointed(campaign, CommissionMember.Body.SELECTION, order)
    campaign.appeal_commission = _appointed(campaign, CommissionMember.Body.APPEAL, order)


ROLE_OF = {
    CommissionMember.Place.CHAIR: Role.COMMISSION_CHAIR,
    CommissionMember.Place.SECRETARY: Role.COMMISSION_SECRETARY,
    CommissionMember.Place.MEMBER: Role.COMMISSION_MEMBER,
}
# How papers call them.
TITLES = {
    CommissionMember.Place.CHAIR: "председатель",
    CommissionMember.Place.SECRETARY: "секретарь",
    CommissionMember.Place.MEMBER: "член",
}


def _appointed(campaign: "Campaign", body: str, order: "Document") -> Unit:
    since = order.registered_on
    assert since is not None, "an order in force has its date"
    basis = f"приказ {number_and_date(order.number, since)}"
    unit = _unit(campaign, body)
    if not unit.regulations.filter(since__lte=since).exists():
        Regulation.objects.create(unit=unit, since=since, source=campaign.rules_source or basis, rule=RULE)
    for old in Appointment.objects.in_force(since).filter(unit=unit):
        dismiss(old, until=since - timedelta(days=1))
    unit.seats.filter(until=None).update(until=since - timedelta(days=1))
    genitive = NAMES[body][1]
    for member in campaign.members.filter(body=body).select_related("person"):
        votes = member.place != CommissionMember.Place.SECRETARY
        appoint(
            member.person,
            ROLE_OF[CommissionMember.Place(member.place)],
            unit,
            basis=basis,
            since=since,
            seat=_seat(unit, member, since) if votes else None,
            title=f"{TITLES[CommissionMember.Place(member.place)]} {genitive}",
        )
    return unit


def _seat(unit: Unit, member: CommissionMember, since: Any) -> Seat:
    return Seat.objects.create(unit=unit, name=member.person.name, position=member.position, since=since)


def _unit(campaign: "Campaign", body: str) -> Unit:
    """The commission of the school: that of an earlier campaign, or a new one with its registers."""
    field = "commission" if body == CommissionMember.Body.SELECTION else "appeal_commission"
    earlier = (
        type(campaign)
        ._default_manager.filter(unit=campaign.unit, **{f"{field}__isnull": False})
        .select_related(field)
        .order_by("pk")
        .last()
    )
    if earlier is not None:
        return getattr(earlier, field)
    name, genitive, _accusative = NAMES[body]
    school = campaign.unit
    unit = Unit.objects.create(
        kind=UnitKind.COMMISSION,
        name=f"{name} {school.name}",
        short_name=f"{name}, {school.short_name}"[:60],
        forms={"genitive": f"{genitive} {school.name}"},
        place=school.place,
        parent=school,
        district=school.district,
    )
    for code, title, template in REGISTERS[body]:
        Register.objects.create(
            unit=unit, code=code, title=title, template=template, reset=Register.Reset.CALENDAR_YEAR
        )
    return unit


def end_commissions(campaign: "Campaign", until: Any) -> None:
    """Their work is done: the appointments end with the day `until`, and with them the reading of applications."""
    units = [unit for unit in (campaign.commission, campaign.appeal_commission) if unit is not None]
    for held in Appointment.objects.in_force(until).filter(unit__in=units):
        dismiss(held, until=until)
