"""A network teacher is taken off the list of the own school by an order, told in time; the council's list says so."""

from datetime import date
from typing import Any

import pytest

from governance import clock
from governance.documents.errors import NotLegal
from governance.documents.kinds.order.drafting import draft_amending_order
from governance.documents.kinds.order.order import Order
from governance.documents.kinds.order.roll import roll_data
from governance.documents.printing.registry import print_data
from governance.documents.record.history import verify
from governance.roles.names import Case
from governance.scenarios.luza import Luza
from tests.network.test_way import network_teachers
from tests.network.year import appointed, clerk_of, lists_of, order_on, put_forward, supported
from tests.rewards.office import RewardOffice, fresh

LEAVES = date(2012, 11, 1)


def drafted(office: RewardOffice, school_list: Any, day: date) -> Order:
    with clock.played(office.day):
        change = fresh(school_list).possible_changes()[0]
        made = {
            "action": change.action,
            "paper": school_list,
            "row": change.key,
            "text": change.said(day),
            "day": day,
        }
        clerk = clerk_of(office, school_list.unit)
        return draft_amending_order(
            order_on(school_list), changes=[made], by=clerk, reason="В связи с заявлением"
        )


def signed(office: RewardOffice, order: Order) -> Order:
    order = office.act(order, "submit", clerk_of(office, order.unit))
    return office.act(order, "sign", office.head_of(order.unit))


def test_a_teacher_leaves_the_list_on_the_day_of_the_order(luza: Luza, office: RewardOffice) -> None:
    maths, russian = put_forward(office, "maths"), put_forward(office, "russian")
    supported(office, maths, russian)
    staff_list = appointed(office)
    (school_list,) = lists_of(staff_list).values()
    office.day = date(2012, 10, 15)
    order = signed(office, drafted(office, school_list, LEAVES))
    assert order.content()["points"][0]["text"] == (
        "Внести изменение в приказ от 20.08.2012 № 1-К: исключить из списка сетевых педагогов школы "
        f"{maths.teacher.in_case(Case.ACCUSATIVE)}, освободив от обязанностей с 01.11.2012."
    )
    assert [fresh(each).state for each in (maths, russian)] == ["ended", "appointed"]
    assert (fresh(maths).until, network_teachers(LEAVES)) == (
        date(2012, 10, 31),
        [office.people["teacher_russian"]],
    )
    by = f"приказом от 15.10.2012 № {order.number}"
    data: Any = print_data(fresh(school_list))
    assert data["wording"] == f"в редакции приказа от 15.10.2012 № {order.number}"
    assert [line["note"] for line in data["teachers"]] == [f"исключение с 01.11.2012 ({by})", ""]
    council: Any = print_data(fresh(staff_list))
    assert council["teachers"][0]["order"] == f"приказ от 20.08.2012 № 1-К; исключение {by}"
    assert list(verify()) == []


@pytest.mark.parametrize("day", [date(2012, 10, 16), date(2013, 6, 1)])
def test_nobody_is_released_without_notice_or_after_the_last_day(
    luza: Luza, office: RewardOffice, day: date
) -> None:
    maths = put_forward(office, "maths")
    supported(office, maths)
    (school_list,) = lists_of(appointed(office)).values()
    office.day = date(2012, 10, 15)
    with pytest.raises(NotLegal):
        drafted(office, school_list, day)
    assert (fresh(maths).state, Order.objects.count()) == ("appointed", 1)


def test_the_roll_of_the_order_names_those_whom_it_appoints(luza: Luza, office: RewardOffice) -> None:
    maths = put_forward(office, "maths")
    supported(office, maths)
    (school_list,) = lists_of(appointed(office)).values()
    lines = roll_data(order_on(school_list))["lines"]
    assert [(line["name"], line["position"], line["mark"]) for line in lines[:2]] == [
        (maths.teacher.name, "учитель", ""),
        ("", "", ""),
    ]
