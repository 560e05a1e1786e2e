"""What an order changes in an admission that is approved: who sits in its commissions, and days that still lie ahead.

The director's order has set them, so nobody but the director changes them (docs/domain.md, "Admission").
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.db.models import Max, Q
from django.utils.translation import gettext as _

from governance import clock
from governance.documents.approval.changed_list import (
    ADD,
    DAY,
    EXCLUDE,
    REWORD,
    ChangedByOrder,
    RowChange,
    Wanted,
)
from governance.documents.approval.effects import CHANGE_LIST, DROP_CHANGE
from governance.documents.errors import NotLegal
from governance.documents.kinds.admission.appointing import check_whole, take_place
from governance.documents.kinds.admission.calendar import WORDS
from governance.documents.kinds.admission.campaign_card import CampaignCard
from governance.documents.kinds.admission.commission import NAMES, TITLES, CommissionMember
from governance.documents.kinds.admission.erasure_notice import ErasureNotice
from governance.documents.language.phrases import number_and_date
from governance.documents.language.verb import verb
from governance.documents.record.act import Act
from governance.documents.record.transitions import ByPaper, move
from governance.roles.acts.appointing import dismiss
from governance.roles.acts.bodies import end_seats
from governance.roles.appointment import Appointment
from governance.roles.names import Case
from governance.roles.person import Person
from governance.roles.unit import Unit, UnitKind

State = CampaignCard.State
Body, Place = CommissionMember.Body, CommissionMember.Place
IN_FORCE = (State.APPROVED, State.ANNOUNCED)
# The announcement is made or due when the order is signed.
CHANGED_DAYS = tuple(name for name in WORDS if name != "announced_by")


def key_of(body: str, place: str, person: int) -> str:
    return f"{body}:{place}:{person}"


class CampaignChanges(ErasureNotice, ChangedByOrder):
    """The changes of an admission in force."""

    class Meta(ErasureNotice.Meta):
        abstract = True

    @move(
        source=IN_FORCE,
        rule=ByPaper(CHANGE_LIST),
        words=verb("campaign", "Change by an order", "changed by an order"),
    )
    def change_list(self, act: Act) -> None:
        """The order that changes it is signed, and its day has come."""
        self.make_changes(act)

    @move(
        source=IN_FORCE,
        rule=ByPaper(DROP_CHANGE),
        words=verb("campaign", "Leave as it is", "left as it is"),
    )
    def drop_change(self, act: Act) -> None:
        """The order that would have changed it was rejected."""

    def possible_changes(self) -> list[RowChange]:
        """Members leave and come, another person takes the chair, a day that lies ahead is moved."""
        members = list(self.members.select_related("person"))
        sitting = {member.person_id for member in members}
        free = [person for person in self.people_in_office() if person.pk not in sitting]
        return [
            *(self._leaves(member) for member in members),
            *self._moved_days(),
            *(change for body in Body for place in Place for change in _comes(body, place, free)),
        ]

    def people_in_office(self) -> list[Person]:
        """Who holds an office in the district today, as those who sit in commissions do; one query."""
        held = (
            Appointment.objects.in_force()
            .filter(Q(unit__district=self.district_id) | Q(unit=self.district_id), stands_for__isnull=True)
            .exclude(unit__kind__in=[UnitKind.OUTSIDE, UnitKind.COMMISSION])
            .select_related("person")
            .order_by("person__surname", "person__given", "person__patronymic", "pk")
        )
        return list({appointment.person_id: appointment.person for appointment in held}.values())

    @staticmethod
    def _leaves(member: CommissionMember) -> RowChange:
        name, genitive, _accusative = NAMES[member.body]
        title = TITLES[Place(member.place)]
        return RowChange(
            EXCLUDE,
            key_of(member.body, member.place, member.person_id),
            f"{member.person.name}, {title}",
            f"исключить из состава {genitive} {member.person.in_case(Case.ACCUSATIVE)}",
            group=name,
        )

    def _moved_days(self) -> Iterable[RowChange]:
        """Not of an extra round, whose days its own announcement sets."""
        if self.round > 1:
            return
        for name in CHANGED_DAYS:
            day = getattr(self, name)
            if day is not None and day >= clock.today():
                yield RowChange(
                    REWORD,
                    name,
                    WORDS[name],
                    f"в разделе «Сроки» строку «{WORDS[name]}» изложить в следующей редакции: «{WORDS[name]}: {DAY}»",
                    day=day,
                )

    def check_changes(self, wanted: Sequence[Wanted]) -> None:
        """Raises NotLegal also where a commission would not be whole, somebody would stand twice, or days not fit."""
        super().check_changes(wanted)
        leaving = {change.key for change in wanted if change.action == EXCLUDE}
        staying = [
            (member.body, member.place, member.person_id)
            for member in self.members.all()
            if key_of(member.body, member.place, member.person_id) not in leaving
        ]
        coming = [read_key(change.key) for change in wanted if change.action == ADD]
        if leaving or coming:
            check_whole([*staying, *coming], self.district_id)
        days = {change.key: change.day for change in wanted if change.action == REWORD}
        past = [name for name, day in days.items() if day is not None and day < clock.today()]
        if past:
            raise NotLegal(_("«%(day)s»: choose a day from today on.") % {"day": WORDS[past[0]]})
        if days:
            moved: dict[str, Any] = days
            replace(self.calendar, **moved).check(self.district_id)

    def exclude_row(self, act: Act, change: Wanted) -> None:
        """The appointment ends with the day before, and the seat with it."""
        body, _place, person = read_key(change.key)
        basis, last = self._basis(act), clock.today() - timedelta(days=1)
        unit = self._commission(body)
        for held in Appointment.objects.in_force().filter(unit=unit, person_id=person):
            dismiss(held, by=None, basis=basis, until=last)
            if held.seat is not None:
                end_seats([held.seat], until=last, by=None, basis=basis)
        self.members.filter(body=body, person_id=person).delete()

    def add_row(self, act: Act, change: Wanted) -> None:
        """Appointed from the day on which the order takes effect."""
        body, place, person = read_key(change.key)
        last = self.members.filter(body=body).aggregate(last=Max("position"))["last"] or 0
        member = CommissionMember(
            campaign_id=self.pk, body=body, place=place, person_id=person, position=last + 1
        )
        member.save()
        take_place(self._commission(body), member, clock.today(), self._basis(act))

    def reword_row(self, act: Act, change: Wanted) -> None:
        setattr(self, change.key, change.day)

    def _commission(self, body: str) -> Unit:
        unit = self.commission if body == Body.SELECTION else self.appeal_commission
        assert unit is not None, "approved with both commissions"
        return unit

    @staticmethod
    def _basis(act: Act) -> str:
        assert act.basis is not None, "only an order changes"
        return f"приказ {number_and_date(act.basis.number, act.basis.registered_on)}"


def _comes(body: str, place: str, free: Iterable[Person]) -> Iterable[RowChange]:
    name, genitive, _accusative = NAMES[body]
    for person in free:
        who = person.in_case(Case.ACCUSATIVE)
        said = f"включить в состав {genitive} {who}"
        if place == Place.CHAIR:
            said = f"назначить председателем {genitive} {who}"
        elif place == Place.SECRETARY:
            said = f"назначить секретарём {genitive} {who}"
        yield RowChange(
            ADD,
            key_of(body, place, person.pk),
            person.name,
            said,
            group=f"{name}: {TITLES[Place(place)]}",
            alone=place != Place.MEMBER,
        )


def read_key(key: str) -> tuple[str, str, int]:
    """Commission, place and person of a key."""
    body, place, person = key.split(":")
    return body, place, int(person)
