"""Choosing among candidates: a ballot of its own for each seat, and further ballots between those who are left."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from governance.documents.errors import AlreadyDone, NotLegal
from governance.documents.kinds.meeting.agenda import AgendaItem
from governance.documents.kinds.meeting.ballot_of_seat import ballot_to_change, check_entered, own_way
from governance.documents.kinds.meeting.card import MeetingCard
from governance.documents.kinds.meeting.election.election import Election
from governance.documents.kinds.meeting.election.nominating import Nominating
from governance.documents.kinds.meeting.election.poll import IN_NAMES, PollData, outcome_of_election, poll_for
from governance.documents.kinds.meeting.officers import RECORDS, VOTES
from governance.documents.kinds.meeting.rounds import Ballot, Choice, Mark, Roll, Round, SecretBallot
from governance.documents.kinds.meeting.sitting import uncounted
from governance.documents.language.verb import verb
from governance.documents.law.validation import ImpossibleInput
from governance.documents.law.voting import VotingRule
from governance.documents.record.act import Act
from governance.documents.record.transitions import move
from governance.roles.body import Seat

RUNNING = MeetingCard.State.RUNNING


def marks_of(names: Iterable[int]) -> list[Mark]:
    """What a ballot with these names puts into the urn; one without names is against all."""
    return [(Choice.FOR, key) for key in names] or [(Choice.AGAINST, None)]


class Electing(Nominating):
    """The moves by which members choose among candidates."""

    class Meta(Nominating.Meta):
        abstract = True

    @move(source=RUNNING, rule=VOTES, words=verb("meeting", "Choose", "voted in an election"), inner=True)
    def choose(
        self, act: Act, *, seat: Seat | int, candidates: list[int], round: Round | int | None = None
    ) -> None:
        """Choose for one's own seat, or for one whose proxy one holds: at most as many as there are posts.

        None of them is a vote against all. An open ballot may be changed until it is closed; a secret one is final.
        """
        roll = self._roll(round, seat)
        self._put_names(act, roll, candidates, own_way(roll, act.person.pk))

    @move(
        source=RUNNING,
        rule=RECORDS,
        words=verb("meeting", "Enter a choice", "entered a choice"),
        inner=True,
    )
    def enter_choice(
        self,
        act: Act,
        *,
        seat: Seat | int,
        candidates: list[int],
        way: str,
        round: Round | int | None = None,
    ) -> None:
        """Enter whom a member chose aloud or on paper in an open ballot."""
        roll = self._roll(round, seat)
        check_entered(roll, way)
        self._put_names(act, roll, candidates, way)

    # --- what the moves share -------------------------------------------------------------------------------------

    def _put_names(self, act: Act, roll: Roll, candidates: list[int], way: str) -> None:
        voting = roll.round
        names = checked_names(voting, candidates)
        cast = ballot_to_change(voting, roll)
        if cast is not None and (cast.names, cast.way) == (names, way):
            raise AlreadyDone(_("This vote is counted already."))
        ballot = cast or Ballot(round=voting, seat_id=roll.seat_id, secret=voting.secret)
        if not voting.secret:
            ballot.names, ballot.choice = names, Choice.FOR if names else Choice.AGAINST
        ballot.way, ballot.cast_by, ballot.cast_at = way, act.person, act.at
        ballot.save()
        act.facts.update(item=voting.item_id, round=voting.pk, seat=roll.seat_id, way=str(way))
        if voting.secret:
            SecretBallot.drop(voting, *marks_of(names))
        else:
            act.facts["candidates"] = names

    def _poll(self, question: AgendaItem, law: VotingRule) -> PollData | None:
        election: Election | None = getattr(question, "election", None)
        if election is None:
            return None
        if uncounted(self) is not None:
            raise NotLegal(
                _(
                    "The meeting has not approved what the counting commission found: vote on its protocol first."
                )
            )
        earlier = [each for each in question.rounds.all() if each.state != Round.State.ANNULLED]
        poll = poll_for(election, law, earlier, repeated=self.is_repeated)
        if not poll["candidates"]:
            raise NotLegal(
                _("Nobody stands: put up candidates who consent, or leave the question undecided.")
            )
        return poll

    def _outcome(self, voting: Round) -> dict[str, Any]:
        if voting.poll is None:
            return super()._outcome(voting)
        try:
            return outcome_of_election(voting, self.presiding_id)
        except ImpossibleInput as wrong:
            raise NotLegal(str(wrong)) from wrong

    def _outcome_in_facts(self, voting: Round) -> dict[str, Any]:
        facts = super()._outcome_in_facts(voting)
        return {name: value for name, value in facts.items() if voting.poll is None or name not in IN_NAMES}

    def _before_its_round(self, item: AgendaItem | int) -> AgendaItem:
        """Of an election a further ballot may follow, between those whom the last one left over."""
        question = self.question(item)
        rounds = [each for each in question.rounds.all() if each.state != Round.State.ANNULLED]
        if rounds and all(not each.is_open for each in rounds) and rounds[-1].further:
            return question
        return super()._before_its_round(question)


def checked_names(voting: Round, candidates: list[int]) -> list[int]:
    """The names of a ballot in its order. Raises NotLegal for a name that is not on it, twice, or too many."""
    poll: PollData | None = voting.poll
    if poll is None:
        raise NotLegal(_("This question elects nobody: vote for or against it."))
    if not isinstance(candidates, list) or any(key not in poll["candidates"] for key in candidates):
        raise NotLegal(_("Choose among the candidates of this ballot: open the page again."))
    if len(set(candidates)) < len(candidates):
        raise NotLegal(_("Each candidate can be chosen once."))
    if len(candidates) > poll["posts"]:
        raise NotLegal(
            _("Too many names: choose at most %(posts)d, there are %(chosen)d.")
            % {"posts": poll["posts"], "chosen": len(candidates)}
        )
    return [key for key in poll["candidates"] if key in candidates]
