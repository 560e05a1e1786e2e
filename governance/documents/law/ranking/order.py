"""Putting applicants in order. The law stands at the head of the package."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from governance.documents.law.criteria import CriteriaSheet, Score, score

from .applicant import RankingEntry

_NO_VALUE = Decimal(-1)


@dataclass(frozen=True)
class Standing:
    """One applicant's points and rank; who is not qualified has no rank."""

    applicant: RankingEntry
    score: Score
    rank: int | None
    guaranteed_by: str | None
    ahead_by: str | None


def standings(sheet: CriteriaSheet, applicants: Iterable[RankingEntry]) -> list[Standing]:
    """Return everybody by rank, then those without one; who shares a rank, and the latter, by id."""
    scored = [(applicant, score(sheet, applicant.values)) for applicant in applicants]
    keyed = sorted(
        ((_key(sheet, who, points), who, points) for who, points in scored if not points.unmet),
        key=lambda entry: (entry[0], entry[1].id),
    )
    found = []
    rank, last = 0, None
    for place, (key, who, points) in enumerate(keyed, start=1):
        if key != last:
            rank, last = place, key
        found.append(_standing(sheet, who, points, rank))
    unqualified = sorted((entry for entry in scored if entry[1].unmet), key=lambda entry: entry[0].id)
    return found + [_standing(sheet, who, points, None) for who, points in unqualified]


def _key(
    sheet: CriteriaSheet, applicant: RankingEntry, points: Score
) -> tuple[bool, Decimal, tuple[Decimal, ...]]:
    """Sorts the better first."""
    return (
        _borne(sheet.ahead_of_all, applicant) is None,
        -points.points,
        tuple(-applicant.values.get(code, _NO_VALUE) for code in sheet.tie_break),
    )


def _standing(sheet: CriteriaSheet, applicant: RankingEntry, points: Score, rank: int | None) -> Standing:
    return Standing(
        applicant,
        points,
        rank,
        _borne(sheet.guarantee, applicant),
        _borne(sheet.ahead_of_all, applicant),
    )


def _borne(flags: tuple[str, ...], applicant: RankingEntry) -> str | None:
    """The first of these flags that the applicant bears."""
    return next((flag for flag in flags if flag in applicant.flags), None)
