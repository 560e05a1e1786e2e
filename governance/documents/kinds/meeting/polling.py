"""Voting: rounds and ballots. What comes of a round is said by the voting law."""

from collections.abc import Collection
from typing import Any

from django.utils.translation import gettext as _

from governance.documents.approval.regulation import HowDecided
from governance.documents.errors import AlreadyDone, NotLegal
from governance.documents.kinds.meeting.agenda import AgendaItem
from governance.documents.kinds.meeting.attending import NO_OPEN_ROUND
from governance.documents.kinds.meeting.ballot_of_seat import ballot_to_change, check_entered, own_way
from governance.documents.kinds.meeting.card import MeetingCard
from governance.documents.kinds.meeting.count import outcome_of
from governance.documents.kinds.meeting.declaring import Declaring
from governance.documents.kinds.meeting.elected_officers import (
    check_candidate,
    check_elected_first,
    take_office,
)
from governance.documents.kinds.meeting.minutes import take_wording
from governance.documents.kinds.meeting.officers import PRESIDES, RECORDS, VOTES
from governance.documents.kinds.meeting.questions import check_secrecy
from governance.documents.kinds.meeting.quorum import established
from governance.documents.kinds.meeting.rolls import call_roll, check_groups, check_silent
from governance.documents.kinds.meeting.rounds import Ballot, Choice, Recusal, Roll, Round, SecretBallot
from governance.documents.kinds.meeting.secrecy import check_was_secret, check_will_be_secret
from governance.documents.kinds.meeting.sheet_count import cast_sheets, recuse_by_sheets
from governance.documents.kinds.meeting.table import seat_id
from governance.documents.language.verb import verb
from governance.documents.law.voting import VotingRule
from governance.documents.record.act import Act
from governance.documents.record.transitions import move
from governance.roles.body import Seat

RUNNING = MeetingCard.State.RUNNING


class Polling(Declaring):
    """The moves by which members decide."""

    class Meta(Declaring.Meta):
        abstract = True

    @move(
        source=RUNNING,
        rule=PRESIDES,
        words=verb("meeting", "Open the vote", "opened a round of voting"),
        conditions=(NO_OPEN_ROUND,),
        inner=True,
    )
    def open_round(
        self,
        act: Act,
        *,
        item: AgendaItem | int,
        secret: bool | None = None,
        candidate: Seat | int | None = None,
    ) -> None:
        """Freeze the roster and let the members vote on what the minutes say; `candidate`: whom the sitting elects.

        Raises NotLegal without a quorum, while an earlier vote on the item stands, when its paper has changed since it
        was put on the agenda, when a question off the agenda lacks a member, or when one alone would vote secretly.
        """
        question = self._before_its_round(item)
        check_elected_first(question, self.questions)
        if question.subject is not None and not question.subject_waits:
            raise NotLegal(
                _(
                    "«%(paper)s» has changed or was withdrawn since it was put on the agenda: leave the question"
                    " undecided. Its new text needs a place on an agenda again."
                )
                % {"paper": question.subject}
            )
        self._recuse_conflicted(question, act)
        recused = frozenset(question.recusals.values_list("seat_id", flat=True))
        rule = self.rule_for(question)
        self._check_presence(question, rule.law, recused)
        voting = self._round_under(rule, question, secret=question.secret if secret is None else secret)
        voting.candidate = check_candidate(self, question, candidate)
        voting.opened_at, voting.poll = act.at, self._poll(question, rule.law)
        voting.save(force_insert=True)
        call_roll(voting, self.table, self.rules, recused)
        if voting.secret:
            check_will_be_secret(voting)
        changed = take_wording(question)
        if question.left_reason:
            question.left_reason, changed = "", [*changed, "left_reason"]
        if changed:
            question.save(update_fields=changed)
        act.facts.update(item=question.pk, round=voting.pk, secret=voting.secret)

    @move(source=RUNNING, rule=VOTES, words=verb("meeting", "Vote", "voted"), inner=True)
    def cast(self, act: Act, *, seat: Seat | int, choice: str, round: Round | int | None = None) -> None:
        """Vote for one's own seat, or for the seat whose proxy one holds: each seat separately.

        `round` is the round that the page showed to the voter. An open vote may be changed until the round is closed; a
        secret one is final.
        """
        roll = self._roll(round, seat)
        self._put_ballot(act, roll.round, roll, choice, own_way(roll, act.person.pk))

    @move(source=RUNNING, rule=RECORDS, words=verb("meeting", "Enter a vote", "entered a vote"), inner=True)
    def enter_ballot(
        self, act: Act, *, seat: Seat | int, choice: str, way: str, round: Round | int | None = None
    ) -> None:
        """Enter a vote that a member gave aloud or on paper; the member is notified. Not possible in a secret round."""
        roll = self._roll(round, seat)
        check_entered(roll, way)
        self._put_ballot(act, roll.round, roll, choice, way)

    @move(
        source=RUNNING,
        rule=PRESIDES,
        words=verb("meeting", "Close the vote", "closed a round of voting"),
        inner=True,
    )
    def close_round(
        self, act: Act, *, round: Round | int | None = None, silent: Collection[int] | None = None
    ) -> None:
        """End the voting: the quorum is tested again, and the voting law determines the outcome.

        `silent`: the seats of which the presiding person was shown that they have not voted; None where nobody was
        shown any. Closing what is closed already changes nothing and leaves the same outcome. Raises NotLegal when
        somebody else may still vote, or one alone has voted secretly.
        """
        voting = self._round(round) if round is not None else self.open_round_now()
        if voting is not None and voting.state == Round.State.CLOSED:
            raise AlreadyDone(voting.outcome["reason"])
        if voting is None or not voting.is_open:
            raise NotLegal(_("No round of voting is open."))
        if silent is not None:
            check_silent(voting, silent)
        if voting.ballots.filter(way=Ballot.Way.ISSUED).exists():
            raise NotLegal(
                _("Ballots were issued on paper: the commission opens the urn and enters the count.")
            )
        if not voting.secret and voting.poll is None and voting.law.absentee != "none":
            cast_sheets(voting, self.sheets_in)
        self._close(act, voting, self._outcome(voting))

    @move(
        source=RUNNING,
        rule=PRESIDES,
        words=verb("meeting", "Annul the vote", "annulled a round of voting"),
        needs_reason=True,
        grave=True,
        inner=True,
    )
    def annul_round(self, act: Act, *, round: Round | int) -> None:
        """Take a vote out of force, open or closed; it stays on record, a new round may follow."""
        voting = self._round(round)
        if voting.state == Round.State.ANNULLED:
            raise AlreadyDone(_("This round is annulled already."))
        if voting.is_open:
            SecretBallot.seal(voting)
        voting.state = Round.State.ANNULLED
        voting.annul_reason = act.reason
        voting.save(update_fields=["state", "annul_reason"])
        act.facts.update(item=voting.item_id, round=voting.pk)

    def _round_under(self, rule: HowDecided, item: AgendaItem, *, secret: bool) -> Round:
        """A round on an item with the rule frozen. Raises NotLegal where the rule asks for another way to vote."""
        check_secrecy(rule, secret=secret)
        if secret and self.seats_by_sheet(item):
            raise NotLegal(
                _("Members who are not here have voted on this question by sheet: vote on it openly.")
            )
        return Round(
            meeting_id=self.pk,
            item=item,
            number=len(item.rounds.all()) + 1,
            secret=secret,
            rule=rule.rule,
            rule_source=rule.quoted,
            matter=rule.about,
            advisory=rule.advisory,
            established=established(self.rules, rule.law, self.table),
            repeated=self.is_repeated,
            proxy_counts_for_quorum=self.rules.proxy_counts_for_quorum,
        )

    # --- what the moves share -------------------------------------------------------------------------------------

    def _poll(self, question: AgendaItem, law: VotingRule) -> Any:
        """What a round of an election freezes; None for any other question."""
        return None

    def _outcome(self, voting: Round) -> dict[str, Any]:
        """What the law says of the ballots."""
        return outcome_of(voting, self.presiding_id, takes_sheets=self.takes_sheets)

    def _outcome_in_facts(self, voting: Round) -> dict[str, Any]:
        """What the event says of it: no names."""
        return dict(voting.outcome)

    def _close(self, act: Act, voting: Round, outcome: dict[str, Any]) -> None:
        if voting.secret:
            check_was_secret(voting)
        voting.outcome = outcome
        voting.state = Round.State.CLOSED
        voting.closed_at = act.at
        voting.save()
        SecretBallot.seal(voting)
        if voting.item.office and voting.adopted:
            take_office(self, voting)
        act.facts.update(item=voting.item_id, round=voting.pk, outcome=self._outcome_in_facts(voting))

    def _round(self, key: Round | int) -> Round:
        voting = (
            Round.objects.select_related("item")
            .filter(meeting_id=self.pk, pk=key.pk if isinstance(key, Round) else key)
            .first()
        )
        if voting is None:
            raise NotLegal(_("There is no such round in this meeting: open the page again."))
        return voting

    def _roll(self, key: Round | int | None, seat: Seat | int) -> Roll:
        """The seat on the roll of the round that is open, or of the one that the voter had before their eyes."""
        rolls = Roll.objects.select_related("round", "proxy").filter(
            round__meeting_id=self.pk, seat_id=seat_id(seat)
        )
        roll = rolls.filter(round__state=Round.State.OPEN).first()
        if key is not None and (roll is None or roll.round_id != (key.pk if isinstance(key, Round) else key)):
            self._check_open(self._round(key))
            roll = None
        if roll is None:
            self._check_open(self.open_round_now())
            raise NotLegal(_("This seat is not on the roll of the vote."))
        if roll.recused:
            raise NotLegal(_("This member is recused on the question and does not vote."))
        return roll

    def _check_open(self, voting: Round | None) -> None:
        if voting is None or not voting.is_open:
            raise NotLegal(_("The voting is closed: no vote is taken any more."))

    def _put_ballot(self, act: Act, voting: Round, roll: Roll, choice: str, way: str) -> None:
        if choice not in Choice.values:
            raise NotLegal(_("Choose: for, against or abstained."))
        if voting.poll is not None:
            raise NotLegal(_("This is an election: choose among the candidates."))
        cast = ballot_to_change(voting, roll)
        if cast is not None and (cast.choice, cast.way) == (choice, way):
            raise AlreadyDone(_("This vote is counted already."))
        ballot = cast or Ballot(round=voting, seat_id=roll.seat_id, secret=voting.secret)
        ballot.choice = "" if voting.secret else choice
        ballot.way, ballot.cast_by, ballot.cast_at = way, act.person, act.at
        ballot.save()
        act.facts.update(item=voting.item_id, round=voting.pk, seat=roll.seat_id, way=str(way))
        if voting.secret:
            SecretBallot.drop(voting, (choice, None), group=roll.group)
        else:
            act.facts["choice"] = str(choice)

    def _recuse_conflicted(self, item: AgendaItem, act: Act) -> None:
        """Recuse everybody who has no vote on the paper of the item, whether they declared it or not."""
        reasons = item.subject.whole.recused() if item.subject is not None else {}
        for key, mark in self.table.marks.items():
            if mark.here and mark.person_id in reasons and not item.recusals.filter(seat_id=key).exists():
                Recusal.objects.create(
                    item=item, seat_id=key, person_id=mark.person_id, reason=reasons[mark.person_id]
                )
                act.facts.setdefault("recused", []).append(key)
        recuse_by_sheets(item, self.sheets_in, act)

    def _check_presence(self, item: AgendaItem, rule: VotingRule, recused: frozenset[int]) -> None:
        if rule.groups is not None:
            check_groups(self.table)
        quorum = self.quorum_for(item, recused)
        if quorum.lacking:
            raise NotLegal(quorum.sentence)
        if not quorum.met:
            raise NotLegal(
                _(
                    "No quorum: present %(present)d of %(roster)d, at least %(needed)d needed. Wait for the members,"
                    " or end the meeting as not held."
                )
                % {"present": quorum.present, "roster": quorum.roster, "needed": quorum.needed}
            )
        if item.off_agenda and (recused or len(self.table.here) < len(self.table.places)):
            raise NotLegal(
                _("A question off the agenda is decided only with every member here and taking part.")
            )
