"""How one body decides, as data."""

from dataclasses import KW_ONLY, dataclass
from enum import StrEnum
from typing import Any, Literal, Self, get_args

from django.utils.translation import gettext as _

from governance.documents.law.validation import ImpossibleInput, check_flags, check_word, values_of

from .share import Share

# Of which number the share of the quorum is taken: the filled seats, or all seats of the regulation.
Seats = Literal["roster", "established"]
# What as many for as against, and somebody for, come to.
Tie = Literal["not_adopted", "adopted"]
# Whether votes are, or have to be, secret.
Secrecy = Literal["never", "allowed", "always"]
# What the sheets of members who are not present count for.
Absentee = Literal["none", "votes", "votes_and_quorum"]
# How a body of several groups counts: as one; with a quorum in each; with quorum and majority in each.
Groups = Literal["together", "quorum_each", "each"]


class Base(StrEnum):
    """What the votes for are compared with."""

    PRESENT = "present"
    CAST = "cast"
    ROSTER = "roster"
    ESTABLISHED = "established"

    def described(self, *, without_recused: bool = False, by_sheets: bool = False) -> str:
        """Name the base, in Russian in the genitive: it follows "more than half of".

        `by_sheets`: everybody votes by a sheet, and nobody is present.
        """
        match self:
            case Base.PRESENT if by_sheets:
                return (
                    _("those who take part in the vote, without the recused")
                    if without_recused
                    else _("those who take part in the vote")
                )
            case Base.PRESENT:
                return _("those present without the recused") if without_recused else _("those present")
            case Base.CAST:
                return _("the votes cast for and against")
            case Base.ROSTER:
                return _("the roster without the recused") if without_recused else _("the whole roster")
            case Base.ESTABLISHED:
                return (
                    _("the established number without the recused")
                    if without_recused
                    else _("the established number")
                )


@dataclass(frozen=True)
class VotingRule:
    """How one body decides: part of its dated regulation, quoted in its protocols.

    Raises `ImpossibleInput` for a part of the wrong kind, for a majority of 0, and for parts that contradict each
    other.
    """

    quorum: Share
    base: Base
    majority: Share
    casting_vote: bool
    recused_count_for_quorum: bool
    recused_leave_base: bool
    _: KW_ONLY
    quorum_of: Seats = "roster"
    tie: Tie = "not_adopted"
    secret: Secrecy = "allowed"
    repeated_quorum: Share | None = None
    absentee: Absentee = "none"
    groups: Groups | None = None

    def __post_init__(self) -> None:
        check_word("base", self.base, tuple(Base))
        object.__setattr__(self, "base", Base(self.base))  # JSON and forms bring a plain word
        check_flags(
            casting_vote=self.casting_vote,
            recused_count_for_quorum=self.recused_count_for_quorum,
            recused_leave_base=self.recused_leave_base,
        )
        check_word("of", self.quorum_of, get_args(Seats))
        check_word("tie", self.tie, get_args(Tie))
        check_word("secret", self.secret, get_args(Secrecy))
        check_word("absentee", self.absentee, get_args(Absentee))
        if self.groups is not None:
            check_word("groups", self.groups, get_args(Groups))
        if self.majority.num == 0:
            raise ImpossibleInput(_("A majority of 0 would adopt everything: name a share above 0."))
        self._check_tie()
        self._check_groups()

    def _check_tie(self) -> None:
        if self.tie == "not_adopted":
            return
        if not self.is_simple:
            raise ImpossibleInput(
                _("A tie can adopt only where more than 1/2 is asked: change one of the two.")
            )
        if self.casting_vote:
            raise ImpossibleInput(_("A tie cannot both adopt and be left to the casting vote: choose one."))

    def _check_groups(self) -> None:
        if self.groups == "each" and (self.names_established or self.absentee != "none"):
            raise ImpossibleInput(
                _(
                    "Where each group decides, there is neither an established number nor a vote of the absent."
                )
            )
        if self.groups == "quorum_each" and self.quorum_of == "established":
            raise ImpossibleInput(
                _("A quorum in each group is a share of its filled seats, not of the established number.")
            )
        if self.groups == "quorum_each" and self.absentee == "votes_and_quorum":
            raise ImpossibleInput(_("A sheet belongs to no group: it cannot count for the quorum of each."))

    @classmethod
    def from_json(cls, data: object) -> Self:
        """Read the rule as regulations store it; unknown names are refused.

        Raises `ImpossibleInput` with one sentence that says what is wrong.
        """
        quorum, majority, casting_vote, recused_count, recused_leave, *rest = values_of(
            data,
            "rule",
            "quorum",
            "majority",
            "casting_vote",
            "recused_count_for_quorum",
            "recused_leave_base",
            nullable={
                "repeated_quorum": None,
                "tie": "not_adopted",
                "secret": "allowed",
                "absentee": "none",
                "groups": None,
            },
        )
        share, strict, of = values_of(quorum, "quorum", "share", "strict", nullable={"of": "roster"})
        base, *most = values_of(majority, "majority", "base", "share", "strict")
        repeated, tie, secret, absentee, groups = rest
        if repeated is not None:
            repeated = Share.parse(*values_of(repeated, "repeated_quorum", "share", "strict"))
        return cls(
            Share.parse(share, strict),
            base,
            Share.parse(*most),
            casting_vote,
            recused_count,
            recused_leave,
            quorum_of=of,
            repeated_quorum=repeated,
            tie=tie,
            secret=secret,
            absentee=absentee,
            groups=groups,
        )

    def to_json(self) -> dict[str, Any]:
        """Return the form that `from_json` reads; what is as usual is left out."""
        quorum = self.quorum.to_json()
        if self.quorum_of != "roster":
            quorum["of"] = self.quorum_of
        unusual = {
            "repeated_quorum": self.repeated_quorum and self.repeated_quorum.to_json(),
            "tie": None if self.tie == "not_adopted" else self.tie,
            "secret": None if self.secret == "allowed" else self.secret,
            "absentee": None if self.absentee == "none" else self.absentee,
            "groups": self.groups,
        }
        return {
            "quorum": quorum,
            "majority": {"base": self.base.value, **self.majority.to_json()},
            "casting_vote": self.casting_vote,
            "recused_count_for_quorum": self.recused_count_for_quorum,
            "recused_leave_base": self.recused_leave_base,
            **{name: value for name, value in unusual.items() if value is not None},
        }

    @property
    def is_simple(self) -> bool:
        """Whether the majority is "more than 1/2"; any other one is qualified."""
        return self.majority.strict and self.majority.reduced == (1, 2)

    @property
    def breaks_ties(self) -> bool:
        """Whether a casting vote can have any effect."""
        return self.casting_vote and self.is_simple and self.secret != "always" and self.groups != "each"

    @property
    def names_established(self) -> bool:
        """Whether the established number has to be known to decide."""
        return self.quorum_of == "established" or self.base is Base.ESTABLISHED

    def quorum_of_sitting(self, *, repeated: bool) -> Share:
        """The share that a sitting needs; one that is called again may need another."""
        return self.repeated_quorum if repeated and self.repeated_quorum else self.quorum
