"""The points of one applicant under a sheet, each explained. The law stands at the head of the package."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from governance.documents.law.validation import plain

from .criterion import Criterion
from .sheet import CriteriaSheet, SumCap


class PointsNote(StrEnum):
    """Why a criterion gives other points than its value alone would."""

    NO_VALUE = "no_value"
    CAPPED = "capped"
    NOT_AMONG_BEST = "not_among_best"
    NOT_BELOW_ZERO = "not_below_zero"


@dataclass(frozen=True)
class CriterionPoints:
    """What one criterion gives."""

    criterion: Criterion
    points: Decimal
    note: PointsNote | None = None

    def to_json(self) -> dict[str, str]:
        line = {"code": self.criterion.code, "points": str(self.points)}
        return line | {"note": self.note.value} if self.note else line


@dataclass(frozen=True)
class Unmet:
    """What keeps an applicant from being recommended: a value below the minimum, or no value (None)."""

    criterion: Criterion
    value: Decimal | None

    def describe(self) -> str:
        """The same in one sentence."""
        if self.value is None or self.criterion.minimum is None:
            return _("%(criterion)s: required, and no value is given.") % {"criterion": self.criterion.name}
        return _("%(criterion)s: %(value)s is below the minimum of %(minimum)s.") % {
            "criterion": self.criterion.name,
            "value": plain(self.value),
            "minimum": plain(self.criterion.minimum),
        }


@dataclass(frozen=True)
class TooFewPoints:
    """What keeps an applicant from being recommended: a sum below the least one."""

    points: Decimal
    least: Decimal

    def describe(self) -> str:
        """The same in one sentence."""
        return _("The sum of %(points)s is below the least one of %(least)s.") % {
            "points": plain(self.points),
            "least": plain(self.least),
        }


@dataclass(frozen=True)
class Score:
    """The sum, its parts in the order of the sheet, and what is not met."""

    points: Decimal
    parts: tuple[CriterionPoints, ...]
    unmet: tuple[Unmet | TooFewPoints, ...]

    def why(self) -> list[dict[str, Any]]:
        """Answer "why so many points" as plain data; the points of the lines add up to the sum."""
        return [part.to_json() for part in self.parts]


def score(sheet: CriteriaSheet, values: Mapping[str, Decimal]) -> Score:
    """Return the points for these values, which are of this sheet (`read_values`)."""
    parts = {
        criterion.code: _part(criterion, values.get(criterion.code), sheet.decimals)
        for criterion in sheet.criteria
    }
    nothing = _rounded(Fraction(0), sheet.decimals)
    for group in sheet.best_of:
        # Sorting keeps the order of the sheet among equals.
        brought = [part for code, part in parts.items() if code in group.codes and code in values]
        brought.sort(key=lambda part: part.points, reverse=True)
        for part in brought[group.take :]:
            parts[part.criterion.code] = CriterionPoints(part.criterion, nothing, PointsNote.NOT_AMONG_BEST)
    for cap in sheet.caps:
        _take(parts, cap)
    _forgive(parts)
    points = sum((part.points for part in parts.values()), nothing)
    return Score(points, tuple(parts.values()), tuple(_unmet(sheet, values, points)))


Parts = dict[str, CriterionPoints]


def _take(parts: Parts, cap: SumCap) -> None:
    """Take what is above the cap of several criteria from the last of them that have points."""
    excess = sum((part.points for code, part in parts.items() if code in cap.codes), -cap.cap)
    for code in [code for code in reversed(parts) if code in cap.codes and parts[code].points > 0]:
        if excess <= 0:
            return
        taken = min(excess, parts[code].points)
        excess -= taken
        parts[code] = replace(parts[code], points=parts[code].points - taken, note=PointsNote.CAPPED)


def _forgive(parts: Parts) -> None:
    """Give back to the last negative criteria what would bring the sum below zero."""
    lacking = -sum((part.points for part in parts.values()), Decimal(0))
    for code in [code for code in reversed(parts) if parts[code].points < 0]:
        if lacking <= 0:
            return
        given = min(lacking, -parts[code].points)
        lacking -= given
        parts[code] = replace(parts[code], points=parts[code].points + given, note=PointsNote.NOT_BELOW_ZERO)


def _part(criterion: Criterion, value: Decimal | None, decimals: int) -> CriterionPoints:
    if value is None:
        return CriterionPoints(criterion, _rounded(Fraction(0), decimals), PointsNote.NO_VALUE)
    points = criterion.points_for(value)
    if criterion.cap is not None and points > (cap := Fraction(criterion.cap)):
        return CriterionPoints(criterion, _rounded(cap, decimals), PointsNote.CAPPED)
    return CriterionPoints(criterion, _rounded(points, decimals))


def _rounded(exact: Fraction, decimals: int) -> Decimal:
    """Half up, below zero too: never through a binary fraction, and never to the even neighbour."""
    whole = exact.denominator
    units = (2 * exact.numerator * 10**decimals + whole) // (2 * whole)
    return Decimal(units).scaleb(-decimals)


def _unmet(
    sheet: CriteriaSheet, values: Mapping[str, Decimal], points: Decimal
) -> list[Unmet | TooFewPoints]:
    unmet: list[Unmet | TooFewPoints] = []
    for criterion in sheet.criteria:
        value = values.get(criterion.code)
        if value is None:
            if criterion.code in sheet.required:
                unmet.append(Unmet(criterion, None))
        elif criterion.minimum is not None and value < criterion.minimum:
            unmet.append(Unmet(criterion, value))
    if sheet.total_minimum is not None and points < sheet.total_minimum:
        unmet.append(TooFewPoints(points, sheet.total_minimum))
    return unmet
