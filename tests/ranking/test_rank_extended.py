"""What `rank` knows besides the usual: bands, caps of several, points taken away, classes, keys, a least sum."""

import json
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest
from django.utils import translation

from tests.json_command import run

Rank = Callable[..., Any]
UNIT = {"kind": "per_unit", "points": "1"}


@pytest.fixture
def ranked(monkeypatch: pytest.MonkeyPatch) -> Iterator[Rank]:
    """Run the command on criteria, applicants' values and flags; the ranking, or the sentence of a refusal."""

    def answer(criteria: dict[str, dict[str, Any]], *applicants: Any, places: int = 1, **sheet: Any) -> Any:
        data = {
            "criteria": [{"code": code} | rest for code, rest in criteria.items()],
            "places": places,
            "applicants": [
                {"id": f"{number:02}", "values": values, "flags": list(flags)}
                for number, (values, *flags) in enumerate(applicants, start=1)
            ],
        }
        code, out, err = partial(run, monkeypatch, "rank")(json.dumps(data | sheet))
        assert code == (2 if err else 0)
        return err.strip() or json.loads(out)["ranking"]

    with translation.override("en"):
        yield answer


def test_a_band_gives_the_points_of_the_highest_value_that_is_reached(ranked: Rank) -> None:
    bands = [{"from": "80", "points": "90"}, {"from": "95", "points": "100"}, {"from": "60", "points": "50"}]
    criteria = {"exam": {"kind": "bands", "bands": bands}}
    answer = ranked(criteria, *(({"exam": value},) for value in ("94.9", "95", "59.9", "60")))
    assert {line["id"]: line["points"] for line in answer} == {
        "02": "100.00",
        "01": "90.00",
        "04": "50.00",
        "03": "0.00",
    }


def test_what_several_criteria_give_above_their_cap_is_taken_from_the_last_with_points(ranked: Rank) -> None:
    criteria = {"a": UNIT, "b": UNIT, "c": UNIT}
    (line,) = ranked(criteria, ({"a": "5", "b": "3"},), caps=[{"codes": ["a", "b", "c"], "cap": "6"}])
    assert (line["points"], line["why"]) == (
        "6.00",
        [
            {"code": "a", "points": "5.00"},
            {"code": "b", "points": "1.00", "note": "capped"},
            {"code": "c", "points": "0.00", "note": "no_value"},
        ],
    )


def test_points_may_be_taken_away_and_the_sum_is_never_below_zero(ranked: Rank) -> None:
    criteria = {
        "good": UNIT,
        "late": {"kind": "per_unit", "points": "-2"},
        "absent": {"kind": "once", "points": "-1"},
    }
    first, second = ranked(
        criteria, ({"good": "5", "late": "1"},), ({"good": "1", "late": "2", "absent": "1"},)
    )
    assert first["points"] == "3.00"
    assert (second["points"], second["why"]) == (
        "0.00",
        [
            {"code": "good", "points": "1.00"},
            {"code": "late", "points": "-1.00", "note": "not_below_zero"},
            {"code": "absent", "points": "0.00", "note": "not_below_zero"},
        ],
    )


def test_half_a_unit_below_zero_is_rounded_towards_the_greater(ranked: Rank) -> None:
    criteria = {"good": UNIT, "late": {"kind": "per_unit", "points": "-0.5"}}
    (line,) = ranked(criteria, ({"good": "3", "late": "1"},), round=0)
    assert line["points"] == "3"


def test_a_sum_below_the_least_one_is_not_recommended_whatever_the_flags(ranked: Rank) -> None:
    answer = ranked(
        {"a": UNIT}, ({"a": "49.99"}, "winner"), ({"a": "50"},), total_minimum="50", guarantee=["winner"]
    )
    assert [(line["id"], line["rank"], line["outcome"]) for line in answer] == [
        ("02", 1, "recommended"),
        ("01", None, "not_recommended"),
    ]
    assert answer[1]["reason"] == "The sum of 49.99 is below the least one of 50."


def test_classes_come_before_all_others_in_their_order_and_by_points_inside(ranked: Rank) -> None:
    people = [({"a": "9"},), ({"a": "1"}, "prize"), ({"a": "2"}, "winner"), ({"a": "0"}, "gold", "prize")]
    answer = ranked({"a": UNIT}, *people, precedence=[["gold"], ["winner", "prize"]])
    assert [line["id"] for line in answer] == ["04", "03", "02", "01"]
    assert answer[0]["reason"] == "Ranked by precedence: gold."


def test_a_key_orders_equal_points_the_lower_first_with_a_minus_and_no_value_last(ranked: Rank) -> None:
    people = [({"a": "1"},), ({"a": "1", "sent": "20120620143059"},), ({"a": "1", "sent": "20120620143058"},)]
    answer = ranked({"a": UNIT}, *people, keys=["sent"], tie_break=["-sent"])
    assert [(line["id"], line["rank"]) for line in answer] == [("03", 1), ("02", 2), ("01", 3)]
    assert answer[0]["why"] == [{"code": "a", "points": "1.00"}]


def test_an_exact_name_wins_over_a_minus(ranked: Rank) -> None:
    criteria = {"a": UNIT, "-a": UNIT | {"points": "0"}}
    answer = ranked(criteria, ({"a": "1", "-a": "1"},), ({"a": "1", "-a": "2"},), tie_break=["-a"])
    assert [line["id"] for line in answer] == ["02", "01"]


@pytest.mark.parametrize(
    ("sheet", "sentence"),
    [
        (
            {"caps": [{"codes": ["a"], "cap": "1"}, {"codes": ["a", "b"], "cap": "2"}]},
            "“caps” gives 'a' twice.",
        ),
        ({"caps": [{"codes": ["x"], "cap": "1"}]}, "“caps” names 'x', and the sheet has no such criterion."),
        ({"caps": [{"codes": [], "cap": "1"}]}, "“codes” must name at least one."),
        (
            {"caps": [{"codes": ["a", "b"], "cap": "1.001"}]},
            "The cap of a, b is finer than the points, which have 2 decimals.",
        ),
        ({"precedence": [["x"], ["y", "x"]]}, "“precedence” gives 'x' twice."),
        ({"precedence": [[]]}, "Every class of “precedence” must name at least one flag."),
        (
            {"precedence": [["x"]], "ahead_of_all": ["y"]},
            "“precedence” and “ahead_of_all” cannot stand together: make the latter the first class.",
        ),
        ({"keys": ["a"]}, "“keys” gives 'a' twice."),
        (
            {"keys": ["sent"], "required": ["sent"]},
            "“required” names 'sent', and the sheet has no such criterion.",
        ),
        ({"tie_break": ["-x"]}, "“tie_break” names 'x', and the sheet has no such criterion."),
        ({"total_minimum": 50}, None),
    ],
)
def test_an_impossible_sheet_gets_one_sentence(
    ranked: Rank, sheet: dict[str, Any], sentence: str | None
) -> None:
    refusal = ranked({"a": UNIT, "b": UNIT}, ({"a": "1"},), **sheet)
    assert isinstance(refusal, str)
    assert sentence in (None, refusal)


def test_a_flag_of_a_class_may_guarantee_a_place_too(ranked: Rank) -> None:
    (line,) = ranked({"a": UNIT}, ({"a": "1"}, "gold"), precedence=[["gold"]], guarantee=["gold"])
    assert line["reason"] == "A guaranteed place: gold. Ranked by precedence: gold."
