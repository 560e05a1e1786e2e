"""A database that is away is said so with 503; when it is back, everything works again."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest
from django.conf import settings
from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.test import Client

from tests.whole import WHOLE

MINUTES = pytest.mark.skipif(not WHOLE, reason="takes minutes: `make proof`")
SAID = "База данных сейчас не отвечает"


@pytest.mark.any_database
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("error", "status"),
    [(OperationalError("gone"), 503), (InterfaceError("closed"), 503), (DatabaseError("wrong"), 500)],
)
def test_while_the_database_is_away_every_page_says_so(error: Exception, status: int) -> None:
    def away(*args: Any) -> None:
        raise error

    client = Client(raise_request_exception=False)
    with connection.execute_wrapper(away):
        answers = [client.get(path) for path in ("/public/", "/check/ABCDEFGHJKLM/")]
    assert [answer.status_code for answer in answers] == [status] * 2
    told = [(SAID in answer.content.decode(), answer.headers.get("Retry-After")) for answer in answers]
    assert told == [(True, "30") if status == 503 else (False, None)] * 2


# --- a real server, a real outage -------------------------------------------------------------------------------------


def environment(database: str, **more: str) -> dict[str, str]:
    known = {name: value for name, value in os.environ.items() if not name.startswith("TEST_")}
    return known | {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATABASE_URL": database,
        "DEBUG": "0",
        "SECRET_KEY": "only-for-this-test-0123456789-abcdefghijklmnopqrstuvwxyz",
        "RECORD_KEY": "b25seSBmb3IgbWFrZSBjaGVjaywgbmV2ZXIgZWxzZS4=",
        "SECURE_SSL_REDIRECT": "0",
        "ALLOWED_HOSTS": "localhost",
        **more,
    }


def manage(database: str, *arguments: str) -> None:
    command = [sys.executable, "manage.py", *arguments]
    subprocess.run(command, cwd=settings.BASE_DIR, env=environment(database), check=True)


@contextmanager
def serving(database: str) -> Iterator[str]:
    """A server of the program on a free port of this machine; its address."""
    manage(database, "collectstatic", "--no-input", "--verbosity", "0")
    with socket.socket() as one:
        one.bind(("localhost", 0))
        port = one.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "config.wsgi",
        "--bind",
        f"localhost:{port}",
        "--threads",
        "4",
    ]
    server = subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment(database))
    try:
        until(f"http://localhost:{port}/healthz", 200)
        yield f"http://localhost:{port}"
    finally:
        server.terminate()
        server.wait()


def asked(address: str) -> tuple[int, str, str | None]:
    try:
        with urlopen(address, timeout=30) as answer:
            return answer.status, answer.read().decode(), None
    except HTTPError as error:
        return error.code, error.read().decode(), error.headers.get("Retry-After")
    except URLError:
        return 0, "", None


def until(address: str, status: int) -> None:
    for _attempt in range(120):
        if asked(address)[0] == status:
            return
        time.sleep(0.5)
    raise AssertionError(f"{address} never answered {status}")


@pytest.mark.exhaustive
@MINUTES
@pytest.mark.postgres
@pytest.mark.django_db
def test_postgresql_may_stop_and_start_again_under_a_running_server() -> None:
    from tests import postgres

    database = postgres.server_of_its_own()
    try:
        manage(database.get_uri(), "migrate", "--verbosity", "0")
        with serving(database.get_uri()) as address:
            pages = [f"{address}/public/", f"{address}/readyz"]
            assert [asked(page)[0] for page in pages] == [200, 200]
            for _outage in range(2):
                database.stop()
                for _thread in range(8):
                    status, text, retry = asked(pages[0])
                    assert (status, SAID in text, retry) == (503, True, "30")
                assert asked(pages[1])[0] == 503
                assert asked(f"{address}/healthz")[0] == 200
                database.start()
                assert [asked(pages[0])[0] for _thread in range(8)] == [200] * 8
                assert asked(pages[1])[0] == 200
    finally:
        database.cleanup()


@pytest.mark.exhaustive
@MINUTES
@pytest.mark.any_database
def test_a_file_of_sqlite_that_cannot_be_opened_is_an_outage_too(tmp_path: Path) -> None:
    file = tmp_path / "folder" / "district.sqlite3"
    file.parent.mkdir()
    manage(f"sqlite:///{file}", "migrate", "--verbosity", "0")
    with serving(f"sqlite:///{file}") as address:
        assert asked(f"{address}/public/")[0] == 200
    file.parent.rename(tmp_path / "elsewhere")
    with serving(f"sqlite:///{file}") as address:
        status, text, retry = asked(f"{address}/public/")
        assert (status, SAID in text, retry) == (503, True, "30")
        (tmp_path / "elsewhere").rename(file.parent)
        assert asked(f"{address}/public/")[0] == 200
