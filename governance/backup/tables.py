"""Rows as JSON lines and back, by the models as the migrations of a database have left them, on either database.

A value is written as JSON has it; what JSON has not (a date, a sum, bytes) as text that its column reads back.
"""

import base64
import json
from collections.abc import Generator, Iterable, Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import islice
from typing import Any
from uuid import UUID

from django.apps.registry import Apps, apps as apps_of_today
from django.db import connection, models
from django.db.migrations.loader import MigrationLoader

from governance.backup.archive import Table
from governance.documents.record.rows_by_paper import LONG_ROWS, ROWS

# Who is signed in, and what was tried just now: whoever signed out since would be signed in again by a restore.
# What nobody has sent yet. And what is made anew: PDFs, and the index of the search.
OF_THE_MOMENT = {
    "sessions.Session",
    "usersessions.UserSession",
    "governance.CacheEntry",
    "governance.PrintEntry",
    "governance.FormDraft",
    "governance.KeptUpload",
    "governance.IndexEntry",
    "governance.IndexTerm",
    "governance.IndexTrigram",
}


def models_of(migrations: Iterable[tuple[str, str]]) -> Apps:
    """The models as these migrations leave them; those of today for tables that were made without migrations."""
    loader, nodes = loaded(migrations)
    known = [node for node in nodes if node in loader.graph.nodes]
    return loader.project_state(known).apps if known else apps_of_today


def loaded(migrations: Iterable[tuple[str, str]]) -> tuple[MigrationLoader, list[tuple[str, str]]]:
    """These migrations with the graph of them.

    Where all that a squashed one replaces are among them, it stands for these; otherwise these stand alone.
    """
    loader = MigrationLoader(connection, replace_migrations=False)
    nodes = set(migrations)
    for squashed, migration in loader.replacements.items():
        replaced = {(app, name) for app, name in migration.replaces}
        if nodes >= replaced:
            loader.graph.remove_replaced_nodes(squashed, migration.replaces)
            nodes = nodes - replaced | {squashed}
        else:
            loader.graph.remove_replacement_node(squashed, migration.replaces)
    return loader, sorted(nodes)


def kept(apps: Apps) -> Iterator[type[models.Model]]:
    """The models whose rows are kept, in the order of their tables."""
    found = {
        model._meta.db_table: model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and model._meta.label not in OF_THE_MOMENT
    }
    for table in sorted(found):
        yield found[table]


def columns_of(model: type[models.Model]) -> list[Any]:
    return list(model._meta.local_concrete_fields)


def described(model: type[models.Model]) -> Table:
    """The entry of a table in the manifest, its rows not counted yet."""
    names = [column.column for column in columns_of(model)]
    return Table(model._meta.db_table, model._meta.label, names, last_key=last_key(model))


def last_key(model: type[models.Model]) -> int | None:
    """The highest key that the database has ever given in this table; None if it gives none."""
    key = model._meta.pk
    if not isinstance(key, models.AutoField | models.BigAutoField):
        return None
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [model._meta.db_table])
        else:
            cursor.execute(
                "SELECT pg_sequence_last_value(pg_get_serial_sequence(%s, %s)::regclass)",
                [connection.ops.quote_name(model._meta.db_table), key.column],
            )
        found = cursor.fetchone()
    return found[0] if found else None


def lines(model: type[models.Model]) -> Generator[bytes]:
    """Each row of a table as a line, in the order of the keys."""
    columns = columns_of(model)
    is_long = any(isinstance(column, models.JSONField | models.TextField) for column in columns)
    rows = model._base_manager.order_by("pk").values_list(*(column.attname for column in columns))
    for row in rows.iterator(LONG_ROWS if is_long else ROWS):
        plain = [as_plain(column, value) for column, value in zip(columns, row, strict=True)]
        yield json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def as_plain(column: Any, value: Any) -> Any:
    """A value as JSON has it."""
    if value is None or isinstance(column, models.JSONField):
        return value
    value = column.get_prep_value(value)
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode()
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal | UUID | timedelta) else value


def as_stored(column: Any, plain: Any) -> Any:
    """A value as the database at hand takes it."""
    if isinstance(column, models.BinaryField) and plain is not None:
        plain = base64.b64decode(plain)
    elif not isinstance(column, models.JSONField):
        plain = column.to_python(plain)
    return column.get_db_prep_save(plain, connection)


def load(model: type[models.Model], table: Table, found: Iterable[bytes]) -> None:
    """Insert the rows of a table from their lines; what migrations have put there gives way to them."""
    columns = {column.column: column for column in columns_of(model)}
    chosen = [columns[name] for name in table.columns]
    rows = ([*map(as_stored, chosen, json.loads(line))] for line in found)
    name, quote = connection.ops.quote_name(table.name), connection.ops.quote_name
    into = f"{name} ({', '.join(quote(column) for column in table.columns)})"
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {name}")
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {into} FROM STDIN") as copied:
                for row in rows:
                    copied.write_row(row)
        else:
            insert = f"INSERT INTO {into} VALUES ({', '.join(['%s'] * len(chosen))})"
            while batch := list(islice(rows, ROWS)):
                cursor.executemany(insert, batch)
        if table.last_key:  # 0: SQLite says so of a table that was made anew while it was empty
            _go_on_from(cursor, model, table.last_key)


def _go_on_from(cursor: Any, model: type[models.Model], last: int) -> None:
    """Keys go on where they had come to, so none is given twice: events name rows by them."""
    table = model._meta.db_table
    if connection.vendor == "sqlite":
        cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
        cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, last])
    else:
        cursor.execute(
            "SELECT setval(pg_get_serial_sequence(%s, %s), %s)",
            [connection.ops.quote_name(table), model._meta.pk.column, last],
        )
