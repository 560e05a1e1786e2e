"""The whole way of rewards, from the system of measures to the correction after the order."""

from decimal import Decimal

import pytest

from governance import clock
from governance.documents.kinds.order.order import Order
from governance.documents.kinds.rewards.allocation import Allocation, draft_allocation
from governance.documents.kinds.rewards.award_list import AwardList
from governance.documents.kinds.rewards.correction import draft_correction
from governance.documents.record.history import verify
from governance.scenarios.luza import Luza

from .office import RewardOffice, fresh


@pytest.mark.quick
def test_rewards_go_from_the_sheets_to_the_orders_and_a_correction(luza: Luza) -> None:
    office = RewardOffice(luza)
    period = office.open_period()
    maths = office.nominated(period, "maths", {"hours": "9", "winners": "1"})
    second = office.nominated(period, "second", {"hours": "3", "course": "1"})
    thanks = office.nominated(period, "russian", {"hours": "3"}, measure="thanks")
    for nomination in (maths, second, thanks):
        office.before_council(nomination)
    with clock.played(office.day):
        allocation = draft_allocation(period, by=office.deputy)
    allocation = office.act(allocation, "submit", office.deputy)
    office.decided(allocation)
    allocation = fresh(allocation)
    assert allocation.state == "adopted"
    assert [fresh(one).state for one in (maths, second, thanks)] == ["supported"] * 3
    # 50 000 / (23 + 10) points, down to the rouble: 1515.
    assert [fresh(one).amount for one in (maths, second)] == [Decimal("34845.00"), Decimal("15150.00")]
    lists = list(AwardList.objects.order_by("pk"))
    assert [(one.unit_id, one.with_money) for one in lists] == [
        (luza.base.pk, True),
        (luza.base.pk, False),
        (luza.schools["second"].pk, True),
    ]
    for award_list in lists:
        base = award_list.unit_id == luza.base.pk
        clerk = office.people["clerk" if base else "clerk_second"]
        office.ordered(award_list, clerk, office.head_of(award_list.unit))
    assert [fresh(one).state for one in (maths, second, thanks)] == ["ordered"] * 3
    with clock.played(office.day):
        correction = draft_correction(period, {second.pk: Decimal("9")}, by=office.deputy)
    correction = office.act(correction, "submit", office.deputy)
    office.decided(correction)
    corrected = AwardList.objects.get(allocation__corrects=allocation)
    office.ordered(corrected, office.people["clerk_second"], office.head_of(corrected.unit))
    assert (fresh(second).state, fresh(second).amount) == ("ordered", Decimal("13635.00"))
    assert [one.number for one in Order.objects.filter(series="order_staff").order_by("pk")] == [
        "1-К",
        "2-К",
        "1-К",
        "2-К",
    ]
    assert Allocation.objects.count() == 2
    assert list(verify()) == []
