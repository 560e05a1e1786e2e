"""An order that has seen some life, and its dossier."""

import io
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import transaction
from django.utils import translation
from PIL import Image
from pytest_django import DjangoDbBlocker

from governance import clock
from governance.documents.dossier import write_dossier
from governance.documents.kinds.order.order import Order
from governance.documents.record.perform import draft, perform
from governance.scenarios.luza import Luza, found_luza
from tests.memory import recalled

# The day on which the council of the tests meets.
TODAY = date(2011, 9, 12)


@pytest.fixture(autouse=True)
def _source_language() -> Iterator[None]:
    """Sentences are compared as they stand in the code, whatever the translation says."""
    with translation.override(None):
        yield


@pytest.fixture(autouse=True)
def _september() -> Iterator[None]:
    with clock.played(TODAY):
        yield


def picture(kind: str = "PNG", size: tuple[int, int] = (40, 60)) -> bytes:
    """A scan that opens; with enough in it to be cut in half."""
    buffer = io.BytesIO()
    Image.effect_noise(size, 50).save(buffer, kind)
    return buffer.getvalue()


def signed_order(luza: Luza) -> Order:
    """Sent back once, so it has two versions and a reason; with a file, a remark and the director's signature."""
    deputy, director = luza.people["deputy"], luza.people["director"]
    paper: Any = draft(Order, unit=luza.base, title="Об организации дежурства", by=deputy)
    paper = perform(paper, "revise", by=deputy, points=[{"text": "Утвердить график дежурства."}])
    paper = perform(paper, "attach", by=deputy, name="../график дежурства.png", data=picture())
    paper = perform(paper, "submit", by=deputy)
    paper = perform(paper, "remark", by=director, text="Назвать срок")
    paper = perform(paper, "send_back", by=director, reason="Нет срока")
    paper = perform(paper, "revise", by=deputy, points=[{"text": "Утвердить график дежурства на декабрь."}])
    paper = perform(paper, "submit", by=deputy)
    paper = perform(paper, "sign", by=director)
    return Order.objects.get(pk=paper.pk)


@pytest.fixture
@recalled
def order(luza: Luza) -> Order:
    return signed_order(luza)


@pytest.fixture(scope="module")
def dossier(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> bytes:
    """The dossier of such an order. Checking asks no database, so the order itself is gone again."""
    with django_db_blocker.unblock(), clock.played(TODAY), transaction.atomic():
        written = write_dossier(signed_order(found_luza()))
        transaction.set_rollback(True)
    return written
