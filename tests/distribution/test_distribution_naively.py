"""The distribution against a second, naive implementation, and what holds for every pool."""

from dataclasses import replace
from decimal import ROUND_FLOOR, Decimal, localcontext
from random import Random

from hypothesis import given, settings, strategies as st

from governance.documents.law.distribution import (
    Award,
    Distribution,
    Funds,
    Pool,
    Rounding,
    Spent,
    distribute,
)

MONEY = st.decimals(0, 100_000, places=2)
POINTS = st.decimals(0, 999_999, places=6) | st.integers(0, 30).map(Decimal)
SHARES = st.sampled_from(["1", "0.5", "0.333333", "0"]).map(Decimal) | st.decimals(0, 1, places=6)


@st.composite
def all_funds(draw: st.DrawFn, caps: st.SearchStrategy[Decimal | None] | None = None) -> Funds:
    pools = [Pool(code, draw(MONEY)) for code in ("administration", "teachers")]
    awards = [
        Award(f"t{number:02}", draw(st.sampled_from(pools)).code, draw(POINTS), draw(SHARES))
        for number in range(draw(st.integers(0, 12)))
    ]
    if caps is None:
        caps = st.none() | st.decimals("0.01", 50_000, places=2)
    return Funds(pools, awards, draw(st.sampled_from(Rounding)), draw(caps))


def naive_distribution(funds: Funds) -> tuple[dict[str, tuple[Decimal, Decimal]], dict[str, Decimal]]:
    """Value and remainder of each pool and every amount, by long division cut off after the last digit."""
    with localcontext(prec=80, rounding=ROUND_FLOOR):
        step = Decimal("1") if funds.rounding == "down_rouble" else Decimal("0.01")
        pools, amounts = {}, {}
        for pool in funds.pools:
            mine = [award for award in funds.awards if award.pool == pool.code]
            total = sum((award.points * award.share for award in mine), Decimal(0))
            value = (pool.amount / total).quantize(step) if total else Decimal(0)
            left = pool.amount
            for award in mine:
                amount = (award.points * award.share * value).quantize(Decimal("0.01"))
                if funds.cap_per_person is not None and amount > funds.cap_per_person:
                    amount = funds.cap_per_person
                amounts[award.id] = amount
                left -= amount
            pools[pool.code] = (value, left)
        return pools, amounts


def values(result: Distribution) -> dict[str, Decimal]:
    return {pool.code: pool.value for pool in result.pools}


def amounts(result: Distribution) -> dict[str, Decimal]:
    return {award.id: award.amount for award in result.awards}


def spent(result: Distribution, code: str) -> Spent:
    return next(pool for pool in result.pools if pool.code == code)


@settings(deadline=None, max_examples=300)
@given(all_funds())
def test_the_distribution_agrees_with_the_naive_implementation(funds: Funds) -> None:
    result = distribute(funds)
    found = {pool.code: (pool.value, pool.remainder) for pool in result.pools}
    assert (found, amounts(result)) == naive_distribution(funds)


@settings(deadline=None, max_examples=200)
@given(all_funds())
def test_paid_and_remainder_are_the_pool_to_the_kopeck_and_nothing_is_below_zero(funds: Funds) -> None:
    result = distribute(funds)
    for pool in funds.pools:
        found = spent(result, pool.code)
        of_pool = [award.id for award in funds.awards if award.pool == pool.code]
        assert found.paid + found.remainder == pool.amount
        assert found.paid == sum(amounts(result)[id_] for id_ in of_pool)
        assert min(found.paid, found.remainder, found.excess, found.remainder - found.excess) >= 0
        assert found.remainder.as_tuple().exponent == found.paid.as_tuple().exponent == -2


@settings(deadline=None, max_examples=200)
@given(all_funds())
def test_equal_points_get_equal_amounts_and_more_never_less_than_fewer(funds: Funds) -> None:
    found = amounts(distribute(funds))
    for one in funds.awards:
        for other in funds.awards:
            if one.pool == other.pool and one.counted >= other.counted:
                assert found[one.id] >= found[other.id]


@settings(deadline=None, max_examples=200)
@given(all_funds(), st.sampled_from(["administration", "teachers"]), POINTS)
def test_the_value_of_a_point_never_rises_when_points_are_added(
    funds: Funds, pool: str, points: Decimal
) -> None:
    before = distribute(funds)
    after = distribute(replace(funds, awards=[*funds.awards, Award("new", pool, points)]))
    had_points = [spent.code for spent in before.pools if spent.points]
    assert all(values(after)[code] <= values(before)[code] for code in had_points)


@settings(deadline=None, max_examples=100)
@given(all_funds(), st.randoms())
def test_the_order_of_input_never_matters(funds: Funds, random: Random) -> None:
    pools, awards = list(funds.pools), list(funds.awards)
    random.shuffle(pools)
    random.shuffle(awards)
    assert distribute(replace(funds, pools=pools, awards=awards)) == distribute(funds)


@settings(deadline=None, max_examples=100)
@given(all_funds(caps=st.decimals("0.01", 5000, places=2)))
def test_a_cap_changes_nobody_below_it(funds: Funds) -> None:
    assert funds.cap_per_person is not None
    free = amounts(distribute(replace(funds, cap_per_person=None)))
    assert amounts(distribute(funds)) == {
        id_: min(amount, funds.cap_per_person) for id_, amount in free.items()
    }
