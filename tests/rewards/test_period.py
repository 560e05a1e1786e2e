"""Systems and periods: measures with money and without, pools out of the adopted estimate, what may change and when."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from governance import clock
from governance.documents.kinds.rewards.nomination import Nomination
from governance.documents.kinds.rewards.period import RewardPeriod
from governance.documents.kinds.rewards.system import RewardSystem
from governance.documents.record.document import Document
from governance.documents.record.perform import draft, perform
from governance.record_rows import past_the_door

from .office import CRITERIA, MEASURES, RewardOffice, fresh, refused

TEACHERS = {"code": "teachers", "title": "учителя", "row": 1}
HEADS = {"code": "heads", "title": "руководители", "row": 2}


def drafted_system(office: RewardOffice) -> RewardSystem:
    with clock.played(office.day):
        system = draft(RewardSystem, unit=office.luza.district, title="Система", by=office.deputy)
    return office.act(system, "revise", office.deputy, criteria=CRITERIA, measures=MEASURES)


def another_estimate(office: RewardOffice, period: RewardPeriod, **facts: Any) -> Document:
    with clock.played(office.day):
        estimate = draft(
            type(period.estimate.whole), unit=office.luza.district, title="Ещё смета", by=office.deputy
        )
    row = {"article": "Поощрение", "purpose": "учителям", "quantity": "1", "price": "30000"}
    year = (date(2012, 1, 1), date(2012, 12, 31))
    estimate = office.act(estimate, "revise", office.deputy, rows=[row], period=year, money="бюджет")
    if facts:
        with clock.played(office.day):
            perform(estimate, "replace", by=office.deputy, **facts)
    return estimate


def into_force(office: RewardOffice, estimate: Document) -> Document:
    estimate = office.act(estimate, "submit", office.deputy)
    office.decided(estimate)
    office.ordered(estimate, office.people["clerk"], office.people["director"])
    return fresh(estimate)


def taken(office: RewardOffice, period: RewardPeriod, *pools: dict[str, Any], **facts: Any) -> RewardPeriod:
    estimate = facts.pop("estimate", period.estimate)
    return office.act(period, "take_pools", office.deputy, estimate=estimate, pools=pools)


# --- the system -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "given",
    [
        {"measures": []},
        {"measures": [{"code": "bonus", "title": ""}]},
        {"measures": [{"code": "Bonus!", "title": "премия"}]},
        {"measures": [MEASURES[0], {**MEASURES[1], "code": "bonus"}]},
        {"measures": [MEASURES[0], {**MEASURES[1], "title": "премия"}]},
        {"criteria": {"criteria": []}},
        {"criteria": {"criteria": [{"code": "hours", "kind": "per_unit", "points": "две", "title": "Часы"}]}},
        {"time_to_object": {"count": 0, "unit": "days"}},
        {"time_to_object": {"count": True, "unit": "days"}},
        {"time_to_object": 5},
        {"time_to_object": {"count": 5, "unit": "years"}},
        {"title": " "},
    ],
)
def test_what_cannot_be_a_system_is_refused(office: RewardOffice, given: dict[str, Any]) -> None:
    system = drafted_system(office)
    with refused():
        office.act(system, "revise", office.deputy, **given)


def test_an_adopted_edition_replaces_the_one_before_and_a_period_keeps_its_own(
    office: RewardOffice, period: RewardPeriod
) -> None:
    second = office.act(drafted_system(office), "submit", office.deputy)
    office.decided(second)
    assert (fresh(second).state, fresh(period.system).state) == ("adopted", "replaced")
    assert fresh(period).system_id != second.pk
    assert office.nominated(period, "maths", {"hours": "3"}).state == "nominated"


def test_a_system_that_the_council_does_not_adopt_goes_back(office: RewardOffice) -> None:
    system = office.act(drafted_system(office), "submit", office.deputy)
    office.decided(system, choice="against")
    assert fresh(system).state == "draft"


# --- the pools --------------------------------------------------------------------------------------------------------


def test_a_pool_is_the_sum_of_its_row_and_cannot_be_typed(office: RewardOffice, period: RewardPeriod) -> None:
    found = taken(office, period, {**TEACHERS, "amount": "999999"}, HEADS)
    assert [entry["amount"] for entry in found.pools] == ["50000", "10000"]


@pytest.mark.parametrize(
    "pools",
    [
        [],
        [TEACHERS, {**HEADS, "row": 1}],
        [TEACHERS, {**HEADS, "code": "teachers"}],
        [{**TEACHERS, "row": 4}],
        [{**TEACHERS, "row": 0}],
        [{**TEACHERS, "row": True}],
        [{**TEACHERS, "title": " "}],
    ],
)
def test_pools_that_are_no_rows_of_the_estimate_are_refused(
    office: RewardOffice, period: RewardPeriod, pools: list[dict[str, Any]]
) -> None:
    with refused():
        taken(office, period, *pools)


def test_pools_come_from_an_estimate_in_force_alone(office: RewardOffice, period: RewardPeriod) -> None:
    other = another_estimate(office, period)
    for estimate in (other, 999_999, period.system):
        with refused():
            taken(office, period, TEACHERS, estimate=estimate)
    assert taken(office, period, TEACHERS, estimate=into_force(office, other)).pools[0]["amount"] == "30000"


def test_one_row_of_the_estimate_pays_one_period(office: RewardOffice, period: RewardPeriod) -> None:
    other = office.next_period(period)
    with refused("второе полугодие 2011/2012"):
        taken(office, other, {**TEACHERS, "row": 2})
    assert [entry["row"] for entry in other.pools] == [3]


def test_a_category_with_sheets_does_not_go(office: RewardOffice, period: RewardPeriod) -> None:
    sheet = office.nominated(period, "maths", {"hours": "3"})
    with refused():
        taken(office, period, HEADS)
    office.act(sheet, "withdraw", office.people["director"], reason="ошибка")
    assert [entry["code"] for entry in taken(office, period, HEADS).pools] == ["heads"]


def test_a_pool_is_not_changed_while_the_council_votes_nor_after(
    office: RewardOffice, period: RewardPeriod, two: tuple[Nomination, Nomination]
) -> None:
    changed = {**TEACHERS, "title": "педагоги"}
    allocation = office.submitted(period)
    with refused():
        taken(office, period, changed, HEADS)
    office.act(allocation, "withdraw", office.deputy, reason="ошибка в пуле")
    assert taken(office, period, changed, HEADS).pools[0]["title"] == "педагоги"
    office.decided(office.act(allocation, "submit", office.deputy))
    with refused():
        taken(office, period, TEACHERS, HEADS)


def test_a_trial_that_was_given_up_holds_no_pool(
    office: RewardOffice, period: RewardPeriod, two: tuple[Nomination, Nomination]
) -> None:
    office.act(office.tried(period), "give_up", office.deputy, reason="подождём")
    assert taken(office, period, {**TEACHERS, "title": "педагоги"}, HEADS).pools[0]["title"] == "педагоги"


def test_when_the_estimate_is_replaced_the_pools_are_taken_anew_before_the_vote(
    office: RewardOffice, period: RewardPeriod, two: tuple[Nomination, Nomination]
) -> None:
    allocation = office.tried(period)
    other = into_force(office, another_estimate(office, period, paper=period.estimate))
    assert not fresh(period.estimate).whole.binding
    with refused():
        office.act(allocation, "submit", office.deputy)
    taken(office, period, TEACHERS, estimate=other)
    # 30,000 / 28 points, down to the rouble: 1071.
    assert office.act(allocation, "submit", office.deputy).pools[0]["paid"] == "29988.00"


# --- the period -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "given",
    [
        {"title": " "},
        {"ends_on": date(2012, 1, 1)},
        {"rounding": "up"},
        {"cap": Decimal(0)},
        {"cap": Decimal(-1)},
    ],
)
def test_what_cannot_be_a_period_is_refused(
    office: RewardOffice, period: RewardPeriod, given: dict[str, Any]
) -> None:
    with clock.played(office.day):
        other = draft(
            RewardPeriod,
            unit=office.luza.district,
            title="осень",
            by=office.deputy,
            system=period.system,
            starts_on=date(2012, 9, 1),
            ends_on=date(2012, 12, 28),
            sheets_until=date(2012, 12, 10),
        )
    with refused():
        office.act(other, "revise", office.deputy, **given)
    with refused():
        office.act(other, "open", office.deputy)


def test_rounding_and_cap_are_announced_before_the_sheets(office: RewardOffice, period: RewardPeriod) -> None:
    with refused():
        office.act(period, "revise", office.deputy, rounding="down_kopeck")
    with refused():
        office.act(period, "revise", office.deputy, cap=Decimal(100))


def test_rounded_to_the_kopeck_less_is_left(
    office: RewardOffice, period: RewardPeriod, two: tuple[Nomination, Nomination]
) -> None:
    with past_the_door():
        RewardPeriod.objects.filter(pk=period.pk).update(rounding="down_kopeck")
    pool = office.tried(fresh(period)).pools[1]
    assert (pool["value"], pool["paid"], pool["remainder"]) == ("1785.71", "49999.88", "0.12")
