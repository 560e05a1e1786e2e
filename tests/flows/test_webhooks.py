"""Programs are told of what their person may see: signed, in order, again after pauses; none of ours is called."""

import base64
import hmac
import json
import socket
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone

from governance.documents.kinds.order.order import Order
from governance.documents.record.events import Event
from governance.documents.record.perform import draft, perform
from governance.flows.jobs.looking_after import look_after
from governance.flows.webhooks import calling, sending
from governance.flows.webhooks.calling import NotCalled, is_public, objection_to, post
from governance.flows.webhooks.models import Webhook
from governance.scenarios.luza import Luza

pytestmark = pytest.mark.django_db


class Listener:
    """A program at an address of this machine."""

    def __init__(self) -> None:
        self.got: list[tuple[dict[str, str], bytes]] = []
        self.status = 204
        listener = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                listener.got.append(({name.lower(): value for name, value in self.headers.items()}, body))
                self.send_response(listener.status)
                self.send_header("Location", "http://localhost/elsewhere")
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_told: object) -> None:
                """Nothing."""

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_port}/hook?of=school"

    def events(self) -> list[dict[str, Any]]:
        return [event for _headers, body in self.got for event in json.loads(body)["data"]["events"]]


@pytest.fixture
def listener(settings: Any) -> Iterator[Listener]:
    settings.WEBHOOK_HOSTS = ["127.0.0.1"]
    found = Listener()
    yield found
    found.server.shutdown()
    found.server.server_close()


def webhook_of(luza: Luza, who: str, listener: Listener, kind: str = "") -> Webhook:
    webhook = Webhook(person=luza.people[who], url=listener.url, kind=kind)
    sending.begin(webhook)
    return webhook


def act(luza: Luza) -> Order:
    deputy = luza.people["deputy"]
    order = draft(Order, unit=luza.base, title="Об организации дежурства", by=deputy)
    order = perform(order, "revise", by=deputy, points=[{"text": "Утвердить график."}])
    return perform(order, "submit", by=deputy)


@pytest.fixture(autouse=True)
def _settled_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "SETTLED", timedelta(seconds=-60))


def test_a_program_is_told_in_order_and_knows_that_it_is_us(luza: Luza, listener: Listener) -> None:
    webhook = webhook_of(luza, "deputy", listener, "order")
    order = act(luza)
    sending.tell(webhook.pk)
    assert [(event["paper"], event["move"]) for event in listener.events()] == [
        (order.pk, "draft"),
        (order.pk, "revise"),
        (order.pk, "submit"),
    ]
    headers, body = listener.got[0]
    secret = base64.b64decode(webhook.spelt_secret.removeprefix("whsec_"))
    told = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    version, _comma, signature = headers["webhook-signature"].partition(",")
    assert (version, base64.b64decode(signature)) == ("v1", hmac.digest(secret, told, "sha256"))
    # Nothing twice.
    sending.tell(webhook.pk)
    assert len(listener.got) == 1


def test_a_program_hears_only_of_what_its_person_may_see_and_nothing_of_a_person(
    luza: Luza, listener: Listener
) -> None:
    stranger, own = webhook_of(luza, "head_lalsk", listener), webhook_of(luza, "deputy", listener)
    order = act(luza)
    sending.tell(stranger.pk)
    assert order.pk not in {event["paper"] for event in listener.events()}
    sending.tell(own.pk)
    (event, *_rest) = [event for event in listener.events() if event["paper"] == order.pk]
    assert event.keys() == {"id", "paper", "kind", "move", "state", "at", "href"}
    assert order.title not in listener.got[-1][1].decode()


def test_what_is_not_taken_is_told_again_after_growing_pauses_and_given_up(
    luza: Luza, listener: Listener
) -> None:
    webhook, listener.status = webhook_of(luza, "deputy", listener), 500
    act(luza)
    waited = []
    for _time in range(len(sending.PAUSES)):
        sending.tell(webhook.pk)
        webhook.refresh_from_db()
        waited.append(round((webhook.next_try - timezone.now()).total_seconds() / 60))
        Webhook.objects.filter(pk=webhook.pk).update(next_try=timezone.now())
    assert tuple(waited) == sending.PAUSES
    sending.tell(webhook.pk)
    webhook.refresh_from_db()
    assert (webhook.given_up_at is not None, webhook.answered) == (True, 500)
    tried = len(listener.got)
    sending.tell(webhook.pk)
    assert len(listener.got) == tried
    # Begun again, it is told of all that it has missed.
    listener.status = 200
    sending.begin(webhook)
    sending.tell(webhook.pk)
    webhook.refresh_from_db()
    assert (webhook.told_until, webhook.failures) == (Event.objects.order_by("pk").last().pk, 0)


def test_a_program_that_is_gone_is_asked_no_more_and_no_redirect_is_followed(
    luza: Luza, listener: Listener
) -> None:
    webhook = webhook_of(luza, "deputy", listener)
    act(luza)
    listener.status = 302
    sending.tell(webhook.pk)
    webhook.refresh_from_db()
    assert (len(listener.got), webhook.failures, webhook.given_up_at) == (1, 1, None)
    listener.status = 410
    Webhook.objects.filter(pk=webhook.pk).update(next_try=timezone.now())
    sending.tell(webhook.pk)
    webhook.refresh_from_db()
    assert webhook.given_up_at is not None


def test_the_worker_looks_whether_there_is_anything_to_tell(luza: Luza, listener: Listener) -> None:
    webhook_of(luza, "deputy", listener)
    asked: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sending, "tell_due", SimpleNamespace(enqueue=lambda: asked.append("tell")))
        look_after()
        assert asked == []
        act(luza)
        look_after()
    assert asked == ["tell"]


@pytest.mark.parametrize(
    ("url", "objection"),
    [
        ("https://school.example.org/hook", ""),
        ("http://school.example.org/hook", "scheme"),
        ("https://school.example.org:8443/", "scheme"),
        ("https://user:word@school.example.org/", "scheme"),
        ("file:///etc/passwd", "scheme"),
        ("https://localhost/", "private"),
        ("https://printer.local/", "private"),
        ("https://127.0.0.1/", "private"),
        ("https://10.0.0.8/", "private"),
        ("https://169.254.169.254/latest/meta-data/", "private"),
        ("https://[::1]/", "private"),
        ("https://[::ffff:10.0.0.8]/", "private"),
        ("https://[64:ff9b::a00:8]/", "private"),
        ("https://224.0.0.1/", "private"),
        ("https://8.8.8.8/", ""),
        ("https://school.example.org:x/", "malformed"),
    ],
)
def test_only_public_addresses_are_called(url: str, objection: str) -> None:
    assert objection_to(url) == objection


def test_a_name_that_leads_into_a_network_of_ours_is_not_called(monkeypatch: pytest.MonkeyPatch) -> None:
    def resolved(host: str, port: int, **_more: object) -> list[Any]:
        return [(socket.AF_INET, 1, 6, "", ("8.8.8.8", port)), (socket.AF_INET, 1, 6, "", ("10.0.0.8", port))]

    monkeypatch.setattr(calling.socket, "getaddrinfo", resolved)
    with pytest.raises(NotCalled, match="private"):
        post("https://school.example.org/hook", b"{}", {})
    assert (is_public("8.8.8.8"), is_public("fd00::1"), is_public("0.0.0.0")) == (True, False, False)
