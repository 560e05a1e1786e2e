"""A whole meeting in a real browser by the people who hold it, each from a device of their own."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from governance.documents.kinds.meeting.item_files import ItemFile
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.meeting.personal_notes import PersonalNote
from governance.documents.kinds.protocol.protocol import Protocol
from governance.roles.person import Person
from governance.scenarios.luza import Luza
from tests.meeting.council import SEATS, TODAY, Council
from tests.scans import SCANNED_PDF

# Pages say the same words over every database.
pytestmark = pytest.mark.any_database

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PASSWORD = "a long word of the office"
PHONE, TABLET, DESK = 390, 768, 1280
Device = Callable[[str, int], "Page"]


@pytest.fixture
def address(committed_luza: Luza, request: pytest.FixtureRequest) -> str:
    """The desk, served. Listed as an argument, `live_server` would empty the tables after their guards are back."""
    return str(request.getfixturevalue("live_server").url)


@pytest.fixture
def device(committed_luza: Luza, address: str, chromium: "Browser") -> Iterator[Device]:
    """Somebody signed in, with a screen that is so wide."""
    with ExitStack() as stack:

        def signed_in(who: str, width: int) -> "Page":
            person = Person.objects.get(pk=committed_luza.people[who].pk)
            person.set_password(PASSWORD)
            person.save()
            context = chromium.new_context(viewport={"width": width, "height": 900}, locale="ru-RU")
            stack.callback(context.close)
            page = context.new_page()
            page.goto(f"{address}/sign-in/")
            page.fill("[name=login]", person.email)
            page.fill("[name=password]", PASSWORD)
            page.press("[name=password]", "Enter")
            page.wait_for_url(lambda url: "sign-in" not in url)
            return page

        yield signed_in


def test_a_meeting_is_prepared_held_and_written_by_its_people(
    committed_luza: Luza, address: str, device: Device, settings: Any, morning: None
) -> None:
    # The server has its own thread, which knows nothing of a day that is played here.
    settings.DEMO_DATE = TODAY
    council = Council(committed_luza)
    meeting: Meeting = council.convened("О дне открытых дверей")
    table = address + reverse("meeting", args=[meeting.pk])
    question = address + reverse("meeting_question", args=[meeting.pk, council.item(meeting).pk])

    # The secretary names a speaker, who brings a file from a phone.
    secretary = device("secretary", DESK)
    secretary.goto(question)
    secretary.select_option("[name=speaker]", str(committed_luza.people["deputy_second"].pk))
    secretary.get_by_role("button", name="Сохранить докладчиков").click()
    secretary.get_by_text("Докладчики названы.").wait_for()
    speaker = device("deputy_second", PHONE)
    speaker.goto(question)
    file = {"name": "смета.pdf", "mimeType": "application/pdf", "buffer": SCANNED_PDF}
    speaker.set_input_files("#files [name=file]", file)
    speaker.get_by_role("button", name="Приложить файлы").click()
    speaker.get_by_role("link", name="смета.pdf").wait_for()
    assert ItemFile.objects.get().added_by_id == committed_luza.people["deputy_second"].pk

    # A member notes something beside the question and reads all in one file.
    member = device("head_lalsk", PHONE)
    member.goto(table)
    member.locator("#notes summary").click()
    member.locator("#notes textarea").fill("Спросить о смете")
    member.locator("#notes").get_by_text("Сохранено в").first.wait_for()
    packet = member.request.get(table + "packet/")
    assert (packet.status, packet.body()[:5], PersonalNote.objects.count()) == (200, b"%PDF-", 1)

    # The chair leads from a tablet, two vote on their phones, the secretary enters the others.
    for key in SEATS:
        meeting = council.mark(meeting, key, "present")
    chair = device("head_second", TABLET)
    chair.goto(table)
    chair.get_by_role("button", name="Открыть заседание").click()
    chair.get_by_role("button", name="Открыть голосование").click()
    chair.get_by_role("button", name="За", exact=True).click()
    chair.get_by_text("Ваш голос учтён: За.").wait_for()
    member.goto(table)
    assert member.locator("#notes textarea").input_value() == "Спросить о смете"
    member.get_by_role("button", name="За", exact=True).click()
    member.get_by_text("Ваш голос учтён: За.").wait_for()
    for key in ("base", "fabrichnaya", "zhivotovo", "kulikovo"):
        meeting = council.cast(meeting, key, "for")
    chair.goto(table)
    chair.get_by_role("button", name="Закрыть голосование").click()
    chair.get_by_role("button", name="Закрыть заседание").click()
    chair.get_by_text("Готово: заседание").wait_for()
    secretary.goto(table)
    secretary.get_by_role("link", name="Открыть протокол").wait_for()

    heard = Protocol.objects.get(meeting_id=meeting.pk).entries.get().heard
    assert heard.startswith("Козлова")
    wider = [
        page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
        for page in (secretary, speaker, member, chair)
    ]
    assert wider == [False] * 4
