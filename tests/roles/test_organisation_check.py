"""Verifying the record of the organisation finds what was altered in its chain, and rights given past it."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.db import connection

from governance.documents.record import triggers
from governance.proof.hash_chain import ReasonText
from governance.record_rows import past_the_door
from governance.roles.organisation import DistrictRecord, OrganisationEvent, OrganisationWords
from governance.roles.organisation_check import ALWAYS_EMPTY
from governance.roles.unit import UnitUserPermission
from governance.scenarios.luza import Luza
from tests.tampering import faults_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def open_record(luza: Luza) -> Luza:
    """Without the triggers, as somebody has it who can do anything to the database."""
    connection.check_constraints()  # PostgreSQL drops no trigger while checks of this transaction are pending
    triggers.drop(apps, SimpleNamespace(connection=connection))
    return luza


def event(position: int) -> Any:
    return OrganisationEvent.objects.filter(position=position)


def swap(one: int, other: int) -> None:
    event(one).update(position=9_999)
    event(other).update(position=one)
    event(9_999).update(position=other)


def remove_the_last() -> None:
    last = OrganisationEvent.objects.order_by("position").last()
    assert last is not None
    OrganisationWords.objects.filter(event=last).delete()
    OrganisationEvent.objects.filter(pk=last.pk).delete()


def insert_one() -> None:
    last = OrganisationEvent.objects.order_by("position").last()
    assert last is not None
    last.pk, last.position = None, last.position + 1
    last.save(force_insert=True)


def append_one_unsigned() -> None:
    """All hashes fit, and the district knows its new end: only the key is missing."""
    record = DistrictRecord.objects.get()
    last = OrganisationEvent.objects.order_by("position").last()
    assert last is not None
    last.pk, last.position, last.rows = None, last.position + 1, {}
    last.previous, last.previous_signature = record.head, record.head_signature
    last.words_hash = ReasonText("", "").digest()
    last.hash = last.computed_hash()
    last.save(force_insert=True)
    DistrictRecord.objects.update(position=last.position, head=last.hash, head_signature=last.signature)


ALTERED = "the event has been altered"
TAMPERINGS: dict[str, tuple[Callable[[], Any], str]] = {
    "an act": (lambda: event(3).update(act="dismiss"), ALTERED),
    "who did it": (lambda: event(3).update(capacity="директор"), ALTERED),
    "since when it holds": (lambda: event(3).update(since="2001-01-01"), ALTERED),
    "what an event says of rows": (lambda: event(3).update(rows={}), ALTERED),
    "a signature inside": (
        lambda: event(3).update(signature="x" * 88),
        "the signature of an event has been altered",
    ),
    "the order": (lambda: swap(3, 4), "the event does not follow the one before it"),
    "the last event removed": (remove_the_last, "the card and the record disagree on the last event"),
    "an event inserted": (insert_one, "the event does not follow the one before it"),
    "an event appended": (append_one_unsigned, "the last event was not signed by this server"),
    "a basis": (
        lambda: OrganisationWords.objects.filter(event__position=3).update(basis="другой приказ"),
        "the words of the reason have been altered",
    ),
    "the end": (
        lambda: DistrictRecord.objects.update(head="0" * 64),
        "the card and the record disagree on the last event",
    ),
    "the record": (DistrictRecord.objects.all().delete, "the district has no record of its organisation"),
    "the name of a right": (
        lambda: Permission.objects.filter(codename="vote").update(codename="vot"),
        "a row has been altered: right of a role",
    ),
    "the name of a role": (
        lambda: Group.objects.filter(name__startswith="observer@").update(name="school_head@777"),
        "a row has been altered: right of a role",
    ),
}


@pytest.mark.parametrize("name", TAMPERINGS)
def test_what_was_altered_in_the_chain_is_found(open_record: Luza, name: str) -> None:
    assert list(faults_in(None)) == []
    tamper, sentence = TAMPERINGS[name]
    with past_the_door():
        tamper()
    faults = [fault.sentence for fault in faults_in(None)]
    assert any(said.startswith(sentence) for said in faults), faults


def test_rights_given_past_the_appointments_are_found(open_record: Luza) -> None:
    person, base = open_record.people["observer"], open_record.base
    permission = Permission.objects.get(codename="sign_order")
    with past_the_door():
        person.user_permissions.add(permission)
        UnitUserPermission.objects.create(user=person, permission=permission, content_object=base)
    assert sorted(fault.sentence for fault in faults_in(None)) == [
        f"a row was inserted: right of a person {UnitUserPermission.objects.get().pk}",
        "rights are given past the appointments: governance.Person_user_permissions",
    ], "a table that packages read, and one of the record"
    assert "governance.Person_groups" in ALWAYS_EMPTY
