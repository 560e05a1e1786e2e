"""The `rank` command: JSON in, JSON out, one sentence that names the applicant and the field."""

import json
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest
from django.utils import translation

from governance.documents.law.criteria import CriteriaSheet
from governance.management.commands.rank import EXAMPLE
from tests.json_command import manage, run

INPUT: dict[str, Any] = {
    "criteria": [
        {"code": "math", "kind": "ratio", "max_value": "31", "points": "100", "weight": "1", "minimum": "8"},
        {"code": "certificate", "kind": "per_unit", "points": "20"},
        {"code": "olympiad_prize", "kind": "per_unit", "points": "10", "cap": "30"},
        {"code": "honours", "kind": "once", "points": "3"},
    ],
    "best_of": [{"codes": ["physics", "informatics"], "take": 1}],
    "required": ["math"],
    "guarantee": ["federal_winner"],
    "ahead_of_all": ["gold_medal"],
    "tie_break": ["certificate", "math"],
    "places": 25,
    "applicants": [{"id": "01", "values": {"math": "25", "certificate": "4.7", "honours": "1"}, "flags": []}],
}
HASH = CriteriaSheet.from_json(
    {name: value for name, value in INPUT.items() if name not in ("places", "applicants")}
).criteria_hash
OUTPUT = {
    "ranking": [
        {
            "id": "01",
            "rank": 1,
            "points": "177.65",
            "outcome": "recommended",
            "why": [
                {"code": "math", "points": "80.65"},
                {"code": "certificate", "points": "94.00"},
                {"code": "olympiad_prize", "points": "0.00", "note": "no_value"},
                {"code": "honours", "points": "3.00"},
            ],
        }
    ],
    "criteria_hash": HASH,
}

Rank = Callable[[str], tuple[int, str, str]]


@pytest.fixture
def rank(monkeypatch: pytest.MonkeyPatch) -> Iterator[Rank]:
    """Run the command on a text; returns exit code, standard output and standard error."""
    with translation.override("en"):
        yield partial(run, monkeypatch, "rank")


def test_a_school_tries_its_criteria(rank: Rank) -> None:
    code, out, err = rank(json.dumps(INPUT))
    assert (code, json.loads(out), err) == (0, OUTPUT, "")


def test_the_example_in_the_help_can_be_tried(rank: Rank) -> None:
    code, out, err = rank(EXAMPLE)
    assert (code, json.loads(out), err) == (0, OUTPUT, "")


def test_only_criteria_places_and_applicants_have_to_be_given(rank: Rank) -> None:
    shortest = {
        "criteria": [{"code": "exam", "kind": "per_unit", "points": "1"}],
        "places": 1,
        "applicants": [{"id": "b", "values": {}}, {"id": "a", "values": {"exam": "0.005"}}],
    }
    ranking = json.loads(rank(json.dumps(shortest))[1])["ranking"]
    assert [(entry["id"], entry["points"], entry["outcome"]) for entry in ranking] == [
        ("a", "0.01", "recommended"),
        ("b", "0.00", "reserve"),
    ]


def test_the_reason_stands_where_points_alone_do_not_explain(rank: Rank) -> None:
    failed = INPUT | {
        "places": 2,
        "applicants": [
            {"id": "failed", "values": {"math": "7.5"}},
            {"id": "absent", "values": {"certificate": "5"}},
            {"id": "winner", "values": {"math": "8"}, "flags": ["federal_winner"]},
            {"id": "medal", "values": {"math": "9"}, "flags": ["gold_medal"]},
            {"id": "other", "values": {"math": "31"}},
        ],
    }
    ranking = json.loads(rank(json.dumps(failed))[1])["ranking"]
    assert [(entry["id"], entry["rank"], entry["outcome"], entry.get("reason")) for entry in ranking] == [
        ("medal", 1, "recommended", "Ranked ahead of all others: gold_medal."),
        ("other", 2, "reserve", None),
        ("winner", 3, "recommended", "A guaranteed place: federal_winner."),
        ("absent", None, "not_recommended", "math: required, and no value is given."),
        ("failed", None, "not_recommended", "math: 7.5 is below the minimum of 8."),
    ]


def test_places_and_applicants_do_not_change_the_hash(rank: Rank) -> None:
    other = json.dumps(INPUT | {"places": 0, "applicants": []})
    assert json.loads(rank(other)[1]) == {"ranking": [], "criteria_hash": HASH}


NOT_A_NUMBER = (
    'must be a number in quotation marks, such as "4.7", with at most 6 digits before the point'
    " and 6 after it, not"
)


@pytest.mark.parametrize(
    ("applicant", "sentence"),
    [
        ({"values": {"math": 25}}, f"Applicant 07: “math” {NOT_A_NUMBER} 25."),
        ({"values": {"math": "4,7"}}, f"Applicant 07: “math” {NOT_A_NUMBER} '4,7'."),
        ({"values": {"math": None}}, f"Applicant 07: “math” {NOT_A_NUMBER} None."),
        ({"values": {"math": "-1"}}, "Applicant 07: “math” cannot be below zero."),
        ({"values": {"math": "32"}}, "Applicant 07: “math” cannot be above 31, and 32 is."),
        (
            {"values": {"physics": "5"}},
            "Applicant 07: “values” names 'physics', and the sheet has no such criterion.",
        ),
        ({"values": []}, "Applicant 07: “values” must be a JSON object."),
        ({"flags": "gold_medal"}, "Applicant 07: “flags” must be a list in square brackets."),
        ({"flags": ["gold_medal"] * 2}, "Applicant 07: “flags” gives 'gold_medal' twice."),
        (
            {"flags": ["golden"]},
            "Applicant 07: “flags” names 'golden', and neither “guarantee” nor “ahead_of_all” nor “precedence” does.",
        ),
        (
            {"id": 7},
            "Applicant no. 2 of the list: “id” must be a text of one line with at most 100 characters.",
        ),
        ({"name": "Иванова"}, "Applicant no. 2 of the list: “applicant” has an unknown name: 'name'."),
        ({"id": "01"}, "“applicants” gives '01' twice."),
    ],
)
def test_an_impossible_applicant_gets_one_sentence(
    rank: Rank, applicant: dict[str, Any], sentence: str
) -> None:
    second = {"id": "07", "values": {"math": "25"}} | applicant
    assert rank(json.dumps(INPUT | {"applicants": [*INPUT["applicants"], second]})) == (
        2,
        "",
        f"{sentence}\n",
    )


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"places": "25"}, "“places” must be a whole number from 0 to 999999."),
        ({"places": -1}, "“places” must be a whole number from 0 to 999999."),
        ({"places": True}, "“places” must be a whole number from 0 to 999999."),
        ({"applicants": {}}, "“applicants” must be a list in square brackets."),
        ({"applicants": [[]]}, "Applicant no. 1 of the list: “applicant” must be a JSON object."),
        ({"applicants": [{"id": "1"}]}, "Applicant no. 1 of the list: “values” is missing in “applicant”."),
        (
            {"criteria": [{"code": "math", "kind": "sum", "points": "1"}]},
            "Criterion math: “kind” must be one of ratio, per_unit, once, bands, not 'sum'.",
        ),
        ({"seats": 25}, "“sheet” has an unknown name: 'seats'."),
    ],
)
def test_impossible_input_gets_one_sentence(rank: Rank, change: dict[str, Any], sentence: str) -> None:
    assert rank(json.dumps(INPUT | change)) == (2, "", f"{sentence}\n")


MISSING = (
    "The input must be one JSON object with “criteria”, “places” and “applicants” in it: see rank --help."
)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "The input is not JSON: look at line 1, position 1."),
        ("[]", MISSING),
        ('{"criteria": [], "places": 1}', MISSING),
        ('{"places": 1, "places": 2}', "A name is given twice in one object of the input."),
        (" " * 20_000_001, "The input is too long."),
    ],
    ids=["empty", "list", "no applicants", "twice", "long"],
)
def test_what_is_no_ranking_at_all_gets_one_sentence(rank: Rank, text: str, sentence: str) -> None:
    assert rank(text) == (2, "", f"{sentence}\n")


def test_the_command_needs_no_database() -> None:
    ended = manage("rank", text=EXAMPLE)
    assert (ended.returncode, ended.stderr, json.loads(ended.stdout)) == (0, "", OUTPUT)


def test_a_text_in_another_encoding_gets_one_sentence_and_no_traceback() -> None:
    ended = manage("rank", text=EXAMPLE.replace("01", "Ёлка").encode("cp1251"))
    assert (ended.returncode, ended.stdout, ended.stderr.count("\n"), ended.stderr[-2:]) == (2, "", 1, ".\n")
