"""The summer of seventy applications as it is played, and the admissions of the demonstration."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from governance import clock
from governance.documents.kinds.admission.application import Application
from governance.documents.kinds.admission.campaign import Campaign
from governance.documents.record.history import verify
from governance.documents.record.private_link import HOLDER
from governance.flows.engine.models import Task
from governance.scenarios import admission_events as events
from governance.scenarios.admission_applicants import pupils
from governance.scenarios.demo_admission import SECOND, fill_admissions
from governance.scenarios.luza import Luza

PRINTED = {
    "campaign.pdf",
    *(f"rating-{edition}.pdf" for edition in (1, 2, 3)),
    "enrolment-1.pdf",
    "enrolment-2.pdf",
    "order-1-ОД.pdf",
    "order-1-У.pdf",
    "order-2-У.pdf",
    "protocol-1-ПК.pdf",
    "protocol-2-ПК.pdf",
    "protocol-1-АК.pdf",
    "extract-1-ПК.pdf",
}


@pytest.fixture
def played(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Any]:
    """The folder that the scenario has filled, and how its command ended."""
    out = tmp_path_factory.mktemp("summer")
    done = subprocess.run(
        [sys.executable, str(settings.BASE_DIR / "manage.py"), "scenario", "admission", "--out", str(out)],
        capture_output=True,
        text=True,
        check=False,
    )
    return out, done


def applications_of(played: tuple[Path, Any]) -> dict[int, dict[str, Any]]:
    """The record of each application, by its number."""
    papers = json.loads((played[0] / "history.json").read_text(encoding="utf-8"))
    return {int(paper["number"]): paper for paper in papers if paper["kind"] == "application"}


def moves(paper: dict[str, Any]) -> list[str]:
    return [event["move"] for event in paper["events"]]


@pytest.mark.any_database
def test_the_summer_is_played_to_its_end(played: tuple[Path, Any], luza: Luza) -> None:
    """One test, because tests of one module go to several processes, and each would play the summer again."""
    writes_each_paper_by_kind_and_number(played)
    names_no_pupil_and_no_parent(played, luza)
    applications = applications_of(played)
    seventy_applications_find_forty_five_places(applications)
    what_is_to_happen_happens_to_each(applications)


def writes_each_paper_by_kind_and_number(played: tuple[Path, Any]) -> None:
    out, done = played
    assert (done.returncode, done.stderr) == (0, "")
    assert {path.name for path in out.iterdir()} == {*PRINTED, "history.json"}
    assert all((out / name).read_bytes().startswith(b"%PDF-") for name in PRINTED)


def seventy_applications_find_forty_five_places(applications: dict[int, dict[str, Any]]) -> None:
    states = [paper["state"] for paper in applications.values()]
    assert sorted(applications) == list(range(1, 71))
    assert {state: states.count(state) for state in set(states)} == {
        "enrolled": 45,
        "reserve": 22,
        "withdrawn": 2,
        "declined": 1,
    }


def what_is_to_happen_happens_to_each(applications: dict[int, dict[str, Any]]) -> None:
    for number in events.ASKED:
        assert "ask" in moves(applications[number])
    brought = {number for number in events.ASKED if "supplement" in moves(applications[number])}
    assert brought == events.BROUGHT
    assert "declare_conflict" in moves(applications[events.CONFLICT])
    assert "settle_claims" in moves(applications[events.DIFFERENT])
    for number in events.EQUAL:
        assert moves(applications[number]).count("take_outcome") == 3
        assert "enter_test" in moves(applications[number])
    assert "correct" in moves(applications[events.WITHOUT_PROOF])
    assert moves(applications[events.GIVES_UP])[-2:] == ["enrol", "decline"]
    taken = [number for number, paper in applications.items() if "take_place" in moves(paper)]
    assert [moves(applications[number])[-3:] for number in taken] == [["offer_place", "take_place", "enrol"]]


def names_no_pupil_and_no_parent(played: tuple[Path, Any], luza: Luza) -> None:
    _out, done = played
    surnames = {pupil.personal["surname"] for pupil in pupils(luza)}
    assert len(surnames) == 69  # one pupil applies twice
    assert [line for line in done.stdout.splitlines() if any(name in line for name in surnames)] == []
    assert f"| {HOLDER} |" in done.stdout


@pytest.mark.django_db
def test_the_demonstration_has_work_on_admissions_for_everybody(luza: Luza) -> None:
    fill_admissions(luza)
    published, open_one = Campaign.objects.order_by("pk")
    assert set(Application.objects.filter(campaign=published).values_list("decided_by_list__kind")) == {
        ("rating",)
    }
    states = list(
        Application.objects.filter(campaign=open_one).order_by("pk").values_list("state", flat=True)
    )
    assert states == ["review"] * 3 + ["incomplete"] + ["registered"] * 3 + ["draft"]
    with clock.played(date(2011, 11, 21)):
        assert open_one.takes_applications
        idle = [
            key
            for key in (SECOND.selection[0], SECOND.clerk, "methodical_secretary", "clerk", "head_second")
            if not Task.objects.waiting_for(luza.people[key]).exists()
        ]
    assert idle == []
    assert list(verify()) == []
