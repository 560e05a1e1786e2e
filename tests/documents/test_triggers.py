"""Triggers of the record: what is written once is not replaced either; a trigger that is gone or weaker is named."""

from collections.abc import Iterator

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import translation

from governance.documents.kinds.plan.plan import Plan
from governance.documents.record.events import Event
from governance.documents.record.history import verify
from governance.documents.record.perform import draft
from governance.documents.record.trigger_check import _triggers
from governance.documents.record.triggers import expected
from governance.record_rows import past_the_door
from governance.scenarios.luza import Luza
from governance.verification import Scope

pytestmark = pytest.mark.django_db

GONE, WEAKER, ADDED, OFF = "missing", "weakened", "does not belong there", "switches"

SQLITE = [
    (["DROP TRIGGER governance_event_no_update"], "governance_event_no_update", GONE),
    (["DROP TRIGGER governance_version_no_replace"], "governance_version_no_replace", GONE),
    (
        [
            "DROP TRIGGER governance_event_no_delete",
            "CREATE TRIGGER governance_event_no_delete BEFORE DELETE ON governance_event BEGIN SELECT 1; END",
        ],
        "governance_event_no_delete",
        WEAKER,
    ),
    (
        [
            "CREATE TRIGGER quiet BEFORE INSERT ON governance_signature "
            "WHEN NEW.place = 'chair' BEGIN SELECT RAISE(IGNORE); END"
        ],
        "quiet (governance_signature)",
        ADDED,
    ),
    (["PRAGMA recursive_triggers=OFF"], "recursive_triggers", OFF),
]
POSTGRESQL = [
    (["DROP TRIGGER governance_event_no_change ON governance_event"], "governance_event_no_change", GONE),
    (
        ["ALTER TABLE governance_version DISABLE TRIGGER governance_version_no_change"],
        "governance_version_no_change",
        WEAKER,
    ),
    (
        ["ALTER TABLE governance_event ENABLE REPLICA TRIGGER governance_event_no_truncate"],
        "governance_event_no_truncate",
        WEAKER,
    ),
    (
        [
            "DROP TRIGGER governance_event_no_change ON governance_event",
            "CREATE TRIGGER governance_event_no_change BEFORE UPDATE ON governance_event "
            "FOR EACH ROW EXECUTE FUNCTION governance_append_only()",
        ],
        "governance_event_no_change",
        WEAKER,
    ),
    (
        [
            "CREATE OR REPLACE FUNCTION governance_append_only() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RETURN NEW; END $$"
        ],
        "governance_event_no_change",
        WEAKER,
    ),
    (
        ["CREATE RULE quiet AS ON UPDATE TO governance_event DO INSTEAD NOTHING"],
        "quiet",
        OFF,
    ),
    (["SET LOCAL session_replication_role = replica"], "session_replication_role", OFF),
]


def named() -> list[tuple[str, str]]:
    """What is not right with the triggers that stand in the database now: which one, and the sentence."""
    return [(fault.subject, fault.sentence) for faults in _triggers(Scope()) for fault in faults]


@pytest.fixture(autouse=True)
def _source_language() -> Iterator[None]:
    """Sentences are compared as they stand in the code."""
    with translation.override(None):
        yield


def test_the_triggers_of_the_program_are_whole() -> None:
    assert named() == []


@pytest.mark.parametrize("case", range(max(len(SQLITE), len(POSTGRESQL))))
def test_a_trigger_that_is_gone_or_weaker_is_named(case: int) -> None:
    cases = SQLITE if connection.vendor == "sqlite" else POSTGRESQL
    if case >= len(cases):
        pytest.skip("the other database has more ways")
    statements, name, what = cases[case]
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
            found = named()
            transaction.set_rollback(True)
    finally:
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA recursive_triggers=ON")
    assert name in [subject for subject, _sentence in found]
    assert all(what in sentence for _subject, sentence in found)
    # All triggers of PostgreSQL call one function.
    assert len(found) == (len(expected(connection.vendor)) if "FUNCTION" in statements[0] else 1)
    assert named() == []


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL knows no REPLACE")
@pytest.mark.parametrize("guarded", [True, False])
def test_an_event_is_not_replaced_past_the_triggers_or_is_found_to_be(guarded: bool, luza: Luza) -> None:
    draft(Plan, unit=luza.district, title="План", by=luza.people["deputy"])
    columns = [column.column for column in Event._meta.local_concrete_fields]
    other = ["'forged'" if name == "move" else name for name in columns]
    replace = (
        f"INSERT OR REPLACE INTO governance_event ({', '.join(columns)}) "
        f"SELECT {', '.join(other)} FROM governance_event"
    )
    with past_the_door(), connection.cursor() as cursor:
        if not guarded:
            # Somebody with the file of the database and a client of their own.
            cursor.execute("PRAGMA recursive_triggers=OFF")
            cursor.execute("DROP TRIGGER governance_event_no_replace")
        try:
            with transaction.atomic():
                cursor.execute(replace)
        except DatabaseError:
            assert guarded
        finally:
            cursor.execute("PRAGMA recursive_triggers=ON")
    assert [fault.sentence for fault in verify()] == ([] if guarded else ["the event has been altered"])
