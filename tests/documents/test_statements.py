"""What a move costs: the statements that the door sends to the database, on SQLite and PostgreSQL alike.

Counted are all of them, with those that begin and end the transaction (here a savepoint in that of the test).
"""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, TypeVar

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import make_aware

from governance import clock
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.order.order import Order
from governance.documents.kinds.plan.edits import WriteHead, WriteRow, WriteSection
from governance.documents.kinds.plan.plan import Plan
from governance.documents.kinds.protocol.protocol import Protocol
from governance.documents.record.document import Document
from governance.documents.record.kinds import KINDS
from governance.documents.record.perform import draft, perform
from governance.scenarios.luza import Luza
from governance.scenarios.sitting import begin_meeting

pytestmark = pytest.mark.django_db

MOST_OF_A_MOVE = 16
MOST_OF_A_REMARK = 15
# One of them reads in which way the letters of the district come.
MOST_OF_A_SIGNATURE = 37
# With the files and speakers of questions, which are read when the sitting is convened and when it ends.
MOST_OF_THE_CHAIN = 474

PREPARED = make_aware(datetime(2011, 9, 5, 10))  # noqa: DTZ001  the next call makes it aware
HELD = make_aware(datetime(2011, 9, 12, 14))  # noqa: DTZ001  make_aware gives it one
SEATS = ("base", "second", "lalsk", "kulikovo")

Paper = TypeVar("Paper", bound=Document)


class Counter:
    """Makes moves in the Luza district, and counts the statements of each."""

    def __init__(self, luza: Luza) -> None:
        self.luza = luza
        self.counted: list[tuple[str, int]] = []

    def count(self, name: str, work: Callable[[], Paper]) -> Paper:
        with CaptureQueriesContext(connection) as statements:
            paper = work()
        self.counted.append((name, len(statements)))
        self.check(paper)
        return paper

    def check(self, paper: Document) -> None:
        """What the door returns is what the next reader of the database reads."""
        stored = type(paper)._default_manager.get(pk=paper.pk)
        assert values_of(paper) == values_of(stored)

    def do(self, paper: Paper, move: str, by: str, **facts: Any) -> Paper:
        return self.count(
            f"{paper.kind} {move}", lambda: perform(paper, move, by=self.luza.people[by], **facts)
        )

    def over(self, limit: int) -> list[tuple[str, int]]:
        return [(name, number) for name, number in self.counted if number > limit]

    def plan(self, title: str) -> Plan:
        """A plan with one row; three moves."""
        deputy = self.luza.people["deputy"]
        plan = self.count("plan draft", lambda: draft(Plan, unit=self.luza.district, title=title, by=deputy))
        head = WriteHead(period_start=date(2011, 9, 1), period_end=date(2012, 8, 31))
        plan = self.do(plan, "revise", "deputy", edits=[head, WriteSection("Совет")])
        row = WriteRow("Создание совета", "Декабрь", "Директор БШ", section=plan.table()[0].pk)
        return perform(plan, "revise", by=deputy, edits=[row])

    def meeting(self, plan: Plan) -> Meeting:
        """The council convened with the plan on its agenda, held, and agreed to it: fifteen moves."""
        secretary = self.luza.people["secretary"]
        meeting = self.count(
            "meeting draft",
            lambda: begin_meeting(body=self.luza.council, held_at=HELD, place="к. 12", by=secretary),
        )
        meeting = self.do(meeting, "add_item", "secretary", subject=plan, speaker="Винокурова С.А.")
        meeting = self.do(meeting, "convene", "secretary")
        with clock.played(HELD):
            for key in SEATS:
                seat = self.luza.seats[key]
                meeting = self.do(meeting, "mark_attendance", "secretary", seat=seat, status="present")
            meeting = self.do(meeting, "open", "head_second")
            meeting = self.do(meeting, "open_round", "head_second", item=meeting.items.get())
            for key in SEATS:
                meeting = self.vote(meeting, key)
            meeting = self.do(meeting, "close_round", "head_second")
            return self.do(meeting, "finish", "head_second")

    def vote(self, meeting: Meeting, key: str) -> Meeting:
        seat = self.luza.seats[key]
        voter = meeting.attendance.select_related("person").get(seat=seat).person
        return self.count("meeting cast", lambda: perform(meeting, "cast", by=voter, seat=seat, choice="for"))

    def protocol(self, meeting: Meeting) -> Order:
        """The protocol completed and signed, in four moves; the order that has drafted itself."""
        protocol = Protocol.objects.get(meeting=meeting)
        texts = {meeting.items.get().pk: {"heard": "Доклад.", "spoke": "", "decided": "Согласовать план."}}
        protocol = self.do(protocol, "revise", "secretary", entries=texts)
        protocol = self.do(protocol, "submit", "secretary")
        protocol = self.do(protocol, "sign_as_chair", "head_second")
        self.do(protocol, "sign_as_secretary", "secretary")
        return Order.objects.latest("pk")


def values_of(paper: Document) -> dict[str, Any]:
    """The value of each column, and of which type it is: no member of an enumeration, no local time."""
    fields = [field.attname for field in paper._meta.concrete_fields]
    return {
        name: (type(value), getattr(value, "tzinfo", None) and value.utcoffset(), value)
        for name, value in ((name, getattr(paper, name)) for name in fields)
    }


@pytest.fixture
def counter(luza: Luza) -> Counter:
    with clock.played(PREPARED):
        # A process asks once for the content types that the log names.
        ContentType.objects.get_for_models(*KINDS.values())
        return Counter(luza)


def test_a_plain_move_takes_at_most_16_statements(counter: Counter) -> None:
    with clock.played(PREPARED):
        plan = counter.plan("План работы округа")
        plan = counter.do(plan, "submit", "deputy")
        plan = counter.do(plan, "withdraw", "deputy", reason="Уточнить сроки")
        counter.do(plan, "submit", "deputy")

        luza, clerk = counter.luza, counter.luza.people["clerk"]
        order = counter.count(
            "order draft", lambda: draft(Order, unit=luza.base, title="О дежурстве", by=clerk)
        )
        points = [{"number": "1", "text": "Назначить дежурство."}]
        order = counter.do(order, "revise", "clerk", points=points)
        order = counter.do(order, "submit", "clerk")
        order = counter.do(order, "send_back", "director", reason="Срок")
        order = counter.do(order, "submit", "clerk")
        order = counter.do(order, "recall", "clerk")
        order = counter.do(order, "ask_visa", "clerk", person=luza.people["deputy"])
        order = counter.do(order, "submit", "clerk")
        order = counter.do(order, "give_visa", "deputy", outcome="agreed")
        counter.do(order, "remark", "director", text="Помнить о замене.")
    assert len(counter.counted) == 15
    # An order that is put up freezes its words in a row of their own, beside its points, links and visas.
    over = dict(counter.over(MOST_OF_A_MOVE))
    assert over.keys() <= {"order submit"}
    assert set(over.values()) <= {MOST_OF_A_MOVE + 1}
    assert [number for name, number in counter.counted if name == "order remark"] <= [MOST_OF_A_REMARK]


def test_the_chain_of_the_plan_takes_at_most_474_statements_and_the_signature_in_it_37(
    counter: Counter,
) -> None:
    with clock.played(PREPARED):
        plan = counter.do(counter.plan("План работы округа"), "submit", "deputy")
        meeting = counter.meeting(plan)
    with clock.played(HELD):
        order = counter.protocol(meeting)
        order = counter.do(order, "ask_visa", "clerk", person=counter.luza.people["deputy"])
        order = counter.do(order, "submit", "clerk")
        order = counter.do(order, "give_visa", "deputy", outcome="agreed")
        counter.do(order, "sign", "director")
        plan = counter.do(Plan.objects.get(pk=plan.pk), "publish", "deputy")
    assert plan.state == "approved"
    assert len(counter.counted) == 27
    assert [number for name, number in counter.counted if name == "order sign"] <= [MOST_OF_A_SIGNATURE]
    assert sum(number for _name, number in counter.counted) <= MOST_OF_THE_CHAIN
