"""The executors of the rows of a plan in force: recognised or chosen, asked in the row's time, accepted or returned."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.utils import translation

from governance.clock import played
from governance.documents.approval.execution.rows import Executor, Report
from governance.documents.errors import NotAllowed, NotLegal
from governance.documents.kinds.plan.importing import read_plan
from governance.documents.kinds.plan.plan import Plan
from governance.documents.kinds.plan.recognition import Known
from governance.documents.record.history import history_of
from governance.documents.record.perform import perform
from governance.flows.engine.models import Task
from governance.flows.jobs.ends import ask_executors
from governance.roles.acts.appointing import dismiss
from governance.roles.appointment import Appointment
from governance.roles.catalogue import Role
from governance.scenarios.luza import Luza
from tests.plan.chain import Chain

pytestmark = pytest.mark.django_db

SOURCE = Path(__file__).parents[2] / "data" / "luza_plan_2011_2012.txt"


@pytest.fixture(autouse=True)
def _september() -> Iterator[None]:
    with played(date(2011, 9, 5)), translation.override(None):
        yield


@pytest.fixture
def chain(luza: Luza, monkeypatch: pytest.MonkeyPatch) -> Chain:
    return Chain(luza, monkeypatch)


def asked(plan: Plan) -> list[tuple[str, str, date | None]]:
    tasks = Task.objects.filter(process__document_id=plan.pk, status="NEW").exclude(process__part="")
    return [(task.flow_task.name, task.person.surname if task.person else "", task.due) for task in tasks]


def begun(chain: Chain) -> tuple[Plan, str]:
    """The plan on a morning of September, with the part of the row that has begun."""
    plan = chain.approved()
    plan = perform(plan, "ask_rows", basis=plan)
    (row,) = plan.open_rows
    return plan, row.part


def test_nobody_is_asked_before_a_rows_time_and_once_from_then_on(chain: Chain) -> None:
    plan = chain.approved()
    assert asked(plan) == []
    ask_executors()
    plan = Plan.objects.get(pk=plan.pk)
    assert [row.text for row in plan.followed if row.is_open] == [
        row.text for row in plan.followed if row.term_start and row.term_start <= date(2011, 9, 5)
    ]
    with pytest.raises(NotAllowed):
        perform(plan, "ask_rows", basis=plan)
    with pytest.raises(NotAllowed):
        perform(plan, "ask_rows", by=chain.deputy)


def test_a_row_is_charged_reported_returned_and_accepted(chain: Chain) -> None:
    plan, part = begun(chain)
    key = int(part.partition(":")[2])
    clerk, deputy = chain.clerk, chain.deputy
    plan = perform(plan, "charge_row", by=deputy, row=key, executors=[f"person:{clerk.pk}"])
    due = plan.rows().get(pk=key).due
    assert asked(plan) == [("report", "Тестова", due)]
    before = history_of(plan)
    with pytest.raises(NotAllowed):
        perform(plan, "report_row", by=chain.stranger, part=part)
    with pytest.raises(NotAllowed):
        perform(plan, "mark_row_done", by=clerk, row=key)
    assert history_of(plan) == before
    plan = perform(plan, "report_row", by=clerk, part=part, note="Проведено.")
    assert [step for step, _who, _due in asked(plan)] == ["control"]
    with pytest.raises(NotLegal, match="awaits its answer already"):
        perform(plan, "report_row", by=clerk, part=part)
    plan = perform(plan, "return_row", by=deputy, row=key, reason="Нет списка.")
    assert asked(plan) == [("report", "Тестова", due)]
    plan = perform(plan, "report_row", by=clerk, part=part, note="Со списком.")
    plan = perform(plan, "mark_row_done", by=deputy, row=key)
    assert asked(plan) == []
    assert [(one.text, one.accepted) for one in Report.objects.all()] == [
        ("Проведено.", False),
        ("Со списком.", True),
    ]
    with pytest.raises(NotLegal, match="done already"):
        perform(plan, "charge_row", by=deputy, row=key, executors=[f"person:{clerk.pk}"])


def test_the_deputy_sees_to_the_row_of_a_school_that_nobody_heads(chain: Chain) -> None:
    plan, part = begun(chain)
    key = int(part.partition(":")[2])
    second = chain.luza.schools["second"]
    for held in Appointment.objects.filter(unit=second, role=Role.SCHOOL_HEAD):
        dismiss(held, by=None, basis="приказ об увольнении")
    plan = perform(plan, "charge_row", by=chain.deputy, row=key, executors=[f"unit:{second.pk}"])
    assert [step for step, _who, _due in asked(plan)] == ["watch"]
    plan = perform(plan, "mark_row_done", by=chain.deputy, row=key)
    assert asked(plan) == []


def test_several_rows_are_marked_at_once_all_or_none(chain: Chain) -> None:
    plan, part = begun(chain)
    keys = [row.pk for row in plan.rows()]
    before = history_of(plan)
    for wrong in ([], [*keys, 0]):
        with pytest.raises(NotLegal):
            perform(plan, "mark_rows_done", by=chain.deputy, rows=wrong)
    with pytest.raises(NotAllowed):
        perform(plan, "mark_rows_done", by=chain.stranger, rows=keys)
    assert history_of(plan) == before
    plan = perform(plan, "mark_rows_done", by=chain.deputy, rows=keys)
    assert (plan.rows().filter(done_on=None).count(), asked(plan)) == (0, [])
    with pytest.raises(NotLegal, match="already"):
        perform(plan, "mark_rows_done", by=chain.deputy, rows=keys[:1])
    assert part


def test_the_words_of_the_districts_own_plan_name_its_people_and_bodies(luza: Luza) -> None:
    known = Known.of(luza.district)
    plan = read_plan(SOURCE.read_bytes(), SOURCE.name)
    rows = [row for section in plan.sections for row in section.rows]
    named = [known.recognised(row.executors) for row in rows]
    unknown = sorted({row.executors_text for row, found in zip(rows, named, strict=True) if not found})
    assert (len(rows), unknown) == (45, ["Зам по ВР", "РОО", "Системный администратор"])

    def words(*names: str) -> list[str]:
        return [one.words.partition(",")[0] for one in known.recognised(names)]

    assert words("Совет округа") == ["Совет школьного округа"]
    assert words("Директор БШ") == words("Пелевин Л.В.") == ["Пелевин Л.В."]
    assert words("Зам. по УВР") == words("Зам директора по УВР") == ["Винокурова С.А."]
    assert words("Зам по УВР МОКУ СОШ №2") == ["Козлов Д.О."]
    assert len(words("Директора школ округа")) == 6
    assert words("департамент") == words("РОО") == []
    assert Executor.objects.count() == 0
