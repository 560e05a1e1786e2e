"""A member votes on a phone, in a real browser."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from governance.scenarios.luza import Luza
from tests.meeting.council import Council

# Pages say the same words over every database.
pytestmark = pytest.mark.any_database

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PASSWORD = "a long word of the office"


@pytest.fixture
def phone(chromium: "Browser") -> Iterator["Page"]:
    page = chromium.new_page(viewport={"width": 390, "height": 800}, locale="ru-RU")
    yield page
    page.close()


@pytest.fixture
def address(committed_luza: Luza, request: pytest.FixtureRequest) -> str:
    """The desk, served. Listed as an argument, `live_server` would empty the tables after their guards are back."""
    return str(request.getfixturevalue("live_server").url)


def test_member_votes_on_a_phone_and_sees_the_vote_counted(
    committed_luza: Luza, address: str, phone: "Page"
) -> None:
    director = committed_luza.people["director"]
    director.set_password(PASSWORD)
    director.save()
    council = Council(committed_luza)
    meeting = council.opened(council.running("О дне открытых дверей"))

    phone.goto(address + reverse("meeting", args=[meeting.pk]))
    phone.fill("[name=login]", director.email)
    phone.fill("[name=password]", PASSWORD)
    phone.press("[name=password]", "Enter")
    phone.get_by_role("button", name="За", exact=True).click()

    phone.get_by_text("Ваш голос учтён: За.").wait_for()
    pressed = phone.get_by_role("button", name="За", exact=True).get_attribute("aria-pressed")
    wider = phone.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    assert (pressed, wider, council.ballots(meeting)) == ("true", False, {"base": "for"})
