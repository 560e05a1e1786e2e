"""A row knows its flow and its step by name, wherever the module of the flow stands."""

import pytest
from django.core.checks import Error
from django.db import connection

from governance.documents.kinds.plan.plan import Plan
from governance.documents.record.perform import draft
from governance.flows.engine.checks import no_task_stands_on_a_removed_step
from governance.flows.engine.flow import PaperFlow, enter, flow_called
from governance.flows.engine.models import Process, Task
from governance.flows.processes.plan import PlanFlow
from governance.flows.processes.protocol import UnresolvedFlow
from governance.scenarios.luza import Luza


def plan_of(luza: Luza) -> Plan:
    plan = draft(Plan, unit=luza.district, title="План", by=luza.people["deputy"])
    assert isinstance(plan, Plan)
    return plan


def stored(table: str, column: str) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {table}")
        return {row[0] for row in cursor.fetchall()}


@pytest.mark.django_db
def test_a_process_and_its_tasks_are_stored_by_names_alone(luza: Luza) -> None:
    plan = plan_of(luza)
    assert stored("governance_process", "flow_class") == {"PlanFlow"}
    assert stored("governance_task", "flow_task") == {"PlanFlow.start", "PlanFlow.draft"}
    assert Process.objects.get(document=plan).flow_class is PlanFlow
    assert Task.objects.open().get().flow_task is PlanFlow.instance.node("draft")


@pytest.mark.django_db
def test_a_task_on_a_step_that_is_no_more_is_found_by_the_check(luza: Luza) -> None:
    plan_of(luza)
    assert no_task_stands_on_a_removed_step(None, databases=["default"]) == []
    Task.objects.open().update(flow_task="PlanFlow.renamed")
    assert Task.objects.open().get().flow_task is None
    (error,) = no_task_stands_on_a_removed_step(None, databases=["default"])
    assert (type(error), error.id) == (Error, "governance.E025")


@pytest.mark.parametrize("name", ["PlanFlow", "UnsettledFlow"])
def test_two_flows_of_one_name_are_refused(name: str) -> None:
    with pytest.raises(ValueError, match=f"Two flows are called {name}"):
        enter(name)(type("OtherFlow", (PaperFlow,), {}))


def test_a_flow_is_found_by_its_former_name_too() -> None:
    assert flow_called("UnsettledFlow") is flow_called("UnresolvedFlow") is UnresolvedFlow
    assert UnresolvedFlow.name == "UnresolvedFlow"


def test_no_flow_has_an_empty_name() -> None:
    assert flow_called("") is None
