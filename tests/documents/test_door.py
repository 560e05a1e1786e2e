"""The one door: what it asks, in which order, and that a refusal leaves nothing behind."""

import pytest
from django.db import DatabaseError, connection, transaction

from governance.documents.errors import NotAllowed, NotLegal, Stale
from governance.documents.kinds.order.order import Order
from governance.documents.kinds.plan.importing import import_plan
from governance.documents.kinds.plan.plan import Plan
from governance.documents.record.document import Document
from governance.documents.record.events import Event
from governance.documents.record.history import history_of
from governance.documents.record.perform import draft, perform
from governance.record_rows import past_the_door
from governance.scenarios.luza import Luza
from governance.scenarios.plan import SOURCE
from tests.founding import repairer
from tests.memory import recalled

pytestmark = [pytest.mark.django_db, pytest.mark.quick]


@pytest.fixture
@recalled
def plan(luza: Luza) -> Plan:
    return import_plan(SOURCE.read_bytes(), SOURCE.name, by=luza.people["deputy"], unit=luza.district)


def test_a_move_changes_the_state_and_leaves_one_event(plan: Plan, luza: Luza) -> None:
    fresh = perform(plan, "submit", by=luza.people["deputy"])
    assert fresh.state == "review"
    assert history_of(plan) == ["draft", "import_file", "submit"]


def test_the_event_names_the_person_the_capacity_and_the_version(plan: Plan, luza: Luza) -> None:
    fresh = perform(plan, "submit", by=luza.people["deputy"])
    event = Event.objects.get(document=plan.pk, move="submit")
    assert event.actor == luza.people["deputy"]
    assert event.capacity == "заместитель директора по УВР базовой школы"
    assert event.appointment in luza.appointments["deputy"]
    assert fresh.present_version is not None
    assert event.version_hash == fresh.present_version.sha256


@pytest.mark.parametrize(
    "key", ["director", "secretary", "head_second", "clerk", "observer", "deputy_second"]
)
def test_whoever_lacks_the_right_is_refused_and_nothing_changes(plan: Plan, luza: Luza, key: str) -> None:
    with pytest.raises(NotAllowed):
        perform(plan, "submit", by=luza.people[key])
    assert (Plan.objects.get(pk=plan.pk).state, history_of(plan)) == ("draft", ["draft", "import_file"])


def test_a_superuser_is_refused_too(plan: Plan, luza: Luza) -> None:
    root = repairer(luza.district)
    with pytest.raises(NotAllowed):
        perform(plan, "submit", by=root)
    assert history_of(plan) == ["draft", "import_file"]


def test_a_move_that_the_state_does_not_know_is_refused(plan: Plan, luza: Luza) -> None:
    with pytest.raises(NotLegal):
        perform(plan, "publish", by=luza.people["deputy"])
    assert history_of(plan) == ["draft", "import_file"]


@pytest.mark.parametrize("move", ["save", "delete", "state", "content", "no_such_move"])
def test_only_declared_moves_pass_through_the_door(plan: Plan, luza: Luza, move: str) -> None:
    with pytest.raises(NotLegal):
        perform(plan, move, by=luza.people["deputy"])
    assert history_of(plan) == ["draft", "import_file"]


def test_nobody_agrees_by_hand_what_only_a_protocol_can_agree(plan: Plan, luza: Luza) -> None:
    perform(plan, "submit", by=luza.people["deputy"])
    for person in luza.people.values():
        with pytest.raises(NotAllowed):
            perform(plan, "agree", by=person)
    assert Plan.objects.get(pk=plan.pk).state == "review"


def test_a_paper_that_decides_nothing_about_the_plan_is_no_basis(plan: Plan, luza: Luza) -> None:
    perform(plan, "submit", by=luza.people["deputy"])
    order = draft(Order, unit=luza.base, title="Об ином", by=luza.people["clerk"])
    with pytest.raises(NotAllowed):
        perform(plan, "agree", basis=order)
    assert Plan.objects.get(pk=plan.pk).state == "review"


def test_a_stale_page_is_refused(plan: Plan, luza: Luza) -> None:
    with pytest.raises(Stale):
        perform(plan, "submit", by=luza.people["deputy"], seen=plan.revision - 1)
    assert history_of(plan) == ["draft", "import_file"]


def test_a_required_reason_is_required(plan: Plan, luza: Luza) -> None:
    perform(plan, "submit", by=luza.people["deputy"])
    with pytest.raises(NotLegal):
        perform(plan, "withdraw", by=luza.people["deputy"], reason="   ")
    assert history_of(plan) == ["draft", "import_file", "submit"]


def test_a_reason_longer_than_the_limit_is_refused(plan: Plan, luza: Luza) -> None:
    perform(plan, "submit", by=luza.people["deputy"])
    with pytest.raises(NotLegal):
        perform(plan, "withdraw", by=luza.people["deputy"], reason="я" * 5001)
    assert history_of(plan) == ["draft", "import_file", "submit"]


def test_a_state_cannot_be_assigned(plan: Plan) -> None:
    with pytest.raises(AttributeError):
        plan.state = "approved"


@pytest.mark.parametrize("title", ["", "   ", "я" * 501])
def test_a_paper_needs_a_title_of_a_readable_length(luza: Luza, title: str) -> None:
    with pytest.raises(NotLegal):
        draft(Order, unit=luza.base, title=title, by=luza.people["clerk"])
    assert Document.objects.count() == 0


def test_a_paper_is_not_begun_without_the_right(luza: Luza) -> None:
    with pytest.raises(NotAllowed):
        draft(Order, unit=luza.base, title="О чужом", by=luza.people["deputy_second"])
    assert Document.objects.count() == 0


def test_the_same_content_is_the_same_version(plan: Plan, luza: Luza) -> None:
    deputy = luza.people["deputy"]
    perform(plan, "submit", by=deputy)
    perform(plan, "withdraw", by=deputy, reason="проверить")
    fresh = perform(plan, "submit", by=deputy)
    assert fresh.version == 1


@pytest.mark.parametrize("table", ["governance_event", "governance_version"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET document_id = document_id", "DELETE FROM {}"])
def test_the_database_itself_refuses_to_alter_the_record(
    plan: Plan, luza: Luza, table: str, statement: str
) -> None:
    perform(plan, "submit", by=luza.people["deputy"])
    with past_the_door(), pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(table))
    assert history_of(plan) == ["draft", "import_file", "submit"]
