"""The district that most tests act in."""

import os
import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path
from types import NoneType
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.apps import apps
from django.conf import settings
from django.core.cache import caches
from django.core.management import call_command
from django.db import connection
from django.http import HttpResponseNotFound
from django.test import Client, TransactionTestCase
from django.utils import timezone, translation
from pytest_django import DjangoDbBlocker

from governance import clock
from governance.desk.base.access import kind_of
from governance.desk.public.apply.submission import application_behind
from governance.documents.record import triggers
from governance.documents.record.document import Document
from governance.documents.search import full_text
from governance.record_rows import past_the_door
from governance.roles.setting import forget_all
from governance.scenarios.luza import Luza, found_luza

from .memory import PLAYS, Memory
from .played import Played

DAY_OF_DEMO = date(2011, 11, 21)


@pytest.fixture(scope="session")
def django_db_use_migrations() -> bool:
    """Build the tables straight from the models, in a second; `test_migrations` proves them equal."""
    return False


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """With the triggers that guard history and the stems of the search, which migrations bring."""
    with django_db_blocker.unblock(), connection.schema_editor() as editor:
        triggers.create(apps, editor)
        for statement in full_text.SCHEMA[connection.vendor]:
            editor.execute(statement)


@pytest.fixture(scope="session", autouse=True)
def _emptied_past_the_door() -> Iterator[None]:
    """After a test that commits, the tables are emptied; no act does that."""
    empty = TransactionTestCase._fixture_teardown

    def past_the_guard(case: TransactionTestCase) -> None:
        with past_the_door():
            empty(case)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", past_the_guard)
        yield


@pytest.fixture(scope="session")
def plays() -> Memory:
    """Empty until the first test of the process has asked for a play."""
    return PLAYS


@pytest.fixture(autouse=True)
def _begin_anew(plays: Memory, request: pytest.FixtureRequest) -> None:
    """A recalled play has the codes of the play before, and so would a page that was kept for it; keys begin anew."""
    plays.begin(commits="transactional_db" in request.fixturenames)
    for cache in caches.all(initialized_only=True):
        cache.clear()
    kind_of.cache_clear()
    forget_all()
    # A request leaves the language that it was answered in to whatever the thread does next.
    translation.activate(settings.LANGUAGE_CODE)


# The addresses of a paper: the desk's, and those of a private link.
OF_PAPER = re.compile(r"/(?:[a-z]+-?[a-z]*)/(\d+)/")
OF_HOLDER = re.compile(r"/a/([\w-]{30,})/do/")
POST = Client.post


def as_the_page_sends(client: Client, path: str, data: Any = None, *arguments: Any, **more: Any) -> Any:
    """A form of a paper brings the revision that its page shows. A test of a late or a forged form says `seen` itself.

    Without one: `seen=""`.
    """
    if type(data) in (dict, NoneType) and "seen" not in (data or {}) and not arguments:
        logged, connection.force_debug_cursor = connection.force_debug_cursor, False  # no query of the page
        shown: Document | None = None
        if of_paper := OF_PAPER.match(path):
            shown = Document.objects.filter(pk=of_paper[1]).first()
        elif of_holder := OF_HOLDER.match(path):
            shown = application_behind(of_holder[1])
        data = data if shown is None else {**(data or {}), "seen": str(shown.revision)}
        connection.force_debug_cursor = logged
    return POST(client, path, data, *arguments, **more)


@pytest.fixture(autouse=True)
def _forms_are_sent_from_their_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Client, "post", as_the_page_sends)


@pytest.fixture
def cheap_requests(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """For thousands of requests, most of them for nothing: other tests count queries and read the page of an error."""
    settings.MIDDLEWARE = [one for one in settings.MIDDLEWARE if not one.startswith("zeal")]
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
    monkeypatch.setattr(
        "config.urls.handler404", lambda request, exception: HttpResponseNotFound(), raising=False
    )


@pytest.fixture
def luza(db: None, plays: Memory) -> Luza:
    """The six schools of Luza with their councils, people, registers and rules."""
    return plays.recall("luza", found_luza)


@pytest.fixture
def morning(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is ten in the morning, at whatever hour the test runs: a sitting of this evening is still to come."""
    local = timezone.localtime()
    shift = local.replace(hour=10, minute=0) - local
    monkeypatch.setattr(clock, "real", lambda: timezone.now() + shift)


@pytest.fixture
def demo(db: None, plays: Memory, settings: Any) -> Iterator[None]:
    """The demonstration, filled by its command, on its day."""
    settings.DEMO, settings.DEMO_DATE = True, DAY_OF_DEMO
    plays.recall("demonstration", lambda: call_command("demo", search=False))
    with clock.played(DAY_OF_DEMO):
        yield


@pytest.fixture(scope="session")
def scenario(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], Played]:
    """The outcome of a scenario by its name, played once in a process."""

    @lru_cache
    def played(name: str) -> Played:
        with django_db_blocker.unblock():
            return Played.anew(name, tmp_path_factory.mktemp(name))

    return played


@pytest.fixture
def _triggers_aside(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Without the triggers that guard history, so that the tables can be emptied after a test that commits."""
    with django_db_blocker.unblock(), connection.schema_editor() as editor:
        triggers.drop(apps, editor)
    yield
    with django_db_blocker.unblock(), connection.schema_editor() as editor:
        triggers.create(apps, editor)


@pytest.fixture
def committed_luza(_triggers_aside: None, transactional_db: None) -> Luza:
    """The same district, committed: other connections see it. The test must not be marked `django_db` itself."""
    return found_luza()


@pytest.fixture
def empty_database(tmp_path: Path, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """The address of a database without tables, of the kind that the tests run on."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.sqlite3'}"
        return
    name = f"empty_{os.getpid()}"
    with django_db_blocker.unblock(), connection._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}"')
        yield urlunsplit(urlsplit(os.environ["TEST_POSTGRES_URL"])._replace(path=f"/{name}"))
        cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
