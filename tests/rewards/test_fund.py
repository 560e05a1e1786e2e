"""Each school pays out of its own fund, and only by its own local act."""

from datetime import date
from decimal import Decimal
from itertools import product
from typing import Any

import pytest

from governance.documents.kinds.rewards.award_list import AwardList, AwardRow
from governance.documents.kinds.rewards.fund import RewardFund
from governance.documents.kinds.rewards.period import RewardPeriod
from governance.documents.record.history import verify
from governance.documents.settings.catalogue import COUNCIL_ON_REWARDS, DECIDES
from governance.flows.engine.models import Task
from governance.roles.acts.settings import change_setting
from governance.roles.unit import Unit
from governance.scenarios.luza import Luza

from .office import Allotted, RewardOffice, fresh, refused

CENT = Decimal("0.01")
SOURCE = {"source": "средств стимулирующей части фонда оплаты труда"}


@pytest.fixture
def office(luza: Luza) -> RewardOffice:
    return RewardOffice(luza)


@pytest.fixture
def allotted(office: RewardOffice) -> Allotted:
    return office.allotted()


def list_of(school: Unit) -> AwardList:
    return AwardList.objects.get(unit=school)


def paid(school: Unit) -> Decimal:
    rows = AwardRow.objects.filter(award_list__unit=school, award_list__state="approved")
    return sum((row.amount or Decimal(0) for row in rows), Decimal(0))


def test_the_director_alone_names_the_fund_of_the_own_school(office: RewardOffice) -> None:
    period = office.open_period()
    for key in ("deputy", "clerk", "secretary", "teacher_maths", "methodical_chair"):
        with refused():
            office.act(period, "name_fund", office.people[key], amount=Decimal(1), **SOURCE)
    office.act(period, "name_fund", office.people["head_second"], amount=Decimal("100.50"), **SOURCE)
    funds = {fund.school.short_name: fund.amount for fund in RewardFund.objects.select_related("school")}
    assert funds == {"СОШ г. Лузы": Decimal(60_000), "СОШ № 2 г. Лузы": Decimal("100.50")}


def test_each_director_is_asked_for_the_fund_of_the_own_school_until_it_is_named(
    office: RewardOffice,
) -> None:
    period = office.open_period()
    of_funds = Task.objects.filter(
        process__document=period, process__part__startswith="fund:", flow_task_type="HUMAN"
    )

    def schools(tasks: Any) -> set[str]:
        return {task.unit.short_name for task in tasks.select_related("unit")}

    assert set(of_funds.values_list("right", flat=True)) == {"sign_order"}
    named = {"СОШ г. Лузы", "СОШ № 2 г. Лузы"}
    assert schools(of_funds.filter(status="DONE")) == named
    assert schools(of_funds.open()) == {school.short_name for school in period.schools} - named
    office.act(fresh(period), "close", office.people["deputy"])
    assert schools(of_funds.open()) == set()


@pytest.mark.parametrize("amount", ["0", "-1", "NaN", "Infinity", "1.001", "99999999999"])
def test_a_fund_is_a_sum_above_zero(office: RewardOffice, amount: str) -> None:
    period = office.open_period()
    with refused():
        office.act(period, "name_fund", office.people["director"], amount=Decimal(amount), **SOURCE)
    with refused():
        office.act(period, "name_fund", office.people["director"], amount=Decimal(1), source=" ")


def test_a_school_without_rules_of_bonuses_names_no_fund(office: RewardOffice) -> None:
    period = office.open_period()
    with refused("положения о премировании|rules of bonuses"):
        office.act(period, "name_fund", office.people["head_lalsk"], amount=Decimal(1), **SOURCE)


@pytest.mark.parametrize(("over_base", "over_second"), list(product((-CENT, Decimal(0)), repeat=2)), ids=str)
def test_no_order_pays_more_than_the_fund_of_its_school_whatever_the_pool_allows(
    office: RewardOffice, allotted: Allotted, over_base: Decimal, over_second: Decimal
) -> None:
    base, second = office.luza.base, office.luza.schools["second"]
    for school, amount, over in (
        (base, allotted.amounts[0], over_base),
        (second, allotted.amounts[1], over_second),
    ):
        fund = (amount or Decimal(0)) + over
        office.funded(fresh(allotted.period), "base" if school == base else "second", str(fund))
        clerk = office.people["clerk" if school == base else "clerk_second"]
        order = list_of(school).links_in.get(effect="approve").source.whole
        order = office.act(order, "submit", clerk)
        if over:
            with refused("фонде|fund"):
                office.act(order, "sign", office.head_of(school))
        else:
            office.act(order, "sign", office.head_of(school))
        assert paid(school) <= fund
        assert (paid(school) == 0) == bool(over)
    assert list(verify()) == []


def test_a_fund_is_not_lowered_below_what_is_ordered(office: RewardOffice, allotted: Allotted) -> None:
    office.signed(list_of(office.luza.base))
    period: RewardPeriod = fresh(allotted.period)
    ordered = allotted.amounts[0]
    assert ordered is not None
    with refused():
        office.funded(period, "base", str(ordered - CENT))
    office.funded(period, "base", str(ordered))


def test_the_order_names_the_act_the_recommendation_and_the_source(
    office: RewardOffice, allotted: Allotted
) -> None:
    order = office.signed(list_of(office.luza.base)).content()
    assert order["grounds"].startswith(
        "В соответствии со статьями 135 и 191 Трудового кодекса Российской Федерации, на основании положения о "
        "премировании (приказ от 01.02.2012 № 2-ОД), с учётом рекомендаций"
    )
    assert "за счёт средств стимулирующей части фонда оплаты труда до" in order["points"][0]["text"]


def test_where_the_council_decides_the_order_rests_on_its_decision(office: RewardOffice) -> None:
    basis = "решение собрания школ"
    change_setting(
        office.luza.district, COUNCIL_ON_REWARDS, DECIDES, since=date(2012, 1, 9), by=None, basis=basis
    )
    allotted = office.allotted()
    assert allotted.allocation.title_in("genitive").startswith("распределения поощрительных выплат")
    order = office.signed(list_of(office.luza.base))
    assert "На основании решения совета" in order.content()["grounds"]
    assert "рекомендаций" not in order.content()["grounds"]
