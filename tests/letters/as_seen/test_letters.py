"""A letter as its addressee sees it."""

from datetime import timedelta
from typing import Any
from urllib.parse import unquote

import pytest
from django.test import Client
from icalendar import Calendar

from governance import clock
from governance.documents.kinds.meeting.invitation import CalendarInvitation
from governance.documents.record.perform import perform
from governance.flows.engine import notices
from governance.flows.jobs.daily import begin_day
from governance.letters import outbox
from governance.letters.models import OutboxLetter
from governance.letters.outbox import Letter
from governance.roles.acts.appointing import dismiss
from governance.scenarios.luza import Luza
from tests.letters.as_seen.conftest import (
    HELD,
    PREPARED,
    Mailbox,
    convened,
    fetched,
    part,
    path_of,
    submitted,
)
from tests.rewards.office import RewardOffice

pytestmark = pytest.mark.django_db


def test_a_letter_is_text_and_html_with_all_that_one_asks_of_it(luza: Luza, mailbox: Mailbox) -> None:
    OutboxLetter.objects.all().delete()
    meeting = convened(luza)
    letters = fetched(mailbox)
    (letter,) = (one for one in letters if luza.people["head_lalsk"].email in one["To"])
    assert [one.get_content_type() for one in letter.walk()] == [
        "multipart/alternative",
        "text/plain",
        "text/html",
        "text/calendar",
    ]
    text, html = part(letter, "text/plain"), part(letter, "text/html")
    for said in ("Вы приглашены на заседание", "О чём", "Почему вы", "вы член этого органа", "Разное"):
        assert said in text
        assert said in html
    # Escaped, nothing loaded from anywhere, readable in the dark.
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    assert "src=" not in html
    assert "prefers-color-scheme: dark" in html
    assert meeting.place in text


def test_a_letter_about_a_paper_with_personal_data_names_nobody_and_its_link_asks_to_sign_in(
    luza: Luza, mailbox: Mailbox
) -> None:
    office = RewardOffice(luza)
    nomination, _other = office.two(office.open_period())
    OutboxLetter.objects.all().delete()
    notices.notify([luza.people["head_second"]], nomination, "effect_failed")
    (letter,) = fetched(mailbox)
    said = " ".join([letter["Subject"], part(letter, "text/plain"), part(letter, "text/html")])
    assert "Представление к поощрению" in said
    assert nomination.teacher.surname not in said
    row = OutboxLetter.objects.get()
    answer = Client().get(path_of(row, nomination))
    assert (answer.status_code, unquote(answer["Location"])) == (
        302,
        f"/sign-in/?next=/papers/{nomination.pk}/",
    )


def test_a_letter_on_a_point_says_what_is_to_be_done(luza: Luza, mailbox: Mailbox) -> None:
    order, people = submitted(luza), luza.people
    with clock.played(PREPARED):
        points = [{"text": "Составить график дежурства", "executor": people["clerk"], "due": HELD.date()}]
        order = perform(order, "revise", by=people["clerk"], points=points)
        order = perform(order, "submit", by=people["clerk"])
        OutboxLetter.objects.all().delete()
        perform(order, "sign", by=people["director"])
    letters = [one for one in fetched(mailbox) if people["clerk"].email in one["To"]]
    assert "Что сделать: Составить график дежурства" in " ".join(part(one, "text/plain") for one in letters)


def test_a_subject_never_becomes_a_header(luza: Luza, mailbox: Mailbox) -> None:
    OutboxLetter.objects.all().delete()
    outbox.write(Letter("a@luza.example", "Тема\r\nBcc: all@luza.example", "Текст <i>", person=None))
    (letter,) = fetched(mailbox)
    assert (letter["Bcc"], letter["Subject"]) == (None, "Тема Bcc: all@luza.example")
    assert "&lt;i&gt;" in part(letter, "text/html")


def test_a_calendar_keeps_its_entry_sees_changes_and_the_end(luza: Luza, mailbox: Mailbox) -> None:
    OutboxLetter.objects.all().delete()
    meeting, keeper = convened(luza), luza.people["secretary"]
    person = luza.people["head_lalsk"]

    def entry() -> tuple[Any, Any]:
        (letter,) = (one for one in fetched(mailbox) if person.email in one["To"])
        calendar = Calendar.from_ical(part(letter, "text/calendar"))
        (event,) = calendar.walk("VEVENT")
        found = next(one for one in letter.walk() if one.get_content_type() == "text/calendar")
        assert found.get_param("method") == calendar["METHOD"]
        return calendar, event

    first, event = entry()
    assert (first["METHOD"], event["STATUS"], event.decoded("DTSTART")) == ("REQUEST", "CONFIRMED", HELD)
    assert str(event["ATTENDEE"]) == f"mailto:{person.email}"
    with clock.played(PREPARED + timedelta(hours=1)):
        meeting = perform(meeting, "revise", by=keeper, held_at=HELD + timedelta(days=1), place="актовый зал")
    _second, later = entry()
    assert (later["UID"], later["LOCATION"]) == (event["UID"], "актовый зал")
    assert int(later["SEQUENCE"]) > int(event["SEQUENCE"])
    with clock.played(PREPARED + timedelta(hours=2)):
        perform(meeting, "cancel", by=keeper, reason="Карантин")
    third, last = entry()
    assert (third["METHOD"], last["STATUS"], last["UID"]) == ("CANCEL", "CANCELLED", event["UID"])
    assert int(last["SEQUENCE"]) > int(later["SEQUENCE"])
    assert not CalendarInvitation.objects.filter(called_off=False).exists()


def test_a_member_who_leaves_is_uninvited_alone(luza: Luza, mailbox: Mailbox) -> None:
    convened(luza)
    OutboxLetter.objects.all().delete()
    person = luza.people["head_lalsk"]
    seat = person.appointments.get(seat__isnull=False, unit=luza.council)
    with clock.played(PREPARED + timedelta(hours=1)):
        dismiss(seat, basis="приказ", by=None)
    (letter,) = fetched(mailbox)
    calendar = Calendar.from_ical(part(letter, "text/calendar"))
    assert (person.email in letter["To"], calendar["METHOD"]) == (True, "CANCEL")
    with clock.played(PREPARED + timedelta(days=1)):
        begin_day()
    assert [one for one in fetched(mailbox) if "text/calendar" in str(one)] == []
