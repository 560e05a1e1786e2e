"""People at browsers of their own, at a desk served live; on request they take the pictures of the guide."""

import os
import re
from collections.abc import Mapping
from copy import copy
from io import BytesIO
from typing import TYPE_CHECKING

from django.conf import settings
from PIL import Image

from governance.letters.models import OutboxLetter
from governance.roles.person import Person

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

PASSWORD = "Северный-ветер-77"
DESK, PHONE = (1280, 800), (390, 780)
PICTURES = settings.BASE_DIR / "docs" / "guide" / "pictures"
TAKES_PICTURES = "GUIDE_PICTURES" in os.environ
# In milliseconds, however busy the machine is.
PATIENCE = 60_000
# As many as a palette has; a picture stays light, and red stays red.
COLOURS = 256


class Visitor:
    """Somebody at a browser of their own, at a desk or on a phone."""

    def __init__(self, chromium: "Browser", address: str, size: tuple[int, int] = DESK) -> None:
        self.address = address
        width, height = size
        context = chromium.new_context(
            locale="ru-RU", viewport={"width": width, "height": height}, has_touch=size == PHONE
        )
        self.page: Page = context.new_page()
        self.page.set_default_timeout(PATIENCE)

    # --- what they do ---------------------------------------------------------------------------------------------

    def open(self, path: str) -> None:
        self.page.goto(self.address + path, wait_until="domcontentloaded")

    def type(self, **typed: str) -> None:
        for name, value in typed.items():
            self.page.fill(f'[name="{name}"]', value)

    def field(self, label: str, within: str = "main") -> "Locator":
        """By what stands beside it; «(необязательно)» need not be said."""
        return self.page.locator(within).get_by_label(label).first

    def writes(self, texts: Mapping[str, str], within: str = "main") -> None:
        """Into fields by their labels."""
        for label, text in texts.items():
            self.field(label, within).fill(text)

    def button(self, name: str, within: str = "main") -> "Locator":
        return self.page.locator(within).get_by_role("button", name=name, exact=True).first

    def press(self, name: str, within: str = "main") -> None:
        self.button(name, within).click()

    def goes(self, label: str, within: str = "main") -> None:
        """Follows a link by what it says."""
        self.page.locator(within).get_by_role("link", name=label).first.click()

    def follows(self, about: str, label: str) -> None:
        """The link of a row of a list."""
        row = self.page.locator("main li").filter(has_text=about)
        row.get_by_role("link", name=label).first.click()

    def in_another_window(self, label: str) -> "Visitor":
        """The same person at the window that a link opens."""
        with self.page.context.expect_page() as opened:
            self.page.locator("main").get_by_role("link", name=label).first.click()
        beside = copy(self)
        beside.page = opened.value
        beside.page.set_default_timeout(PATIENCE)
        return beside

    def reads(self, text: str) -> None:
        self.page.get_by_text(text).first.wait_for()

    # --- how they come in -----------------------------------------------------------------------------------------

    def signs_in(self, person: Person) -> None:
        self.open("/")
        self.type(login=person.email, password=PASSWORD)
        self.press("Войти")
        self.page.wait_for_url(self.address + "/")

    def chooses_password(self) -> None:
        self.type(new_password1=PASSWORD, new_password2=PASSWORD)
        self.page.locator("main button.primary").click()
        self.page.wait_for_url(self.address + "/")

    def comes_by_letter(self, email: str) -> None:
        letter = OutboxLetter.objects.filter(person=Person.objects.get(email=email)).latest("pk")
        link = re.search(r"/sign-in/link/\S+/", str(letter.message(None).body))
        assert link is not None
        self.open(link[0])
        self.chooses_password()

    def signs(self, name: str) -> None:
        self.type(password=PASSWORD)
        self.press(name)

    def pdf(self, path: str) -> bytes:
        """What the browser gets for a link to a PDF."""
        answer = self.page.context.request.get(self.address + path)
        assert answer.headers["content-type"] == "application/pdf"
        return answer.body()

    # --- what they show -------------------------------------------------------------------------------------------

    def pictured(self, name: str) -> None:
        """What they see now is the guide's picture of this name, when pictures are asked for."""
        if TAKES_PICTURES:
            self.page.wait_for_load_state("networkidle")
            keep_picture(name, self.page.screenshot())


def speaks_russian(browser: "Browser") -> bool:
    """Whether fields for a day ask for it in Russian: «дд.мм.гггг»."""
    page = browser.new_page()
    page.set_content("<input type=date>")
    shown = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")
    page.close()
    return "гггг" in str(shown)


def keep_picture(name: str, taken: bytes) -> None:
    """In the folder of the guide, in few colours."""
    PICTURES.mkdir(exist_ok=True)
    few = Image.open(BytesIO(taken)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(PICTURES / f"{name}.png", optimize=True)
