"""Log lines and letters about errors say what happened where, and nothing of whom it was about."""

import json
import logging
from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
from django.test import Client

from governance.letters.models import OutboxLetter
from governance.operation.error_letters import ErrorLetters
from governance.operation.log import ClearedJson, cleared
from governance.scenarios.luza import Luza

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

KEY = "PdPPVhsgLMaR0Wn9VTMCKZY3J9N1KEzvJ4jOQ9mbRgE"


@pytest.fixture
def lines() -> Iterator[StringIO]:
    """What a server would write, and its letters."""
    written = StringIO()
    console = logging.StreamHandler(written)
    console.setFormatter(ClearedJson())
    letters = ErrorLetters(logging.ERROR)
    root, requests = logging.getLogger(), logging.getLogger("governance.request")
    level = requests.level
    requests.setLevel(logging.INFO)
    for handler in (console, letters):
        root.addHandler(handler)
    yield written
    requests.setLevel(level)
    for handler in (console, letters):
        root.removeHandler(handler)


def read(lines: StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in lines.getvalue().splitlines()]


@pytest.mark.parametrize(
    ("said", "left"),
    [
        (f"Not Found: /a/{KEY}/kept/", "Not Found: /a/***/kept/"),
        ("GET /people/?q=%D0%98%D0%B2%D0%B0%D0%BD HTTP/1.1", "GET /people/*** HTTP/1.1"),
        ("no such mailbox <markova@mail.example>", "no such mailbox <***>"),
        ("duplicate: Маркова Анна Петровна, 10 класс", "duplicate: ***, 10 ***"),
        ("unique\nDETAIL:  Key (email)=(x) exists.", "unique\n***"),
        ("paper 17 refused", "paper 17 refused"),
    ],
)
def test_a_line_is_cleared_of_keys_and_personal_data(said: str, left: str) -> None:
    assert cleared(said) == left


def test_each_answer_is_a_line_with_the_id_of_request_and_person(luza: Luza, lines: StringIO) -> None:
    director = luza.people["director"]
    client = Client()
    client.force_login(director, backend="governance.desk.base.signed_in.PersonBackend")
    answer = client.get("/people/?q=Иванов", headers={"x-request-id": "from-the-proxy-1"})
    (line,) = (line for line in read(lines) if line["logger"] == "governance.request")
    assert answer["X-Request-ID"] == "from-the-proxy-1"
    assert {name: line[name] for name in ("level", "request", "person", "view", "path", "method")} == {
        "level": "INFO",
        "request": "from-the-proxy-1",
        "person": director.pk,
        "view": "people",
        "path": "/people/",
        "method": "GET",
    }
    assert line["status"] == answer.status_code
    assert set(line) == {
        *("time", "level", "logger", "message", "request", "method", "view", "path", "person", "status", "ms")
    }


@pytest.mark.parametrize(
    "given", ["", "short", "x" * 65, "with blank 1", "new\nline-and-more", "ключ-запроса"]
)
def test_an_id_that_is_not_well_formed_is_not_taken_over(given: str) -> None:
    answer = Client().get("/healthz-not", headers={"x-request-id": given})
    assert answer["X-Request-ID"] != given
    assert len(answer["X-Request-ID"]) == 32


def failing(client: Client, monkeypatch: pytest.MonkeyPatch) -> Any:
    def fails(*args: Any, **facts: Any) -> None:
        raise RuntimeError("Маркова markova@mail.example is on fire")

    monkeypatch.setattr("governance.desk.public.apply.links.LinkForm.is_valid", fails)
    return client.post("/apply/link/?from=Лузы", {"email": "secret@mail.example"})


def test_an_error_is_told_to_the_administrator_once_without_what_was_typed(
    lines: StringIO, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.ADMINS = [("admin@district.example", "admin@district.example")]
    client = Client(raise_request_exception=False)
    answers = [failing(client, monkeypatch) for _time in range(2)]
    assert [answer.status_code for answer in answers] == [500, 500]
    letter = OutboxLetter.objects.get().message(None)
    assert letter.to == ["admin@district.example"]
    assert "RuntimeError: *** *** is on fire" in letter.body
    assert "view: ask_link" in letter.body
    assert answers[0]["X-Request-ID"] in letter.body
    told = f"{letter.subject} {letter.body} {lines.getvalue()}"
    assert [word for word in ("Марков", "markova", "secret@", "Лузы", "from=") if word in told] == []
    (error,) = (line for line in read(lines)[:2] if line["level"] == "ERROR")
    assert error["exception"].endswith("RuntimeError: *** *** is on fire")


def test_no_letter_is_written_where_nobody_is_named(
    lines: StringIO, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.ADMINS = []
    failing(Client(raise_request_exception=False), monkeypatch)
    assert OutboxLetter.objects.count() == 0


def test_pages_are_compressed_with_random_padding_and_files_are_not(luza: Luza) -> None:
    client = Client(headers={"accept-encoding": "gzip"})
    lengths = {len(client.get("/check/").content) for _time in range(8)}
    assert client.get("/check/")["Content-Encoding"] == "gzip"
    assert len(lengths) > 1
    assert not Client().get("/check/").has_header("Content-Encoding")
