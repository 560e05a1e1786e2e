"""The district of Luza on a live server, and its people who come to it each with a browser of their own."""

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.auth.hashers import make_password

from governance.roles.person import Person
from governance.scenarios.luza import Luza
from tests.visitors import DESK, PASSWORD, PHONE, Visitor

if TYPE_CHECKING:
    from playwright.sync_api import Browser


class Served:
    """The district as a browser reaches it; its day is set by `on`."""

    def __init__(self, luza: Luza, chromium: "Browser", address: str, settings: Any) -> None:
        self.luza, self.chromium, self.address, self.settings = luza, chromium, address, settings

    def on(self, day: date) -> None:
        """The day that the server's clock shows from now on."""
        self.settings.DEMO_DATE = day

    def guest(self, *, phone: bool = False) -> Visitor:
        """Somebody without an account."""
        return Visitor(self.chromium, self.address, PHONE if phone else DESK)

    def visitor(self, key: str, *, phone: bool = False) -> Visitor:
        """A person of the district, signed in."""
        come = self.guest(phone=phone)
        come.signs_in(self.luza.people[key])
        return come


@pytest.fixture
def served(
    committed_luza: Luza, chromium: "Browser", settings: Any, morning: None, request: pytest.FixtureRequest
) -> Served:
    Person.objects.update(password=make_password(PASSWORD))
    # Listed as an argument, `live_server` would empty the tables after their guards are back.
    return Served(committed_luza, chromium, str(request.getfixturevalue("live_server").url), settings)
