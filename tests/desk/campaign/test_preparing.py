"""An admission is begun and filled in."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from governance.documents.kinds.admission.campaign import Campaign
from governance.roles.person import Person
from governance.scenarios.luza import Luza
from tests.admission.office import (
    CLASSES,
    PREPARED,
    Office,
    fresh,
)
from tests.desk.campaign.conftest import TITLED, Desk, edit, on

# Pages say the same words over every database.
pytestmark = pytest.mark.any_database

DAYS = {
    "announced_by": "2012-04-16",
    "intake_from": "2012-06-04",
    "intake_until": "2012-06-22",
    "selection_on": "2012-07-02",
    "results_on": "2012-07-05",
    "appeals_until": "2012-07-10",
}


def typed(campaign: Campaign, **changes: Any) -> dict[str, Any]:
    """What the page sends when nothing but the title and the year is filled in, and the given changes."""
    return {
        "seen": campaign.revision,
        "title": "Приём в 10-е классы",
        "year": "2012",
        "consent_text": "Согласен.",
        **changes,
    }


def classes(*, maths: str = "2") -> dict[str, str]:
    """A class of three places with two profiles, and a general one of two."""
    return {
        "class-0-code": "a",
        "class-0-name": "10 «А»",
        "class-0-places": "3",
        "class-0-profile-0-code": "maths",
        "class-0-profile-0-name": "физико-математический",
        "class-0-profile-0-places": maths,
        "class-0-profile-1-code": "chemistry",
        "class-0-profile-1-name": "химико-биологический",
        "class-0-profile-1-places": "1",
        "class-1-code": "b",
        "class-1-name": "10 «Б»",
        "class-1-places": "2",
        "class-1-general": "on",
    }


def test_the_clerk_begins_an_admission_and_is_led_to_fill_it_in(luza: Luza, desk: Desk) -> None:
    answer = on(PREPARED, desk("clerk"), "post", reverse("campaign_new"), {"year": "2012"})
    campaign = Campaign.objects.get()
    assert answer.url == edit(campaign)
    assert (campaign.title, campaign.unit, campaign.year) == (
        "Приём в 10-е классы на 2012/2013 учебный год",
        luza.base,
        2012,
    )


def test_a_second_admission_for_the_same_year_is_refused(begun: Campaign, desk: Desk) -> None:
    answer = on(PREPARED, desk("clerk"), "post", reverse("campaign_new"), {"year": "2012"})
    assert (answer.status_code, Campaign.objects.count()) == (422, 1)
    assert on(PREPARED, desk("clerk"), "post", reverse("campaign_new"), {"year": "2013"}).status_code == 302


@pytest.mark.parametrize("key", ["secretary", "head_kulikovo", "teacher_maths"])
def test_nobody_else_begins_an_admission(luza: Luza, desk: Desk, key: str) -> None:
    assert on(PREPARED, desk(key), "get", reverse("campaign_new")).status_code == 404


def test_an_admission_is_saved_half_done(begun: Campaign, desk: Desk) -> None:
    data = typed(
        begun, selection_on="2012-07-02", **{"selection-0-person": str(desk_person(begun, "deputy"))}
    )
    answer = on(PREPARED, desk("clerk"), "post", edit(begun), data)
    assert answer.status_code == 302
    campaign = fresh(begun)
    assert (campaign.selection_on, campaign.intake_from, campaign.classes, campaign.criteria) == (
        date(2012, 7, 2),
        None,
        [],
        {},
    )
    assert [(one.body, one.place) for one in campaign.members.all()] == [("selection", "chair")]


def desk_person(campaign: Campaign, key: str) -> int:
    """The id of somebody who holds an office in the district."""
    return Person.objects.get(email=f"{key}@luza.example").pk


def test_classes_with_profiles_are_saved_under_the_codes_they_were_given(begun: Campaign, desk: Desk) -> None:
    answer = on(PREPARED, desk("clerk"), "post", edit(begun), typed(begun, **classes(), **DAYS))
    assert answer.status_code == 302
    campaign = fresh(begun)
    assert campaign.classes == [
        {**one, "general": "profiles" not in one, "profiles": one.get("profiles", [])} for one in CLASSES
    ]
    assert campaign.appeals_until == date(2012, 7, 10)


def test_a_new_class_gets_a_code_by_itself(begun: Campaign, desk: Desk) -> None:
    data = typed(begun, **{"class-0-code": "", "class-0-name": "10 «А»", "class-0-places": "25"})
    assert on(PREPARED, desk("clerk"), "post", edit(begun), data).status_code == 302
    [offer] = fresh(begun).offers
    assert (offer.name, offer.places, offer.code[:1]) == ("10 «А»", 25, "c")


def test_profiles_that_do_not_fill_their_class_are_refused_and_everything_typed_is_kept(
    begun: Campaign, desk: Desk
) -> None:
    data = typed(begun, **classes(maths="7"), selection_on="2012-07-02")
    answer = on(PREPARED, desk("clerk"), "post", edit(begun), data)
    assert answer.status_code == 422
    page = answer.context["page"]
    assert page.classes.refusal == "«10 «А»» has 3 places, and its profiles 8: make them equal."
    assert [one["places"].value() for row in page.classes.rows for one in row.profiles.rows] == ["7", "1"]
    assert page.form["selection_on"].value() == "2012-07-02"
    assert page.criteria.complaint == ""
    assert fresh(begun).classes == []


def test_a_number_that_is_none_is_marked_beside_its_field(begun: Campaign, desk: Desk) -> None:
    data = typed(begun, **{**classes(), "class-1-places": "много"})
    answer = on(PREPARED, desk("clerk"), "post", edit(begun), data)
    assert answer.status_code == 422
    form = answer.context["page"].classes.rows[1]
    assert form.errors == {"places": ["Give the number of places, from 1 to 200."]}
    assert form["places"].value() == "много"


def test_a_button_adds_a_row_and_saves_nothing(begun: Campaign, desk: Desk) -> None:
    data = typed(begun, do="more:class-1-profile", **classes())
    answer = on(PREPARED, desk("clerk"), "post", edit(begun), data)
    assert answer.status_code == 200
    assert [len(row.profiles.rows) for row in answer.context["page"].classes.rows] == [2, 1]
    assert answer.context["form"]["title"].value() == "Приём в 10-е классы"
    assert fresh(begun).revision == begun.revision


def test_a_button_takes_a_class_out_with_its_profiles(begun: Campaign, desk: Desk) -> None:
    answer = on(PREPARED, desk("clerk"), "post", edit(begun), typed(begun, do="drop:class-0", **classes()))
    rows = answer.context["page"].classes.rows
    assert [row["name"].value() for row in rows] == ["10 «Б»"]


def test_classes_that_stood_cannot_all_be_emptied(office: Office, desk: Desk) -> None:
    campaign = office.drafted()
    answer = on(PREPARED, desk("clerk"), "post", edit(campaign), typed(campaign))
    assert answer.status_code == 422
    assert answer.context["page"].classes.refusal == "Name the classes to be formed, from 1 to 20."
    assert len(fresh(campaign).classes) == 2


def test_who_sits_in_both_commissions_is_refused_by_name(begun: Campaign, desk: Desk) -> None:
    deputy = str(desk_person(begun, "deputy"))
    lines = {f"appeal-{n}-person": "" for n in range(4)}
    data = typed(begun, **{"selection-0-person": deputy, **lines, "appeal-2-person": deputy})
    answer = on(PREPARED, desk("clerk"), "post", edit(begun), data)
    assert answer.status_code == 422
    assert answer.context["form"].non_field_errors() == [
        "Винокурова С.А. stands twice: nobody sits in both commissions, or on two places."
    ]
    assert answer.context["page"].commissions[1].rows[2]["person"].value() == deputy


def test_the_commissions_ask_for_more_lines_without_saving(begun: Campaign, desk: Desk) -> None:
    data = typed(begun, do="more:appeal", **{f"appeal-{n}-person": "" for n in range(4)})
    answer = on(PREPARED, desk("clerk"), "post", edit(begun), data)
    [_selection, appeal] = answer.context["page"].commissions
    assert len(appeal.rows) == 6
    assert fresh(begun).members.count() == 0


def test_a_whole_admission_comes_back_as_it_was_stored(office: Office, desk: Desk) -> None:
    campaign = office.drafted()
    page = on(PREPARED, desk("clerk"), "get", edit(campaign)).context["page"]
    assert [row["name"].value() for row in page.classes.rows] == ["10 «А»", "10 «Б»"]
    assert [line["title"].value() for line in page.criteria.criteria_lines] == [
        one["title"] for one in TITLED
    ]
    chosen = [commission.rows[n]["person"].value() for commission in page.commissions for n in (0, 1)]
    people = office.people
    assert chosen == [
        people[key].pk for key in ("deputy", "clerk_second", "head_second", "methodical_secretary")
    ]


def test_the_page_says_what_is_missing_and_nothing_once_all_is_there(
    begun: Campaign, office: Office, desk: Desk
) -> None:
    assert list(on(PREPARED, desk("clerk"), "get", edit(begun)).context["gaps"]) == [
        "days",
        "classes",
        "criteria",
        "members",
    ]
    assert on(PREPARED, desk("clerk"), "get", edit(office.drafted())).context["gaps"] == {}


def test_an_admission_under_approval_is_edited_no_more(office: Office, desk: Desk) -> None:
    campaign = office.act(office.drafted(), "submit", office.clerk)
    answer = on(PREPARED, desk("clerk"), "get", edit(campaign))
    assert answer.url == reverse("paper", args=[campaign.pk])
    data = typed(campaign, **classes())
    assert on(PREPARED, desk("clerk"), "post", edit(campaign), data).status_code == 422


def test_the_council_does_not_see_the_draft_of_a_school(begun: Campaign, desk: Desk) -> None:
    assert on(PREPARED, desk("secretary"), "get", edit(begun)).status_code == 404
