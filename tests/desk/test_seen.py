"""What decides something brings the revision of the paper that its page showed; `tests/pages` looks at the pages."""

from collections.abc import Callable

import pytest
from django.test import Client

from governance.documents.kinds.order.order import Order
from governance.documents.record.history import history_of
from governance.documents.record.perform import perform
from governance.scenarios.luza import Luza

Desk = Callable[[str], Client]
STALE = "The paper has changed since you opened it."
# What a form may bring instead of the revision that it was made for.
NOT_SEEN = ["", "0", "x", "²", "9" * 40]


@pytest.fixture
def order(submitted: Order) -> Order:
    return submitted


@pytest.mark.parametrize("seen", NOT_SEEN)
def test_a_decision_without_the_revision_is_refused_and_keeps_what_was_typed(
    order: Order, desk: Desk, seen: str
) -> None:
    address, before = f"/papers/{order.pk}/do/", history_of(order)
    typed = {"move": "send_back", "reason": "Нет срока исполнения"}
    refused = desk("director").post(address, {**typed, "seen": seen})
    page = refused.content.decode()
    assert (refused.status_code, STALE in page, typed["reason"] in page) == (422, True, True)
    assert history_of(order) == before
    assert f'name="seen" value="{order.revision}"' in page
    assert desk("director").post(address, {**typed, "seen": order.revision}).status_code == 302
    assert history_of(order) == [*before, "send_back"]


def test_a_page_of_writing_without_the_revision_keeps_what_was_typed(
    order: Order, luza: Luza, desk: Desk
) -> None:
    draft = perform(order, "send_back", by=luza.people["director"], reason="Срок")
    before = history_of(draft)
    typed = {"title": order.title, "series": order.series, "place": order.place, "point-0-level": "1"}
    typed["point-0-text"] = "Утвердить график до конца сентября."
    refused = desk("deputy").post(f"/papers/{draft.pk}/order/", {**typed, "seen": ""})
    page = refused.content.decode()
    assert (refused.status_code, STALE in page, typed["point-0-text"] in page) == (422, True, True)
    assert history_of(draft) == before
    assert f'name="seen" value="{draft.revision}"' in page
