"""The server whose pages the benches ask: a throw-away SQLite database, an empty page as the floor, time and queries.

`prepare` comes before any import that needs Django's settings. So nothing at the top of this module may need them.
"""

import atexit
import logging
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date
from multiprocessing import get_context

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import path

from tests import postgres

View = Callable[..., HttpResponseBase]
EMPTY = "/bench-empty/"
SECRET = "only-for-this-measurement"


def prepare(name: str, day: date, database: str = "sqlite") -> None:
    """Set Django up on a database of its own, that goes with the process, in a demonstration played on `day`.

    `database`: "sqlite", or "postgres" for the server that the tests use.
    """
    folder = tempfile.TemporaryDirectory(prefix=f"bench-{name}-")
    atexit.register(folder.cleanup)
    os.environ.update(
        DJANGO_SETTINGS_MODULE="config.settings",
        DATABASE_URL=postgres.start() if database == "postgres" else f"sqlite:///{folder.name}/bench.sqlite3",
        FILES_DIR=f"{folder.name}/files",
        DEBUG="0",
        SECRET_KEY=SECRET,
        SECURE_SSL_REDIRECT="0",
        ALLOWED_HOSTS="testserver",
    )
    django.setup()
    # Played on a day, and no letters are sent. A demonstration is started on SQLite alone.
    settings.DEMO, settings.DEMO_DATE = True, day
    # A line for each answer would stand among the figures, and the disk be measured with the page.
    logging.disable(logging.INFO)


def empty(request: HttpRequest) -> HttpResponse:
    """The frame of the desk around nothing."""
    return render(request, "governance/base.html")


def serve(guard: Callable[[View], View]) -> None:
    """Make the tables, and serve the empty page to those whom `guard` lets in."""
    from django.conf import settings

    from config import urls

    patterns: list = urls.urlpatterns  # its type is guessed from what it holds: only included addresses
    patterns.append(path(EMPTY.removeprefix("/"), guard(empty)))
    # The files of a deployed server stand collected; here they are named as they are.
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    in_a_process_of_its_own(call_command, "migrate", verbosity=0)


def in_a_process_of_its_own(work: Callable[..., object], *args: object, **options: object) -> None:
    """Do what no server does, so that what it takes is no memory of one. Raises RuntimeError where it failed."""
    connection.close()
    doing = get_context("fork").Process(target=work, args=args, kwargs=options)
    doing.start()
    doing.join()
    if doing.exitcode:
        raise RuntimeError(f"{work} ended with {doing.exitcode}: see above.")


def signed(email: str) -> Client:
    """A browser in which the person of the demonstration has signed in."""
    from governance.roles.person import Person

    client = Client()
    client.force_login(
        Person.objects.get(email=f"{email}@luza.example"),
        backend="governance.desk.base.signed_in.PersonBackend",
    )
    return client


def milliseconds(works: Sequence[Callable[[], object]], rounds: int) -> list[float]:
    """The median of each work, taken in turns: what slows the machine slows them alike."""
    times: list[list[float]] = [[] for _work in works]
    for _round in range(rounds):
        for work, found in zip(works, times, strict=True):
            start = time.perf_counter()
            work()
            found.append(1000 * (time.perf_counter() - start))
    return [statistics.median(found) for found in times]


def queries(client: Client, address: str) -> int:
    """How many statements ask or write rows; what only begins or ends a transaction is not one."""
    client.get(address)  # of which kind a paper is, a process asks once
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200, address
    return sum(not query["sql"].startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")) for query in asked)


def verdict(over: list[str]) -> int:
    """Name what is over its limit; the exit code of the bench."""
    if over:
        print("over the limit: " + ", ".join(over))
    return 1 if over else 0
