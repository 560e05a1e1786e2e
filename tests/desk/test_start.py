"""A real district begins with one person, who comes in by a link that serves once: by a command, or a first page."""

import re
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import translation

from governance.desk.accounts.founding import founding_code
from governance.letters import outbox
from governance.letters.outbox import Letter
from governance.roles.may import rights_of
from governance.roles.organisation import OrganisationEvent
from governance.roles.person import Person
from governance.roles.rights import Right
from governance.roles.unit import Unit, UnitKind

pytestmark = pytest.mark.django_db

GIVEN = {
    "district": "Подосиновский округ",
    "school": "СОШ пгт Подосиновец",
    "surname": "Новикова",
    "given": "Вера",
    "patronymic": "Львовна",
    "email": "Vera@district.example",
}


@pytest.fixture(autouse=True)
def letters(monkeypatch: pytest.MonkeyPatch) -> list[Letter]:
    written: list[Letter] = []
    monkeypatch.setattr(outbox, "write", lambda *letters: written.extend(letters))
    return written


def started(**changed: Any) -> str:
    out = StringIO()
    with translation.override("en"):
        call_command("start", stdout=out, **{**GIVEN, **changed})
    return out.getvalue()


def test_the_first_person_comes_in_and_may_set_up_the_district(letters: list[Letter]) -> None:
    said = started()
    link = re.search(r"/sign-in/link/\S+/", said)
    assert link is not None
    assert link[0] in letters[0].body
    assert letters[0].to == "vera@district.example"
    client = Client()
    client.get(link[0])
    typed = {"new_password1": "Зимний-сад-2011", "new_password2": "Зимний-сад-2011"}
    assert client.post("/sign-in/password/", typed)["Location"] == "/"
    assert client.get("/people/").status_code == 200
    district = Unit.objects.get(kind=UnitKind.DISTRICT)
    assert (Right.APPOINT.value, district.pk) in rights_of(Person.objects.get())
    assert Unit.objects.get(is_base=True).parent == district
    acts = list(OrganisationEvent.objects.order_by("position").values_list("act", flat=True))
    assert acts[0] == "found_district"
    assert acts[-2:] == ["invite", "choose_password"]


def test_a_second_district_is_founded_only_if_one_says_so() -> None:
    started()
    with pytest.raises(CommandError, match="There is a district already: «Подосиновский округ»"):
        started(district="Опаринский округ", email="other@district.example")
    assert Unit.objects.filter(kind=UnitKind.DISTRICT).count() == 1
    started(district="Опаринский округ", email="other@district.example", school="", another=True)
    assert Unit.objects.filter(kind=UnitKind.DISTRICT).count() == 2


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"district": " "}, "--district: Give the district its name."),
        ({"email": "vera"}, "--email: Enter a valid email address."),
        ({"surname": "Н" * 81}, "--surname: The text has 81 signs, and 80 fit: shorten it."),
        ({"given": None}, "--given: Give the given name."),
    ],
)
def test_what_is_amiss_is_said_and_nothing_is_founded(changed: dict[str, Any], sentence: str) -> None:
    with pytest.raises(CommandError) as refused:
        started(**changed)
    assert sentence in str(refused.value)
    assert refused.value.returncode == 1
    assert not Unit.objects.exists()


def test_a_mailbox_that_somebody_has_founds_nothing() -> None:
    started()
    with pytest.raises(CommandError, match="Somebody has this e-mail already"):
        started(district="Опаринский округ", another=True)
    assert Unit.objects.filter(kind=UnitKind.DISTRICT).count() == 1


def test_a_demonstration_stays_one(settings: Any) -> None:
    settings.DEMO = True
    with pytest.raises(CommandError, match="A demonstration is no place"):
        started()


def test_a_terminal_is_asked_until_the_answer_will_do(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter(["", "Подосиновский округ", "", "Новикова", "Вера", "", "vera", "vera@district.example"])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("builtins.input", lambda prompt: next(answers))
    call_command("start", stdout=StringIO(), stderr=StringIO())
    assert Person.objects.get().email == "vera@district.example"


def test_without_mail_the_link_is_printed_alone(settings: Any) -> None:
    settings.EMAIL_BACKEND = "governance.letters.backends.ConsoleBackend"
    assert "Mail is not set up" in started()


def test_the_first_page_of_an_empty_installation_founds_the_district_for_whoever_has_the_server() -> None:
    client = Client()
    assert client.get("/sign-in/")["Location"] == "/start/"
    assert client.get("/start/").status_code == 200
    page = client.post("/start/", {**GIVEN, "code": founding_code().lower().replace("-", " ")})
    assert page["Location"].startswith("/sign-in/link/")
    assert client.get(page["Location"])["Location"] == "/sign-in/password/"
    typed = {"new_password1": "Зимний-сад-2011", "new_password2": "Зимний-сад-2011"}
    assert client.post("/sign-in/password/", typed)["Location"] == "/"
    assert client.get("/setup/").status_code == 200
    assert (Unit.objects.count(), Person.objects.count()) == (2, 1)


def test_whoever_does_not_know_the_code_founds_nothing_and_cannot_guess_it(settings: Any) -> None:
    settings.WRONG_KEYS_PER_HOUR = 2
    client = Client()
    for typed in ("", "0000-0000-0000"):
        page = client.post("/start/", {**GIVEN, "code": typed})
        assert (page.status_code, list(page.context["form"].errors)) == (422, ["code"])
    assert client.post("/start/", {**GIVEN, "code": founding_code()}).status_code == 429
    assert not Unit.objects.exists()


def test_a_wrong_answer_on_the_first_page_keeps_what_was_typed() -> None:
    page = Client().post("/start/", {**GIVEN, "email": "vera", "code": founding_code()})
    assert (page.status_code, list(page.context["form"].errors)) == (422, ["email"])
    assert page.context["form"]["surname"].value() == "Новикова"
    assert not Unit.objects.exists()


def test_the_first_page_serves_until_there_is_a_district_and_in_no_demonstration(settings: Any) -> None:
    settings.DEMO = True
    assert Client().get("/start/").status_code == 404
    settings.DEMO = False
    out = StringIO()
    call_command("start", code=True, stdout=out)
    assert founding_code() in out.getvalue()
    started()
    for refused in (Client().get("/start/"), Client().post("/start/", {**GIVEN, "code": founding_code()})):
        assert refused.status_code == 404
    assert Client().get("/sign-in/").status_code == 200
    expected = pytest.raises(CommandError, match="There is a district already: the first page serves no more")
    with translation.override("en"), expected:
        call_command("start", code=True)
    assert Unit.objects.filter(kind=UnitKind.DISTRICT).count() == 1
