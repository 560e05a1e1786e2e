"""The distribution by examples: the value of a point, rounding, shares, caps, and what is refused."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import translation

from governance.documents.law.distribution import Funds, distribute
from governance.documents.law.validation import ImpossibleInput


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


def funds(amount: str, *points: str, rounding: str = "down_rouble", cap: str | None = None) -> Funds:
    """One pool of teachers with these points, or "points x share"."""
    awards = []
    for number, given in enumerate(points, start=1):
        counted, _x, share = given.partition(" x ")
        award = {"id": f"t{number}", "pool": "teachers", "points": counted}
        awards.append(award | {"share": share} if share else award)
    return Funds.from_json(
        {
            "pools": [{"code": "teachers", "amount": amount}],
            "rounding": rounding,
            "cap_per_person": cap,
            "awards": awards,
        }
    )


def pool(given: Funds) -> dict[str, str]:
    (found,) = distribute(given).to_json()["pools"]
    assert found.pop("code") == "teachers"
    return found


def amounts(given: Funds) -> list[str]:
    return [award["amount"] for award in distribute(given).to_json()["awards"]]


def test_the_value_of_a_point_is_rounded_down_to_the_rouble_and_the_remainder_is_shown() -> None:
    given = funds("50000.00", "21", "391")
    assert pool(given) == {"points": "412", "value": "121", "paid": "49852.00", "remainder": "148.00"}
    assert amounts(given) == ["2541.00", "47311.00"]


def test_or_to_the_kopeck() -> None:
    given = funds("50000.00", "21", "391", rounding="down_kopeck")
    assert pool(given) == {"points": "412", "value": "121.35", "paid": "49996.20", "remainder": "3.80"}
    assert amounts(given) == ["2548.35", "47447.85"]


def test_points_count_by_the_share_of_the_period() -> None:
    given = funds("100.00", "8 x 0.5", "1.5", "3 x 0")
    assert pool(given) == {"points": "5.5", "value": "18", "paid": "99.00", "remainder": "1.00"}
    assert amounts(given) == ["72.00", "27.00", "0.00"]


def test_an_amount_is_rounded_down_to_the_kopeck() -> None:
    assert amounts(funds("10.00", "1 x 0.333", "0.667")) == ["3.33", "6.67"]
    assert amounts(funds("10.00", "1 x 0.3333", "0.6667")) == ["3.33", "6.66"]


@pytest.mark.parametrize("points", [[], ["0"], ["5 x 0", "0"]])
def test_without_points_nothing_is_paid_and_the_pool_stays_whole(points: list[str]) -> None:
    given = funds("50000.00", *points)
    assert pool(given) == {"points": "0", "value": "0", "paid": "0.00", "remainder": "50000.00"}
    assert amounts(given) == ["0.00"] * len(points)


def test_a_pool_too_small_for_its_points_pays_nothing_in_roubles_and_something_in_kopecks() -> None:
    assert pool(funds("9.99", "10")) == {"points": "10", "value": "0", "paid": "0.00", "remainder": "9.99"}
    assert pool(funds("9.99", "10", rounding="down_kopeck")) == {
        "points": "10",
        "value": "0.99",
        "paid": "9.90",
        "remainder": "0.09",
    }


def test_what_the_cap_keeps_back_stays_in_the_pool_and_raises_nobody_elses_amount() -> None:
    given = funds("1000.00", "6", "4", cap="450.50")
    assert distribute(given).to_json() == {
        "pools": [
            {
                "code": "teachers",
                "points": "10",
                "value": "100",
                "paid": "850.50",
                "remainder": "149.50",
                "excess": "149.50",
            }
        ],
        "awards": [{"id": "t1", "amount": "450.50", "note": "capped"}, {"id": "t2", "amount": "400.00"}],
    }


def test_a_cap_that_is_just_reached_keeps_nothing_back() -> None:
    assert distribute(funds("1000.00", "6", "4", cap="600")).to_json()["awards"] == [
        {"id": "t1", "amount": "600.00"},
        {"id": "t2", "amount": "400.00"},
    ]


def test_pools_do_not_mix_and_results_come_by_code_and_id() -> None:
    given = Funds.from_json(
        {
            "pools": [{"code": "teachers", "amount": "100"}, {"code": "administration", "amount": "90"}],
            "rounding": "down_rouble",
            "awards": [
                {"id": "b", "pool": "teachers", "points": "1"},
                {"id": "c", "pool": "administration", "points": "1"},
                {"id": "a", "pool": "teachers", "points": "1"},
            ],
        }
    )
    result = distribute(given).to_json()
    assert [(spent["code"], spent["value"]) for spent in result["pools"]] == [
        ("administration", "90"),
        ("teachers", "50"),
    ]
    assert [(paid["id"], paid["amount"]) for paid in result["awards"]] == [
        ("a", "50.00"),
        ("b", "50.00"),
        ("c", "90.00"),
    ]


def test_with_whole_roubles_one_more_point_can_lower_the_persons_own_sum() -> None:
    assert (amounts(funds("100.00", "10", "10"))[0], amounts(funds("100.00", "11", "10"))[0]) == (
        "50.00",
        "44.00",
    )


# What is refused

MONEY = (
    'must be a number in quotation marks, such as "4.7", with at most 10 digits before the point'
    " and 2 after it, not"
)
NUMBER = MONEY.replace("10 digits", "6 digits").replace("2 after", "6 after")
POOL, AWARD = {"code": "p", "amount": "1"}, {"id": "t1", "pool": "p", "points": "1"}


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"pools": [POOL | {"amount": "-1.00"}]}, "Pool p: “amount” cannot be below zero."),
        ({"pools": [POOL | {"amount": 50000}]}, f"Pool p: “amount” {MONEY} 50000."),
        ({"pools": [POOL | {"amount": "0.001"}]}, f"Pool p: “amount” {MONEY} '0.001'."),
        ({"pools": [POOL | {"amount": "50 000"}]}, f"Pool p: “amount” {MONEY} '50 000'."),
        ({"pools": [POOL | {"amount": "NaN"}]}, f"Pool p: “amount” {MONEY} 'NaN'."),
        ({"pools": [POOL | {"amount": "1e9"}]}, f"Pool p: “amount” {MONEY} '1e9'."),
        ({"pools": [POOL | {"amount": "99999999999"}]}, f"Pool p: “amount” {MONEY} '99999999999'."),
        ({"pools": [POOL | {"amount": True}]}, f"Pool p: “amount” {MONEY} True."),
        ({"pools": [POOL, POOL]}, "“pools” gives 'p' twice."),
        ({"pools": [{"code": "p"}]}, "“amount” is missing in “pool”."),
        ({"pools": "p"}, "“pools” must be a list in square brackets."),
        ({"pools": []}, "Award t1: there is no pool 'p'."),
        ({"rounding": True}, "“rounding” must be one of down_rouble, down_kopeck, not True."),
        ({"cap_per_person": False}, f"“cap_per_person” {MONEY} False."),
        ({"rounding": "up"}, "“rounding” must be one of down_rouble, down_kopeck, not 'up'."),
        ({"cap_per_person": "0.00"}, "“cap_per_person” must be above zero; null stands for no cap."),
        ({"cap_per_person": "-5"}, "“cap_per_person” cannot be below zero."),
        ({"cap_per_person": 5}, f"“cap_per_person” {MONEY} 5."),
        ({"awards": [AWARD | {"pool": "q"}]}, "Award t1: there is no pool 'q'."),
        ({"awards": [AWARD | {"points": "-1"}]}, "Award t1: “points” cannot be below zero."),
        ({"awards": [AWARD | {"points": 21}]}, f"Award t1: “points” {NUMBER} 21."),
        ({"awards": [AWARD | {"points": True}]}, f"Award t1: “points” {NUMBER} True."),
        ({"awards": [AWARD | {"points": "Infinity"}]}, f"Award t1: “points” {NUMBER} 'Infinity'."),
        ({"awards": [AWARD | {"points": "1000000"}]}, f"Award t1: “points” {NUMBER} '1000000'."),
        ({"awards": [AWARD | {"share": "1.01"}]}, "Award t1: “share” cannot be above 1, and 1.01 is."),
        ({"awards": [AWARD | {"share": "-0.5"}]}, "Award t1: “share” cannot be below zero."),
        ({"awards": [AWARD | {"share": None}]}, f"Award t1: “share” {NUMBER} None."),
        ({"awards": [AWARD, AWARD]}, "“awards” gives 't1' twice."),
        (
            {"awards": [AWARD, {"id": " "}]},
            "Award no. 2 of the list: “pool” is missing in “award”.",
        ),
        (
            {"awards": [AWARD | {"id": " "}]},
            "Award no. 1 of the list: “id” must be a text of one line with at most 100 characters.",
        ),
        ({"period": "2012"}, "“input” has an unknown name: 'period'."),
    ],
)
def test_impossible_input_is_refused(change: dict[str, Any], sentence: str) -> None:
    possible = {"pools": [POOL], "rounding": "down_rouble", "awards": [AWARD]}
    with pytest.raises(ImpossibleInput, match=f"^{re.escape(sentence)}$"):
        Funds.from_json(possible | change)
