"""What one person sees of a meeting and may do there: read from its board and the rights already fetched.

This decides what the page offers, not what is legal: `perform` checks that.
"""

from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse
from django.utils.translation import pgettext

from governance.desk.base.components import Badge
from governance.documents.kinds.meeting.agenda import AgendaItem
from governance.documents.kinds.meeting.board import Board, ItemRow, SeatRow, Vote
from governance.documents.kinds.meeting.election.commission import Teller, tellers_of
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.meeting.minutes import is_voted_on
from governance.documents.kinds.meeting.said import FileNote
from governance.documents.kinds.meeting.voting_sheet import VotingSheet
from governance.documents.kinds.protocol.protocol import Protocol
from governance.roles.person import Person
from governance.roles.rights import Right

State = Meeting.State


@dataclass(frozen=True)
class Viewer:
    """A person in front of the board of a meeting. `picked`: the question that they picked from the agenda."""

    board: Board
    person: Person
    pairs: set[tuple[str, int]]
    picked: int | None = None

    def holds(self, right: Right) -> bool:
        return (right.value, self.board.meeting.unit_id) in self.pairs

    @property
    def meeting(self) -> Meeting:
        return self.board.meeting

    @property
    def is_running(self) -> bool:
        return self.meeting.state == State.RUNNING

    @property
    def is_live(self) -> bool:
        """Whether the meeting is still to come or in session: then its page renews itself."""
        return self.meeting.state in (State.PLANNED, State.RUNNING)

    @property
    def renews(self) -> bool:
        """Whether others may be changing what the page shows."""
        return self.is_live or self.meeting.state == State.VOTING

    @property
    def own_sheet(self) -> VotingSheet | None:
        """The voting sheet of the seat on which this person sits."""
        rows = [row for row in self.board.seats if row.sheet is not None]
        own = next((row for row in rows if row.place.appointment_of(self.person.pk) is not None), None)
        return own.sheet if own is not None else None

    @cached_property
    def at_hand(self) -> ItemRow | None:
        """The question being voted on; otherwise the one picked, otherwise the first that awaits its vote."""
        board = self.board
        picked = next((row for row in board.items if row.item.pk == self.picked and not row.decision), None)
        return board.current_item or picked or board.next_item

    @cached_property
    def open_items(self) -> set[int]:
        """The questions whose files this person reads; one query if some are about confidential papers."""
        rows = [row for row in self.board.items if row.said.files]
        if not rows:
            return set()
        named = {row.item.pk: row.said.named for row in self.board.items}
        return self.meeting.open_to(self.person, self.pairs, named, [row.item for row in rows])

    @cached_property
    def protocol(self) -> Protocol | None:
        """What was written of the meeting; one query, once it was held."""
        if self.meeting.state != State.HELD:
            return None
        return Protocol.objects.filter(meeting_id=self.meeting.pk).first()

    @cached_property
    def presides(self) -> bool:
        """Whether this person leads the meeting: sits on the presiding seat, or is expected there."""
        chair = self.board.presiding
        if chair is None or not self.holds(Right.VOTE):
            return False
        expected = chair.mark is None and self.meeting.opened_at is None
        return (chair.here or expected) and chair.person.pk == self.person.pk

    @cached_property
    def records(self) -> bool:
        """Whether this person keeps the minutes of this meeting."""
        right = Right.VOTE if self.meeting.secretary_elected else Right.KEEP_MINUTES
        return self.holds(right) and self.meeting.secretary_id == self.person.pk

    @cached_property
    def seats(self) -> list[SeatRow]:
        """The seats on which this person sits now."""
        return self.board.seats_of(self.person) if self.holds(Right.VOTE) else []

    @cached_property
    def votes(self) -> list[Vote]:
        """The ballots that are this person's in the open round."""
        return self.board.votes_of(self.person) if self.holds(Right.VOTE) else []

    @cached_property
    def keeps_sheets(self) -> bool:
        """Whether this person sees what members have answered before it is counted."""
        return self.holds(Right.READ_DRAFTS)

    @cached_property
    def counts(self) -> bool:
        """Whether this person issues and counts ballots: of the commission, or the secretary on its behalf."""
        return self.records or any(teller.person_id == self.person.pk for teller in self.tellers)

    @cached_property
    def tellers(self) -> list[Teller]:
        """The counting commission; one query, while a secret vote is open or the secretary may name it."""
        current = self.board.current
        if not self.is_running or not (self.records or (current and current.round.secret)):
            return []
        return tellers_of(self.meeting)

    @property
    def puts_up(self) -> str:
        """The move by which this person puts up candidates now; empty if there is none."""
        if self.is_running:
            return "put_up_at_sitting" if self.records else ""
        preparing = self.meeting.state in (State.DRAFT, State.PLANNED)
        return "put_up_candidate" if preparing and self.holds(Right.CONVENE) else ""

    @property
    def may_enter_candidates(self) -> bool:
        """Whether this person enters consents and withdrawals."""
        return self.is_open_to_candidates and self.holds(Right.KEEP_MINUTES)

    @property
    def is_open_to_candidates(self) -> bool:
        return self.meeting.state in (State.DRAFT, State.PLANNED, State.RUNNING)

    @property
    def names_ballots(self) -> bool:
        """Whether each ballot has to say whose it is: there are several, or the only one is another member's."""
        return len(self.votes) > 1 or any(vote.person.pk != self.person.pk for vote in self.votes)

    @property
    def barred(self) -> Vote | None:
        """The place on the roll of a member who has no ballot in the open round: recused, or not marked present."""
        current = self.board.current
        if current is None or self.votes:
            return None
        return next((vote for vote in current.votes if vote.person.pk == self.person.pk), None)


@dataclass(frozen=True)
class Question:
    """A question of the agenda, and what this person may do about it."""

    viewer: Viewer
    row: ItemRow

    @property
    def item(self) -> AgendaItem:
        return self.row.item

    @property
    def is_at_hand(self) -> bool:
        return self.row is self.viewer.at_hand and self.viewer.is_running

    @property
    def files(self) -> list[FileNote]:
        """Its files, as far as this person reads them."""
        return self.row.said.files if self.item.pk in self.viewer.open_items else []

    @property
    def changes(self) -> bool:
        """Whether this person brings its files or says who reports on it."""
        viewer = self.viewer
        if viewer.meeting.state not in (State.DRAFT, State.PLANNED, State.RUNNING):
            return False
        named = any(row.person_id == viewer.person.pk for row in self.row.said.named)
        return named or viewer.holds(Right.CONVENE)

    @property
    def has_result(self) -> bool:
        return self.row.left or any(not vote.round.is_open for vote in self.row.rounds)

    @property
    def spoken(self) -> list[str]:
        """Who had the word on it, each once."""
        return list(
            dict.fromkeys(speech.name for speech in self.row.said.speeches if speech.given_at is not None)
        )

    @property
    def is_final(self) -> bool:
        """Whether the wording of its decision is put to the vote."""
        return is_voted_on(vote.round for vote in self.row.rounds)

    @property
    def state(self) -> Badge:
        standing, decision = self.row.standing, self.row.decision
        if standing is not None and standing.round.is_open:
            return Badge("due", pgettext("question", "being voted on"))
        if self.row.is_election and decision is not None:
            return (
                Badge("force", pgettext("election", "elected"))
                if self.row.anybody_elected
                else Badge("alarm", pgettext("election", "nobody elected"))
            )
        if self.row.further and not self.row.left:
            return Badge("due", pgettext("election", "another ballot"))
        if decision is not None and decision.adopted:
            return Badge("force", pgettext("vote", "adopted"))
        if decision is not None:
            return Badge("alarm", pgettext("vote", "not adopted"))
        if self.row.left:
            return Badge("quiet", pgettext("question", "left undecided"))
        if standing is not None:
            return Badge("due", pgettext("vote", "no quorum"))
        if self.viewer.meeting.state == State.VOTING:
            return Badge("due", pgettext("question", "being voted on"))
        if self.viewer.meeting.closed_at is not None:
            return Badge("quiet", pgettext("question", "not considered"))
        return Badge("quiet", pgettext("question", "ahead"))

    @property
    def href(self) -> str:
        """Where the agenda leads: to the result of the question, or to the question while none is voted on."""
        if self.viewer.is_running and self.row.decision is None and self.viewer.board.current is None:
            return f"{reverse('meeting', args=[self.viewer.meeting.pk])}?item={self.item.pk}"
        return f"#item-{self.item.pk}" if self.has_result else ""

    @property
    def may_recuse(self) -> list[SeatRow]:
        """The person's seats that may still be recused: the vote on the question has not begun."""
        if not self.viewer.is_running or self.row.standing is not None:
            return []
        recused = {note.seat_id for note in self.row.recusals}
        return [row for row in self.viewer.seats if row.seat.pk not in recused]

    @property
    def may_dissent(self) -> list[tuple[int, bool]]:
        """Seats for which this person was on the roll of the decision, and whether an opinion is attached already.

        There are none once the protocol is being signed.
        """
        viewer = self.viewer
        signing = viewer.protocol is not None and viewer.protocol.state != Protocol.State.DRAFT
        if viewer.meeting.state not in (State.RUNNING, State.HELD) or signing or not viewer.holds(Right.VOTE):
            return []
        attached = {note.seat_id for note in self.row.dissents}
        return [
            (vote.seat.pk, vote.seat.pk in attached)
            for row in self.row.rounds
            if row.round is self.row.decision
            for vote in row.votes
            if vote.person.pk == viewer.person.pk
        ]
