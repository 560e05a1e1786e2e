"""Secret votes on paper: the commission issues ballots against signature, opens the urn and enters what it counted.

A seat has a paper ballot or votes in the system, never both: the row that says it took part is the same. What stands
on the papers goes into the same urn as what was voted in the system, so that nobody can tell the two apart later.
"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from governance.documents.errors import AlreadyDone, NotLegal
from governance.documents.kinds.meeting.attending import NO_OPEN_ROUND
from governance.documents.kinds.meeting.card import MeetingCard
from governance.documents.kinds.meeting.count import outcome_of
from governance.documents.kinds.meeting.election.commission import (
    COUNTS,
    CommissionVote,
    Teller,
    shown_hands,
    tellers_of,
)
from governance.documents.kinds.meeting.election.electing import Electing
from governance.documents.kinds.meeting.election.election import Candidate
from governance.documents.kinds.meeting.election.poll import PaperCount, outcome_of_election
from governance.documents.kinds.meeting.officers import RECORDS
from governance.documents.kinds.meeting.quorum import established
from governance.documents.kinds.meeting.rounds import Ballot, Choice, Mark, Round, SecretBallot
from governance.documents.language.verb import verb
from governance.documents.record.act import Act
from governance.documents.record.transitions import move
from governance.roles.body import Seat
from governance.roles.may import ground_for
from governance.roles.person import Person
from governance.roles.rights import Right

RUNNING = MeetingCard.State.RUNNING
AGAINST = "against"
MOST_BALLOTS = 10_000


class PaperBallots(Electing):
    """The moves of the counting commission."""

    class Meta(Electing.Meta):
        abstract = True

    @move(
        source=RUNNING,
        rule=RECORDS,
        words=verb("meeting", "Elect the counting commission", "entered the vote on the counting commission"),
        conditions=(NO_OPEN_ROUND,),
        inner=True,
    )
    def name_tellers(
        self, act: Act, *, people: list[int], chair: int, in_favour: int, against: int, abstain: int
    ) -> None:
        """Enter how the meeting voted, by show of hands, on who counts: some of those here, no candidate among them.

        Elected by the body's rule for all the rest, they take the place of a commission before them; not elected, the
        vote is told in the protocol, and nothing else changes. Raises NotLegal for numbers that cannot be.
        """
        if not people or len(set(people)) < len(people) or chair not in people:
            raise NotLegal(_("Choose the members of the commission, each once, and its chair among them."))
        here = {self.table.marks[key].person_id for key in self.table.here} | {self.secretary_id}
        chosen = {person.pk: person for person in Person.objects.filter(pk__in=people)}
        if any(key not in here or key not in chosen for key in people):
            raise NotLegal(_("The commission is chosen from those who are here."))
        standing = Candidate.objects.filter(
            election__item__meeting_id=self.pk, person_id__in=people, withdrawn_at=None
        ).exclude(consent=Candidate.Consent.REFUSED)
        if candidate := standing.select_related("person").first():
            raise NotLegal(
                _("%(person)s stands for an office: nobody counts an election in which they stand.")
                % {"person": candidate.person}
            )
        if any(ground_for(person, Right.READ, self.unit_id) is None for person in chosen.values()):
            raise NotLegal(_("The commission is chosen from those who may read the papers of the body."))
        adopted = self._vote_on_commission(
            [chair, *(key for key in people if key != chair)], in_favour, against, abstain
        )
        if adopted:
            self.tellers.all().delete()
            Teller.objects.bulk_create(
                Teller(meeting_id=self.pk, person_id=key, position=position, leads=key == chair)
                for position, key in enumerate(people, start=1)
            )
        votes = {"for": in_favour, "against": against, "abstain": abstain}
        act.facts.update(people=people, chair=chair, votes=votes, adopted=adopted)

    def _vote_on_commission(self, people: list[int], in_favour: int, against: int, abstain: int) -> bool:
        """Keep an open vote on who counts; whether they are elected."""
        law, table = self.rules.rule_for(None, "").law, self.table
        outcome = shown_hands(
            law,
            in_favour,
            against,
            abstain,
            roster=len(table.places),
            present=len(table.here),
            established=established(self.rules, law, table),
            repeated=self.is_repeated,
        )
        CommissionVote.objects.create(
            meeting_id=self.pk,
            number=self.commission_votes.count() + 1,
            people=people,
            in_favour=in_favour,
            against=against,
            abstained=abstain,
            adopted=outcome.adopted,
            outcome=outcome.reason,
        )
        return outcome.adopted

    @move(
        source=RUNNING,
        rule=COUNTS,
        words=verb("meeting", "Issue a ballot", "issued a paper ballot"),
        inner=True,
    )
    def issue_ballot(self, act: Act, *, seat: Seat | int, round: Round | int | None = None) -> None:
        """Mark that a paper ballot was handed out against signature: from then on the seat votes by it alone."""
        roll = self._roll(round, seat)
        voting = roll.round
        if not voting.secret:
            raise NotLegal(_("The vote is open: no ballots are issued."))
        if voting.poll is None and voting.law.groups == "each":
            raise NotLegal(
                _(
                    "Each group of members decides by itself, and papers do not tell them apart: vote in the system."
                )
            )
        if not tellers_of(self):
            raise NotLegal(_("Elect the counting commission first: it issues and counts the ballots."))
        if not roll.present and roll.proxy_id is None:
            raise NotLegal(_("Nobody is here for this seat: only a member who is present votes."))
        cast = voting.ballots.filter(seat_id=roll.seat_id).first()
        if cast is not None and cast.way == Ballot.Way.ISSUED:
            raise AlreadyDone(_("A ballot is issued for this seat already."))
        if cast is not None:
            raise NotLegal(_("This seat has voted in the system already; a secret vote is final."))
        Ballot.objects.create(
            round=voting,
            seat_id=roll.seat_id,
            secret=True,
            way=Ballot.Way.ISSUED,
            cast_by=act.person,
            cast_at=act.at,
        )
        act.facts.update(item=voting.item_id, round=voting.pk, seat=roll.seat_id)

    @move(
        source=RUNNING,
        rule=COUNTS,
        words=verb("meeting", "Take a ballot back", "took back a paper ballot"),
        needs_reason=True,
        inner=True,
    )
    def take_back_ballot(self, act: Act, *, seat: Seat | int, round: Round | int | None = None) -> None:
        """A ballot comes back spoilt or unused before the urn is opened: it is cancelled, the seat may vote anew."""
        roll = self._roll(round, seat)
        ballot = roll.round.ballots.filter(seat_id=roll.seat_id, way=Ballot.Way.ISSUED).first()
        if ballot is None:
            raise NotLegal(_("No paper ballot is issued for this seat."))
        ballot.delete()
        act.facts.update(item=roll.round.item_id, round=roll.round_id, seat=roll.seat_id)

    @move(
        source=RUNNING,
        rule=COUNTS,
        words=verb("meeting", "Enter the count", "opened the urn and entered the count"),
        inner=True,
    )
    def count_ballots(
        self,
        act: Act,
        *,
        round: Round | int,
        made: int,
        found: int,
        invalid: int,
        votes: Mapping[str, int],
    ) -> None:
        """Open the urn: the vote ends, and the papers are counted together with what was voted in the system.

        `votes`: valid papers for each choice; of an election by the key of the candidate, and "against" for none.
        The event says the whole result and nothing of the papers alone: one paper would tell how its voter chose.
        """
        voting = self._round(round)
        if voting.state == Round.State.CLOSED:
            raise AlreadyDone(voting.outcome["reason"])
        self._check_open(voting)
        issued = voting.ballots.filter(way=Ballot.Way.ISSUED).count()
        if not issued:
            raise NotLegal(_("No ballots were issued on paper: whoever presides closes the vote."))
        spoilt = self.events.filter(move="take_back_ballot", facts__round=voting.pk).count()
        paper = PaperCount(found, invalid, made, spoilt, votes)
        check_count(voting, paper, issued)
        SecretBallot.drop(voting, *marks_in(voting, paper))
        self._close(act, voting, self._outcome_with(voting, paper))

    def _outcome_with(self, voting: Round, paper: PaperCount) -> dict[str, Any]:
        if voting.poll is not None:
            return outcome_of_election(voting, self.presiding_id, paper)
        outcome = outcome_of(voting, self.presiding_id)
        ballots = voting.ballots.count()
        found = voting.ballots.exclude(way=Ballot.Way.ISSUED).count() + paper.found
        outcome["ballots"] = {
            "issued": ballots,
            "found": found,
            "invalid": paper.invalid,
            "valid": found - paper.invalid,
            "made": paper.made,
            "spoilt": paper.spoilt,
        }
        return outcome


def choices_of(voting: Round) -> list[str]:
    """What a paper of this vote may choose, by the names under which the commission counts it."""
    return [*map(str, voting.poll["candidates"]), AGAINST] if voting.poll else list(Choice.values)


def marks_in(voting: Round, paper: PaperCount) -> list[Mark]:
    """What the papers put into the urn."""
    if voting.poll is None:
        return [(choice, None) for choice, number in paper.votes.items() for _paper in range(number)]
    return [
        (Choice.AGAINST, None) if name == AGAINST else (Choice.FOR, int(name))
        for name, number in paper.votes.items()
        for _paper in range(number)
    ]


def check_count(voting: Round, paper: PaperCount, issued: int) -> None:
    """Raises NotLegal where the numbers of the commission contradict each other."""
    numbers = [paper.found, paper.invalid, paper.made, *paper.votes.values()]
    if any(type(number) is not int or not 0 <= number <= MOST_BALLOTS for number in numbers):
        raise NotLegal(_("Each number is a whole one from 0 up."))
    if set(paper.votes) != set(choices_of(voting)):
        raise NotLegal(_("Enter a number for each choice of this ballot: open the page again."))
    if paper.made < issued + paper.spoilt:
        raise NotLegal(
            _("More ballots were handed out (%(issued)d, and %(spoilt)d spoilt) than made (%(made)d).")
            % {"issued": issued, "spoilt": paper.spoilt, "made": paper.made}
        )
    if paper.found > issued:
        raise NotLegal(
            _("More ballots were found (%(found)d) than issued (%(issued)d): annul the vote and repeat it.")
            % {"found": paper.found, "issued": issued}
        )
    if paper.invalid > paper.found:
        raise NotLegal(
            _("More ballots are invalid (%(invalid)d) than found (%(found)d).")
            % {"invalid": paper.invalid, "found": paper.found}
        )
    if voting.poll is None:
        check_sum(sum(paper.votes.values()), paper)
    else:
        check_names(voting.poll["posts"], paper)


def check_sum(counted: int, paper: PaperCount) -> None:
    if counted != paper.valid:
        raise NotLegal(
            _("%(counted)d votes are counted, and %(valid)d ballots are valid: the two must agree.")
            % {"counted": counted, "valid": paper.valid}
        )


def check_names(posts: int, paper: PaperCount) -> None:
    """A valid ballot either names from one to as many as there are posts, or is against all."""
    naming = paper.valid - paper.votes[AGAINST]
    names = {name: number for name, number in paper.votes.items() if name != AGAINST}
    if naming < 0 or any(number > naming for number in names.values()):
        raise NotLegal(
            _("Somebody has more votes than there are valid ballots (%(valid)d).") % {"valid": paper.valid}
        )
    if not naming <= sum(names.values()) <= naming * posts:
        raise NotLegal(
            _(
                "The votes do not fit the valid ballots: %(naming)d of them name candidates, each at least one and at"
                " most %(posts)d, and %(votes)d votes are counted."
            )
            % {"naming": naming, "posts": posts, "votes": sum(names.values())}
        )
