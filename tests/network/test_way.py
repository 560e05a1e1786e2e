"""The whole way of network teachers: put forward, decided by the council, appointed by order, replaced in mid-year."""

from datetime import date
from typing import cast

import pytest

from governance import clock
from governance.documents.kinds.network.candidacy import Candidacy, begin_candidacy
from governance.documents.kinds.network.staff_list import StaffList, draft_staff_list
from governance.documents.record.history import verify
from governance.roles.appointment import Appointment
from governance.roles.catalogue import Role
from governance.roles.person import Person
from governance.scenarios.luza import Luza
from tests.memory import recalled
from tests.rewards.office import RewardOffice, fresh

LOAD = [{"name": "математика", "grades": [9, 10, 11], "hours": "3"}]
SINCE, UNTIL = date(2012, 9, 1), date(2013, 5, 31)


@recalled
def put_forward(office: RewardOffice, key: str, replaces: Candidacy | None = None) -> Candidacy:
    employment = office.teachers[key]
    head = office.head_of(employment.unit)
    with clock.played(office.day):
        candidacy = begin_candidacy(employment, by=head, since=SINCE, until=UNTIL, replaces=replaces)
    candidacy = office.act(candidacy, "revise", head, load=LOAD, training="курсы ИКТ, 72 часа")
    return cast(Candidacy, office.act(candidacy, "submit", head))


@recalled
def appointed(office: RewardOffice) -> StaffList:
    with clock.played(office.day):
        staff_list = draft_staff_list(office.luza.district, by=office.people["clerk"])
    office.ordered(staff_list, office.people["clerk"], office.people["director"])
    return fresh(staff_list)


def network_teachers(day: date) -> list[Person]:
    found = Appointment.objects.in_force(day).filter(role=Role.NETWORK_TEACHER).order_by("pk")
    return [appointment.person for appointment in found.select_related("person")]


@pytest.mark.quick
def test_network_teachers_are_appointed_by_order_and_one_is_replaced_in_mid_year(luza: Luza) -> None:
    office = RewardOffice(luza)
    office.day = date(2012, 8, 20)
    maths, russian = put_forward(office, "maths"), put_forward(office, "russian")
    office.decided(maths, russian)
    first = appointed(office)
    assert [fresh(one).state for one in (maths, russian)] == ["appointed"] * 2
    people = office.people
    assert network_teachers(date(2012, 10, 1)) == [people["teacher_maths"], people["teacher_russian"]]
    office.act(first, "publish", office.deputy)

    office.day = date(2013, 1, 14)
    other = put_forward(office, "second", replaces=fresh(maths))
    office.decided(other)
    second = appointed(office)
    assert (fresh(maths).state, fresh(first).state, second.edition) == ("ended", "replaced", 2)
    assert network_teachers(date(2013, 2, 1)) == [people["teacher_russian"], people["methodical_chair"]]
    assert network_teachers(date(2012, 10, 1)) == [people["teacher_maths"], people["teacher_russian"]]
    assert list(verify()) == []
