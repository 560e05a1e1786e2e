"""Elections of the council of Luza, played through the door by the people who may."""

from typing import Any

from governance.documents.kinds.meeting.agenda import AgendaItem
from governance.documents.kinds.meeting.election.counting import CountingProtocol
from governance.documents.kinds.meeting.election.election import Candidate, Election
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.record.perform import perform
from governance.roles.appointment import Appointment
from tests.memory import recalled

from .council import ABSENT, PRESENT, SEATS, Council

# One name for each seat, or none: against all.
Names = tuple[str, ...]


class Voters(Council):
    """The council elects its chair, unless said otherwise; candidates go by the keys of their seats."""

    @recalled
    def called(self, *candidates: str, consent: bool = True, **election: Any) -> Meeting:
        """A convened meeting that is to elect, with these candidates who have consented."""
        meeting = self.act(self.drafted(), "add_election", **{"office": "chair", **election})
        for key in candidates:
            meeting = self.act(
                meeting, "put_up", item=self.election(meeting).item_id, person=self.members[key]
            )
        meeting = self.act(meeting, "convene")
        for key in candidates if consent else ():
            meeting = self.consent(meeting, key)
        return meeting

    @recalled
    def sitting(self, *candidates: str, here: tuple[str, ...] = SEATS, **election: Any) -> Meeting:
        """The meeting has begun, with those who are `here`."""
        meeting = self.called(*candidates, **election)
        for key in SEATS:
            meeting = self.mark(meeting, key, PRESENT if key in here else ABSENT)
        return self.lead(meeting, "open")

    @recalled
    def polling(self, *candidates: str, **election: Any) -> Meeting:
        """The ballot is open."""
        meeting = self.sitting(*candidates, **election)
        return self.lead(meeting, "open_round", item=self.question(meeting))

    @recalled
    def closed(self, *candidates: str, chosen: dict[str, Names], **election: Any) -> Meeting:
        """The ballot is closed: what each seat has chosen."""
        meeting = self.polling(*candidates, **election)
        return self.chosen(meeting, **chosen)

    def chosen(self, meeting: Meeting, **chosen: Names) -> Meeting:
        for key, names in chosen.items():
            meeting = self.choose(meeting, key, *names)
        return self.lead(meeting, "close_round")

    def choose(self, meeting: Meeting, key: str, *names: str, **facts: Any) -> Meeting:
        """The member on this seat chooses these candidates."""
        keys = [self.candidate(meeting, name).pk for name in names]
        return perform(
            meeting, "choose", by=self.members[key], seat=self.seats[key], candidates=keys, **facts
        )

    def consent(self, meeting: Meeting, key: str) -> Meeting:
        return perform(meeting, "consent", by=self.members[key], item=self.election(meeting).item_id)

    def name_tellers(self, meeting: Meeting, *keys: str) -> Meeting:
        people = [self.members[key].pk for key in keys]
        return self.elect_tellers(meeting, people)

    def elect_tellers(self, meeting: Meeting, people: list[int], **votes: int) -> Meeting:
        """All who are here are for them, unless said otherwise."""
        votes = votes or {"in_favour": len(meeting.table.here), "against": 0, "abstain": 0}
        return self.act(meeting, "name_tellers", people=people, chair=people[0], **votes)

    @recalled
    def signed_protocol(self, meeting: Meeting) -> Any:
        """The meeting leaves its other question, closes, and both sign the protocol."""
        meeting = self.lead(meeting, "leave_item", item=self.item(meeting), reason="отложено")
        return self.signed(self.lead(meeting, "finish"))

    # --- looking --------------------------------------------------------------------------------------------------

    def election(self, meeting: Meeting) -> Election:
        return Election.objects.get(item__meeting=meeting)

    def question(self, meeting: Meeting) -> AgendaItem:
        return self.election(meeting).item

    def candidate(self, meeting: Meeting, key: str) -> Candidate:
        return Candidate.objects.get(election__item__meeting=meeting, person=self.members[key])

    def result(self, meeting: Meeting) -> dict[str, list[str]]:
        """Who is elected, tied, and in the second round, by the keys of their seats."""
        outcome = self.last_round(meeting).outcome
        keys = {person.pk: key for key, person in self.members.items()}
        people = dict(Candidate.objects.values_list("pk", "person_id"))
        return {name: [keys[people[pk]] for pk in outcome[name]] for name in ("elected", "tied", "runoff")}

    def counting(self, meeting: Meeting) -> CountingProtocol:
        return CountingProtocol.objects.filter(round__meeting=meeting).latest("pk")

    def on_seat(self, key: str, day: Any) -> list[tuple[str, str]]:
        """Who sits there on a day, and in which role."""
        keys = {person.pk: name for name, person in self.members.items()}
        held = Appointment.objects.in_force(day).filter(seat=self.seats[key], stands_for=None)
        return [(keys[each.person_id], each.role) for each in held]
