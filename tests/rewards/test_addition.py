"""A teacher whom the council has decided on is added to a list of rewards by an order."""

from decimal import Decimal
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

from .office import Allotted, RewardOffice, fresh, refused
from .test_exclusion import ordered


@pytest.fixture
def office(luza: Luza) -> RewardOffice:
    return RewardOffice(luza)


@pytest.fixture
def allotted(office: RewardOffice) -> Allotted:
    return office.allotted()


def changing(office: RewardOffice, award_list: AwardList, action: str) -> Order:
    """The order that makes the one change of this sort."""
    with clock.played(office.day):
        (change,) = (each for each in fresh(award_list).possible_changes() if each.action == action)
        made = {
            "action": change.action,
            "paper": award_list,
            "row": change.key,
            "text": change.words,
        }
        order = Order.objects.get(links_out__target=award_list, links_out__effect="approve")
        return draft_amending_order(
            order, changes=[made], by=office.people["clerk"], reason="В связи с ошибкой"
        )


def signed(office: RewardOffice, luza: Luza, order: Order) -> Order:
    order = office.act(order, "submit", office.people["clerk"])
    return office.act(order, "sign", office.head_of(luza.base))


def test_whoever_was_taken_off_is_added_again_with_the_sum_of_the_council(
    office: RewardOffice, allotted: Allotted, luza: Luza
) -> None:
    award_list = ordered(office, luza)
    nomination = fresh(award_list.rows.get().nomination)
    before: Any = print_data(fresh(award_list))
    signed(office, luza, changing(office, award_list, "exclude_row"))
    order = changing(office, award_list, "add_row")
    protocol = fresh(allotted.allocation).approved_by
    assert order.content()["points"][0]["text"].startswith(
        f"Дополнить список поощрённых работников работником по представлению {nomination.code}, поощрение которого "
        f"предусмотрено решением совета школьного округа (протокол от {protocol.registered_on:%d.%m.%Y} № "
        f"{protocol.number}). Премию в размере, указанном в списке, выплатить за счёт "
    )
    assert nomination.teacher.surname not in str(order.content())
    order = signed(office, luza, order)
    data: Any = print_data(fresh(award_list))
    assert (data["rows"], data["total"], data["excluded"]) == (before["rows"], before["total"], [])
    assert data["wording"].endswith(f"№ {order.number}")
    assert (fresh(nomination).state, fresh(nomination).amount) == ("ordered", nomination.amount)
    assert [row.amount for row in ordered_rows(fresh(award_list))] == [nomination.amount]
    with clock.played(office.day):
        assert [change.action for change in fresh(award_list).possible_changes()] == ["exclude_row"]
    assert list(verify()) == []


def test_nobody_is_added_above_the_fund_of_the_school(
    office: RewardOffice, allotted: Allotted, luza: Luza
) -> None:
    award_list = ordered(office, luza)
    signed(office, luza, changing(office, award_list, "exclude_row"))
    order = office.act(changing(office, award_list, "add_row"), "submit", office.people["clerk"])
    fund = {"amount": Decimal("1"), "source": "средств фонда"}
    office.act(allotted.period, "name_fund", office.head_of(luza.base), **fund)
    with refused():
        office.act(order, "sign", office.head_of(luza.base))
    assert not ordered_rows(fresh(award_list)).exists()


def test_nobody_is_added_on_whom_the_council_has_not_decided(
    office: RewardOffice, allotted: Allotted, luza: Luza
) -> None:
    award_list = ordered(office, luza)
    other = allotted.second if award_list.rows.get().nomination_id == allotted.first.pk else allotted.first
    order = Order.objects.get(links_out__target=award_list, links_out__effect="approve")
    made = {"action": "add_row", "paper": award_list, "row": str(other.pk), "text": "Дополнить список."}
    with clock.played(office.day), pytest.raises(NotLegal):
        draft_amending_order(order, changes=[made], by=office.people["clerk"], reason="Так надо")
    assert Order.objects.filter(amends__isnull=False).count() == 0
