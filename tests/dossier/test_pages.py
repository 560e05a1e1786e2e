"""Taking a dossier from the paper's page, and the public page of the key."""

from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

import pytest
from django.test import Client
from django.utils import translation

from governance.desk.papers import posting as page
from governance.documents.dossier import check_dossier
from governance.documents.dossier.key import fingerprint, public_key
from governance.documents.kinds.order.order import Order
from governance.documents.printing.pdf import PrintingStopped
from governance.scenarios.luza import Luza

Desk = Callable[[str], Client]


@pytest.fixture
def desk(luza: Luza) -> Desk:
    """The desk of a person of the district, by their key, in the source language."""

    def open_for(key: str) -> Client:
        client = Client()
        client.cookies["django_language"] = "en"
        client.force_login(luza.people[key], backend="django.contrib.auth.backends.ModelBackend")
        return client

    return open_for


def test_whoever_sees_the_paper_takes_its_dossier_and_nobody_else(order: Order, desk: Desk) -> None:
    address = f"/papers/{order.pk}/dossier/"
    assert desk("head_lalsk").get(address).status_code == 404
    assert Client().get(address).status_code == 302
    answer = desk("deputy").get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/zip")
    assert check_dossier(answer.content).number == "1-ОД"
    assert unquote(answer["Content-Disposition"]) == (
        "attachment; filename=\"order-1.zip\"; filename*=UTF-8''Приказ 1-ОД от 12.09.2011.zip"
    )


def test_the_page_of_the_paper_leads_to_its_dossier(order: Order, desk: Desk) -> None:
    shown = desk("deputy").get(f"/papers/{order.pk}/")
    assert f'href="/papers/{order.pk}/dossier/"' in shown.content.decode()


def test_the_dossier_is_russian_and_the_same_whatever_language_its_reader_uses(
    order: Order, desk: Desk
) -> None:
    english = desk("deputy").get(f"/papers/{order.pk}/dossier/").content
    reader = desk("deputy")
    reader.cookies["django_language"] = "ru"
    with translation.override("ru"):
        assert reader.get(f"/papers/{order.pk}/dossier/").content == english


def test_the_dossier_costs_few_queries(order: Order, desk: Desk, django_assert_max_num_queries: Any) -> None:
    reader = desk("deputy")
    with django_assert_max_num_queries(23):
        reader.get(f"/papers/{order.pk}/dossier/")


def test_a_paper_too_long_to_print_is_a_sentence(
    order: Order, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def too_long(*args: Any, **kwargs: Any) -> bytes:
        raise PrintingStopped("The paper is too long to print. Shorten its text.")

    monkeypatch.setattr(page, "write_dossier", too_long)
    answer = desk("deputy").get(f"/papers/{order.pk}/dossier/", follow=True)
    assert [str(message) for message in answer.context["messages"]] == [
        "There is no dossier of this paper now. The paper is too long to print. Shorten its text."
    ]


@pytest.mark.django_db
def test_everybody_reads_the_public_key_and_nobody_the_other_half() -> None:
    shown = Client().get("/key/", headers={"accept-language": "en"})
    text = shown.content.decode()
    assert fingerprint(public_key()) in text
    assert public_key() in text
