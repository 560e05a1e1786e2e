"""Membership answers for a day: by the contracts alone, and an ended one takes nothing back."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from governance.documents.kinds.plan.plan import Plan
from governance.documents.record.document import Document
from governance.documents.record.perform import draft
from governance.record_rows import past_the_door
from governance.roles.membership import Membership, without_membership
from governance.roles.unit import Unit
from governance.scenarios.luza import Luza
from tests.memory import recalled

pytestmark = pytest.mark.django_db

FIRST, LAST = date(2012, 1, 16), date(2012, 12, 31)
A_DAY = timedelta(days=1)


@pytest.fixture
@recalled
def papers(luza: Luza) -> list[Document]:
    """Two papers for memberships to rest on."""
    return [
        draft(Plan, unit=luza.district, title=title, by=luza.people["deputy"]) for title in ("Один", "Два")
    ]


@pytest.fixture
def school(luza: Luza) -> Unit:
    return luza.schools["second"]


def outside(school: Unit, *days: date) -> list[date | None]:
    """For each day the last day as a member, if the school is one no more."""
    return [without_membership([school.pk], day).get(school.pk) for day in days]


def test_a_school_that_never_had_a_contract_is_not_without_membership(school: Unit) -> None:
    assert outside(school, date(1990, 1, 1), FIRST, date(2090, 1, 1)) == [None, None, None]


def test_it_is_a_member_from_the_first_day_through_the_last(school: Unit, papers: list[Document]) -> None:
    with past_the_door():
        Membership.objects.create(school=school, paper=papers[0], since=FIRST, until=LAST)
    days = [FIRST - A_DAY, FIRST, LAST, LAST + A_DAY]
    assert [Membership.objects.in_force(day).exists() for day in days] == [False, True, True, False]
    # Before the first contract nothing was lost: the initial members need no history.
    assert outside(school, *days) == [None, None, None, LAST]


def test_without_a_last_day_it_stays_one(school: Unit, papers: list[Document]) -> None:
    with past_the_door():
        Membership.objects.create(school=school, paper=papers[0], since=FIRST, until=None)
    assert outside(school, FIRST, date(2090, 1, 1)) == [None, None]


def test_between_two_contracts_it_is_none(school: Unit, papers: list[Document]) -> None:
    again = LAST + timedelta(days=31)
    with past_the_door():
        Membership.objects.create(school=school, paper=papers[0], since=FIRST, until=LAST)
        Membership.objects.create(school=school, paper=papers[1], since=again, until=None)
    assert outside(school, LAST, LAST + A_DAY, again - A_DAY, again) == [None, LAST, LAST, None]


def test_a_contract_to_come_makes_no_member_today_and_takes_no_seat(
    school: Unit, papers: list[Document]
) -> None:
    with past_the_door():
        Membership.objects.create(school=school, paper=papers[0], since=LAST, until=None)
    assert not Membership.objects.in_force(FIRST).exists()
    assert outside(school, FIRST) == [None]


def test_of_several_that_have_ended_the_latest_counts(school: Unit, papers: list[Document]) -> None:
    with past_the_door():
        Membership.objects.create(school=school, paper=papers[0], since=FIRST, until=LAST)
        Membership.objects.create(school=school, paper=papers[1], since=FIRST, until=FIRST)
    assert outside(school, LAST + A_DAY) == [LAST]


def test_one_school_says_nothing_of_another(luza: Luza, school: Unit, papers: list[Document]) -> None:
    with past_the_door():
        Membership.objects.create(school=school, paper=papers[0], since=FIRST, until=LAST)
    everybody = [unit.pk for unit in luza.schools.values()]
    assert without_membership(everybody, LAST + A_DAY) == {school.pk: LAST}


def test_all_schools_are_asked_about_in_one_query(
    luza: Luza, papers: list[Document], django_assert_num_queries: Callable[..., Any]
) -> None:
    for unit in luza.schools.values():
        with past_the_door():
            Membership.objects.create(school=unit, paper=papers[0], since=FIRST, until=LAST)
    with django_assert_num_queries(1):
        assert len(without_membership([unit.pk for unit in luza.schools.values()], LAST + A_DAY)) == 6


@pytest.mark.parametrize(
    ("since", "until", "overlaps"),
    [
        (FIRST - A_DAY, FIRST - A_DAY, False),
        (FIRST - A_DAY, FIRST, True),
        (LAST, None, True),
        (LAST + A_DAY, None, False),
        (FIRST - A_DAY, None, True),
        (FIRST + A_DAY, LAST - A_DAY, True),
    ],
)
def test_terms_overlap_when_they_have_a_day_in_common(
    school: Unit, papers: list[Document], since: date, until: date | None, overlaps: bool
) -> None:
    with past_the_door():
        Membership.objects.create(school=school, paper=papers[0], since=FIRST, until=LAST)
    assert Membership.objects.overlapping(since, until).exists() == overlaps


def test_the_database_keeps_the_days_in_order_and_one_row_a_paper(
    school: Unit, papers: list[Document]
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic(), past_the_door():
        Membership.objects.create(school=school, paper=papers[0], since=LAST, until=FIRST)
    with past_the_door():
        Membership.objects.create(school=school, paper=papers[0], since=FIRST, until=LAST)
    with pytest.raises(IntegrityError), transaction.atomic(), past_the_door():
        Membership.objects.create(school=school, paper=papers[0], since=FIRST, until=None)
