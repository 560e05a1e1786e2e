"""Rewards are allotted by the council on the desk."""

from decimal import Decimal

import pytest
from django.urls import reverse

from governance.documents.kinds.rewards.allocation import Allocation
from governance.documents.kinds.rewards.nomination import Nomination
from governance.documents.kinds.rewards.period import RewardPeriod
from tests.desk.rewards.conftest import OTHER_SUM, SUM, Desk, adopted, pages, text, tried
from tests.rewards.office import COUNCIL, RewardOffice, fresh

# Pages say the same words over every database.
pytestmark = pytest.mark.any_database


def test_the_trial_shows_sums_and_what_would_be_under_a_cap(
    rewarding: RewardOffice, period: RewardPeriod, desk: Desk
) -> None:
    allocation = tried(rewarding, period)
    deputy = pages(desk, "deputy", COUNCIL)
    shown = text(deputy.get("allocation", allocation.pk))
    assert SUM in shown
    assert OTHER_SUM in shown
    assert "50\u00a0000,00 : 33" in shown
    assert "23 × 1\u00a0515,00" in shown
    capped = text(deputy.get("allocation", allocation.pk, rounding="down_kopeck", cap="20000"))
    assert "20\u00a0000,00" in capped
    assert "the limit for one person" in capped
    assert fresh(allocation).rows == allocation.rows
    # A trial is linked for those alone who may open it; before the council it is for all its members.
    member, address = pages(desk, "head_kulikovo", COUNCIL), reverse("allocation", args=[allocation.pk])
    assert address in text(deputy.get("rewards"))
    assert address not in text(member.get("rewards"))
    assert member.get("allocation", allocation.pk).status_code == 404
    deputy.post("allocation", allocation.pk, do="submit")
    assert fresh(allocation).state == "review"
    assert address in text(member.get("rewards"))
    assert "What if" in text(member.get("allocation", allocation.pk))


def test_a_teacher_reads_how_the_own_sum_came_about(
    rewarding: RewardOffice, period: RewardPeriod, desk: Desk
) -> None:
    allocation = adopted(rewarding, period)
    sheet = Nomination.objects.get(teacher=rewarding.luza.people["teacher_maths"])
    shown = text(pages(desk, "teacher_maths", COUNCIL).get("paper", sheet.pk))
    assert f"{SUM} = 23 × 1\u00a0515,00" in shown
    assert "What if" not in text(pages(desk, "deputy", COUNCIL).get("allocation", allocation.pk))


@pytest.mark.parametrize(("key", "led"), [("secretary", True), ("head_second", True), ("director", False)])
def test_whoever_convenes_the_council_is_led_to_its_meetings(
    rewarding: RewardOffice, period: RewardPeriod, desk: Desk, key: str, led: bool
) -> None:
    allocation = rewarding.act(tried(rewarding, period), "submit", rewarding.deputy)
    person = pages(desk, key, COUNCIL)
    if led:
        assert "Представление к поощрению: Мокрушин С.И." in text(person.get("meeting_new"))
    assert ("To the meetings" in text(person.get("paper", allocation.pk))) is led
    rewarding.decided(allocation)
    assert "To the meetings" not in text(person.get("paper", allocation.pk))


def test_whoever_has_one_point_more_and_would_get_less_is_told_so(
    rewarding: RewardOffice, period: RewardPeriod, desk: Desk
) -> None:
    from governance.desk.kinds.rewards.allocated import lowered_sums

    rows = [
        {"nomination": 1, "pool": "teachers", "points": "1000", "share": "1", "amount": "10000.00"},
        {"nomination": 2, "pool": "teachers", "points": "4000", "share": "1", "amount": "40000.00"},
    ]
    # 50 000 / 5 000 is 10 roubles a point; of 5 001 points each is worth 9.
    assert lowered_sums(period, rows) == {1: Decimal("9009.00"), 2: Decimal("36009.00")}


def test_a_correction_above_the_pool_is_refused_and_one_within_goes_to_the_council(
    rewarding: RewardOffice, period: RewardPeriod, desk: Desk
) -> None:
    allocation = adopted(rewarding, period)
    maths, second = (row["nomination"] for row in allocation.rows)
    deputy = pages(desk, "deputy", COUNCIL)
    typed = {f"points-{maths}": "23", f"points-{second}": "9", "reason": "Ошибка в расчёте"}
    above = deputy.post(
        "allocation_correct", allocation.pk, **{**typed, f"points-{second}": "12"}, do="put_up"
    )
    assert above.status_code == 422
    assert "Ошибка в расчёте" in text(above)
    assert "the pool has 50000" in text(above)
    look = deputy.post("allocation_correct", allocation.pk, **typed, do="look")
    assert "13\u00a0635,00" in text(look)
    assert Allocation.objects.count() == 1
    assert deputy.post("allocation_correct", allocation.pk, **typed, do="put_up").status_code == 302
    correction = Allocation.objects.get(edition=2)
    assert (correction.state, correction.corrects_id) == ("review", allocation.pk)


@pytest.mark.parametrize(
    ("points", "refusal"),
    [
        ("много", "Write the points as a number, for example 9 or 4,5."),
        ("-1", "Write the points as a number, for example 9 or 4,5."),
        ("", "Write the points, 0 for none."),
    ],
)
def test_points_of_a_correction_that_are_no_number_are_refused_beside_their_field(
    rewarding: RewardOffice, period: RewardPeriod, desk: Desk, points: str, refusal: str
) -> None:
    allocation = adopted(rewarding, period)
    maths, second = (row["nomination"] for row in allocation.rows)
    typed = {f"points-{maths}": "23", f"points-{second}": points, "reason": "Ошибка в расчёте"}
    answer = pages(desk, "deputy", COUNCIL).post("allocation_correct", allocation.pk, **typed, do="put_up")
    assert answer.status_code == 422
    # In the list over the form, and at its field.
    assert text(answer).count(refusal) == 2
    assert Allocation.objects.count() == 1


def test_an_adopted_allocation_leads_to_the_lists_and_orders(
    rewarding: RewardOffice, period: RewardPeriod, desk: Desk
) -> None:
    allocation = adopted(rewarding, period)
    deputy = pages(desk, "deputy", COUNCIL)
    before = text(deputy.get("allocation", allocation.pk))
    lists = list(allocation.award_lists.order_by("pk"))
    assert [str(one.unit) + ": with money" in before for one in lists] == [True, True]
    assert reverse("paper", args=[lists[0].pk]) not in before
    order = rewarding.ordered(lists[0], rewarding.people["clerk"], rewarding.people["director"])
    for key in ("deputy", "secretary"):
        shown = text(pages(desk, key, COUNCIL).get("allocation", allocation.pk))
        assert reverse("paper", args=[lists[0].pk]) in shown
    # Orders on personnel are read in the school alone.
    assert f"Order No. {order.number}" in text(
        pages(desk, "director", COUNCIL).get("allocation", allocation.pk)
    )
