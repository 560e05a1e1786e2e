"""The month and the calendar file: meetings, terms and deadlines of what a person may see."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from governance.desk.base.calendar_days import CalendarEntry, CalendarReader, calendar_entries
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.order.order import Order
from governance.documents.kinds.plan.plan import Plan
from governance.documents.law.working_days import WorkingCalendar
from governance.documents.record.perform import draft, perform
from governance.documents.settings.catalogue import OWN_DAYS
from governance.record_rows import past_the_door
from governance.roles.acts.settings import change_setting
from governance.roles.may import rights_of
from governance.roles.person import Person
from governance.scenarios.luza import Luza
from tests.memory import recalled

Desk = Callable[[str], Client]
SEPTEMBER = (date(2011, 9, 1), date(2011, 9, 30))


def seen_by(person: Person, since: date = SEPTEMBER[0], until: date = SEPTEMBER[1]) -> list[CalendarEntry]:
    return calendar_entries(CalendarReader(person, rights_of(person)), since, until)


def shown(found: list[CalendarEntry]) -> list[tuple[int, str, str]]:
    return [(entry.day.day, entry.title, entry.meaning) for entry in found]


@pytest.fixture
@recalled
def meeting(luza: Luza) -> Meeting:
    secretary = luza.people["secretary"]
    at = datetime(2011, 9, 20, 23, 30, tzinfo=timezone.get_default_timezone())
    begun = draft(
        Meeting, unit=luza.council, title="Заседание совета", by=secretary, held_at=at, place="г. Луза"
    )
    begun = perform(begun, "add_item", by=secretary, title="О дне открытых дверей")
    return perform(begun, "convene", by=secretary)  # type: ignore[return-value]


def test_a_convened_meeting_stands_on_its_local_day(meeting: Meeting, luza: Luza) -> None:
    found = [entry for entry in seen_by(luza.people["head_lalsk"]) if entry.mark == "meeting"]
    assert shown(found) == [(20, "23:30 Заседание совета", "held")]
    assert found[0].place == "г. Луза"


def test_a_meeting_that_is_being_prepared_is_not_called_yet(luza: Luza) -> None:
    at = datetime(2011, 9, 20, 10, 0, tzinfo=timezone.get_default_timezone())
    draft(
        Meeting,
        unit=luza.council,
        title="Заседание",
        by=luza.people["secretary"],
        held_at=at,
        place="г. Луза",
    )
    assert [entry for entry in seen_by(luza.people["secretary"]) if entry.mark == "meeting"] == []


def test_what_awaits_me_stands_on_its_last_day_and_not_with_others(submitted: Order, luza: Luza) -> None:
    assert shown(seen_by(luza.people["director"])) == [(15, f"Sign the order: {submitted.title}", "due")]
    assert seen_by(luza.people["clerk"]) == []


def test_points_of_an_order_stand_on_their_deadline(signed: Order, luza: Luza) -> None:
    points = [entry for entry in seen_by(luza.people["deputy"]) if entry.mark == "point2"]
    assert shown(points) == [(30, "Order No. 1-ОД, point 2: Ознакомить учителей.", "held")]
    assert [entry for entry in seen_by(luza.people["deputy_second"]) if entry.mark == "point2"] == []


def test_rows_of_a_plan_in_force_stand_on_their_last_day(approved: Plan, luza: Luza) -> None:
    found = seen_by(luza.people["observer"], date(2011, 8, 1), date(2012, 8, 31))
    assert [(str(entry.day), entry.title, entry.meaning) for entry in found if entry.mark == "rows"] == [
        ("2011-08-31", "Plan: 1. Сбор сведений", "alarm"),
        ("2011-09-30", "Plan: 2. Создание совета округа", "held"),
    ]


def test_rows_of_a_plan_that_is_not_approved_bind_nobody(plan: Plan, luza: Luza) -> None:
    assert [entry for entry in seen_by(luza.people["deputy"]) if entry.mark == "rows"] == []


def test_a_done_row_is_marked_and_a_moved_one_stands_on_its_new_day(approved: Plan, luza: Luza) -> None:
    deputy = luza.people["deputy"]
    first, second, *_rest = approved.rows()
    perform(approved, "mark_row_done", by=deputy, row=first.pk)
    perform(approved, "move_row", by=deputy, row=second.pk, to=date(2011, 10, 14), reason="Нет кворума")
    found = seen_by(deputy, date(2011, 8, 1), date(2011, 12, 31))
    assert [(str(entry.day), entry.meaning) for entry in found if entry.mark == "rows"] == [
        ("2011-08-31", "force"),
        ("2011-10-14", "held"),
    ]


def test_the_page_shows_the_month_that_is_asked_for(desk: Desk, luza: Luza) -> None:
    page = desk("director").get("/calendar/?month=2012-02")
    assert page.context["title"] == "February 2012"
    assert [len(week) for week in page.context["weeks"]] == [7] * 5
    content = page.content.decode()
    assert 'href="/calendar/?month=2012-01"' in content
    assert 'href="/calendar/?month=2012-03"' in content


@pytest.mark.parametrize("month", ["2011-13", "nonsense", "99999-01", "²011-01", "2011-"])
def test_a_month_that_does_not_exist_shows_the_present_one_and_says_so(
    desk: Desk, luza: Luza, month: str
) -> None:
    page = desk("director").get("/calendar/", {"month": month})
    assert page.status_code == 200
    assert page.context["title"] == "September 2011"
    assert f"There is no month «{month}»: this is the present one." in page.content.decode()


def test_the_number_of_queries_does_not_grow_with_the_month(
    approved: Plan, meeting: Meeting, luza: Luza, desk: Desk, django_assert_max_num_queries: Any
) -> None:
    for week in range(15):
        order = draft(Order, unit=luza.base, title=f"О дежурстве {week}", by=luza.people["deputy"])
        order = perform(
            order,
            "revise",
            by=luza.people["deputy"],
            points=[{"text": "Дежурить.", "due": date(2011, 9, 30)}],
        )
        perform(order, "submit", by=luza.people["deputy"])
    client = desk("director")
    with django_assert_max_num_queries(12):
        client.get("/calendar/")


def events_of(answer: Any) -> list[Any]:
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return [event for event in _all_of(answer) if "transp" not in event]


def _all_of(answer: Any) -> list[Any]:
    return Calendar.from_ical(answer.content).walk("VEVENT")


def test_the_private_link_gives_the_days_of_its_person_without_signing_in(
    meeting: Meeting, luza: Luza, visitor: Client
) -> None:
    found = events_of(visitor.get(f"/calendar/{luza.people['head_lalsk'].calendar_key}.ics"))
    assert [str(event["summary"]) for event in found] == ["Заседание совета"]
    assert found[0].decoded("dtstart") == meeting.held_at
    assert str(found[0]["location"]) == "г. Луза"


def test_a_wrong_key_and_the_key_of_a_closed_account_open_nothing(luza: Luza, visitor: Client) -> None:
    person = luza.people["head_lalsk"]
    assert visitor.get("/calendar/guess.ics").status_code == 404
    person.is_active = False
    with past_the_door():
        person.save()
    assert visitor.get(f"/calendar/{person.calendar_key}.ics").status_code == 404


def test_a_new_link_ends_the_old_one(luza: Luza, desk: Desk, visitor: Client) -> None:
    person = luza.people["director"]
    old = person.calendar_key
    assert desk("director").post("/profile/calendar/").status_code == 302
    person = Person.objects.get(pk=person.pk)
    assert person.calendar_key != old
    assert visitor.get(f"/calendar/{old}.ics").status_code == 404
    assert visitor.get(f"/calendar/{person.calendar_key}.ics").status_code == 200


def test_the_file_for_download_holds_whole_days_of_deadlines(submitted: Order, desk: Desk) -> None:
    answer = desk("director").get("/calendar.ics")
    assert answer["Content-Disposition"] == 'attachment; filename="calendar.ics"'
    (event,) = events_of(answer)
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (date(2011, 9, 15), date(2011, 9, 16))


def test_days_off_stand_in_the_file_and_make_nobody_busy(luza: Luza, visitor: Client) -> None:
    answer = visitor.get(f"/calendar/{luza.people['director'].calendar_key}.ics")
    off = {
        event.decoded("dtstart"): (str(event["summary"]), str(event["transp"]))
        for event in _all_of(answer)
        if "transp" in event
    }
    assert off[date(2011, 11, 4)] == ("День народного единства", "TRANSPARENT")
    assert off[date(2012, 3, 11)] == ("Рабочий день", "TRANSPARENT")
    # An ordinary weekend is no peculiar day.
    assert date(2011, 11, 5) not in off


def test_the_month_shows_days_off_and_those_of_the_district(luza: Luza, desk: Desk) -> None:
    own = WorkingCalendar(frozenset([date(2011, 11, 21)]), frozenset([date(2011, 11, 19)]))
    change_setting(luza.district, OWN_DAYS, own, since=date(2011, 9, 1), by=None, basis="приказ № 1")
    month = desk("director").get("/calendar/?month=2011-11").context["weeks"]
    cells = {cell.day: (cell.is_off, cell.words) for week in month for cell in week}
    assert [cells[date(2011, 11, day)] for day in (4, 5, 18, 19, 21)] == [
        (True, "День народного единства"),
        (True, ""),
        (False, ""),
        (False, "working day"),
        (True, "day off"),
    ]
