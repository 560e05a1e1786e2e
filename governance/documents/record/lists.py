"""What papers in force list for papers of other kinds to choose from: a kind enters its own, `@lists("profiles")`.

So a kind asks by the name of the list and imports no other kind.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from governance.documents.record.document import Document
from governance.roles.unit import Unit


@dataclass(frozen=True)
class Listed:
    """What the paper in force lists for a unit; nothing where it names nothing for it."""

    paper: Document
    names: Sequence[str]

    def has(self, name: str) -> bool:
        return name.casefold() in {known.casefold() for known in self.names}


# Takes the unit and the day for which is chosen; None where no paper is in force for that day.
Lister = Callable[[Unit, date], Listed | None]
LISTS: dict[str, Lister] = {}


def lists(name: str) -> Callable[[Lister], Lister]:
    """Function decorator: enter a list. Raises ValueError when another one has the name."""

    def enter(lister: Lister) -> Lister:
        if name in LISTS:
            raise ValueError(f"Two lists are called {name}.")
        LISTS[name] = lister
        return lister

    return enter


def listed(name: str, unit: Unit, day: date) -> Listed | None:
    return LISTS[name](unit, day)
