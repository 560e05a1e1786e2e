"""A server that lacks something says so in a sentence before its first request, and does not start."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings as project
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand
from django.db import DatabaseError
from django.db.migrations.recorder import MigrationRecorder
from django.test import override_settings

from governance.management import commands
from governance.management.district_command import DistrictCommand
from governance.management.json_command import JsonCommand
from governance.operation import health, start
from governance.tables_version import later_migration, objection_to_later_tables, refuse_later_tables

# --- what was not collected -------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder into which everything that pages need was collected, as on a server."""
    folder = tmp_path_factory.mktemp("static")
    storages = project.STORAGES | {
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    }
    with override_settings(STATIC_ROOT=folder, STORAGES=storages, DEBUG=False):
        call_command("collectstatic", interactive=False, verbosity=0)
        yield folder


def objection(folder: Path, monkeypatch: pytest.MonkeyPatch) -> str | None:
    storage = ManifestStaticFilesStorage(location=folder)
    monkeypatch.setattr(start, "staticfiles_storage", storage)
    return start.objection_to_styles()


def test_from_the_source_nothing_has_to_be_collected() -> None:
    assert start.objection_to_styles() is None


@pytest.mark.django_db
def test_a_server_without_collected_styles_does_not_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ended: list[int] = []
    monkeypatch.setattr(start.os, "_exit", ended.append)
    monkeypatch.setattr(start, "recover", lambda: 0)
    start.begin_serving()
    assert (ended, capsys.readouterr().err) == ([], "")
    said = objection(tmp_path, monkeypatch)
    assert said is not None
    start.begin_serving()
    assert (ended, capsys.readouterr().err) == ([start.REFUSED], f"{said}\n")
    assert "collectstatic" in said


def test_styles_of_another_version_are_refused_by_name_and_those_of_this_one_taken(
    collected: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert objection(collected, monkeypatch) is None
    style = collected / "governance" / "tokens.css"
    before = style.read_bytes()
    style.write_bytes(before + b"/* of another version */")
    assert "(governance/tokens.css)" in str(objection(collected, monkeypatch))
    style.unlink()
    assert "(governance/tokens.css)" in str(objection(collected, monkeypatch))
    style.write_bytes(before)
    assert objection(collected, monkeypatch) is None


# --- tables of a later program ----------------------------------------------------------------------------------------

LATER = "0999_of_the_future"


@pytest.fixture
def applied(monkeypatch: pytest.MonkeyPatch, settings: Any) -> dict[tuple[str, str], None]:
    """The migrations that the database says were run; at first those of this program."""
    settings.MIGRATION_MODULES = {}  # the tests build their tables without migrations
    rows: dict[tuple[str, str], None] = {
        ("governance", "0001_initial"): None,
        ("a_package_that_is_gone", "0007_last"): None,
    }
    monkeypatch.setattr(MigrationRecorder, "applied_migrations", lambda recorder: rows)
    return rows


@pytest.mark.django_db
def test_tables_of_this_program_or_of_an_earlier_one_are_no_obstacle(applied: dict[Any, None]) -> None:
    assert later_migration() is None
    applied[("governance", "0001_that_was_squashed_and_removed")] = None
    assert objection_to_later_tables() is None
    refuse_later_tables(apps.get_app_config("governance"))


@pytest.mark.django_db
@pytest.mark.parametrize("app", ["governance", "auth"])
def test_tables_of_a_later_program_are_refused_by_server_migrate_and_every_command_of_a_district(
    app: str, applied: dict[Any, None], monkeypatch: pytest.MonkeyPatch
) -> None:
    applied[(app, LATER)] = None
    said = str(objection_to_later_tables())
    assert f"{app}.{LATER}" in said
    assert said in start.objections()
    with pytest.raises(CommandError, match=LATER) as refusal:
        call_command("let_in", "nobody@luza.example")
    assert (str(refusal.value), refusal.value.returncode) == (said, 2)
    with pytest.raises(CommandError, match="более новой версии") as refusal:
        refuse_later_tables(apps.get_app_config("governance"))
    assert refusal.value.returncode == 2
    monkeypatch.setattr(health, "is_behind", lambda: False)
    assert said in list(health.faults())


@pytest.mark.django_db
def test_a_database_that_is_away_is_said_by_the_pages_and_keeps_no_server_from_starting(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def away(recorder: MigrationRecorder) -> None:
        raise DatabaseError

    monkeypatch.setattr(MigrationRecorder, "applied_migrations", away)
    assert objection_to_later_tables() is None


# Of these none looks into the database of the district: keys, a dossier that is checked anywhere, a played district, an
# empty database that says itself what it refuses, and pictures.
ELSEWHERE = {"check_dossier", "flow_diagram", "record_key", "restore", "scenario"}


def test_every_command_that_works_on_a_district_refuses_later_tables() -> None:
    found = {
        name: import_module(f"{commands.__name__}.{name}").Command
        for _finder, name, _is_package in iter_modules(commands.__path__)
    }
    assert all(issubclass(command, BaseCommand) for command in found.values())
    others = {
        name for name, command in found.items() if not issubclass(command, DistrictCommand | JsonCommand)
    }
    assert others == ELSEWHERE
