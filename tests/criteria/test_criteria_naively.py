"""The points of a sheet against a second, naive implementation, and what holds under every sheet."""

from decimal import ROUND_HALF_UP, Decimal, localcontext
from itertools import combinations

from hypothesis import given, settings, strategies as st

from governance.documents.law.criteria import BestOf, CriteriaSheet, Criterion, Kind, score

CODES = ["a", "b", "c", "d", "e"]
NUMBERS = st.decimals(0, 999_999, places=3) | st.decimals(0, 40, places=1) | st.integers(0, 5).map(Decimal)


@st.composite
def criteria(draw: st.DrawFn, code: str, decimals: int) -> Criterion:
    kind = draw(st.sampled_from(Kind))
    return Criterion(
        code,
        kind,
        draw(NUMBERS),
        draw(NUMBERS),
        draw(st.none() | st.decimals(0, 1000, places=decimals)),
        draw(st.decimals("0.001", 999_999, places=3)) if kind is Kind.RATIO else None,
    )


@st.composite
def sheets(draw: st.DrawFn) -> CriteriaSheet:
    decimals = draw(st.integers(0, 4))
    codes = draw(st.permutations(CODES))
    cut = draw(st.integers(1, len(CODES)))
    groups = [group for group in (codes[:cut], codes[cut:]) if group]
    return CriteriaSheet(
        tuple(draw(criteria(code, decimals)) for code in CODES),
        tuple(
            BestOf(tuple(group), draw(st.integers(1, len(group)))) for group in groups if draw(st.booleans())
        ),
        decimals=decimals,
    )


VALUES = st.dictionaries(st.sampled_from(CODES), NUMBERS)


def naive_points(sheet: CriteriaSheet, values: dict[str, Decimal]) -> Decimal:
    """Count as a person with a long calculator would: 60 digits, and every choice of the best tried."""
    with localcontext(prec=60, rounding=ROUND_HALF_UP):
        given = {}
        for criterion in sheet.criteria:
            value = values.get(criterion.code, Decimal(0))
            if criterion.kind == "ratio":
                assert criterion.max_value is not None
                points = value * criterion.points * criterion.weight / criterion.max_value
            elif criterion.kind == "per_unit":
                points = value * criterion.points * criterion.weight
            else:
                points = criterion.points * criterion.weight if value > 0 else Decimal(0)
            if criterion.cap is not None and points > criterion.cap:
                points = criterion.cap
            given[criterion.code] = points.quantize(Decimal(1).scaleb(-sheet.decimals))
        grouped = [code for group in sheet.best_of for code in group.codes]
        total = sum((points for code, points in given.items() if code not in grouped), Decimal(0))
        for group in sheet.best_of:
            total += max(
                sum(given[code] for code in chosen) for chosen in combinations(group.codes, group.take)
            )
        return total


@settings(deadline=None, max_examples=200)
@given(sheets(), VALUES)
def test_the_points_agree_with_the_naive_implementation(
    sheet: CriteriaSheet, values: dict[str, Decimal]
) -> None:
    assert score(sheet, values).points == naive_points(sheet, values)


@settings(deadline=None, max_examples=100)
@given(sheets(), VALUES)
def test_the_points_shown_add_up_to_the_sum_with_all_their_decimals(
    sheet: CriteriaSheet, values: dict[str, Decimal]
) -> None:
    found = score(sheet, values)
    assert [line["code"] for line in found.why()] == CODES
    assert str(sum(Decimal(line["points"]) for line in found.why())) == str(found.points)


@settings(deadline=None, max_examples=100)
@given(sheets(), VALUES, st.sampled_from(CODES), NUMBERS)
def test_a_larger_value_never_gives_fewer_points(
    sheet: CriteriaSheet, values: dict[str, Decimal], code: str, more: Decimal
) -> None:
    larger = values | {code: values.get(code, Decimal(0)) + more}
    assert score(sheet, larger).points >= score(sheet, values).points


@settings(deadline=None, max_examples=100)
@given(sheets())
def test_any_sheet_survives_being_stored_and_keeps_its_hash(sheet: CriteriaSheet) -> None:
    stored = CriteriaSheet.from_json(sheet.to_json())
    assert (stored.criteria, stored.criteria_hash) == (sheet.criteria, sheet.criteria_hash)
