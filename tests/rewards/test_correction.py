"""After the decision: corrections by a new decision, orders of each school, never above a pool."""

from decimal import Decimal

import pytest

from governance import clock
from governance.documents.kinds.order.drafting import draft_annulling_order
from governance.documents.kinds.order.order import Order
from governance.documents.kinds.rewards.award_list import AwardList, AwardRow
from governance.documents.kinds.rewards.correction import draft_correction
from governance.documents.kinds.rewards.nomination import Nomination
from governance.documents.kinds.rewards.period import RewardPeriod
from governance.documents.record.history import verify
from governance.record_rows import past_the_door

from .office import Allotted, RewardOffice, fresh, refused

Two = tuple[Nomination, Nomination]


def order_on(award_list: AwardList) -> Order:
    return Order.objects.get(links_out__target=award_list, links_out__effect="approve")


def test_a_correction_is_a_new_decision_at_the_announced_value(
    office: RewardOffice, allotted: Allotted
) -> None:
    first, second = allotted.first, allotted.second
    with clock.played(office.day):
        correction = draft_correction(allotted.period, {second.pk: Decimal(5)}, by=office.deputy)
    assert [row["amount"] for row in correction.rows] == ["32130.00", "8925.00"]
    assert allotted.amounts == [Decimal("32130.00"), Decimal("17850.00")]
    correction = office.act(correction, "submit", office.deputy)
    office.decided(correction)
    assert allotted.amounts == [Decimal("32130.00"), Decimal("8925.00")]
    changed = AwardRow.objects.filter(award_list__allocation=correction)
    assert [(row.nomination_id, row.was, row.amount) for row in changed] == [
        (second.pk, Decimal("17850.00"), Decimal("8925.00"))
    ]
    assert fresh(first).allotted_by_id != fresh(second).allotted_by_id


@pytest.mark.parametrize("points", ["11", "-1", "NaN", "Infinity", "1000000", "10"])
def test_a_correction_that_is_above_the_pool_or_no_number_or_changes_nothing_is_refused(
    office: RewardOffice, allotted: Allotted, points: str
) -> None:
    with refused(), clock.played(office.day):
        draft_correction(allotted.period, {allotted.second.pk: Decimal(points)}, by=office.deputy)


def test_a_correction_of_somebody_who_does_not_stand_in_the_allocation_is_refused(
    office: RewardOffice, period: RewardPeriod, two: Two
) -> None:
    with refused(), clock.played(office.day):
        draft_correction(period, {two[0].pk: Decimal(5)}, by=office.deputy)
    office.adopted(period)
    for key, by in ((999_999, office.deputy), (two[0].pk, office.people["director"])):
        with refused(), clock.played(office.day):
            draft_correction(period, {key: Decimal(5)}, by=by)


def test_points_never_pay_whoever_is_rewarded_without_money(
    office: RewardOffice, period: RewardPeriod, two: Two
) -> None:
    thanks = office.before_council(office.nominated(period, "russian", {"hours": "3"}, measure="thanks"))
    office.adopted(period)
    with refused(), clock.played(office.day):
        draft_correction(period, {thanks.pk: Decimal(0)}, by=office.deputy)
    with refused(), clock.played(office.day):
        draft_correction(period, {thanks.pk: Decimal("0.01")}, by=office.deputy)


def test_a_correction_holds_the_cap_and_says_what_it_returned(
    office: RewardOffice, period: RewardPeriod, two: Two
) -> None:
    with past_the_door():
        RewardPeriod.objects.filter(pk=period.pk).update(cap=Decimal(20_000))
    assert office.adopted(period).pools[1]["excess"] == "12130.00"
    with clock.played(office.day):
        correction = draft_correction(period, {two[0].pk: Decimal(10)}, by=office.deputy)
    assert correction.rows[0] == {
        "nomination": two[0].pk,
        "pool": "teachers",
        "points": "10",
        "share": "1",
        "was": "20000.00",
        "amount": "17850.00",
    }
    assert correction.pools[1] == {
        "code": "teachers",
        "points": "20",
        "value": "1785",
        "paid": "35700.00",
        "remainder": "14300.00",
    }


def test_a_second_correction_starts_from_the_first(office: RewardOffice, allotted: Allotted) -> None:
    first, second, period = allotted.first.pk, allotted.second.pk, allotted.period
    office.decided(office.corrected(period, {second: Decimal(5)}))
    office.decided(office.corrected(period, {second: Decimal(6), first: Decimal(17)}))
    assert allotted.amounts == [Decimal("30345.00"), Decimal("10710.00")]
    last = fresh(allotted.second).allotted_by.whole
    assert (last.edition, last.row_of(second)["was"]) == (3, "8925.00")
    assert [(entry["paid"], entry["remainder"]) for entry in fresh(period).totals] == [
        ("0.00", "10000.00"),
        ("41055.00", "8945.00"),
    ]


# --- the orders -------------------------------------------------------------------------------------------------------


def test_each_school_rewards_its_own_by_its_own_order_in_the_staff_series(
    office: RewardOffice, period: RewardPeriod, two: Two
) -> None:
    office.before_council(office.nominated(period, "russian", {"hours": "3"}, measure="thanks"))
    office.adopted(period)
    lists = list(AwardList.objects.order_by("pk"))
    orders = [office.signed(award_list) for award_list in lists]
    base, second = office.luza.base, office.luza.schools["second"]
    assert [(order.unit, order.number, order.series) for order in orders] == [
        (base, "1-К", "order_staff"),
        (base, "2-К", "order_staff"),
        (second, "1-К", "order_staff"),
    ]
    assert [(one.with_money, [row.amount for row in one.rows.all()]) for one in lists] == [
        (True, [Decimal("32130.00")]),
        (False, [None]),
        (True, [Decimal("17850.00")]),
    ]
    for award_list in lists:
        rows = award_list.rows.select_related("nomination__employment")
        assert {row.nomination.employment.unit_id for row in rows} == {award_list.unit_id}


def test_the_director_of_another_school_does_not_sign(office: RewardOffice, allotted: Allotted) -> None:
    order = order_on(AwardList.objects.get(unit=office.luza.base))
    order = office.act(order, "submit", office.people["clerk"])
    with refused():
        office.act(order, "sign", office.people["head_second"])


def test_an_order_above_the_pool_is_refused_and_nothing_changes(
    office: RewardOffice, allotted: Allotted
) -> None:
    first, second = AwardList.objects.order_by("pk")
    with past_the_door():
        AwardRow.objects.filter(award_list=second).update(amount=Decimal("17870.01"))
    office.signed(first)
    order = office.act(order_on(second), "submit", office.people["clerk_second"])
    with refused("50000.01"):
        office.act(order, "sign", office.people["head_second"])
    with past_the_door():
        AwardRow.objects.filter(award_list=second).update(amount=Decimal("17870.00"))
    assert office.act(order, "sign", office.people["head_second"]).number == "1-К"


def test_a_list_whose_sum_was_corrected_is_not_signed_and_the_others_on_it_get_a_new_one(
    office: RewardOffice, period: RewardPeriod, two: Two
) -> None:
    other = office.before_council(office.nominated(period, "russian", {"course": "1"}))
    allocation = office.adopted(period)
    old = AwardList.objects.get(unit=office.luza.base)
    office.decided(office.corrected(period, {two[0].pk: Decimal(17)}))
    order = office.act(order_on(old), "submit", office.people["clerk"])
    with refused():
        office.act(order, "sign", office.people["director"])
    with refused():
        office.act(allocation, "draw_up_lists", office.deputy)
    office.act(order, "reject", office.people["director"], reason="сумма исправлена советом")
    office.act(allocation, "draw_up_lists", office.deputy)
    anew = AwardList.objects.filter(unit=office.luza.base).latest("pk")
    assert [row.nomination_id for row in anew.rows.all()] == [other.pk]
    for award_list in AwardList.objects.exclude(pk=old.pk):
        office.signed(award_list)
    assert [fresh(one).state for one in (*two, other)] == ["ordered"] * 3
    assert fresh(period).standing == {"ordered": 3}


def test_whom_an_order_rejects_stands_on_a_new_list_with_the_sums_that_were_decided(
    office: RewardOffice, allotted: Allotted
) -> None:
    first = AwardList.objects.get(unit=office.luza.base)
    order = office.act(order_on(first), "submit", office.people["clerk"])
    office.act(order, "reject", office.people["director"], reason="опечатка в преамбуле")
    assert (fresh(first).state, fresh(allotted.first).state) == ("rejected", "supported")
    office.act(allotted.allocation, "draw_up_lists", office.deputy)
    anew = AwardList.objects.filter(unit=office.luza.base).latest("pk")
    office.signed(anew)
    assert anew.rows.get().amount == fresh(allotted.first).amount == Decimal("32130.00")
    assert fresh(allotted.first).state == "ordered"
    with refused():
        office.act(allotted.allocation, "draw_up_lists", office.deputy)


def test_an_annulled_order_leaves_the_decision_and_a_new_list_is_drawn_up(
    office: RewardOffice, allotted: Allotted
) -> None:
    first = AwardList.objects.get(unit=office.luza.base)
    order = office.signed(first)
    with clock.played(office.day):
        annulling = draft_annulling_order(order, by=office.people["clerk"], reason="не та школа")
    office.act(annulling, "submit", office.people["clerk"])
    office.act(annulling, "sign", office.people["director"])
    assert (fresh(first).state, fresh(allotted.first).state) == ("annulled", "supported")
    assert fresh(allotted.first).amount == Decimal("32130.00")
    office.act(allotted.allocation, "draw_up_lists", office.deputy)
    office.signed(AwardList.objects.filter(unit=office.luza.base).latest("pk"))
    assert fresh(allotted.first).state == "ordered"
    assert list(verify()) == []


def test_whom_a_later_order_rewards_keeps_it_when_the_first_is_annulled(
    office: RewardOffice, allotted: Allotted
) -> None:
    first = AwardList.objects.get(unit=office.luza.base)
    order = office.signed(first)
    office.decided(office.corrected(allotted.period, {allotted.first.pk: Decimal(17)}))
    office.signed(AwardList.objects.filter(unit=office.luza.base).latest("pk"))
    with clock.played(office.day):
        annulling = draft_annulling_order(order, by=office.people["clerk"], reason="заменён")
    office.act(annulling, "submit", office.people["clerk"])
    office.act(annulling, "sign", office.people["director"])
    found = fresh(allotted.first)
    assert (fresh(first).state, found.state, found.amount) == ("annulled", "ordered", Decimal("30345.00"))
