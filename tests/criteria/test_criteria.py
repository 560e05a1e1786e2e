"""The criteria sheet by examples: kinds, caps, rounding, best of, what is not met, the hash, what is refused."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from django.utils import translation

from governance.documents.law.criteria import CriteriaSheet, PointsNote, read_values, score
from governance.documents.law.validation import ImpossibleInput

MATH = {"code": "math", "kind": "ratio", "max_value": "31", "points": "100", "minimum": "8"}
CERTIFICATE = {"code": "certificate", "kind": "per_unit", "points": "20"}
PRIZES = {"code": "prizes", "kind": "per_unit", "points": "10", "cap": "30"}
HONOURS = {"code": "honours", "kind": "once", "points": "3"}


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


def sheet(*criteria: dict[str, Any], **other: Any) -> CriteriaSheet:
    return CriteriaSheet.from_json({"criteria": list(criteria), **other})


def points(given: CriteriaSheet, **values: str) -> str:
    return str(score(given, read_values(given, values)).points)


def why(given: CriteriaSheet, **values: str) -> list[tuple[str, str, PointsNote | None]]:
    parts = score(given, read_values(given, values)).parts
    return [(part.criterion.code, str(part.points), part.note) for part in parts]


def unmet(given: CriteriaSheet, **values: str) -> list[str]:
    return [thing.describe() for thing in score(given, read_values(given, values)).unmet]


# Points


def test_a_ratio_gives_its_part_of_the_points() -> None:
    assert [points(sheet(MATH), math=value) for value in ("31", "25", "0")] == ["100.00", "80.65", "0.00"]


def test_each_unit_gives_the_points() -> None:
    assert points(sheet(CERTIFICATE), certificate="4.7") == "94.00"


def test_whether_ten_prizes_count_ten_times_once_or_at_most_three_times_is_the_sheets_decision() -> None:
    ten_times = {"code": "prizes", "kind": "per_unit", "points": "1"}
    once = {"code": "prizes", "kind": "once", "points": "1"}
    at_most = {"code": "prizes", "kind": "per_unit", "points": "1", "cap": "3"}
    found = [points(sheet(criterion), prizes="10") for criterion in (ten_times, once, at_most)]
    assert found == ["10.00", "1.00", "3.00"]


def test_once_gives_nothing_for_zero() -> None:
    assert points(sheet(HONOURS), honours="0") == "0.00"


def test_the_cap_limits_the_weighted_points_and_is_said() -> None:
    doubled = PRIZES | {"weight": "2"}
    assert why(sheet(doubled), prizes="1") == [("prizes", "20.00", None)]
    assert why(sheet(doubled), prizes="2") == [("prizes", "30.00", PointsNote.CAPPED)]
    assert why(sheet(doubled), prizes="1.5") == [("prizes", "30.00", None)]


@pytest.mark.parametrize(
    ("value", "decimals", "rounded"),
    [
        ("0.125", 2, "0.13"),
        ("0.135", 2, "0.14"),
        ("0.12499", 2, "0.12"),
        ("0.5", 0, "1"),
        ("2.5", 0, "3"),
        ("0.123456", 6, "0.123456"),
    ],
)
def test_each_criterion_rounds_half_up(value: str, decimals: int, rounded: str) -> None:
    unit = {"code": "unit", "kind": "per_unit", "points": "1"}
    assert points(sheet(unit, round=decimals), unit=value) == rounded


def test_the_sum_adds_what_is_shown() -> None:
    thirds = [{"code": code, "kind": "ratio", "max_value": "3", "points": "1"} for code in ("a", "b", "c")]
    assert points(sheet(*thirds), a="1", b="1", c="1") == "0.99"


def test_every_point_is_explained_in_the_order_of_the_sheet() -> None:
    assert why(sheet(MATH, CERTIFICATE, HONOURS), honours="1", math="25") == [
        ("math", "80.65", None),
        ("certificate", "0.00", PointsNote.NO_VALUE),
        ("honours", "3.00", None),
    ]


def test_the_explanation_can_be_stored() -> None:
    given = sheet(MATH, PRIZES)
    assert score(given, read_values(given, {"math": "31", "prizes": "4"})).why() == [
        {"code": "math", "points": "100.00"},
        {"code": "prizes", "points": "30.00", "note": "capped"},
    ]


# Best of


SUBJECTS = [
    {"code": code, "kind": "per_unit", "points": "1"} for code in ("physics", "informatics", "biology")
]
BEST = [{"codes": ["informatics", "physics", "biology"], "take": 1}]


def test_of_a_group_only_the_best_count() -> None:
    assert why(sheet(*SUBJECTS, best_of=BEST), physics="7", informatics="9") == [
        ("physics", "0.00", PointsNote.NOT_AMONG_BEST),
        ("informatics", "9.00", None),
        ("biology", "0.00", PointsNote.NO_VALUE),
    ]


def test_among_equals_the_earlier_in_the_sheet_counts() -> None:
    two = [{"codes": ["biology", "informatics", "physics"], "take": 2}]
    assert why(sheet(*SUBJECTS, best_of=two), physics="7", informatics="7", biology="7")[2] == (
        "biology",
        "0.00",
        PointsNote.NOT_AMONG_BEST,
    )


def test_a_group_may_name_subjects_that_the_sheet_has_not() -> None:
    assert points(sheet(HONOURS, best_of=[{"codes": ["chemistry"], "take": 1}]), honours="1") == "3.00"


# What is not met


def test_a_value_below_its_minimum_is_not_enough_and_the_minimum_itself_is() -> None:
    assert unmet(sheet(MATH), math="7.999") == ["math: 7.999 is below the minimum of 8."]
    assert unmet(sheet(MATH), math="8") == []


def test_an_exam_that_nobody_asks_for_is_not_failed_by_staying_away() -> None:
    assert unmet(sheet(MATH)) == []


def test_a_required_value_may_be_zero_but_not_missing() -> None:
    titled = HONOURS | {"title": "Certificate with honours"}
    assert unmet(sheet(titled, required=["honours"])) == [
        "Certificate with honours: required, and no value is given."
    ]
    assert unmet(sheet(titled, required=["honours"]), honours="0") == []


def test_a_failed_exam_stays_failed_beside_a_better_one() -> None:
    failed = sheet(MATH, HONOURS, best_of=[{"codes": ["math", "honours"], "take": 1}])
    assert unmet(failed, math="1", honours="1") == ["math: 1 is below the minimum of 8."]


# The hash


def test_the_same_rules_have_the_same_hash_however_they_are_written() -> None:
    spelt_out = {
        "round": 2,
        "tie_break": [],
        "required": ["prizes", "math"],
        "best_of": [{"take": 1, "codes": ["prizes", "honours"]}],
        "criteria": [MATH | {"weight": "1.0", "minimum": "08.00"}, PRIZES | {"title": ""}, HONOURS],
    }
    short = sheet(
        MATH,
        PRIZES,
        HONOURS,
        best_of=[{"codes": ["honours", "prizes"], "take": 1}],
        required=["math", "prizes"],
    )
    assert CriteriaSheet.from_json(spelt_out).criteria_hash == short.criteria_hash


def test_lists_without_an_order_have_none_in_the_hash() -> None:
    groups = [{"codes": ["math"], "take": 1}, {"codes": ["honours"], "take": 1}]
    names = {"required": ["math", "honours"], "guarantee": ["x", "y"], "ahead_of_all": ["v", "w"]}
    turned = {name: words[::-1] for name, words in names.items()}
    one, other = (
        sheet(MATH, HONOURS, best_of=groups, **names),
        sheet(MATH, HONOURS, best_of=groups[::-1], **turned),
    )
    assert one.criteria_hash == other.criteria_hash


def test_every_change_of_the_rules_changes_the_hash() -> None:
    sheets = [
        sheet(MATH, HONOURS),
        sheet(HONOURS, MATH),
        sheet(MATH | {"minimum": "9"}, HONOURS),
        sheet(MATH | {"weight": "2"}, HONOURS),
        sheet(MATH | {"cap": "90"}, HONOURS),
        sheet(MATH | {"title": "Mathematics"}, HONOURS),
        sheet(MATH | {"proof": "Certificate"}, HONOURS),
        sheet(MATH, HONOURS, round=1),
        sheet(MATH, HONOURS, required=["math"]),
        sheet(MATH, HONOURS, guarantee=["winner"]),
        sheet(MATH, HONOURS, ahead_of_all=["winner"]),
        sheet(MATH, HONOURS, tie_break=["math", "honours"]),
        sheet(MATH, HONOURS, tie_break=["honours", "math"]),
        sheet(MATH, HONOURS, best_of=[{"codes": ["math", "honours"], "take": 1}]),
    ]
    assert len({given.criteria_hash for given in sheets}) == len(sheets)


def test_a_sheet_survives_being_stored() -> None:
    given = sheet(
        MATH | {"title": "Математика", "proof": "Справка о результатах"},
        PRIZES | {"weight": "0.5"},
        HONOURS,
        best_of=[{"codes": ["honours", "prizes"], "take": 1}],
        required=["math"],
        guarantee=["federal_winner"],
        ahead_of_all=["gold_medal"],
        tie_break=["prizes", "math"],
        round=3,
    )
    assert CriteriaSheet.from_json(given.to_json()) == given


# What is refused

NOT_A_NUMBER = (
    'must be a number in quotation marks, such as "4.7", with at most 6 digits before the point'
    " and 6 after it, not"
)


@pytest.mark.parametrize(
    ("criterion", "sentence"),
    [
        ({"kind": "sum"}, "Criterion x: “kind” must be one of ratio, per_unit, once, bands, not 'sum'."),
        ({"kind": []}, "Criterion x: “kind” must be one of ratio, per_unit, once, bands, not []."),
        ({"points": 3}, f"Criterion x: “points” {NOT_A_NUMBER} 3."),
        ({"points": "3,5"}, f"Criterion x: “points” {NOT_A_NUMBER} '3,5'."),
        ({"points": "1e3"}, f"Criterion x: “points” {NOT_A_NUMBER} '1e3'."),
        ({"points": "٣"}, f"Criterion x: “points” {NOT_A_NUMBER} '٣'."),
        ({"points": "1\n"}, f"Criterion x: “points” {NOT_A_NUMBER} '1\\n'."),
        ({"points": "1000000"}, f"Criterion x: “points” {NOT_A_NUMBER} '1000000'."),
        ({"points": "NaN"}, f"Criterion x: “points” {NOT_A_NUMBER} 'NaN'."),
        ({"points": "--3"}, f"Criterion x: “points” {NOT_A_NUMBER} '--3'."),
        ({"kind": "bands"}, "Criterion x: a criterion of bands has no “points” beside them."),
        ({"bands": [{"from": "1", "points": "2"}]}, "Criterion x: only the kind “bands” has “bands”."),
        (
            {"kind": "bands", "points": None},
            "Criterion x: “bands” must name at least one value with its points.",
        ),
        (
            {
                "kind": "bands",
                "points": None,
                "bands": [{"from": "1", "points": "2"}, {"from": "1.0", "points": "3"}],
            },
            "Criterion x: “bands” gives '1' twice.",
        ),
        ({"points": None}, "Criterion x: “points” is missing in “criterion”."),
        ({"weight": "-0.5"}, "Criterion x: “weight” cannot be below zero."),
        ({"cap": "-1"}, "Criterion x: “cap” cannot be below zero."),
        ({"cap": 30}, f"Criterion x: “cap” {NOT_A_NUMBER} 30."),
        ({"max_value": "0"}, "Criterion x: “max_value” must be above zero."),
        ({"kind": "ratio"}, "Criterion x: a “ratio” needs “max_value”: of how much it is a part."),
        ({"max_value": "5", "minimum": "6"}, "Criterion x: the minimum of 6 is above the largest value, 5."),
        ({"minimum": "восемь"}, f"Criterion x: “minimum” {NOT_A_NUMBER} 'восемь'."),
        ({"title": 1}, "Criterion x: “title” must be a text with at most 1000 characters."),
        ({"proof": 1}, "Criterion x: “proof” must be a text with at most 1000 characters."),
        ({"cap": "0.005"}, "The cap of x is finer than the points, which have 2 decimals."),
        ({"bonus": "1"}, "“criterion” has an unknown name: 'bonus'."),
        ({"code": ""}, "“code” must be a text of one line with at most 100 characters."),
        ({"code": "a\nb"}, "“code” must be a text of one line with at most 100 characters."),
        ({"code": 7}, "“code” must be a text of one line with at most 100 characters."),
    ],
)
def test_an_impossible_criterion_is_refused(criterion: dict[str, Any], sentence: str) -> None:
    possible = {"code": "x", "kind": "per_unit", "points": "1"}
    with pytest.raises(ImpossibleInput, match=f"^{re.escape(sentence)}$"):
        sheet(possible | criterion)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"criteria": []}, "A sheet must have from 1 to 100 criteria."),
        ({"criteria": {}}, "“criteria” must be a list in square brackets."),
        ({"criteria": ["math"]}, "“criterion” must be a JSON object."),
        ({"criteria": [HONOURS, HONOURS]}, "“criteria” gives 'honours' twice."),
        ({"required": ["maths"]}, "“required” names 'maths', and the sheet has no such criterion."),
        ({"tie_break": ["maths"]}, "“tie_break” names 'maths', and the sheet has no such criterion."),
        ({"tie_break": ["honours", "honours"]}, "“tie_break” gives 'honours' twice."),
        ({"guarantee": "winner"}, "“guarantee” must be a list in square brackets."),
        ({"ahead_of_all": [1]}, "“ahead_of_all” must be a text of one line with at most 100 characters."),
        ({"round": 7}, "“round” must be a whole number from 0 to 6."),
        ({"round": "2"}, "“round” must be a whole number from 0 to 6."),
        ({"round": True}, "“round” must be a whole number from 0 to 6."),
        (
            {"best_of": [{"codes": ["a"], "take": 2}]},
            "“take” must be from 1 to 1, as many as the group has codes.",
        ),
        (
            {"best_of": [{"codes": ["a"], "take": 0}]},
            "“take” must be from 1 to 1, as many as the group has codes.",
        ),
        ({"best_of": [{"codes": ["a"], "take": "1"}]}, "“take” must be a whole number from 0 to 999999."),
        ({"best_of": [{"codes": [], "take": 1}]}, "“codes” must name at least one."),
        ({"best_of": [{"codes": ["a"]}]}, "“take” is missing in “best_of”."),
        (
            {"best_of": [{"codes": ["a"], "take": 1}, {"codes": ["a"], "take": 1}]},
            "“best_of” gives 'a' twice.",
        ),
        ({"places": 25}, "“sheet” has an unknown name: 'places'."),
    ],
)
def test_an_impossible_sheet_is_refused(change: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ImpossibleInput, match=f"^{re.escape(sentence)}$"):
        CriteriaSheet.from_json({"criteria": [HONOURS]} | change)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ([], "“values” must be a JSON object."),
        ({"maths": "25"}, "“values” names 'maths', and the sheet has no such criterion."),
        ({"math": 25}, f"“math” {NOT_A_NUMBER} 25."),
        ({"math": None}, f"“math” {NOT_A_NUMBER} None."),
        ({"math": ""}, f"“math” {NOT_A_NUMBER} ''."),
        ({"math": "-1"}, "“math” cannot be below zero."),
        ({"math": "31.5"}, "“math” cannot be above 31, and 31.5 is."),
    ],
)
def test_impossible_values_are_refused(values: object, sentence: str) -> None:
    with pytest.raises(ImpossibleInput, match=f"^{re.escape(sentence)}$"):
        read_values(sheet(MATH), values)


def test_values_are_read_as_they_are_written() -> None:
    assert read_values(sheet(MATH, HONOURS), {"math": "31"}) == {"math": Decimal(31)}
