"""The list of applications: found, sorted, counted."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from governance import clock
from governance.documents.kinds.admission.application import Application
from governance.documents.kinds.admission.campaign import Campaign
from tests.admission.office import CHECKED, CHEMISTRY, GENERAL, MATHS, Office, fresh
from tests.desk.admission.conftest import (
    CHAIR,
    SECRETARY,
    SURNAME,
    Desk,
    address,
    checkers,
    client_of,
    do,
    fill_and_send,
    page,
    readings,
)

# Pages say the same words over every database.
pytestmark = pytest.mark.any_database


def numbers(answer: Any) -> list[str]:
    return [application.number for application in answer.context["page_obj"]]


def test_the_list_is_searched_by_surname_number_and_wish(
    office: Office, campaign: Campaign, application: Application, desk: Desk
) -> None:
    office.applied(campaign, [GENERAL], {"math": "20", "certificate": "4"}, surname="Другов")
    secretary = desk(SECRETARY)
    assert numbers(page(secretary, "applications", campaign)) == ["1", "2"]
    assert numbers(page(secretary, "applications", campaign, q="непов")) == ["1"]
    assert numbers(page(secretary, "applications", campaign, q="№ 2")) == ["2"]
    assert numbers(page(secretary, "applications", campaign, q=application.public_code)) == ["1"]
    assert numbers(page(secretary, "applications", campaign, wish=MATHS)) == ["1"]
    assert numbers(page(secretary, "applications", campaign, wish=GENERAL)) == ["1", "2"]
    assert numbers(page(secretary, "applications", campaign, q="Никого")) == []


def test_my_checks_are_those_that_i_have_not_made(
    office: Office, campaign: Campaign, application: Application, desk: Desk
) -> None:
    office.on(CHECKED)
    office.act(application, "accept", office.secretary)
    first, second = checkers(application)
    client = client_of(office, first, desk)
    assert numbers(page(client, "applications", campaign, show="mine")) == ["1"]
    fill_and_send(client, application, "accept")
    assert numbers(page(client, "applications", campaign, show="mine")) == []
    assert numbers(page(client_of(office, second, desk), "applications", campaign, show="mine")) == ["1"]


@pytest.mark.parametrize("count", [2, 12])
def test_the_list_takes_at_most_twelve_queries_however_long(
    office: Office, campaign: Campaign, desk: Desk, count: int
) -> None:
    for number in range(count):
        application = office.applied(campaign, [MATHS], {"math": "20", "certificate": "4"})
        if number % 2:
            office.on(CHECKED)
            office.act(application, "accept", office.secretary)
    client = desk(SECRETARY)
    page(client, "applications", campaign)
    with CaptureQueriesContext(connection) as queries:
        shown = page(client, "applications", campaign)
    assert len(shown.context["page_obj"]) == count
    assert len(queries) <= 12


def test_the_commission_sees_names_on_the_lists_and_other_readers_see_codes(
    office: Office, campaign: Campaign, application: Application, desk: Desk
) -> None:
    office.checked(application)
    rating = office.published(campaign)
    named = page(desk(CHAIR), "rating_lists", rating).content.decode()
    assert SURNAME in named
    assert application.public_code in named
    coded = page(desk("clerk"), "rating_lists", rating).content.decode()
    assert SURNAME not in coded
    assert application.public_code in coded
    assert readings(application)[-1] == (address(office, CHAIR), "rating_lists")
    assert address(office, "clerk") not in [who for who, _page in readings(application)]


def test_a_member_with_a_conflict_sees_the_code_alone_and_the_list_says_who_is_out_of_the_vote(
    office: Office, campaign: Campaign, application: Application, desk: Desk
) -> None:
    office.checked(application)
    free = next(
        key
        for key in ("teacher_maths", "teacher_russian")
        if address(office, key) not in checkers(application)
    )
    office.act(application, "enter_conflict", office.secretary, person=office.people[free], reason="Тётя.")
    rating = office.published(campaign)
    shown = page(desk(free), "rating_lists", rating)
    assert SURNAME not in shown.content.decode()
    assert application.public_code in shown.content.decode()
    assert shown.context["barred"] == office.people[free].name


def test_the_free_place_is_offered_from_the_list_to_the_next_in_reserve_alone(
    office: Office, campaign: Campaign, desk: Desk
) -> None:
    ranked = [
        office.applied(campaign, [MATHS], {"math": math, "certificate": "5"})
        for math in ("31", "30", "29", "28")
    ]
    for one in ranked:
        office.checked(one)
    rating = office.published(campaign)
    office.parent(fresh(ranked[0]), "decline")
    with clock.played(office.day):
        shown = page(desk(SECRETARY), "rating_lists", rating)
        offers = {row.application.number: row.offers for row in shown.context["lists"][0].rows}
        assert [number for number, where in offers.items() if where] == [ranked[2].number]
        refused = do(desk(SECRETARY), fresh(ranked[3]), "offer_place", offer=MATHS)
        assert refused.status_code == 422
        assert do(desk(SECRETARY), fresh(ranked[2]), "offer_place", offer=MATHS).status_code == 302
    assert fresh(ranked[2]).offered == MATHS


@pytest.mark.parametrize("count", [3, 12])
def test_the_lists_take_at_most_twelve_queries_however_long(
    office: Office, campaign: Campaign, desk: Desk, count: int
) -> None:
    for _number in range(count):
        office.checked(office.applied(campaign, [MATHS, CHEMISTRY], {"math": "20", "certificate": "4"}))
    rating = office.published(campaign)
    client = desk(SECRETARY)
    with clock.played(office.day):
        page(client, "rating_lists", rating)
        with CaptureQueriesContext(connection) as queries:
            shown = page(client, "rating_lists", rating)
    assert len(shown.context["lists"][0].rows) == count
    assert len(queries) <= 12
