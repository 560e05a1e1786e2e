"""Every paper of all plays, tampered with so that everything stays consistent: found by signature, log and kept seal.

`test_verifying` tries the classes of it on two orders in each run of the tests.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import pytest
from django.conf import settings
from django.db import DatabaseError, models, transaction

from governance.documents.record.document import Document
from governance.documents.record.events import Event
from governance.documents.record.history import verify
from governance.documents.seals.models import InnerNode, Leaf, Seal
from governance.documents.seals.sealing import seal
from governance.documents.seals.verifying import KeptSeal, read_seal, verify_logs
from governance.record_rows import past_the_door
from governance.scenarios.luza import Luza
from governance.scenarios.sealed_mornings import seal_mornings
from governance.scenarios.stage import Stage
from tests.plays import PLAYS
from tests.seals import forging
from tests.tampering import alter, another, remove
from tests.whole import WHOLE

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.exhaustive,
    pytest.mark.skipif(not WHOLE, reason="tries every paper: make proof"),
]
OTHER_KEY = "b25seSBmb3IgYSB0ZXN0IG9mIGEgbmV3IGtleSEhISE="


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic(), past_the_door():
        yield
        transaction.set_rollback(True)


def is_found_by_log(kept: KeptSeal) -> bool:
    return any(faults for faults in verify_logs(kept))


def rewritten(paper: Document) -> None:
    forging.rewrite(paper, 1, facts={"rewritten": True})


def removed(paper: Document) -> None:
    forging.remove(paper)


def appended(paper: Document) -> None:
    last = Event.objects.filter(document_id=paper.pk).latest("position")
    forging.append(paper, at=last.at)


TAMPERS: tuple[Callable[[Document], None], ...] = (rewritten, removed, appended)


@pytest.mark.parametrize("name", PLAYS)
def test_no_paper_is_rewritten_removed_or_gone_on_with_unnoticed(
    luza: Luza, name: str, record_property: Callable[[str, object], None]
) -> None:
    PLAYS[name](luza, Stage())
    kept = read_seal(seal_mornings(luza.district)[-1].note)
    assert not is_found_by_log(kept)
    forging.drop_triggers()
    missed, cases = set(), 0
    for paper in Document.objects.order_by("pk"):
        for tamper in TAMPERS:
            with undone():
                tamper(paper)
                cases += 1
                if not is_found_by_log(kept):
                    missed.add((paper.kind, tamper.__name__, "by the log"))
            if tamper is appended:
                continue
            # The log made anew as well, the next morning: the seal that was kept shows it.
            with undone():
                tamper(paper)
                forging.forget_log()
                seal(luza.district)
                cases += 1
                if not is_found_by_log(kept):
                    missed.add((paper.kind, tamper.__name__, "by a kept seal"))
    record_property("cases", cases)
    assert missed == set()


@pytest.mark.parametrize("name", PLAYS)
def test_without_the_key_no_event_is_rewritten_or_appended_unnoticed(
    luza: Luza, name: str, record_property: Callable[[str, object], None]
) -> None:
    PLAYS[name](luza, Stage())
    forging.drop_triggers()
    missed, cases = set(), 0
    own = settings.RECORD_KEY
    for paper in Document.objects.order_by("pk"):
        for tamper in (rewritten, appended):
            with undone():
                settings.RECORD_KEY = OTHER_KEY
                try:
                    tamper(paper)
                finally:
                    settings.RECORD_KEY = own
                cases += 1
                if not any(verify(Document.objects.filter(pk=paper.pk))):
                    missed.add((paper.kind, tamper.__name__))
    record_property("cases", cases)
    assert missed == set()


def test_no_row_of_the_log_is_altered_removed_or_inserted_unnoticed(
    luza: Luza, record_property: Callable[[str, object], None]
) -> None:
    PLAYS["admission"](luza, Stage())
    kept = read_seal(seal_mornings(luza.district)[-1].note)
    assert InnerNode.objects.exists()
    forging.drop_triggers()
    missed, cases = set(), 0
    for model in (Leaf, InnerNode, Seal):
        row: Any = model._base_manager.order_by("pk").last()
        tampers: dict[str, Callable[[], object]] = {"(removed)": partial(remove, row)}
        for column in model._meta.local_concrete_fields:
            if not column.primary_key:
                other = another(column, getattr(row, column.attname))
                tampers[column.name] = partial(alter, row, column, other)
        tampers["(inserted)"] = partial(inserted, row)
        for what, tamper in tampers.items():
            with undone():
                try:
                    with transaction.atomic():
                        tamper()
                except DatabaseError:
                    continue
                cases += 1
                if not is_found_by_log(kept):
                    missed.add((model.__name__, what))
    record_property("cases", cases)
    assert missed == set()


def inserted(row: Any) -> None:
    """A row that goes on where the last one stands."""
    values = {column.attname: getattr(row, column.attname) for column in row._meta.local_concrete_fields}
    del values["id"]
    for name in ("position", "event", "place", "index", "size"):
        if name in values:
            values[name] += 1
    models.QuerySet(type(row)).bulk_create([type(row)(**values)])
