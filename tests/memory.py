"""What tests begin with, played once in a process and given back to each other test that begins with it.

Bringing a district to the point where a test begins takes longer than most tests. What a play writes is kept as the
database itself writes it down, and is given back past the models, in a statement or two a table.
"""

import pickle
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, is_dataclass
from datetime import date, time
from decimal import Decimal
from functools import cache, wraps
from typing import Any, ParamSpec, Protocol, TypeVar, cast

from django.apps import apps
from django.contrib.auth.models import Permission
from django.core.files.base import ContentFile
from django.db import connection
from django.db.models import Model
from django.utils.translation import get_language

from governance.clock import _played as played_now
from governance.documents.record.attached import Attachment
from governance.record_rows import past_the_door
from governance.scenarios.luza import Luza

T = TypeVar("T")
P = ParamSpec("P")
# A play by its name, after the plays before it: what a database holds that nobody else has written to.
Chain = tuple[Any, ...]
# A tuple on SQLite, a line of what COPY writes on PostgreSQL.
Row = Any

WRITES = re.compile(r'\s*(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM)\s+"?(\w+)"?', re.IGNORECASE)
SAVEPOINT = re.compile(r'\s*(ROLLBACK TO )?SAVEPOINT\s+"?(\w+)"?', re.IGNORECASE)
READS = re.compile(r"\s*(?:SELECT|BEGIN|RELEASE)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Change:
    """What a play did to one table: the keys of the rows that it took away or rewrote, and the rows that it wrote."""

    gone: list[Any]
    written: list[Row]


@dataclass(frozen=True)
class Kept:
    """What a play returned, pickled; what it did to each table; the contents of the files by their names."""

    result: bytes
    changes: dict[str, Change]
    files: dict[str, bytes]


@dataclass
class Memory:
    """The plays of this process.

    A play is known by its name and by the plays before it, back to the empty database of a test. Whatever else writes
    to the database in between (`watch` sees it), the next play is played anew and not kept.
    """

    kept: dict[Chain, Kept] = field(default_factory=dict)
    # What the database holds now; None after anybody's own writing.
    known: Chain | None = None
    # What it held at each savepoint, for a rollback brings that back.
    at_savepoint: dict[str, Chain | None] = field(default_factory=dict)
    # Of each play that is being played now: its tables as they stood before it wrote to them.
    before: list[dict[str, list[Row]]] = field(default_factory=list)

    def begin(self, *, commits: bool = False) -> None:
        """A test begins with an empty database. Of one that commits it is not known what it does; it plays anew.

        While a browser is driven from this thread, an event loop runs in it, and Django gives such a thread another
        connection: that one is watched from then on.
        """
        if self.watch not in connection.execute_wrappers:
            connection.execute_wrappers.append(self.watch)
        self.known = None if commits else ()
        self.at_savepoint.clear()

    def recall(self, name: object, play: Callable[[], T]) -> T:
        """What `play` returns, with all that it does to the database."""
        if self.known == ():
            # A test that commits has all tables emptied after it, and the rights get other keys then.
            self.known = (Permission.objects.order_by("pk").values_list("pk", flat=True).first(),)
        if self.known is None:
            return play()
        assert self.watch in connection.execute_wrappers, (
            "a play that nobody watches would be kept without its rows"
        )
        chain = (*self.known, name)
        kept = self.kept.get(chain)
        if kept is None:
            result = self._keep(chain, play)
        else:
            result = cast(T, pickle.loads(kept.result))
            with past_the_door():
                for table, change in kept.changes.items():
                    self._about_to_write(table)
                    _apply(table, change)
            _save(kept.files)
        self.known = chain
        return result

    def _keep(self, chain: Chain, play: Callable[[], T]) -> T:
        before: dict[str, list[Row]] = {}
        self.before.append(before)
        try:
            result = play()
        finally:
            self.before.pop()
        changes = {table: _changed(table, rows) for table, rows in before.items()}
        self.kept[chain] = Kept(pickle.dumps(result), changes, _files())
        return result

    def watch(
        self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]
    ) -> Any:
        """Stands around every statement on the connection of the tests (`connection.execute_wrappers`)."""
        if written := WRITES.match(sql):
            self._about_to_write(written[1])
        elif savepoint := SAVEPOINT.match(sql):
            if savepoint[1]:
                self.known = self.at_savepoint.get(savepoint[2])
            else:
                self.at_savepoint[savepoint[2]] = self.known
        elif not READS.match(sql):
            self.known = None
        return execute(sql, params, many, context)

    def _about_to_write(self, table: str) -> None:
        self.known = None
        for before in self.before:
            if table not in before:
                before[table] = _rows(table)


def _changed(table: str, before: list[Row]) -> Change:
    rows = _rows(table)
    old, new = set(before), set(rows)
    return Change(
        [_key(table, row) for row in before if row not in new], [row for row in rows if row not in old]
    )


@cache
def _key_columns() -> dict[str, tuple[int, str]]:
    """The place and the name of the column of the key, by table."""
    found = {}
    for model in apps.get_models(include_auto_created=True):
        if model._meta.proxy:
            continue
        columns = [each.column for each in model._meta.local_concrete_fields]
        key = str(model._meta.pk.column)
        found[model._meta.db_table] = columns.index(key), key
    return found


def _key(table: str, row: Row) -> Any:
    place, _name = _key_columns()[table]
    return row[place] if isinstance(row, tuple) else row.split(b"\t")[place].strip().decode()


def _rows(table: str) -> list[Row]:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            return cast(list[Row], cursor.execute(f'SELECT * FROM "{table}"').fetchall())
        with cursor.copy(f'COPY "{table}" TO STDOUT') as copied:
            return b"".join(map(bytes, copied)).splitlines(keepends=True)


def _apply(table: str, change: Change) -> None:
    _place, key = _key_columns()[table]
    with connection.cursor() as cursor:
        if change.gone:
            cursor.execute(f'DELETE FROM "{table}" WHERE "{key}" IN ({_marks(change.gone)})', change.gone)
        if not change.written:
            return
        if connection.vendor == "sqlite":
            cursor.executemany(f'INSERT INTO "{table}" VALUES ({_marks(change.written[0])})', change.written)
        else:
            with cursor.copy(f'COPY "{table}" FROM STDIN') as copied:
                copied.write(b"".join(change.written))


def _marks(values: Iterable[Any]) -> str:
    return ", ".join("%s" for _value in values)


def _files() -> dict[str, bytes]:
    return {str(stored.file.name): stored.file.read() for stored in Attachment.objects.exclude(file="")}


def _save(files: dict[str, bytes]) -> None:
    storage = Attachment._meta.get_field("file").storage
    for place, content in files.items():
        if not storage.exists(place):
            storage.save(place, ContentFile(content))


# The plays of this process.
PLAYS = Memory()


class Remembering(Protocol):
    """People at work whose methods bring papers to where a test begins."""

    # Where their plays are kept; with None, everything is played anew.
    plays: Memory | None
    # The attributes that the methods change.
    changing: tuple[str, ...]


def recalled(play: Callable[P, T]) -> Callable[P, T]:
    """A method of an office, or a fixture or function that asks for one: played once in a process.

    It is the same play where the arguments, the state of the office, the day that is played and the language are the
    same, and played anew where one of the arguments cannot be compared.
    """

    @wraps(play)
    def recalling(*args: P.args, **facts: P.kwargs) -> T:
        offices = [value for value in (*args, *facts.values()) if hasattr(value, "changing")]
        plays = offices[0].plays if offices else PLAYS
        if plays is None:
            return play(*args, **facts)
        try:
            called = frozen(
                (play.__module__, play.__qualname__, args, facts, played_now.get(), get_language())
            )
        except TypeError:
            return play(*args, **facts)
        result, after = plays.recall(called, lambda: (play(*args, **facts), [*map(state_of, offices)]))
        for office, state in zip(offices, after, strict=True):
            for name, value in state.items():
                setattr(office, name, value)
        return result

    return recalling


def state_of(office: Remembering) -> dict[str, Any]:
    return {name: getattr(office, name) for name in office.changing}


def frozen(value: Any) -> object:
    """A key that is equal for what is equal to a play. Raises TypeError for what cannot tell that."""
    if isinstance(value, Model):
        return value._meta.label, value.pk
    if isinstance(value, Luza):
        return "Luza"  # there is one, and it was founded before
    if hasattr(value, "changing"):
        return type(value).__name__, frozen(state_of(value))
    if isinstance(value, dict):
        return "dict", *((key, frozen(each)) for key, each in sorted(value.items()))
    if isinstance(value, list | tuple):
        return type(value).__name__, *map(frozen, value)
    if isinstance(value, set | frozenset):
        return "set", frozenset(map(frozen, value))
    if is_dataclass(value) and not isinstance(value, type):
        return type(value).__name__, frozen(vars(value))
    if value is None or isinstance(value, str | bytes | int | date | time | Decimal | type):
        return value
    raise TypeError(value)
