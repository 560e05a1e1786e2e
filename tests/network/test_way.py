"""The whole way of network teachers: put forward, decided by the council, appointed by order, replaced in mid-year."""

from datetime import date

import pytest

from governance.documents.record.history import verify
from governance.documents.record.measures import MEASURES
from governance.roles.appointment import Appointment
from governance.roles.catalogue import Role
from governance.roles.person import Person
from governance.scenarios.luza import Luza
from tests.network.year import appointed, put_forward, supported
from tests.rewards.office import RewardOffice, fresh


def network_teachers(day: date) -> list[Person]:
    found = Appointment.objects.in_force(day).filter(role=Role.NETWORK_TEACHER).order_by("pk")
    return [appointment.person for appointment in found.select_related("person")]


@pytest.mark.quick
def test_network_teachers_are_appointed_by_order_and_one_is_replaced_in_mid_year(luza: Luza) -> None:
    office = RewardOffice(luza)
    office.day = date(2012, 8, 20)
    maths, russian = put_forward(office, "maths"), put_forward(office, "russian")
    supported(office, maths, russian)
    first = appointed(office)
    assert [fresh(one).state for one in (maths, russian)] == ["appointed"] * 2
    people = office.people
    assert network_teachers(date(2012, 10, 1)) == [people["teacher_maths"], people["teacher_russian"]]
    office.act(first, "publish", office.deputy)

    office.day = date(2013, 1, 14)
    other = put_forward(office, "second", replaces=fresh(maths))
    supported(office, other)
    second = appointed(office)
    assert (fresh(maths).state, fresh(first).state, second.edition) == ("ended", "replaced", 2)
    assert network_teachers(date(2013, 2, 1)) == [people["teacher_russian"], people["methodical_chair"]]
    assert network_teachers(date(2012, 10, 1)) == [people["teacher_maths"], people["teacher_russian"]]
    assert list(verify()) == []


def hours_on(luza: Luza, day: date) -> tuple[int, int]:
    """Given and wanted, as the indicator counts them."""
    counted = MEASURES["network_hours"].count(luza.district.pk, day, day)
    return int(counted.part), int(counted.whole or 0)


def test_hours_are_given_by_whoever_is_appointed_on_the_day(luza: Luza) -> None:
    office = RewardOffice(luza)
    office.day = date(2012, 8, 20)
    maths, russian = put_forward(office, "maths"), put_forward(office, "russian")
    supported(office, maths)
    office.decided(russian)
    appointed(office)
    each = int(maths.hours)
    assert hours_on(luza, date(2012, 8, 1)) == (0, 0)
    assert hours_on(luza, date(2012, 10, 1)) == (each, 2 * each)

    office.day = date(2013, 1, 14)
    supported(office, put_forward(office, "second", replaces=fresh(maths)))
    appointed(office)
    assert hours_on(luza, date(2012, 10, 1)) == (each, 2 * each)
    assert hours_on(luza, date(2013, 2, 1)) == (each, 2 * each)
