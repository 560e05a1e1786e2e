"""The figures of a list: of each school and of the district, from what was given and what the papers tell. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any

from governance.documents.law.indicators.evaluation import Outcome, added, combined, evaluate, known, unknown
from governance.documents.law.indicators.formula import Node, quotient
from governance.documents.law.indicators.indicator import Giver, Indicator, Whole
from governance.documents.law.indicators.sheet import IndicatorSheet

# The inputs that one unit has given, by their codes.
Given = Mapping[str, Decimal]


@dataclass(frozen=True)
class Measured:
    """What the papers tell: `part` of a `whole`, in per cent unless `times` says else, or a number without a whole.

    Of an empty whole there is no data.
    """

    part: Decimal
    whole: Decimal | None = None
    times: int = 100

    @classmethod
    def of(cls, part: int, whole: int, times: int = 100) -> "Measured":
        return cls(Decimal(part), Decimal(whole), times)

    @property
    def outcome(self) -> Outcome:
        if self.whole is None:
            return known(Fraction(self.part))
        return combined("/", known(Fraction(self.part) * self.times), known(Fraction(self.whole)))


@dataclass(frozen=True)
class Figure:
    """What an indicator comes to in one place; `part` and `whole` where it is a share, to stand beside it."""

    outcome: Outcome
    part: Fraction | None = None
    whole: Fraction | None = None

    def to_json(self, places: int) -> dict[str, Any]:
        number = self.outcome.rounded(places)
        said: dict[str, Any] = {"value": "" if number is None else f"{number:f}"}
        if self.part is not None and self.whole is not None:
            said |= {"part": _written(self.part), "whole": _written(self.whole)}
        if self.outcome.by_zero:
            said["by_zero"] = True
        if self.outcome.lacking:
            said["lacking"] = sorted(self.outcome.lacking)
        if self.outcome.without:
            said["without"] = sorted(self.outcome.without)
        return said


def _written(number: Fraction) -> str:
    """A number beside a share: a count as it is, another one to two places."""
    exact = Outcome(number).rounded(2)
    assert exact is not None
    return f"{exact.normalize():f}"


@dataclass
class Computation:
    """Figures on demand, each computed once. `schools`, `units`: what each has given, by its key."""

    sheet: IndicatorSheet
    schools: Mapping[str, Given]
    units: Mapping[str, Given] = field(default_factory=dict)
    measured: Mapping[str, Measured] = field(default_factory=dict)
    _known: dict[tuple[str, str | None], Outcome] = field(default_factory=dict)

    def of_school(self, indicator: Indicator, school: str) -> Figure:
        return self._figure(indicator.node, self.value(indicator.code, school), school)

    def of_district(self, indicator: Indicator) -> Figure:
        outcome = self.value(indicator.code, None)
        if indicator.giver == Giver.SYSTEM:
            counted = self.measured.get(indicator.measure)
            if counted is None or counted.whole is None:
                return Figure(outcome)
            return Figure(outcome, Fraction(counted.part), Fraction(counted.whole))
        if indicator.whole == Whole.RATIO:
            part, whole = self._sums(indicator)
            return Figure(outcome, part.number, whole.number)
        return Figure(outcome) if indicator.by_school else self._figure(indicator.node, outcome, None)

    def value(self, code: str, school: str | None) -> Outcome:
        """Of an input or an indicator, for a school or (None) for the district."""
        key = (code, school)
        if key not in self._known:
            self._known[key] = self._value(code, school)
        return self._known[key]

    def _value(self, code: str, school: str | None) -> Outcome:
        indicator = self.sheet.by_code.get(code)
        if indicator is None:
            return self._given(code, school)
        if school is not None and indicator.by_school:
            return self._evaluated(indicator.node, school)
        match indicator.giver, indicator.whole:
            case Giver.SYSTEM, _:
                counted = self.measured.get(indicator.measure)
                return unknown(code) if counted is None else counted.outcome
            case _, Whole.OWN:
                return self._evaluated(indicator.node, None)
            case _, Whole.SUM:
                return self._summed(indicator.node)
            case _, Whole.RATIO:
                part, whole = self._sums(indicator)
                found = quotient(indicator.node)
                assert found is not None
                return combined("/", combined("*", part, known(found.times)), whole)
        return self._mean(indicator)

    def _given(self, code: str, school: str | None) -> Outcome:
        """An input that one unit gives is known everywhere; one of the schools only in the school that has given it."""
        unit = self.sheet.unit_asked_for(code)
        given = self.units.get(unit, {}) if unit else self.schools.get(school or "", {})
        return known(Fraction(given[code])) if code in given else unknown(code)

    def _evaluated(self, node: Node, school: str | None) -> Outcome:
        return evaluate(node, lambda code: self.value(code, school), self._summed)

    def _summed(self, node: Node) -> Outcome:
        return added({key: self._evaluated(node, key) for key in self.schools})

    def _sums(self, indicator: Indicator) -> tuple[Outcome, Outcome]:
        """Parts and wholes of the schools that have given both."""
        found = quotient(indicator.node)
        assert found is not None, "checked where the indicator was made"
        pairs = {
            key: (self._evaluated(found.part, key), self._evaluated(found.whole, key)) for key in self.schools
        }
        return _both(pairs)

    def _mean(self, indicator: Indicator) -> Outcome:
        """Weighted; of the schools that have given both value and weight."""
        pairs = {
            key: (
                combined("*", self.value(indicator.code, key), self.value(indicator.weight, key)),
                self.value(indicator.weight, key),
            )
            for key in self.schools
        }
        return combined("/", *_both(pairs))

    def _figure(self, node: Node, outcome: Outcome, school: str | None) -> Figure:
        found = quotient(node)
        if found is None or not outcome.is_known:
            return Figure(outcome)
        part, whole = (self._evaluated(one, school) for one in (found.part, found.whole))
        return Figure(outcome, part.number, whole.number)


def _both(pairs: Mapping[str, tuple[Outcome, Outcome]]) -> tuple[Outcome, Outcome]:
    """The sums of the first and of the second, over those of whom both are known."""
    fit = {
        key: (
            first if second.is_known else Outcome(lacking=second.lacking),
            second if first.is_known else Outcome(lacking=first.lacking),
        )
        for key, (first, second) in pairs.items()
    }
    return added({key: one for key, (one, _other) in fit.items()}), added(
        {key: other for key, (_one, other) in fit.items()}
    )
