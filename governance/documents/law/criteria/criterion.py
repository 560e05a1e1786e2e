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
    check_once,
    check_word,
    decimal_of,
    list_of,
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
    BANDS = "bands"


@dataclass(frozen=True)
class Band:
    """From this value on a criterion of bands gives these points."""

    least: Decimal
    points: Decimal

    @classmethod
    def from_json(cls, data: object) -> Self:
        least, points = values_of(data, "bands", "from", "points")
        return cls(decimal_of("from", least), decimal_of("points", points, signed=True))

    def to_json(self) -> dict[str, str]:
        return {"from": plain(self.least), "points": plain(self.points)}


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
    # Those of a criterion of bands, the highest first; it has no points of its own.
    bands: tuple[Band, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "bands", tuple(sorted(self.bands, key=lambda band: -band.least)))
        self._check_bands()
        if self.max_value == 0:
            raise ImpossibleInput(_("“max_value” must be above zero."))
        if self.kind is Kind.RATIO and self.max_value is None:
            raise ImpossibleInput(_("a “ratio” needs “max_value”: of how much it is a part."))
        if self.minimum is not None and self.max_value is not None and self.minimum > self.max_value:
            raise ImpossibleInput(
                _("the minimum of %(minimum)s is above the largest value, %(largest)s.")
                % {"minimum": plain(self.minimum), "largest": plain(self.max_value)}
            )

    def _check_bands(self) -> None:
        if self.kind is not Kind.BANDS:
            if self.bands:
                raise ImpossibleInput(_("only the kind “bands” has “bands”."))
            return
        if not self.bands:
            raise ImpossibleInput(_("“bands” must name at least one value with its points."))
        check_once("bands", [plain(band.least) for band in self.bands])

    @classmethod
    def from_json(cls, data: object) -> Self:
        """Read a criterion as sheets store it; code and kind are required, and points or bands.

        Raises `ImpossibleInput` with one sentence that names the criterion.
        """
        code, kind, weight, title, proof, *limits, points, bands = values_of(
            data,
            "criterion",
            "code",
            "kind",
            optional={
                "weight": "1",
                "title": "",
                "proof": "",
                "cap": None,
                "max_value": None,
                "minimum": None,
            },
            nullable={"points": None, "bands": None},
        )
        code = word_of("code", code)
        with about(_CRITERION, code=code):
            check_word("kind", kind, tuple(Kind))
            cap, max_value, minimum = (
                None if limit is None else decimal_of(name, limit)
                for name, limit in zip(("cap", "max_value", "minimum"), limits, strict=True)
            )
            if kind == Kind.BANDS and points is not None:
                raise ImpossibleInput(_("a criterion of bands has no “points” beside them."))
            if kind != Kind.BANDS and points is None:
                raise ImpossibleInput(
                    _("“%(name)s” is missing in “%(where)s”.") % {"name": "points", "where": "criterion"}
                )
            return cls(
                code,
                Kind(kind),
                Decimal(0) if kind == Kind.BANDS else decimal_of("points", points, signed=True),
                decimal_of("weight", weight),
                cap,
                max_value,
                minimum,
                text_of("title", title),
                text_of("proof", proof),
                () if bands is None else tuple(Band.from_json(band) for band in list_of("bands", bands)),
            )

    def to_json(self) -> dict[str, Any]:
        """Return the form that `from_json` reads, without empty and default entries."""
        limits = {"cap": self.cap, "max_value": self.max_value, "minimum": self.minimum}
        texts = {"title": self.title, "proof": self.proof}
        return {
            "code": self.code,
            "kind": self.kind.value,
            **self._worth(),
            "weight": plain(self.weight),
            **{name: plain(limit) for name, limit in limits.items() if limit is not None},
            **{name: text for name, text in texts.items() if text},
        }

    def _worth(self) -> dict[str, Any]:
        if self.kind is Kind.BANDS:
            return {"bands": [band.to_json() for band in self.bands]}
        return {"points": plain(self.points)}

    @property
    def name(self) -> str:
        """What people read."""
        return self.title or self.code

    def points_for(self, value: Decimal) -> Fraction:
        """Return the exact points of a value before any cap and rounding."""
        if self.kind is Kind.BANDS:
            reached = (band.points for band in self.bands if value >= band.least)
            return Fraction(next(reached, Decimal(0))) * Fraction(self.weight)
        if self.kind is Kind.ONCE:
            return self._full_points if value else Fraction(0)
        return self._full_points * Fraction(value)

    @cached_property
    def _full_points(self) -> Fraction:
        """The weighted points of one unit of the value."""
        points = Fraction(self.points) * Fraction(self.weight)
        return points / Fraction(self.max_value) if self.kind is Kind.RATIO and self.max_value else points
