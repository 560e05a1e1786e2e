"""What opens a paper to people beside their rights and beside being named in it: declared by kinds.

A meeting opens the paper of a question to whoever reports on it. A paper knows nothing of that: it follows from rows
of another one, and ends with them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from governance.roles.person import Person


@dataclass(frozen=True)
class Opening:
    """The same, asked from both sides.

    `papers`: of a person (the key), the query of the ids of papers that are open to them; `people`: of a paper.
    """

    papers: Callable[[int], Any]
    people: Callable[[Any], Iterable[Person]]


OPENINGS: list[Opening] = []


def enter_opening(opening: Opening) -> None:
    OPENINGS.append(opening)
