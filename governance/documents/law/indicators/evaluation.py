"""What a formula comes to for given values: an exact number, or no data with its reason. Pure.

Nothing stands for what is not known: a missing value makes the whole unknown, and so does a division by zero («нет
данных»). Only a sum over the schools adds those that have given, and says which have not.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import floor

from governance.documents.law.indicators.formula import Binary, Name, Negative, Node, Number, OverSchools


@dataclass(frozen=True)
class Outcome:
    """A number, or None for no data: `lacking` names what was not given, `by_zero` says that it divides by zero.

    `without`: the schools that a sum over them could not count.
    """

    number: Fraction | None = None
    lacking: frozenset[str] = frozenset()
    by_zero: bool = False
    without: frozenset[str] = frozenset()

    @property
    def is_known(self) -> bool:
        return self.number is not None

    def rounded(self, places: int) -> Decimal | None:
        """Half up, towards the greater: 0.25 to one place is 0.3, and -0.25 is -0.2."""
        if self.number is None:
            return None
        return Decimal(floor(self.number * 10**places + Fraction(1, 2))).scaleb(-places)


def known(number: Fraction) -> Outcome:
    return Outcome(number)


def unknown(code: str) -> Outcome:
    """No data, because this was not given."""
    return Outcome(lacking=frozenset({code}))


# The value of a name, and the sum of a formula over the schools.
ValueOf = Callable[[str], Outcome]
SumOf = Callable[[Node], Outcome]


def evaluate(node: Node, value_of: ValueOf, sum_of: SumOf) -> Outcome:
    match node:
        case Number(value):
            return known(value)
        case Name(code):
            return value_of(code)
        case OverSchools(inner):
            return sum_of(inner)
        case Negative(inner):
            outcome = evaluate(inner, value_of, sum_of)
            return outcome if outcome.number is None else Outcome(-outcome.number, without=outcome.without)
        case Binary(sign, left, right):
            return combined(sign, evaluate(left, value_of, sum_of), evaluate(right, value_of, sum_of))


def combined(sign: str, left: Outcome, right: Outcome) -> Outcome:
    without = left.without | right.without
    if left.number is None or right.number is None:
        return Outcome(None, left.lacking | right.lacking, left.by_zero or right.by_zero, without)
    match sign:
        case "+":
            return Outcome(left.number + right.number, without=without)
        case "-":
            return Outcome(left.number - right.number, without=without)
        case "*":
            return Outcome(left.number * right.number, without=without)
    if not right.number:
        return Outcome(by_zero=True, without=without)
    return Outcome(left.number / right.number, without=without)


def added(outcomes: dict[str, Outcome]) -> Outcome:
    """The sum of what the schools come to, by their keys: of those that are known; none known is no data."""
    numbers = [outcome.number for outcome in outcomes.values() if outcome.number is not None]
    without = frozenset(key for key, outcome in outcomes.items() if outcome.number is None)
    if not numbers:
        lacking = frozenset(code for outcome in outcomes.values() for code in outcome.lacking)
        return Outcome(lacking=lacking, without=without)
    return Outcome(sum(numbers, Fraction(0)), without=without)
