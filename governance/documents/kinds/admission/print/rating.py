"""A rating list as it prints: by code, with the cut-off, what each criterion gave, and the rules it was computed by."""

from decimal import Decimal
from typing import Any, NotRequired, TypedDict

from governance.documents.approval.stamps import printed_stamps
from governance.documents.kinds.admission.rating import Rating
from governance.documents.language.phrases import places
from governance.documents.law.criteria import PointsNote
from governance.documents.printing.citation import cited
from governance.documents.printing.data import PaperMarks, StampData
from governance.documents.printing.registry import prints
from governance.documents.settings.forms.admission import RATING_CODES, RATING_RULES

OUTCOMES = {
    "recommended": "рекомендовано",
    "tied": "дополнительное испытание",
    "reserve": "резерв",
    "not_recommended": "не рекомендовано",
    "placed_higher": "место в другом списке",
}
# More columns of points do not fit the width of a sheet.
MOST_COLUMNS = 12
NO_VALUE, CAPPED, NOT_AMONG_BEST = "—", "*", "**"


class RatingLine(TypedDict):
    place: str  # "" of those without a rank
    code: str
    points: str
    outcome: str
    note: str


class RatingListData(TypedDict):
    """One class or profile: the lines down to the cut-off, what it is, the lines below."""

    title: str
    places: str
    above: list[RatingLine]
    cut: str  # or "" where nobody is recommended
    below: list[RatingLine]


class PointsTableData(TypedDict):
    """«Расчёт баллов»: a column a criterion, a line a code; cells are code, points of each, sum."""

    criteria: list[str]
    rows: list[list[str]]
    notes: list[str]


class RatingWords(TypedDict):
    """A rating list. It names nobody: codes alone."""

    title: str
    school: str
    heading: list[str]
    rules: str  # by which criteria it was computed, with the check code of the plan that has them
    codes: str  # where a pupil finds the code
    lists: list[RatingListData]
    why: NotRequired[PointsTableData]


class RatingMarks(PaperMarks):
    stamps: list[StampData]


STATUSES = dict.fromkeys((Rating.State.DRAFT, Rating.State.REVIEW), "ПРОЕКТ")


def rating_marks(rating: Rating, words: RatingWords) -> RatingMarks:
    data = RatingMarks(stamps=printed_stamps(rating))
    if rating.repealed_by is not None:
        data["void"] = _later(rating.repealed_by.whole)
    return data


@prints("rating", marks=rating_marks, statuses=STATUSES)
def rating_words(rating: Rating) -> RatingWords:
    """The lists as they were computed."""
    data = RatingWords(
        title=rating.full_title,
        school=rating.campaign.unit.name,
        heading=_heading(rating),
        rules=_rules(rating),
        codes=RATING_CODES.on(rating.district_id),
        lists=[_list(ranked, rating.campaign.sheet.decimals) for ranked in rating.lists],
    )
    why = _why(rating)
    if 0 < len(why["criteria"]) <= MOST_COLUMNS and why["rows"]:
        data["why"] = why
    return data


def _heading(rating: Rating) -> list[str]:
    kind = "Рейтинговый список"
    lines = [kind, rating.title_in("nominative").removeprefix(kind).strip()]
    if rating.round > 1:
        lines.append("дополнительный приём")
    return [*lines, f"(редакция {rating.edition})"] if rating.edition > 1 else lines


def _later(rating: Any) -> str:
    """«редакция 2 (протокол от … № 1-АК)»."""
    basis = rating.approved_by.whole
    # An edition that follows an appeal rests on the protocol that upheld it.
    return f"редакция {rating.edition} ({cited(basis.rests_on or basis)})"


def _rules(rating: Rating) -> str:
    campaign = rating.campaign
    said = {
        "плана приёма": campaign.title_in("genitive"),
        "приказ": cited(campaign.approved_by) if campaign.approved_by else "",
        "код": campaign.spelt_code,
    }
    return RATING_RULES.filled(rating.district_id, **said)


def _list(found: dict[str, Any], decimals: int) -> RatingListData:
    """The cut-off stands below the last who is recommended by rank; a guaranteed place may lie further down."""
    rows = found["rows"]
    by_rank = [
        place
        for place, row in enumerate(rows)
        if row["outcome"] == "recommended" and not row.get("guaranteed")
    ]
    cut = by_rank[-1] + 1 if by_rank else 0
    recommended = sum(row["outcome"] == "recommended" for row in rows)
    return RatingListData(
        title=found["name"],
        places=places(found["places"]),
        above=[_line(row, decimals) for row in rows[:cut]],
        cut=_cut(recommended, found["places"], _sum(rows[cut - 1], decimals)) if cut else "",
        below=[_line(row, decimals) for row in rows[cut:]],
    )


def _cut(recommended: int, seats: int, points: str) -> str:
    words = f"Проходной балл {points}; рекомендовано {recommended} на {places(seats)}"
    free = seats - recommended
    return f"{words}, свободно {free}" if free > 0 else words


def _sum(row: dict[str, Any], decimals: int) -> str:
    """«200,00»: with the decimals to which the points of its criteria are rounded."""
    return with_comma(f"{Decimal(row['points']):.{decimals}f}")


def _line(row: dict[str, Any], decimals: int) -> RatingLine:
    return RatingLine(
        place=str(row["rank"] or ""),
        code=row["id"],
        points=_sum(row, decimals),
        outcome=OUTCOMES[row["outcome"]],
        note=row.get("reason", ""),
    )


def _why(rating: Rating) -> PointsTableData:
    """The points of each code, once, by code; a criterion that gives none has no column."""
    sheet = rating.campaign.sheet
    criteria = [criterion for criterion in sheet.criteria if criterion.points * criterion.weight]
    rows = {row["id"]: row for ranked in rating.lists for row in ranked["rows"]}
    lines = []
    seen: set[str] = set()
    for code in sorted(rows):
        parts = {part["code"]: part for part in rows[code]["why"]}
        seen |= {part.get("note", "") for part in parts.values()}
        cells = [_points(parts[criterion.code]) for criterion in criteria]
        lines.append([code, *cells, _sum(rows[code], sheet.decimals)])
    legend = {
        PointsNote.NO_VALUE: f"{NO_VALUE} результат не представлен",
        PointsNote.CAPPED: f"{CAPPED} не больше предела по критерию",
        PointsNote.NOT_AMONG_BEST: f"{NOT_AMONG_BEST} засчитан лучший результат группы",
    }
    return PointsTableData(
        criteria=[criterion.name for criterion in criteria],
        rows=lines,
        notes=[words for note, words in legend.items() if note.value in seen],
    )


def _points(part: dict[str, str]) -> str:
    note = part.get("note")
    if note == PointsNote.NO_VALUE:
        return NO_VALUE
    sign = {PointsNote.CAPPED.value: CAPPED, PointsNote.NOT_AMONG_BEST.value: NOT_AMONG_BEST}.get(
        note or "", ""
    )
    return f"{with_comma(part['points'])}{sign}"


def with_comma(points: str) -> str:
    """«177,65»: as Russian papers write it."""
    return points.replace(".", ",")
