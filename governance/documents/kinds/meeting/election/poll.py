"""From the ballots of an election to its outcome: what a round freezes when it opens, and what the law says of it.

Source: docs/domain.md, "Elections".
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypedDict

from django.conf import settings
from django.utils import translation

from governance.documents.kinds.meeting.election.election import Candidate, Election
from governance.documents.kinds.meeting.election.office import Winning
from governance.documents.kinds.meeting.election.result_words import result_words
from governance.documents.kinds.meeting.rounds import Ballot, Choice, Round
from governance.documents.law.election import Ballots, ElectionOutcome, ElectionRule, Poll, elect
from governance.documents.law.voting import VotingRule

HALF = {"share": "1/2", "strict": True}
MAJORITIES: dict[str, dict[str, Any]] = {
    Winning.PRESENT: {"base": "present", **HALF},
    Winning.BALLOTS: {"base": "ballots", **HALF},
    Winning.ROSTER: {"base": "roster", **HALF},
    Winning.TWO_THIRDS: {"base": "roster", "share": "2/3", "strict": False},
}
# Of which number an election takes the share that the body's rule takes of the votes cast, or of another number.
BASES = {"cast": "ballots"}


class PollData(TypedDict):
    """What a round of an election freezes when it opens."""

    posts: int  # that are left
    method: str
    rule: dict[str, Any]  # as `elect` reads it
    candidates: list[int]  # keys, in the order of the ballot
    number: int  # of the ballot on this question: 1, 2 …


@dataclass(frozen=True)
class PaperCount:
    """What the commission found in the urn: valid papers for each choice, the invalid ones, and how many were made.

    `votes`: of an election by the key of the candidate, "against" for those who chose nobody; of any other question
    by choice.
    """

    found: int
    invalid: int
    made: int
    spoilt: int
    votes: Mapping[str, int]

    @property
    def valid(self) -> int:
        return self.found - self.invalid


def rule_of(election: Election, rule: VotingRule, *, repeated: bool) -> tuple[str, dict[str, Any]]:
    """Method and rule of an election at a body that decides by this rule: its quorum, and the majority chosen."""
    quorum = {**rule.quorum_of_sitting(repeated=repeated).to_json(), "of": rule.quorum_of}
    if election.winning == Winning.MOST:
        return "plurality", {"quorum": quorum, "majority": None}
    own = {"base": BASES.get(rule.base.value, rule.base.value), **rule.majority.to_json()}
    return "majority", {"quorum": quorum, "majority": MAJORITIES.get(election.winning, own)}


def poll_for(election: Election, rule: VotingRule, earlier: Sequence[Round], *, repeated: bool) -> PollData:
    """The next ballot: of all who stand, or after others between those whom the last one left over."""
    standing = [candidate.pk for candidate in election.standing]
    last = earlier[-1] if earlier else None
    if last is None or last.poll is None:
        posts, number = election.posts, 1
    else:
        standing = [key for key in last.further if key in standing]
        posts, number = last.posts_left, last.poll["number"] + 1
    method, own = rule_of(election, rule, repeated=repeated)
    return PollData(posts=posts, method=method, rule=own, candidates=standing, number=number)


def names_on(poll: PollData) -> list[Candidate]:
    """The candidates of a ballot in its order; one query."""
    rows = Candidate.objects.select_related("person").in_bulk(poll["candidates"])
    return [rows[key] for key in poll["candidates"]]


def outcome_of_election(
    voting: Round, presiding_id: int | None, paper: PaperCount | None = None
) -> dict[str, Any]:
    """The law's outcome of a round of an election with the numbers behind it: what `Round.outcome` keeps."""
    poll: PollData = voting.poll
    rolls = list(voting.rolls.all())
    ballots = list(voting.ballots.all())
    taken = {ballot.seat_id for ballot in ballots}
    issued = len(ballots)
    here = sum(ballot.way != Ballot.Way.ISSUED for ballot in ballots)
    votes, against = votes_of(voting, ballots)
    found, invalid = here + (paper.found if paper else 0), paper.invalid if paper else 0
    law = Poll(
        posts=poll["posts"],
        votes={str(key): votes[key] for key in poll["candidates"]},
        roster=len(rolls),
        present=sum(bool(roll.present or roll.proxy_id or roll.seat_id in taken) for roll in rolls),
        ballots=Ballots(issued, found, invalid),
        established=voting.established,
        round=1 if poll["number"] == 1 else 2,
    )
    with translation.override(settings.LANGUAGE_CODE):
        outcome = elect(ElectionRule.from_json(poll["rule"], poll["method"]), law)
        people = {str(candidate.pk): candidate.person for candidate in names_on(poll)}
        reason = result_words(outcome, people, law.votes, voting.meeting.district_id)
    return {
        "quorum": outcome.quorum,
        "adopted": bool(outcome.elected),
        "reason": reason,
        "needed": outcome.needed,
        "by_casting_vote": False,
        "roster": law.roster,
        "present": law.present,
        "recused": sum(roll.recused for roll in rolls),
        "presiding": presiding_id,
        "votes": dict(law.votes),
        "lines": [{"name": people[key].name, "votes": number} for key, number in law.votes.items()],
        "against_all": against,
        "ballots": {
            "issued": issued,
            "found": found,
            "invalid": invalid,
            "valid": outcome.valid,
            "made": paper.made if paper else 0,
            "spoilt": paper.spoilt if paper else 0,
        },
        **lists_of(outcome),
    }


# What the outcome says in names, which stand in no event.
IN_NAMES = ("reason", "lines")


def lists_of(outcome: ElectionOutcome) -> dict[str, list[int]]:
    """Who is elected, tied, and in the second round, by the keys of the candidates."""
    named: dict[str, Iterable[str]] = {
        "elected": outcome.elected,
        "tied": outcome.tied,
        "runoff": outcome.runoff,
    }
    return {name: [int(key) for key in keys] for name, keys in named.items()}


def votes_of(voting: Round, ballots: list[Ballot]) -> tuple[Counter[int], int]:
    """The votes for each candidate, and the ballots that chose nobody."""
    if voting.secret:
        urn = list(voting.urn.values_list("candidate_id", "choice"))
        return (
            Counter(key for key, _choice in urn if key is not None),
            sum(choice == Choice.AGAINST for _key, choice in urn),
        )
    return (
        Counter(key for ballot in ballots for key in ballot.names or ()),
        sum(ballot.choice == Choice.AGAINST for ballot in ballots),
    )
