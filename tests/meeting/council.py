"""The council of Luza at work: meetings brought into any state through the door, by the people who may."""

from datetime import date, datetime
from typing import Any, cast

from django.utils import timezone

from governance.documents.approval.regulation import Regulation
from governance.documents.kinds.meeting.agenda import AgendaItem
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.meeting.rounds import Choice, Round
from governance.documents.kinds.meeting.table import Attendance
from governance.documents.kinds.plan.edits import WriteRow, WriteSection
from governance.documents.kinds.plan.plan import Plan
from governance.documents.kinds.protocol.extract import Extract
from governance.documents.kinds.protocol.protocol import Protocol
from governance.documents.record.document import Document
from governance.documents.record.perform import draft, perform
from governance.record_rows import past_the_door
from governance.roles.acts.appointing import appoint
from governance.roles.appointment import Appointment
from governance.roles.catalogue import Role
from governance.roles.person import Person
from governance.scenarios.luza import Luza
from tests.memory import recalled
from tests.office import Office

TODAY = date(2011, 9, 12)
AT_TEN = datetime(2011, 9, 12, 10, 0, tzinfo=timezone.get_default_timezone())
SEATS = ("base", "second", "lalsk", "fabrichnaya", "zhivotovo", "kulikovo")
FOR, AGAINST, ABSTAIN = Choice.FOR, Choice.AGAINST, Choice.ABSTAIN
PRESENT, ABSENT = Attendance.Status.PRESENT, Attendance.Status.ABSENT


class Council(Office):
    """Six members; the chair sits for the second school, the secretary has no seat."""

    changing = ()

    def __init__(self, luza: Luza) -> None:
        super().__init__(luza)
        self.unit = luza.council
        self.seats = luza.seats
        self.secretary = luza.people["secretary"]
        self.chair = luza.people["head_second"]
        self.outsider = luza.people["deputy"]
        self.members = {
            "base": luza.people["director"],
            **{key: luza.people[f"head_{key}"] for key in SEATS if key != "base"},
        }

    # --- rules and people -----------------------------------------------------------------------------------------

    @recalled
    def decides_by(self, *, proxy_counts: bool = True, allows_proxy: bool = True, **rule: Any) -> None:
        """Change the council's rules before a meeting is opened."""
        regulation = Regulation.objects.get(unit=self.unit)
        regulation.rule = {**regulation.rule, **rule}
        regulation.proxy_counts_for_quorum, regulation.allows_proxy = proxy_counts, allows_proxy
        with past_the_door():
            regulation.save()

    @recalled
    def stand_in(self, key: str, person: str = "acting_lalsk") -> Appointment:
        """Somebody acts for a member until the end of September."""
        holder = next(one for one in Appointment.objects.filter(seat=self.seats[key], stands_for=None))
        return appoint(
            self.luza.people[person],
            Role(holder.role),
            self.unit,
            since=date(2011, 9, 1),
            until=date(2011, 9, 30),
            basis="приказ от 01.09.2011 № 41-л/с",
            stands_for=holder,
            title=holder.title,
            by=None,
        )

    # --- papers ---------------------------------------------------------------------------------------------------

    @recalled
    def plan(self, title: str = "План работы округа на 2011/2012 учебный год") -> Plan:
        """A plan that waits for the council."""
        deputy = self.outsider
        plan = draft(Plan, unit=self.luza.district, title=title, by=deputy)
        perform(plan, "revise", by=deputy, edits=[WriteSection("Совет")])
        section = Plan.objects.get(pk=plan.pk).table()[0]
        row = WriteRow("Создание совета округа", "Декабрь", "Директор БШ", section=section.pk)
        perform(plan, "revise", by=deputy, edits=[row])
        return perform(plan, "submit", by=deputy)

    @recalled
    def drafted(self, *questions: str, subject: Document | None = None) -> Meeting:
        """A draft with these questions, «О дне открытых дверей» by default; the last one is about `subject`."""
        meeting = draft(
            Meeting,
            unit=self.unit,
            title="Заседание совета",
            by=self.secretary,
            held_at=AT_TEN,
            place="г. Луза",
        )
        for title in questions or ("О дне открытых дверей",):
            meeting = self.act(meeting, "add_item", title=title)
        if subject is not None:
            meeting = self.act(meeting, "add_item", subject=subject)
        return cast(Meeting, meeting)

    @recalled
    def convened(self, *questions: str, subject: Document | None = None) -> Meeting:
        return self.act(self.drafted(*questions, subject=subject), "convene")

    @recalled
    def running(
        self, *questions: str, subject: Document | None = None, here: tuple[str, ...] = SEATS
    ) -> Meeting:
        """Opened by the chair with the members `here` present and the others absent."""
        meeting = self.convened(*questions, subject=subject)
        for key in SEATS:
            meeting = self.mark(meeting, key, PRESENT if key in here else ABSENT)
        return self.lead(meeting, "open")

    @recalled
    def held(self, subject: Document | None = None, **choices: str) -> Meeting:
        """A meeting that voted on everything; all in favour unless said otherwise."""
        meeting = self.running(subject=subject)
        for item in meeting.agenda():
            meeting = self.vote(meeting, item, **(choices or dict.fromkeys(SEATS, FOR)))
        return self.lead(meeting, "finish")

    def protocol(self, meeting: Meeting) -> Protocol:
        return Protocol.objects.get(meeting=meeting)

    @recalled
    def written(self, meeting: Meeting) -> Protocol:
        """The protocol with its texts completed."""
        protocol = self.protocol(meeting)
        entries = {
            entry.item_id: {"heard": "Винокурову С.А.", "decided": entry.decided or "Провести."}
            for entry in protocol.entries.all()
        }
        return perform(protocol, "revise", by=self.secretary, entries=entries)

    @recalled
    def signing(self, meeting: Meeting) -> Protocol:
        return perform(self.written(meeting), "submit", by=self.secretary)

    @recalled
    def signed(self, meeting: Meeting) -> Protocol:
        protocol = perform(self.signing(meeting), "sign_as_secretary", by=self.secretary)
        return perform(protocol, "sign_as_chair", by=self.chair)

    # --- moves ----------------------------------------------------------------------------------------------------

    def act(self, paper: Any, move: str, /, **facts: Any) -> Any:
        """The secretary acts."""
        return perform(paper, move, by=self.secretary, **facts)

    def lead(self, paper: Any, move: str, /, **facts: Any) -> Any:
        """The chair acts."""
        return perform(paper, move, by=self.chair, **facts)

    def mark(self, meeting: Meeting, key: str, status: str, **facts: Any) -> Meeting:
        return cast(
            Meeting, self.act(meeting, "mark_attendance", seat=self.seats[key], status=status, **facts)
        )

    def cast(self, meeting: Meeting, key: str, choice: str, by: Person | None = None) -> Meeting:
        """The member on this seat votes."""
        voter = by or self.members[key]
        return perform(meeting, "cast", by=voter, seat=self.seats[key], choice=choice)

    def opened(self, meeting: Meeting, item: AgendaItem | None = None, **facts: Any) -> Meeting:
        """A round is open on the item, the first by default."""
        return cast(Meeting, self.lead(meeting, "open_round", item=item or self.item(meeting), **facts))

    def vote(
        self, meeting: Meeting, item: AgendaItem | None = None, secret: bool = False, **choices: str
    ) -> Meeting:
        """A whole round: opened, voted, closed."""
        meeting = self.opened(meeting, item, secret=secret)
        for key, choice in choices.items():
            meeting = self.cast(meeting, key, choice)
        return cast(Meeting, self.lead(meeting, "close_round"))

    # --- looking --------------------------------------------------------------------------------------------------

    def item(self, meeting: Meeting, number: int = 1) -> AgendaItem:
        return meeting.agenda().get(position=number)

    def last_round(self, meeting: Meeting) -> Round:
        return Round.objects.filter(meeting=meeting).latest("pk")

    def outcome(self, meeting: Meeting) -> tuple[bool, bool]:
        """Quorum and adopted, of the last round."""
        outcome = self.last_round(meeting).outcome
        return outcome["quorum"], outcome["adopted"]

    def ballots(self, meeting: Meeting) -> dict[str, str]:
        """What each seat voted in the last round."""
        keys = {seat.pk: key for key, seat in self.seats.items()}
        return {keys[ballot.seat_id]: ballot.choice for ballot in self.last_round(meeting).ballots.all()}


def extract_of(protocol: Protocol) -> Extract:
    return Extract.objects.get(protocol=protocol)
