"""Rules of real bodies with outcomes worked out by hand: councils, commissions, elections, selections, funds, terms.

Each case of `cases.json` is the input of a command, and a part of its answer or its exit code.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.json_command import run

CASES = json.loads((Path(__file__).parent / "cases.json").read_text(encoding="utf-8"))
KEYS = ("id", "code")


def holds(part: Any, whole: Any) -> bool:
    """Whether an answer has this part; of rows with an id or a code those are compared that the part names."""
    if isinstance(part, dict):
        return isinstance(whole, dict) and all(
            name in whole and holds(value, whole[name]) for name, value in part.items()
        )
    key = next((key for key in KEYS if part and isinstance(part, list) and key in part[0]), None)
    if key is None:
        return bool(part == whole)
    rows = {row[key]: row for row in whole}
    return all(row[key] in rows and holds(row, rows[row[key]]) for row in part)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['command']}: {case['name']}")
def test_the_command_comes_to_the_outcome_worked_out_by_hand(
    case: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    code, answer, sentence = run(monkeypatch, case["command"], json.dumps(case["input"]))
    assert (code, bool(sentence)) == (case.get("exit", 0), bool(case.get("exit", 0)))
    if "expect" in case:
        assert holds(case["expect"], json.loads(answer)), answer
