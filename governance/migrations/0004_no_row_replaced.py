"""On SQLite, no event and no version is replaced either (INSERT OR REPLACE), whoever has the connection."""

from django.db import migrations

UNIQUE = {"governance_event": "position", "governance_version": "number"}
TRIGGERS = [
    f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "
    f"WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id OR (document_id = NEW.document_id AND {column} = NEW.{column})) "
    f"BEGIN SELECT RAISE(ABORT, '{table}: history is append-only'); END"
    for table, column in UNIQUE.items()
]


def guard(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for statement in TRIGGERS:
            schema_editor.execute(statement)


def unguard(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for table in UNIQUE:
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_no_replace")


class Migration(migrations.Migration):
    dependencies = [("governance", "0003_rows_of_the_record")]

    operations = [migrations.RunPython(guard, unguard)]
