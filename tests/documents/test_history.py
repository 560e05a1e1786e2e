"""The record proves itself: whole after real work, and every kind of tampering is named."""

import json
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection

from governance.documents.kinds.plan.importing import import_plan
from governance.documents.kinds.plan.plan import Plan
from governance.documents.record import triggers
from governance.documents.record.attached import Version
from governance.documents.record.document import Document
from governance.documents.record.events import Event, EventReason
from governance.documents.record.history import verify
from governance.documents.record.perform import perform
from governance.documents.record.seal import BrokenSeal, check_seal, make_seal
from governance.scenarios.luza import Luza
from governance.scenarios.plan import SOURCE
from tests.memory import recalled

pytestmark = pytest.mark.django_db


@pytest.fixture
@recalled
def plan(luza: Luza) -> Plan:
    deputy = luza.people["deputy"]
    plan = import_plan(SOURCE.read_bytes(), SOURCE.name, by=deputy, unit=luza.district)
    perform(plan, "submit", by=deputy)
    perform(plan, "withdraw", by=deputy, reason="уточнить сроки")
    return Plan.objects.get(pk=plan.pk)


@pytest.fixture
def with_full_control_of_the_database(plan: Plan) -> None:
    """Somebody who can drop the triggers; the end of the test's transaction brings them back."""
    connection.check_constraints()  # PostgreSQL drops no trigger while checks of this transaction are pending
    triggers.drop(apps, SimpleNamespace(connection=connection))


def faults() -> list[str]:
    return [fault.sentence for fault in verify()]


def test_the_record_of_real_work_is_whole(plan: Plan) -> None:
    assert list(verify()) == []


@pytest.mark.usefixtures("with_full_control_of_the_database")
@pytest.mark.parametrize("field", ["move", "capacity", "to_state", "at", "facts", "version_hash"])
def test_an_altered_event_is_found(plan: Plan, field: str) -> None:
    event = Event.objects.get(document=plan.pk, position=2)
    other = {"at": plan.created_at.replace(year=2000), "facts": {"rows": 1}}.get(field, "other")
    Event.objects.filter(pk=event.pk).update(**{field: other})
    assert faults() != []


@pytest.mark.usefixtures("with_full_control_of_the_database")
def test_a_removed_event_is_found(plan: Plan) -> None:
    Event.objects.filter(document=plan.pk, position=2).delete()
    assert faults() != []


@pytest.mark.usefixtures("with_full_control_of_the_database")
def test_a_removed_last_event_is_found(plan: Plan) -> None:
    EventReason.objects.all().delete()
    Event.objects.filter(document=plan.pk, position=plan.revision).delete()
    assert faults() != []


def test_a_state_written_past_the_door_is_found(plan: Plan) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE governance_document SET state = 'approved' WHERE id = %s", [plan.pk])
    assert len(faults()) == 1


@pytest.mark.usefixtures("with_full_control_of_the_database")
def test_altered_content_of_a_version_is_found(plan: Plan) -> None:
    version = Version.objects.get(document=plan.pk)
    Version.objects.filter(pk=version.pk).update(content={**version.content, "title": "Другой план"})
    assert len(faults()) == 1


def test_altered_words_of_a_reason_are_found(plan: Plan) -> None:
    EventReason.objects.update(text="по просьбе директора")
    assert len(faults()) == 1


def test_words_erased_when_their_term_ends_leave_the_record_whole(plan: Plan) -> None:
    EventReason.objects.all().delete()
    assert list(verify()) == []


def test_verify_history_ends_with_one_on_a_fault_and_names_the_paper(
    plan: Plan, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("verify_history")
    Document.objects.filter(pk=plan.pk).update(head="0" * 64)
    with pytest.raises(SystemExit) as end:
        call_command("verify_history")
    assert end.value.code == 1
    assert plan.code in capsys.readouterr().out


def test_verify_history_of_an_unknown_code_ends_with_two(plan: Plan) -> None:
    with pytest.raises(SystemExit) as end:
        call_command("verify_history", paper="ZZZZ-ZZZZ-ZZZZ")
    assert end.value.code == 2


def test_a_seal_holds_while_the_record_only_grows(plan: Plan, luza: Luza) -> None:
    seal = make_seal()
    perform(plan, "submit", by=luza.people["deputy"])
    assert list(check_seal(seal)) == []


@pytest.mark.usefixtures("with_full_control_of_the_database")
def test_a_chain_recomputed_as_a_whole_is_found_by_an_older_seal(plan: Plan) -> None:
    seal = make_seal()
    event = Event.objects.get(document=plan.pk, position=plan.revision)
    event.facts = {"rewritten": True}
    digest = event.computed_hash(plan.code, "")
    Event.objects.filter(pk=event.pk).update(facts=event.facts, hash=digest)
    Document.objects.filter(pk=plan.pk).update(head=digest)
    assert list(verify()) == []
    assert len(list(check_seal(seal))) == 1


def test_an_altered_seal_is_refused(plan: Plan, tmp_path: Path) -> None:
    content = json.loads(make_seal())
    content["heads"][0][1] += 1
    with pytest.raises(BrokenSeal):
        list(check_seal(json.dumps(content)))
    path = tmp_path / "seal.json"
    path.write_text("not a seal", encoding="utf-8")
    with pytest.raises(SystemExit) as end:
        call_command("verify_history", seal=str(path))
    assert end.value.code == 2
