"""From which day an order and what it approves act; how many sheets its annex has."""

from datetime import date, timedelta
from typing import Any

import pytest

from governance import clock
from governance.desk.public.requisites import facts, requisites
from governance.documents.errors import NotLegal
from governance.documents.kinds.order.drafting import draft_amending_order
from governance.documents.kinds.order.order import Order
from governance.documents.kinds.plan.plan import Plan
from governance.documents.printing import sheet_count
from governance.documents.printing.pdf import PrintingStopped
from governance.documents.printing.registry import print_data
from governance.documents.record.perform import perform
from governance.flows.jobs.daily import begin_day
from governance.scenarios.luza import Luza
from tests.order.conftest import TODAY, fresh, trace
from tests.order.test_amending import put_through

LATER = TODAY + timedelta(days=17)


def dated(order: Order, luza: Luza, day: date | None = LATER, **changes: Any) -> Order:
    return perform(order, "revise", by=luza.people["deputy"], acts_from=day, **changes)


def texts(order: Order) -> list[str]:
    data: Any = print_data(fresh(order))
    return [*(point["text"] for point in data["points"]), data["begins"], data["control"]]


def test_an_order_says_from_which_day_it_comes_into_force(order: Order, luza: Luza) -> None:
    signed = put_through(dated(order, luza), luza)
    assert texts(signed)[-2:] == [
        "Настоящий приказ вступает в силу с 01.10.2011.",
        "Контроль за исполнением приказа оставляю за собой.",
    ]
    assert [point.number for point in signed.edition()] == ["1", "2", "3", "4"]
    told = {str(fact.name): fact.value for fact in facts(signed, requisites(signed))}
    assert (told["Comes into force on"], signed.has_begun) == ("01.10.2011", False)


@pytest.mark.parametrize("day", [TODAY - timedelta(days=1), "завтра"])
def test_no_order_comes_into_force_before_its_signature(order: Order, luza: Luza, day: Any) -> None:
    before = trace(order)
    with pytest.raises(NotLegal):
        dated(order, luza, day)
    assert (trace(order), fresh(order).acts_from) == (before, None)
    with pytest.raises(NotLegal):
        draft_amending_order(
            put_through(order, luza), by=luza.people["deputy"], reason="…", since=TODAY - timedelta(days=1)
        )


def test_an_order_whose_day_has_passed_is_not_signed(order: Order, luza: Luza) -> None:
    submitted = perform(dated(order, luza, TODAY), "submit", by=luza.people["deputy"])
    before = trace(submitted)
    with clock.played(TODAY + timedelta(days=1)), pytest.raises(NotLegal, match="that day has passed"):
        perform(submitted, "sign", by=luza.people["director"])
    assert trace(submitted) == before


def test_what_is_approved_for_a_later_day_says_so_and_can_be_published_before(
    approval: Order, agreed_plan: Plan, luza: Luza
) -> None:
    order = put_through(dated(approval, luza), luza)
    assert texts(order)[-2] == ("Ввести в действие план работы округа на 2011/2012 учебный год с 01.10.2011.")
    plan = fresh(agreed_plan)
    assert (plan.state, plan.acts_from, plan.has_begun) == ("approved", LATER, False)
    plan = perform(plan, "publish", by=luza.people["deputy"])
    data: Any = print_data(plan)
    assert data["comes_into_force"] == "Вступает в силу с 01.10.2011"


def test_a_change_waits_for_the_day_of_its_order(signed: Order, luza: Luza) -> None:
    change = {"action": "reword", "point": "1", "text": "Утвердить новый график."}
    order = draft_amending_order(
        signed, changes=[change], by=luza.people["deputy"], reason="В связи с …", since=LATER
    )
    put_through(order, luza)
    assert fresh(signed).edition()[0].text == "Утвердить график дежурства."
    with clock.played(LATER):
        begin_day()
        assert fresh(signed).edition()[0].text == "Утвердить новый график."


# --- the annex --------------------------------------------------------------------------------------------------------


def test_the_sheets_of_the_annex_are_counted_from_its_print(approval: Order, luza: Luza) -> None:
    assert approval.content()["points"][0]["text"].endswith("(прилагается).")
    order = perform(approval, "revise", by=luza.people["deputy"], annex_copies=2)
    order = perform(order, "submit", by=luza.people["deputy"])
    assert texts(order)[0] == (
        "Утвердить план работы округа на 2011/2012 учебный год (прилагается на 1 л. в 2 экз.)."
    )
    assert [link.sheets for link in order.approvals()] == [1]


def test_an_annex_that_cannot_be_printed_now_holds_up_no_order(
    approval: Order, luza: Luza, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*args: Any) -> bytes:
        raise PrintingStopped("too long")

    monkeypatch.setattr(sheet_count, "render", stopped)
    order = perform(approval, "submit", by=luza.people["deputy"])
    assert texts(order)[0].endswith("(прилагается).")


@pytest.mark.parametrize("copies", [0, 100, "два", True])
def test_copies_are_a_number_from_1_to_99(approval: Order, luza: Luza, copies: Any) -> None:
    before = trace(approval)
    with pytest.raises(NotLegal):
        perform(approval, "revise", by=luza.people["deputy"], annex_copies=copies)
    assert trace(approval) == before
