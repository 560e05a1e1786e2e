"""Rewards and network teachers of the demonstration."""

from collections import Counter
from datetime import date
from typing import Any

import pytest

from governance import clock
from governance.documents.kinds.network.candidacy import Candidacy
from governance.documents.kinds.network.staff_list import StaffList
from governance.documents.kinds.order.order import Order
from governance.documents.kinds.rewards.allocation import Allocation
from governance.documents.kinds.rewards.nomination import Nomination
from governance.documents.kinds.rewards.period import RewardPeriod
from governance.documents.record.history import verify
from governance.flows.engine.models import Task
from governance.roles.appointment import Appointment
from governance.roles.catalogue import Role
from governance.scenarios.demo_rewards import fill_autumn, fill_summer
from governance.scenarios.luza import Luza
from governance.scenarios.teachers import employ_teachers

TODAY = date(2011, 11, 21)


@pytest.fixture
def filled(luza: Luza) -> Luza:
    employments = employ_teachers(luza)
    fill_summer(luza, employments)
    fill_autumn(luza, employments)
    return luza


def states(model: Any, **of: Any) -> Counter[str]:
    return Counter(model.objects.filter(**of).values_list("state", flat=True))


@pytest.mark.django_db
def test_the_demonstration_has_a_sheet_in_every_state_and_work_for_everybody(filled: Luza) -> None:
    spring, autumn = RewardPeriod.objects.order_by("starts_on")
    assert (spring.state, autumn.state) == ("closed", "open")
    assert states(Nomination, reward_period=spring) == {"ordered": 6}
    assert states(Nomination, reward_period=autumn) == {
        "draft": 1,
        "filled": 2,
        "nominated": 1,
        "verified": 2,
        "objected": 1,
        "review": 4,
    }
    assert states(Allocation) == {"adopted": 1, "draft": 1}
    assert states(Order) == {"signed": 7}
    with clock.played(TODAY):
        assert autumn.takes_sheets
        idle = [
            key
            for key in ("director", "deputy", "head_second", "secretary", "teacher_social")
            if not Task.objects.waiting_for(filled.people[key]).exists()
        ]
    assert idle == []
    assert list(verify()) == []


@pytest.mark.django_db
def test_the_demonstration_has_seven_network_teachers_one_of_them_replaced(filled: Luza) -> None:
    assert states(Candidacy) == {"appointed": 7, "ended": 1, "review": 1}
    assert list(StaffList.objects.order_by("edition").values_list("state", flat=True)) == [
        "replaced",
        "approved",
    ]
    rows = StaffList.objects.get(state="approved").entries()
    load = [subject for row in rows for subject in row.candidacy.load]
    assert (len(rows), len(load)) == (7, 8)
    assert {(tuple(subject["grades"]), subject["hours"]) for subject in load} == {((9, 10, 11), "3")}
    held = Appointment.objects.in_force(TODAY).filter(role=Role.NETWORK_TEACHER)
    assert held.count() == 7
    assert not held.filter(person=filled.people["teacher_english"]).exists()
