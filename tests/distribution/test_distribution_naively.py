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
        Award(f"t{number:02}", pool.code, draw(POINTS), draw(SHARES))
        for number in range(draw(st.integers(0, 12)))
        for pool in draw(st.sampled_from([pools[:1], pools[1:], pools]))
    ]
    if caps is None:
        caps = st.none() | st.decimals("0.01", 50_000, places=2)
    coefficient = draw(st.just(Decimal(1)) | st.decimals("0.01", 3, places=3))
    return Funds(pools, awards, draw(st.sampled_from(Rounding)), draw(caps), coefficient)


def naive_distribution(funds: Funds) -> tuple[dict[str, tuple[Decimal, Decimal]], dict[str, Decimal]]:
    """Value and remainder of each pool and every amount, by long division cut off after the last digit."""
    with localcontext(prec=80, rounding=ROUND_FLOOR):
        step = Decimal("1") if funds.rounding == "down_rouble" else Decimal("0.01")
        pools: dict[str, tuple[Decimal, Decimal]] = {}
        amounts: dict[str, Decimal] = {}
        for pool in funds.pools:
            mine = [award for award in funds.awards if award.pool == pool.code]
            total = sum((award.points * award.share for award in mine), Decimal(0))
            value = (pool.amount / (total * funds.coefficient)).quantize(step) if total else Decimal(0)
            left = pool.amount
            for award in mine:
                amount = (award.points * award.share * value * funds.coefficient).quantize(Decimal("0.01"))
                before = amounts.get(award.id, Decimal(0))
                if funds.cap_per_person is not None and before + amount > funds.cap_per_person:
                    amount = funds.cap_per_person - before
                amounts[award.id] = before + amount
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
        assert found.paid + found.remainder == pool.amount
        assert found.paid == sum(dict(award.pools).get(pool.code, 0) for award in result.awards)
        assert min(found.paid, found.remainder, found.excess, found.remainder - found.excess) >= 0
        assert found.remainder.as_tuple().exponent == found.paid.as_tuple().exponent == -2


@settings(deadline=None, max_examples=200)
@given(all_funds())
def test_equal_points_get_equal_amounts_and_more_never_less_than_fewer(funds: Funds) -> None:
    """Inside a pool; with a cap over several pools in the first one, which nothing is left over from."""
    found = {award.id: dict(award.pools) for award in distribute(funds).awards}
    pools = {funds.pools[0].code} if funds.cap_per_person else {pool.code for pool in funds.pools}
    for one in funds.awards:
        for other in funds.awards:
            if one.pool == other.pool and one.pool in pools and one.counted >= other.counted:
                assert found[one.id][one.pool] >= found[other.id][one.pool]


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
def test_the_order_of_the_awards_never_matters(funds: Funds, random: Random) -> None:
    awards = list(funds.awards)
    random.shuffle(awards)
    assert distribute(replace(funds, awards=awards)) == distribute(funds)


@settings(deadline=None, max_examples=100)
@given(all_funds(caps=st.decimals("0.01", 5000, places=2)))
def test_a_cap_changes_nobody_below_it(funds: Funds) -> None:
    assert funds.cap_per_person is not None
    free = amounts(distribute(replace(funds, cap_per_person=None)))
    assert amounts(distribute(funds)) == {
        id_: min(amount, funds.cap_per_person) for id_, amount in free.items()
    }
