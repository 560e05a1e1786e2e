"""What one person may do at a meeting: read from its board and the rights already fetched.

This decides what the page offers, not what is legal: `perform` checks that.
"""

from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse

from governance.documents.kinds.meeting.board import Board, ItemRow, SeatRow, Vote
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.meeting.rounds import Round
from governance.documents.kinds.protocol.protocol import Protocol
from governance.roles.person import Person
from governance.roles.rights import Right

State = Meeting.State


@dataclass(frozen=True)
class Viewer:
    """A person in front of the board of a meeting."""

    board: Board
    person: Person
    pairs: set[tuple[str, int]]

    def holds(self, right: Right) -> bool:
        return (right.value, self.board.meeting.unit_id) in self.pairs

    def address(self, move: str) -> str:
        """Where an act at this meeting is asked for and sent."""
        return reverse("meeting_do", args=[self.board.meeting.pk, move])

    @cached_property
    def protocol(self) -> Protocol | None:
        """What was written of the meeting; one query, once it was held."""
        if self.board.meeting.state != State.HELD:
            return None
        return Protocol.objects.filter(meeting_id=self.board.meeting.pk).first()

    @cached_property
    def presides(self) -> bool:
        """Whether this person leads the meeting: sits on the presiding seat, or is expected there."""
        chair = self.board.presiding
        if chair is None or not self.holds(Right.VOTE):
            return False
        expected = chair.mark is None and self.board.meeting.opened_at is None
        return (chair.here or expected) and chair.person.pk == self.person.pk

    @cached_property
    def records(self) -> bool:
        """Whether this person keeps the minutes of this meeting."""
        return self.holds(Right.KEEP_MINUTES) and self.board.meeting.secretary_id == self.person.pk

    @property
    def may_take_minutes(self) -> bool:
        return (
            self.holds(Right.KEEP_MINUTES)
            and not self.records
            and self.board.meeting.state in (State.PLANNED, State.RUNNING)
        )

    @property
    def convenes(self) -> bool:
        return self.holds(Right.CONVENE)

    @cached_property
    def seats(self) -> list[SeatRow]:
        """The seats on which this person sits now."""
        return self.board.seats_of(self.person) if self.holds(Right.VOTE) else []

    @cached_property
    def votes(self) -> list[Vote]:
        """The ballots that are this person's in the open round."""
        return self.board.votes_of(self.person) if self.holds(Right.VOTE) else []

    def may_recuse(self, item: ItemRow) -> list[SeatRow]:
        """The person's seats that may still be recused on a question: its vote has not begun."""
        if self.board.meeting.state != State.RUNNING or item.standing is not None:
            return []
        recused = {note.seat_id for note in item.recusals}
        return [row for row in self.seats if row.seat.pk not in recused]

    def may_dissent(self, item: ItemRow) -> list[int]:
        """Seats for which this person was on the roll of the decision; none once the protocol is being signed."""
        meeting = self.board.meeting
        signing = self.protocol is not None and self.protocol.state != Protocol.State.DRAFT
        if meeting.state not in (State.RUNNING, State.HELD) or signing:
            return []
        if not self.holds(Right.VOTE):
            return []
        return [
            vote.seat_id
            for row in item.rounds
            if row.round.state == Round.State.CLOSED and row.round.decides
            for vote in row.votes
            if vote.person.pk == self.person.pk
        ]
