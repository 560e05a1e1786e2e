"""The winter in which the contracts are concluded, and those of the demonstration."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command

from governance import clock
from governance.documents.kinds.contract.contract import Contract
from governance.documents.record.document import Document
from governance.flows.engine.models import Task
from governance.roles.person import Person

PRINTED = {
    "contract_form.pdf",
    *(f"contract-{n}-Д.pdf" for n in range(1, 6)),
    "amendment-1-ДС.pdf",
    "amendment-2-ДС.pdf",
    "disagreements-4-Д.pdf",
    "protocol-1.pdf",
}


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Any]:
    """The folder that the scenario has filled, and how its command ended."""
    out = tmp_path_factory.mktemp("winter")
    done = subprocess.run(
        [sys.executable, str(settings.BASE_DIR / "manage.py"), "scenario", "contract", "--out", str(out)],
        capture_output=True,
        text=True,
        check=False,
    )
    return out, done


def test_the_scenario_writes_each_paper_by_kind_and_number(played: tuple[Path, Any]) -> None:
    out, done = played
    assert (done.returncode, done.stderr) == (0, "")
    assert {path.name for path in out.iterdir()} == {*PRINTED, "history.json"}
    assert all((out / name).read_bytes().startswith(b"%PDF-") for name in PRINTED)


def test_the_record_tells_how_each_contract_came_about(played: tuple[Path, Any]) -> None:
    papers = json.loads((played[0] / "history.json").read_text(encoding="utf-8"))
    moves = {
        paper["number"]: [event["move"] for event in paper["events"]]
        for paper in papers
        if paper["kind"] == "contract"
    }
    assert {number: sum(move == "object_to" for move in made) for number, made in moves.items()} == {
        "1-Д": 0,
        "2-Д": 0,
        "3-Д": 0,
        "4-Д": 2,
        "5-Д": 0,
    }
    assert {number for number, made in moves.items() if "certify_signature" in made} == {"2-Д"}
    assert {number for number, made in moves.items() if "refuse" in made} == {"5-Д"}
    assert [move for move in moves["1-Д"] if move == "amend"] == ["amend"]
    assert moves["2-Д"][-3:] == ["terminate", "expire", "archive"]
    (by_stand_in,) = (paper for paper in papers if paper["number"] == "3-Д")
    signed = [event["capacity"] for event in by_stand_in["events"] if event["move"] == "sign"]
    assert signed == ["и.о. директора МОКУ СОШ пгт Лальск", "директор базовой школы"]


def test_the_council_sits_without_the_school_that_left(played: tuple[Path, Any]) -> None:
    papers = json.loads((played[0] / "history.json").read_text(encoding="utf-8"))
    (meeting,) = (paper for paper in papers if paper["kind"] == "meeting")
    assert sum(event["move"] == "mark_attendance" for event in meeting["events"]) == 5
    assert meeting["state"] == "held"


@pytest.mark.any_database
@pytest.mark.django_db
def test_the_demonstration_has_work_on_contracts_for_everybody(settings: Any) -> None:
    settings.DEMO = True
    settings.DEMO_DATE = date(2011, 11, 21)
    call_command("demo")
    with_schools = Contract.objects.filter(parties__position=1)
    assert dict(with_schools.values_list("parties__unit__short_name", "state")) == {
        "СОШ №2 г. Лузы": "in_force",
        "СОШ пгт Лальск": "partly_signed",
        "Фабричная ООШ": "rework",
        "Н.-Лальская ООШ": "review",
        "Покровская ООШ": "draft",
    }
    assert set(Document.objects.filter(kind="regulation").values_list("state", flat=True)) == {"review"}
    estimates = Document.objects.filter(kind="estimate").order_by("pk")
    assert list(estimates.values_list("state", flat=True)) == ["approved", "draft"]
    with clock.played(date(2011, 11, 21)):
        idle = [
            person.surname
            for person in Person.objects.filter(surname__in=["Пелевин", "Винокурова", "Тестова", "Чирков"])
            if not Task.objects.waiting_for(person).exists()
        ]
    assert idle == []
