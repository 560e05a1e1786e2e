"""What happened in one round of voting, and what came of it."""

from dataclasses import dataclass
from typing import Literal, Self, get_args

from django.utils.translation import gettext as _

from governance.documents.law.validation import (
    ImpossibleInput,
    check_flags,
    check_numbers,
    check_word,
    values_of,
)

# What the presiding person did on this item; "absent" also if they gave no ballot or have no seat.
Presiding = Literal["for", "against", "abstain", "recused", "absent"]


@dataclass(frozen=True)
class Count:
    """Seats and ballots of one round, in numbers; the `recused` are among the `present`.

    Raises `ImpossibleInput` where the numbers contradict each other, or where nobody did what the presiding
    person is said to have done.
    """

    roster: int
    present: int
    recused: int
    for_: int
    against: int
    abstain: int
    secret: bool = False
    presiding: Presiding = "absent"

    def __post_init__(self) -> None:
        done = {"for": self.for_, "against": self.against, "abstain": self.abstain, "recused": self.recused}
        check_numbers(roster=self.roster, present=self.present, **done)
        check_flags(secret=self.secret)
        check_word("presiding", self.presiding, get_args(Presiding))
        if self.present > self.roster:
            raise ImpossibleInput(
                _("More members are present (%(present)d) than the roster has (%(roster)d).")
                % {"present": self.present, "roster": self.roster}
            )
        if self.recused > self.present:
            raise ImpossibleInput(
                _("More members are recused (%(recused)d) than present (%(present)d).")
                % {"recused": self.recused, "present": self.present}
            )
        if self.silent < 0:
            voters = self.present - self.recused
            raise ImpossibleInput(
                _("More votes (%(votes)d) than voters (%(voters)d).")
                % {"votes": voters - self.silent, "voters": voters}
            )
        if done.get(self.presiding) == 0:
            raise ImpossibleInput(
                _("“presiding” says “%(word)s”, but the number for “%(word)s” is 0.")
                % {"word": self.presiding}
            )

    @classmethod
    def from_json(cls, data: object) -> Self:
        """Read the numbers as `tally` takes them; every name is required, no other is allowed.

        Raises `ImpossibleInput` with one sentence that says what is wrong.
        """
        roster, present, recused, votes, secret, presiding = values_of(
            data, "input", "roster", "present", "recused", "votes", "secret", "presiding"
        )
        for_, against, abstain = values_of(votes, "votes", "for", "against", "abstain")
        return cls(roster, present, recused, for_, against, abstain, secret, presiding)

    @property
    def silent(self) -> int:
        """Those who could vote and gave no ballot."""
        return self.present - self.recused - self.for_ - self.against - self.abstain


@dataclass(frozen=True)
class VoteOutcome:
    """The result of one round with the sentence that explains it; `tally` prints these fields."""

    quorum: bool
    base: int
    needed: int
    adopted: bool
    by_casting_vote: bool
    reason: str
