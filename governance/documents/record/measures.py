"""What the papers tell of themselves, as numbers: each kind enters its own, `@measure("plan_done", …)`.

A list of indicators names them; whoever reports freezes what they came to, with the day on which it was read.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from governance.documents.law.indicators import Measured

# Takes the id of the district and the first and last day of the time that is told.
Count = Callable[[int, date, date], Measured]


@dataclass(frozen=True)
class Measure:
    """`label`: what is counted; `counted`: how, in a sentence of papers. Both are Russian: they are printed."""

    name: str
    label: str
    counted: str
    count: Count


MEASURES: dict[str, Measure] = {}


def measure(name: str, *, label: str, counted: str) -> Callable[[Count], Count]:
    """Function decorator: enter a measure. Raises ValueError when another one has the name."""

    def enter(count: Count) -> Count:
        if name in MEASURES:
            raise ValueError(f"Two measures are called {name}.")
        MEASURES[name] = Measure(name, label, counted, count)
        return count

    return enter
