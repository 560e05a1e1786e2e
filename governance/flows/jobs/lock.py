"""The lock that lets a day's work be done once at a time, whoever begins it: it goes with the process that holds it."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

from django.db import connection

# Of PostgreSQL's advisory locks, this program's.
NUMBER = 7_203_114_000
_in_memory = Lock()


class AlreadyRunning(Exception):
    """Somebody else holds the lock."""


@contextmanager
def only_one() -> Iterator[None]:
    """Hold the lock of this database. Raises AlreadyRunning at once if another process, on whatever machine, has it.

    PostgreSQL and the system take it from a process that dies, so nothing is left to clean up.
    """
    if connection.vendor == "postgresql":
        held = _advisory()
    elif "memory" in str(connection.settings_dict["NAME"]):
        held = _of_this_process()
    else:
        held = _of_a_file(Path(f"{connection.settings_dict['NAME']}-daily"))
    with held:
        yield


@contextmanager
def _advisory() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [NUMBER])
        if not cursor.fetchone()[0]:
            raise AlreadyRunning
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [NUMBER])


@contextmanager
def _of_a_file(path: Path) -> Iterator[None]:
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyRunning from None
        yield


@contextmanager
def _of_this_process() -> Iterator[None]:
    if not _in_memory.acquire(blocking=False):
        raise AlreadyRunning
    try:
        yield
    finally:
        _in_memory.release()
