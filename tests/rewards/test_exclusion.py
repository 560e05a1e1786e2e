"""A teacher is taken off a list of rewards by an order, while nothing is paid."""

from datetime import date, timedelta
from typing import Any

import pytest

from governance import clock
from governance.documents.errors import NotLegal
from governance.documents.kinds.order.drafting import draft_amending_order
from governance.documents.kinds.order.order import Order
from governance.documents.kinds.rewards.award_list import AwardList, ordered_rows
from governance.documents.printing.registry import print_data
from governance.documents.record.history import verify
from governance.scenarios.luza import Luza

from .office import Allotted, RewardOffice, fresh


@pytest.fixture
def office(luza: Luza) -> RewardOffice:
    return RewardOffice(luza)


@pytest.fixture
def allotted(office: RewardOffice) -> Allotted:
    return office.allotted()


def ordered(office: RewardOffice, luza: Luza) -> AwardList:
    award_list = AwardList.objects.get(unit=luza.base)
    office.ordered(award_list, office.people["clerk"], office.head_of(luza.base))
    return fresh(award_list)


def excluding(office: RewardOffice, award_list: AwardList, day: date) -> Order:
    with clock.played(day):
        row = award_list.rows.get()
        made = {
            "action": "exclude_row",
            "paper": award_list,
            "row": str(row.nomination_id),
            "text": "исключить из списка поощрённых работников позицию 1",
        }
        order = Order.objects.get(links_out__target=award_list, links_out__effect="approve")
        return draft_amending_order(
            order, changes=[made], by=office.people["clerk"], reason="В связи с ошибкой"
        )


def test_a_row_is_taken_off_by_its_number_and_the_total_follows(
    office: RewardOffice, allotted: Allotted, luza: Luza
) -> None:
    award_list = ordered(office, luza)
    nomination = award_list.rows.get().nomination
    with clock.played(office.day):
        assert [(each.key, each.words) for each in award_list.possible_changes()] == [
            (str(nomination.pk), "исключить из списка поощрённых работников позицию 1")
        ]
    order = office.act(excluding(office, award_list, office.day), "submit", office.people["clerk"])
    order = office.act(order, "sign", office.head_of(luza.base))
    data: Any = print_data(fresh(award_list))
    by = f"приказом {order.registered_on:от %d.%m.%Y} № {order.number}"
    assert (data["rows"], data["total"], [line["note"] for line in data["excluded"]]) == (
        [],
        "Всего: 0 руб. 00 коп. (ноль рублей 00 копеек).",
        [f"исключён {by}"],
    )
    assert fresh(nomination).state == "supported"
    assert not ordered_rows(fresh(award_list)).exists()
    assert list(verify()) == []


def test_what_is_paid_is_not_taken_back(office: RewardOffice, allotted: Allotted, luza: Luza) -> None:
    award_list = ordered(office, luza)
    after = award_list.paid_by + timedelta(days=1)
    with pytest.raises(NotLegal):
        excluding(office, award_list, after)
    with clock.played(after):
        assert award_list.unchanged_because != ""
    assert Order.objects.filter(amends__isnull=False).count() == 0
