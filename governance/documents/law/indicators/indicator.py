"""What is measured: inputs, which somebody gives as counts, and indicators, which are computed from them. Pure data."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Any, Self

from django.utils.translation import gettext as _, gettext_lazy

from governance.documents.law.indicators.formula import NAME, SUMS, Node, parse, quotient
from governance.documents.law.validation import (
    ImpossibleInput,
    about,
    check_word,
    decimal_of,
    shown,
    text_of,
    values_of,
)

LONGEST_TITLE = 300
MOST_PLACES = 3


class Direction(StrEnum):
    """The three directions in which a district looks at itself."""

    PUPILS = "pupils"
    TEACHERS = "teachers"
    MANAGEMENT = "management"


class UnitOf(StrEnum):
    """In what an indicator is told."""

    PERCENT = "percent"
    PERSONS = "persons"
    PIECES = "pieces"
    POINTS = "points"
    ROUBLES = "roubles"
    DAYS = "days"
    RATIO = "ratio"
    YES_NO = "yes_no"


class Good(StrEnum):
    """Which way is better."""

    UP = "up"
    DOWN = "down"
    NEUTRAL = "neutral"


class Span(StrEnum):
    """For what time it is measured."""

    YEAR = "year"
    HALF = "half"
    TERM = "term"
    MONTH = "month"


class Giver(StrEnum):
    """From whom it comes: each school, one unit, or the papers themselves."""

    SCHOOL = "school"
    UNIT = "unit"
    SYSTEM = "system"


class Whole(StrEnum):
    """How the figure of the district comes about."""

    SUM = "sum"
    MEAN = "mean"
    RATIO = "ratio"
    OWN = "own"


class InputKind(StrEnum):
    """Counts, of people and of other things, are whole numbers; a number has a fraction; the last is yes or no."""

    PEOPLE = "people"
    COUNT = "count"
    NUMBER = "number"
    YES_NO = "yes_no"

    @property
    def is_whole(self) -> bool:
        return self in (InputKind.PEOPLE, InputKind.COUNT)


# People who are counted each month would be counted again and again: what has no sum over the months of a year is asked
# once a year.
ADDED_OVER_TIME = frozenset({UnitOf.PERCENT, UnitOf.RATIO, UnitOf.PIECES, UnitOf.ROUBLES})
_INPUT = gettext_lazy("Input «%(name)s»")
_INDICATOR = gettext_lazy("Indicator «%(name)s»")


def code_of(name: str, value: object) -> str:
    """A name that formulas can use."""
    if not isinstance(value, str) or not NAME.fullmatch(value) or value.lower() in SUMS:
        raise ImpossibleInput(
            _("The code %(code)s does not fit: letters, digits and _, a letter first, at most 40 signs.")
            % {"code": shown(value)}
        )
    return value


def title_of(value: object) -> str:
    title = " ".join(text_of("title", value).split())
    if not title or len(title) > LONGEST_TITLE:
        raise ImpossibleInput(_("Give a title of at most %(most)d signs.") % {"most": LONGEST_TITLE})
    return title


@dataclass(frozen=True)
class Input:
    """What is asked of whoever gives it: a count, never a person. `part_of`: the input that it cannot exceed."""

    code: str
    title: str
    kind: InputKind = InputKind.COUNT
    part_of: str = ""

    @classmethod
    def from_json(cls, data: object) -> Self:
        code, title, kind, part_of = values_of(
            data, "input", "code", "title", optional={"kind": "count", "part_of": ""}
        )
        with about(_INPUT, name=title or code):
            check_word("kind", kind, tuple(InputKind))
            return cls(code_of("code", code), title_of(title), InputKind(kind), part_of)

    def to_json(self) -> dict[str, Any]:
        return asdict(self) | {"kind": self.kind.value}


@dataclass(frozen=True)
class Indicator:
    """One row of the list (перечень показателей).

    `formula` over inputs and other indicators, or `measure`, the name of what the papers tell themselves. `giver` and
    `unit` (the key of a unit) say who gives its inputs. `whole`: how the figure of the district comes from those of the
    schools; a mean is weighted by the input `weight`. `places` after the comma; rounded once, half up.
    """

    code: str
    title: str
    direction: Direction
    unit_of: UnitOf
    good: Good
    target: Decimal | None
    span: Span
    source: str
    giver: Giver
    whole: Whole
    formula: str = ""
    measure: str = ""
    unit: str = ""
    weight: str = ""
    places: int = 1

    def __post_init__(self) -> None:
        """Raises `ImpossibleInput`, naming the indicator, for what contradicts itself."""
        with about(_INDICATOR, name=self.title):
            self._check_giver()
            self._check_whole()
            if self.good == Good.NEUTRAL and self.target is not None:
                raise ImpossibleInput(_("without a better and a worse it has no target."))
            if self.unit_of == UnitOf.YES_NO and self.target not in (None, 0, 1):
                raise ImpossibleInput(_("the target of yes or no is 1 or 0."))
            if self.span != Span.YEAR and self.unit_of not in ADDED_OVER_TIME:
                raise ImpossibleInput(
                    _(
                        "what is asked more often is added up over the year, and this cannot be: ask it yearly."
                    )
                )

    def _check_giver(self) -> None:
        if (self.giver == Giver.SYSTEM) != bool(self.measure):
            raise ImpossibleInput(_("choose what the papers tell where they tell it, and only there."))
        if (self.giver == Giver.SYSTEM) == bool(self.formula):
            raise ImpossibleInput(_("it needs a formula, unless the papers tell it."))
        if (self.giver == Giver.UNIT) != bool(self.unit):
            raise ImpossibleInput(_("name the unit where one unit gives it, and only there."))
        if self.formula:
            assert self.node  # read, to be refused in time

    def _check_whole(self) -> None:
        if self.giver != Giver.SCHOOL and self.whole != Whole.OWN:
            raise ImpossibleInput(_("what no school gives has a figure of the district alone."))
        if self.whole == Whole.RATIO and quotient(self.node) is None:
            raise ImpossibleInput(
                _("the ratio of sums needs a formula that divides: part / whole, or part / whole * 100.")
            )
        if (self.whole == Whole.MEAN) != bool(self.weight):
            raise ImpossibleInput(_("name the input by which the mean is weighted, and only for a mean."))

    @cached_property
    def node(self) -> Node:
        return parse(self.formula)

    @property
    def by_school(self) -> bool:
        """Whether each school has a figure of its own."""
        return self.giver == Giver.SCHOOL and self.whole != Whole.OWN

    @classmethod
    def from_json(cls, data: object) -> Self:
        code, title, direction, unit_of, good, span, giver, whole, target, *words = values_of(
            data,
            "indicator",
            *("code", "title", "direction", "unit_of", "good", "span", "giver", "whole"),
            optional={
                "target": "",
                **dict.fromkeys(("source", "formula", "measure", "unit", "weight"), ""),
                "places": 1,
            },
        )
        *texts, places = words
        with about(_INDICATOR, name=title or code):
            for name, word, allowed in (
                ("direction", direction, Direction),
                ("unit_of", unit_of, UnitOf),
                ("good", good, Good),
                ("span", span, Span),
                ("giver", giver, Giver),
                ("whole", whole, Whole),
            ):
                check_word(name, word, tuple(allowed))
            if type(places) is not int or not 0 <= places <= MOST_PLACES:
                raise ImpossibleInput(
                    _("places after the comma are from 0 to %(most)d.") % {"most": MOST_PLACES}
                )
            code, title = code_of("code", code), title_of(title)
            source, formula, measure, unit, weight = (text_of("text", text).strip() for text in texts)
            aim = None if target in ("", None) else decimal_of("target", target, digits=9, places=3)
        return cls(
            code,
            title,
            Direction(direction),
            UnitOf(unit_of),
            Good(good),
            aim,
            Span(span),
            source,
            Giver(giver),
            Whole(whole),
            formula,
            measure,
            unit,
            weight,
            places,
        )

    def to_json(self) -> dict[str, Any]:
        words = {name: str(value) for name, value in asdict(self).items() if name not in ("target", "places")}
        return words | {"target": "" if self.target is None else f"{self.target:f}", "places": self.places}


def codes(rows: Sequence[Input] | Sequence[Indicator]) -> list[str]:
    return [row.code for row in rows]
