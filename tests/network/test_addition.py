"""A network teacher is added to the list of the own school by an order; the council's list names them from then on."""

import re
from datetime import date
from typing import Any

import pytest

from governance import clock
from governance.documents.errors import NotLegal
from governance.documents.kinds.network.candidacy import Candidacy
from governance.documents.kinds.network.staff_list import draft_staff_list
from governance.documents.kinds.order.drafting import draft_amending_order
from governance.documents.kinds.order.order import Order
from governance.documents.kinds.order.roll import roll_data
from governance.documents.printing.citation import cited
from governance.documents.printing.registry import print_data
from governance.documents.record.history import verify
from governance.roles.names import Case
from governance.scenarios.luza import Luza
from tests.network.test_way import network_teachers
from tests.network.year import appointed, clerk_of, lists_of, order_on, put_forward, supported
from tests.rewards.office import RewardOffice, fresh

ADDED = date(2012, 10, 15)


def changing(office: RewardOffice, school_list: Any, *actions: str) -> Order:
    """The order that makes all changes of these sorts that are possible on that day."""
    with clock.played(office.day):
        made = [
            {
                "action": change.action,
                "paper": school_list,
                "row": change.key,
                "text": change.said(change.day),
                "day": change.day,
            }
            for change in fresh(school_list).possible_changes()
            if change.action in actions
        ]
        clerk = clerk_of(office, school_list.unit)
        return draft_amending_order(
            order_on(school_list), changes=made, by=clerk, reason="В связи с открытием второй группы"
        )


def signed(office: RewardOffice, order: Order) -> Order:
    order = office.act(order, "submit", clerk_of(office, order.unit))
    return office.act(order, "sign", office.head_of(order.unit))


def school_with_one(office: RewardOffice) -> tuple[Candidacy, Any, Any]:
    """Maths is appointed by the school's order."""
    maths = put_forward(office, "maths")
    supported(office, maths)
    staff_list = appointed(office)
    (school_list,) = lists_of(staff_list).values()
    office.day = ADDED
    return maths, staff_list, school_list


def test_a_teacher_is_added_to_the_school_s_list_and_to_the_council_s(
    luza: Luza, office: RewardOffice
) -> None:
    maths, staff_list, school_list = school_with_one(office)
    russian = put_forward(office, "russian")
    supported(office, russian)
    order = changing(office, school_list, "add_row")
    text = order.content()["points"][0]["text"]
    assert text.startswith(
        "Дополнить список сетевых педагогов школы, назначив сетевым педагогом "
        f"{russian.teacher.in_case(Case.ACCUSATIVE)} с 01.09.2012 по 31.05.2013: математика, "
    )
    protocol = fresh(russian).supported_by
    assert f"(протокол от {protocol.registered_on:%d.%m.%Y} № {protocol.number})" in text
    assert "письменное согласие работника от 15.10.2012, дополнительное соглашение от 15.10.2012" in text
    order = signed(office, order)
    assert [fresh(each).state for each in (maths, russian)] == ["appointed", "appointed"]
    assert (fresh(russian).appointed_by_id, network_teachers(date(2012, 10, 14))) == (
        school_list.pk,
        [office.people["teacher_maths"]],
    )
    assert set(network_teachers(ADDED)) == {office.people["teacher_maths"], office.people["teacher_russian"]}
    data: Any = print_data(fresh(school_list))
    assert data["wording"] == f"в редакции приказа от 15.10.2012 № {order.number}"
    assert [(line["name"], line["note"]) for line in data["teachers"]] == [
        (maths.teacher.full_name, ""),
        (russian.teacher.full_name, f"дополнение приказом от 15.10.2012 № {order.number}"),
    ]
    council: Any = print_data(fresh(staff_list))
    assert [line["order"] for line in council["teachers"]] == [
        "приказ от 20.08.2012 № 1-К",
        f"приказ от 15.10.2012 № {order.number}",
    ]
    assert [(line["name"], line["total"]) for line in council["summary"]] == [("математика", "18")]
    assert [line["name"] for line in roll_data(order)["lines"][:1]] == [russian.teacher.name]
    with clock.played(office.day), pytest.raises(NotLegal):
        draft_staff_list(luza.district, by=office.people["clerk"])
    assert list(verify()) == []


def test_nobody_is_added_without_the_council_and_an_agreement(luza: Luza, office: RewardOffice) -> None:
    _maths, _staff_list, school_list = school_with_one(office)
    russian = put_forward(office, "russian")
    with clock.played(office.day):
        assert [change.action for change in school_list.possible_changes()] == ["exclude_row"]
        assert school_list.unchanged_because != ""
        with pytest.raises(NotLegal):
            draft_amending_order(
                order_on(school_list),
                changes=[
                    {"action": "add_row", "paper": school_list, "row": str(russian.pk), "text": "Дополнить"}
                ],
                by=office.people["clerk"],
                reason="Так надо",
            )
    assert (fresh(russian).state, Order.objects.count()) == ("review", 1)


def test_whoever_takes_over_is_added_by_the_order_that_releases_the_other(
    luza: Luza, office: RewardOffice
) -> None:
    maths, _staff_list, school_list = school_with_one(office)
    russian = put_forward(office, "russian", replaces=fresh(maths))
    supported(office, russian)
    with pytest.raises(NotLegal):
        changing(office, school_list, "add_row")
    assert Order.objects.count() == 1
    signed(office, changing(office, school_list, "add_row", "exclude_row"))
    assert [fresh(each).state for each in (maths, russian)] == ["ended", "appointed"]
    data: Any = print_data(fresh(school_list))
    assert data["teachers"][0]["note"].startswith("исключение с ")
    assert data["teachers"][1]["note"].startswith(
        f"вместо {maths.teacher.in_case(Case.GENITIVE)}; дополнение"
    )


def test_the_order_for_who_takes_over_from_another_school_is_signed_once_that_school_has_changed_its_order(
    luza: Luza, office: RewardOffice
) -> None:
    maths, second = put_forward(office, "maths"), put_forward(office, "second")
    supported(office, maths, second)
    staff_list = appointed(office)
    theirs, ours = (fresh(candidacy).appointed_by.whole for candidacy in (second, maths))
    office.day = ADDED
    russian = put_forward(office, "russian", replaces=fresh(second))
    supported(office, russian)
    named = re.escape(f"{theirs.unit.short_name}, {cited(theirs.approved_by)})")
    # Both are prepared side by side; the second is signed after the first.
    begins = changing(office, ours, "add_row")
    begins = office.act(begins, "submit", clerk_of(office, begins.unit))
    ends = changing(office, theirs, "exclude_row")
    with pytest.raises(NotLegal, match=f"{named}: этот приказ можно подписать, когда"):
        office.act(begins, "sign", office.head_of(begins.unit))
    assert [fresh(each).state for each in (second, russian, begins)] == ["appointed", "ready", "signing"]
    ends = signed(office, ends)
    assert (fresh(second).state, fresh(russian).state) == ("ended", "ready")
    begins = office.act(begins, "sign", office.head_of(begins.unit))
    assert [fresh(each).state for each in (maths, second, russian)] == ["appointed", "ended", "appointed"]
    council: Any = print_data(fresh(staff_list))
    by_name = {line["name"]: (line["order"], line["note"]) for line in council["teachers"]}
    assert by_name == {
        maths.teacher.full_name: (cited(ours.approved_by), "новое назначение"),
        second.teacher.full_name: (
            f"{cited(theirs.approved_by)}; исключение приказом от 15.10.2012 № {ends.number}",
            "новое назначение",
        ),
        russian.teacher.full_name: (
            f"приказ от 15.10.2012 № {begins.number}",
            f"вместо {second.teacher.in_case(Case.GENITIVE)}",
        ),
    }
    assert list(verify()) == []


def test_an_order_under_way_keeps_a_teacher_off_the_next_list_and_is_refused_once_they_withdraw(
    luza: Luza, office: RewardOffice
) -> None:
    _maths, _staff_list, school_list = school_with_one(office)
    russian = put_forward(office, "russian")
    supported(office, russian)
    changing(office, school_list, "add_row")
    with clock.played(office.day), pytest.raises(NotLegal):
        draft_staff_list(luza.district, by=office.people["clerk"])
    with pytest.raises(NotLegal):
        office.act(fresh(russian), "withdraw", office.head_of(luza.base), reason="Передумали")
    assert fresh(russian).state == "ready"
