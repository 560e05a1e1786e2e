"""The law of elections: who is elected to one or several posts, who is tied, who goes into a second round.

Pure: numbers in, an outcome with its reason out. Source: docs/domain.md, "Deciding rules".

Ballots. Issued to those present, found in the urn, some of them invalid. A ballot names at most as many candidates as
    there are posts, so that nobody has more votes than there are valid ballots.
Majority. Elected is who reaches the needed number, the most votes first, up to the posts. Equal ones who do not all fit
    into the posts that are left are tied, and none of them is elected.
Second round. For the posts left open after the first: between twice as many candidates as posts are left, the tied and
    those without votes among them, with all who equal the last of them; where fewer are left, all of them.
Plurality. The most votes win, one is enough; equal ones at the last post are tied. There is no second round.
Quorum. Without it nobody is elected or tied, and there is no second round.
"""

from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass
from itertools import groupby
from typing import Any, Literal, Self, get_args

from django.utils.translation import gettext as _

from governance.documents.law.validation import (
    ImpossibleInput,
    check_numbers,
    check_word,
    shown,
    values_of,
    words_of,
)
from governance.documents.law.voting import Share
from governance.documents.law.voting.rule import Seats

Method = Literal["majority", "plurality"]
# Of which number the majority is taken: those present, the valid ballots, the filled seats, or all seats.
ElectionBase = Literal["present", "ballots", "roster", "established"]


@dataclass(frozen=True)
class ElectionRule:
    """How a body elects. `majority` is None where the most votes win.

    Raises `ImpossibleInput` for a part of the wrong kind, and where a majority is asked for and not named.
    """

    quorum: Share
    method: Method
    _: KW_ONLY
    quorum_of: Seats = "roster"
    base: ElectionBase = "present"
    majority: Share | None = None

    def __post_init__(self) -> None:
        check_word("method", self.method, get_args(Method))
        check_word("of", self.quorum_of, get_args(Seats))
        check_word("base", self.base, get_args(ElectionBase))
        if self.method == "majority" and self.majority is None:
            raise ImpossibleInput(_("“majority” is missing in “rule”: name it, or let the most votes win."))
        if self.majority is not None and self.majority.num == 0:
            raise ImpossibleInput(_("A majority of 0 would elect everybody: name a share above 0."))

    @classmethod
    def from_json(cls, data: object, method: Any) -> Self:
        quorum, majority = values_of(data, "rule", "quorum", nullable={"majority": None})
        share, strict, of = values_of(quorum, "quorum", "share", "strict", nullable={"of": "roster"})
        named: dict[str, Any] = {}
        if majority is not None:
            base, *most = values_of(majority, "majority", "base", "share", "strict")
            named = {"base": base, "majority": Share.parse(*most)}
        return cls(Share.parse(share, strict), method, quorum_of=of, **named)


@dataclass(frozen=True)
class Ballots:
    """Ballots of one round: handed out, found in the urn, and of these the invalid ones."""

    issued: int
    found: int
    invalid: int

    def __post_init__(self) -> None:
        check_numbers(issued=self.issued, found=self.found, invalid=self.invalid)
        if self.found > self.issued:
            raise ImpossibleInput(
                _("More ballots were found (%(found)d) than issued (%(issued)d).")
                % {"found": self.found, "issued": self.issued}
            )
        if self.invalid > self.found:
            raise ImpossibleInput(
                _("More ballots are invalid (%(invalid)d) than found (%(found)d).")
                % {"invalid": self.invalid, "found": self.found}
            )

    @property
    def valid(self) -> int:
        return self.found - self.invalid


@dataclass(frozen=True)
class Poll:
    """One round of an election: seats, ballots, and the votes for each candidate, in the order of the candidates.

    Raises `ImpossibleInput` where the numbers contradict each other.
    """

    posts: int
    votes: Mapping[str, int]
    roster: int
    present: int
    ballots: Ballots
    _: KW_ONLY
    established: int | None = None
    round: int = 1

    def __post_init__(self) -> None:
        check_numbers(posts=self.posts, roster=self.roster, present=self.present, **self.votes)
        if self.posts < 1:
            raise ImpossibleInput(_("“posts” must be at least 1."))
        if not self.votes:
            raise ImpossibleInput(_("“candidates” must name at least one."))
        if type(self.round) is not int or self.round not in (1, 2):
            raise ImpossibleInput(_("“round” must be 1 or 2."))
        self._check_seats()
        self._check_votes()

    def _check_seats(self) -> None:
        if self.present > self.roster:
            raise ImpossibleInput(
                _("More members are present (%(present)d) than the roster has (%(roster)d).")
                % {"present": self.present, "roster": self.roster}
            )
        if self.established is not None:
            check_numbers(established=self.established)
            if self.established < self.roster:
                raise ImpossibleInput(
                    _(
                        "The established number (%(established)d) is below the number of filled seats"
                        " (%(roster)d)."
                    )
                    % {"established": self.established, "roster": self.roster}
                )
        if self.ballots.issued > self.present:
            raise ImpossibleInput(
                _("More ballots were issued (%(issued)d) than members are present (%(present)d).")
                % {"issued": self.ballots.issued, "present": self.present}
            )

    def _check_votes(self) -> None:
        valid = self.ballots.valid
        for code, number in self.votes.items():
            if number > valid:
                raise ImpossibleInput(
                    _("%(candidate)s has more votes (%(votes)d) than there are valid ballots (%(valid)d).")
                    % {"candidate": shown(code), "votes": number, "valid": valid}
                )
        if sum(self.votes.values()) > valid * self.posts:
            raise ImpossibleInput(
                _("More votes (%(votes)d) than %(valid)d valid ballots can hold.")
                % {"votes": sum(self.votes.values()), "valid": valid}
            )

    @classmethod
    def from_json(cls, data: object) -> tuple["ElectionRule", Self]:
        """Read rule and round as `elect` takes them; unknown names are refused.

        Raises `ImpossibleInput` with one sentence that says what is wrong.
        """
        posts, candidates, method, rule, roster, present, ballots, votes, round_, established = values_of(
            data,
            "input",
            "posts",
            "candidates",
            "method",
            "rule",
            "roster",
            "present",
            "ballots",
            "votes",
            nullable={"round": 1, "established": None},
        )
        codes = words_of("candidates", candidates)
        given = dict(zip(codes, values_of(votes, "votes", nullable=dict.fromkeys(codes, 0)), strict=True))
        poll = cls(
            posts,
            given,
            roster,
            present,
            Ballots(*values_of(ballots, "ballots", "issued", "found", "invalid")),
            established=established,
            round=round_,
        )
        return ElectionRule.from_json(rule, method), poll


@dataclass(frozen=True)
class ElectionOutcome:
    """The result of one round; lists of candidates come with most votes first. `elect` prints these fields."""

    quorum: bool
    valid: int
    needed: int
    elected: tuple[str, ...]
    tied: tuple[str, ...]
    runoff: tuple[str, ...]
    reason: str


def elect(rule: ElectionRule, poll: Poll) -> ElectionOutcome:
    """Return who is elected under this rule, with the reason.

    Raises `ImpossibleInput` where the rule counts from the established number and it is not known.
    """
    seats = poll.roster if rule.quorum_of == "roster" else established(poll)
    quorum = poll.present >= rule.quorum.least_of(seats)
    needed = (
        1
        if rule.method == "plurality" or rule.majority is None
        else rule.majority.least_of(whole(rule, poll))
    )
    elected, tied, runoff = results(rule, poll, needed) if quorum else ((), (), ())
    reason = (
        reason_of(poll, needed, elected, tied, runoff)
        if quorum
        else _("No quorum: present %(present)d of %(seats)d, at least %(needed)d needed.")
        % {"present": poll.present, "seats": seats, "needed": rule.quorum.least_of(seats)}
    )
    return ElectionOutcome(quorum, poll.ballots.valid, needed, elected, tied, runoff, reason)


def established(poll: Poll) -> int:
    if poll.established is None:
        raise ImpossibleInput(_("The rule counts from the established number: give it as “established”."))
    return poll.established


def whole(rule: ElectionRule, poll: Poll) -> int:
    """The number of which the majority is a share."""
    match rule.base:
        case "present":
            return poll.present
        case "ballots":
            return poll.ballots.valid
        case "roster":
            return poll.roster
        case "established":
            return established(poll)


def results(
    rule: ElectionRule, poll: Poll, needed: int
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Who is elected, who is tied, and between whom a second round is held."""
    ordered = sorted(
        poll.votes, key=lambda code: -poll.votes[code]
    )  # keeps the candidates' order among equals
    elected: list[str] = []
    tied: list[str] = []
    for votes, equals in groupby(ordered, key=lambda code: poll.votes[code]):
        group = list(equals)
        if votes < needed or len(elected) == poll.posts:
            break
        if len(elected) + len(group) > poll.posts:
            tied = group
            break
        elected += group
    left = poll.posts - len(elected)
    if rule.method == "plurality" or poll.round == 2 or not left:
        return tuple(elected), tuple(tied), ()
    others = ordered[len(elected) :]
    last = others[: 2 * left][-1:]
    runoff = [code for code in others if poll.votes[code] >= poll.votes[last[0]]] if last else []
    return tuple(elected), tuple(tied), tuple(runoff)


def reason_of(
    poll: Poll, needed: int, elected: tuple[str, ...], tied: tuple[str, ...], runoff: tuple[str, ...]
) -> str:
    """What came out, in sentences that name each with the votes."""

    def named(codes: tuple[str, ...]) -> str:
        return ", ".join(f"{code} ({poll.votes[code]})" for code in codes)

    sentences = [
        _("Elected: %(names)s; needed: %(needed)d.") % {"names": named(elected), "needed": needed}
        if elected
        else _("Nobody is elected; needed: %(needed)d.") % {"needed": needed}
    ]
    if tied:
        sentences.append(
            _("Tied, and more than the posts that are left: %(names)s.") % {"names": named(tied)}
        )
    if runoff:
        sentences.append(_("Second round between %(names)s.") % {"names": named(runoff)})
    return " ".join(sentences)
