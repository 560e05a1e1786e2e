"""Whose turn it is: the tasks that an order puts before people, none of them stuck, none doubled."""

from collections import Counter
from datetime import date
from typing import Any

import pytest

from governance.documents.kinds.order.drafting import draft_annulling_order
from governance.documents.kinds.order.order import Order
from governance.documents.kinds.plan.plan import Plan
from governance.documents.record.attached import Link
from governance.documents.record.perform import perform
from governance.flows.engine.models import Process, Task
from governance.scenarios.luza import Luza
from tests.memory import recalled

from .conftest import fresh


def tasks(order: Order) -> list[tuple[str, str]]:
    """(step, whom it waits for): a person's surname, or the right."""
    found = Task.objects.open().filter(process__document_id=order.pk).select_related("person").order_by("pk")
    return sorted(
        (task.flow_task.name, task.person.surname if task.person else task.right)
        for task in found
        if task.flow_task is not None
    )


def running(order: Order) -> Counter[str]:
    processes = Process.objects.filter(document=order, finished=None)
    return Counter(f"{process.flow_class.__name__}/{process.part}" for process in processes)


def waits_for(person: Any) -> list[str]:
    return [task.flow_task.name for task in Task.objects.waiting_for(person).order_by("pk")]


@pytest.fixture
@recalled
def agreeing(order: Order, luza: Luza) -> Order:
    for key in ("deputy", "director"):
        order = perform(order, "ask_visa", by=luza.people["clerk"], person=luza.people[key])
    return perform(order, "submit", by=luza.people["clerk"])


@pytest.mark.quick
def test_the_way_without_visas(order: Order, luza: Luza) -> None:
    assert tasks(order) == [("prepare", "draft_order")]
    order = perform(order, "submit", by=luza.people["deputy"])
    assert tasks(order) == [("sign", "sign_order")]
    order = perform(order, "sign", by=luza.people["director"])
    assert tasks(order) == [("execution", ""), ("reading", "Тестова"), ("report", "Тестова")]
    order = perform(order, "report_point", by=luza.people["clerk"], part=order.points.get(number="2").part)
    assert tasks(order) == [("closing", "Пелевин"), ("reading", "Тестова")]
    order = perform(order, "confirm_read", by=luza.people["clerk"])
    order = perform(order, "complete", by=luza.people["director"])
    assert (tasks(order), running(order)) == ([], Counter())


def test_each_visa_is_one_persons_task(agreeing: Order, luza: Luza) -> None:
    assert tasks(agreeing) == [("visa", "Винокурова"), ("visa", "Пелевин"), ("visas", "")]
    assert waits_for(luza.people["clerk"]) == []
    agreeing = perform(agreeing, "give_visa", by=luza.people["director"], outcome="agreed")
    assert tasks(agreeing) == [("visa", "Винокурова"), ("visas", "")]
    agreeing = perform(agreeing, "give_visa", by=luza.people["deputy"], outcome="agreed")
    assert tasks(agreeing) == [("sign", "sign_order")]


@pytest.mark.parametrize("way_back", ["refused", "send_back", "recall"])
def test_a_way_back_takes_the_open_visas_off_the_lists_and_submitting_asks_anew(
    agreeing: Order, luza: Luza, way_back: str
) -> None:
    if way_back == "refused":
        order = perform(agreeing, "give_visa", by=luza.people["deputy"], outcome="refused", remark="Нет")
    elif way_back == "send_back":
        order = perform(agreeing, "send_back", by=luza.people["director"], reason="Нет")
    else:
        order = perform(agreeing, "recall", by=luza.people["clerk"])
    assert tasks(order) == [("prepare", "draft_order")]
    order = perform(order, "submit", by=luza.people["clerk"])
    assert tasks(order) == [("visa", "Винокурова"), ("visa", "Пелевин"), ("visas", "")]


def test_a_dropped_visa_leaves_no_task(agreeing: Order, luza: Luza) -> None:
    for visa in agreeing.visas.all():
        agreeing = perform(agreeing, "drop_visa", by=luza.people["clerk"], part=visa.part)
    assert tasks(agreeing) == [("sign", "sign_order")]


def test_a_rejected_order_leaves_nothing_behind(agreeing: Order, luza: Luza) -> None:
    agreeing = perform(agreeing, "reject", by=luza.people["director"], reason="Не нужен")
    assert (tasks(agreeing), running(agreeing)) == ([], Counter())


def test_a_draft_that_is_rejected_leaves_nothing_behind(order: Order, luza: Luza) -> None:
    order = perform(order, "reject", by=luza.people["director"], reason="Не нужен")
    assert (tasks(order), running(order)) == ([], Counter())


def test_an_annulled_order_leaves_nothing_behind(signed: Order, luza: Luza) -> None:
    annulling = draft_annulling_order(signed, by=luza.people["deputy"], reason="Изменился порядок")
    annulling = perform(annulling, "submit", by=luza.people["deputy"])
    perform(annulling, "sign", by=luza.people["director"])
    assert (tasks(signed), running(signed)) == ([], Counter())


def revived(order: Order, luza: Luza) -> Order:
    """Annulled, and put in force again by the order that annuls the annulling one."""
    by = luza.people["deputy"]
    ending = put_through(draft_annulling_order(order, by=by, reason="Изменился порядок"), luza)
    put_through(draft_annulling_order(ending, by=by, reason="Издан с нарушением", revive=True), luza)
    return fresh(order)


def put_through(order: Order, luza: Luza) -> Order:
    order = perform(order, "submit", by=luza.people["deputy"])
    return perform(order, "sign", by=luza.people["director"])


def test_an_order_that_stands_again_is_carried_out_and_on_control_as_before(
    signed: Order, luza: Luza
) -> None:
    asked = tasks(signed)
    order = revived(signed, luza)
    assert (order.state, tasks(order)) == ("executing", asked)
    order = perform(order, "report_point", by=luza.people["clerk"], part=order.points.get(number="2").part)
    controlled = [("closing", "Пелевин"), ("reading", "Тестова")]
    assert tasks(order) == controlled
    order = revived(order, luza)
    assert tasks(order) == controlled
    assert Task.objects.open().get(person=luza.people["director"], process__document=order).due is not None
    order = perform(order, "confirm_read", by=luza.people["clerk"])
    order = perform(order, "complete", by=luza.people["director"])
    # Off control before it was annulled, it asks nobody when it stands again.
    order = revived(order, luza)
    assert (order.state, tasks(order), running(order)) == ("done", [], Counter())


@pytest.mark.parametrize("published", [False, True])
def test_a_plan_that_stands_again_waits_for_what_it_waited_for(
    approval: Order, agreed_plan: Plan, luza: Luza, published: bool
) -> None:
    approved = put_through(approval, luza)
    if published:
        perform(fresh(agreed_plan), "publish", by=luza.people["deputy"])
    step = "execution" if published else "publication"
    asked = tasks(agreed_plan)
    assert step in [name for name, _who in asked]
    revived(approved, luza)
    assert (fresh(agreed_plan).state, tasks(agreed_plan)) == ("approved", asked)


def test_a_point_is_due_on_its_deadline_and_on_the_moved_one(signed: Order, luza: Luza) -> None:
    def due() -> list[date | None]:
        return [task.due for task in Task.objects.open().filter(process__part=point.part)]

    point = signed.points.get(number="2")
    assert due() == [date(2011, 9, 30)]
    perform(
        signed,
        "move_due",
        by=luza.people["director"],
        part=point.part,
        due=date(2011, 10, 5),
        reason="Болезнь",
    )
    assert due() == [date(2011, 10, 5)]


def test_a_returned_point_is_the_executors_task_again(signed: Order, luza: Luza) -> None:
    part = signed.points.get(number="2").part
    signed = perform(signed, "close_point", by=luza.people["director"], part=part)
    assert ("closing", "Пелевин") in tasks(signed)
    signed = perform(signed, "return_point", by=luza.people["director"], part=part, reason="Нет подписей")
    assert tasks(signed) == [("execution", ""), ("reading", "Тестова"), ("report", "Тестова")]


def test_a_point_of_somebody_without_an_account_waits_for_the_controllers(order: Order, luza: Luza) -> None:
    points = [{"text": "Починить крышу.", "executor_text": "завхоз", "due": date(2011, 9, 30)}]
    order = perform(
        order, "revise", by=luza.people["deputy"], points=points, control_by=luza.people["deputy"]
    )
    order = perform(order, "submit", by=luza.people["deputy"])
    order = perform(order, "sign", by=luza.people["director"])
    assert ("watch", "control_order") in tasks(order)
    order = perform(order, "close_point", by=luza.people["clerk"], part=order.points.get().part)
    assert ("closing", "Винокурова") in tasks(order)


def test_a_reader_taken_off_the_list_has_no_task(signed: Order, luza: Luza) -> None:
    signed = perform(signed, "acquaint", by=luza.people["deputy"], people=[luza.people["secretary"]])
    assert waits_for(luza.people["secretary"]) == ["reading"]
    part = signed.acquaintances.get(person=luza.people["secretary"]).part
    perform(signed, "drop_reader", by=luza.people["deputy"], part=part)
    assert waits_for(luza.people["secretary"]) == []


def test_an_effect_that_failed_is_a_task_until_it_is_resolved(
    approval: Order, agreed_plan: Plan, luza: Luza
) -> None:
    approval = perform(approval, "ask_visa", by=luza.people["clerk"], person=luza.people["deputy"])
    approval = perform(approval, "submit", by=luza.people["clerk"])
    perform(agreed_plan, "reopen", by=luza.people["deputy"], reason="Ошибка")
    approval = perform(approval, "give_visa", by=luza.people["deputy"], outcome="agreed")
    assert tasks(approval) == [("resolve_failure", "control_order"), ("sign", "sign_order")]
    part = f"link:{Link.objects.exclude(failure='').get().pk}"
    approval = perform(
        approval, "resolve_failure", by=luza.people["clerk"], part=part, again=True, reason="Ещё раз"
    )
    assert tasks(approval) == [("resolve_failure", "control_order"), ("sign", "sign_order")]
    approval = perform(
        approval, "resolve_failure", by=luza.people["clerk"], part=part, reason="План на доработке"
    )
    assert tasks(approval) == [("sign", "sign_order")]
