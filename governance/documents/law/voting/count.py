"""What happened in one round of voting, and what came of it."""

from dataclasses import asdict, dataclass
from typing import Any, Literal, Self, get_args

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
class Sheets:
    """Valid sheets of members who are not present, and how many of the absent are recused: these give no sheet."""

    for_: int
    against: int
    abstain: int
    recused: int = 0

    def __post_init__(self) -> None:
        given = {"for": self.for_, "against": self.against, "abstain": self.abstain, "recused": self.recused}
        check_numbers(**given)

    @classmethod
    def from_json(cls, data: object) -> Self:
        return cls(*values_of(data, "absentee", "for", "against", "abstain", nullable={"recused": 0}))

    @property
    def given(self) -> int:
        return self.for_ + self.against + self.abstain


@dataclass(frozen=True)
class Count:
    """Seats and ballots of one round, in numbers; the `recused` are among the `present`.

    `established`: all seats of the regulation, vacancies included; None where the rule does not ask for them.
    `repeated`: the sitting is called again. `sheets`: of members who are not present; None where nobody could give one.

    Raises `ImpossibleInput` where the numbers contradict each other, or where nobody did what the presiding
    person is said to have done.
    """

    roster: int
    present: int
    recused: int = 0
    for_: int = 0
    against: int = 0
    abstain: int = 0
    secret: bool = False
    presiding: Presiding = "absent"
    established: int | None = None
    repeated: bool = False
    sheets: Sheets | None = None

    def __post_init__(self) -> None:
        done = {"for": self.for_, "against": self.against, "abstain": self.abstain, "recused": self.recused}
        check_numbers(roster=self.roster, present=self.present, **done)
        check_flags(secret=self.secret, repeated=self.repeated)
        check_word("presiding", self.presiding, get_args(Presiding))
        self._check_seats()
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

    def _check_seats(self) -> None:
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
        if self.established is not None:
            check_numbers(established=self.established)
            if self.established < self.roster:
                raise ImpossibleInput(
                    _(
                        "The established number (%(established)d) is below the number of filled seats (%(roster)d)."
                    )
                    % {"established": self.established, "roster": self.roster}
                )
        if self.sheets is not None and self.present + self.sheets.given + self.sheets.recused > self.roster:
            raise ImpossibleInput(
                _("More members are present or voted by sheet (%(voters)d) than the roster has (%(roster)d).")
                % {
                    "voters": self.present + self.sheets.given + self.sheets.recused,
                    "roster": self.roster,
                }
            )

    @classmethod
    def from_json(cls, data: object) -> Self:
        """Read the numbers as `tally` takes them; unknown names are refused.

        Raises `ImpossibleInput` with one sentence that says what is wrong.
        """
        roster, present, recused, votes, secret, presiding, *rest = values_of(
            data,
            "input",
            "roster",
            "present",
            "recused",
            "votes",
            "secret",
            "presiding",
            nullable={"established": None, "repeated": False, "absentee": None},
        )
        for_, against, abstain = values_of(votes, "votes", "for", "against", "abstain")
        established, repeated, absentee = rest
        sheets = None if absentee is None else Sheets.from_json(absentee)
        return cls(
            roster, present, recused, for_, against, abstain, secret, presiding, established, repeated, sheets
        )

    @property
    def silent(self) -> int:
        """Those who are present, could vote and gave no ballot."""
        return self.present - self.recused - self.for_ - self.against - self.abstain

    @property
    def supporters(self) -> int:
        """Those for it, here or by sheet."""
        return self.for_ + (self.sheets.for_ if self.sheets else 0)

    @property
    def opponents(self) -> int:
        """Those against it, here or by sheet."""
        return self.against + (self.sheets.against if self.sheets else 0)

    @property
    def abstainers(self) -> int:
        """Those who said that they abstain, here or by sheet."""
        return self.abstain + (self.sheets.abstain if self.sheets else 0)

    @property
    def answered(self) -> int:
        """How many valid sheets there are."""
        return self.sheets.given if self.sheets else 0

    @property
    def by_sheets_alone(self) -> bool:
        """Whether nobody met: everybody votes by a sheet."""
        return self.sheets is not None and self.present == 0

    @property
    def all_recused(self) -> int:
        """The recused, here or away."""
        return self.recused + (self.sheets.recused if self.sheets else 0)


@dataclass(frozen=True)
class GroupOutcome:
    """What one group of a body came to; `adopted` is None where the groups' votes are counted together."""

    code: str
    quorum: bool
    base: int
    needed: int
    adopted: bool | None


@dataclass(frozen=True)
class VoteOutcome:
    """The result of one round with the sentence that explains it; `tally` prints these fields."""

    quorum: bool
    base: int
    needed: int
    adopted: bool
    by_casting_vote: bool
    reason: str
    groups: tuple[GroupOutcome, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """What `tally` prints; a body without groups has none."""
        plain: dict[str, Any] = {
            name: getattr(self, name)
            for name in ("quorum", "base", "needed", "adopted", "by_casting_vote", "reason")
        }
        if self.groups:
            plain["groups"] = [
                {name: value for name, value in asdict(group).items() if value is not None}
                for group in self.groups
            ]
        return plain
