"""Second factors: passkeys in a real browser, codes of an application, recovery codes, and who has to have one."""

from collections.abc import Callable
from datetime import timedelta
from time import time
from typing import TYPE_CHECKING, Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from governance import clock
from governance.desk.accounts import secret_box
from governance.documents.record.signing_rights import signing_rights
from governance.documents.settings.accounts import DEMANDED, SECOND_FACTOR_OF_SIGNERS
from governance.letters import outbox
from governance.letters.outbox import Letter
from governance.roles.acts.settings import change_setting
from governance.roles.device import KnownDevice
from governance.roles.entry import EntryPass, give_pass
from governance.roles.person import Person
from governance.roles.rights import Right
from governance.scenarios.luza import Luza
from tests.desk.conftest import reader_in_english

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PASSWORD = "a long word of the office"
Desk = Callable[[str], Client]


@pytest.fixture
def letters(monkeypatch: pytest.MonkeyPatch) -> list[Letter]:
    written: list[Letter] = []
    monkeypatch.setattr(outbox, "write", lambda *letters: written.extend(letters))
    return written


def with_password(person: Person) -> Person:
    person.set_password(PASSWORD)
    person.save(update_fields=["password"])
    return person


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time()) // 30))


def signed_in_as(client: Client) -> Any:
    return client.session.get("_auth_user_id")


# --- passkeys ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def address(committed_luza: Luza, request: pytest.FixtureRequest) -> str:
    """The desk, served. Listed as an argument, `live_server` would empty the tables after their guards are back."""
    return str(request.getfixturevalue("live_server").url)


def with_authenticator(page: "Page") -> None:
    """A telephone that knows its owner by the finger, as far as the browser can tell."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    device = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
    }
    device |= {"isUserVerified": True, "automaticPresenceSimulation": True}
    session.send("WebAuthn.addVirtualAuthenticator", {"options": device})


@pytest.mark.any_database
def test_a_passkey_is_added_and_then_signs_in_alone_or_after_the_password(
    committed_luza: Luza, address: str, chromium: "Browser"
) -> None:
    clerk = with_password(committed_luza.people["clerk"])
    page = chromium.new_page(viewport={"width": 390, "height": 800}, locale="ru-RU")
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    with_authenticator(page)

    def by_password() -> None:
        page.goto(f"{address}/sign-in/?next=/profile/")
        page.fill("[name=login]", clerk.email)
        page.fill("[name=password]", PASSWORD)
        page.press("[name=password]", "Enter")

    def out() -> None:
        page.goto(f"{address}/sign-out/")
        page.get_by_role("main").get_by_role("button").click()

    by_password()
    page.goto(f"{address}/profile/second-factor/passkeys/new/")
    page.get_by_role("button", name="Добавить ключ доступа").click()
    page.get_by_text("Запишите их или распечатайте").wait_for()
    out()
    page.goto(f"{address}/sign-in/?next=/profile/")
    page.get_by_role("button", name="Войти по ключу доступа").click()
    page.wait_for_url(f"{address}/profile/")
    out()
    by_password()
    page.wait_for_url(f"{address}/sign-in/second-step/")
    page.get_by_role("button", name="Подтвердить ключом").click()
    page.wait_for_url(f"{address}/profile/")
    assert said == [], "the browser has refused nothing"
    page.close()


@pytest.mark.any_database
def test_the_link_of_an_invitation_leads_to_a_password_and_inside(
    committed_luza: Luza, address: str, chromium: "Browser"
) -> None:
    key, _row = give_pass(committed_luza.people["clerk"], EntryPass.Purpose.INVITATION)
    # The server lives in the present day, this test in a September.
    EntryPass.objects.update(until=timezone.now() + timedelta(days=1))
    page = chromium.new_page(viewport={"width": 390, "height": 800}, locale="ru-RU")
    page.goto(f"{address}/sign-in/link/{key}/")
    assert page.url == f"{address}/sign-in/password/"
    for field in ("new_password1", "new_password2"):
        page.fill(f"[name={field}]", "Зимний-сад-2011")
    page.get_by_role("button", name="Сохранить пароль и войти").click()
    page.wait_for_url(f"{address}/")
    page.close()


# --- codes ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def secret(luza: Luza) -> str:
    """The clerk has an application for codes, and recovery codes."""
    clerk = with_password(luza.people["clerk"])
    secret = generate_totp_secret()
    TOTP.activate(clerk, secret)
    RecoveryCodes.activate(clerk)
    return secret


def after_password(client: Client) -> Client:
    answer = client.post("/sign-in/", {"login": "clerk@luza.example", "password": PASSWORD})
    assert answer["Location"] == "/sign-in/second-step/"
    assert signed_in_as(client) is None
    return client


@pytest.mark.django_db
def test_a_code_of_the_application_signs_in_once(secret: str, luza: Luza) -> None:
    first, second = after_password(Client()), after_password(Client())
    code = code_of(secret)
    assert first.post("/sign-in/second-step/", {"code": code})["Location"] == "/"
    assert signed_in_as(first) == str(luza.people["clerk"].pk)
    assert second.post("/sign-in/second-step/", {"code": code}).status_code == 200
    assert signed_in_as(second) is None


@pytest.mark.django_db
def test_a_recovery_code_signs_in_once(secret: str, luza: Luza) -> None:
    row = Authenticator.objects.get(type=Authenticator.Type.RECOVERY_CODES)
    code = row.wrap().get_unused_codes()[0]
    assert after_password(Client()).post("/sign-in/second-step/", {"code": code}).status_code == 302
    again = after_password(Client())
    assert again.post("/sign-in/second-step/", {"code": code}).status_code == 200
    assert signed_in_as(again) is None


@pytest.mark.django_db
def test_guessing_codes_stops_strange_browsers_and_not_the_own_one(
    secret: str, luza: Luza, settings: Any
) -> None:
    settings.CODES_PER_HOUR = 3
    own = after_password(Client())
    own.post("/sign-in/second-step/", {"code": code_of(secret)})
    assert KnownDevice.objects.filter(person=luza.people["clerk"]).count() == 1
    own.post("/sign-out/")
    for number in range(4):
        thief = after_password(Client(REMOTE_ADDR=f"203.0.113.{number}"))
        answer = thief.post("/sign-in/second-step/", {"code": "000000"})
    assert "Too many codes" in str(answer.context["form"].errors) or "слишком много" in str(
        answer.context["form"].errors
    )
    row = Authenticator.objects.get(type=Authenticator.Type.RECOVERY_CODES)
    first, second = row.wrap().get_unused_codes()[:2]
    assert after_password(Client()).post("/sign-in/second-step/", {"code": first}).status_code == 200
    assert after_password(own).post("/sign-in/second-step/", {"code": second}).status_code == 302


@pytest.mark.django_db
def test_secrets_lie_encrypted_and_survive_a_change_of_keys(secret: str, settings: Any) -> None:
    kept = Authenticator.objects.get(type=Authenticator.Type.TOTP).data["secret"]
    assert secret not in kept
    before, after = ("A" * 43 + "=", "B" * 42 + "A=")
    settings.SECOND_FACTOR_KEY = before
    assert secret_box.decrypt(kept) == secret, "what was encrypted under SECRET_KEY stays readable"
    kept = secret_box.renewed(kept)
    settings.SECRET_KEY = "another-secret-of-the-installation"
    assert secret_box.decrypt(kept) == secret
    settings.SECOND_FACTOR_KEY, settings.SECOND_FACTOR_KEYS_BEFORE = after, [before]
    assert secret_box.decrypt(kept) == secret
    settings.SECOND_FACTOR_KEYS_BEFORE = []
    with pytest.raises(secret_box.Unreadable):
        secret_box.decrypt(kept)


@pytest.mark.django_db
def test_all_secrets_are_moved_to_the_key_of_today(secret: str, settings: Any, capsys: Any) -> None:
    settings.SECOND_FACTOR_KEY = "B" * 42 + "A="
    call_command("second_factor_key", "--renew")
    settings.SECRET_KEY = "another-secret-of-the-installation"
    assert Authenticator.objects.get(type=Authenticator.Type.TOTP).wrap().validate_code(code_of(secret))
    settings.SECOND_FACTOR_KEY = ""
    with pytest.raises(CommandError, match="Not readable by any known key: 2"):
        call_command("second_factor_key", "--renew")


@pytest.mark.django_db
def test_a_secret_that_cannot_be_read_lets_nobody_in_and_breaks_nothing(secret: str, settings: Any) -> None:
    settings.SECRET_KEY = "another-secret-of-the-installation"
    client = after_password(Client())
    assert client.post("/sign-in/second-step/", {"code": code_of(secret)}).status_code == 200
    assert signed_in_as(client) is None


# --- who has to have one ----------------------------------------------------------------------------------------------


def test_whoever_makes_a_move_that_asks_again_who_it_is_signs() -> None:
    signs = {Right.SIGN_ORDER, Right.SIGN_CONTRACT, Right.SIGN_PROTOCOL_AS_SECRETARY, Right.CERTIFY_EXTRACT}
    # Whoever may vote may preside in the chair's absence, and then signs the protocol.
    assert signing_rights() == {right.value for right in signs | {Right.VOTE}}


def demand(luza: Luza, choice: str) -> None:
    change_setting(
        luza.district, SECOND_FACTOR_OF_SIGNERS, choice, since=clock.today(), by=None, basis="приказ № 1"
    )


@pytest.mark.django_db
def test_the_setting_leads_those_who_sign_to_a_second_factor_and_nowhere_else(desk: Desk, luza: Luza) -> None:
    assert desk("director").get("/").status_code == 200
    demand(luza, DEMANDED)
    director, clerk = desk("director"), desk("deputy")
    for page in ("/", "/documents/", "/profile/", "/dashboard/"):
        assert director.get(page)["Location"] == "/profile/second-factor/", page
        assert clerk.get(page).status_code == 200, page
    assert "First set up a second factor" in director.get("/profile/second-factor/").content.decode()
    TOTP.activate(luza.people["director"], generate_totp_secret())
    assert director.get("/").status_code == 200


@pytest.mark.django_db
def test_the_last_second_factor_of_somebody_who_signs_is_not_taken_away(
    luza: Luza, letters: list[Letter]
) -> None:
    director = with_password(luza.people["director"])
    client = reader_in_english()
    client.post("/sign-in/", {"login": director.email, "password": PASSWORD})
    TOTP.activate(director, generate_totp_secret())
    demand(luza, DEMANDED)
    client.post("/profile/second-factor/app/end/")
    assert Authenticator.objects.filter(user=director).exists()
    demand(luza, "offered")
    assert client.post("/profile/second-factor/app/end/").status_code == 302
    assert not Authenticator.objects.filter(user=director).exists()
    assert [letter.to for letter in letters] == [director.email]


@pytest.mark.django_db
def test_the_administrator_ends_a_lost_second_factor_and_its_owner_is_told(
    desk: Desk, secret: str, luza: Luza, letters: list[Letter]
) -> None:
    clerk = luza.people["clerk"]
    assert desk("deputy").post(f"/people/{clerk.pk}/second-factor/").status_code == 404
    assert Authenticator.objects.filter(user=clerk).count() == 2
    desk("administrator").post(f"/people/{clerk.pk}/second-factor/")
    assert not Authenticator.objects.filter(user=clerk).exists()
    assert [letter.to for letter in letters] == [clerk.email]
    signed = Client().post("/sign-in/", {"login": clerk.email, "password": PASSWORD})
    assert signed["Location"] == "/"


@pytest.mark.django_db
def test_what_protects_an_account_is_changed_by_whoever_has_just_proved_who_they_are(
    desk: Desk, luza: Luza
) -> None:
    clerk = with_password(luza.people["clerk"])
    left_open = Client()
    left_open.force_login(clerk, backend="governance.desk.base.signed_in.PersonBackend")
    assert left_open.get("/profile/second-factor/app/")["Location"].startswith("/profile/confirm/?next=")
    left_open.post("/profile/confirm/?next=/profile/second-factor/app/", {"password": PASSWORD})
    assert left_open.get("/profile/second-factor/app/").status_code == 200
