"""Going back a migration drops no rows: with any row in its way it is refused, on an empty database it is done."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings as own_settings
from django.core.management.base import CommandError
from django.db import connection, models
from django.db.migrations import Migration, operations
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.state import ModelState, ProjectState

from governance.going_back import (
    count,
    refuse_to_lose_rows,
    refuse_to_stop_half_way,
    rows_lost,
    tables_lost,
)
from governance.scenarios.luza import Luza
from tests.whole import WHOLE

Plan = list[tuple[Migration, bool]]


@pytest.fixture(params=["made at once", "made by the old ones"])
def all_back(request: pytest.FixtureRequest, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Plan:
    """The plan of `migrate governance zero`, of a database whose tables were made in either way."""
    settings.MIGRATION_MODULES = {}  # the tests build their tables without migrations
    applied = {("governance", "0001_initial"): None} if request.param == "made by the old ones" else {}
    monkeypatch.setattr(MigrationRecorder, "applied_migrations", lambda recorder: applied)
    graph = MigrationLoader(connection).graph
    own = [node for node in graph.forwards_plan(graph.leaf_nodes("governance")[0]) if node[0] == "governance"]
    return [(graph.nodes[node], True) for node in reversed(own)]


def filled() -> set[str]:
    """The tables of this program that have rows, those of relations among them."""
    tables = {
        model._meta.db_table
        for model in apps.get_app_config("governance").get_models(include_auto_created=True)
        if not model._meta.proxy
    }
    return {table for table in tables if count(connection, table)}


@pytest.mark.django_db
def test_a_database_goes_back_as_it_was_made(all_back: Plan) -> None:
    names = [migration.name for migration, _backwards in all_back]
    assert ("0001_initial" in names) != ("0001_squashed_0032_local_acts" in names)
    assert names == sorted(names, reverse=True)


@pytest.mark.django_db
def test_each_table_with_rows_is_named_before_it_would_be_dropped(luza: Luza, all_back: Plan) -> None:
    assert len(filled()) > 5
    assert set(rows_lost(connection, all_back)) == filled()
    with pytest.raises(CommandError, match=r"governance_appointment \(\d+\)") as refusal:
        refuse_to_lose_rows(apps.get_app_config("governance"), "default", all_back)
    assert refusal.value.returncode == 2


@pytest.mark.django_db
def test_the_way_forward_is_not_looked_at(luza: Luza, all_back: Plan) -> None:
    forward = [(migration, False) for migration, _backwards in all_back]
    assert rows_lost(connection, forward) == {}


@pytest.mark.django_db
def test_of_an_empty_database_every_migration_may_be_taken_back(all_back: Plan) -> None:
    assert filled() == set()
    assert rows_lost(connection, all_back) == {}


@pytest.mark.django_db
def test_nobody_goes_back_half_the_way_to_what_a_package_cannot_take_back(all_back: Plan) -> None:
    """viewflow has such a migration, and it goes with ours wherever its tables were made."""
    own = apps.get_app_config("governance")
    refuse_to_stop_half_way(own, all_back)
    graph = MigrationLoader(connection).graph
    with_viewflow = [(graph.nodes["viewflow", "0002_fsmchange"], True), *all_back]
    with pytest.raises(CommandError, match=r"viewflow\.0002_fsmchange") as refusal:
        refuse_to_stop_half_way(own, with_viewflow)
    assert refusal.value.returncode == 2
    refuse_to_stop_half_way(own, [(migration, False) for migration, _backwards in with_viewflow])


PAPER = ModelState(
    "some",
    "Paper",
    [("id", models.AutoField(primary_key=True)), ("title", models.TextField())],
    {"db_table": "papers"},
)
SHORT = ModelState("some", "Paper", [("title", models.CharField(max_length=5))], {"db_table": "papers"})
LABELLED = ModelState("some", "Paper", [("title", models.TextField("title"))], {"db_table": "papers"})


def state(*known: ModelState) -> ProjectState:
    return ProjectState({(model.app_label, model.name_lower): model for model in known})


@pytest.mark.parametrize(
    ("operation", "before", "after", "lost"),
    [
        (operations.CreateModel("Paper", []), state(), state(PAPER), ["papers"]),
        (
            operations.AddField("paper", "title", models.TextField()),
            state(PAPER),
            state(PAPER),
            ["papers"],
        ),
        (
            operations.AddField("paper", "readers", models.ManyToManyField("some.Person")),
            state(PAPER),
            state(
                ModelState("some", "Paper", [("readers", models.ManyToManyField("some.Person"))], {}),
            ),
            ["some_paper_readers"],
        ),
        (operations.RemoveField("paper", "title"), state(PAPER), state(PAPER), ["papers"]),
        (
            operations.AlterField("paper", "title", models.TextField()),
            state(SHORT),
            state(PAPER),
            ["papers"],
        ),
        (operations.AlterField("paper", "title", models.TextField()), state(LABELLED), state(PAPER), []),
        (operations.AlterModelOptions("paper", {}), state(PAPER), state(PAPER), []),
        (operations.DeleteModel("Paper"), state(PAPER), state(), []),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Operation) else "",
)
def test_what_an_operation_drops_when_it_is_taken_back(
    operation: Operation, before: ProjectState, after: ProjectState, lost: list[str]
) -> None:
    assert tables_lost("some", operation, before, after) == lost


MIGRATE = """
import django, json, sys
django.setup()
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from governance.record_rows import past_the_door
from governance.scenarios.luza import found_luza

def by_the_old_ones(last):
    executor = MigrationExecutor(connection)
    executor.loader.replace_migrations = False
    executor.loader.build_graph()
    with past_the_door():
        executor.migrate([("governance", last)])

said = []
for words in json.loads(sys.argv[1]):
    before = connection.introspection.table_names()
    try:
        if words == "found":
            found_luza()
        elif isinstance(words, str):
            by_the_old_ones(words)
        else:
            call_command("migrate", *words, verbosity=0)
        said.append(0)
    except CommandError as refusal:
        assert connection.introspection.table_names() == before
        said.append(refusal.returncode)
print(json.dumps(said))
"""


ZERO = ["governance", "zero"]


@pytest.mark.skipif(not WHOLE, reason="runs every migration: make proof")
@pytest.mark.exhaustive
@pytest.mark.django_db
@pytest.mark.parametrize(
    "steps",
    [
        pytest.param([["governance"], ZERO, [], "found", ZERO, []], id="made at once"),
        pytest.param(
            ["0010_organisation", ["governance", "0001_initial"], [], "found", ZERO, []],
            id="made by the old ones",
        ),
    ],
)
def test_a_filled_database_refuses_and_an_empty_one_goes_back_and_forth(
    steps: list[str | list[str]], empty_database: str, tmp_path: Path
) -> None:
    child = subprocess.run(
        [sys.executable, "-c", MIGRATE, json.dumps(steps)],
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "DATABASE_URL": empty_database,
            "FILES_DIR": str(tmp_path / "files"),
        },
        cwd=own_settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (child.returncode, child.stderr) == (0, "")
    assert json.loads(child.stdout) == [0, 0, 0, 0, 2, 0]
