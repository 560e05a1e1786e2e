"""A share of a whole, exactly and in words."""

import re
from dataclasses import dataclass
from math import gcd
from typing import Any, Self

from django.utils.translation import gettext as _, gettext_lazy

from governance.documents.law.validation import ImpossibleInput, check_flags, check_numbers

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

    def to_json(self) -> dict[str, Any]:
        """Return the form in which rules store it."""
        return {"share": str(self), "strict": self.strict}

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
