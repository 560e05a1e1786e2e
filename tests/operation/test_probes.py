"""What a supervisor, a balancer and a monitor are told, and who is told it."""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from governance.letters import outbox
from governance.letters.models import OutboxLetter
from governance.letters.outbox import Letter
from governance.operation import health
from governance.scenarios.luza import Luza

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

OUTSIDE = {"REMOTE_ADDR": "95.31.18.119"}
OUTSIDE_BY_PROXY = {"REMOTE_ADDR": "10.0.0.2", "HTTP_X_FORWARDED_FOR": "95.31.18.119"}


@pytest.fixture(autouse=True)
def _migrated(settings: Any) -> Iterator[None]:
    # The tests build their tables without migrations.
    health._migrated.add(str(connection.settings_dict["NAME"]))
    yield
    health._migrated.clear()


def readyz(**extra: Any) -> tuple[int, Any]:
    answer = Client().get("/readyz", headers={"host": "10.0.0.5"}, **extra)
    return answer.status_code, json.loads(answer.content)


def no_database(*args: Any) -> None:
    raise DatabaseError


def test_the_process_lives_whatever_host_is_named_and_without_a_database() -> None:
    with connection.execute_wrapper(no_database):
        answer = Client().get("/healthz", headers={"host": "10.0.0.5"})
    assert (answer.status_code, answer.content) == (200, b"ok\n")


def test_ready_is_ready() -> None:
    assert readyz() == (200, {"ready": True, "faults": []})


def test_without_a_database_it_is_not_ready_and_says_why_to_its_own_network_only() -> None:
    with connection.execute_wrapper(no_database):
        assert readyz() == (503, {"ready": False, "faults": ["База данных не отвечает (DatabaseError)."]})
        assert readyz(**OUTSIDE) == (503, {"ready": False})
        assert readyz(**OUTSIDE_BY_PROXY) == (503, {"ready": False})


def test_missing_migrations_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    health._migrated.clear()
    monkeypatch.setattr(health, "are_behind", lambda: True)
    assert readyz() == (
        503,
        {"ready": False, "faults": ["Не выполнены миграции: запустите `manage.py migrate`."]},
    )


def test_letters_that_nobody_sends_are_named_and_those_that_wait_for_the_mail_server_are_not() -> None:
    outbox.write(Letter("head@luza.example", "Письмо", "Текст"))
    assert readyz()[0] == 200
    letter = OutboxLetter.objects.get()
    letter.next_try = timezone.now() - timedelta(minutes=11)
    letter.save()
    stuck = ["Письма ждут, и никто их не отправляет: работает ли `manage.py worker`?"]
    assert readyz() == (503, {"ready": False, "faults": stuck})
    letter.next_try = timezone.now() + timedelta(hours=1)
    letter.save()
    assert readyz()[0] == 200


def test_a_folder_of_files_that_cannot_be_written_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "governance.documents.record.kept_files.FileColumn.objection", lambda column: "Папки нет."
    )
    assert readyz() == (503, {"ready": False, "faults": ["Папки нет."]})


def test_acts_under_no_seal_for_two_days_are_named_where_the_record_is_signed(
    luza: Luza, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health, "is_unsealed", lambda: True)
    assert readyz()[0] == 200
    settings.RECORD_KEY = "b25seSBmb3IgbWFrZSBjaGVjaywgbmV2ZXIgZWxzZS4="
    assert readyz()[1]["faults"] == [
        "Действия более чем двухдневной давности не запечатаны: выполняется ли ежедневная работа?"
    ]


# --- figures ----------------------------------------------------------------------------------------------------------


def figures(**extra: Any) -> HttpResponse:
    return Client().get("/metrics", **extra)


def test_figures_name_pages_and_no_person_paper_or_key(luza: Luza) -> None:
    client = Client()
    client.force_login(luza.people["director"], backend="governance.desk.base.signed_in.PersonBackend")
    client.get("/a/PdPPVhsgLMaR0Wn9VTMCKZY3J9N1KEzvJ4jOQ9mbRgE/")
    client.get("/people/")
    outbox.write(Letter("head@luza.example", "Письмо", "Текст"))
    text = figures().content.decode()
    for line in (
        'district_requests_total{method="GET",status="404",view="own_application"} ',
        'district_letters{status="waiting"} 1.0',
        "district_database_up 1.0",
        'district_tasks{status="ready"} 0.0',
        "district_events ",
    ):
        assert line in text
    assert "PdPP" not in text
    assert "luza.example" not in text


def test_figures_are_for_the_own_network_or_the_token(settings: Any) -> None:
    bearer = {"HTTP_AUTHORIZATION": "Bearer open-sesame"}
    assert figures().status_code == 200
    assert [figures(**outside).status_code for outside in (OUTSIDE, OUTSIDE_BY_PROXY)] == [403, 403]
    settings.METRICS_TOKEN = "open-sesame"
    assert figures().status_code == 403
    assert figures(**OUTSIDE, **bearer).status_code == 200
    assert figures(**OUTSIDE, HTTP_AUTHORIZATION="Bearer open").status_code == 403


def test_figures_without_a_database_say_that_it_is_away() -> None:
    with connection.execute_wrapper(no_database):
        text = figures().content.decode()
    assert "district_database_up 0.0" in text
    assert "district_events" not in text
