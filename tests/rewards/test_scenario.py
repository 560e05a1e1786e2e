"""The rewards of a spring as they are played: eighteen nominations, two pools, a correction after the orders."""

import json
import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from pypdf import PdfReader

from governance.scenarios.motivation_sheets import CAP, CAPPED, SHEETS, SUMMARY
from governance.scenarios.teachers import NEWCOMERS
from tests.print.test_printing import plain

PRINTED = {
    "reward_system.pdf",
    "reward_period.pdf",
    "estimate.pdf",
    *(f"nomination-{number}.pdf" for number in range(1, 19)),
    "allocation-trial.pdf",
    "allocation-1.pdf",
    "allocation-2.pdf",
    *(
        f"award_list-{name}.pdf"
        for name in ("base-1", "base-2", "second-1", "second-2", "second-3", "lalsk-1")
    ),
    *(f"protocol-{number}.pdf" for number in (1, 2, 3, 4)),
    "order-base-1-ОД.pdf",
    *(f"order-{name}-К.pdf" for name in ("base-1", "base-2", "second-1", "second-2", "second-3", "lalsk-1")),
    "certificate-1.pdf",
    "certificate-2.pdf",
}
SUM = re.compile(r"\d{1,3}(?:\u00a0\d{3})*,\d\d")


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Any]:
    """The folder that the scenario has filled, and how its command ended."""
    out = tmp_path_factory.mktemp("spring")
    done = subprocess.run(
        [sys.executable, str(settings.BASE_DIR / "manage.py"), "scenario", "motivation", "--out", str(out)],
        capture_output=True,
        text=True,
        check=False,
    )
    return out, done


@pytest.fixture(scope="module")
def papers(played: tuple[Path, Any]) -> list[dict[str, Any]]:
    """The record, paper by paper."""
    return json.loads((played[0] / "history.json").read_text(encoding="utf-8"))


def text_of(played: tuple[Path, Any], name: str) -> str:
    sheets = PdfReader(played[0] / f"{name}.pdf").pages
    return " ".join(plain(sheet.extract_text()) for sheet in sheets)


def sums(played: tuple[Path, Any], name: str, after: str = "") -> list[Decimal]:
    """The sums of money that a paper tells, from a word on."""
    text = "\n".join(sheet.extract_text() for sheet in PdfReader(played[0] / f"{name}.pdf").pages)
    found = SUM.findall(text[text.index(after) :])
    return [Decimal(amount.replace("\u00a0", "").replace(",", ".")) for amount in found]


def states(papers: list[dict[str, Any]], kind: str) -> list[str]:
    return [paper["state"] for paper in papers if paper["kind"] == kind]


def test_the_scenario_writes_each_paper_by_kind_and_number(played: tuple[Path, Any]) -> None:
    out, done = played
    assert (done.returncode, done.stderr) == (0, "")
    assert {path.name for path in out.iterdir()} == {*PRINTED, "history.json"}
    assert all((out / name).read_bytes().startswith(b"%PDF-") for name in PRINTED)


def test_of_eighteen_nominations_one_is_declined_and_the_others_are_ordered(
    papers: list[dict[str, Any]],
) -> None:
    found = states(papers, "nomination")
    assert {state: found.count(state) for state in set(found)} == {"ordered": 17, "declined": 1}
    assert states(papers, "allocation") == ["adopted", "adopted"]
    assert states(papers, "award_list") == ["approved"] * 6
    assert states(papers, "reward_period") == ["closed"]


def test_one_objection_is_upheld_and_one_sum_is_corrected_after_the_order(
    papers: list[dict[str, Any]],
) -> None:
    nominations = [paper for paper in papers if paper["kind"] == "nomination"]
    moves = [[event["move"] for event in paper["events"]] for paper in nominations]
    objected = [done for done in moves if "object_to" in done]
    assert [done[done.index("object_to") :][:3] for done in objected] == [
        ["object_to", "enclose", "answer_objection"]
    ]
    assert sorted(done.count("allot") for done in moves) == [0, *[1] * 16, 2]


def test_a_member_has_no_vote_on_the_own_reward(played: tuple[Path, Any]) -> None:
    own = "Не участвовали в голосовании (самоотвод): Жданов Н.С. — вопрос о собственном поощрении"
    assert [own in text_of(played, f"protocol-{number}") for number in (1, 2, 3, 4)] == [
        False,
        True,
        True,
        False,
    ]


def test_a_cap_holds_and_the_trial_is_a_project(played: tuple[Path, Any]) -> None:
    trial, final = text_of(played, "allocation-trial"), text_of(played, "allocation-1")
    assert ("ПРОЕКТ" in trial, "ПРОЕКТ" in final) == (True, False)
    surname = next(surname for key, surname, *_rest in NEWCOMERS if key == CAPPED)
    assert [sums(played, name, surname)[0] for name in ("allocation-trial", "allocation-1")] == [CAP, CAP]
    assert ["ограничено пределом" in text for text in (trial, final)] == [True, True]


def test_a_correction_prints_what_was_and_what_is(played: tuple[Path, Any]) -> None:
    was, amount = sums(played, "award_list-second-3", "Казаковой")[:2]
    assert was > amount > 0
    assert "(изменение размера выплат)" in text_of(played, "award_list-second-3")


def test_no_line_of_the_scenario_tells_a_sum_or_a_merit(played: tuple[Path, Any]) -> None:
    _out, done = played
    merits = {line["note"] for sheet in SHEETS.values() for line in sheet.merits()} | {SUMMARY}
    lines = [line for line in done.stdout.splitlines() if " | " in line]
    assert len(lines) > 250
    assert [line for line in lines if SUM.search(line) or any(words in line for words in merits)] == []


def test_no_protocol_and_no_order_tells_a_sum(played: tuple[Path, Any]) -> None:
    assert len(set(sums(played, "award_list-second-1")) | set(sums(played, "award_list-second-3"))) == 5
    names = [name.removesuffix(".pdf") for name in PRINTED if name.endswith("-К.pdf")]
    names += [f"protocol-{number}" for number in (2, 3, 4)]
    assert len(names) == 9
    assert [name for name in names if sums(played, name)] == []
