"""The month and the calendar file: meetings, terms and deadlines of what a person may see."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from governance.desk import urls  # noqa: F401  enters the calendars
from governance.desk.base.calendar_days import CalendarEntry, CalendarReader
from governance.desk.base.calendars import calendar_entries
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.order.order import Order
from governance.documents.kinds.plan.plan import Plan
from governance.documents.law.working_days import WorkingCalendar
from governance.documents.record.perform import draft, perform
from governance.documents.settings.catalogue import OWN_DAYS
from governance.roles import own_calendar
from governance.roles.acts.settings import change_setting
from governance.roles.may import rights_of
from governance.roles.own_calendar import CalendarChoice
from governance.roles.person import Person
from governance.scenarios.luza import Luza
from tests.contract.chain import Parties
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
    return perform(begun, "convene", by=secretary)


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
    assert [(str(entry.day), entry.title, entry.meaning) for entry in found if entry.calendar == "plans"] == [
        ("2011-08-31", "Plan: 1. Сбор сведений", "alarm"),
        ("2011-09-30", "Plan: 2. Создание совета округа", "held"),
    ]


def test_rows_of_a_plan_that_is_not_approved_bind_nobody(plan: Plan, luza: Luza) -> None:
    assert [entry for entry in seen_by(luza.people["deputy"]) if entry.calendar == "plans"] == []


def test_a_done_row_is_marked_and_a_moved_one_stands_on_its_new_day(approved: Plan, luza: Luza) -> None:
    deputy = luza.people["deputy"]
    first, second, *_rest = approved.rows()
    perform(approved, "mark_row_done", by=deputy, row=first.pk)
    perform(approved, "move_row", by=deputy, row=second.pk, to=date(2011, 10, 14), reason="Нет кворума")
    found = seen_by(deputy, date(2011, 8, 1), date(2011, 12, 31))
    assert [(str(entry.day), entry.meaning) for entry in found if entry.calendar == "plans"] == [
        ("2011-08-31", "force"),
        ("2011-10-14", "held"),
    ]


def test_the_page_shows_the_month_that_is_asked_for(desk: Desk, luza: Luza) -> None:
    page = desk("director").get("/calendar/?month=2012-02")
    assert page.context["title"] == "February 2012"
    assert [len(week) for week in page.context["weeks"]] == [7] * 5
    content = page.content.decode()
    assert 'href="?month=2012-01"' in content
    assert 'href="?month=2012-03"' in content


@pytest.mark.parametrize("month", ["2011-13", "nonsense", "99999-01", "²011-01", "2011-"])
def test_a_month_that_does_not_exist_shows_the_present_one_and_says_so(
    desk: Desk, luza: Luza, month: str
) -> None:
    page = desk("director").get("/calendar/", {"month": month})
    assert page.status_code == 200
    assert page.context["title"] == "September 2011"
    assert f"There is no day «{month}»: these are the present ones." in page.content.decode()


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


def test_each_view_shows_its_days_and_leads_to_those_before_and_after(meeting: Meeting, desk: Desk) -> None:
    client = desk("head_lalsk")
    week = client.get("/calendar/?week=2011-09-20").context
    assert (week["title"], week["earlier"], week["later"]) == (
        "19 – 25 September 2011",
        "week=2011-09-12",
        "week=2011-09-26",
    )
    assert [[cell.day.day for cell in row] for row in week["weeks"]] == [[19, 20, 21, 22, 23, 24, 25]]
    listed = client.get("/calendar/?list=2011-09-20").context
    assert [(cell.day.day, [one.subject for one in cell.entries]) for cell in listed["listed"]] == [
        (20, ["Заседание совета"])
    ]
    assert (listed["earlier"], listed["later"]) == ("list=2011-08-23", "list=2011-10-18")
    month = client.get("/calendar/?month=2011-12").context
    assert (month["earlier"], month["later"]) == ("month=2011-11", "month=2012-01")


def test_what_one_looks_at_is_remembered_of_the_person(meeting: Meeting, luza: Luza, desk: Desk) -> None:
    client = desk("head_lalsk")
    back = client.post("/calendar/choice/", {"calendar": "meetings", "now": "month", "day": "2011-09-01"})
    assert back["Location"] == "/calendar/?month=2011-09"
    client.post("/calendar/choice/", {"view": "week", "now": "month", "day": "2011-09-20"})
    elsewhere = desk("head_lalsk").get("/calendar/").context
    shown = {one.name for one in elsewhere["calendars"] if one.is_shown}
    assert (elsewhere["span"].view, "meetings" in shown, "tasks" in shown) == ("week", False, True)
    assert "Заседание совета" not in desk("head_lalsk").get("/calendar/?day=2011-09-20").content.decode()
    assert "Заседание совета" in desk("secretary").get("/calendar/?day=2011-09-20").content.decode()
    client.post("/calendar/choice/", {"calendar": "meetings", "day": "2011-09-20"})
    assert "Заседание совета" in client.get("/calendar/?day=2011-09-20").content.decode()


@pytest.mark.parametrize(
    ("month", "day"), [("2011-09", "2011-09-12"), ("2011-10", "2011-10-01"), ("2011-08", "2011-08-01")]
)
def test_another_view_of_the_present_month_begins_with_today(
    luza: Luza, desk: Desk, month: str, day: str
) -> None:
    page = desk("director").get(f"/calendar/?month={month}").content.decode()
    assert f'<input type="hidden" name="day" value="{day}">' in page


@pytest.mark.parametrize(
    ("sent", "leads"),
    [
        ({"calendar": "nonsense", "view": "decade", "day": "tomorrow"}, "/calendar/?day=2011-09-12"),
        ({}, "/calendar/?day=2011-09-12"),
        ({"now": "list", "day": "2011-10-01"}, "/calendar/?list=2011-10-01"),
    ],
)
def test_a_choice_that_does_not_exist_changes_nothing(
    luza: Luza, desk: Desk, sent: dict[str, str], leads: str
) -> None:
    assert desk("director").post("/calendar/choice/", sent)["Location"] == leads
    assert own_calendar.choice_of(Person.objects.get(pk=luza.people["director"].pk)) == CalendarChoice()


def test_days_in_the_columns_of_papers_stand_in_their_calendars(luza: Luza) -> None:
    contract = Parties(luza).in_force("lalsk")
    assert contract.ends_on is not None
    ends = seen_by(luza.people["director"], contract.ends_on, contract.ends_on)
    assert [(entry.calendar, entry.paper, entry.meaning) for entry in ends] == [
        ("contracts", contract.pk, "held")
    ]
