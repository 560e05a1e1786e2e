"""Database triggers that refuse to change or delete rows of the record, on SQLite and PostgreSQL.

They are a second lock behind `perform`: they also stop a superuser's shell, a stray script or a bug in the admin.
`expected` is what has to stand in the database; `drop` exists for tests that flush tables.
"""

import re
from typing import Any

SPACES = re.compile(r"\s+")
# Tables whose rows are written once: such a row never changes, and nothing of them is deleted.
WRITTEN_ONCE = (
    "governance_event",
    "governance_version",
    "governance_leaf",
    "governance_innernode",
    "governance_seal",
    "governance_organisationevent",
)


# On SQLite, INSERT OR REPLACE takes a row away without a word to the triggers, unless the connection asks for it
# (`recursive_triggers`, set for our own ones). Which columns tell the rows of these tables apart, beside the key.
UNIQUE = {
    "governance_event": (("document_id", "position"),),
    "governance_version": (("document_id", "number"),),
    "governance_leaf": (("district_id", "position"), ("source", "event"), ("source", "chain", "place")),
    "governance_innernode": (("district_id", "height", "index"),),
    "governance_seal": (("district_id", "size"),),
    "governance_organisationevent": (("district_id", "position"),),
}

FUNCTION_NAME = "governance_append_only"
FUNCTION_BODY = "BEGIN RAISE EXCEPTION '%: history is append-only', TG_TABLE_NAME; END"
FUNCTION = f"""CREATE OR REPLACE FUNCTION {FUNCTION_NAME}() RETURNS trigger LANGUAGE plpgsql AS $$
{FUNCTION_BODY} $$"""


def _sqlite(table: str) -> dict[str, str]:
    refuses = f"BEGIN SELECT RAISE(ABORT, '{table}: history is append-only'); END"
    found = {
        f"{table}_no_{verb.lower()}": f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} {refuses}"
        for verb in ("UPDATE", "DELETE")
    }
    if table in UNIQUE:
        same = " OR ".join(
            "(" + " AND ".join(f'"{column}" = NEW."{column}"' for column in columns) + ")"
            for columns in UNIQUE[table]
        )
        found[f"{table}_no_replace"] = (
            f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "
            f"WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id OR {same}) {refuses}"
        )
    return found


def _postgresql(table: str) -> dict[str, str]:
    return {
        f"{table}_no_{name}": f"CREATE TRIGGER {table}_no_{name} BEFORE {when} ON {table} "
        f"FOR EACH {each} EXECUTE FUNCTION {FUNCTION_NAME}()"
        for name, when, each in (
            ("change", "UPDATE OR DELETE", "ROW"),
            ("truncate", "TRUNCATE", "STATEMENT"),
        )
    }


def expected(vendor: str) -> dict[str, str]:
    """The statement that makes each trigger, by its name."""
    made = _postgresql if vendor == "postgresql" else _sqlite
    return {name: statement for table in WRITTEN_ONCE for name, statement in made(table).items()}


def normal(statement: str) -> str:
    """A statement in the form in which two of them are compared."""
    return SPACES.sub(" ", statement.replace("IF NOT EXISTS ", "").replace('"', "")).strip()


def create(apps: Any, schema_editor: Any) -> None:
    connection = schema_editor.connection
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(FUNCTION)
        for statement in expected(connection.vendor).values():
            cursor.execute(statement)


def drop(apps: Any, schema_editor: Any) -> None:
    connection = schema_editor.connection
    with connection.cursor() as cursor:
        for table in WRITTEN_ONCE:
            for name in (_postgresql if connection.vendor == "postgresql" else _sqlite)(table):
                on = f" ON {table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")
