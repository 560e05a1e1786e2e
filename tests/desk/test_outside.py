"""Signing in through an outside provider: only people whom it knows by a verified mailbox, by the whole OpenID flow."""

import json
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from time import time
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

import jwt
import pytest
import requests
from django.http import HttpResponse
from django.test import Client

from governance.roles.acts.people import let_sign_in
from governance.scenarios.luza import Luza
from tests.desk.conftest import reader_in_english

pytestmark = pytest.mark.django_db

CLIENT, SECRET = "district", "a-secret-of-both"


class Provider(ThreadingHTTPServer):
    """An OpenID provider that signs in one person, whose claims a test sets."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answers)
        self.address = f"http://127.0.0.1:{self.server_port}"
        self.claims: dict[str, Any] = {"sub": "77", "email": "clerk@luza.example", "email_verified": True}
        # What differs from a right id token, and from its userinfo.
        self.token: dict[str, Any] = {}
        self.userinfo: dict[str, Any] = {}
        self.codes: dict[str, dict[str, str]] = {}


class Answers(BaseHTTPRequestHandler):
    server: Provider

    def log_message(self, *args: Any) -> None:
        """Quiet."""

    def answer(self, content: Any, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(json.dumps(content).encode())

    def do_GET(self) -> None:
        here, asked = self.server.address, urlsplit(self.path)
        if asked.path == "/.well-known/openid-configuration":
            ends = {"authorization": "authorize", "token": "token", "userinfo": "userinfo"}
            found = {f"{name}_endpoint": f"{here}/{path}" for name, path in ends.items()}
            self.answer({"issuer": here, "jwks_uri": f"{here}/keys", **found})
        elif asked.path == "/authorize":
            query = dict(parse_qsl(asked.query))
            code = f"code-{len(self.server.codes)}"
            self.server.codes[code] = query
            back = f"{query['redirect_uri']}?{urlencode({'code': code, 'state': query['state']})}"
            self.answer({}, 302, Location=back)
        elif asked.path == "/userinfo" and self.headers["Authorization"] == "Bearer access":
            self.answer({**self.server.claims, **self.server.userinfo})
        else:
            self.answer({}, 404)

    def do_POST(self) -> None:
        sent = dict(parse_qsl(self.rfile.read(int(self.headers["Content-Length"])).decode()))
        begun = self.server.codes.pop(sent.get("code", ""), None)
        proof = (
            urlsafe_b64encode(sha256(sent.get("code_verifier", "").encode()).digest()).decode().rstrip("=")
        )
        right = begun is not None and sent["client_secret"] == SECRET and begun["code_challenge"] == proof
        if not right or begun is None:
            self.answer({"error": "invalid_grant"}, 400)
            return
        token = {"iss": self.server.address, "aud": CLIENT, "exp": time() + 60, "nonce": begun.get("nonce")}
        token = {**token, **self.server.claims, **self.server.token}
        self.answer(
            {"access_token": "access", "id_token": jwt.encode(token, "k" * 32), "token_type": "Bearer"}
        )


@pytest.fixture
def provider(settings: Any, luza: Luza) -> Iterator[Provider]:
    server = Provider()
    Thread(target=server.serve_forever, daemon=True).start()
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "APPS": [
                {
                    "provider_id": "outside",
                    "name": "Портал области",
                    "client_id": CLIENT,
                    "secret": SECRET,
                    "settings": {"server_url": server.address, "oauth_pkce_enabled": True},
                }
            ]
        }
    }
    settings.OIDC_NAME = "Портал области"
    yield server
    server.shutdown()
    server.server_close()


def sent_to(client: Client, next_page: str = "") -> dict[str, str]:
    """Where the sign-in page sends the browser: the query of the provider's address."""
    answer = client.get(
        f"/sign-in/outside/?{urlencode({'next': next_page})}" if next_page else "/sign-in/outside/"
    )
    assert answer.status_code == 302, answer.content.decode()
    return {"": answer["Location"], **dict(parse_qsl(urlsplit(answer["Location"]).query))}


def come_back(client: Client, **changed: str) -> HttpResponse:
    """Sign in at the provider and follow it back, with another query where a test asks for it."""
    begun = sent_to(client)
    back = requests.get(begun[""], allow_redirects=False, timeout=5).headers["Location"]
    query = {name: values[0] for name, values in parse_qs(urlsplit(back).query).items()}
    return client.get(f"{urlsplit(back).path}?{urlencode({**query, **changed})}")


def person_of(client: Client) -> Any:
    return client.session.get("_auth_user_id")


def test_somebody_known_by_a_verified_mailbox_is_signed_in(provider: Provider, luza: Luza) -> None:
    client = reader_in_english()
    assert "Портал области" in client.get("/sign-in/").content.decode()
    provider.claims["email"] = "Clerk@Luza.Example"
    answer = come_back(client)
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert person_of(client) == str(luza.people["clerk"].pk)


def test_one_is_led_on_within_this_site_alone(provider: Provider) -> None:
    for asked, led in (("/profile/", "/profile/"), ("https://evil.example/", "/"), ("//evil.example/", "/")):
        client = Client()
        begun = sent_to(client, asked)
        back = urlsplit(requests.get(begun[""], allow_redirects=False, timeout=5).headers["Location"])
        assert client.get(f"{back.path}?{back.query}")["Location"] == led


REFUSED: dict[str, dict[str, dict[str, Any]]] = {
    "unknown": {"claims": {"email": "nobody@luza.example"}},
    "no mailbox": {"claims": {"email": ""}},
    "unverified": {"claims": {"email_verified": False}},
    "verified in words only": {"claims": {"email_verified": "no"}},
    "another nonce": {"token": {"nonce": "of-another-sign-in"}},
    "no nonce": {"token": {"nonce": None}},
    "for another program": {"token": {"aud": "another"}},
    "of another provider": {"token": {"iss": "https://evil.example"}},
    "too old": {"token": {"exp": 1}},
    "userinfo of another": {"userinfo": {"sub": "78"}},
    "without a subject": {"claims": {"sub": None}},
}


@pytest.mark.parametrize("why", REFUSED)
def test_whoever_is_not_surely_one_of_our_people_is_refused_with_one_page(
    provider: Provider, why: str
) -> None:
    for name, values in REFUSED[why].items():
        getattr(provider, name).update(values)
    client = reader_in_english()
    answer = come_back(client)
    assert (answer.status_code, "did not work" in answer.content.decode()) == (403, True)
    assert person_of(client) is None


def test_a_closed_account_is_refused(provider: Provider, luza: Luza) -> None:
    let_sign_in(luza.people["clerk"], False, by=None, basis="увольнение")
    client = Client()
    assert come_back(client).status_code == 403
    assert person_of(client) is None


@pytest.mark.parametrize(
    "changed", [{"state": "of-another-browser"}, {"code": "guessed"}, {"error": "access_denied"}]
)
def test_an_answer_that_nobody_asked_for_is_refused(provider: Provider, changed: dict[str, str]) -> None:
    client = Client()
    assert come_back(client, **changed).status_code == 403
    assert person_of(client) is None


def test_an_answer_serves_once_and_in_its_browser_alone(provider: Provider) -> None:
    client, other = Client(), Client()
    begun = sent_to(client)
    back = urlsplit(requests.get(begun[""], allow_redirects=False, timeout=5).headers["Location"])
    assert other.get(f"{back.path}?{back.query}").status_code == 403
    assert client.get(f"{back.path}?{back.query}").status_code == 302
    assert Client().get(f"{back.path}?{back.query}").status_code == 403


def test_a_provider_that_does_not_answer_is_a_sentence(provider: Provider, visitor: Client) -> None:
    provider.shutdown()
    provider.server_close()
    answer = visitor.get("/sign-in/outside/")
    assert (answer.status_code, "did not work" in answer.content.decode()) == (403, True)


def test_without_the_setting_there_is_no_such_way(db: None, visitor: Client) -> None:
    assert visitor.get("/sign-in/outside/").status_code == 404
    assert "/sign-in/outside/" not in visitor.get("/sign-in/").content.decode()
