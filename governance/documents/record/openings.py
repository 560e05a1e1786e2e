"""What opens a paper to people beside their rights and beside being named in it: declared by kinds.

A meeting opens the paper of a question to whoever reports on it. A paper knows nothing of that: it follows from rows
of another one, and ends with them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists


@dataclass(frozen=True)
class Opening:
    """The same, asked from both sides.

    `papers`: of a person (the key), the query of the ids of papers that are open to them; `people`: of a paper (the
    key), whether it is open to the person of the query around it, `OuterRef("pk")`.
    """

    papers: Callable[[int], Any]
    people: Callable[[int], Exists]


OPENINGS: list[Opening] = []


def enter_opening(opening: Opening) -> None:
    OPENINGS.append(opening)
