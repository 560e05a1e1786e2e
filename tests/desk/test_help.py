"""The page of help, and the line that says what a page is for."""

from collections.abc import Callable
from html import unescape

import pytest
from django.test import Client
from django.urls import get_resolver
from django.utils import translation

from governance.desk.base.purposes import PURPOSES
from governance.desk.pages.help import GLOSSARY
from governance.documents.kinds.order.order import Order
from governance.documents.record.kinds import KINDS

# Pages say the same words over every database.
pytestmark = [pytest.mark.any_database, pytest.mark.django_db]

Desk = Callable[[str], Client]


def test_anybody_reads_what_the_words_of_the_desk_mean(visitor: Client) -> None:
    page = unescape(visitor.get("/help/").content.decode())
    assert all(str(word) in page for word, _meaning in GLOSSARY)
    assert all(str(model.kind_label) in page for model in KINDS.values())


def test_each_kind_of_paper_says_what_it_is_for() -> None:
    assert [name for name, model in KINDS.items() if not model.kind_purpose] == []


def test_each_purpose_belongs_to_a_page_and_is_told_in_russian() -> None:
    known = {name for name in get_resolver().reverse_dict if isinstance(name, str)}
    assert PURPOSES.keys() - known == set()
    with translation.override("ru"):
        assert [name for name, line in PURPOSES.items() if str(line).isascii()] == []


def test_a_page_says_what_it_is_for_and_a_paper_what_its_kind_is(order: Order, desk: Desk) -> None:
    client = desk("deputy")
    assert "Three questions: what hangs" in client.get("/dashboard/").content.decode()
    assert "binds whom it names" in client.get(f"/papers/{order.pk}/").content.decode()
    assert "It begins as a draft" in client.get("/papers/new/order/").content.decode()
