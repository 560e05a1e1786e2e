"""The record is verified as it stands at one moment, in rows that are really committed, and nobody waits for it."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.management import call_command
from django.db import connection

from governance.documents.kinds.order.order import Order
from governance.documents.record import trigger_check
from governance.documents.record.document import Document
from governance.documents.record.history import verify_each
from governance.documents.record.perform import draft, perform
from governance.documents.record.snapshot import one_moment
from governance.record_rows import past_the_door
from governance.scenarios.luza import Luza


def begun(luza: Luza, title: str) -> Order:
    return draft(Order, unit=luza.base, title=title, by=luza.people["deputy"])


def revise(order: Order, luza: Luza) -> None:
    perform(order, "revise", by=luza.people["deputy"], points=[{"text": "Утвердить."}])


def test_verify_history_ends_the_transaction_that_it_has_begun(
    committed_luza: Luza, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trigger_check, "expected", lambda vendor: {})  # they are aside
    order = begun(committed_luza, "О дежурстве")
    call_command("verify_history")
    assert not connection.in_atomic_block
    revise(order, committed_luza)
    with past_the_door():
        Document.objects.update(head="0" * 64)
    with pytest.raises(SystemExit):
        call_command("verify_history")
    begun(committed_luza, "О замене")
    assert Document.objects.count() == 2


@pytest.mark.postgres
def test_what_others_write_meanwhile_is_no_fault(committed_luza: Luza) -> None:
    first, last = (begun(committed_luza, title) for title in ("О дежурстве", "О замене"))

    def write() -> None:
        revise(last, committed_luza)
        connection.close()

    with one_moment(), ThreadPoolExecutor(1) as pool:
        papers = verify_each()
        assert next(papers) == (first.code, [])
        pool.submit(write).result()
        assert list(papers) == [(last.code, [])]
    last.revision += 1
    assert [code for code, _faults in verify_each()] == [first.code, last.code]
    assert Document.objects.get(pk=last.pk).revision == last.revision
