"""Processes live through a change of their flow: renamed steps are found, moved, and played on to the end."""

import json
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.db.models import CharField
from django.db.models.functions import Cast

from governance.flows.engine.checks import lost_at_revival, misnamed_steps, no_task_stands_on_a_removed_step
from governance.flows.engine.flow import FLOWS, Step
from governance.flows.engine.migrating import (
    LIVE,
    after_migrations,
    migrate_processes,
)
from governance.flows.engine.models import Process, Task
from governance.flows.processes.plan import PlanFlow
from governance.scenarios.luza import Luza, found_luza
from governance.scenarios.outcome import SCENARIOS
from governance.scenarios.stage import Stage
from tests.flows.test_references import plan_of
from tests.played import apart
from tests.plays import PLAYS
from tests.whole import WHOLE

RECORDED = Path(__file__).with_name("steps.json")


# --- what every version had -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", FLOWS)
def test_each_step_that_a_flow_ever_had_has_an_heir(name: str) -> None:
    """A step that goes without a word would strand the tasks on it. The steps of each version stand in steps.json."""
    flow_class = FLOWS[name]
    recorded = {
        int(version): steps for version, steps in json.loads(RECORDED.read_text()).get(name, {}).items()
    }
    assert recorded.get(flow_class.version) == sorted(node.name for node in flow_class.instance.nodes()), (
        f"The steps of {name} have changed. New ones alone: add them to {RECORDED.name}. If one was renamed or "
        "removed, raise the flow's version, let `renamed` say which step has its tasks, and add the version."
    )
    heirs = {flow_class.step_now(step, version) for version, steps in recorded.items() for step in steps}
    assert {step for step in heirs if not flow_class.has_step(step)} == set()
    assert list(misnamed_steps(flow_class)) == []


# --- one change -------------------------------------------------------------------------------------------------------


@pytest.fixture
def later_plan_flow(monkeypatch: pytest.MonkeyPatch) -> None:
    """The flow of plans is in its third version; the first had other names for draft and council."""
    monkeypatch.setattr(PlanFlow, "version", 3)
    monkeypatch.setattr(
        PlanFlow, "renamed", {2: {"writing": "text", "agenda": "council"}, 3: {"text": "draft"}}
    )


def stored_step() -> str:
    return Task.objects.filter(LIVE).annotate(stored=Cast("flow_task", CharField())).get().stored


@pytest.mark.django_db
def test_a_renamed_step_is_read_by_both_names_and_written_by_the_present_one(
    luza: Luza, later_plan_flow: None
) -> None:
    plan = plan_of(luza)
    assert Process.objects.get(document=plan).version == "3"
    Task.objects.filter(LIVE).update(flow_task="PlanFlow.writing")
    Process.objects.update(version="1")
    assert Task.objects.get(LIVE).flow_task is PlanFlow.instance.node("draft")
    assert no_task_stands_on_a_removed_step(None, databases=["default"]) == []
    assert migrate_processes() == 1
    assert (stored_step(), Process.objects.get().version) == ("PlanFlow.draft", "3")
    assert migrate_processes() == 0


@pytest.mark.django_db
def test_a_name_that_means_another_step_now_is_told_apart_by_the_version(
    luza: Luza, later_plan_flow: None
) -> None:
    plan_of(luza)
    Task.objects.filter(LIVE).update(flow_task="PlanFlow.agenda")
    assert migrate_processes() == 0  # of this version: the agenda of today
    assert stored_step() == "PlanFlow.agenda"
    Process.objects.update(version="1")
    assert migrate_processes() == 1
    task = Task.objects.get(LIVE)
    assert (stored_step(), task.flow_task_type, task.right) == ("PlanFlow.council", "AWAIT", "")


@pytest.mark.django_db
def test_a_process_of_a_newer_program_is_named(luza: Luza) -> None:
    plan_of(luza)
    Process.objects.update(version="2")
    [error] = no_task_stands_on_a_removed_step(None, databases=["default"])
    assert error.id == "governance.E027"
    assert migrate_processes() == 0


@pytest.mark.parametrize(
    ("renamed", "faults"),
    [
        ({2: {"writing": "draft"}}, []),
        ({2: {"writing": "gone"}}, ["governance.E026"]),
        ({3: {"writing": "draft"}}, ["governance.E026"]),
    ],
)
def test_what_renamed_says_is_checked(
    renamed: dict[int, dict[str, str]], faults: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(PlanFlow, "version", 2)
    monkeypatch.setattr(PlanFlow, "renamed", renamed)
    assert [error.id for error in misnamed_steps(PlanFlow)] == faults


def test_a_flow_that_asks_nobody_once_its_paper_stands_again_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert [error for flow_class in FLOWS.values() for error in lost_at_revival(flow_class)] == []
    assert {flow_class.name for flow_class in FLOWS.values() if flow_class.revived_by} == {
        "ApprovedFlow",
        "OrderFlow",
        "PlanFlow",
    }
    monkeypatch.setattr(PlanFlow, "revived_by", "")
    assert [error.id for error in lost_at_revival(PlanFlow)] == ["governance.E028", "governance.E028"]


@pytest.mark.django_db
def test_migrate_moves_the_processes_on_the_way_forward_alone(luza: Luza, later_plan_flow: None) -> None:
    plan_of(luza)
    Process.objects.update(version="1")
    config, told = apps.get_app_config("governance"), StringIO()
    after_migrations(config)  # a flush
    after_migrations(config, plan=[(None, True)])
    assert Process.objects.get().version == "1"
    after_migrations(config, plan=[], stdout=told)
    assert Process.objects.get().version == "3"
    assert told.getvalue() == "1 процесс продолжается по нынешней версии своего порядка.\n"


# --- every state ------------------------------------------------------------------------------------------------------


def unreached(name: str) -> list[str]:
    """The states that a scenario should have reached and has not; its district goes again."""
    with transaction.atomic():
        missed = list(apart(SCENARIOS[name], found_luza(), Stage()).unreached())
        transaction.set_rollback(True)
    return missed


@pytest.mark.django_db
def test_a_plan_goes_to_its_end_with_an_upgrade_between_any_two_moves(
    upgraded_after_each_move: set[str],
) -> None:
    assert unreached("plan") == []
    assert {f"PlanFlow.{step}" for step in PlanFlow.route} <= upgraded_after_each_move


# Scenarios go the usual ways; these files go those where something fails, is annulled or comes late.
UNUSUAL = [
    "tests/approved/test_staff_opinion.py",
    "tests/desk/test_incoming.py",
    "tests/order/test_flow.py",
    "tests/order/test_execution.py",
    "tests/plan/test_executors.py",
    "tests/meeting/test_points.py",
    "tests/meeting/test_flow.py",
    "tests/admission/test_appeal.py",
    "tests/admission/test_erasure.py",
]


@pytest.mark.skipif(not WHOLE, reason="plays every process: make proof")
@pytest.mark.exhaustive
@pytest.mark.django_db
def test_papers_in_every_state_are_moved_and_go_to_their_end(
    upgraded_after_each_move: set[str], tmp_path: Path
) -> None:
    for name in SCENARIOS:
        assert unreached(name) == []
    for name in PLAYS.keys() - SCENARIOS.keys():
        with transaction.atomic():
            apart(PLAYS[name], found_luza(), Stage())
            transaction.set_rollback(True)
    seen = tmp_path / "steps"
    subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-n", "0", *UNUSUAL],
        env={**os.environ, "STEPS_SEEN": str(seen), "PROOF": "0"},
        cwd=settings.BASE_DIR,
        check=True,
    )
    waiting = {
        f"{flow_class.name}.{node.name}"
        for flow_class in FLOWS.values()
        for node in flow_class.instance.nodes()
        if isinstance(node, Step)
    }
    assert waiting - upgraded_after_each_move - set(seen.read_text().split()) == set()
