"""What a test begins with, played once in a process and copied into the database of each test that asks for it.

Playing a district to the point where a test begins takes longer than most tests. The rows of a play are kept as the
database itself writes them down and given back in one statement a table, past the models.
"""

import pickle
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any, TypeVar, cast

from auditlog.models import LogEntry
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.core.files.base import ContentFile
from django.db import connection
from django.db.models import UUIDField

from governance.documents.record.attached import Attachment

T = TypeVar("T")
# Of each table that plays write: how many rows it holds, and the last key.
Held = dict[str, tuple[int, int]]


@dataclass(frozen=True)
class Kept:
    """What a play returned, pickled; the rows that it added, by table; the contents of its files, by their names.

    The rows of a table are a list of tuples on SQLite, and what COPY writes on PostgreSQL.
    """

    result: bytes
    rows: dict[str, Any]
    files: dict[str, bytes]


@dataclass
class Memory:
    """The plays of this process, by their names and what the database held before them."""

    kept: dict[tuple[Any, ...], Kept] = field(default_factory=dict)

    def recall(self, name: str, play: Callable[[], T], *, on_empty: bool = False) -> T:
        """What `play` returns, with the rows that it adds to the database.

        A play is known by its name and what the database held before it, so it is played anew where that is not the
        same; the database is not asked for a play that begins with nothing (`on_empty`). A play adds rows: what it
        changes in rows that stood before it is not kept.
        """
        before = dict.fromkeys(_tables(), (0, 0)) if on_empty else _held()
        # A test that commits has all tables emptied after it, and the rights and kinds of rows get other keys then.
        rights = Permission.objects.order_by("pk").values_list("pk", flat=True).first()
        key = (name, rights, *before.values())
        if key not in self.kept:
            result = play()
            self.kept[key] = Kept(pickle.dumps(result), _added(before), _files())
            return result
        kept = self.kept[key]
        for table, rows in kept.rows.items():
            _insert(table, rows)
        storage = Attachment._meta.get_field("file").storage
        for place, content in kept.files.items():
            if not storage.exists(place):
                storage.save(place, ContentFile(content))
        return cast(T, pickle.loads(kept.result))


@cache
def _tables() -> dict[str, str]:
    """The tables that plays write, a parent's before its children's, with their keys where these only grow."""
    found = [Group, *apps.get_app_config("governance").get_models(include_auto_created=True), LogEntry]
    models = sorted(
        (model for model in found if not model._meta.proxy), key=lambda model: len(model._meta.parents)
    )
    return {
        model._meta.db_table: "" if isinstance(model._meta.pk, UUIDField) else str(model._meta.pk.column)
        for model in models
    }


def _held() -> Held:
    counted = (
        f"SELECT '{table}', count(*), {f'coalesce(max({key}), 0)' if key else '0'} FROM {table}"
        for table, key in _tables().items()
    )
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(counted))
        return {table: (number, last) for table, number, last in sorted(cursor.fetchall())}


def _added(before: Held) -> dict[str, Any]:
    found = {table: _rows(table, last) for table, (_number, last) in before.items()}
    return {table: rows for table, rows in found.items() if rows}


def _rows(table: str, last: int) -> Any:
    query = f"SELECT * FROM {table}" + (f" WHERE {_tables()[table]} > {last}" if last else "")
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            return cursor.execute(query).fetchall()
        with cursor.copy(f"COPY ({query}) TO STDOUT") as written:
            return b"".join(bytes(part) for part in written)


def _insert(table: str, rows: Any) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.executemany(f"INSERT INTO {table} VALUES ({', '.join(['%s'] * len(rows[0]))})", rows)
        else:
            with cursor.copy(f"COPY {table} FROM STDIN") as given:
                given.write(rows)


def _files() -> dict[str, bytes]:
    return {str(stored.file.name): stored.file.read() for stored in Attachment.objects.exclude(file="")}
