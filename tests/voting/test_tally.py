"""The `tally` command: JSON in, JSON out, one sentence for what cannot be counted."""

import json
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest
from django.utils import translation

from governance.management.commands.tally import EXAMPLE
from tests.json_command import manage, run

COUNT: dict[str, Any] = {
    "rule": {
        "quorum": {"share": "2/3", "strict": False},
        "majority": {"base": "present", "share": "1/2", "strict": True},
        "casting_vote": False,
        "recused_count_for_quorum": True,
        "recused_leave_base": True,
    },
    "roster": 6,
    "present": 5,
    "recused": 0,
    "votes": {"for": 3, "against": 1, "abstain": 1},
    "secret": False,
    "presiding": "for",
}
OUTCOME = {
    "quorum": True,
    "base": 5,
    "needed": 3,
    "adopted": True,
    "by_casting_vote": False,
    "reason": "Adopted: for 3, against 1, 1 abstention; needed: more than half of those present (3 of 5).",
}
NOT_A_NUMBER = "must be a whole number from 0 to 999999."

Tally = Callable[[str], tuple[int, str, str]]


@pytest.fixture
def tally(monkeypatch: pytest.MonkeyPatch) -> Iterator[Tally]:
    """Run the command on a text; returns exit code, standard output and standard error."""
    with translation.override("en"):
        yield partial(run, monkeypatch, "tally")


def changed(path: str, value: object) -> str:
    """The count with one value changed, as JSON."""
    count = json.loads(json.dumps(COUNT))
    *way, last = path.split(".")
    place = count
    for step in way:
        place = place[step]
    place[last] = value
    return json.dumps(count)


def without(path: str) -> str:
    count = json.loads(json.dumps(COUNT))
    *way, last = path.split(".")
    place = count
    for step in way:
        place = place[step]
    del place[last]
    return json.dumps(count)


def test_a_body_tries_its_regulation(tally: Tally) -> None:
    code, out, err = tally(json.dumps(COUNT))
    assert (code, json.loads(out), err) == (0, OUTCOME, "")
    assert list(json.loads(out)) == list(OUTCOME)


def test_the_example_in_the_help_can_be_tried(tally: Tally) -> None:
    code, out, err = tally(EXAMPLE)
    assert (code, json.loads(out), err) == (0, OUTCOME, "")


def test_a_byte_order_mark_of_a_windows_editor_does_no_harm(tally: Tally) -> None:
    assert tally("\ufeff" + json.dumps(COUNT))[0] == 0


def test_a_casting_vote_is_tried(tally: Tally) -> None:
    count = json.loads(changed("rule.casting_vote", True))
    count["votes"] = {"for": 2, "against": 2, "abstain": 1}
    outcome = json.loads(tally(json.dumps(count))[1])
    assert (outcome["adopted"], outcome["by_casting_vote"]) == (True, True)


@pytest.mark.parametrize(
    ("path", "value", "sentence"),
    [
        ("votes.for", 4, "More votes (6) than voters (5)."),
        ("votes.for", -3, f"“for” {NOT_A_NUMBER}"),
        ("votes.for", True, f"“for” {NOT_A_NUMBER}"),
        ("votes.for", 3.0, f"“for” {NOT_A_NUMBER}"),
        ("votes.for", "3", f"“for” {NOT_A_NUMBER}"),
        ("votes.for", float("nan"), f"“for” {NOT_A_NUMBER}"),
        ("votes.for", float("inf"), f"“for” {NOT_A_NUMBER}"),
        ("votes.for", None, f"“for” {NOT_A_NUMBER}"),
        ("votes", [3, 1, 1], "“votes” must be a JSON object."),
        ("votes.proxy", 1, "“votes” has an unknown name: 'proxy'."),
        ("roster", 10**400, f"“roster” {NOT_A_NUMBER}"),
        ("roster", 4, "More members are present (5) than the roster has (4)."),
        ("recused", 6, "More members are recused (6) than present (5)."),
        ("secret", "no", "“secret” must be true or false."),
        (
            "presiding",
            "chair",
            "“presiding” must be one of for, against, abstain, recused, absent, not 'chair'.",
        ),
        ("presiding", "recused", "“presiding” says “recused”, but the number for “recused” is 0."),
        (
            "presiding",
            ["for"],
            "“presiding” must be one of for, against, abstain, recused, absent, not ['for'].",
        ),
        ("rule", None, "“rule” must be a JSON object."),
        ("rule.quorum", "2/3", "“quorum” must be a JSON object."),
        ("rule.quorum.share", "3/2", "A share cannot be above 1, and 3/2 is."),
        ("rule.quorum.share", 0.5, "A share must be a text with two whole numbers, such as “2/3”."),
        ("rule.quorum.share", "1/0", "A share cannot have 0 below the line: write it like “2/3”."),
        ("rule.quorum.strict", 0, "“strict” must be true or false."),
        ("rule.majority.share", "0/3", "A majority of 0 would adopt everything: name a share above 0."),
        (
            "rule.majority.base",
            "seats",
            "“base” must be one of present, cast, roster, established, not 'seats'.",
        ),
        (
            "rule.majority.base",
            "\n" * 100,
            "“base” must be one of present, cast, roster, established, not '" + r"\n" * 19 + "….",
        ),
        ("rule.casting_vote", 1, "“casting_vote” must be true or false."),
        ("date", "2011-12-15", "“input” has an unknown name: 'date'."),
    ],
)
def test_impossible_input_gets_one_sentence(tally: Tally, path: str, value: object, sentence: str) -> None:
    assert tally(changed(path, value)) == (2, "", f"{sentence}\n")


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("rule", "The input must be one JSON object with “rule” in it: see tally --help."),
        ("roster", "“roster” is missing in “input”."),
        ("presiding", "“presiding” is missing in “input”."),
        ("votes.abstain", "“abstain” is missing in “votes”."),
        ("rule.majority.base", "“base” is missing in “majority”."),
        ("rule.recused_leave_base", "“recused_leave_base” is missing in “rule”."),
    ],
)
def test_a_missing_name_is_named(tally: Tally, path: str, sentence: str) -> None:
    assert tally(without(path)) == (2, "", f"{sentence}\n")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "The input is not JSON: look at line 1, position 1."),
        ('{"rule": \n oops}', "The input is not JSON: look at line 2, position 2."),
        (json.dumps(COUNT) * 2, "The input is not JSON: look at line 1, position 333."),
        ("[]", "The input must be one JSON object with “rule” in it: see tally --help."),
        ("NaN", "The input must be one JSON object with “rule” in it: see tally --help."),
        ('{"rule": {}, "rule": {}}', "A name is given twice in one object of the input."),
        ("9" * 5000, "The input cannot be read: a number is too long or brackets too deep."),
        ("[" * 50_000, "The input cannot be read: a number is too long or brackets too deep."),
        (" " * 100_001, "The input is too long."),
    ],
    ids=["empty", "not json", "two objects", "list", "nan", "twice", "digits", "brackets", "long"],
)
def test_what_is_no_count_at_all_gets_one_sentence(tally: Tally, text: str, sentence: str) -> None:
    assert tally(text) == (2, "", f"{sentence}\n")


def test_the_command_needs_no_database() -> None:
    ended = manage("tally", text=json.dumps(COUNT))
    outcome = json.loads(ended.stdout)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert [outcome[name] for name in list(OUTCOME)[:-1]] == list(OUTCOME.values())[:-1]


def test_a_refusal_leaves_one_line_and_no_traceback() -> None:
    ended = manage("tally", text="{")
    assert (ended.returncode, ended.stdout, ended.stderr.count("\n"), ended.stderr[-2:]) == (2, "", 1, ".\n")
