"""No row of the record is altered, removed or inserted unnoticed, and none is written outside of an act."""

import re
from collections.abc import Callable
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, models, transaction
from django.test.utils import isolate_apps
from django.utils import translation

from governance.documents.kinds.plan.plan import Plan
from governance.documents.record import triggers
from governance.documents.record.act import Act
from governance.documents.record.attached import Remark
from governance.documents.record.coverage import uncovered
from governance.documents.record.document import Document
from governance.documents.record.history import verify
from governance.documents.record.perform import draft
from governance.documents.record.row_check import row_models
from governance.record_rows import OutsideAnAct, words_for
from governance.scenarios.luza import Luza
from governance.scenarios.plan import play_plan
from governance.scenarios.stage import Stage
from tests.documents.further import BY_SCENARIO, FURTHER, play_further
from tests.plays import PLAYS
from tests.tampering import FOUND, MISSED, faults_in, sweep, without_rows
from tests.whole import WHOLE

pytestmark = pytest.mark.django_db


DERIVED = {(model.__name__, name) for model in apps.get_models() for name in getattr(model, "derived", {})}


def missed(*, whole: bool) -> set[tuple[str, str]]:
    """Which tamperings of the present record are not found, but for columns that say why they need not be."""
    connection.check_constraints()  # PostgreSQL drops no trigger while checks of this transaction are pending
    triggers.drop(apps, SimpleNamespace(connection=connection))
    assert list(verify()) == list(faults_in(None)) == []
    tried = list(sweep(whole=whole))
    assert any(each.outcome == FOUND for each in tried)
    return {(each.model, each.what) for each in tried if each.outcome == MISSED} - DERIVED


def test_tampering_with_the_rows_of_the_chain_is_found(luza: Luza) -> None:
    play_plan(luza, Stage())
    assert missed(whole=False) == set()


@pytest.mark.exhaustive
@pytest.mark.skipif(not WHOLE, reason="tries every column: make proof")
@pytest.mark.parametrize("name", PLAYS)
def test_every_column_and_row_of_all_plays_is_covered(luza: Luza, name: str) -> None:
    PLAYS[name](luza, Stage())
    assert missed(whole=True) == set()


def test_tampering_with_rows_that_no_scenario_writes_is_found(luza: Luza) -> None:
    play_further(luza)
    assert set(FURTHER) & without_rows() == set()
    assert missed(whole=WHOLE) == set()


@pytest.mark.exhaustive
@pytest.mark.skipif(not WHOLE, reason="tries every column: make proof")
def test_every_column_and_row_of_the_demonstration_is_covered(db: None, settings: Any) -> None:
    settings.DEMO, settings.DEMO_DATE = True, date(2011, 11, 21)
    call_command("demo")
    assert missed(whole=True) == set()


@pytest.mark.exhaustive
@pytest.mark.skipif(not WHOLE, reason="plays a scenario: make proof")
@pytest.mark.parametrize("name", sorted(set(BY_SCENARIO.values())))
def test_a_scenario_writes_the_rows_that_are_left_to_it(luza: Luza, name: str) -> None:
    PLAYS[name](luza, Stage())
    assert {model for model, play in BY_SCENARIO.items() if play == name} & without_rows() == set()


def test_rows_are_written_by_acts_alone(luza: Luza) -> None:
    plan = draft(Plan, unit=luza.district, title="План", by=luza.people["deputy"])
    remark = Remark(document_id=plan.pk, version=0, text="Мимо двери", made_at=plan.created_at)
    writes: list[Callable[[], object]] = [
        remark.save,
        lambda: Remark.objects.bulk_create([remark]),
        lambda: Document.objects.filter(pk=plan.pk).update(title="Другой план"),
        Remark.objects.all().delete,
    ]
    for write in writes[:3]:
        with pytest.raises(OutsideAnAct), transaction.atomic():
            write()
    assert list(verify()) == []


@isolate_apps("governance")
def test_a_model_that_is_on_neither_side_is_refused() -> None:
    class Loose(models.Model):
        class Meta:
            app_label = "governance"

    class Idle(models.Model):
        binds_nobody = "it repeats what the record says"

        class Meta:
            app_label = "governance"

    refused = [(error.id, error.msg) for error in uncovered([Loose, Idle, Remark])]
    assert refused == [
        ("governance.E040", "governance.Loose is neither of the record nor said to bind nobody.")
    ]


def test_an_act_that_writes_a_row_past_its_naming_is_refused(luza: Luza) -> None:
    """A statement written by hand inside an act, which names no row."""

    def by_hand(plan: Plan, act: Act) -> None:
        with connection.cursor() as cursor:
            cursor.execute("UPDATE governance_remark SET text = 'x'")

    with pytest.raises(OutsideAnAct), transaction.atomic():
        draft(Plan, unit=luza.district, title="План", by=luza.people["deputy"], fill=by_hand)


def test_a_row_of_another_paper_is_not_written_by_an_act(luza: Luza) -> None:
    deputy = luza.people["deputy"]
    other = draft(Plan, unit=luza.district, title="План", by=deputy)

    def across(plan: Plan, act: Act) -> None:
        Remark.objects.create(document_id=other.pk, version=0, text="чужое", made_at=act.at)

    with pytest.raises(OutsideAnAct), transaction.atomic():
        draft(Plan, unit=luza.district, title="Другой план", by=deputy, fill=across)


def test_each_row_has_a_name_for_people() -> None:
    with translation.override("ru"):
        foreign = [model.__name__ for model in row_models() if not re.search("[а-я]", words_for(model))]
    assert foreign == []
