"""The acquaintance roll of an order about people: a sheet of its own, with what the system knows and room for hands."""

from datetime import timedelta
from typing import Any

import pytest

from governance import clock
from governance.documents.errors import NotLegal
from governance.documents.kinds.order.order import Order
from governance.documents.kinds.order.roll import LINES_BY_HAND, roll_data
from governance.documents.printing.registry import print_data
from governance.documents.record.perform import draft, perform
from governance.scenarios.luza import Luza
from tests.meeting.test_meeting_papers import text_of
from tests.memory import recalled
from tests.order.conftest import TODAY, fresh

METHODIST = "член методического совета, сетевой педагог"


@pytest.fixture
@recalled
def on_people(luza: Luza) -> Order:
    """An order on staff that three have to read."""
    deputy = luza.people["deputy"]
    order = draft(Order, unit=luza.base, title="О нагрузке учителей", by=deputy, series="order_staff")
    order = perform(order, "revise", by=deputy, points=[{"text": "Установить нагрузку."}])
    readers = [luza.people[key] for key in ("clerk", "teacher_maths", "teacher_russian")]
    order = perform(order, "acquaint", by=deputy, people=readers)
    order = perform(order, "submit", by=deputy)
    return perform(order, "sign", by=luza.people["director"])


def test_the_roll_says_who_has_confirmed_who_has_not_and_leaves_room_for_hands(
    on_people: Order, luza: Luza
) -> None:
    perform(on_people, "confirm_read", by=luza.people["clerk"])
    part = on_people.acquaintances.get(person=luza.people["teacher_maths"]).part
    with clock.played(TODAY + timedelta(days=2)):
        perform(on_people, "excuse_reader", by=luza.people["director"], part=part, reason="в отпуске")
    data = roll_data(fresh(on_people))
    assert [(line["name"], line["position"], line["day"], line["mark"]) for line in data["lines"]] == [
        ("Тестова А.П.", "делопроизводитель", "14.09.2011", "подтверждено в системе"),
        (
            "Мокрушин С.И.",
            "член методического совета, сетевой педагог (математика)",
            "16.09.2011",
            "не ознакомлен(а): в отпуске",
        ),
        ("Дегтярёва В.П.", "член методического совета, сетевой педагог (русский язык)", "", ""),
        *[("", "", "", "")] * LINES_BY_HAND,
    ]
    text = text_of("acquaintance", data)
    assert "ЛИСТ ОЗНАКОМЛЕНИЯ с приказом от 14.09.2011 № 1-К «О нагрузке учителей»" in text
    assert "подтверждено в системе" in text


def test_the_order_itself_points_to_its_roll(on_people: Order, signed: Order) -> None:
    about_people: Any = print_data(fresh(on_people))
    assert (about_people["acquainted"], about_people["roll"]) == (
        [],
        "С приказом ознакомлены: лист ознакомления прилагается.",
    )
    of_activity: Any = print_data(fresh(signed))
    assert ("roll" in of_activity, len(of_activity["acquainted"])) == (False, 1)


def test_an_order_of_activity_and_a_draft_have_no_roll(order: Order, signed: Order, luza: Luza) -> None:
    begun = draft(Order, unit=luza.base, title="О нагрузке", by=luza.people["deputy"], series="order_staff")
    for paper in (order, signed, begun):
        with pytest.raises(NotLegal):
            roll_data(paper)
