"""An admission in pictures."""

from decimal import Decimal

import pytest

from governance.documents.kinds.admission.application import Application
from governance.documents.kinds.admission.campaign import Campaign
from tests.admission.office import (
    INTAKE,
    MATHS,
    PREPARED,
    RESULTS,
    Office,
)
from tests.desk.campaign.conftest import Desk, on, picture

# Pages say the same words over every database.
pytestmark = pytest.mark.any_database


def test_the_pictures_count_wishes_states_schools_and_days(applied: Campaign, desk: Desk) -> None:
    context = on(INTAKE, desk("director"), "get", picture(applied)).context
    assert [(bar.label, bar.value) for bar in context["wishes"].bars] == [
        ("10 «А», физико-математический профиль", 2),
        ("10 «А», химико-биологический профиль", 1),
        ("10 «Б»", 1),
    ]
    assert [bar.value for bar in context["states"].bars] == [4, 1]
    assert [bar.value for bar in context["origins"].bars] == [5]
    assert [(one.label, one.value) for one in context["days"].bars] == [("04.06", 5)]
    assert [(one.offer.places, one.cutoff, one.left) for one in context["lists"]] == [
        (2, None, 2),
        (1, None, 1),
        (2, None, 2),
    ]


def test_the_pictures_show_the_lowest_points_of_those_recommended(office: Office, desk: Desk) -> None:
    campaign = office.announced()
    for points in ("31", "30", "20"):
        office.checked(office.applied(campaign, [MATHS], {"math": points, "certificate": "4"}))
    office.adopted(campaign)
    [maths, *_others] = on(RESULTS, desk("director"), "get", picture(campaign)).context["lists"]
    assert (maths.recommended, maths.cutoff, maths.reserve, maths.left) == (2, Decimal("176.77"), 1, 0)
    # Before the publication the list is the school's and the commissions' alone.
    [maths, *_others] = on(RESULTS, desk("secretary"), "get", picture(campaign)).context["lists"]
    assert (maths.recommended, maths.cutoff) == (None, None)


def test_no_picture_names_a_pupil_or_a_code(applied: Campaign, desk: Desk) -> None:
    page = on(INTAKE, desk("secretary"), "get", picture(applied)).content.decode()
    telling = [
        text
        for one in Application.objects.select_related("applicant")
        for text in (one.applicant.surname, one.applicant.parent, one.public_code)
    ]
    assert [text for text in telling if text in page] == []


@pytest.mark.parametrize("key", ["director", "deputy", "clerk", "secretary", "head_second", "teacher_maths"])
def test_the_school_its_commissions_and_the_council_see_the_pictures(
    applied: Campaign, desk: Desk, key: str
) -> None:
    assert on(INTAKE, desk(key), "get", picture(applied)).status_code == 200


@pytest.mark.parametrize("key", ["head_roo", "head_department"])
def test_outside_bodies_see_no_pictures(applied: Campaign, desk: Desk, key: str) -> None:
    assert on(INTAKE, desk(key), "get", picture(applied)).status_code == 404


def test_there_are_no_pictures_before_the_announcement(begun: Campaign, desk: Desk) -> None:
    assert on(PREPARED, desk("director"), "get", picture(begun)).status_code == 404
