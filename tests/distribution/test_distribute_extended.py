"""What `distribute` knows besides the usual: one person in several pools, and a coefficient."""

import json
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest
from django.utils import translation

from tests.json_command import run

Distribute = Callable[..., Any]


@pytest.fixture
def shared(monkeypatch: pytest.MonkeyPatch) -> Iterator[Distribute]:
    """Run the command on pools, and on awards as (id, pool, points); the answer, or the sentence of a refusal."""

    def answer(pools: dict[str, str], *awards: tuple[str, str, str], **given: Any) -> Any:
        data = {
            "pools": [{"code": code, "amount": amount} for code, amount in pools.items()],
            "rounding": "down_kopeck",
            "awards": [{"id": id_, "pool": pool, "points": points} for id_, pool, points in awards],
        }
        code, out, err = partial(run, monkeypatch, "distribute")(json.dumps(data | given))
        assert code == (2 if err else 0)
        return err.strip() or json.loads(out)

    with translation.override("en"):
        yield answer


def test_one_person_is_paid_by_several_pools_up_to_one_cap(shared: Distribute) -> None:
    awards = [("t", "z", "6"), ("u", "z", "4"), ("t", "a", "1"), ("u", "a", "1")]
    answer = shared({"z": "100.00", "a": "100.00"}, *awards, cap_per_person="80.00")
    assert answer["awards"] == [
        {
            "id": "t",
            "amount": "80.00",
            "note": "capped",
            "pools": [{"code": "z", "amount": "60.00"}, {"code": "a", "amount": "20.00"}],
        },
        {
            "id": "u",
            "amount": "80.00",
            "note": "capped",
            "pools": [{"code": "z", "amount": "40.00"}, {"code": "a", "amount": "40.00"}],
        },
    ]
    assert [(pool["code"], pool["paid"], pool.get("excess")) for pool in answer["pools"]] == [
        ("a", "60.00", "40.00"),
        ("z", "100.00", None),
    ]


def test_whoever_is_in_one_pool_has_no_list_of_pools(shared: Distribute) -> None:
    answer = shared({"a": "10.00", "b": "10.00"}, ("t", "a", "1"), ("u", "b", "1"))
    assert answer["awards"] == [{"id": "t", "amount": "10.00"}, {"id": "u", "amount": "10.00"}]


def test_the_coefficient_multiplies_amounts_and_the_pool_is_not_exceeded(shared: Distribute) -> None:
    answer = shared({"a": "1000.00"}, ("t", "a", "3"), ("u", "a", "4"), coefficient="1.15")
    assert answer["pools"] == [
        {"code": "a", "points": "7", "value": "124.22", "paid": "999.96", "remainder": "0.04"}
    ]
    assert [line["amount"] for line in answer["awards"]] == ["428.55", "571.41"]


def test_null_is_no_coefficient(shared: Distribute) -> None:
    plain = shared({"a": "10.00"}, ("t", "a", "3"))
    assert shared({"a": "10.00"}, ("t", "a", "3"), coefficient=None) == plain


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"coefficient": "0"}, "“coefficient” must be above zero; left out it is 1."),
        ({"coefficient": "-1.15"}, "“coefficient” cannot be below zero."),
        ({"coefficient": 1.15}, None),
    ],
)
def test_an_impossible_coefficient_gets_one_sentence(
    shared: Distribute, given: dict[str, Any], sentence: str | None
) -> None:
    refusal = shared({"a": "10.00"}, ("t", "a", "3"), **given)
    assert isinstance(refusal, str)
    assert sentence in (None, refusal)


def test_nobody_stands_twice_in_one_pool(shared: Distribute) -> None:
    assert shared({"a": "10.00"}, ("t", "a", "3"), ("t", "a", "1")) == "“awards” gives 't' twice."
