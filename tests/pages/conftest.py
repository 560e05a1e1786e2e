"""The pages of the demonstration, shown in a browser without a server: it gets what the client of the tests got."""

from collections.abc import Iterator
from mimetypes import guess_type
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from tests.pages.page_kinds import FoundPage, find_pages, static_file

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

SITE = "https://district.example"


@pytest.fixture
def without_zeal(settings: Any) -> None:
    """Queries are counted here, page by page."""
    settings.MIDDLEWARE = [one for one in settings.MIDDLEWARE if not one.startswith("zeal")]


@pytest.fixture
def pages(demo: None, without_zeal: None) -> dict[str, FoundPage]:
    return find_pages()


def show_page(found: FoundPage, page: "Page") -> None:
    """Open a page that was found in a page of the browser."""

    def answer(route: "Route") -> None:
        path = urlsplit(route.request.url).path
        if path.startswith("/static/"):
            route.fulfill(body=static_file(path), content_type=guess_type(path)[0])
        elif path != urlsplit(found.address).path:
            route.fulfill(status=204)  # a part that the page asks for by itself
        else:
            route.fulfill(body=found.html, content_type="text/html; charset=utf-8")

    page.unroute_all()
    page.route("**/*", answer)
    page.goto(SITE + found.address, wait_until="load")


@pytest.fixture(params=["light", "dark"])
def window(chromium: "Browser", request: pytest.FixtureRequest) -> Iterator["Page"]:
    """In the light scheme and in the dark one."""
    page = chromium.new_page(color_scheme=request.param, locale="ru-RU")
    yield page
    page.close()
