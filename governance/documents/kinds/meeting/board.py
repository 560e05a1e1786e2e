"""A meeting as its page shows it: who sits at the table, what was asked, and how each seat voted."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from governance.documents.approval.regulation import HowDecided
from governance.documents.kinds.meeting.agenda import AgendaItem
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.meeting.quorum import Quorum
from governance.documents.kinds.meeting.rounds import Ballot, Choice, Round
from governance.documents.kinds.meeting.said import Note, Said
from governance.documents.kinds.meeting.speeches import Speech
from governance.documents.kinds.meeting.table import Attendance, Outside, Place
from governance.documents.kinds.meeting.voting_sheet import VotingSheet
from governance.roles.body import Seat
from governance.roles.person import Person


@dataclass(frozen=True)
class Vote:
    """One seat in one round: who may vote for it, whether and how it voted. `choice` is empty in a secret round."""

    seat: Seat
    person: Person
    present: bool
    recused: bool
    by_proxy_of: int | None
    voted: bool
    choice: str
    way: str

    @property
    def note(self) -> str:
        """How it came in, unless from the member's own account."""
        return str(Ballot.Way(self.way).label) if self.way not in ("", Ballot.Way.OWN) else ""

    @property
    def may_vote(self) -> bool:
        return not self.recused and (self.present or self.by_proxy_of is not None)

    @property
    def entered(self) -> bool:
        """Whether the secretary entered it."""
        return self.way in Ballot.ENTERED


@dataclass(frozen=True)
class RoundRow:
    """One vote on an item, seat by seat; `round.outcome` holds the result of a closed one."""

    round: Round
    votes: list[Vote]

    @cached_property
    def by_seat(self) -> dict[int, Vote]:
        return {vote.seat.pk: vote for vote in self.votes}

    @property
    def cast(self) -> int:
        """How many votes were cast; what is on a paper ballot is known when the urn is opened."""
        return sum(vote.voted for vote in self.votes) - self.issued

    @property
    def issued(self) -> int:
        """How many hold a paper ballot."""
        return sum(vote.way == Ballot.Way.ISSUED for vote in self.votes)

    @property
    def expected(self) -> int:
        """How many vote, in the system or on paper."""
        return self.cast + self.issued + len(self.awaited)

    @property
    def awaited(self) -> list[Vote]:
        """Those who may vote and have not."""
        return [vote for vote in self.votes if vote.may_vote and not vote.voted]

    @property
    def by_choice(self) -> list[tuple[Choice, list[Vote]]]:
        """Who voted how, as far as somebody did; nothing of a secret vote."""
        votes = [(choice, [vote for vote in self.votes if vote.choice == choice]) for choice in Choice]
        return [(choice, chosen) for choice, chosen in votes if chosen]


@dataclass(frozen=True)
class ItemRow:
    """One question with what was voted and declared on it."""

    item: AgendaItem
    rounds: list[RoundRow]
    said: Said = field(default_factory=Said)
    # By which rule it is decided, and the quorum by it now; None while the body has no rules, or none for its matter.
    rule: HowDecided | None = None
    quorum: Quorum | None = None

    @property
    def recusals(self) -> list[Note]:
        return self.said.recusals

    @property
    def dissents(self) -> list[Note]:
        return self.said.dissents

    @property
    def absences(self) -> list[Note]:
        """Who was out of the room for it."""
        return self.said.absences

    @property
    def is_election(self) -> bool:
        return getattr(self.item, "election", None) is not None

    @property
    def further(self) -> bool:
        """Whether another ballot of an election is due: the second round, or between those who are tied."""
        valid = [row.round for row in self.rounds if row.round.state != Round.State.ANNULLED]
        return bool(valid and valid[-1].further)

    @property
    def anybody_elected(self) -> bool:
        return any(row.round.outcome.get("elected") for row in self.rounds if row.round.decides)

    @property
    def decision(self) -> Round | None:
        """The vote that decides it: the last one, once no other ballot of an election is due."""
        if self.further:
            return None
        return next(
            (
                row.round
                for row in reversed(self.rounds)
                if row.round.adopted or (row.round.decides and not self.item.office)
            ),
            None,
        )

    @property
    def standing(self) -> RoundRow | None:
        """The vote that is open or stands."""
        rounds = [row for row in self.rounds if row.round.state != Round.State.ANNULLED]
        if self.is_election:
            return rounds[-1] if rounds and not self.further else None
        if self.item.office:
            # Whoever was not elected leaves room for another name.
            rounds = [row for row in rounds if row.round.is_open or row.round.adopted]
        return rounds[0] if rounds else None

    @property
    def left(self) -> bool:
        return self.decision is None and bool(self.item.left_reason)


@dataclass(frozen=True)
class SeatRow:
    """One filled seat: who sits there or is expected, since when, and who else may come."""

    seat: Seat
    place: Place
    mark: Attendance | None
    here: bool
    proxy_holder: int | None
    # The voting sheet that was given for the seat.
    sheet: VotingSheet | None = None

    @property
    def person(self) -> Person:
        if self.mark is None and self.sheet is not None:
            return self.sheet.appointment.person
        return self.mark.person if self.mark else self.place.expected.person

    @property
    def acting(self) -> bool:
        """Whether the person stands in for the holder."""
        return (self.mark.appointment if self.mark else self.place.expected).is_acting

    @property
    def status(self) -> str:
        """A value of Attendance.Status; empty while nothing is marked."""
        return self.mark.status if self.mark else ""

    @property
    def by_video(self) -> bool:
        """Whether whoever sits here takes part by video."""
        return self.mark is not None and self.mark.by_video

    @property
    def arrived_at(self) -> datetime | None:
        return self.mark.arrived_at if self.mark else None

    @property
    def left_at(self) -> datetime | None:
        return self.mark.left_at if self.mark else None

    @property
    def candidates(self) -> list[Person]:
        """Who may sit here today: the acting ones, then the holder."""
        return [appointment.person for appointment in (*self.place.acting, self.place.holder)]


@dataclass(frozen=True)
class Board:
    """The whole state of a meeting. `quorum` is None while the body has no rules for its day."""

    meeting: Meeting
    seats: list[SeatRow]
    # Seats of schools that are no members any more; none of a meeting that is over.
    outside: list[Outside]
    items: list[ItemRow]
    quorum: Quorum | None

    @cached_property
    def current(self) -> RoundRow | None:
        """The round that is open now."""
        return next((row for item in self.items for row in item.rounds if row.round.is_open), None)

    @property
    def current_item(self) -> ItemRow | None:
        return next((row for row in self.items if any(vote.round.is_open for vote in row.rounds)), None)

    @property
    def next_item(self) -> ItemRow | None:
        """The first question that is neither decided nor left."""
        return next((row for row in self.items if row.decision is None and not row.left), None)

    @property
    def has_quorum(self) -> bool:
        """Whether there is a quorum for one of the questions, or in general where there are none."""
        known = [row.quorum for row in self.items if row.quorum is not None]
        quorums: Sequence[Quorum | None] = known or [self.quorum]
        return any(quorum is not None and quorum.met for quorum in quorums)

    @property
    def presiding(self) -> SeatRow | None:
        return next((row for row in self.seats if row.seat.pk == self.meeting.presiding_id), None)

    @property
    def sheets(self) -> list[VotingSheet]:
        """The voting sheets that were given, in the order of the seats."""
        return [row.sheet for row in self.seats if row.sheet is not None]

    @property
    def sheets_in(self) -> int:
        """How many of them have been returned and count."""
        return sum(sheet.counts for sheet in self.sheets)

    @property
    def sheets_awaited(self) -> list[str]:
        """The seats whose sheet is still to come."""
        return [
            sheet.seat.name
            for sheet in self.sheets
            if sheet.state == VotingSheet.State.GIVEN and not sheet.counts
        ]

    @property
    def spoken(self) -> str:
        """As `speeches.stamp_of`, of what was read."""
        said = [row.said for row in self.items]
        changed = [speech.changed_at for each in said for speech in (*each.speeches, *each.withdrawn)]
        return f"{max(changed).timestamp():.6f}" if changed else ""

    @property
    def has_word(self) -> Speech | None:
        """Who has the word now, on whichever question."""
        return next((speech for row in self.items for speech in row.said.speeches if speech.has_word), None)

    def seat(self, key: int) -> SeatRow | None:
        return next((row for row in self.seats if row.seat.pk == key), None)

    def seats_of(self, person: Person) -> list[SeatRow]:
        """The seats on which a person sits now."""
        return [row for row in self.seats if row.here and row.person.pk == person.pk]

    def votes_of(self, person: Person) -> list[Vote]:
        """The votes that a person has in the open round: for their own seat first, then by proxy for others."""
        if self.current is None:
            return []
        by_seat = self.current.by_seat
        votes = [
            vote
            for vote in self.current.votes
            if not vote.recused
            and (
                (vote.present and vote.person.pk == person.pk)
                or (
                    vote.by_proxy_of in by_seat
                    and by_seat[vote.by_proxy_of].present
                    and by_seat[vote.by_proxy_of].person.pk == person.pk
                )
            )
        ]
        return sorted(votes, key=lambda vote: vote.by_proxy_of is not None)
