"""Candidates for network teachers: who can be one, for what, for how long; and who replaces whom."""

from datetime import date, timedelta
from typing import Any

import pytest

from governance import clock
from governance.documents.kinds.network.beginning import begin_candidacy
from governance.documents.kinds.network.candidacy import Candidacy
from governance.documents.kinds.network.staff_list import StaffList, draft_staff_list
from governance.roles.acts.appointing import appoint, dismiss
from governance.roles.appointment import Appointment
from governance.roles.catalogue import Role
from governance.roles.unit import UnitKind
from tests.founding import entered, founded, other_district
from tests.memory import recalled
from tests.rewards.office import RewardOffice, fresh, refused

from .test_way import network_teachers
from .year import (
    LOAD,
    SINCE,
    UNTIL,
    appointed,
    listed,
    lists_of,
    order_on,
    put_forward,
    ready,
    supported,
)

DAY, MIDYEAR = date(2012, 8, 20), date(2013, 1, 14)


@recalled
def begun(office: RewardOffice, key: str, by: str = "", **facts: Any) -> Candidacy:
    employment = office.teachers[key]
    head = office.people[by] if by else office.head_of(employment.unit)
    given = {"since": SINCE, "until": UNTIL, **facts}
    with clock.played(office.day):
        return begin_candidacy(employment, by=head, **given)


# --- who can be one ---------------------------------------------------------------------------------------------------


def test_the_head_and_the_methodical_council_put_forward_and_nobody_else(office: RewardOffice) -> None:
    for key in ("head_lalsk", "clerk", "teacher_maths", "deputy", "observer"):
        with refused():
            begun(office, "maths", by=key)
    assert begun(office, "maths", by="director").state == "draft"
    assert begun(office, "russian", by="methodical_chair").state == "draft"


def test_nobody_of_a_school_outside_the_district_is_put_forward(office: RewardOffice) -> None:
    other = other_district()
    school = founded(other, UnitKind.SCHOOL, "Чужая школа")
    person = entered(other, "far@luza.example", "Дальнев", "Иван")
    office.teachers["far"] = appoint(
        person, Role.TEACHER, school, basis="трудовой договор", since=date(2011, 8, 1), by=None
    )
    for key in ("director", "methodical_chair"):
        with refused():
            begun(office, "far", by=key)


def test_nobody_is_put_forward_who_is_not_employed_today(office: RewardOffice) -> None:
    dismiss(office.teachers["maths"], until=DAY - timedelta(days=1), by=None, basis="приказ об увольнении")
    with refused("Мокрушин"):
        begun(office, "maths")


def test_a_teacher_who_leaves_after_the_vote_is_not_appointed(office: RewardOffice) -> None:
    maths, russian = put_forward(office, "maths"), put_forward(office, "russian")
    supported(office, maths, russian)
    dismiss(office.teachers["maths"], until=DAY - timedelta(days=1), by=None, basis="приказ об увольнении")
    with refused("Мокрушин"), clock.played(office.day):
        draft_staff_list(office.luza.district, by=office.people["clerk"])
    office.act(maths, "withdraw", office.people["director"], reason="уволился")
    assert [row.candidacy for row in appointed(office).entries()] == [russian]


@pytest.mark.parametrize(
    ("since", "until"),
    [(UNTIL, SINCE), (SINCE, date(2013, 9, 15)), (date(2011, 9, 1), date(2012, 5, 31))],
    ids=["out of order", "more than a year", "past"],
)
def test_the_term_is_at_most_a_year_and_not_past(office: RewardOffice, since: date, until: date) -> None:
    with refused():
        begun(office, "maths", since=since, until=until)


@pytest.mark.parametrize(
    "load",
    [
        [],
        [{"name": " ", "grades": [9], "hours": "3"}],
        [{**LOAD[0], "grades": []}],
        [{**LOAD[0], "grades": [4]}],
        [{**LOAD[0], "grades": [12]}],
        [{**LOAD[0], "hours": "0"}],
        [{**LOAD[0], "hours": "-1"}],
        [{**LOAD[0], "hours": "три"}],
        [{**LOAD[0], "hours": "NaN"}],
        [{**LOAD[0], "hours": "1.25"}],
        [{**LOAD[0], "hours": "13"}],
        [LOAD[0], {**LOAD[0], "name": "Математика"}],
    ],
)
def test_subjects_grades_and_hours_that_cannot_be_are_refused(
    office: RewardOffice, load: list[dict[str, Any]]
) -> None:
    candidacy = begun(office, "maths")
    with refused():
        office.act(candidacy, "revise", office.people["director"], load=load)


def test_nobody_is_put_forward_without_subjects(office: RewardOffice) -> None:
    candidacy = begun(office, "maths")
    with refused():
        office.act(candidacy, "submit", office.people["director"])


def test_a_teacher_is_a_candidate_once_for_the_same_days(office: RewardOffice) -> None:
    first = begun(office, "maths")
    with refused("31.05.2013"):
        begun(office, "maths", since=date(2013, 1, 9))
    later = begun(office, "maths", since=date(2013, 9, 1), until=date(2014, 5, 31))
    with refused("Мокрушин"):
        office.act(later, "revise", office.people["director"], since=UNTIL)
    office.act(first, "withdraw", office.people["director"], reason="ошибка")
    assert begun(office, "maths").state == "draft"


# --- the council and the list -----------------------------------------------------------------------------------------


def test_the_council_votes_on_each_and_the_director_appoints_for_the_year(office: RewardOffice) -> None:
    maths, russian = put_forward(office, "maths"), put_forward(office, "russian")
    office.decided(maths)
    office.decided(russian, choice="against")
    ready(office, maths)
    staff_list = appointed(office)
    assert [fresh(one).state for one in (maths, russian)] == ["appointed", "declined"]
    (school_list,) = staff_list.school_lists.all()
    order = order_on(school_list)
    assert (order.unit, order.series) == (office.luza.base, "order_staff")
    held = Appointment.objects.get(role=Role.NETWORK_TEACHER)
    assert (held.person, held.since, held.until) == (office.people["teacher_maths"], SINCE, UNTIL)
    assert order.number in held.basis


def test_each_director_appoints_the_own_teachers_and_nobody_elses(office: RewardOffice) -> None:
    maths, second = put_forward(office, "maths"), put_forward(office, "second")
    supported(office, maths, second)
    for key in ("clerk_second", "secretary", "head_second"):
        with refused(), clock.played(office.day):
            draft_staff_list(office.luza.district, by=office.people[key])
    staff_list = listed(office)
    with refused("уже"), clock.played(office.day):
        draft_staff_list(office.luza.district, by=office.people["clerk"])
    lists = lists_of(staff_list)
    assert {name: [row.candidacy for row in each.entries()] for name, each in lists.items()} == {
        "СОШ г. Лузы": [maths],
        "СОШ № 2 г. Лузы": [second],
    }
    order = office.act(order_on(lists["СОШ № 2 г. Лузы"]), "submit", office.people["clerk_second"])
    for key in ("director", "head_lalsk", "teacher_maths"):
        with refused():
            office.act(order, "sign", office.people[key])
    office.act(order, "sign", office.people["head_second"])
    assert (fresh(staff_list).state, fresh(maths).state, fresh(second).state) == (
        "draft",
        "ready",
        "appointed",
    )
    assert network_teachers(date(2012, 10, 1)) == [second.teacher]
    office.ordered(lists["СОШ г. Лузы"], office.people["clerk"], office.people["director"])
    assert (fresh(staff_list).state, fresh(maths).state) == ("approved", "appointed")


def test_a_list_that_the_director_rejects_appoints_nobody_and_another_follows(office: RewardOffice) -> None:
    maths = put_forward(office, "maths")
    supported(office, maths)
    staff_list = listed(office)
    (school_list,) = staff_list.school_lists.all()
    order = office.act(order_on(school_list), "submit", office.people["clerk"])
    with refused():
        office.act(maths, "withdraw", office.people["director"], reason="передумали")
    office.act(order, "reject", office.people["director"], reason="часы не сходятся")
    assert [fresh(one).state for one in (school_list, staff_list, maths)] == ["rejected", "rejected", "ready"]
    assert network_teachers(date(2012, 10, 1)) == []
    assert (appointed(office).state, fresh(maths).state) == ("approved", "appointed")


def test_without_anybody_new_there_is_no_list(office: RewardOffice) -> None:
    with refused(), clock.played(office.day):
        draft_staff_list(office.luza.district, by=office.people["clerk"])


# --- replacing --------------------------------------------------------------------------------------------------------


@pytest.fixture
@recalled
def year(office: RewardOffice) -> tuple[Candidacy, Candidacy, StaffList]:
    """Mathematics and Russian are taught; the list is published; it is January."""
    maths, russian = put_forward(office, "maths"), put_forward(office, "russian")
    supported(office, maths, russian)
    staff_list = office.act(appointed(office), "publish", office.deputy)
    office.day = MIDYEAR
    return fresh(maths), fresh(russian), staff_list


def test_one_teacher_is_replaced_by_one(
    office: RewardOffice, year: tuple[Candidacy, Candidacy, StaffList]
) -> None:
    other = begun(office, "second", replaces=year[0])
    office.teachers["third"] = office.teacher("deputy", "base")
    with refused("Зыкова"):
        begun(office, "third", replaces=year[0])
    office.act(other, "withdraw", office.people["head_second"], reason="не согласна")
    assert begun(office, "third", replaces=year[0]).replaces == year[0]


def test_only_somebody_who_is_appointed_now_is_replaced(
    office: RewardOffice, year: tuple[Candidacy, Candidacy, StaffList]
) -> None:
    waiting = begun(office, "second")
    office.teachers["third"] = office.teacher("deputy", "base")
    with refused():
        begun(office, "third", replaces=waiting)
    office.day = UNTIL + timedelta(days=1)
    with refused():
        begun(office, "third", since=date(2013, 9, 1), until=date(2014, 5, 31), replaces=year[0])


def test_who_was_replaced_stays_on_the_list_before_with_the_days_until_the_other_begins(
    office: RewardOffice, year: tuple[Candidacy, Candidacy, StaffList]
) -> None:
    maths, _russian, first = year
    was = first.present_version.content
    other = put_forward(office, "second", replaces=maths)
    supported(office, other)
    second = appointed(office)
    # Told on Monday 14.01: three working days, so the work ends on Thursday.
    assert fresh(maths).until == date(2013, 1, 17)
    held = Appointment.objects.get(role=Role.NETWORK_TEACHER, person=maths.teacher)
    assert held.until == date(2013, 1, 17)
    old = fresh(first)
    assert (old.state, old.present_version.content, old.published_at) == (
        "replaced",
        was,
        first.published_at,
    )
    assert [row.candidacy.teacher.surname for row in old.entries()] == ["Мокрушин", "Дегтярёва"]
    assert [row.words()["instead_of"] for row in second.entries()] == ["", "Мокрушин Сергей Иванович"]
    with clock.played(office.day):
        assert old in StaffList.objects.visible_to(office.people["observer"])


def test_the_next_year_begins_without_those_whose_year_is_over(
    office: RewardOffice, year: tuple[Candidacy, Candidacy, StaffList]
) -> None:
    office.day = date(2013, 8, 20)
    again = begun(office, "russian", since=date(2013, 9, 1), until=date(2014, 5, 31))
    again = office.act(again, "revise", office.people["director"], load=LOAD)
    supported(office, office.act(again, "submit", office.people["director"]))
    assert [row.candidacy for row in appointed(office).entries()] == [again]
    assert network_teachers(date(2013, 9, 2)) == [again.teacher]
