"""The calendar file and the private addresses: what a calendar program gets, for how long, and in which form."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar
from recurring_ical_events import of as days_of_file

from governance import clock
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.order.order import Order
from governance.documents.record.attached import Conflict
from governance.documents.record.perform import draft, perform
from governance.record_rows import past_the_door
from governance.roles.acts.appointing import dismiss
from governance.roles.appointment import Appointment
from governance.roles.own_calendar import MOST_ADDRESSES, CalendarAddress, give_address
from governance.roles.person import Person
from governance.scenarios.luza import Luza
from tests.memory import recalled

Desk = Callable[[str], Client]
EVERYTHING = ("meetings", "tasks", "plans", "orders", "admission", "contracts", "rewards")


@pytest.fixture
@recalled
def meeting(luza: Luza) -> Meeting:
    secretary = luza.people["secretary"]
    at = datetime(2011, 9, 20, 23, 30, tzinfo=timezone.get_default_timezone())
    begun = draft(
        Meeting, unit=luza.council, title="Заседание совета", by=secretary, held_at=at, place="г. Луза"
    )
    begun = perform(begun, "add_item", by=secretary, title="О дне открытых дверей")
    return perform(begun, "convene", by=secretary)


def address_of(person: Person, *, without: tuple[str, ...] = ()) -> str:
    key = give_address(person, "Телефон", list(without))
    assert key is not None
    return reverse("calendar_link", args=[key])


def events_of(answer: Any) -> list[Any]:
    """Its events, without the days off."""
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    return [one for one in all_of(answer) if not str(one["uid"]).startswith("day-")]


def all_of(answer: Any) -> list[Any]:
    return Calendar.from_ical(answer.content).walk("VEVENT")


def summaries(answer: Any) -> list[str]:
    return [str(event["summary"]) for event in events_of(answer)]


def test_the_private_address_gives_the_days_of_its_person_without_signing_in(
    meeting: Meeting, luza: Luza, visitor: Client
) -> None:
    found = events_of(visitor.get(address_of(luza.people["head_lalsk"])))
    assert [str(event["summary"]) for event in found] == ["Заседание совета"]
    assert found[0].decoded("dtstart") == meeting.held_at
    told = {name: str(found[0].get(name, "")) for name in ("location", "transp", "status", "uid")}
    assert told == {
        "location": "г. Луза",
        "transp": "OPAQUE",
        "status": "",
        "uid": f"{meeting.pk}-meeting@localhost",
    }


def test_a_calendar_program_finds_the_meeting_on_its_day_and_deadlines_as_whole_days(
    meeting: Meeting, submitted: Order, luza: Luza, visitor: Client
) -> None:
    """Read by a library that calendar programs are made of, as they ask for a day."""
    content = visitor.get(address_of(luza.people["director"])).content
    program = days_of_file(Calendar.from_ical(content))
    assert [str(one["summary"]) for one in program.at(date(2011, 9, 20))] == ["Заседание совета"]
    (deadline,) = program.at(date(2011, 9, 15))
    assert (deadline.decoded("dtstart"), deadline.decoded("dtend"), str(deadline["transp"])) == (
        date(2011, 9, 15),
        date(2011, 9, 16),
        "TRANSPARENT",
    )


def test_a_moved_meeting_keeps_its_uid_and_a_cancelled_one_says_so(
    meeting: Meeting, luza: Luza, visitor: Client
) -> None:
    address = address_of(luza.people["head_lalsk"])
    (before,) = events_of(visitor.get(address))
    perform(meeting, "cancel", by=luza.people["secretary"], reason="Нет кворума")
    (after,) = events_of(visitor.get(address))
    assert (str(after["uid"]), str(after["status"]), str(after["transp"])) == (
        str(before["uid"]),
        "CANCELLED",
        "TRANSPARENT",
    )


def test_the_file_is_what_rfc_5545_asks_for(
    meeting: Meeting, submitted: Order, luza: Luza, visitor: Client
) -> None:
    content = visitor.get(address_of(luza.people["director"])).content
    lines = content.split(b"\r\n")
    assert (lines[0], lines[-2], lines[-1]) == (b"BEGIN:VCALENDAR", b"END:VCALENDAR", b"")
    assert max(map(len, lines)) <= 75
    assert b"\n" not in content.replace(b"\r\n", b"")
    found = Calendar.from_ical(content)
    assert (str(found["version"]), found.errors) == ("2.0", [])
    events = found.walk("VEVENT")
    assert [event.errors for event in events] == [[]] * len(events)
    assert all(event.decoded("dtstamp").utcoffset() == timedelta(0) for event in events)
    uids = [str(event["uid"]) for event in events]
    assert (len(uids), all("uid" in event and "dtstart" in event for event in events)) == (
        len(set(uids)),
        True,
    )


def test_a_program_that_asks_again_gets_304_until_something_changes(
    meeting: Meeting, luza: Luza, visitor: Client
) -> None:
    address = address_of(luza.people["head_lalsk"])
    first = visitor.get(address)
    again = visitor.get(address, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    perform(meeting, "cancel", by=luza.people["secretary"], reason="Нет кворума")
    changed = visitor.get(address, headers={"If-None-Match": first["ETag"]})
    assert (changed.status_code, changed["ETag"] == first["ETag"]) == (200, False)
    assert first["Cache-Control"] == "private, no-cache"


def test_whoever_asks_too_often_is_told_when_to_come_again(
    luza: Luza, visitor: Client, settings: Any
) -> None:
    settings.CALENDAR_READS_PER_HOUR = 2
    greedy, other = (address_of(luza.people[key]) for key in ("director", "clerk"))
    assert [visitor.get(greedy).status_code for _time in range(3)] == [200, 200, 429]
    assert int(visitor.get(greedy)["Retry-After"]) in range(1, 3601)
    assert visitor.get(other).status_code == 200


def test_nothing_opens_by_a_wrong_key_or_after_its_person_has_left(luza: Luza, visitor: Client) -> None:
    person = luza.people["head_lalsk"]
    address = address_of(person)
    assert visitor.get("/calendar/guess.ics").status_code == 404
    assert visitor.get(address).status_code == 200
    for appointment in Appointment.objects.filter(person=person):
        dismiss(appointment, by=None, basis="приказ № 1", until=date(2011, 9, 4))
    assert visitor.get(address).status_code == 404
    director = luza.people["director"]
    of_closed = address_of(director)
    director.is_active = False
    with past_the_door():
        director.save()
    assert visitor.get(of_closed).status_code == 404


def test_what_its_person_may_not_see_any_more_is_gone_from_the_file(
    meeting: Meeting, luza: Luza, visitor: Client
) -> None:
    person = luza.people["head_lalsk"]
    address = address_of(person)
    assert summaries(visitor.get(address)) == ["Заседание совета"]
    conflict = Conflict(document_id=meeting.pk, person=person, declared_at=clock.now())
    with past_the_door():
        conflict.save()
    assert summaries(visitor.get(address)) == []


def test_an_address_is_made_by_name_shown_once_and_kept_as_a_hash(
    meeting: Meeting, luza: Luza, desk: Desk, visitor: Client
) -> None:
    client = desk("head_lalsk")
    typed = {"name": "Мой телефон", "calendars": ["meetings", "tasks"]}
    assert client.post("/profile/calendar/", typed)["Location"] == "/profile/#calendar"
    shown = client.get("/profile/").context
    address = shown["new_address"].written.removeprefix("http://localhost:8000")
    key = address.removeprefix("/calendar/").removesuffix(".ics")
    assert shown["new_address"].opened.startswith("webcal://")
    assert client.get("/profile/").context["new_address"] is None
    (row,) = CalendarAddress.objects.all()
    assert (row.name, row.person, row.used_at, key in row.digest) == (
        "Мой телефон",
        luza.people["head_lalsk"],
        None,
        False,
    )
    assert sorted(row.without) == sorted(set(EVERYTHING) - {"meetings", "tasks"})
    assert summaries(visitor.get(address)) == ["Заседание совета"]
    (line,) = client.get("/profile/").context["addresses"]
    assert line.used_at == clock.now()


def test_a_revoked_address_opens_nothing_and_the_others_stay(luza: Luza, desk: Desk, visitor: Client) -> None:
    person = luza.people["director"]
    stolen, kept = address_of(person), address_of(person)
    row = CalendarAddress.objects.filter(person=person).earliest("pk")
    assert desk("clerk").post(f"/profile/calendar/{row.pk}/end/").status_code == 404
    assert visitor.get(stolen).status_code == 200
    assert desk("director").post(f"/profile/calendar/{row.pk}/end/").status_code == 302
    assert [visitor.get(address).status_code for address in (stolen, kept)] == [404, 200]
    assert desk("director").post(f"/profile/calendar/{row.pk}/end/").status_code == 404


def test_the_form_of_an_address_says_what_is_missing(luza: Luza, desk: Desk) -> None:
    client = desk("director")
    refused = client.post("/profile/calendar/", {"name": " ", "calendars": ["nonsense"]})
    assert (refused.status_code, sorted(refused.context["form"].errors)) == (422, ["calendars", "name"])
    for _one in range(MOST_ADDRESSES):
        address_of(luza.people["director"])
    full = client.post("/profile/calendar/", {"name": "Телефон", "calendars": ["meetings"]})
    assert (full.status_code, CalendarAddress.objects.count()) == (422, MOST_ADDRESSES)
    assert "10 addresses already" in full.content.decode()


def test_an_address_leaves_out_what_was_not_chosen(
    meeting: Meeting, submitted: Order, luza: Luza, visitor: Client
) -> None:
    person = luza.people["director"]
    assert summaries(visitor.get(address_of(person, without=("tasks",)))) == ["Заседание совета"]
    assert len(summaries(visitor.get(address_of(person)))) == 2


def test_the_file_for_download_holds_whole_days_of_deadlines(submitted: Order, desk: Desk) -> None:
    answer = desk("director").get("/calendar.ics")
    assert answer["Content-Disposition"] == 'attachment; filename="calendar.ics"'
    (event,) = events_of(answer)
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (date(2011, 9, 15), date(2011, 9, 16))


def test_days_off_stand_in_the_file_and_make_nobody_busy(luza: Luza, visitor: Client) -> None:
    answer = visitor.get(address_of(luza.people["director"]))
    off = {
        event.decoded("dtstart"): (str(event["summary"]), str(event["transp"])) for event in all_of(answer)
    }
    assert off[date(2011, 11, 4)] == ("День народного единства", "TRANSPARENT")
    assert off[date(2012, 3, 11)] == ("Рабочий день", "TRANSPARENT")
    # An ordinary weekend is no peculiar day.
    assert date(2011, 11, 5) not in off
