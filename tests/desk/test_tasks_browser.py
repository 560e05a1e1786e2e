"""Tasks by the keyboard, undone for a minute, the next one offered; an open vote reaches another page: in browsers."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from governance.documents.kinds.approved.kinds import Profiles, Schedule
from governance.documents.kinds.order.order import Order
from governance.documents.record.history import history_of
from governance.documents.record.perform import draft, perform
from governance.roles.person import Person
from governance.scenarios.luza import Luza
from tests.approved.samples import SAMPLES
from tests.meeting.council import Council

# Pages say the same words over every database.
pytestmark = pytest.mark.any_database

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PASSWORD = "a long word of the office"
Enter = Callable[..., "Page"]


@pytest.fixture
def enter(chromium: "Browser", committed_luza: Luza, request: pytest.FixtureRequest) -> Iterator[Enter]:
    """A browser of its own for each person, signed in and on a page of the desk."""
    server = str(request.getfixturevalue("live_server").url)
    windows = []

    def enter_as(person: Person, path: str, width: int = 1280) -> "Page":
        person.set_password(PASSWORD)
        person.save()
        page = chromium.new_page(viewport={"width": width, "height": 800}, locale="ru-RU")
        windows.append(page)
        page.goto(server + path)
        page.fill("[name=login]", person.email)
        page.fill("[name=password]", PASSWORD)
        page.press("[name=password]", "Enter")
        page.wait_for_url(f"**{path}*")
        return page

    yield enter_as
    for page in windows:
        page.close()


def focused(page: "Page") -> str:
    return str(page.evaluate("document.activeElement.textContent.trim() || document.activeElement.id"))


def test_tasks_by_the_keyboard_undone_within_the_minute_and_the_next_one_offered(
    committed_luza: Luza, enter: Enter
) -> None:
    deputy = committed_luza.people["deputy"]
    orders = []
    for title in ("О дежурстве", "О каникулах"):
        order = draft(Order, unit=committed_luza.base, title=title, by=deputy)
        orders.append(perform(order, "revise", by=deputy, points=[{"text": "Отдыхать."}]))
    page = enter(deputy, reverse("tasks"))

    places = []
    for key in ("j", "j", "k"):
        page.keyboard.press(key)
        places.append(focused(page))
    assert (places[0], len(set(places)), places[2]) == (places[0], 2, places[0])
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.matches('#find, input[type=search]')")
    page.keyboard.press("Escape")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("j")
    chosen = focused(page)
    page.keyboard.press("Enter")
    page.wait_for_url("**/papers/*/")
    (order,) = [one for one in orders if one.title == chosen]

    page.locator("button[name=move][value=submit]").click()
    after = page.locator(".after")
    after.wait_for()
    (other,) = [one for one in orders if one != order]
    assert after.locator(".next a").text_content() == other.title
    after.locator("form[action$='/undo/'] button").click()
    page.get_by_text("Отменено: документ снова у вас.").wait_for()
    assert history_of(order)[-2:] == ["submit", "recall"]


def test_a_head_goes_through_the_tasks_of_a_school_without_a_mouse_and_takes_a_remark_back(
    committed_luza: Luza, enter: Enter
) -> None:
    deputy, head = committed_luza.people["deputy"], committed_luza.people["head_lalsk"]
    papers = {}
    for kind, model in (("schedule", Schedule), ("profiles", Profiles)):
        title, facts = SAMPLES[kind]
        paper = draft(model, unit=committed_luza.district, title=title, by=deputy)
        papers[title] = perform(perform(paper, "revise", by=deputy, **facts), "submit", by=deputy)
    page = enter(head, reverse("tasks"))

    titles = []
    for key in ("j", "j", "j", "k"):
        page.keyboard.press(key)
        titles.append(focused(page))
    # There is nothing behind the last row.
    assert (set(titles), titles[1:]) == (set(papers), [titles[1], titles[1], titles[0]])
    page.keyboard.press("Enter")
    page.wait_for_url("**/papers/*/")
    page.get_by_role("button", name="Согласовать", exact=True).press("Enter")

    after = page.locator(".after")
    after.wait_for()
    assert after.locator(".next a").text_content() == titles[1]
    # An answer that counts for the school is not taken back by a button.
    assert after.get_by_role("button", name="Отменить").count() == 0
    after.locator(".next-button").press("Enter")
    page.get_by_role("heading", name=titles[1], level=1).wait_for()
    page.get_by_role("link", name="Замечания").press("Enter")
    page.locator("main textarea").last.fill("Перенесите каникулы на неделю.")
    page.get_by_role("button", name="Добавить замечание").press("Enter")
    page.get_by_text("Замечание добавлено.").wait_for()
    after.get_by_role("button", name="Отменить").press("Enter")
    page.get_by_text("Отменено: документ снова у вас.").wait_for()
    page.get_by_role("button", name="Согласовать", exact=True).press("Enter")
    page.get_by_text("Готово: согласовано.").wait_for()

    page.goto(page.url.split("/papers/")[0] + reverse("tasks"))
    page.get_by_text("Вас ничего не ждёт").wait_for()
    assert {title: history_of(paper)[-1] for title, paper in papers.items()} == dict.fromkeys(
        papers, "consent"
    )
    assert history_of(papers[titles[1]])[-3:] == ["remark", "take_back_remark", "consent"]


def test_an_open_vote_reaches_the_phone_of_a_member_on_another_page_and_goes_with_their_vote(
    committed_luza: Luza, enter: Enter
) -> None:
    council = Council(committed_luza)
    meeting = council.running("О дне открытых дверей")
    member = enter(committed_luza.people["director"], reverse("tasks"), width=390)
    assert member.locator("#calls a, #calls .call").count() == 0
    chair = enter(council.chair, reverse("meeting", args=[meeting.pk]))

    chair.get_by_role("button", name="Открыть голосование").first.click()
    chair.get_by_role("button", name="Закрыть голосование").wait_for()
    # What the page does by itself every ten seconds.
    member.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    member.locator("#calls").get_by_text("Голосовать").click()
    member.get_by_role("button", name="За", exact=True).wait_for()
    # On the page of the vote itself the bar would say it twice.
    member.locator("#calls li").first.wait_for(state="hidden")
    member.get_by_role("button", name="За", exact=True).click()
    member.get_by_text("Ваш голос учтён: За.").wait_for()
    member.goto(member.url.split("/meetings/")[0] + reverse("tasks"))

    assert (member.locator("#calls").get_by_text("Голосовать").count(), council.ballots(meeting)) == (
        0,
        {"base": "for"},
    )
