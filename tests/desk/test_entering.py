"""How people get into their accounts: by invitation, by a letter after a forgotten password, by a printed slip."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from governance import clock
from governance.desk.accounts.passes import invite
from governance.documents.settings.accounts import INVITATION_DAYS
from governance.letters import outbox
from governance.letters.outbox import Letter
from governance.roles.acts.people import let_sign_in
from governance.roles.acts.settings import change_setting
from governance.roles.entry import EntryPass, give_pass, last_pass_of
from governance.roles.organisation import OrganisationEvent
from governance.roles.person import Person
from governance.scenarios.luza import Luza
from tests.desk.conftest import reader_in_english
from tests.founding import BASIS, entered

pytestmark = pytest.mark.django_db

Desk = Callable[[str], Client]
NEW = {"new_password1": "Зимний-сад-2011", "new_password2": "Зимний-сад-2011"}
LINK = re.compile(r"http://\S+/sign-in/link/\S+/")


@pytest.fixture(autouse=True)
def letters(monkeypatch: pytest.MonkeyPatch) -> list[Letter]:
    """What was written to people, the latest last."""
    written: list[Letter] = []
    monkeypatch.setattr(outbox, "write", lambda *letters: written.extend(letters))
    return written


@pytest.fixture
def clerk(luza: Luza) -> Person:
    clerk = luza.people["clerk"]
    clerk.set_password("a-password-of-before")
    clerk.save(update_fields=["password"])
    return clerk


@pytest.fixture
def no_mail(settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"


def link_in(letter: Letter) -> str:
    found = LINK.search(letter.body)
    assert found is not None, letter.body
    return found[0].removeprefix("http://localhost:8000")


def chosen(client: Client, link: str, typed: dict[str, str] = NEW) -> HttpResponse:
    assert client.get(link).url == "/sign-in/password/"
    return client.post("/sign-in/password/", typed)


def signs_in(password: str, email: str = "clerk@luza.example") -> bool:
    return Client().post("/sign-in/", {"login": email, "password": password}).status_code == 302


def test_whoever_is_invited_chooses_a_password_and_is_signed_in(
    desk: Desk, luza: Luza, letters: list[Letter]
) -> None:
    clerk = luza.people["clerk"]
    desk("administrator").post(f"/people/{clerk.pk}/invite/")
    (letter,) = letters
    assert letter.to == clerk.email
    client = reader_in_english()
    answer = chosen(client, link_in(letter))
    assert (answer.status_code, answer.url) == (302, "/")
    assert client.get("/").context["user"] == clerk
    assert Person.objects.get(pk=clerk.pk).check_password(NEW["new_password1"])
    assert "A new password" in letters[-1].body or "новый пароль" in letters[-1].body


def test_the_link_stays_out_of_histories_caches_and_other_addresses(luza: Luza, visitor: Client) -> None:
    key, _row = give_pass(luza.people["clerk"], EntryPass.Purpose.INVITATION)
    answer = visitor.get(f"/sign-in/link/{key}/")
    assert answer["Location"] == "/sign-in/password/"
    assert (answer["Cache-Control"], answer["Referrer-Policy"]) == ("no-store, private", "no-referrer")
    assert key not in visitor.get("/sign-in/password/").content.decode()
    assert not EntryPass.objects.filter(digest__contains=key).exists()


def test_a_link_serves_once(luza: Luza) -> None:
    key, _row = give_pass(luza.people["clerk"], EntryPass.Purpose.INVITATION)
    chosen(Client(), f"/sign-in/link/{key}/")
    assert Client().get(f"/sign-in/link/{key}/").status_code == 404


def test_two_who_have_opened_one_link_choose_one_password(luza: Luza) -> None:
    key, _row = give_pass(luza.people["clerk"], EntryPass.Purpose.INVITATION)
    first, second = Client(), Client()
    for client in (first, second):
        client.get(f"/sign-in/link/{key}/")
    assert first.post("/sign-in/password/", NEW).status_code == 302
    other = {"new_password1": "Летний-сад-2012", "new_password2": "Летний-сад-2012"}
    assert second.post("/sign-in/password/", other).status_code == 404
    assert Person.objects.get(pk=luza.people["clerk"].pk).check_password(NEW["new_password1"])


@pytest.mark.parametrize("ended", ["too old", "replaced", "closed account", "unknown"])
def test_a_link_that_opens_nothing_gets_one_answer(luza: Luza, visitor: Client, ended: str) -> None:
    clerk = luza.people["clerk"]
    key, row = give_pass(clerk, EntryPass.Purpose.INVITATION)
    if ended == "too old":
        EntryPass.objects.filter(pk=row.pk).update(until=clock.now() - timedelta(seconds=1))
    elif ended == "replaced":
        give_pass(clerk, EntryPass.Purpose.RESET)
    elif ended == "closed account":
        let_sign_in(clerk, False, by=None, basis=BASIS)
    else:
        key = "x" * 43
    answer = visitor.get(f"/sign-in/link/{key}/")
    assert (answer.status_code, "The link does not open" in answer.content.decode()) == (404, True)
    assert visitor.get("/sign-in/password/").status_code == 404


def test_a_password_that_says_who_it_is_is_refused_with_a_sentence(luza: Luza, visitor: Client) -> None:
    key, _row = give_pass(luza.people["director"], EntryPass.Purpose.INVITATION)
    weak = {"new_password1": "director-luza", "new_password2": "director-luza"}
    answer = chosen(visitor, f"/sign-in/link/{key}/", weak)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["new_password2"]
    assert not Person.objects.get(pk=luza.people["director"].pk).check_password("director-luza")


def test_somebody_signed_in_is_signed_out_by_the_link_of_another(desk: Desk, luza: Luza) -> None:
    deputy = desk("deputy")
    key, _row = give_pass(luza.people["clerk"], EntryPass.Purpose.INVITATION)
    chosen(deputy, f"/sign-in/link/{key}/")
    assert deputy.get("/").context["user"] == luza.people["clerk"]


# --- a forgotten password ---------------------------------------------------------------------------------------------


def test_a_letter_leads_to_a_new_password_and_ends_all_sessions(clerk: Person, letters: list[Letter]) -> None:
    elsewhere = Client()
    elsewhere.force_login(clerk, backend="governance.desk.base.signed_in.PersonBackend")
    Client().post("/sign-in/forgotten/", {"email": "CLERK@luza.example"})
    assert signs_in("a-password-of-before")
    chosen(Client(), link_in(letters[0]))
    assert not signs_in("a-password-of-before")
    assert signs_in(NEW["new_password1"])
    assert elsewhere.get("/").status_code == 302


@pytest.mark.parametrize("email", ["clerk@luza.example", "nobody@luza.example", "closed@luza.example"])
def test_the_page_answers_the_same_for_everybody(clerk: Person, email: str, letters: list[Letter]) -> None:
    former = entered(clerk.district, "closed@luza.example", "Бывших", "Анна")
    let_sign_in(former, False, by=None, basis=BASIS)
    answer = Client().post("/sign-in/forgotten/", {"email": email})
    assert (answer.status_code, answer["Location"]) == (302, "/sign-in/forgotten/sent/")
    assert [letter.to for letter in letters] == ([email] if email == clerk.email else [])


def test_a_mailbox_is_not_flooded_and_an_address_does_not_ask_for_ever(
    clerk: Person, settings: Any, letters: list[Letter]
) -> None:
    settings.RESET_LETTERS_PER_HOUR, settings.RESETS_PER_HOUR = 2, 3
    asked = [Client().post("/sign-in/forgotten/", {"email": clerk.email}).status_code for _time in range(4)]
    assert asked == [302, 302, 302, 429]
    assert len(letters) == 2


def test_letters_lead_to_the_public_address_whoever_is_asked(
    clerk: Person, settings: Any, letters: list[Letter]
) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    Client(HTTP_HOST="evil.example").post("/sign-in/forgotten/", {"email": clerk.email})
    assert "evil.example" not in letters[0].body
    assert settings.PUBLIC_ADDRESS in letters[0].body


# --- a printed slip ---------------------------------------------------------------------------------------------------


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The codes that were printed."""
    from governance.desk.pages.people import entering

    codes: list[str] = []
    real = entering.slip_data

    def noting(person: Person, code: str, row: EntryPass) -> Any:
        codes.append(real(person, code, row)["code"])
        return real(person, code, row)

    monkeypatch.setattr(entering, "slip_data", noting)
    return codes


@pytest.mark.usefixtures("no_mail")
def test_where_no_letters_leave_a_slip_is_printed(desk: Desk, clerk: Person, printed: list[str]) -> None:
    answer = desk("administrator").post(f"/people/{clerk.pk}/slip/")
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("application/pdf", "no-store, private")
    assert "printed a slip with a code for signing in" in desk("clerk").get("/profile/").content.decode()
    (code,) = printed
    client = reader_in_english()
    typed = {"email": clerk.email.upper(), "code": code.upper().replace("-", " ")}
    assert client.post("/sign-in/code/", typed).url == "/sign-in/password/"
    assert client.get("/").status_code == 302, "not signed in before the code is changed for a password"
    assert client.post("/sign-in/password/", NEW).status_code == 302
    assert signs_in(NEW["new_password1"])
    assert client.post("/sign-in/code/", typed).status_code == 422


@pytest.mark.usefixtures("no_mail")
def test_a_code_opens_the_account_of_its_person_alone_and_is_not_guessed_for_ever(
    clerk: Person, luza: Luza, visitor: Client, settings: Any
) -> None:
    settings.WRONG_KEYS_PER_HOUR = 2
    code, _row = give_pass(clerk, EntryPass.Purpose.SLIP)
    tried = [
        visitor.post("/sign-in/code/", {"email": "director@luza.example", "code": code}) for _time in "abc"
    ]
    assert [answer.status_code for answer in tried] == [422, 422, 429]


def test_where_letters_leave_no_slip_is_printed(desk: Desk, clerk: Person) -> None:
    assert desk("administrator").post(f"/people/{clerk.pk}/slip/").url == f"/people/{clerk.pk}/"
    assert not EntryPass.objects.exists()


# --- the record -------------------------------------------------------------------------------------------------------


def acts_about(person: Person) -> list[tuple[str, int | None]]:
    return list(
        OrganisationEvent.objects.filter(person=person, act__in=ACCOUNT_ACTS)
        .order_by("position")
        .values_list("act", "actor_id")
    )


ACCOUNT_ACTS = (
    "invite",
    "send_link",
    "print_slip",
    "choose_password",
    "add_factor",
    "end_factor",
    "correct_person",
)


def test_what_is_done_with_an_account_stands_in_the_record(
    desk: Desk, luza: Luza, letters: list[Letter]
) -> None:
    clerk, administrator = luza.people["clerk"], luza.people["administrator"]
    desk("administrator").post(f"/people/{clerk.pk}/invite/")
    chosen(Client(), link_in(letters[0]))
    desk("administrator").post(f"/people/{clerk.pk}/invite/")
    by_hand = administrator.pk
    assert acts_about(clerk) == [("invite", by_hand), ("choose_password", clerk.pk), ("send_link", by_hand)]
    desk("deputy").post(f"/people/{clerk.pk}/invite/")
    assert len(acts_about(clerk)) == 3


def test_a_change_of_the_mailbox_is_told_to_both_and_ends_links(
    desk: Desk, clerk: Person, letters: list[Letter]
) -> None:
    key, _row = give_pass(clerk, EntryPass.Purpose.RESET)
    typed = {
        "surname": clerk.surname,
        "given": clerk.given,
        "patronymic": clerk.patronymic,
        "gender": clerk.gender,
    }
    typed |= {"email": "new@luza.example", "basis": "заявление от 12.09.2011", "since": "2011-09-12"}
    assert desk("administrator").post(f"/people/{clerk.pk}/edit/", typed).status_code == 302
    assert [letter.to for letter in letters] == ["clerk@luza.example", "new@luza.example"]
    assert Client().get(f"/sign-in/link/{key}/").status_code == 404
    assert acts_about(clerk)[-1][0] == "correct_person"


def test_a_district_says_for_how_many_days_an_invitation_serves(luza: Luza) -> None:
    change_setting(luza.district, INVITATION_DAYS, 30, since=clock.today(), by=None, basis="решение округа")
    invite(luza.people["clerk"], by=luza.people["administrator"])
    row = last_pass_of(luza.people["clerk"])
    assert row is not None
    assert row.until == clock.now() + timedelta(days=30)
