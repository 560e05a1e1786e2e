"""Giving the places of one or several lists by rank and wish. The law stands at the head of the package."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from heapq import heappop, heappush

from django.utils.translation import gettext as _

from governance.documents.law.validation import ImpossibleInput, check_numbers, check_once, shown

from .order import Standing


class Outcome(StrEnum):
    """The outcome of one application in one list."""

    RECOMMENDED = "recommended"
    TIED = "tied"
    RESERVE = "reserve"
    NOT_RECOMMENDED = "not_recommended"


@dataclass(frozen=True)
class ClassList:
    """A class, or a profile inside one: its places, and everybody who may be given one."""

    places: int
    standings: Sequence[Standing]

    def __post_init__(self) -> None:
        check_numbers(places=self.places)


@dataclass
class _Seats:
    """The places of one list while applicants ask for them.

    A level stands for all applicants with equal claims; the lower its number, the better. Every level is entered
    and left once, every applicant falls out once, so that n who ask cost n log n.
    """

    places: int
    levels: Mapping[str, int | None]
    held: dict[int, list[str]] = field(default_factory=dict)
    worst: list[int] = field(default_factory=list)
    """The levels held, negated: a heap gives its least, and the worst is looked for."""
    taken: int = 0
    tied: int | None = None
    """The level that no longer fits as a whole."""

    def ask(self, applicant: str) -> list[str]:
        """Let the applicant in; return those who now cannot rely on a place, perhaps the same applicant among them."""
        level = self.levels[applicant]
        if level is None:
            return [applicant]
        if level not in self.held:
            self.held[level] = []
            heappush(self.worst, -level)
        self.held[level].append(applicant)
        self.taken += 1
        fallen = [applicant] if level == self.tied else []
        while self.worst and self.taken - len(self.held[-self.worst[0]]) >= self.places:
            fallen += self._leave(-heappop(self.worst))
        if self.taken > self.places and self.tied != -self.worst[0]:
            self.tied = -self.worst[0]
            fallen += self.held[self.tied]
        return fallen

    def _leave(self, level: int) -> list[str]:
        group = self.held.pop(level)
        self.taken -= len(group)
        return [] if level == self.tied else group

    def outcome(self, applicant: str) -> Outcome:
        level = self.levels[applicant]
        if level is None:
            return Outcome.NOT_RECOMMENDED
        if level not in self.held:
            return Outcome.RESERVE
        return Outcome.TIED if level == self.tied else Outcome.RECOMMENDED


def honour_wishes(
    lists: Mapping[str, ClassList], wishes: Mapping[str, Sequence[str]]
) -> dict[str, dict[str, Outcome]]:
    """Return for each applicant the outcome at each wish, in order, down to the one that is recommended.

    `wishes` names lists by the applicant's id, the dearest first. Wishes below a recommendation are not
    looked at, so at most one is `recommended`. Raises `ImpossibleInput` for a wish that names no list, or a
    list on which the applicant does not stand, or one list twice.
    """
    seats = {code: _Seats(listed.places, _levels(listed.standings)) for code, listed in lists.items()}
    for applicant, wished in wishes.items():
        _check_wishes(applicant, wished, seats)
    asked = dict.fromkeys(wishes, 0)
    asking = list(wishes)
    while asking:
        applicant = asking.pop()
        if asked[applicant] < len(wishes[applicant]):
            code = wishes[applicant][asked[applicant]]
            asked[applicant] += 1
            asking += seats[code].ask(applicant)
    return {
        applicant: {code: seats[code].outcome(applicant) for code in wished[: asked[applicant]]}
        for applicant, wished in wishes.items()
    }


def _levels(standings: Sequence[Standing]) -> dict[str, int | None]:
    """The level of each applicant of the list: first the guaranteed by rank, then the others by rank."""
    behind = len(standings)
    return {
        standing.applicant.id: (
            standing.rank if standing.rank is None or standing.guaranteed_by else standing.rank + behind
        )
        for standing in standings
    }


def _check_wishes(applicant: str, wished: Sequence[str], seats: Mapping[str, _Seats]) -> None:
    check_once("wishes", wished)
    for code in wished:
        if code not in seats or applicant not in seats[code].levels:
            raise ImpossibleInput(
                _("Applicant %(id)s wishes for %(list)s, and does not stand on such a list.")
                % {"id": applicant, "list": shown(code)}
            )
