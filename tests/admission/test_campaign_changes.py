"""An admission in force is changed by an order: who sits in its commissions, which days lie ahead."""

from datetime import date
from typing import Any

import pytest

from governance import clock
from governance.documents.errors import NotLegal
from governance.documents.kinds.admission.campaign import Campaign
from governance.documents.kinds.order.drafting import draft_amending_order
from governance.documents.kinds.order.order import Order
from governance.documents.printing.registry import print_data
from governance.documents.record.history import verify
from governance.roles.appointment import Appointment
from governance.scenarios.luza import Luza
from tests.memory import recalled

from .office import Office, fresh

pytestmark = pytest.mark.django_db
TODAY = date(2012, 4, 16)


class Announced:
    def __init__(self, luza: Luza) -> None:
        self.office = Office(luza)
        self.campaign = self.play()
        self.order = Order.objects.get()
        self.people = self.office.people

    @recalled
    def play(self) -> Campaign:
        campaign = self.office.approved()
        self.office.on(TODAY)
        return self.office.act(campaign, "announce", self.office.clerk)

    def key(self, place: str, who: str, body: str = "selection") -> str:
        return f"{body}:{place}:{self.people[who].pk}"

    def change(self, action: str, key: str, day: date | None = None) -> dict[str, Any]:
        with clock.played(self.office.day):
            made = {(one.action, one.key): one for one in fresh(self.campaign).possible_changes()}
        said = made[action, key].said(day) if (action, key) in made else "исключить"
        return {"action": action, "paper": self.campaign, "row": key, "text": said, "day": day}

    def drafted(self, *changes: dict[str, Any]) -> Order:
        with clock.played(self.office.day):
            return draft_amending_order(
                fresh(self.order), changes=changes, by=self.office.clerk, reason="В связи с переводом"
            )

    def signed(self, *changes: dict[str, Any]) -> Order:
        order = self.office.act(self.drafted(*changes), "submit", self.office.clerk)
        return self.office.act(order, "sign", self.office.director)

    def sitting(self, body: str = "commission") -> set[Any]:
        with clock.played(self.office.day):
            held = Appointment.objects.in_force().filter(unit=getattr(fresh(self.campaign), body))
            return {appointment.person for appointment in held}


@pytest.fixture
def announced(luza: Luza) -> Announced:
    return Announced(luza)


def test_an_order_takes_a_member_out_and_another_in(announced: Announced) -> None:
    people = announced.people
    out, new = people["teacher_maths"], people["secretary"]
    order = announced.signed(
        announced.change("exclude_row", announced.key("member", "teacher_maths")),
        announced.change("add_row", announced.key("member", "secretary")),
    )
    texts = [point["text"] for point in order.content()["points"]]
    assert texts[0] == "Внести в приказ от 02.04.2012 № 1-ОД следующие изменения:"
    assert texts[1] == "исключить из состава приёмной комиссии Мокрушина С.И.;"
    assert texts[2].startswith("включить в состав приёмной комиссии ")
    assert (out in announced.sitting(), new in announced.sitting()) == (False, True)
    data: Any = print_data(fresh(announced.campaign))
    named = f"приказом от 16.04.2012 № {order.number}"
    assert data["wording"] == f"в редакции приказа от 16.04.2012 № {order.number}"
    assert (data["commissions"][0]["members"][-1], data["commissions"][0]["left"]) == (
        f"{new.name}, член (включён {named})",
        [f"{out.name}, член (исключён {named})"],
    )
    assert list(verify()) == []


def test_another_person_takes_the_chair(announced: Announced) -> None:
    announced.signed(
        announced.change("exclude_row", announced.key("chair", "deputy")),
        announced.change("add_row", announced.key("chair", "secretary")),
    )
    members = fresh(announced.campaign).members
    assert members.get(body="selection", place="chair").person == announced.people["secretary"]
    assert announced.people["deputy"] not in announced.sitting()


def test_a_day_that_lies_ahead_is_moved(announced: Announced) -> None:
    order = announced.signed(announced.change("reword_row", "intake_until", date(2012, 6, 20)))
    assert order.content()["points"][0]["text"] == (
        "Внести изменение в приказ от 02.04.2012 № 1-ОД: в разделе «Сроки» строку «Окончание приёма заявлений» "
        "изложить в следующей редакции: «Окончание приёма заявлений: 20.06.2012»."
    )
    data: Any = print_data(fresh(announced.campaign))
    assert (fresh(announced.campaign).intake_until, data["days"][2]["text"]) == (
        date(2012, 6, 20),
        f"20.06.2012 (изменено приказом от 16.04.2012 № {order.number})",
    )


@pytest.mark.parametrize(
    "wanted",
    [
        [("exclude_row", "chair:deputy", None)],
        [("exclude_row", "member:secretary", None)],
        [("add_row", "chair:secretary", None)],
        [("add_row", "member:secretary", None), ("add_row", "secretary:secretary", None)],
        [("reword_row", "intake_until", date(2012, 7, 1))],
        [("reword_row", "intake_until", date(2012, 4, 1))],
        [("reword_row", "intake_until", None)],
        [("reword_row", "announced_by", date(2012, 5, 1))],
    ],
)
def test_what_would_leave_a_commission_or_the_days_wrong_is_refused(
    announced: Announced, wanted: list[tuple[str, str, date | None]]
) -> None:
    changes = [
        announced.change(action, key if ":" not in key else announced.key(*key.split(":")), day)
        for action, key, day in wanted
    ]
    with pytest.raises(NotLegal):
        announced.drafted(*changes)
    assert Order.objects.count() == 1
