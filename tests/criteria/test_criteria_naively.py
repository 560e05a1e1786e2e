"""The points of a sheet against a second, naive implementation, and what holds under every sheet."""

from decimal import ROUND_FLOOR, Decimal, localcontext
from itertools import combinations

from hypothesis import given, settings, strategies as st

from governance.documents.law.criteria import Band, BestOf, CriteriaSheet, Criterion, Kind, SumCap, score

SIGNS = st.sampled_from([1, 1, -1])
KINDS = st.sampled_from(Kind)
# Of bands a higher one may give fewer points.
GROWING = [Kind.RATIO, Kind.PER_UNIT, Kind.ONCE]
CODES = ["a", "b", "c", "d", "e"]
NUMBERS = st.decimals(0, 999_999, places=3) | st.decimals(0, 40, places=1) | st.integers(0, 5).map(Decimal)


@st.composite
def criteria(
    draw: st.DrawFn, code: str, decimals: int, signs: st.SearchStrategy[int], kinds: st.SearchStrategy[Kind]
) -> Criterion:
    kind = draw(kinds)
    bands = draw(st.lists(NUMBERS, min_size=1, max_size=3, unique=True)) if kind is Kind.BANDS else []
    return Criterion(
        code,
        kind,
        Decimal(0) if bands else draw(NUMBERS) * draw(signs),
        draw(NUMBERS),
        draw(st.none() | st.decimals(0, 1000, places=decimals)),
        draw(st.decimals("0.001", 999_999, places=3)) if kind is Kind.RATIO else None,
        bands=tuple(Band(least, draw(NUMBERS) * draw(signs)) for least in bands),
    )


@st.composite
def sheets(
    draw: st.DrawFn,
    signs: st.SearchStrategy[int] = SIGNS,
    kinds: st.SearchStrategy[Kind] = KINDS,
    *,
    apart: bool = False,
) -> CriteriaSheet:
    """`apart`: no best of a group is taken of criteria under a common cap together with others."""
    decimals = draw(st.integers(0, 4))
    together = draw(st.permutations(CODES))[:3]
    codes = [*together, *(code for code in CODES if code not in together)]
    if not apart:
        codes = draw(st.permutations(CODES))
    cut = 3 if apart else draw(st.integers(1, len(CODES)))
    groups = [group for group in (codes[:cut], codes[cut:]) if group]
    return CriteriaSheet(
        tuple(draw(criteria(code, decimals, signs, kinds)) for code in CODES),
        tuple(
            BestOf(tuple(group), draw(st.integers(1, len(group)))) for group in groups if draw(st.booleans())
        ),
        decimals=decimals,
        caps=(SumCap(tuple(together), draw(st.decimals(0, 100, places=decimals))),),
    )


VALUES = st.dictionaries(st.sampled_from(CODES), NUMBERS)


def naive_points(sheet: CriteriaSheet, values: dict[str, Decimal]) -> Decimal:
    """Count as a person with a long calculator would: 60 digits, and every choice of the best tried."""
    with localcontext(prec=60):
        given = {}
        for criterion in sheet.criteria:
            value = values.get(criterion.code, Decimal(0))
            if criterion.kind == "ratio":
                assert criterion.max_value is not None
                points = value * criterion.points * criterion.weight / criterion.max_value
            elif criterion.kind == "per_unit":
                points = value * criterion.points * criterion.weight
            elif criterion.kind == "bands":
                reached = [
                    band for band in criterion.bands if criterion.code in values and value >= band.least
                ]
                best = max(reached, key=lambda band: band.least, default=None)
                points = best.points * criterion.weight if best else Decimal(0)
            else:
                points = criterion.points * criterion.weight if value > 0 else Decimal(0)
            if criterion.cap is not None and points > criterion.cap:
                points = criterion.cap
            shift = Decimal("0.5").scaleb(-sheet.decimals)
            given[criterion.code] = (points + shift).quantize(
                Decimal(1).scaleb(-sheet.decimals), rounding=ROUND_FLOOR
            )
        for group in sheet.best_of:
            brought = [code for code in CODES if code in group.codes and code in values]
            chosen = max(
                combinations(brought, min(group.take, len(brought))),
                key=lambda codes: sum(given[code] for code in codes),
            )
            given |= {code: Decimal(0) for code in brought if code not in chosen}
        total = sum(given.values(), Decimal(0))
        for cap in sheet.caps:
            together = sum(given[code] for code in cap.codes)
            total -= max(together - cap.cap, Decimal(0))
        return max(total, Decimal(0))


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
@given(sheets(st.just(1), st.sampled_from(GROWING), apart=True), VALUES, st.sampled_from(CODES), NUMBERS)
def test_a_larger_value_never_gives_fewer_points(
    sheet: CriteriaSheet, values: dict[str, Decimal], code: str, more: Decimal
) -> None:
    """Else it might be taken as the best instead of one that is under no cap."""
    larger = values | {code: values.get(code, Decimal(0)) + more}
    assert score(sheet, larger).points >= score(sheet, values).points


def test_the_best_of_a_group_is_taken_before_its_points_are_capped_with_others() -> None:
    """As it is defined: who brings more of what is capped may get less than for what is not."""
    sheet = CriteriaSheet(
        (Criterion("a", Kind.PER_UNIT, Decimal(1)), Criterion("b", Kind.PER_UNIT, Decimal(1))),
        (BestOf(("a", "b"), 1),),
        caps=(SumCap(("a",), Decimal(2)),),
    )
    assert score(sheet, {"a": Decimal(4), "b": Decimal(5)}).points == 5
    assert score(sheet, {"a": Decimal(6), "b": Decimal(5)}).points == 2


@settings(deadline=None, max_examples=100)
@given(sheets())
def test_any_sheet_survives_being_stored_and_keeps_its_hash(sheet: CriteriaSheet) -> None:
    stored = CriteriaSheet.from_json(sheet.to_json())
    assert (stored.criteria, stored.criteria_hash) == (sheet.criteria, sheet.criteria_hash)
