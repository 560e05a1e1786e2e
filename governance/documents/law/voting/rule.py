"""How one body decides, as data, and the same in words."""

import re
from dataclasses import dataclass
from enum import StrEnum
from math import gcd
from typing import Any, Self

from django.utils.translation import gettext as _, gettext_lazy

from governance.documents.law.validation import (
    ImpossibleInput,
    check_flags,
    check_numbers,
    check_word,
    values_of,
)


class Base(StrEnum):
    """What the votes for are compared with."""

    PRESENT = "present"
    CAST = "cast"
    ROSTER = "roster"

    def described(self, *, without_recused: bool = False) -> str:
        """Name the base, in Russian in the genitive: it follows "more than half of"."""
        match self:
            case Base.PRESENT:
                return _("those present without the recused") if without_recused else _("those present")
            case Base.CAST:
                return _("the votes cast for and against")
            case Base.ROSTER:
                return _("the roster without the recused") if without_recused else _("the whole roster")


# Whole phrases, not words: in Russian the share, its noun and the preposition agree with each other.
_COMMON_SHARES = {
    (1, 2, True): gettext_lazy("more than half of %(whole)s"),
    (1, 2, False): gettext_lazy("at least half of %(whole)s"),
    (1, 3, True): gettext_lazy("more than a third of %(whole)s"),
    (1, 3, False): gettext_lazy("at least a third of %(whole)s"),
    (2, 3, True): gettext_lazy("more than two thirds of %(whole)s"),
    (2, 3, False): gettext_lazy("at least two thirds of %(whole)s"),
    (3, 4, True): gettext_lazy("more than three quarters of %(whole)s"),
    (3, 4, False): gettext_lazy("at least three quarters of %(whole)s"),
    (1, 1, False): gettext_lazy("unanimity of %(whole)s"),
}


@dataclass(frozen=True)
class Share:
    """The part of a whole that must be reached or, if `strict`, exceeded.

    Raises `ImpossibleInput` for what is no fraction from 0 to 1, and for "more than the whole".
    """

    num: int
    den: int
    strict: bool

    def __post_init__(self) -> None:
        check_numbers(num=self.num, den=self.den)
        check_flags(strict=self.strict)
        if self.den == 0:
            raise ImpossibleInput(_("A share cannot have 0 below the line: write it like “2/3”."))
        if self.num > self.den:
            raise ImpossibleInput(_("A share cannot be above 1, and %(share)s is.") % {"share": self})
        if self.strict and self.num == self.den:
            raise ImpossibleInput(_("More than the whole can never be reached: make this share not strict."))

    @classmethod
    def parse(cls, text: object, strict: bool) -> Self:
        """Read "2/3", or "1" for the whole; raises `ImpossibleInput` for anything else."""
        match = re.fullmatch(r"([0-9]{1,6})(?:/([0-9]{1,6}))?", text) if isinstance(text, str) else None
        if not match:
            raise ImpossibleInput(_("A share must be a text with two whole numbers, such as “2/3”."))
        return cls(int(match[1]), int(match[2] or 1), strict)

    def __str__(self) -> str:
        return f"{self.num}/{self.den}"

    @property
    def reduced(self) -> tuple[int, int]:
        """The fraction in lowest terms: 2/4 is one half."""
        common = gcd(self.num, self.den)
        return self.num // common, self.den // common

    def least_of(self, whole: int) -> int:
        """Return the smallest number that satisfies this share of the whole, never less than one."""
        product = whole * self.num
        return max(1, product // self.den + 1 if self.strict else -(-product // self.den))

    def described(self, whole: str) -> str:
        """Say "more than half of {whole}"."""
        num, den = self.reduced
        if common := _COMMON_SHARES.get((num, den, self.strict)):
            return common % {"whole": whole}
        phrase = (
            _("more than %(share)s of %(whole)s") if self.strict else _("at least %(share)s of %(whole)s")
        )
        return phrase % {"share": f"{num}/{den}", "whole": whole}


@dataclass(frozen=True)
class VotingRule:
    """How one body decides: part of its dated regulation, quoted in its protocols.

    Raises `ImpossibleInput` for a part of the wrong kind, and for a majority of 0.
    """

    quorum: Share
    base: Base
    majority: Share
    casting_vote: bool
    recused_count_for_quorum: bool
    recused_leave_base: bool

    def __post_init__(self) -> None:
        check_word("base", self.base, tuple(Base))
        object.__setattr__(self, "base", Base(self.base))  # JSON and forms bring a plain word
        check_flags(
            casting_vote=self.casting_vote,
            recused_count_for_quorum=self.recused_count_for_quorum,
            recused_leave_base=self.recused_leave_base,
        )
        if self.majority.num == 0:
            raise ImpossibleInput(_("A majority of 0 would adopt everything: name a share above 0."))

    @classmethod
    def from_json(cls, data: object) -> Self:
        """Read the rule as regulations store it; every name is required, no other is allowed.

        Raises `ImpossibleInput` with one sentence that says what is wrong.
        """
        quorum, majority, *flags = values_of(
            data,
            "rule",
            "quorum",
            "majority",
            "casting_vote",
            "recused_count_for_quorum",
            "recused_leave_base",
        )
        base, *share = values_of(majority, "majority", "base", "share", "strict")
        return cls(
            Share.parse(*values_of(quorum, "quorum", "share", "strict")),
            base,
            Share.parse(*share),
            *flags,
        )

    def to_json(self) -> dict[str, Any]:
        """Return the form that `from_json` reads."""
        return {
            "quorum": {"share": str(self.quorum), "strict": self.quorum.strict},
            "majority": {
                "base": self.base.value,
                "share": str(self.majority),
                "strict": self.majority.strict,
            },
            "casting_vote": self.casting_vote,
            "recused_count_for_quorum": self.recused_count_for_quorum,
            "recused_leave_base": self.recused_leave_base,
        }

    @property
    def breaks_ties(self) -> bool:
        """Whether a casting vote can have any effect: it is granted and the majority is simple."""
        return self.casting_vote and self.majority.strict and self.majority.reduced == (1, 2)

    def describe(self) -> str:
        """State the rule in plain words, for pages and protocols.

        How recusals count is said only where it differs from the usual: in the quorum, out of the base.
        """
        sentences = [self._describe_quorum(), self._describe_majority()]
        if not self.recused_count_for_quorum:
            sentences.append(_("The recused do not count for the quorum."))
        if not self.recused_leave_base and self.base is not Base.CAST:
            sentences.append(_("The recused count in the majority like those who abstained."))
        if self.breaks_ties:
            sentences.append(_("On a tie in an open vote the vote of the presiding person decides."))
        elif self.casting_vote:
            sentences.append(
                _("The casting vote has no effect: it can only break the tie of a simple majority.")
            )
        return " ".join(sentences)

    def _describe_quorum(self) -> str:
        if self.quorum.num == 0:
            return _("Quorum: one member present is enough.")
        if self.quorum.reduced == (1, 1):
            return _("Quorum: every member.")
        return _("Quorum: %(share)s.") % {"share": self.quorum.described(Base.ROSTER.described())}

    def _describe_majority(self) -> str:
        silence = {
            Base.PRESENT: _("an abstention does not support it"),
            Base.CAST: _("abstentions are left out, and at least one vote for it is needed"),
            Base.ROSTER: _("an abstention or an absence does not support it"),
        }[self.base]
        share = self.majority.described(self.base.described())
        if self.majority.reduced == (1, 1):
            return _("A decision needs %(share)s; %(silence)s.") % {"share": share, "silence": silence}
        return _("A decision is adopted if it has the support of %(share)s; %(silence)s.") % {
            "share": share,
            "silence": silence,
        }
