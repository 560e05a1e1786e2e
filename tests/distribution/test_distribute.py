"""The `distribute` command: JSON in, JSON out, one sentence for what cannot be distributed."""

import json
from collections.abc import Callable, Iterator
from functools import partial

import pytest
from django.utils import translation

from governance.management.commands.distribute import EXAMPLE
from tests.json_command import manage, run

OUTPUT = {
    "pools": [
        {"code": "teachers", "points": "412", "value": "121", "paid": "49852.00", "remainder": "148.00"}
    ],
    "awards": [{"id": "t1", "amount": "2541.00"}, {"id": "t2", "amount": "47311.00"}],
}

Distribute = Callable[[str], tuple[int, str, str]]


@pytest.fixture
def distribute(monkeypatch: pytest.MonkeyPatch) -> Iterator[Distribute]:
    """Run the command on a text; returns exit code, standard output and standard error."""
    with translation.override("en"):
        yield partial(run, monkeypatch, "distribute")


def test_a_council_tries_its_points(distribute: Distribute) -> None:
    code, out, err = distribute(EXAMPLE)
    assert (code, json.loads(out), err) == (0, OUTPUT, "")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "The input is not JSON: look at line 1, position 1."),
        ("[]", "“input” must be a JSON object."),
        ("{}", "“pools” is missing in “input”."),
        (EXAMPLE.replace('"50000.00"', '"-1.00"'), "Pool teachers: “amount” cannot be below zero."),
        (EXAMPLE.replace('"pool": "teachers"', '"pool": "cooks"'), "Award t1: there is no pool 'cooks'."),
        (EXAMPLE.replace('"share": "1"', '"share": "2"'), "Award t1: “share” cannot be above 1, and 2 is."),
        (" " * 20_000_001, "The input is too long."),
    ],
    ids=["empty", "list", "nothing", "negative", "unknown pool", "share", "long"],
)
def test_impossible_input_gets_one_sentence(distribute: Distribute, text: str, sentence: str) -> None:
    assert distribute(text) == (2, "", f"{sentence}\n")


def test_the_command_needs_no_database() -> None:
    ended = manage("distribute", text=EXAMPLE)
    assert (ended.returncode, ended.stderr, json.loads(ended.stdout)) == (0, "", OUTPUT)


def test_a_refusal_leaves_one_line_and_no_traceback() -> None:
    ended = manage("distribute", text="{")
    assert (ended.returncode, ended.stdout, ended.stderr.count("\n"), ended.stderr[-2:]) == (2, "", 1, ".\n")
