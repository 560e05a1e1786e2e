"""What all tests share; the fixtures of a part stand in the conftest.py of its folder."""

import os
import shutil
import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.core.signals import request_finished, request_started
from django.test import override_settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser
    from pytest_django.live_server_helper import LiveServer

pytest_plugins = ["tests.fixtures", "tests.flows.upgrading", "tests.proof"]

# Files of few long tests; begun first, so that no process waits for another at the end.
LONG = {
    "test_access_matrix.py",
    "test_demo.py",
    "test_leaks.py",
    "test_life.py",
    "test_migrations.py",
    "test_scenario.py",
}

PURE_LAW = {"criteria", "distribution", "ranking", "voting"}

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


def pytest_configure(config: pytest.Config) -> None:
    """Compile the translation if it has changed, for pages are tested in Russian."""
    source = settings.LOCALE_PATHS[0] / "ru" / "LC_MESSAGES" / "django.po"
    compiled = source.with_suffix(".mo")
    if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
        from tools import translations

        translations.compile_catalog()


class RequestsInFlight:
    """How many requests the server of the tests is answering at this moment."""

    PATIENCE = 60  # seconds, however busy the machine is

    def __init__(self) -> None:
        self.number, self.changed = 0, threading.Condition()
        request_started.connect(self.started)
        request_finished.connect(self.finished)

    def started(self, **_signal: object) -> None:
        self.add(1)

    def finished(self, **_signal: object) -> None:
        self.add(-1)

    def add(self, change: int) -> None:
        if threading.current_thread() is threading.main_thread():
            return  # the client of another test, which asks no server
        with self.changed:
            self.number += change
            self.changed.notify_all()

    def wait(self) -> None:
        """Until none is left."""
        with self.changed:
            self.changed.wait_for(lambda: self.number == 0, self.PATIENCE)


requests_in_flight = RequestsInFlight()


def asks_a_database(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    return bool(item.get_closest_marker("django_db") or fixtures & {"db", "transactional_db"})


def depends_on_database(item: pytest.Item) -> bool:
    """Whether another database could answer otherwise. The number of queries, for one, is the same on every one."""
    counts_queries = {"django_assert_num_queries", "django_assert_max_num_queries"}
    return (
        asks_a_database(item)
        and not item.get_closest_marker("any_database")
        and not counts_queries & set(getattr(item, "fixturenames", ()))
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    on_sqlite = settings.TEST_DB == "sqlite"
    for item in items:
        if "scenario" in getattr(item, "fixturenames", ()):
            # Played by a fixture of the session, for which alone no database would be made.
            item.add_marker(pytest.mark.django_db)
            item.add_marker(pytest.mark.any_database)
    if not on_sqlite:
        # What PostgreSQL cannot answer otherwise has run with SQLite already.
        config.hook.pytest_deselected(items=[item for item in items if not depends_on_database(item)])
        items[:] = [item for item in items if depends_on_database(item)]
    items.sort(key=lambda item: item.path.name not in LONG)
    for item in items:
        if config.pluginmanager.hasplugin("xdist"):
            # A file stays in one process, which then plays once what its tests begin with (`memory`).
            group = item.nodeid if item.path.name == "test_access_matrix.py" else str(item.path)
            if "demo" in getattr(item, "fixturenames", ()):
                group = "demonstration"
            item.add_marker(pytest.mark.xdist_group(group))
        if item.path.parent.name in PURE_LAW:
            item.add_marker(pytest.mark.quick)
        if "chromium" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
        if on_sqlite and item.get_closest_marker("postgres"):
            item.add_marker(pytest.mark.skip(reason="needs PostgreSQL: run with TEST_DB=postgres"))


@pytest.fixture(scope="session")
def live_server(request: pytest.FixtureRequest) -> "LiveServer":
    """One server for all tests of the process, as pytest-django begins it, but without the search for repeated queries.

    It takes its middleware once, when the first test asks for it. Queries are counted by the tests of each page.
    """
    with override_settings(MIDDLEWARE=[one for one in settings.MIDDLEWARE if not one.startswith("zeal")]):
        server: LiveServer = request.getfixturevalue("live_server")
    return server


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """One Chromium for all tests of the process."""
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine: install it, or name it in the variable CHROMIUM")
    from playwright.sync_api import sync_playwright

    from tests.visitors import TAKES_PICTURES, speaks_russian

    # Playwright keeps an event loop in this thread, where Django would then refuse the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        # Chromium's own sandbox does not start for root; the pages come from this very process.
        # Fields for a day speak the language of the browser, not that of the page: Russian, where it has the words.
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=[
                "--lang=ru",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--no-first-run",
            ],
            env={**os.environ, "LANGUAGE": "ru"},
        )
        if TAKES_PICTURES and not speaks_russian(browser):
            pytest.fail(
                "the pictures want a Chromium with Russian words: on Debian the package chromium-l10n"
            )
        yield browser
        browser.close()


@pytest.fixture
def chromium(browser: "Browser") -> Iterator["Browser"]:
    """A real browser, for tests of a page as a person meets it: `chromium.new_page()`.

    Whatever a test leaves open is closed, and what it has asked of the server is awaited: a page asks for news by
    itself, and would go on asking while the next tests change the database. A server that fails then prints tracebacks,
    whose parsing beside an `ast.parse` of a test ends that with "recursion depth mismatch" (a fault of Python 3.11).
    """
    yield browser
    for context in browser.contexts:
        context.close()
    requests_in_flight.wait()
