"""What holds for every kind of page: its width, its queries, its weight, that everybody can read and use it."""

import re
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.pages.conftest import show_page
from tests.pages.page_kinds import FoundPage, client_of
from tests.whole import WHOLE

if TYPE_CHECKING:
    from playwright.sync_api import Page

# Pages say the same words over every database.
pytestmark = [pytest.mark.any_database, pytest.mark.exhaustive]

Pages = dict[str, FoundPage]
WIDTHS = (320, 390, 768, 1024, 1280, 2560) if WHOLE else (320, 1024)
MOST_QUERIES = 12
MOST_BYTES = 100_000
# WCAG 2.2 AA, and what axe holds for good practice.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RULES = {"runOnly": TAGS, "resultTypes": ["violations"]}


def test_every_page_takes_few_queries_and_few_bytes(pages: Pages, record_property: Any) -> None:
    record_property("cases", len(pages))
    many = {kind: page.queries for kind, page in pages.items() if page.queries > MOST_QUERIES}
    heavy = {kind: page.weight for kind, page in pages.items() if page.weight > MOST_BYTES}
    assert (many, heavy) == ({}, {})


def test_every_page_says_in_a_line_what_it_is_for(pages: Pages) -> None:
    """Under its title; on the page of a paper beside it; those at the door say it by their title."""
    said = re.compile(rb'class="(purpose|lead|note)"')
    at_the_door = ("sign_in", "entry_code", "forgotten")
    assert [
        kind for kind, page in pages.items() if not (said.search(page.html) or kind.startswith(at_the_door))
    ] == []


def test_the_english_desk_has_no_russian_words_of_votes_and_states(
    pages: Pages, record_property: Any
) -> None:
    """Papers keep their own texts: the sheet of a paper is left out, and so are the words that people have typed."""
    sheet = re.compile(r'<article class="sheet.*?</article>', re.DOTALL)
    desk_words = re.compile(
        r">\s*(За|Против|Воздержал\w*|Действует|Черновик|Подписать|Сегодня)\s*<|(за|против) — \d"
    )
    mixed = {}
    for kind, page in pages.items():
        client = client_of(page.who)
        client.cookies["django_language"] = "en"
        html = sheet.sub("", client.get(page.address).content.decode())
        if found := desk_words.search(html):
            mixed[kind] = found[0]
    record_property("cases", len(pages))
    assert mixed == {}


@pytest.mark.parametrize("window", ["light"], indirect=True)
def test_no_page_scrolls_sideways_nor_a_paper_on_it(
    pages: Pages, window: "Page", record_property: Any
) -> None:
    widest = """Math.max(document.documentElement.scrollWidth, ...Array.from(
        document.querySelectorAll(".sheet"), sheet => innerWidth + sheet.scrollWidth - sheet.clientWidth))"""
    wide = {}
    for kind, found in pages.items():
        show_page(found, window)
        for width in WIDTHS:
            window.set_viewport_size({"width": width, "height": 800})
            if (taken := window.evaluate(widest)) > width:
                wide[kind, width] = taken
    record_property("cases", len(pages) * len(WIDTHS))
    assert wide == {}


def test_everybody_can_read_and_use_every_page(pages: Pages, window: "Page", record_property: Any) -> None:
    window.set_viewport_size({"width": 1280, "height": 800})
    faults = {}
    for kind, found in pages.items():
        show_page(found, window)
        response = Axe().run(window, options=RULES).response
        if response["violations"]:
            faults[kind] = {
                one["id"]: [node["target"] for node in one["nodes"]][:5] for one in response["violations"]
            }
    record_property("cases", len(pages))
    assert faults == {}
