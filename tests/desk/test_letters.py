"""The administrator's page of letters that did not leave: of the own district, without a word of their text."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from governance.letters import outbox, sending
from governance.letters.models import OutboxLetter, Status
from governance.letters.outbox import Letter
from governance.record_rows import past_the_door
from governance.roles.unit import Unit, UnitKind
from governance.scenarios.luza import Luza
from tests.letters.mail_servers import serving

pytestmark = pytest.mark.any_database

SECRET = "http://district.example/a/PdPPVhsgLMaR0Wn9VTMCKZY3J9N1KEzvJ4jOQ9mbRgE/"


def client_of(luza: Luza, key: str) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(luza.people[key], backend="governance.desk.base.signed_in.PersonBackend")
    return client


def given_up(luza: Luza, status: Status = Status.FAILED, district: Any = None) -> OutboxLetter:
    person = luza.people["head_second"]
    outbox.write(Letter(person.email, "Тема", SECRET, person=person, district=district or luza.district))
    letter = OutboxLetter.objects.latest("pk")
    letter.status, letter.failure = status, sending.NO_SUCH_ADDRESS
    letter.tried_at = timezone.now()
    letter.save()
    return letter


@pytest.fixture
def elsewhere(luza: Luza) -> Unit:
    with past_the_door():
        return Unit.objects.create(kind=UnitKind.DISTRICT, name="Другой округ")


def test_the_administrator_sees_who_was_not_reached_and_why_and_nobody_else_does(luza: Luza) -> None:
    given_up(luza)
    page = client_of(luza, "administrator").get("/letters/")
    text = page.content.decode()
    assert luza.people["head_second"].full_name in text
    assert str(sending.FAILURES[sending.NO_SUCH_ADDRESS]) in text
    assert [word for word in ("PdPP", "Тема", luza.people["head_second"].email) if word in text] == []
    assert "/letters/" in client_of(luza, "administrator").get("/").content.decode()
    assert client_of(luza, "director").get("/letters/").status_code == 404
    assert "/letters/" not in client_of(luza, "director").get("/").content.decode()


def test_a_letter_of_another_district_is_neither_shown_nor_sent(luza: Luza, elsewhere: Unit) -> None:
    foreign = given_up(luza, district=elsewhere)
    client = client_of(luza, "administrator")
    assert luza.people["head_second"].full_name not in client.get("/letters/").content.decode()
    client.post("/letters/again/", {"letter": [foreign.pk]})
    assert OutboxLetter.objects.get(pk=foreign.pk).status == Status.FAILED


def test_a_letter_to_a_person_about_no_paper_belongs_to_their_district(luza: Luza) -> None:
    person = luza.people["head_second"]
    outbox.write(Letter(person.email, "Приглашение", SECRET, person=person))
    assert OutboxLetter.objects.latest("pk").district_id == luza.district.pk


def test_marked_letters_leave_again_and_the_others_stay(
    luza: Luza, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    OutboxLetter.objects.all().delete()
    marked, doubtful, left = given_up(luza), given_up(luza, Status.IN_DOUBT), given_up(luza)
    with serving() as server, django_capture_on_commit_callbacks(execute=True):
        settings.EMAIL_BACKEND = "governance.letters.backends.SmtpBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", server.port, 5
        client = client_of(luza, "administrator")
        answer = client.post("/letters/again/", {"letter": [marked.pk, doubtful.pk, "x", "9" * 30, ""]})
    assert answer["Location"] == "/letters/"
    statuses = dict(OutboxLetter.objects.values_list("pk", "status"))
    assert statuses[left.pk] == Status.FAILED
    assert {statuses[marked.pk], statuses[doubtful.pk]} <= {Status.SENT, Status.WAITING}


def test_nothing_marked_is_said_and_an_erased_letter_has_no_button(luza: Luza, settings: Any) -> None:
    letter = given_up(luza)
    letter.tried_at = timezone.now() - timedelta(days=settings.LETTERS_KEPT_DAYS + 1)
    letter.save()
    outbox.erase_old()
    client = client_of(luza, "administrator")
    text = client.get("/letters/").content.decode()
    assert "Its text is erased: it cannot be sent again." in text
    assert 'name="letter"' not in text
    assert "Mark the letters first." in client.post("/letters/again/", follow=True).content.decode()
    client.post("/letters/again/", {"letter": [letter.pk]})
    assert OutboxLetter.objects.get(pk=letter.pk).status == Status.FAILED
