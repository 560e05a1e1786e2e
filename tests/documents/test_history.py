"""The record proves itself: whole after real work, and every kind of tampering is named."""

from collections.abc import Iterator
from datetime import UTC, datetime
from io import StringIO
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from governance.documents.kinds.order.order import Order
from governance.documents.kinds.plan.importing import import_plan
from governance.documents.kinds.plan.plan import Plan
from governance.documents.record import triggers
from governance.documents.record.attached import Signature, Version
from governance.documents.record.document import Document
from governance.documents.record.events import HASHED, Event, EventReason
from governance.documents.record.history import verify, verify_each
from governance.documents.record.perform import draft, perform
from governance.documents.record.row_check import row_models, tables_of_kinds
from governance.management.commands import verify_history
from governance.proof.event_signature import KEY
from governance.record_rows import past_the_door
from governance.scenarios.luza import Luza
from governance.scenarios.plan import SOURCE
from tests.memory import recalled

pytestmark = pytest.mark.django_db

# Of cards, events, versions, signatures, and one for each table of rows.
QUERIES = 4 + len(tables_of_kinds()) + len(row_models())


@pytest.fixture(autouse=True)
def _source_language() -> Iterator[None]:
    """Sentences are compared as they stand in the code."""
    with translation.override(None):
        yield


@pytest.fixture
@recalled
def plan(luza: Luza) -> Plan:
    deputy = luza.people["deputy"]
    plan = import_plan(SOURCE.read_bytes(), SOURCE.name, by=deputy, unit=luza.district)
    perform(plan, "submit", by=deputy)
    perform(plan, "withdraw", by=deputy, reason="уточнить сроки")
    return Plan.objects.get(pk=plan.pk)


@pytest.fixture
@recalled
def signed(plan: Plan, luza: Luza) -> Order:
    """A signed order."""
    deputy = luza.people["deputy"]
    order = draft(Order, unit=luza.base, title="О дежурстве", by=deputy)
    perform(order, "revise", by=deputy, points=[{"text": "Утвердить график дежурства."}])
    perform(order, "submit", by=deputy)
    return perform(order, "sign", by=luza.people["director"])


@pytest.fixture
def with_full_control_of_the_database(signed: Order) -> Iterator[None]:
    """Somebody who can drop the triggers; the end of the test's transaction brings them back."""
    connection.check_constraints()  # PostgreSQL drops no trigger while checks of this transaction are pending
    triggers.drop(apps, SimpleNamespace(connection=connection))
    with past_the_door():
        yield


def found() -> list[tuple[str, str]]:
    """The faults but for those of rows, which `test_rows` tries."""
    return [(fault.paper, fault.sentence) for fault in verify() if not fault.sentence.startswith("a row ")]


def faults() -> list[str]:
    return [sentence for _paper, sentence in found()]


def test_the_record_of_real_work_is_whole(plan: Plan) -> None:
    assert list(verify()) == []


@pytest.mark.parametrize("number", [1, 5])
def test_the_record_of_many_papers_is_read_in_as_many_queries_as_that_of_one(
    plan: Plan, signed: Order, luza: Luza, number: int
) -> None:
    for place in range(number):
        other = draft(Order, unit=luza.base, title=f"Приказ {place}", by=luza.people["deputy"])
        perform(other, "revise", by=luza.people["deputy"], points=[{"text": "Утвердить."}])
    with CaptureQueriesContext(connection) as queries:
        assert list(verify()) == []
    assert len(queries) == QUERIES
    with CaptureQueriesContext(connection) as queries:
        assert list(verify(Document.objects.filter(pk__in=[plan.pk, signed.pk]))) == []
    assert len(queries) == QUERIES


def test_each_paper_is_named_once_with_its_own_faults(plan: Plan, signed: Order) -> None:
    codes = list(Document.objects.order_by("pk").values_list("code", flat=True))
    assert [code for code, _faults in verify_each()] == codes
    with past_the_door():
        EventReason.objects.update(text="по просьбе директора")
    assert {code: len(faults) for code, faults in verify_each()} == {plan.code: 1, signed.code: 0}
    assert [code for code, _faults in verify_each(Order.objects.all())] == [signed.code]


# Every column that the hash of an event covers, and another value for it.
OTHER_VALUES = {
    "position": 9,
    "move": "approve",
    "from_state": "review",
    "to_state": "approved",
    "actor_id": None,
    "appointment_id": None,
    "capacity": "директор",
    "basis_id": "signed",
    "version": 7,
    "version_hash": "0" * 64,
    "facts": {"rows": 1},
    "rows": {"Order": {"": "0" * 64}},
    "reason_hash": "0" * 64,
    "at": datetime(2000, 1, 1, tzinfo=UTC),
    "previous": "0" * 64,
    "hash": "0" * 64,
    "previous_signature": "0" * 88,
    "signature": "0" * 88,
}
FIRST_FAULT = {
    "position": "an event is missing from the record",
    "previous": "the event does not follow the one before it",
    "previous_signature": "the signature of an event has been altered",
    "signature": "the signature of an event has been altered",
}


def test_every_column_of_an_event_is_altered_below() -> None:
    columns = {field.attname for field in Event._meta.concrete_fields}
    assert set(OTHER_VALUES) == columns - {"id", "document_id"}
    assert set(OTHER_VALUES) - {"hash", "signature", "basis_id"} == set(HASHED.values()) - {"basis__code"}


@pytest.mark.usefixtures("with_full_control_of_the_database")
@pytest.mark.parametrize("column", OTHER_VALUES)
def test_an_altered_event_is_found(plan: Plan, signed: Order, column: str) -> None:
    value = signed.pk if OTHER_VALUES[column] == "signed" else OTHER_VALUES[column]
    # The event before the last: it would be the last one if its position were altered.
    event = Event.objects.get(document=plan.pk, position=plan.revision - 1)
    assert getattr(event, column) != value
    Event.objects.filter(pk=event.pk).update(**{column: value})
    named = found()
    assert {paper for paper, _sentence in named} == {plan.code}
    assert named[0][1] == FIRST_FAULT.get(column, "the event has been altered")


@pytest.mark.usefixtures("with_full_control_of_the_database")
def test_a_removed_event_is_found(plan: Plan) -> None:
    Event.objects.filter(document=plan.pk, position=2).delete()
    assert faults()[:2] == [
        "an event is missing from the record",
        "the event does not follow the one before it",
    ]


@pytest.mark.usefixtures("with_full_control_of_the_database")
def test_a_removed_last_event_is_found(plan: Plan) -> None:
    with past_the_door():
        EventReason.objects.all().delete()
    Event.objects.filter(document=plan.pk, position=plan.revision).delete()
    assert faults() == [
        "the card and the record disagree on the last signature",
        "the card and the record disagree on the last event",
        "the state on the card was not reached by any event",
        "the moment on the card is not that of the last event",
    ]


@pytest.mark.usefixtures("with_full_control_of_the_database")
def test_a_record_removed_as_a_whole_is_found(plan: Plan) -> None:
    with past_the_door():
        EventReason.objects.all().delete()
    Event.objects.filter(document=plan.pk).delete()
    assert faults() == [
        "the card and the record disagree on the last signature",
        "the card and the record disagree on the last event",
        "the state on the card was not reached by any event",
    ]


@pytest.mark.usefixtures("with_full_control_of_the_database")
def test_events_in_another_order_are_found(plan: Plan) -> None:
    first, second = Event.objects.filter(document=plan.pk, position__in=[1, 2]).order_by("position")
    for event, position in ((first, 99), (second, 1), (first, 2)):
        Event.objects.filter(pk=event.pk).update(position=position)
    assert faults()[:3] == [
        "the event does not follow the one before it",
        "the signature of an event has been altered",
        "the event has been altered",
    ]


@pytest.mark.usefixtures("with_full_control_of_the_database")
def test_an_inserted_event_is_found_even_with_a_right_hash(plan: Plan) -> None:
    last = Event.objects.get(document=plan.pk, position=plan.revision)
    Event.objects.filter(pk=last.pk).update(position=plan.revision + 1)
    forged = Event(
        document_id=plan.pk,
        position=plan.revision,
        move="revise",
        from_state=last.from_state,
        to_state=last.from_state,
        at=last.at,
        previous=last.previous,
        previous_signature=last.previous_signature,
    )
    forged.hash = forged.computed_hash(plan.code, "")
    forged.save()
    assert faults() == [
        "the event does not follow the one before it",
        "the signature of an event has been altered",
        "the event has been altered",
        "the card and the record disagree on the last event",
    ]


@pytest.mark.usefixtures("with_full_control_of_the_database")
def test_a_row_in_the_table_of_another_kind_is_found_whether_the_kind_is_known_or_not(
    plan: Plan, signed: Order
) -> None:
    papers = Document.objects.filter(pk=signed.pk)
    assert [*verify(papers), *verify(papers, Order)] == []
    Plan(document_ptr_id=signed.pk).save_base(raw=True, force_insert=True)
    known, unknown = ([str(fault) for fault in verify(papers, kind)] for kind in (Order, None))
    assert known == unknown != []


@pytest.mark.usefixtures("with_full_control_of_the_database")
def test_an_event_moved_to_another_paper_is_found_in_both(plan: Plan, signed: Order) -> None:
    last = Event.objects.filter(document=plan.pk, position=plan.revision)
    last.update(document_id=signed.pk, position=signed.revision + 1)
    assert {fault.paper for fault in verify()} == {plan.code, signed.code}


@pytest.mark.parametrize(
    ("column", "value", "sentence"),
    [
        ("state", "approved", "the state on the card was not reached by any event"),
        ("head", "0" * 64, "the card and the record disagree on the last event"),
        ("revision", 99, "the card and the record disagree on the last event"),
        (
            "changed_at",
            datetime(2011, 9, 1, tzinfo=UTC),
            "the moment on the card is not that of the last event",
        ),
        ("search", "другое", "what the card is searched by does not follow from its title and number"),
    ],
)
def test_a_card_written_past_the_door_is_found(plan: Plan, column: str, value: Any, sentence: str) -> None:
    with connection.cursor() as cursor, past_the_door():
        cursor.execute(f"UPDATE governance_document SET {column} = %s WHERE id = %s", [value, plan.pk])
    assert found()[0] == (plan.code, sentence)
    assert {paper for paper, _sentence in found()} == {plan.code}


def test_a_card_with_another_check_code_is_found(plan: Plan) -> None:
    with past_the_door():
        Document.objects.filter(pk=plan.pk).update(code="ZZZZZZZZZZZZ")
    assert faults() == ["the event has been altered"] * plan.revision


@pytest.mark.usefixtures("with_full_control_of_the_database")
def test_altered_content_of_a_version_is_found(plan: Plan) -> None:
    version = Version.objects.get(document=plan.pk)
    Version.objects.filter(pk=version.pk).update(content={**version.content, "title": "Другой план"})
    assert len(faults()) == 1


@pytest.mark.usefixtures("with_full_control_of_the_database")
def test_an_altered_hash_of_a_version_is_found_there_and_at_its_signature(signed: Order) -> None:
    Version.objects.filter(document=signed.pk).update(sha256="0" * 64)
    assert faults() == [
        "the content of a version has been altered",
        "a signature does not belong to its version",
    ]


def test_a_signature_with_another_hash_is_found(signed: Order) -> None:
    with past_the_door():
        Signature.objects.filter(document=signed.pk).update(sha256="0" * 64)
    assert faults() == ["a signature does not belong to its version"]


def test_a_signature_over_the_version_of_another_paper_is_found(signed: Order, plan: Plan) -> None:
    with past_the_door():
        Signature.objects.filter(document=signed.pk).update(version=Version.objects.get(document=plan.pk))
    assert faults() == ["a signature does not belong to its version"]


def test_altered_words_of_a_reason_are_found(plan: Plan) -> None:
    with past_the_door():
        EventReason.objects.update(text="по просьбе директора")
    assert len(faults()) == 1


def test_words_erased_when_their_term_ends_leave_the_record_whole(plan: Plan) -> None:
    with past_the_door():
        EventReason.objects.all().delete()
    assert list(verify()) == []


def test_words_erased_keep_the_hash_of_the_reason(plan: Plan) -> None:
    """An event without its text is not altered; one whose text is a new one is."""
    note = EventReason.objects.get()
    with past_the_door():
        note.delete()
        EventReason.objects.create(event_id=note.event_id, salt=note.salt, text="другие слова")
    assert faults() == ["the words of the reason have been altered"]


def test_verify_history_ends_with_one_on_a_fault_and_names_the_paper(
    plan: Plan, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("verify_history")
    with past_the_door():
        Document.objects.filter(pk=plan.pk).update(head="0" * 64)
    with pytest.raises(SystemExit) as end:
        call_command("verify_history")
    assert end.value.code == 1
    assert plan.code in capsys.readouterr().out


def test_verify_history_tells_a_terminal_how_far_it_is_and_nobody_else(
    plan: Plan, signed: Order, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verify_history, "EVERY", 0.0)
    file, terminal = StringIO(), StringIO()
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    for errors in (file, terminal):
        call_command("verify_history", stdout=StringIO(), stderr=errors)
    assert file.getvalue() == ""
    told = terminal.getvalue().split("\r\x1b[K")
    assert (told[:3], told[-1]) == (["", "Checked: 1 paper", "Checked: 2 papers"], "")


def test_verify_history_of_an_unknown_code_ends_with_two(plan: Plan) -> None:
    with pytest.raises(SystemExit) as end:
        call_command("verify_history", paper="ZZZZ-ZZZZ-ZZZZ")
    assert end.value.code == 2


@pytest.mark.usefixtures("plan")
def test_events_signed_with_the_key_of_before_hold_as_long_as_that_key_is_known(settings: Any) -> None:
    before = KEY.public_key()
    settings.RECORD_KEY = "b25seSBmb3IgYSB0ZXN0IG9mIGEgbmV3IGtleSEhISE="
    assert faults() == ["the last event was not signed by this server"]
    settings.RECORD_KEYS_BEFORE = [before]
    assert faults() == []


@pytest.mark.usefixtures("with_full_control_of_the_database")
def test_a_chain_recomputed_as_a_whole_is_found_by_its_signature(plan: Plan) -> None:
    event = Event.objects.get(document=plan.pk, position=plan.revision)
    event.facts = {"rewritten": True}
    digest = event.computed_hash(plan.code, "")
    Event.objects.filter(pk=event.pk).update(facts=event.facts, hash=digest)
    with past_the_door():
        Document.objects.filter(pk=plan.pk).update(head=digest)
    assert faults() == ["the last event was not signed by this server"]
