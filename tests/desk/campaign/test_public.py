"""An admission for everybody, and what its pages cost."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from governance import clock
from governance.documents.kinds.admission.campaign import Campaign
from governance.documents.record.events import Event
from tests.admission.office import (
    ANNOUNCED,
    INTAKE,
    MATHS,
    PREPARED,
    RESULTS,
    Office,
)
from tests.desk.campaign.conftest import TITLED, Desk, edit, on, picture

# Pages say the same words over every database.
pytestmark = pytest.mark.any_database


def public(campaign: Campaign) -> str:
    return reverse("public_paper", args=[campaign.code])


def test_what_is_announced_stands_on_the_public_page(office: Office, visitor: Client) -> None:
    campaign = office.announced()
    context = on(ANNOUNCED, visitor, "get", public(campaign)).context
    assert (context["total"], [one.places for one in context["campaign"].school_classes]) == (5, [3, 2])
    assert [one.value for one in context["days"]] == [
        "04.06.2012",
        "22.06.2012",
        "02.07.2012",
        "05.07.2012",
        "10.07.2012",
    ]
    assert [line["title"] for line in context["words"]["lines"]] == [one["title"] for one in TITLED]
    selection, appeal = context["commissions"].values()
    assert (len(selection), len(appeal)) == (6, 4)
    assert selection[0][0]["name"] == "Винокурова Светлана Андреевна"


@pytest.mark.parametrize(
    ("day", "open_now"),
    [
        (ANNOUNCED, False),
        (date(2012, 6, 3), False),
        (INTAKE, True),
        (date(2012, 6, 22), True),
        (date(2012, 6, 23), False),
    ],
)
def test_parents_apply_on_the_days_of_the_intake_alone(
    office: Office, visitor: Client, day: date, open_now: bool
) -> None:
    campaign = office.announced()
    page = on(day, visitor, "get", public(campaign)).content.decode()
    assert (reverse("apply", args=[campaign.code]) in page) is open_now


def test_an_approved_admission_is_not_public_before_it_is_announced(office: Office, visitor: Client) -> None:
    assert on(ANNOUNCED, visitor, "get", public(office.approved())).status_code == 404


def test_published_lists_stand_on_the_public_page(office: Office, visitor: Client) -> None:
    campaign = office.announced()
    office.checked(office.applied(campaign, [MATHS], {"math": "31", "certificate": "4"}))
    rating = office.adopted(campaign)
    assert on(RESULTS, visitor, "get", public(campaign)).context["editions"].count() == 0
    office.on(RESULTS)
    office.act(rating, "publish", office.secretary)
    [edition] = on(RESULTS, visitor, "get", public(campaign)).context["editions"]
    assert edition.code == rating.code


def test_an_extra_round_stands_on_the_public_page_at_once(office: Office, visitor: Client) -> None:
    campaign = office.announced()
    later = date(2012, 7, 20)
    form = reverse("apply", args=[campaign.code])
    assert form not in on(later, visitor, "get", public(campaign)).content.decode()
    office.on(later)
    days = {
        "intake_from": later,
        "intake_until": date(2012, 8, 10),
        "selection_on": date(2012, 8, 21),
        "results_on": date(2012, 8, 22),
        "appeals_until": date(2012, 8, 27),
    }
    office.act(campaign, "open_extra_round", office.clerk, **days)
    page = on(later, visitor, "get", public(campaign))
    assert (page.context["campaign"].round, form in page.content.decode()) == (2, True)


def test_what_is_kept_of_the_public_page_says_nothing_of_who_opened_it(
    office: Office, desk: Desk, visitor: Client
) -> None:
    campaign = office.announced()
    first = on(INTAKE, desk("clerk"), "get", public(campaign)).content.decode()
    then = on(INTAKE, visitor, "get", public(campaign)).content.decode()
    name = str(office.clerk)
    assert (name in first, name in then) == (True, False)


def test_pages_of_an_admission_ask_few_queries_however_many_applications(
    applied: Campaign,
    office: Office,
    desk: Desk,
    visitor: Client,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    clerk = desk("clerk")
    with clock.played(INTAKE):
        for address in (reverse("admissions"), picture(applied), reverse("paper", args=[applied.pk])):
            with django_assert_max_num_queries(12):
                assert clerk.get(address).status_code == 200
        assert visitor.get(public(applied)).status_code == 200
        with django_assert_max_num_queries(4):
            assert visitor.get(public(applied)).status_code == 200
    campaign = office.drafted(year=2013)
    with clock.played(PREPARED), django_assert_max_num_queries(12):
        assert clerk.get(edit(campaign)).status_code == 200


def test_reading_pages_of_an_admission_leaves_no_event(applied: Campaign, desk: Desk) -> None:
    count = Event.objects.count()
    on(INTAKE, desk("secretary"), "get", picture(applied))
    assert Event.objects.count() == count
