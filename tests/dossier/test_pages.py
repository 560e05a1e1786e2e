"""Taking a dossier from the paper's page, and the public page of the key."""

import html
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import unquote

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.models import QuerySet
from django.test import Client
from django.utils import translation

from governance.desk.papers import posting as page
from governance.documents.dossier import check_dossier
from governance.documents.dossier.key import fingerprint, public_key
from governance.documents.kinds.order.order import Order
from governance.documents.printing.pdf import PrintingStopped
from governance.documents.record import triggers
from governance.documents.record.attached import Version
from governance.documents.record.document import Document
from governance.record_rows import past_the_door
from governance.scenarios.luza import Luza

Desk = Callable[[str], Client]


@pytest.fixture
def desk(luza: Luza) -> Desk:
    """The desk of a person of the district, by their key, in the source language."""

    def open_for(key: str) -> Client:
        client = Client()
        client.cookies["django_language"] = "en"
        client.force_login(luza.people[key], backend="governance.desk.base.signed_in.PersonBackend")
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


def test_the_dossier_costs_one_query_for_each_table_of_its_kind_and_few_more(
    order: Order, desk: Desk, django_assert_max_num_queries: Any
) -> None:
    reader = desk("deputy")
    with django_assert_max_num_queries(55):
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


def altered(order: Order) -> list[Callable[[], object]]:
    """What whoever has the database alone may write: into a card, a signature, a version."""
    signature = order.signatures.get()
    return [
        lambda: QuerySet(Document).filter(pk=order.pk).update(title="Об отмене дежурства"),
        lambda: QuerySet(type(signature)).filter(pk=signature.pk).update(capacity="директор"),
        lambda: QuerySet(Version).filter(document_id=order.pk).update(content={}),
    ]


@pytest.mark.parametrize("which", range(3))
def test_what_was_altered_past_the_program_gets_no_dossier(
    order: Order, desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str], which: int
) -> None:
    address, written = f"/papers/{order.pk}/dossier/", tmp_path / "order.zip"
    assert desk("deputy").get(address).status_code == 200
    connection.check_constraints()  # PostgreSQL drops no trigger while checks of this transaction are pending
    triggers.drop(apps, SimpleNamespace(connection=connection))
    with past_the_door():
        altered(order)[which]()
    sentence = f"runs «manage.py verify_history --paper {order.spelt_code}»"
    answer = desk("deputy").get(address, follow=True)
    assert answer.redirect_chain == [(f"/papers/{order.pk}/", 302)]
    assert sentence in html.unescape(answer.content.decode())
    with pytest.raises(SystemExit) as end:
        call_command("dossier", order.code, out=str(written))
    assert end.value.code == 1
    assert sentence in capsys.readouterr().err
    assert not written.exists()
