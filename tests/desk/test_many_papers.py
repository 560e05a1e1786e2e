"""Lists over more papers than anybody reads: they show the same, and say how one gets to the rest."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from governance import clock
from governance.desk.base.calendar_days import CalendarReader
from governance.desk.base.calendars import calendar_entries
from governance.desk.base.long_list import LongList
from governance.desk.pages.calendar.spans import MonthSpan
from governance.desk.pages.register import Register
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.order.order import Order
from governance.documents.kinds.plan.plan import Plan
from governance.documents.record import visibility
from governance.documents.record.document import Document
from governance.documents.record.perform import draft, perform
from governance.record_rows import past_the_door
from governance.roles.may import rights_of
from governance.scenarios.luza import Luza
from governance.scenarios.sitting import begin_meeting

Desk = Callable[[str], Client]
SEPTEMBER = (date(2011, 9, 1), date(2011, 9, 30))


@pytest.fixture
def many(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From its call on, everybody counts as somebody who can see very many papers."""
    return lambda: monkeypatch.setattr(visibility, "FEW", 0)


@pytest.fixture
def convened(luza: Luza) -> Meeting:
    secretary = luza.people["secretary"]
    held_at = clock.now().replace(day=20)
    meeting = begin_meeting(body=luza.council, held_at=held_at, place="г. Луза", by=secretary)
    meeting = perform(meeting, "add_item", by=secretary, title="О дне открытых дверей")
    return perform(meeting, "convene", by=secretary)


@pytest.fixture
def papers(approved: Plan, convened: Meeting, luza: Luza) -> None:
    """A plan in force, orders, a meeting; and a draft that few may see."""
    draft(Order, unit=luza.base, title="О дежурстве", by=luza.people["clerk"])


def shown(client: Client, address: str) -> str:
    """The page without what differs from one request to the next."""
    answer = client.get(address)
    assert answer.status_code == 200
    return re.sub(r'(name="csrfmiddlewaretoken" value|nonce)="[^"]+"', "", answer.content.decode())


def test_few_and_many_are_the_same_papers_for_everybody(
    papers: None, luza: Luza, many: Callable[[], None]
) -> None:
    def all_seen() -> dict[str, tuple[bool, list[int]]]:
        found = {}
        for key, person in luza.people.items():
            seen = Document.objects.seen_by(person)
            found[key] = (seen.are_many, sorted(seen.cards.values_list("pk", flat=True)))
            assert sorted(seen.all_cards.values_list("pk", flat=True)) == found[key][1]
        return found

    by_rule = {
        key: sorted(Document.objects.visible_to(person).values_list("pk", flat=True))
        for key, person in luza.people.items()
    }
    assert len({tuple(keys) for keys in by_rule.values()}) > 3
    assert all_seen() == {key: (False, keys) for key, keys in by_rule.items()}
    many()
    assert all_seen() == {key: (bool(keys), keys) for key, keys in by_rule.items()}


# Each page, with the most queries that it costs, those of the session and of the signed-in person among them.
PAGES = {"/documents/": 11, "/calendar/": 12, "/dashboard/": 12, "/meetings/": 9}


@pytest.mark.parametrize("address", PAGES)
def test_a_page_over_many_papers_shows_the_same_for_as_many_queries(
    papers: None,
    desk: Desk,
    many: Callable[[], None],
    django_assert_max_num_queries: Any,
    address: str,
) -> None:
    clients = [desk(key) for key in ("deputy", "director", "head_lalsk", "observer")]

    def pages() -> list[str]:
        seen = []
        for client in clients:
            with django_assert_max_num_queries(PAGES[address]):
                seen.append(shown(client, address))
        return seen

    few = pages()
    assert len(set(few)) > 1
    many()
    assert pages() == few


def test_the_figures_over_many_papers_follow_the_rights_of_their_reader(
    papers: None, luza: Luza, desk: Desk, many: Callable[[], None]
) -> None:
    many()
    before = shown(desk("head_lalsk"), "/dashboard/")
    for appointment in luza.appointments["head_lalsk"]:
        appointment.until = date(2011, 9, 11)
        with past_the_door():
            appointment.save()
    assert shown(desk("head_lalsk"), "/dashboard/") != before


@pytest.fixture
def five_orders(luza: Luza, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Five orders of the clerk, the newest first; lists are counted up to three, and have two on a page."""
    monkeypatch.setattr(LongList, "COUNTED", 3)
    monkeypatch.setattr(Register, "per_page", 2)
    titles = [f"Приказ {number}" for number in range(5)]
    for title in titles:
        draft(Order, unit=luza.base, title=title, by=luza.people["clerk"])
    return titles[::-1]


def page_of(client: Client, number: str) -> dict[str, Any]:
    context = client.get(f"/documents/?page={number}").context
    sheet = context["page_obj"]
    return {
        "titles": [paper.title for paper, _step in context["board"].rows],
        "numbers": [str(each) for each in sheet.paginator.get_elided_page_range(sheet.number)],
        "before": sheet.has_previous(),
        "after": sheet.has_next(),
    }


def test_a_list_too_long_to_be_counted_is_paged_on_and_read_from_its_end(
    five_orders: list[str], desk: Desk
) -> None:
    client = desk("clerk")
    assert client.get("/documents/").context["lead"] == "More than 3 papers found."
    first, second, third, end = (page_of(client, number) for number in ("1", "2", "3", "last"))
    assert first == {"titles": five_orders[:2], "numbers": ["1", "…", "last"], "before": False, "after": True}
    assert (second["titles"], second["before"], second["after"]) == (five_orders[2:4], True, True)
    assert third == {
        "titles": five_orders[4:],
        "numbers": ["1", "2", "3", "…", "last"],
        "before": True,
        "after": False,
    }
    assert (end["titles"], end["before"], end["after"]) == (five_orders[3:], False, False)
    assert page_of(client, "9") == end
    assert page_of(client, "x") == first


def test_a_list_that_can_be_counted_says_how_many(five_orders: list[str], desk: Desk) -> None:
    page = desk("clerk").get("/documents/?q=приказ+4")
    assert page.context["lead"] == "1 paper found."
    assert [paper.title for paper, _step in page.context["board"].rows] == five_orders[:1]


@pytest.mark.parametrize("are_many", [False, True])
def test_a_day_with_too_much_for_its_cell_has_a_page_of_its_own(
    papers: None,
    luza: Luza,
    desk: Desk,
    many: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
    are_many: bool,
) -> None:
    reader = luza.people["deputy"]
    everything = calendar_entries(CalendarReader(reader, rights_of(reader)), *SEPTEMBER)
    day = max({entry.day for entry in everything}, key=lambda day: sum(e.day == day for e in everything))
    of_day = [entry.title for entry in everything if entry.day == day]
    assert len(of_day) > 1
    if are_many:
        many()
    monkeypatch.setattr(MonthSpan, "shown", 1)
    month = desk("deputy").get("/calendar/").content.decode()
    crowded = {entry.day for entry in everything if sum(e.day == entry.day for e in everything) > 1}
    assert month.count('class="event more"') == len(crowded)
    assert f"{len(of_day) - 1} more" in month
    assert f'href="?day={day.isoformat()}"' in month
    assert (of_day[0] in month, of_day[1] in month) == (True, False)
    page = desk("deputy").get(f"/calendar/?day={day.isoformat()}")
    assert [entry.title for entry in page.context["events"]] == of_day
