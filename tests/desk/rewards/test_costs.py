"""Pictures of rewards, and what their pages cost."""

from datetime import date
from typing import Any

import pytest

from governance import clock
from governance.documents.kinds.approved.staff_opinion import StaffOpinion
from governance.documents.kinds.order.order import Order
from governance.documents.kinds.rewards.allocation import draft_allocation
from governance.documents.kinds.rewards.award_list import AwardList
from governance.documents.kinds.rewards.period import RewardPeriod
from governance.roles.acts.appointing import appoint
from governance.roles.catalogue import Role
from tests.desk.rewards.conftest import SUM, Desk, adopted, pages, text
from tests.founding import entered
from tests.rewards.office import COUNCIL, FIRST, RewardOffice, fresh

# Pages say the same words over every database.
pytestmark = pytest.mark.any_database


def test_pictures_tell_no_sums_by_school_and_nothing_of_few_sheets_to_others(
    rewarding: RewardOffice, period: RewardPeriod, desk: Desk
) -> None:
    adopted(rewarding, period)
    everything = text(pages(desk, "secretary", COUNCIL).get("reward_picture", period.pk))
    assert "Sums by school, roubles" in everything
    assert SUM in everything
    others = text(pages(desk, "observer", COUNCIL).get("reward_picture", period.pk))
    assert "Sums by school" not in others
    assert "Nothing to draw yet" in others


def filled_district(office: RewardOffice, period: RewardPeriod, count: int) -> None:
    """Many sheets before the council in the base school."""
    rows = []
    for n in range(count):
        person = entered(
            office.luza.district, f"t{n}@luza.example", f"Учитель{n}", "Иван", patronymic="Ильич"
        )
        employment = appoint(
            person,
            Role.TEACHER,
            office.luza.base,
            basis="трудовой договор",
            since=date(2011, 8, 1),
            title="учитель",
            by=None,
        )
        office.people[f"t{n}"], office.teachers[f"t{n}"] = person, employment
        rows.append(office.nominated(period, f"t{n}", {"hours": "3"}))
    for row in rows:
        office.before_council(row)


def test_pages_cost_at_most_twelve_queries_however_many_sheets(
    rewarding: RewardOffice, period: RewardPeriod, desk: Desk, django_assert_max_num_queries: Any
) -> None:
    filled_district(rewarding, period, 6)
    waiting = rewarding.nominated(period, "maths", {"hours": "9", "winners": "1", "course": "1"})
    with clock.played(COUNCIL):
        allocation = draft_allocation(period, by=rewarding.deputy)
    shown = [
        ("deputy", "rewards", []),
        ("director", "rewards", []),
        ("methodical_chair", "rewards", []),
        ("teacher_maths", "rewards", []),
        ("deputy", "allocation", [allocation.pk]),
        ("deputy", "reward_picture", [period.pk]),
        ("deputy", "nomination_verify", [waiting.pk]),
        ("deputy", "paper", [period.pk]),
        ("deputy", "paper", [waiting.pk]),
        ("teacher_maths", "paper", [waiting.pk]),
        ("deputy", "paper", [allocation.pk]),
        ("deputy", "reward_period_edit", [period.pk]),
    ]
    for key, name, args in shown:
        person = pages(desk, key, COUNCIL)
        person.get(name, *args)
        with django_assert_max_num_queries(12):
            answer = person.get(name, *args)
        assert answer.status_code == 200, (key, name)


def test_lists_are_drawn_up_anew_by_a_press_when_a_director_has_rejected_the_order(
    rewarding: RewardOffice, desk: Desk
) -> None:
    allotted = rewarding.allotted()
    deputy = pages(desk, "deputy", rewarding.day)
    button = 'value="draw_up_lists"'
    assert button not in text(deputy.get("paper", allotted.allocation.pk))
    first = AwardList.objects.get(unit=rewarding.luza.base)
    order = Order.objects.get(links_out__target=first, links_out__effect="approve")
    order = rewarding.act(order, "submit", rewarding.people["clerk"])
    rewarding.act(order, "reject", rewarding.people["director"], reason="опечатка в преамбуле")
    assert button in text(deputy.get("paper", allotted.allocation.pk))
    seen = fresh(allotted.allocation).revision
    answer = deputy.post("paper_do", allotted.allocation.pk, move="draw_up_lists", seen=seen)
    assert answer.status_code == 302, text(answer)
    assert AwardList.objects.filter(unit=rewarding.luza.base, state="draft").count() == 1


def test_the_sheet_of_opinion_and_the_period_with_the_own_fund_have_their_pages(
    rewarding: RewardOffice, desk: Desk
) -> None:
    period = rewarding.open_period()
    director = pages(desk, "director", FIRST)
    for sheet in StaffOpinion.objects.filter(unit=rewarding.luza.base):
        assert "Лист учёта мнения" in text(director.get("paper", sheet.pk))
    source = "(средств стимулирующей части фонда оплаты труда)"
    assert f"60 000,00 {source}" in text(director.get("paper", period.pk)).replace("\xa0", " ").replace(
        "&nbsp;", " "
    )
    assert source not in text(pages(desk, "deputy", FIRST).get("paper", period.pk))
