"""One criterion of a sheet, as data."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from typing import Any, Self

from django.utils.translation import gettext as _, gettext_lazy

from governance.documents.law.validation import (
    ImpossibleInput,
    about,
    check_word,
    decimal_of,
    plain,
    text_of,
    values_of,
    word_of,
)

_CRITERION = gettext_lazy("Criterion %(code)s")


class Kind(StrEnum):
    """How a value becomes points."""

    RATIO = "ratio"
    PER_UNIT = "per_unit"
    ONCE = "once"


@dataclass(frozen=True)
class Criterion:
    """What counts, and for how many points; the numbers are explained at the head of the package.

    `title` is what people read instead of the code, `proof` names the paper that confirms a value. Raises
    `ImpossibleInput` for a ratio without a whole, and for a minimum that nobody can reach.
    """

    code: str
    kind: Kind
    points: Decimal
    weight: Decimal = Decimal(1)
    cap: Decimal | None = None
    max_value: Decimal | None = None
    minimum: Decimal | None = None
    title: str = ""
    proof: str = ""

    def __post_init__(self) -> None:
        if self.max_value == 0:
            raise ImpossibleInput(_("“max_value” must be above zero."))
        if self.kind is Kind.RATIO and self.max_value is None:
            raise ImpossibleInput(_("a “ratio” needs “max_value”: of how much it is a part."))
        if self.minimum is not None and self.max_value is not None and self.minimum > self.max_value:
            raise ImpossibleInput(
                _("the minimum of %(minimum)s is above the largest value, %(largest)s.")
                % {"minimum": plain(self.minimum), "largest": plain(self.max_value)}
            )

    @classmethod
    def from_json(cls, data: object) -> Self:
        """Read a criterion as sheets store it; code, kind and points are required.

        Raises `ImpossibleInput` with one sentence that names the criterion.
        """
        code, kind, points, weight, title, proof, *limits = values_of(
            data,
            "criterion",
            "code",
            "kind",
            "points",
            optional={
                "weight": "1",
                "title": "",
                "proof": "",
                "cap": None,
                "max_value": None,
                "minimum": None,
            },
        )
        code = word_of("code", code)
        with about(_CRITERION, code=code):
            check_word("kind", kind, tuple(Kind))
            cap, max_value, minimum = (
                None if limit is None else decimal_of(name, limit)
                for name, limit in zip(("cap", "max_value", "minimum"), limits, strict=True)
            )
            return cls(
                code,
                Kind(kind),
                decimal_of("points", points),
                decimal_of("weight", weight),
                cap,
                max_value,
                minimum,
                text_of("title", title),
                text_of("proof", proof),
            )

    def to_json(self) -> dict[str, Any]:
        """Return the form that `from_json` reads, without empty and default entries."""
        limits = {"cap": self.cap, "max_value": self.max_value, "minimum": self.minimum}
        texts = {"title": self.title, "proof": self.proof}
        return {
            "code": self.code,
            "kind": self.kind.value,
            "points": plain(self.points),
            "weight": plain(self.weight),
            **{name: plain(limit) for name, limit in limits.items() if limit is not None},
            **{name: text for name, text in texts.items() if text},
        }

    @property
    def name(self) -> str:
        """What people read."""
        return self.title or self.code

    def points_for(self, value: Decimal) -> Fraction:
        """Return the exact points of a value before any cap and rounding."""
        if self.kind is Kind.ONCE:
            return self._full_points if value else Fraction(0)
        return self._full_points * Fraction(value)

    @cached_property
    def _full_points(self) -> Fraction:
        """The weighted points of one unit of the value."""
        points = Fraction(self.points) * Fraction(self.weight)
        return points / Fraction(self.max_value) if self.kind is Kind.RATIO and self.max_value else points
