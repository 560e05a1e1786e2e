"""How the two commissions of an admission come to be, and by which order.

Rights rest on papers: the director's order that approves the campaign appoints both commissions, and nobody is a member
before it is signed.

Source: docs/domain.md, "Admission".
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from governance.documents.approval.regulating import regulate
from governance.documents.errors import NotLegal
from governance.documents.kinds.admission.campaign_card import CampaignCard
from governance.documents.kinds.admission.commission import (
    APPEALS,
    APPLICATIONS,
    NAMES,
    TITLES,
    CommissionMember,
)
from governance.documents.language.phrases import number_and_date
from governance.documents.record.document import Document
from governance.documents.record.register import RegisterOf, open_for
from governance.documents.settings.admission import APPEAL_MEMBERS, COMMISSION_MEMBERS
from governance.roles.acts.appointing import appoint, dismiss
from governance.roles.acts.bodies import add_seat, end_seats
from governance.roles.acts.units import found_unit
from governance.roles.appointment import Appointment
from governance.roles.body import Seat
from governance.roles.catalogue import Role
from governance.roles.unit import Unit, UnitKind

# How a commission decides unless its school lays down something else: entered as a regulation, changed there.
RULE = {
    "quorum": {"share": "1/2", "strict": True},
    "majority": {"base": "present", "share": "1/2", "strict": True},
    "casting_vote": True,
    "recused_count_for_quorum": True,
    "recused_leave_base": True,
}
# The registers that a commission keeps; they are opened with it.
REGISTERS_OF = {
    "selection": (
        APPLICATIONS,
        RegisterOf((), "protocol", "Протоколы приёмной комиссии", "{n}-ПК"),
        RegisterOf((), "extract", "Выписки приёмной комиссии", "{n}-ПК"),
    ),
    "appeal": (
        APPEALS,
        RegisterOf((), "protocol", "Протоколы апелляционной комиссии", "{n}-АК"),
        RegisterOf((), "extract", "Выписки апелляционной комиссии", "{n}-АК"),
    ),
}
ROLE_OF = {
    CommissionMember.Place.CHAIR: Role.COMMISSION_CHAIR,
    CommissionMember.Place.SECRETARY: Role.COMMISSION_SECRETARY,
    CommissionMember.Place.MEMBER: Role.COMMISSION_MEMBER,
}


class Appointing(CampaignCard):
    """Who sits in both commissions: written with the campaign, appointed by the order, ended with the admission."""

    class Meta(CampaignCard.Meta):
        abstract = True

    def write_members(self, given: Iterable[Mapping[str, Any]]) -> None:
        """Replace both lists: mappings with `body`, `place`, `person`. Raises NotLegal for who stands twice."""
        rows = [
            CommissionMember(campaign_id=self.pk, position=position, **entry)
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
        self.members.all().delete()
        CommissionMember.objects.bulk_create(rows)

    def moves_of_a_copy(self) -> list[tuple[str, dict[str, Any]]]:
        """Classes, criteria, texts and the members who still may sign in; its days are those of another year."""
        taken = ("classes", "rules_source", "consent_text")
        sheet = {"criteria": self.criteria, "circumstances": self.circumstances} if self.criteria else {}
        rows = self.members.select_related("person").filter(person__is_active=True)
        members = [{"body": row.body, "place": row.place, "person": row.person} for row in rows]
        given = {name: getattr(self, name) for name in taken}
        return [("revise", {**given, **sheet, "members": members})]

    def check_members(self) -> None:
        """Raises NotLegal unless both commissions are whole: a chair, a secretary, and enough who vote."""
        rows = self.members.all()
        check_whole([(row.body, row.place, row.person_id) for row in rows], self.district_id)

    def appoint_commissions(self, order: Document) -> None:
        """Appoint both commissions of a campaign on the ground of the director's order in force.

        A school's commissions keep unit, registers and rules from year to year; the members of the year before go.
        """
        self.commission = self._appointed(CommissionMember.Body.SELECTION, order)
        self.appeal_commission = self._appointed(CommissionMember.Body.APPEAL, order)

    def end_commissions(self, until: date) -> None:
        """Their work is done: the appointments end with the day `until`, and with them the reading of applications."""
        units = [unit for unit in (self.commission, self.appeal_commission) if unit is not None]
        for held in Appointment.objects.in_force(until).filter(unit__in=units):
            dismiss(held, by=None, basis="приём завершён", until=until)

    def _appointed(self, body: str, order: Document) -> Unit:
        since = order.registered_on
        assert since is not None, "an order in force has its date"
        basis = f"приказ {number_and_date(order.number, since)}"
        unit = self._unit_of(body, basis)
        if not unit.regulations.filter(since__lte=since).exists():
            source = self.rules_source or basis
            regulate(unit, source=source, rule=RULE, since=since, by=None, basis=basis)
        for old in Appointment.objects.in_force(since).filter(unit=unit):
            dismiss(old, by=None, basis=basis, until=since - timedelta(days=1))
        earlier = unit.seats.filter(until=None).select_related("unit")
        end_seats(earlier, until=since - timedelta(days=1), by=None, basis=basis)
        for member in self.members.filter(body=body).select_related("person"):
            take_place(unit, member, since, basis)
        return unit

    def _unit_of(self, body: str, basis: str) -> Unit:
        """The commission of the school: that of an earlier campaign, or a new one with its registers."""
        field = "commission" if body == CommissionMember.Body.SELECTION else "appeal_commission"
        earlier = (
            type(self)
            ._default_manager.filter(unit=self.unit, **{f"{field}__isnull": False})
            .select_related(field)
            .order_by("pk")
            .last()
        )
        if earlier is not None:
            return getattr(earlier, field)
        name, genitive, _accusative = NAMES[body]
        school = self.unit
        unit = found_unit(
            school,
            UnitKind.COMMISSION,
            f"{name} {school.name}",
            short_name=f"{name}, {school.short_name}"[:60],
            by=None,
            basis=basis,
            forms={"genitive": f"{genitive} {school.name}"},
            place=school.place,
        )
        open_for(unit, REGISTERS_OF[body], by=None, basis=basis)
        return unit


def check_whole(places: Iterable[tuple[str, str, int]], district: int) -> None:
    """Raises NotLegal unless both commissions are whole: a chair, a secretary, enough who vote, and nobody twice.

    `places`: each as (commission, place, id of the person).
    """
    rows = list(places)
    people = [person for _body, _place, person in rows]
    if len(people) > len(set(people)):
        raise NotLegal(_("Nobody sits in both commissions, or on two places: choose each person once."))
    least = {
        CommissionMember.Body.SELECTION: COMMISSION_MEMBERS.on(district),
        CommissionMember.Body.APPEAL: APPEAL_MEMBERS.on(district),
    }
    for body, needed in least.items():
        held = [place for found, place, _person in rows if found == body]
        for place in (CommissionMember.Place.CHAIR, CommissionMember.Place.SECRETARY):
            if held.count(place) != 1:
                raise NotLegal(
                    _("%(body)s: choose one %(place)s.") % {"body": body.label, "place": place.label}
                )
        voting = len(held) - held.count(CommissionMember.Place.SECRETARY)
        if voting < needed:
            raise NotLegal(
                _("%(body)s: at least %(needed)d members with a vote are needed, there are %(count)d.")
                % {"body": body.label, "needed": needed, "count": voting}
            )


def take_place(unit: Unit, member: CommissionMember, since: date, basis: str) -> None:
    """Appoint a member to a commission, to a seat of its own where the place has a vote."""
    votes = member.place != CommissionMember.Place.SECRETARY
    place = CommissionMember.Place(member.place)
    appoint(
        member.person,
        ROLE_OF[place],
        unit,
        by=None,
        basis=basis,
        since=since,
        seat=_seat(unit, member, since, basis) if votes else None,
        title=f"{TITLES[place]} {NAMES[member.body][1]}",
    )


def _seat(unit: Unit, member: CommissionMember, since: date, basis: str) -> Seat:
    return add_seat(unit, member.person.name, by=None, basis=basis, since=since, position=member.position)
