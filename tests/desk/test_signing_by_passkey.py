"""A signature confirmed by a passkey: one touch for one paper, kept so that anybody can see later what it was for."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal.auth import WebAuthn
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from django.test import Client
from fido2.cose import ES256
from fido2.utils import sha256, websafe_encode
from fido2.webauthn import (
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

from governance.desk.papers import signing
from governance.documents.dossier import writing
from governance.documents.dossier.checking import BrokenDossier, check_dossier
from governance.documents.dossier.writing import NotWhole, write_dossier
from governance.documents.kinds.order.order import Order
from governance.documents.record.history import history_of, verify
from governance.documents.record.passkey_touch import PasskeyTouch, touch_faults
from governance.documents.record.perform import draft, perform
from governance.proof.passkey import is_for
from governance.record_rows import past_the_door
from governance.roles.person import Person
from governance.scenarios.luza import Luza
from governance.verification import Scope
from tests.desk.test_second_factor import PASSWORD, with_authenticator, with_password

if TYPE_CHECKING:
    from playwright.sync_api import Browser

Desk = Callable[[str], Client]
SITE = "testserver"
FLAG = AuthenticatorData.FLAG


class SoftKey:
    """A passkey in memory, as a telephone holds one."""

    def __init__(self, person: Person) -> None:
        self.secret = ec.generate_private_key(ec.SECP256R1())
        self.id = sha256(str(person.pk).encode() + self.secret.private_numbers().private_value.to_bytes(32))
        self.public = ES256.from_cryptography_key(self.secret.public_key())
        attested = AttestedCredentialData.create(bytes(16), self.id, self.public)
        data = AuthenticatorData.create(sha256(SITE.encode()), FLAG.UP | FLAG.UV | FLAG.AT, 0, attested)
        client = CollectedClientData.create("webauthn.create", b"new", f"https://{SITE}")
        response = {
            "clientDataJSON": websafe_encode(client),
            "attestationObject": websafe_encode(AttestationObject.create("none", data, {})),
        }
        named = websafe_encode(self.id)
        credential = {"id": named, "rawId": named, "type": "public-key", "response": response}
        WebAuthn.add(person, "Телефон", {**credential, "clientExtensionResults": {"credProps": {"rk": True}}})

    def touched(
        self,
        challenge: str | bytes,
        *,
        origin: str = f"https://{SITE}",
        flags: FLAG = FLAG.UP | FLAG.UV,
        type: str = "webauthn.get",
    ) -> dict[str, Any]:
        """The answer of the browser to a challenge."""
        data = AuthenticatorData.create(sha256(SITE.encode()), flags, 1)
        client = CollectedClientData.create(type, challenge, origin)
        signature = self.secret.sign(data + client.hash, ec.ECDSA(hashes.SHA256()))
        response = {
            "clientDataJSON": websafe_encode(client),
            "authenticatorData": websafe_encode(data),
            "signature": websafe_encode(signature),
        }
        named = websafe_encode(self.id)
        return {"id": named, "rawId": named, "type": "public-key", "response": response}


@pytest.fixture
def key(luza: Luza) -> SoftKey:
    return SoftKey(luza.people["director"])


def fresh(order: Order) -> Order:
    return Order.objects.get(pk=order.pk)


def asked(client: Client, order: Order, move: str = "sign") -> Any:
    """The challenge for a paper, with its nonce."""
    return client.post(f"/papers/{order.pk}/passkey/{move}/")


def sent(client: Client, order: Order, nonce: str, response: Any, move: str = "sign") -> Any:
    given = json.dumps({"nonce": nonce, "response": response})
    return client.post(f"/papers/{order.pk}/do/", {"move": move, "passkey": given, "seen": order.revision})


def challenge_in(answer: Any) -> str:
    return str(answer.json()["options"]["publicKey"]["challenge"])


def another(luza: Luza, title: str = "О каникулах") -> Order:
    order: Any = draft(Order, unit=luza.base, title=title, by=luza.people["deputy"])
    order = perform(order, "revise", by=luza.people["deputy"], points=[{"text": "Отдыхать."}])
    return perform(order, "submit", by=luza.people["deputy"])


def test_one_touch_signs_and_proves_for_which_text_it_was(submitted: Order, key: SoftKey, desk: Desk) -> None:
    director = desk("director")
    page = director.get(f"/papers/{submitted.pk}/")
    assert f'data-touch="/papers/{submitted.pk}/passkey/sign/"' in page.content.decode()
    answer = asked(director, submitted)
    nonce = answer.json()["nonce"]
    assert sent(director, submitted, nonce, key.touched(challenge_in(answer))).status_code == 302
    touch = PasskeyTouch.objects.get()
    signature = fresh(submitted).signatures.get()
    assert (touch.document_id, touch.move, touch.sha256, touch.site) == (
        submitted.pk, "sign", signature.sha256, SITE,
    )  # fmt: skip
    assert touch.person == signature.person
    assert fresh(submitted).number == "1-ОД"
    # The proof needs the row alone; for another text, nonce or site it proves nothing.
    row = (touch.sha256, touch.nonce, touch.site, touch.key, touch.response)
    assert is_for(*row)
    assert not is_for("00" * 32, *row[1:])
    assert not is_for(touch.sha256, "00" * 16, *row[2:])
    assert not is_for(*row[:2], "elsewhere.example", *row[3:])
    assert (list(verify()), [fault for each in touch_faults(Scope()) for fault in each]) == ([], [])
    with past_the_door():
        PasskeyTouch.objects.update(nonce="00" * 16)
    (fault,) = [fault for each in touch_faults(Scope()) for fault in each]
    assert fault.paper == submitted.code
    assert [one.paper for one in verify()] == [submitted.code]


def test_two_tabs_sign_two_papers_each_with_its_own_touch(
    submitted: Order, luza: Luza, key: SoftKey, desk: Desk
) -> None:
    director, other = desk("director"), another(luza)
    first, second = asked(director, submitted), asked(director, other)
    crossed = sent(director, other, first.json()["nonce"], key.touched(challenge_in(first)))
    assert (crossed.status_code, fresh(other).number) == (422, "")
    first = asked(director, submitted)
    for order, answer in ((other, second), (submitted, first)):
        answered = sent(director, order, answer.json()["nonce"], key.touched(challenge_in(answer)))
        assert answered.status_code == 302
    assert PasskeyTouch.objects.count() == 2


def refused(client: Client, order: Order, nonce: str, response: Any) -> bool:
    """Whether nothing at all came of it but a sentence."""
    before = history_of(order)
    answer = sent(client, order, nonce, response)
    assert answer.status_code == 422
    assert list(answer.context["decision"].form.errors) == ["password"]
    return history_of(order) == before and not fresh(order).number and not PasskeyTouch.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"origin": "https://elsewhere.example"},
        {"origin": f"http://{SITE}"},
        {"flags": FLAG.UP},
        {"flags": FLAG.UV},
        {"type": "webauthn.create"},
    ],
)
def test_a_touch_at_another_site_or_without_its_owner_signs_nothing(
    submitted: Order, key: SoftKey, desk: Desk, wrong: dict[str, Any]
) -> None:
    director = desk("director")
    answer = asked(director, submitted)
    assert refused(director, submitted, answer.json()["nonce"], key.touched(challenge_in(answer), **wrong))


def test_another_challenge_another_key_and_rubbish_sign_nothing(
    submitted: Order, luza: Luza, key: SoftKey, desk: Desk
) -> None:
    director, strange = desk("director"), SoftKey(luza.people["deputy"])
    for response_to in (
        lambda challenge: key.touched(b"x" * 32),
        lambda challenge: strange.touched(challenge),
        lambda challenge: {**key.touched(challenge), "id": "", "rawId": ""},
        lambda challenge: {"response": {}},
        lambda challenge: None,
        lambda challenge: [[[]]],
    ):
        answer = asked(director, submitted)
        assert refused(director, submitted, answer.json()["nonce"], response_to(challenge_in(answer)))
    answer = asked(director, submitted)
    assert refused(director, submitted, "unknown", key.touched(challenge_in(answer)))


def test_a_touch_serves_once_and_not_for_long(
    submitted: Order, key: SoftKey, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    director = desk("director")
    answer = asked(director, submitted)
    monkeypatch.setattr(signing, "SECONDS", -1)
    late = asked(director, submitted)
    assert refused(director, submitted, late.json()["nonce"], key.touched(challenge_in(late)))
    given = answer.json()["nonce"], key.touched(challenge_in(answer))
    shown = sent(director, submitted, "unknown", given[1])
    assert str(shown.context["decision"].form["passkey"]) == (
        '<input type="hidden" name="passkey" id="id_passkey">'
    )
    assert sent(director, submitted, *given).status_code == 302
    again = sent(director, submitted, *given)
    assert (again.status_code, PasskeyTouch.objects.count()) == (422, 1)


def test_a_touch_for_a_text_that_has_changed_since_signs_nothing(
    submitted: Order, luza: Luza, key: SoftKey, desk: Desk
) -> None:
    director, deputy = desk("director"), luza.people["deputy"]
    answer = asked(director, submitted)
    order: Any = perform(submitted, "send_back", by=luza.people["director"], reason="Исправить")
    order = perform(order, "revise", by=deputy, points=[{"text": "Другое."}])
    order = perform(order, "submit", by=deputy)
    response = key.touched(challenge_in(answer))
    changed = sent(director, order, answer.json()["nonce"], response)
    assert (changed.status_code, fresh(order).number, PasskeyTouch.objects.count()) == (422, "", 0)


def test_whoever_has_no_passkey_or_signs_nothing_is_asked_for_none(
    submitted: Order, luza: Luza, key: SoftKey, desk: Desk
) -> None:
    SoftKey(luza.people["deputy"])
    assert asked(desk("director"), submitted, "send_back").status_code == 404
    assert asked(desk("director"), submitted, "unknown").status_code == 409
    assert asked(desk("head_lalsk"), submitted).status_code == 404
    assert "data-touch" not in desk("deputy").get(f"/papers/{submitted.pk}/").content.decode()
    Authenticator.objects.all().delete()
    assert asked(desk("director"), submitted).status_code == 404
    assert "data-touch" not in desk("director").get(f"/papers/{submitted.pk}/").content.decode()


def test_asking_for_touches_is_limited_by_person(
    submitted: Order, key: SoftKey, desk: Desk, settings: Any
) -> None:
    settings.SIGNING_TOUCHES_PER_HOUR = 1
    assert [asked(desk("director"), submitted).status_code for _n in range(2)] == [200, 429]


def test_the_password_still_signs_and_leaves_no_touch(
    submitted: Order, luza: Luza, key: SoftKey, desk: Desk
) -> None:
    with_password(luza.people["director"])
    director = desk("director")
    done = director.post(f"/papers/{submitted.pk}/do/", {"move": "sign", "password": PASSWORD})
    assert (done.status_code, PasskeyTouch.objects.count()) == (302, 0)


def test_a_dossier_carries_the_touch_and_its_check_proves_it(
    submitted: Order, luza: Luza, key: SoftKey, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    director = desk("director")
    answer = asked(director, submitted)
    sent(director, submitted, answer.json()["nonce"], key.touched(challenge_in(answer)))
    paper = fresh(submitted)
    assert len(check_dossier(write_dossier(paper, reader=luza.people["director"])).signers) == 1
    with past_the_door():
        PasskeyTouch.objects.update(nonce="00" * 16)
    with pytest.raises(NotWhole):
        write_dossier(paper, reader=luza.people["director"])
    # Whoever writes one without looking is found out by the check.
    monkeypatch.setattr(writing, "_refuse_what_was_altered", lambda paper: None)
    with pytest.raises(BrokenDossier, match="was not given for the text that was signed"):
        check_dossier(write_dossier(paper, reader=luza.people["director"]))


# --- in a browser -----------------------------------------------------------------------------------------------------


@pytest.fixture
def address(committed_luza: Luza, request: pytest.FixtureRequest) -> str:
    return str(request.getfixturevalue("live_server").url)


@pytest.mark.any_database
def test_on_a_phone_one_touch_signs(
    committed_luza: Luza, address: str, chromium: "Browser", tmp_path: Path
) -> None:
    director = with_password(committed_luza.people["director"])
    order = another(committed_luza)
    page = chromium.new_page(viewport={"width": 390, "height": 844}, locale="ru-RU")
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    with_authenticator(page)
    page.goto(f"{address}/sign-in/?next=/profile/")
    page.fill("[name=login]", director.email)
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.goto(f"{address}/profile/second-factor/passkeys/new/")
    page.get_by_role("button", name="Добавить ключ доступа").click()
    page.get_by_text("Запишите их или распечатайте").wait_for()
    page.goto(f"{address}/papers/{order.pk}/")
    assert not page.locator("[name=password]").is_visible()
    page.screenshot(path=tmp_path / "before.png", full_page=True)
    page.get_by_role("button", name="Подписать приказ").click()
    page.get_by_text("1-ОД").first.wait_for()
    page.screenshot(path=tmp_path / "after.png", full_page=True)
    assert fresh(order).number == "1-ОД"
    assert PasskeyTouch.objects.get().holds
    assert said == [], "the browser has refused nothing"
    page.close()
