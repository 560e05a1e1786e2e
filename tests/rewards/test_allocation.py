"""The money: a trial before the vote, final after it, never above a pool, corrected by a new decision alone."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance import clock
from governance.documents.errors import NotAllowed, NotLegal
from governance.documents.meeting import Recusal, Round
from governance.documents.order.models import Order
from governance.documents.perform import draft
from governance.documents.rewards.allocation import Allocation, draft_allocation, draft_correction
from governance.documents.rewards.award_list import AwardList, AwardRow
from governance.documents.rewards.nomination import Nomination
from governance.documents.rewards.order_words import money_in_words
from governance.documents.rewards.period import RewardPeriod

from .office import COUNCIL, RewardOffice, fresh


def tried(office: RewardOffice, period: RewardPeriod) -> Allocation:
    with clock.played(office.day):
        return draft_allocation(period, by=office.deputy)


def adopted(office: RewardOffice, period: RewardPeriod) -> Allocation:
    allocation = office.act(tried(office, period), "submit", office.deputy)
    office.decided(allocation)
    return fresh(allocation)


@pytest.fixture
def two(office: RewardOffice, period: RewardPeriod) -> tuple[Nomination, Nomination]:
    """18 and 10 points before the council."""
    first = office.before_council(office.nominated(period, "maths", {"hours": "9"}))
    second = office.before_council(office.nominated(period, "second", {"winners": "2"}))
    return first, second


def test_the_trial_says_value_sums_and_remainder_and_changes_nothing(
    office: RewardOffice, period: RewardPeriod, two: tuple[Nomination, Nomination]
) -> None:
    allocation = tried(office, period)
    # 50,000 / 28 = 1785.71…, down to the rouble.
    assert allocation.pools[1] == {
        "code": "teachers",
        "points": "28",
        "value": "1785",
        "paid": "49980.00",
        "remainder": "20.00",
    }
    assert [row["amount"] for row in allocation.rows] == ["32130.00", "17850.00"]
    assert [fresh(one).amount for one in two] == [None, None]


def test_an_absence_counts_by_the_share_of_the_period(office: RewardOffice, period: RewardPeriod) -> None:
    half = office.nominated(period, "maths", {"hours": "10"}, share=Decimal("0.5"))
    whole = office.nominated(period, "second", {"hours": "5"})
    for nomination in (half, whole):
        office.before_council(nomination)
    assert [row["amount"] for row in tried(office, period).rows] == ["25000.00", "25000.00"]


def test_a_cap_returns_its_excess_to_the_pool(office: RewardOffice, period: RewardPeriod) -> None:
    RewardPeriod.objects.filter(pk=period.pk).update(cap=Decimal("20000"))
    office.before_council(office.nominated(period, "maths", {"hours": "9"}))
    office.before_council(office.nominated(period, "second", {"winners": "2"}))
    allocation = tried(office, fresh(period))
    assert [row["amount"] for row in allocation.rows] == ["20000.00", "17850.00"]
    assert allocation.pools[1]["remainder"] == "12150.00"


def test_the_vote_is_on_the_frozen_version_and_nobody_changes_a_pool_meanwhile(
    office: RewardOffice, period: RewardPeriod, two: tuple[Nomination, Nomination]
) -> None:
    allocation = office.act(tried(office, period), "submit", office.deputy)
    pools = [{"code": "teachers", "title": "учителя", "row": 2}]
    with pytest.raises(NotLegal):
        office.act(period, "take_pools", office.deputy, estimate=period.estimate, pools=pools)
    assert fresh(period).pools == period.pools
    office.act(allocation, "withdraw", office.deputy, reason="ошибка в пуле")
    assert (
        office.act(period, "take_pools", office.deputy, estimate=period.estimate, pools=pools).pools
        != period.pools
    )


def test_a_member_of_the_council_has_no_vote_on_the_own_reward(
    office: RewardOffice, period: RewardPeriod
) -> None:
    office.teachers["lalsk"] = office.teacher("head_lalsk", "lalsk")
    office.nominated(period, "maths", {"hours": "9"})
    own = office.before_council(office.nominated(period, "lalsk", {"hours": "3"}, pool="heads"))
    office.decided(own)
    assert fresh(own).state == "supported"
    recusal = Recusal.objects.get()
    assert recusal.person == office.people["head_lalsk"]
    voting = Round.objects.get(item=recusal.item)
    assert voting.ballots.filter(seat=recusal.seat).count() == 0
    assert voting.ballots.count() == 5


def test_a_declined_nomination_gets_nothing(
    office: RewardOffice, period: RewardPeriod, two: tuple[Nomination, Nomination]
) -> None:
    office.decided(two[1], choice="against")
    assert fresh(two[1]).state == "declined"
    assert [row["nomination"] for row in tried(office, period).rows] == [two[0].pk]


def test_what_the_council_rejects_allots_nothing(
    office: RewardOffice, period: RewardPeriod, two: tuple[Nomination, Nomination]
) -> None:
    allocation = office.act(tried(office, period), "submit", office.deputy)
    office.decided(allocation, choice="against")
    assert (fresh(allocation).state, AwardList.objects.count()) == ("draft", 0)
    assert [fresh(one).amount for one in two] == [None, None]


def test_a_second_allocation_waits_for_the_first(
    office: RewardOffice, period: RewardPeriod, two: tuple[Nomination, Nomination]
) -> None:
    adopted(office, period)
    with pytest.raises(NotLegal):
        tried(office, period)
    assert Allocation.objects.count() == 1


def test_only_the_deputy_computes(
    office: RewardOffice, period: RewardPeriod, two: tuple[Nomination, Nomination]
) -> None:
    for key in ("director", "secretary", "clerk"):
        with clock.played(COUNCIL), pytest.raises(NotLegal):
            draft_allocation(period, by=office.people[key])
    allocation = tried(office, period)
    with pytest.raises(NotAllowed):
        office.act(allocation, "submit", office.people["director"])


def test_a_correction_is_a_new_decision_at_the_announced_value(
    office: RewardOffice, period: RewardPeriod, two: tuple[Nomination, Nomination]
) -> None:
    first, second = two
    adopted(office, period)
    with clock.played(office.day):
        correction = draft_correction(period, {second.pk: Decimal(5)}, by=office.deputy)
    assert [row["amount"] for row in correction.rows] == ["32130.00", "8925.00"]
    assert [fresh(one).amount for one in two] == [Decimal("32130.00"), Decimal("17850.00")]
    correction = office.act(correction, "submit", office.deputy)
    office.decided(correction)
    assert [fresh(one).amount for one in two] == [Decimal("32130.00"), Decimal("8925.00")]
    changed = AwardRow.objects.filter(award_list__allocation=correction)
    assert [(row.nomination_id, row.was, row.amount) for row in changed] == [
        (second.pk, Decimal("17850.00"), Decimal("8925.00"))
    ]
    assert fresh(first).allotted_by_id != fresh(second).allotted_by_id


def test_a_correction_above_the_pool_is_refused(
    office: RewardOffice, period: RewardPeriod, two: tuple[Nomination, Nomination]
) -> None:
    adopted(office, period)
    with clock.played(office.day):
        correction = draft_correction(period, {two[1].pk: Decimal(11)}, by=office.deputy)
    with pytest.raises(NotLegal, match="учителя"):
        office.act(correction, "submit", office.deputy)
    assert fresh(correction).state == "draft"


def test_an_order_above_the_pool_is_refused_and_nothing_changes(
    office: RewardOffice, period: RewardPeriod, two: tuple[Nomination, Nomination]
) -> None:
    adopted(office, period)
    award_list = AwardList.objects.get(unit=office.luza.base)
    AwardRow.objects.filter(award_list=award_list).update(amount=Decimal("60000"))
    order = office.ordered(award_list, office.people["clerk"], office.people["director"])
    assert order.links_out.get(effect="approve").failure != ""
    assert (fresh(award_list).state, fresh(two[0]).state) == ("approval", "supported")


def test_the_order_says_the_total_in_words_and_names_nobody(
    office: RewardOffice, period: RewardPeriod, two: tuple[Nomination, Nomination]
) -> None:
    adopted(office, period)
    award_list = AwardList.objects.get(unit=office.luza.base)
    order = office.ordered(award_list, office.people["clerk"], office.people["director"])
    said = str(order.content())
    assert "32 130 руб. 00 коп. (тридцать две тысячи сто тридцать рублей 00 копеек)" in said
    assert "Мокрушин" not in said
    assert order.series == Order.Series.STAFF


def test_pools_come_from_an_estimate_in_force_alone(office: RewardOffice, period: RewardPeriod) -> None:
    with clock.played(office.day):
        other = draft(
            type(period.estimate.whole), unit=office.luza.district, title="Ещё смета", by=office.deputy
        )
    pools = [{"code": "teachers", "title": "учителя", "row": 1}]
    for estimate in (other, 999_999):
        with pytest.raises(NotLegal):
            office.act(period, "take_pools", office.deputy, estimate=estimate, pools=pools)
    twice = [*pools, {"code": "heads", "title": "руководители", "row": 1}]
    with pytest.raises(NotLegal):
        office.act(period, "take_pools", office.deputy, estimate=period.estimate, pools=twice)
    assert fresh(period).pools == period.pools


def test_a_period_is_closed_when_nobody_waits_and_then_public_without_persons(
    office: RewardOffice, period: RewardPeriod, two: tuple[Nomination, Nomination]
) -> None:
    adopted(office, period)
    with pytest.raises(NotLegal):
        office.act(period, "close", office.deputy)
    for award_list in AwardList.objects.all():
        base = award_list.unit_id == office.luza.base.pk
        clerk = office.people["clerk" if base else "clerk_second"]
        office.ordered(award_list, clerk, office.head_of(award_list.unit))
    closed = office.act(period, "close", office.deputy)
    assert closed.published_at is not None
    assert [(entry["code"], entry["paid"], entry["people"]) for entry in closed.totals] == [
        ("heads", "0.00", 0),
        ("teachers", "49980.00", 2),
    ]


@given(st.integers(min_value=0, max_value=99_999_999))
def test_money_in_words_says_the_figures_again(kopecks: int) -> None:
    said = money_in_words(Decimal(kopecks) / 100)
    figures, words = said.split(" (")
    assert figures.replace(" ", "") == f"{kopecks // 100}руб.{kopecks % 100:02}коп."
    assert words.endswith(("копейка)", "копейки)", "копеек)"))
