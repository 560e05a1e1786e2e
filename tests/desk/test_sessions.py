"""Sessions end when idle, one by one and all at once; a new device is told; guessing stops nobody at their own."""

from time import time
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.http import HttpResponse
from django.test import Client

from governance.letters import outbox
from governance.letters.outbox import Letter
from governance.roles.acts.people import let_sign_in
from governance.roles.own_calendar import CalendarAddress, give_address
from governance.roles.person import Person
from governance.scenarios.luza import Luza

pytestmark = pytest.mark.django_db

PASSWORD = "a long word of the office"


@pytest.fixture(autouse=True)
def letters(monkeypatch: pytest.MonkeyPatch) -> list[Letter]:
    written: list[Letter] = []
    monkeypatch.setattr(outbox, "write", lambda *letters: written.extend(letters))
    return written


@pytest.fixture
def clerk(luza: Luza) -> Person:
    clerk = luza.people["clerk"]
    clerk.set_password(PASSWORD)
    clerk.save(update_fields=["password"])
    return clerk


def post_sign_in(client: Client, password: str = PASSWORD, next_page: str = "") -> HttpResponse:
    typed = {"login": "clerk@luza.example", "password": password, "next": next_page}
    return client.post("/sign-in/", typed)


def signed_in(**headers: Any) -> Client:
    client = Client(**headers)
    assert post_sign_in(client).status_code == 302
    return client


def set_clock_back(client: Client, **seconds: int) -> None:
    """As if the session had begun, or had last been used, so many seconds ago."""
    session = client.session
    for name, ago in seconds.items():
        session[name] = int(time()) - ago
    session.save()


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        ({"seen_at": 119 * 60}, ""),
        ({"seen_at": 121 * 60}, "nothing was done for 120 minutes"),
        ({"began_at": 12 * 60 * 60 + 1}, "a session ends 12 hours after signing in"),
        ({"began_at": 12 * 60 * 60 - 60}, ""),
    ],
)
def test_a_session_ends_when_idle_and_at_the_latest_after_twelve_hours(
    clerk: Person, seconds: dict[str, int], said: str
) -> None:
    client = signed_in()
    client.cookies["django_language"] = "en"
    set_clock_back(client, **seconds)
    page = client.get("/profile/", follow=True)
    assert page.redirect_chain == ([("/sign-in/?next=/profile/", 302)] if said else [])
    assert said in page.content.decode()


def test_a_form_that_is_sent_too_late_says_that_nothing_is_lost(clerk: Person) -> None:
    client = signed_in()
    client.cookies["django_language"] = "en"
    set_clock_back(client, seen_at=3 * 60 * 60)
    answer = client.post("/profile/calendar/", {"name": "Telephone", "calendars": ["meetings"]})
    assert (answer.status_code, "still stands in the page before" in answer.content.decode()) == (403, True)
    assert not CalendarAddress.objects.exists()


def test_a_page_that_asks_by_itself_keeps_no_session_open(clerk: Person) -> None:
    client = signed_in()
    for headers, keeps in (({"HTTP_HX_REQUEST": "true"}, False), ({}, True)):
        set_clock_back(client, seen_at=100)
        client.get("/profile/", **headers)
        assert (int(time()) - client.session["seen_at"] < 60) is keeps


def test_one_session_is_ended_or_all_others_at_once(clerk: Person, luza: Luza) -> None:
    here, phone, school = signed_in(), signed_in(HTTP_USER_AGENT="Firefox/1 Android"), signed_in()
    other = Client()
    other.force_login(luza.people["deputy"], backend="governance.desk.base.signed_in.PersonBackend")
    listed = here.get("/profile/sessions/").content.decode()
    assert "Firefox, Android" in listed
    row = UserSession.objects.get(session_key=phone.session.session_key)
    other.post("/profile/sessions/", {"session": row.pk})
    assert phone.get("/").status_code == 200, "of somebody else"
    here.post("/profile/sessions/", {"session": row.pk})
    assert (phone.get("/").status_code, school.get("/").status_code) == (302, 200)
    here.post("/profile/sessions/", {})
    assert (here.get("/").status_code, school.get("/").status_code) == (200, 302)
    assert UserSession.objects.filter(user=clerk).count() == 1


@pytest.mark.parametrize("session", ["0", "x", "9" * 30, "\0"])
def test_a_session_that_is_none_of_theirs_is_not_found(clerk: Person, session: str) -> None:
    assert signed_in().post("/profile/sessions/", {"session": session}).status_code == 404


def test_a_change_of_the_password_ends_all_other_sessions_and_is_told(
    clerk: Person, letters: list[Letter]
) -> None:
    here, elsewhere = signed_in(), signed_in()
    letters.clear()
    new = "another-word-of-the-office"
    typed = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    assert here.post("/profile/password/", {**typed, "old_password": "wrong"}).status_code == 422
    assert here.post("/profile/password/", typed).status_code == 302
    assert (here.get("/").status_code, elsewhere.get("/").status_code) == (200, 302)
    assert UserSession.objects.filter(user=clerk).count() == 1
    assert [letter.to for letter in letters] == [clerk.email]


def test_guessing_the_present_password_in_an_open_session_is_stopped(clerk: Person) -> None:
    client = signed_in()
    typed = {"new_password1": "another-word-of-the-office", "new_password2": "another-word-of-the-office"}
    answers = [client.post("/profile/password/", {**typed, "old_password": f"wrong {n}"}) for n in range(6)]
    assert [answer.status_code for answer in answers][-1] == 429


def test_the_session_of_before_signing_in_is_not_the_one_after(clerk: Person) -> None:
    client = Client()
    client.get("/sign-in/outside/")
    session = client.session
    session["planted"] = "by a stranger"
    session.save()
    client.cookies["sessionid"] = planted = session.session_key or ""
    post_sign_in(client)
    assert client.session.session_key != planted
    assert not Session.objects.filter(session_key=planted).exists()


@pytest.mark.parametrize(
    ("asked", "led"),
    [
        ("/profile/", "/profile/"),
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("/\\evil.example", "/"),
        ("javascript:alert(1)", "/"),
    ],
)
def test_one_is_led_on_within_this_site_alone(clerk: Person, asked: str, led: str) -> None:
    assert post_sign_in(Client(), next_page=asked)["Location"] == led


def test_the_page_says_the_same_for_a_known_and_an_unknown_mailbox(clerk: Person, luza: Luza) -> None:
    let_sign_in(luza.people["deputy"], False, by=None, basis="увольнение")
    said = set()
    for email in ("clerk@luza.example", "nobody@luza.example", "deputy@luza.example"):
        answer = Client().post("/sign-in/", {"login": email, "password": "wrong"})
        said.add((answer.status_code, str(answer.context["form"].errors)))
    assert len(said) == 1


# --- devices ----------------------------------------------------------------------------------------------------------


def test_a_sign_in_on_a_new_device_is_told_but_not_the_first_one(
    clerk: Person, letters: list[Letter]
) -> None:
    first = signed_in()
    assert letters == []
    first.post("/sign-out/")
    post_sign_in(first)
    assert letters == [], "known"
    signed_in(
        HTTP_USER_AGENT="Mozilla/5.0 (Windows NT 10.0) YaBrowser/24 Chrome/1", REMOTE_ADDR="203.0.113.7"
    )
    (letter,) = letters
    assert letter.to == clerk.email
    assert "Яндекс Браузер, Windows" in letter.body
    assert "203.0.113.7" in letter.body


def test_a_siege_from_very_many_addresses_stops_strange_browsers_and_not_the_own_one(
    clerk: Person, settings: Any
) -> None:
    settings.STRANGE_PASSWORDS_PER_HOUR = 3
    own = signed_in()
    own.post("/sign-out/")
    for number in range(3):
        post_sign_in(Client(REMOTE_ADDR=f"203.0.113.{number}"), "wrong")
    assert post_sign_in(Client(REMOTE_ADDR="198.51.100.1")).status_code == 200
    assert post_sign_in(own).status_code == 302


@pytest.mark.parametrize("cookie", ["", "x", "x" * 32, "é" * 32, "x" * 5000])
def test_a_cookie_that_is_none_of_ours_makes_no_device_known(
    clerk: Person, settings: Any, cookie: str
) -> None:
    settings.STRANGE_PASSWORDS_PER_HOUR = 0
    client = Client()
    client.cookies["device"] = cookie
    assert post_sign_in(client).status_code == 200


def test_the_repair_pages_have_no_door_of_their_own(clerk: Person, visitor: Client) -> None:
    assert visitor.get("/admin/login/?next=/admin/")["Location"] == "/sign-in/?next=%2Fadmin%2F"
    assert visitor.get("/admin/password_change/").status_code == 302
    assert signed_in().get("/admin/").status_code in (302, 403)


def test_whoever_tries_keys_that_open_nothing_is_stopped_at_all_such_doors(luza: Luza, settings: Any) -> None:
    settings.WRONG_KEYS_PER_HOUR = 3
    key = give_address(luza.people["clerk"], "telephone", [])
    thief, other = Client(REMOTE_ADDR="203.0.113.7"), Client(REMOTE_ADDR="198.51.100.4")
    doors = [f"/a/{'x' * 43}/", f"/calendar/{'x' * 43}.ics", f"/sign-in/link/{'x' * 43}/"]
    assert [thief.get(door).status_code for door in doors] == [404, 404, 404]
    assert [thief.get(door).status_code for door in doors] == [429, 429, 429]
    assert thief.get(f"/calendar/{key}.ics").status_code == 429
    assert other.get(f"/calendar/{key}.ics").status_code == 200
