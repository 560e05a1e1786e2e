"""The tests build their tables straight from the models; here the migrations prove that they lead to the same."""

import ast
import json
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection

# What a migrated database holds, from its own catalogue: tables with their columns, indexes and constraints by name,
# triggers.
CATALOGUE = {
    "sqlite": """
        SELECT type || ' ' || CASE WHEN type = 'index' AND name LIKE 'sqlite_%' THEN tbl_name ELSE name END
        FROM sqlite_master WHERE type IN ('table', 'trigger', 'index') AND tbl_name NOT LIKE 'sqlite_%'
        UNION SELECT 'column ' || m.name || '.' || c.name || ' ' || c.type || ' ' || c."notnull"
        FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'
    """,
    "postgresql": """
        SELECT 'column ' || table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable
        FROM information_schema.columns WHERE table_schema = 'public'
        UNION SELECT 'trigger ' || trigger_name FROM information_schema.triggers
        UNION SELECT 'constraint ' || conname FROM pg_constraint WHERE contype = 'c'
    """,
}

MIGRATED = """
import django, json, sys
django.setup()
from django.core.management import call_command
from django.db import connection
call_command("migrate", verbosity=0)
with connection.cursor() as cursor:
    cursor.execute(sys.argv[1])
    print(json.dumps(sorted(row[0] for row in cursor.fetchall())))
"""


@pytest.mark.django_db
def test_migrations_lead_to_the_tables_constraints_and_triggers_of_the_models(empty_database: str) -> None:
    child = subprocess.run(
        [sys.executable, "-c", MIGRATED, CATALOGUE[connection.vendor]],
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings", "DATABASE_URL": empty_database},
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (child.returncode, child.stderr) == (0, "")
    with connection.cursor() as cursor:
        cursor.execute(CATALOGUE[connection.vendor])
        built = {row[0] for row in cursor.fetchall()}
    migrated = set(json.loads(child.stdout))
    # The types of keys of other packages follow their own migrations, and by the models a setting of this project.
    foreign = ("viewflow_", "auth_", "django_migrations")
    assert {line for line in migrated ^ built if not any(word in line for word in foreign)} == set()


def test_migrations_import_nothing_of_the_program() -> None:
    """What a migration has done does not change with the program that it belongs to."""
    imported = {
        name
        for path in (settings.BASE_DIR / "governance" / "migrations").glob("0*.py")
        for node in ast.walk(ast.parse(path.read_text()))
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
