"""Rows of a plan that an order carries out: taken over at its signature, done with it, open again without it."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.utils import translation

from governance.clock import played
from governance.documents.errors import NotLegal
from governance.documents.kinds.order.drafting import draft_annulling_order, draft_repealing_order
from governance.documents.kinds.order.drafting_by_form import draft_by_form
from governance.documents.kinds.order.from_row import links_to_row, orders_of_rows
from governance.documents.kinds.order.order import Order
from governance.documents.kinds.plan.plan import Plan
from governance.documents.kinds.plan.section import PlanRow
from governance.documents.record.history import history_of, verify
from governance.documents.record.perform import perform
from governance.documents.settings.order_library.setting import shipped
from governance.documents.settings.order_library.suggesting import suggested
from governance.flows.engine.models import Task
from governance.scenarios.luza import Luza
from tests.plan.chain import Chain

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _september() -> Iterator[None]:
    with played(date(2011, 9, 5)), translation.override(None):
        yield


@pytest.fixture
def chain(luza: Luza, monkeypatch: pytest.MonkeyPatch) -> Chain:
    return Chain(luza, monkeypatch)


@pytest.fixture
def asked(chain: Chain) -> Plan:
    """The plan on a morning of September: one row has begun."""
    plan = chain.approved()
    return perform(plan, "ask_rows", basis=plan)


def row_of(plan: Plan) -> PlanRow:
    return next(row for row in Plan.objects.get(pk=plan.pk).rows() if row.text == "Сбор сведений")


def begun(chain: Chain, plan: Plan) -> Order:
    once = {
        "за что": "сбор сведений",
        "основание": "планом работы округа",
        "цель": None,
        "кто": chain.clerk,
        "замена": None,
        "срок": (date(2011, 9, 6), date(2011, 9, 30)),
        "отчёт": date(2011, 9, 30),
    }
    return draft_by_form(
        chain.luza.base,
        "responsible",
        once,
        {"обязанности": [{"обязанность": "собрать сведения школ"}]},
        by=chain.deputy,
        links=links_to_row(plan, row_of(plan).part),
    )


def signed(chain: Chain, plan: Plan) -> Order:
    return perform(perform(begun(chain, plan), "submit", by=chain.deputy), "sign", by=chain.director)


def carried_out(chain: Chain, order: Order) -> Order:
    point = order.points.get(due__isnull=False)
    order = perform(order, "report_point", by=chain.clerk, part=point.part)
    for reader in order.acquaintances.all():
        order = perform(order, "confirm_read", by=reader.person)
    return perform(order, "complete", by=chain.director)


def tasks_of(plan: Plan) -> int:
    return Task.objects.filter(process__document_id=plan.pk, status="NEW").exclude(process__part="").count()


def annulled(chain: Chain, order: Order, how: Any) -> None:
    ending = how(Order.objects.get(pk=order.pk), by=chain.deputy, reason="В связи с ошибкой")
    perform(perform(ending, "submit", by=chain.deputy), "sign", by=chain.director)


def test_the_row_is_handed_to_the_order_at_its_signature_and_nobody_is_asked_twice(
    chain: Chain, asked: Plan
) -> None:
    order = begun(chain, asked)
    grounds = order.content()["grounds"]
    assert "(основание: «План работы округа на 2011/2012 учебный год», приказ от" in grounds
    assert (row_of(asked).taken_by_id, tasks_of(asked)) == (None, 1)
    order = perform(perform(order, "submit", by=chain.deputy), "sign", by=chain.director)
    assert (row_of(asked).taken_by_id, tasks_of(asked)) == (order.pk, 0)
    assert [one.pk for one in orders_of_rows(asked)[row_of(asked).part]] == [order.pk]
    assert history_of(asked)[-1] == "take_over"


def test_the_row_is_done_when_the_order_is_taken_off_control(chain: Chain, asked: Plan) -> None:
    order = carried_out(chain, signed(chain, asked))
    row = row_of(asked)
    assert (row.done_on, row.done_note) == (
        date(2011, 9, 5),
        f"исполнен приказ от 05.09.2011 № {order.number}",
    )
    assert not list(verify(Plan.objects.filter(pk=asked.pk)))


def test_the_row_is_open_again_when_the_order_is_annulled_or_repealed_undone(
    chain: Chain, asked: Plan
) -> None:
    for how in (draft_annulling_order, draft_repealing_order):
        order = signed(chain, asked)
        assert tasks_of(asked) == 0
        annulled(chain, order, how)
        assert (row_of(asked).taken_by_id, tasks_of(asked)) == (None, 1)


def test_a_row_that_is_done_stays_so_when_the_order_is_repealed_and_not_when_it_is_annulled(
    chain: Chain, asked: Plan
) -> None:
    order = carried_out(chain, signed(chain, asked))
    annulled(chain, order, draft_repealing_order)
    assert row_of(asked).done_on is not None
    assert row_of(asked).taken_by_id == order.pk


def test_an_annulled_order_has_never_carried_out_the_row(chain: Chain, asked: Plan) -> None:
    order = carried_out(chain, signed(chain, asked))
    annulled(chain, order, draft_annulling_order)
    row = row_of(asked)
    assert (row.done_on, row.done_note, row.taken_by_id, tasks_of(asked)) == (None, "", None, 1)


def test_of_two_orders_on_one_row_the_second_gets_a_task_and_a_row_that_is_done_begins_none(
    chain: Chain, asked: Plan
) -> None:
    first, second = begun(chain, asked), begun(chain, asked)
    for order in (first, second):
        perform(perform(order, "submit", by=chain.deputy), "sign", by=chain.director)
    assert row_of(asked).taken_by_id == first.pk
    failed = second.links_out.get(effect="take_over")
    assert failed.failure == "Another order carries out this row already."
    plan = Plan.objects.get(pk=asked.pk)
    with pytest.raises(NotLegal, match="Another order carries out this row already"):
        plan.check_to_be_ordered(row_of(asked))


def test_a_rejected_order_leaves_the_row_as_it_was(chain: Chain, asked: Plan) -> None:
    order = perform(begun(chain, asked), "submit", by=chain.deputy)
    perform(order, "reject", by=chain.director, reason="не нужен")
    assert (row_of(asked).taken_by_id, tasks_of(asked), orders_of_rows(asked)) == (None, 1, {})


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Муниципальная олимпиада школьников по предметам", "event"),
        ("Организация курсов повышения квалификации учителей", "courses"),
        ("Создание рабочих групп по разработке индикаторов", "working-group"),
        ("Дежурства сетевых администраторов", "duty"),
        ("Организация дня открытых дверей в средней школе округа", "event"),
    ],
)
def test_the_words_of_a_row_suggest_a_form(text: str, code: str) -> None:
    assert suggested(text, shipped())[0] == code


@pytest.mark.parametrize(
    "text",
    [
        "Приобретение мебели",
        "Проведение индивидуальных и групповых консультаций",
        "Участие в родительских собраниях 9 классов",
        "Освещение работы округа в СМИ, на школьном сайте",
    ],
)
def test_words_that_no_form_has_suggest_none(text: str) -> None:
    assert suggested(text, shipped()) == []
