"""What a person needs is in reach: the search, the way out, and the one button of a decision, on a phone and a desk."""

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from governance.documents.kinds.order.order import Order
from tests.pages.conftest import show_page
from tests.pages.page_kinds import client_of, seen

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

pytestmark = [pytest.mark.any_database, pytest.mark.usefixtures("without_zeal")]

BAR = 64  # pixels that the bar of a phone covers


def in_window(thing: "Locator", page: "Page", covered: int = 0) -> bool:
    box, size = thing.bounding_box(), page.viewport_size
    assert size is not None
    if box is None:
        return False
    right, bottom = box["x"] + box["width"], box["y"] + box["height"]
    return box["x"] >= 0 and box["y"] >= 0 and right <= size["width"] and bottom <= size["height"] - covered


def test_search_and_the_way_out_are_in_reach_at_every_width(demo: None, chromium: "Browser") -> None:
    found = seen(client_of("director"), "tasks", "director", "/")
    assert found is not None
    reached = {}
    for width in (320, 390, 768, 1024, 1280, 2560):
        page = chromium.new_page(viewport={"width": width, "height": 720}, locale="ru-RU")
        show_page(found, page)
        search = in_window(page.locator(".search-link:visible, .search input:visible").first, page)
        if width < 768:
            page.locator(".to-menu").click()
        out = page.locator(".side form button", has_text="Выйти")
        sections = page.locator(".side .nav a:visible").count()
        reached[width] = (
            search,
            in_window(out, page),
            sections > 8,
            page.evaluate("document.documentElement.scrollWidth") <= width,
        )
        page.close()
    assert reached == dict.fromkeys(reached, (True, True, True, True))


def test_without_scripts_the_menu_of_a_phone_opens_and_closes(demo: None, chromium: "Browser") -> None:
    found = seen(client_of("director"), "tasks", "director", "/")
    assert found is not None
    context = chromium.new_context(
        viewport={"width": 390, "height": 780}, java_script_enabled=False, locale="ru-RU"
    )
    page = context.new_page()
    show_page(found, page)
    dashboard = page.locator(".side .nav a", has_text="Сводка")
    states = [dashboard.is_visible()]
    page.locator(".to-menu").click()
    states.append(dashboard.is_visible())
    page.locator(".side-close").click()
    states.append(dashboard.is_visible())
    context.close()
    assert states == [False, True, False]


def test_the_one_button_of_a_decision_stands_above_the_fold_of_a_phone(
    demo: None, chromium: "Browser"
) -> None:
    order = Order.objects.filter(state="signing").latest("pk")
    found = seen(client_of("director"), "order", "director", reverse("paper", args=[order.pk]))
    assert found is not None
    page = chromium.new_page(viewport={"width": 390, "height": 780}, locale="ru-RU")
    show_page(found, page)
    primary = page.locator(".decision .moves .button.primary")
    assert (primary.count(), in_window(primary, page, covered=BAR)) == (1, True)
    # Nobody is asked for a reason before they choose a way that needs one.
    reason = page.locator(".decision textarea:visible")
    assert reason.count() == 0
    page.locator(".way summary", has_text="Вернуть").click()
    assert reason.count() == 1
    page.close()
