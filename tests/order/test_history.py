"""Whatever moves are tried in whatever order, an order keeps to the law of orders."""

from contextlib import ExitStack
from typing import Any

import pytest
from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)

from governance import clock
from governance.documents.errors import Refused
from governance.documents.kinds.order.drafting import draft_annulling_order
from governance.documents.kinds.order.order import Order
from governance.documents.record.attached import Link
from governance.documents.record.document import Document
from governance.documents.record.history import verify
from governance.documents.record.perform import draft, perform
from governance.flows.engine.models import Process, Task
from governance.scenarios.luza import found_luza
from tests.order.conftest import TODAY
from tests.whole import machine

WITH_NUMBER = {"signed", "executing", "done", "annulled"}
PEOPLE = st.sampled_from(["director", "deputy", "clerk", "head_second"])
MOVES = st.sampled_from(
    ["submit", "recall", "send_back", "reject", "sign", "complete", "annul", "confirm_read", "remark"]
)


class OrdersOfASchool(RuleBasedStateMachine):
    """People of one school and a stranger try every move on several orders at once."""

    orders: Bundle[int] = Bundle("orders")

    def __init__(self) -> None:
        super().__init__()
        self.example = ExitStack()

    @initialize()
    def found(self) -> None:
        self.example.enter_context(transaction.atomic())
        self.example.enter_context(clock.played(TODAY))
        self.luza = found_luza()

    def attempt(self, pk: int, move: str, who: str, **facts: Any) -> None:
        """A refused move leaves no trace; a made one leaves exactly one event."""
        before = Document.objects.get(pk=pk)
        try:
            perform(before, move, by=self.luza.people[who], **facts)
        except Refused:
            after = Document.objects.get(pk=pk)
            assert (after.state, after.revision, after.number) == (
                before.state,
                before.revision,
                before.number,
            )
        else:
            assert Document.objects.get(pk=pk).revision == before.revision + 1

    @rule(target=orders, who=PEOPLE, deadline=st.booleans())
    def begin(self, who: str, deadline: bool) -> Any:
        try:
            order = draft(Order, unit=self.luza.base, title="О работе", by=self.luza.people[who])
        except Refused:
            return multiple()
        point = {
            "text": "Сделать.",
            "executor": self.luza.people["clerk"],
            "due": TODAY if deadline else None,
        }
        perform(order, "revise", by=self.luza.people[who], points=[point])
        return order.pk

    @rule(pk=orders, move=MOVES, who=PEOPLE)
    def try_a_move(self, pk: int, move: str, who: str) -> None:
        self.attempt(pk, move, who, **({"text": "Замечание"} if move == "remark" else {"reason": "Причина"}))

    @rule(pk=orders, who=PEOPLE, asked=PEOPLE)
    def ask_a_visa(self, pk: int, who: str, asked: str) -> None:
        self.attempt(pk, "ask_visa", who, person=self.luza.people[asked])

    @rule(pk=orders, who=PEOPLE, outcome=st.sampled_from(["agreed", "with_remarks", "refused"]))
    def give_a_visa(self, pk: int, who: str, outcome: str) -> None:
        self.attempt(pk, "give_visa", who, outcome=outcome, remark="Замечание")

    @rule(pk=orders, who=PEOPLE, words=st.sampled_from(["О работе", "О труде"]))
    def reword(self, pk: int, who: str, words: str) -> None:
        self.attempt(pk, "revise", who, title=words)

    @rule(pk=orders, who=PEOPLE, move=st.sampled_from(["report_point", "close_point", "return_point"]))
    def work_on_the_point(self, pk: int, who: str, move: str) -> None:
        point = Order.objects.get(pk=pk).points.get()
        self.attempt(pk, move, who, part=point.part, reason="Причина")

    @rule(target=orders, pk=orders)
    def begin_annulment(self, pk: int) -> Any:
        try:
            order = draft_annulling_order(
                Order.objects.get(pk=pk), by=self.luza.people["deputy"], reason="Изменился порядок"
            )
        except Refused:
            return multiple()
        perform(order, "submit", by=self.luza.people["deputy"])
        return order.pk

    @invariant()
    def the_law_holds(self) -> None:
        orders = list(Order.objects.order_by("pk"))
        for order in orders:
            # A number exactly from the signature on, and the signature stands behind it.
            assert bool(order.number) == (order.state in WITH_NUMBER)
            assert order.signatures.count() == (1 if order.number else 0)
            if order.state == "annulled":
                source = Link.objects.get(target=order, effect="annul", carried_at__isnull=False).source
                assert source.state in WITH_NUMBER
        given = sorted(order.sequence for order in orders if order.sequence)
        assert given == list(range(1, len(given) + 1))
        assert list(verify()) == []

    @invariant()
    def every_living_order_is_somebodys_turn_and_no_task_is_doubled(self) -> None:
        open_tasks = Task.objects.open().values_list("process__document_id", "process__part", "flow_task")
        assert len(open_tasks) == len(set(open_tasks))
        for order in Order.objects.all():
            whole = Process.objects.filter(document=order, part="", finished=None).count()
            assert whole == (1 if order.state in {"draft", "agreeing", "signing", "executing"} else 0)

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.example.close()


@pytest.mark.exhaustive
@pytest.mark.django_db
def test_orders_keep_to_their_law_whatever_is_tried() -> None:
    run_state_machine_as_test(
        OrdersOfASchool,
        settings=machine(runs=4, steps=20),
    )
