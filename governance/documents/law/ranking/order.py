"""Putting applicants in order. The law stands at the head of the package."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from governance.documents.law.criteria import CriteriaSheet, Score, TieKey, score

from .applicant import RankingEntry


@dataclass(frozen=True)
class Standing:
    """One applicant's points and rank; the rank is None for whoever is not qualified."""

    applicant: RankingEntry
    score: Score
    rank: int | None
    guaranteed_by: str | None
    ahead_by: str | None
    # The flag of the best class of `precedence`.
    precedes_by: str | None = None


def standings(sheet: CriteriaSheet, applicants: Iterable[RankingEntry]) -> list[Standing]:
    """Return everybody by rank, then those without a rank; among equals, and among the latter, by id."""
    scored = [(applicant, score(sheet, applicant.values)) for applicant in applicants]
    keyed = sorted(
        (
            (_key(sheet, applicant, points), applicant, points)
            for applicant, points in scored
            if not points.unmet
        ),
        key=lambda entry: (entry[0], entry[1].id),
    )
    ranked = []
    rank, last = 0, None
    for place, (key, applicant, points) in enumerate(keyed, start=1):
        if key != last:
            rank, last = place, key
        ranked.append(_standing(sheet, applicant, points, rank))
    unqualified = sorted((entry for entry in scored if entry[1].unmet), key=lambda entry: entry[0].id)
    return ranked + [_standing(sheet, applicant, points, None) for applicant, points in unqualified]


def _key(
    sheet: CriteriaSheet, applicant: RankingEntry, points: Score
) -> tuple[int, Decimal, tuple[tuple[bool, Decimal], ...]]:
    """A sort key that puts the better first."""
    return (
        _class(sheet, applicant),
        -points.points,
        tuple(_value(key, applicant.values.get(key.name)) for key in sheet.order_of_equals),
    )


def _value(key: TieKey, value: Decimal | None) -> tuple[bool, Decimal]:
    """No value comes last, whichever end comes first."""
    if value is None:
        return True, Decimal(0)
    return False, value if key.lower_first else -value


def _class(sheet: CriteriaSheet, applicant: RankingEntry) -> int:
    """The place of the best class that the applicant has a flag of; those without any come after all."""
    classes = sheet.precedence or (sheet.ahead_of_all,)
    has = (place for place, flags in enumerate(classes) if _first_flag(flags, applicant))
    return next(has, len(classes))


def _standing(sheet: CriteriaSheet, applicant: RankingEntry, points: Score, rank: int | None) -> Standing:
    return Standing(
        applicant,
        points,
        rank,
        _first_flag(sheet.guarantee, applicant),
        _first_flag(sheet.ahead_of_all, applicant),
        _first_flag(tuple(flag for flags in sheet.precedence for flag in flags), applicant),
    )


def _first_flag(flags: tuple[str, ...], applicant: RankingEntry) -> str | None:
    """The first of these flags that the applicant has."""
    return next((flag for flag in flags if flag in applicant.flags), None)
