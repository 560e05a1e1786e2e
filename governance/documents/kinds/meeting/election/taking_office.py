"""Taking office: the signed protocol appoints whoever was elected, and ends what others held.

Source: docs/domain.md, "Elections".
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy

from governance.documents.errors import NotLegal
from governance.documents.kinds.meeting.agenda import AgendaItem
from governance.documents.kinds.meeting.card import MeetingCard
from governance.documents.kinds.meeting.election.election import Candidate, Election
from governance.documents.kinds.meeting.election.office import MEMBERS
from governance.documents.kinds.meeting.election.paper_ballots import PaperBallots
from governance.documents.language.phrases import number_and_date
from governance.documents.language.verb import verb
from governance.documents.record.act import Act
from governance.documents.record.effects import Effect
from governance.documents.record.transitions import ByPaper, move
from governance.roles.acts.appointing import appoint, dismiss, overlapping
from governance.roles.acts.bodies import add_seat
from governance.roles.appointment import Appointment
from governance.roles.body import Seat
from governance.roles.catalogue import Role
from governance.roles.person import Person
from governance.roles.unit import Unit, UnitKind

ELECT = Effect("elect", gettext_lazy("elects"), gettext_lazy("appoints whom it elected"))
DAY = timedelta(days=1)


class TakingOffice(PaperBallots):
    """What the signed protocol makes of the elections of its meeting."""

    class Meta(PaperBallots.Meta):
        abstract = True

    @move(
        source=MeetingCard.State.HELD,
        rule=ByPaper(ELECT),
        words=verb("meeting", "Appoint the elected", "appointed whoever was elected"),
        inner=True,
    )
    def elect(self, act: Act) -> None:
        """Appoint those elected on one question, on the basis of the protocol, from the day that it says."""
        protocol = act.basis
        if protocol is None or protocol.carrying is None:
            raise NotLegal(_("Only a signed protocol appoints whoever was elected."))
        position = protocol.carrying.place
        item = self.agenda().get(position=int(position))
        election = Election.objects.select_related("unit").get(item=item)
        signed = protocol.registered_on
        assert signed is not None, "a signed protocol has its date"
        basis = (
            f"протокол {self.unit.form('genitive')} {number_and_date(protocol.number, signed)}, п. {position}"
        )
        elected = elected_of(item)
        Handover(election, election.since or timezone.localdate(act.at), basis).carry_out(elected)
        act.facts.update(item=item.pk, elected=[person.pk for person in elected])

    def has_elected(self) -> list[AgendaItem]:
        """The questions on which somebody was elected and not only recommended, for the links of the protocol."""
        return [
            item
            for item in self.questions
            if elected_keys(item) and not any(round.advisory for round in item.rounds.all())
        ]


def elected_keys(item: AgendaItem) -> list[int]:
    """The candidates elected on a question, over all its ballots that stand."""
    return [key for round in item.rounds.all() if round.decides for key in round.outcome.get("elected", ())]


def elected_of(item: AgendaItem) -> list[Person]:
    rows = Candidate.objects.select_related("person").in_bulk(elected_keys(item))
    return [rows[key].person for key in elected_keys(item)]


class Handover:
    """One office passes to whoever was elected, with the day `since`."""

    def __init__(self, election: Election, since: date, basis: str) -> None:
        self.election, self.since, self.basis = election, since, basis
        self.office, self.unit, self.role = election.kind_of_office, election.unit, election.role

    def carry_out(self, elected: list[Person]) -> None:
        """Raises ValidationError or NotLegal with a sentence where somebody cannot be appointed."""
        before = self._holders() if self.election.replaces else []
        seats = [held.seat for held in before if held.seat is not None and self.office.takes_seat]
        for held in before:
            self._end(held)
        if self.office.of_member:
            for held in before:
                if held.person not in elected and held.seat is not None:
                    self._be_member(held.person, held.seat, self.since)
            for person in elected:
                self._take_on_own_seat(person, before)
            return
        free = iter([*seats, *self._vacant_seats(seats)]) if self.office.takes_seat else iter(())
        for person in elected:
            self._appoint(person, self._seat_for(person, free) if self.office.takes_seat else None)

    def _holders(self) -> list[Appointment]:
        """Those who hold the office on the day it passes, not those who stand in for them."""
        held = overlapping(self.since, None).filter(unit=self.unit, role=self.role.value, stands_for=None)
        if self.office.by_name:
            held = held.filter(title__startswith=self.office.nominative)
        return list(held.select_related("person", "seat", "unit").order_by("since", "pk"))

    def _end(self, held: Appointment) -> None:
        """End an appointment the day before, and those who stand in for it with it."""
        for row in [held, *overlapping(self.since, None).filter(stands_for=held).select_related("unit")]:
            dismiss(row, by=None, basis=self.basis, until=self.since - DAY)

    def _take_on_own_seat(self, person: Person, before: Iterable[Appointment]) -> None:
        seat = next((held.seat for held in before if held.person_id == person.pk and held.seat), None)
        if seat is None:
            held = (
                overlapping(self.since, None)
                .filter(person=person, seat__unit=self.unit, stands_for=None)
                .select_related("seat", "unit", "person")
                .first()
            )
            if held is None or held.seat is None:
                raise NotLegal(
                    _("%(person)s is no member of the body any more: the office needs a seat.")
                    % {"person": person}
                )
            self._end(held)
            seat = held.seat
        self._appoint(person, seat)
        if self.election.until is not None:
            self._be_member(person, seat, self.election.until + DAY)

    def _be_member(self, person: Person, seat: Seat, since: date) -> None:
        """Whoever leaves an office of the body goes on sitting there as a member."""
        self._make(person, MEMBERS[UnitKind(self.unit.kind)], seat, since, None, "")

    def _appoint(self, person: Person, seat: Seat | None) -> None:
        self._make(person, self.role, seat, self.since, self.election.until, self.election.title)

    def _make(
        self, person: Person, role: Role, seat: Seat | None, since: date, until: date | None, title: str
    ) -> None:
        appoint(
            person,
            role,
            self.unit,
            by=None,
            basis=self.basis,
            since=since,
            until=until,
            seat=seat,
            title=title,
        )

    def _vacant_seats(self, besides: Iterable[Seat | None]) -> list[Seat]:
        """The seats of the body that nobody has from that day on, in their order."""
        filled = overlapping(self.since, self.election.until).filter(seat__unit=self.unit, stands_for=None)
        seats = Seat.objects.filter(unit=self.unit, until=None).exclude(pk__in=filled.values("seat_id"))
        return list(
            seats.exclude(pk__in=[seat.pk for seat in besides if seat])
            .select_related("unit")
            .order_by("position", "pk")
        )

    def _seat_for(self, person: Person, free: Any) -> Seat:
        """The next vacant seat; a commission, whose seats have the names of its members, gets another one."""
        seat = next(free, None)
        if seat is not None:
            return seat
        unit: Unit = self.unit
        if unit.kind != UnitKind.COMMISSION:
            raise NotLegal(_("The body has no vacant seat: add one first."))
        return add_seat(
            unit,
            person.name,
            by=None,
            basis=self.basis,
            since=self.since,
            position=Seat.objects.filter(unit=unit).count() + 1,
        )
