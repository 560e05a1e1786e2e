"""The whole list: inputs and indicators that fit together, and who is asked for which inputs. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self

from django.utils.translation import gettext as _, gettext_lazy

from governance.documents.law.indicators.formula import names_in
from governance.documents.law.indicators.indicator import Giver, Indicator, Input, Span, codes
from governance.documents.law.validation import ImpossibleInput, about, check_once, list_of, values_of

MOST_INPUTS, MOST_INDICATORS = 80, 60
_INDICATOR = gettext_lazy("Indicator «%(name)s»")


@dataclass(frozen=True)
class IndicatorSheet:
    """Raises `ImpossibleInput` for a code that stands twice, an unknown name in a formula, or formulas in a circle."""

    inputs: Sequence[Input]
    indicators: Sequence[Indicator]

    def __post_init__(self) -> None:
        if len(self.inputs) > MOST_INPUTS or len(self.indicators) > MOST_INDICATORS:
            raise ImpossibleInput(
                _("At most %(inputs)d inputs and %(indicators)d indicators fit.")
                % {"inputs": MOST_INPUTS, "indicators": MOST_INDICATORS}
            )
        check_once(_("codes"), [*codes(self.inputs), *codes(self.indicators)])
        self._check_inputs()
        for indicator in self.indicators:
            with about(_INDICATOR, name=indicator.title):
                self._check_names(indicator)
        self._check_circles()
        for code in self.input_by_code:
            if len(givers := self.givers_of(code)) > 1:
                raise ImpossibleInput(
                    _("Input «%(name)s» is asked of several: %(first)s and %(second)s use it.")
                    % {"name": code, "first": givers[0].title, "second": givers[1].title}
                )

    @classmethod
    def from_json(cls, data: object) -> Self:
        inputs, indicators = values_of(data, "indicators", "inputs", "indicators")
        return cls(
            tuple(Input.from_json(row) for row in list_of("inputs", inputs)),
            tuple(Indicator.from_json(row) for row in list_of("indicators", indicators)),
        )

    def to_json(self) -> dict[str, Any]:
        return {
            "inputs": [row.to_json() for row in self.inputs],
            "indicators": [row.to_json() for row in self.indicators],
        }

    @cached_property
    def input_by_code(self) -> Mapping[str, Input]:
        return {row.code: row for row in self.inputs}

    @cached_property
    def by_code(self) -> Mapping[str, Indicator]:
        return {row.code: row for row in self.indicators}

    @cached_property
    def _units(self) -> dict[str, str]:
        return {}

    def used_by(self, indicator: Indicator) -> set[str]:
        """All names that it rests on, the weight of a mean among them."""
        names = names_in(indicator.node) if indicator.formula else set()
        return names | ({indicator.weight} if indicator.weight else set())

    def inputs_of(self, indicator: Indicator) -> set[str]:
        """The codes of all inputs that it rests on, through other indicators too."""
        names = self.used_by(indicator)
        through = [self.inputs_of(self.by_code[name]) for name in names & self.by_code.keys()]
        return (names & self.input_by_code.keys()).union(*through)

    def givers_of(self, code: str) -> list[Indicator]:
        """The indicators that use an input, one for each who is asked for it."""
        givers: dict[tuple[str, str], Indicator] = {}
        for indicator in self.indicators:
            if code in self.used_by(indicator):
                is_of_schools = indicator.formula and code in names_in(indicator.node, within_sum=True)
                giver = (Giver.SCHOOL, "") if is_of_schools else (indicator.giver, indicator.unit)
                givers.setdefault(giver, indicator)
        return list(givers.values())

    def asked(self, giver: Giver, unit: str = "", span: Span | None = None) -> list[Input]:
        """The inputs that each school, or this unit, is asked for; in the order of the list; `span`: of one alone."""
        asked: set[str] = set()
        for indicator in self.indicators:
            if span not in (None, indicator.span):
                continue
            for code in self.used_by(indicator) & self.input_by_code.keys():
                is_of_schools = indicator.formula and code in names_in(indicator.node, within_sum=True)
                by = (Giver.SCHOOL, "") if is_of_schools else (indicator.giver, indicator.unit)
                if by == (giver, unit):
                    asked.add(code)
        return [row for row in self.inputs if row.code in asked]

    def units_asked(self) -> list[str]:
        """The units that give something of their own, beside the schools."""
        return list(dict.fromkeys(row.unit for row in self.indicators if row.unit))

    def unit_asked_for(self, code: str) -> str:
        """The key of the unit that gives an input; empty where the schools do."""
        if code not in self._units:
            self._units[code] = next(
                (
                    row.unit
                    for row in self.indicators
                    if row.unit and code in names_in(row.node, within_sum=False)
                ),
                "",
            )
        return self._units[code]

    # --- what has to fit ------------------------------------------------------------------------------------------

    def _check_inputs(self) -> None:
        for row in self.inputs:
            if row.part_of and (row.part_of == row.code or row.part_of not in self.input_by_code):
                raise ImpossibleInput(
                    _("Input «%(name)s»: there is no input %(whole)s that it could be a part of.")
                    % {"name": row.title, "whole": row.part_of}
                )

    def _check_names(self, indicator: Indicator) -> None:
        known = {*self.input_by_code, *self.by_code}
        if unknown := sorted(self.used_by(indicator) - known):
            raise ImpossibleInput(
                _("the formula names what is not in the list: %(names)s.") % {"names": ", ".join(unknown)}
            )
        if indicator.weight and indicator.weight not in self.input_by_code:
            raise ImpossibleInput(_("a mean is weighted by an input."))
        if indicator.giver == Giver.SCHOOL and not indicator.by_school:
            alone = names_in(indicator.node, within_sum=False) & self.input_by_code.keys()
            if alone:
                raise ImpossibleInput(
                    _("the figure of the district alone takes what schools give as a sum: sum(%(name)s).")
                    % {"name": min(alone)}
                )

    def _check_circles(self) -> None:
        """Refuse formulas that rest on themselves, and name the circle."""
        passed: set[str] = set()
        for indicator in self.indicators:
            if circle := self._circle_from(indicator.code, [], passed):
                raise ImpossibleInput(
                    _("The formulas go in a circle: %(circle)s.") % {"circle": " → ".join(circle)}
                )

    def _circle_from(self, code: str, way: list[str], passed: set[str]) -> Iterable[str]:
        if code in way:
            return [*way[way.index(code) :], code]
        if code in passed or code not in self.by_code:
            return []
        for name in sorted(self.used_by(self.by_code[code])):
            if circle := self._circle_from(name, [*way, code], passed):
                return circle
        passed.add(code)
        return []
