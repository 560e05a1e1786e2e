"""Database triggers that refuse to change or delete rows of the record, on SQLite and PostgreSQL.

They are a second lock behind `perform`: they also stop a superuser's shell, a stray script or a bug in the admin.
`drop` exists for tests that flush tables.
"""

from typing import Any

# Tables whose rows are written once. A version's and an event's row never changes; nothing of them is deleted.
WRITTEN_ONCE = ("governance_event", "governance_version")


def _sqlite(table: str) -> list[str]:
    return [
        f"""CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table}
            BEGIN SELECT RAISE(ABORT, '{table}: history is append-only'); END"""
        for verb in ("UPDATE", "DELETE")
    ]


def _postgresql(table: str) -> list[str]:
    return [
        f"""CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table}
            FOR EACH ROW EXECUTE FUNCTION governance_append_only()""",
        f"""CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION governance_append_only()""",
    ]


FUNCTION = """CREATE OR REPLACE FUNCTION governance_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '%: history is append-only', TG_TABLE_NAME; END $$"""


def create(apps: Any, schema_editor: Any) -> None:
    connection = schema_editor.connection
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(FUNCTION)
        for table in WRITTEN_ONCE:
            for statement in _postgresql(table) if connection.vendor == "postgresql" else _sqlite(table):
                cursor.execute(statement)


def drop(apps: Any, schema_editor: Any) -> None:
    connection = schema_editor.connection
    names = ("no_change", "no_truncate") if connection.vendor == "postgresql" else ("no_update", "no_delete")
    with connection.cursor() as cursor:
        for table in WRITTEN_ONCE:
            for name in names:
                on = f" ON {table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_{name}{on}")
