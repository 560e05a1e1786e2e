"""Calls to a vote by a push: what leaves, encrypted for whom; devices on, off, gone, ended with their session."""

import json
import threading
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import http_ece
import pytest
from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    EllipticCurvePrivateKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult
from py_vapid import Vapid02

from governance import clock
from governance.documents.kinds.meeting.rounds import Round
from governance.flows.processes.vote_calls import PAUSES, call_to_round, call_to_sheets
from governance.letters.devices import PushDevice, Subscription, remember
from governance.letters.push import public_key
from governance.scenarios.luza import Luza
from tests.meeting.council import AT_TEN, FOR, Council
from tests.meeting.sheets import Sheets

pytestmark = pytest.mark.any_database

Desk = Callable[[str], Client]
ENDPOINT = "https://fcm.googleapis.com/fcm/send/abc"


def encoded(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


class Browser:
    """What a browser keeps of its subscription, and can read with it."""

    def __init__(self) -> None:
        self.key: EllipticCurvePrivateKey = generate_private_key(SECP256R1())
        self.secret = b"sixteen bytes ok"

    def subscription(self, endpoint: str = ENDPOINT) -> Subscription:
        point = self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        return Subscription(endpoint, encoded(point), encoded(self.secret))

    def read(self, body: bytes) -> dict[str, str]:
        return json.loads(http_ece.decrypt(body, private_key=self.key, auth_secret=self.secret))


class Service:
    """A push service of the test's own, on a port of this machine: answers with `status` and keeps what came."""

    def __init__(self) -> None:
        self.status, self.came = 201, []
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                service.came.append((self.path, dict(self.headers), body))
                self.send_response(service.status)
                self.end_headers()

            def log_message(self, *args: object) -> None:
                pass

        self.server = HTTPServer(("localhost", 0), Handler)
        self.address = f"http://localhost:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


@pytest.fixture
def service() -> Iterator[Service]:
    service = Service()
    yield service
    service.server.shutdown()
    service.server.server_close()


@pytest.fixture
def council(luza: Luza) -> Iterator[Council]:
    with clock.played(AT_TEN):
        yield Council(luza)


def subscribed(council: Council, service: Service, *keys: str) -> dict[str, Browser]:
    browsers = {key: Browser() for key in keys}
    for key, browser in browsers.items():
        address = browser.subscription(f"{service.address}/{key}")
        remember(council.members[key], address, name="Firefox", session_key=key, browser=key)
    return browsers


def open_round(council: Council) -> Round:
    return council.last_round(council.opened(council.running("О выговоре учителю Петровой")))


def test_a_round_calls_the_devices_of_its_voters_with_a_word_that_they_alone_can_read(
    council: Council, service: Service
) -> None:
    browsers = subscribed(council, service, "lalsk")
    outsider = Browser().subscription(f"{service.address}/outsider")
    remember(council.outsider, outsider, name="Firefox", session_key="", browser="")
    voting = open_round(council)
    call_to_round.call(voting.pk)
    ((path, headers, body),) = service.came
    assert (path, headers["Content-Encoding"], headers["Topic"]) == (
        "/lalsk",
        "aes128gcm",
        f"round-{voting.pk}",
    )
    said = browsers["lalsk"].read(body)
    assert said["url"] == f"{reverse('meeting', args=[voting.meeting_id])}#current-title"
    assert (said["tag"], "Петров" in str(said), council.members["lalsk"].surname in str(said)) == (
        f"round-{voting.pk}",
        False,
        False,
    )
    assert headers["Authorization"].endswith(f"k={public_key()}")
    assert Vapid02.verify(headers["Authorization"])


def test_whoever_has_voted_is_not_called_and_nobody_after_the_round(
    council: Council, service: Service
) -> None:
    subscribed(council, service, "lalsk", "kulikovo")
    voting = open_round(council)
    meeting = council.cast(voting.meeting, "lalsk", FOR)
    call_to_round.call(voting.pk)
    called = [path for path, _headers, _body in service.came]
    council.lead(meeting, "annul_round", round=voting, reason="Ошибка.")
    call_to_round.call(voting.pk)
    assert (called, len(service.came)) == (["/kulikovo"], 1)


@pytest.mark.parametrize(
    ("status", "kept", "again"), [(410, False, 0), (404, False, 0), (503, True, 1), (201, True, 0)]
)
def test_a_dead_address_is_forgotten_and_a_busy_service_tried_again_but_not_for_ever(
    council: Council, service: Service, settings: Any, status: int, kept: bool, again: int
) -> None:
    subscribed(council, service, "lalsk")
    voting = open_round(council)
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
    service.status = status
    call_to_round.call(voting.pk)
    waiting = DBTaskResult.objects.count()
    call_to_round.call(voting.pk, len(PAUSES), [device.pk for device in PushDevice.objects.all()])
    assert (PushDevice.objects.exists(), waiting, DBTaskResult.objects.count()) == (kept, again, again)


def test_each_member_is_called_to_their_own_sheet_until_it_is_given(luza: Luza, service: Service) -> None:
    with clock.played(AT_TEN):
        sheets = Sheets(luza)
        browsers = subscribed(sheets, service, "lalsk", "kulikovo")
        meeting = sheets.announced()
        sheets.answer(meeting, "kulikovo", FOR)
        call_to_sheets.call(meeting.pk)
        ((path, _headers, body),) = service.came
        sheet = sheets.sheet(meeting, "lalsk")
    assert (path, browsers["lalsk"].read(body)["url"]) == (
        "/lalsk",
        f"{reverse('paper', args=[sheet.pk])}#decision",
    )


@pytest.mark.parametrize(
    "wrong",
    [
        {"endpoint": "http://fcm.googleapis.com/fcm/send/abc"},
        {"endpoint": "https://localhost/abc"},
        {"endpoint": "https://fcm.googleapis.com.example.org/abc"},
        {"endpoint": ""},
        {"endpoint": f"{ENDPOINT}{'x' * 2000}"},
        {"p256dh": "no point"},
        {"p256dh": "ё"},
        {"auth": "short"},
    ],
)
def test_an_address_that_is_none_of_a_push_service_is_refused(desk: Desk, wrong: dict[str, str]) -> None:
    given = Browser().subscription()._asdict() | wrong
    desk("director").post(reverse("push_on"), given)
    assert not PushDevice.objects.exists()


def test_a_device_is_on_once_and_off_for_good_and_nobody_switches_off_that_of_another(
    luza: Luza, desk: Desk
) -> None:
    director, given = desk("director"), Browser().subscription()._asdict()
    for _time in range(2):
        director.post(reverse("push_on"), given)
    (device,) = PushDevice.objects.all()
    desk("deputy").post(reverse("push_off"), {"device": device.pk})
    left = PushDevice.objects.count()
    shown = device.name in director.get(reverse("push")).content.decode()
    for _time in range(2):
        director.post(reverse("push_off"), {"device": device.pk})
    assert (device.person, ENDPOINT in device.content, left, shown) == (
        luza.people["director"],
        False,
        1,
        True,
    )
    assert not PushDevice.objects.exists()


def test_a_shared_browser_is_called_for_whoever_switched_it_on_last(luza: Luza, desk: Desk) -> None:
    given = Browser().subscription()._asdict()
    for key in ("director", "deputy"):
        desk(key).post(reverse("push_on"), given)
    assert [device.person for device in PushDevice.objects.all()] == [luza.people["deputy"]]


def test_a_device_goes_with_its_session(desk: Desk) -> None:
    director = desk("director")
    director.post(reverse("push_on"), Browser().subscription()._asdict())
    desk("deputy").post(reverse("push_on"), Browser().subscription(f"{ENDPOINT}2")._asdict())
    director.post(reverse("sign_out"))
    assert [device.person.email for device in PushDevice.objects.all()] == ["deputy@luza.example"]


def test_the_script_of_the_pushes_stands_at_the_root(client: Client) -> None:
    answer = client.get(reverse("push_worker"))
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/javascript; charset=utf-8")
    assert reverse("push_worker").count("/") == 1


def test_the_key_is_that_of_the_settings_or_follows_from_the_secret(settings: Any) -> None:
    derived = public_key()
    settings.PUSH_KEY = "b25seSBmb3IgbWFrZSBjaGVjaywgbmV2ZXIgZWxzZS4="
    own = public_key()
    settings.PUSH_KEY, settings.SECRET_KEY = "", "another"
    assert len({derived, own, public_key()}) == 3
