"""Papers to seal, and their language: sentences are compared as they stand in the code."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.utils import translation

from governance import clock
from governance.documents.kinds.order.order import Order
from governance.documents.record.perform import draft, perform
from governance.record_rows import past_the_door
from governance.roles.organisation import OrganisationEvent
from governance.scenarios.luza import Luza
from tests.memory import recalled
from tests.seals.forging import drop_triggers

MORNING = date(2011, 11, 21)


@pytest.fixture(autouse=True)
def _source_language() -> Iterator[None]:
    with translation.override(None):
        yield


@pytest.fixture(autouse=True)
def _events_of_papers_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that a log is short enough to be read; `test_sealing` seals those of the organisation too."""
    monkeypatch.delattr(OrganisationEvent, "sealed")


@pytest.fixture
@recalled
def orders(luza: Luza) -> list[Order]:
    """Two orders of the base school, begun and revised on 20.11.2011: four events."""
    with clock.played(date(2011, 11, 20)):
        return [ordered(luza, title) for title in ("О дежурстве", "О замене")]


def ordered(luza: Luza, title: str) -> Order:
    deputy = luza.people["deputy"]
    order = draft(Order, unit=luza.base, title=title, by=deputy)
    return perform(order, "revise", by=deputy, points=[{"text": "Утвердить."}])


@pytest.fixture
def with_full_control(orders: list[Order]) -> Iterator[None]:
    """Somebody who can drop the triggers; the end of the test's transaction brings them back."""
    drop_triggers()
    with past_the_door():
        yield
