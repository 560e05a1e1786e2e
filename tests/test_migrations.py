"""The tests build their tables straight from the models; here the migrations prove that they lead to the same."""

import ast
import json
import os
import re
import subprocess
import sys
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from tests.syntax import parsed
from tests.whole import WHOLE

# What a database holds, from its own catalogue: columns, constraints, indexes and triggers, each by its definition.
CATALOGUE = {
    "sqlite": """
        SELECT type, tbl_name, coalesce(sql, '') FROM sqlite_master
        WHERE type IN ('table', 'trigger', 'index') AND tbl_name NOT LIKE 'sqlite_%'
    """,
    "postgresql": """
        SELECT 'column', table_name, concat_ws(
            ' ', column_name, data_type, character_maximum_length, collation_name, column_default, is_nullable,
            is_identity
        ) FROM information_schema.columns WHERE table_schema = 'public'
        UNION SELECT 'constraint', conrelid::regclass::text, conname || ' ' || pg_get_constraintdef(oid)
            FROM pg_constraint WHERE connamespace = 'public'::regnamespace
        UNION SELECT 'index', tablename, indexdef FROM pg_indexes WHERE schemaname = 'public'
        UNION SELECT 'trigger', tgrelid::regclass::text, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
    """,
}

MIGRATED = """
import django, json, sys
django.setup()
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from governance.record_rows import past_the_door
catalogue, first = sys.argv[1:]
if first:
    executor = MigrationExecutor(connection)
    executor.loader.replace_migrations = False
    executor.loader.build_graph()
    with past_the_door():
        executor.migrate([("governance", first)])
call_command("migrate", verbosity=0)
with connection.cursor() as cursor:
    cursor.execute(catalogue)
    print(json.dumps(cursor.fetchall()))
"""


def parts(kind: str, table: str, definition: str) -> set[tuple[str, str, str]]:
    """A definition; that of a table of SQLite by its columns and constraints, whose order is no matter."""
    if connection.vendor == "sqlite":
        definition = definition.replace('"', "")
    if connection.vendor != "sqlite" or kind != "table":
        return {(kind, table, definition.replace("public.", ""))}
    inner = definition[definition.index("(") + 1 : definition.rindex(")")]
    found, depth = [""], 0
    for sign in inner:
        depth += {"(": 1, ")": -1}.get(sign, 0)
        if sign == "," and not depth:
            found.append("")
        else:
            found[-1] += sign
    return {(kind, table, part.strip()) for part in found}


def told(rows: list[Any]) -> set[tuple[str, str, str]]:
    """What a catalogue says of the tables of this program."""
    # The types of keys of other packages follow their own migrations, and by the models a setting of this project.
    own = [row for row in rows if not re.match(r"(viewflow|auth|django)_", row[1])]
    return {part for row in own for part in parts(*row)}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "first",
    [
        pytest.param("", id="an empty database"),
        pytest.param(
            "0010_organisation",
            id="a database that stands at an old one",
            marks=[
                pytest.mark.exhaustive,
                pytest.mark.skipif(not WHOLE, reason="runs every migration: make proof"),
            ],
        ),
    ],
)
def test_migrations_lead_to_the_tables_constraints_and_triggers_of_the_models(
    first: str, empty_database: str
) -> None:
    child = subprocess.run(
        [sys.executable, "-c", MIGRATED, CATALOGUE[connection.vendor], first],
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings", "DATABASE_URL": empty_database},
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (child.returncode, child.stderr) == (0, "")
    with connection.cursor() as cursor:
        cursor.execute(CATALOGUE[connection.vendor])
        built = told(cursor.fetchall())
    assert {kind for kind, _table, _definition in built} >= {"index", "trigger"}
    assert told(json.loads(child.stdout)) ^ built == set()


def test_migrations_import_nothing_of_the_program() -> None:
    """What a migration has done does not change with the program that it belongs to."""
    imported = {
        name
        for path in (settings.BASE_DIR / "governance" / "migrations").glob("0*.py")
        for node in ast.walk(parsed(path.read_text()))
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [str(node.module)]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert "django.db" in imported
    assert {name for name in imported if name.startswith(("governance", "config"))} == set()
