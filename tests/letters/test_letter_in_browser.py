"""From the letter to the decision, in a real browser on a phone."""

from typing import TYPE_CHECKING

import pytest
from django.conf import settings

from governance.documents.kinds.order.order import Order
from governance.documents.record.history import history_of
from governance.documents.record.perform import draft, perform
from governance.letters import reading_link
from governance.letters.models import OutboxLetter
from governance.scenarios.luza import Luza

pytestmark = pytest.mark.any_database

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PASSWORD = "a long word of the office"


def test_a_strange_phone_opens_the_link_by_a_button_and_signs_with_the_password(
    chromium: "Browser", committed_luza: Luza, request: pytest.FixtureRequest
) -> None:
    server = str(request.getfixturevalue("live_server").url)
    deputy, director = committed_luza.people["deputy"], committed_luza.people["director"]
    director.set_password(PASSWORD)
    director.save()
    order = draft(Order, unit=committed_luza.base, title="О дежурстве", by=deputy)
    order = perform(order, "revise", by=deputy, points=[{"text": "Дежурить."}])
    order = perform(order, "submit", by=deputy)
    letter = OutboxLetter.objects.get(document=order, person=director)
    address = reading_link.address_of(letter.key, order.pk).replace(settings.PUBLIC_ADDRESS, server)
    page = chromium.new_page(viewport={"width": 390, "height": 844}, locale="ru-RU")
    try:
        page.goto(address)
        page.get_by_role("button", name="Открыть для чтения").click()
        page.wait_for_url(f"**/papers/{order.pk}/")
        button = page.get_by_role("button", name="Подписать приказ").first
        box = button.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= 844
        page.locator("[name=password]").first.fill(PASSWORD)
        button.click()
        button.wait_for(state="detached")
        # The next letter opens at once: this browser is known now, and signed in.
        page.goto(address)
        page.wait_for_url(f"**/papers/{order.pk}/")
    finally:
        page.close()
    assert history_of(order)[-1] == "sign"
