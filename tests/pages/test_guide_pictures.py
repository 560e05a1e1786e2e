"""The pictures of the guide show the pages as they are, and the tests take them: those of pages of the demonstration
here, those of steps where people play a process (`tests/processes`), by `GUIDE_PICTURES=1`.
"""

import re
from collections.abc import Callable
from io import BytesIO
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest
from django.conf import settings
from django.urls import reverse
from pypdfium2 import PdfDocument

from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.meeting.patterns import AgendaPattern
from governance.documents.kinds.order.order import Order
from governance.documents.kinds.plan.plan import Plan
from governance.documents.search import indexing
from tests.pages.conftest import show_page
from tests.pages.page_kinds import client_of, seen
from tests.visitors import DESK, PHONE, PICTURES, TAKES_PICTURES, keep_picture

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.any_database

GUIDE = settings.BASE_DIR / "docs" / "guide"
PLAYS = settings.BASE_DIR / "tests" / "processes"


def sitting() -> Meeting:
    """Today's sitting of the demonstration."""
    return Meeting.objects.filter(state="planned").latest("pk")


def pattern() -> str:
    kept = AgendaPattern.objects.latest("pk")
    return reverse("agenda_pattern", args=[kept.body_id, kept.pk])


def page_of(model: type[Order | Plan | Meeting], state: str, name: str = "paper") -> str:
    return reverse(name, args=[model.objects.filter(state=state).latest("pk").pk])


# The name of the picture: whose page, which page, how large.
TAKEN: dict[str, tuple[str, Callable[[], str], tuple[int, int]]] = {
    "tasks": ("director", lambda: reverse("tasks"), DESK),
    "sign": ("director", lambda: page_of(Order, "signing"), DESK),
    "sign-phone": ("director", lambda: page_of(Order, "signing"), PHONE),
    "tasks-phone": ("director", lambda: reverse("tasks"), PHONE),
    "documents": ("deputy", lambda: reverse("documents"), DESK),
    "plan": ("deputy", lambda: page_of(Plan, "approved"), DESK),
    "meetings": ("secretary", lambda: reverse("meetings"), DESK),
    "meeting": ("head.second", lambda: page_of(Meeting, "planned", "meeting"), DESK),
    "dashboard": ("director", lambda: reverse("dashboard"), DESK),
    "contracts": ("head.lalsk", lambda: reverse("contracts"), DESK),
    "rewards": ("deputy", lambda: reverse("rewards"), DESK),
    "setup": ("administrator", lambda: reverse("setup"), DESK),
    "people": ("administrator", lambda: reverse("people"), DESK),
    "public": ("", lambda: reverse("public"), DESK),
    "calendar": ("director", lambda: reverse("calendar"), DESK),
    "question": (
        "secretary",
        lambda: reverse("meeting_question", args=[sitting().pk, sitting().items.get(position=1).pk]),
        DESK,
    ),
    "agenda-pattern": ("secretary", pattern, DESK),
    "notes-phone": ("head.second", lambda: reverse("meeting_notes", args=[sitting().pk]), PHONE),
    "letter-choices": ("director", lambda: reverse("letter_choices"), DESK),
    "search": ("deputy", lambda: f"{reverse('search')}?q={quote('неделя информатизации')}", DESK),
}
# Prints, by their first sheet: whose, and at which address.
SHEETS: dict[str, tuple[str, Callable[[], str]]] = {
    "packet": ("head.second", lambda: reverse("meeting_packet", args=[sitting().pk])),
}
SHEET_SCALE = 1.25  # pixels for a point
# In bytes: a guide is read over the line of a village school, too.
LIGHT = 70_000


def test_every_picture_of_the_guide_is_one_that_the_tests_take() -> None:
    shown = {
        name
        for guide in GUIDE.glob("*.md")
        for name in re.findall(r"\(pictures/([\w-]+)\.png\)", guide.read_text())
    }
    kept = {path.stem for path in PICTURES.glob("*.png")}
    played = {
        name
        for play in PLAYS.glob("*.py")
        for name in re.findall(r'\.pictured\("([\w-]+)"\)', play.read_text())
    }
    taken = TAKEN.keys() | SHEETS.keys() | played
    assert (shown, kept) == (taken, taken)


def test_the_pages_in_front_of_the_project_are_pictures_of_the_guide() -> None:
    shown = re.findall(r"\]\(([^)]+\.png)\)", (settings.BASE_DIR / "README.md").read_text())
    assert shown
    assert [name for name in shown if settings.BASE_DIR / name not in PICTURES.glob("*.png")] == []


def test_no_picture_of_the_guide_is_heavy() -> None:
    sizes = {path.stem: path.stat().st_size for path in PICTURES.glob("*.png")}
    assert {name: size for name, size in sizes.items() if size > LIGHT} == {}


@pytest.mark.skipif(not TAKES_PICTURES, reason="taken on request: GUIDE_PICTURES=1")
@pytest.mark.usefixtures("without_zeal")
def test_the_pictures_are_taken(demo: None, chromium: "Browser", settings: Any) -> None:
    # Other tests do without, to compare words as they are typed.
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, "governance.desk.base.kept_together.keeps_together"]
    while indexing.catch_up():
        pass
    for name, (who, address, (width, height)) in TAKEN.items():
        page = seen(client_of(who), name, who, address())
        assert page is not None, name
        window = chromium.new_page(viewport={"width": width, "height": height}, locale="ru-RU")
        show_page(page, window)
        keep_picture(name, window.screenshot())
        window.close()
    for name, (who, address) in SHEETS.items():
        sheet = PdfDocument(client_of(who).get(address()).content)[0].render(scale=SHEET_SCALE).to_pil()
        taken = BytesIO()
        sheet.save(taken, "PNG")
        keep_picture(name, taken.getvalue())
