"""Stamps follow from carried links alone, and void when their source is annulled."""

from datetime import date

from django.db import connection
from django.test.utils import CaptureQueriesContext

from governance.documents.approval.stamps import stamps_of, void_of
from governance.documents.kinds.order.drafting import draft_annulling_order
from governance.documents.kinds.order.order import Order
from governance.documents.kinds.plan.plan import Plan
from governance.documents.record.document import Document
from governance.documents.record.perform import draft, perform
from governance.scenarios.luza import Luza
from tests.order.conftest import TODAY, fresh

Marks = list[tuple[str, str, bool]]
BLANK = "от «___» ______ 20__ г. № ____"
BLANK_AGREED = ("СОГЛАСОВАНО", f"Советом школьного округа (протокол {BLANK})", False)
BLANK_APPROVED = ("Приложение № 1", f"к приказу КОГОКУ СОШ г. Лузы {BLANK}", False)
AGREED = ("СОГЛАСОВАНО", "Советом школьного округа (протокол от 12.09.2011 № 3)", False)
APPROVED = ("Приложение № 1", "к приказу КОГОКУ СОШ г. Лузы от 14.09.2011 № 1-ОД", False)


def marks(document: Document) -> Marks:
    return [(stamp.word, stamp.text, stamp.void) for stamp in stamps_of(fresh(document))]


def sign(order: Order, luza: Luza) -> Order:
    order = perform(order, "submit", by=luza.people["deputy"])
    return perform(order, "sign", by=luza.people["director"])


def test_a_plan_shows_blanks_for_the_stamps_to_come(luza: Luza) -> None:
    plan = draft(Plan, unit=luza.district, title="План работы", by=luza.people["deputy"])
    assert marks(plan) == [BLANK_AGREED, BLANK_APPROVED]


def test_a_paper_that_expects_no_stamps_shows_none(order: Order) -> None:
    assert marks(order) == []


def test_each_stamp_comes_with_its_paper(approval: Order, agreed_plan: Plan, luza: Luza) -> None:
    assert marks(agreed_plan) == [AGREED, BLANK_APPROVED]
    perform(approval, "submit", by=luza.people["deputy"])
    assert marks(agreed_plan) == [AGREED, BLANK_APPROVED]
    perform(approval, "sign", by=luza.people["director"])
    assert marks(agreed_plan) == [AGREED, APPROVED]
    agreed, approved = stamps_of(fresh(agreed_plan))
    assert [(stamp.date, stamp.signed) for stamp in (agreed, approved)] == [
        (date(2011, 9, 12), False),
        (TODAY, False),
    ]


def test_a_plan_back_at_its_drafter_bears_no_stamp_even_when_submitted_unchanged(
    agreed_plan: Plan, luza: Luza
) -> None:
    plan = perform(agreed_plan, "reopen", by=luza.people["deputy"], reason="Ошибка")
    assert marks(plan) == [BLANK_AGREED, BLANK_APPROVED]
    plan = perform(plan, "submit", by=luza.people["deputy"])
    assert (plan.version, marks(plan)) == (1, [BLANK_AGREED, BLANK_APPROVED])


def test_a_rejected_order_takes_the_council_stamp_with_it(
    approval: Order, agreed_plan: Plan, luza: Luza
) -> None:
    approval = perform(approval, "submit", by=luza.people["deputy"])
    perform(approval, "reject", by=luza.people["director"], reason="Нет")
    assert marks(agreed_plan) == [BLANK_AGREED, BLANK_APPROVED]


def test_an_annulled_order_voids_its_stamp_and_says_by_what(
    approval: Order, agreed_plan: Plan, luza: Luza
) -> None:
    approval = sign(approval, luza)
    assert (void_of(approval), void_of(agreed_plan)) == ("", "")
    sign(draft_annulling_order(approval, by=luza.people["deputy"], reason="Изменился порядок"), luza)
    assert marks(agreed_plan) == [AGREED, (*APPROVED[:2], True)]
    assert stamps_of(fresh(agreed_plan))[1].void_reason == "отменён приказом от 14.09.2011 № 2-ОД"
    assert void_of(fresh(approval)) == void_of(fresh(agreed_plan)) == "приказ от 14.09.2011 № 2-ОД"


def test_stamps_cost_one_query(approval: Order, agreed_plan: Plan, luza: Luza) -> None:
    sign(approval, luza)
    plan = fresh(agreed_plan)
    with CaptureQueriesContext(connection) as queries:
        found = stamps_of(plan)
    assert (len(found), len(queries)) == (2, 1)
