"""The pages of an admission: begun, filled in, put up, listed, in pictures; and what everybody sees of it."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from governance import clock
from governance.documents.kinds.admission.application import Application
from governance.documents.kinds.admission.campaign import Campaign
from governance.documents.record.events import Event
from governance.documents.record.perform import draft
from governance.roles.person import Person
from governance.scenarios.luza import Luza
from tests.admission.office import (
    ANNOUNCED,
    CHEMISTRY,
    CLASSES,
    CRITERIA,
    GENERAL,
    INTAKE,
    MATHS,
    PREPARED,
    RESULTS,
    Office,
    fresh,
)
from tests.memory import recalled

# Pages say the same words over every database.
pytestmark = pytest.mark.any_database

Desk = Callable[[str], Client]
TITLED: Any = CRITERIA["criteria"]
DAYS = {
    "announced_by": "2012-04-16",
    "intake_from": "2012-06-04",
    "intake_until": "2012-06-22",
    "selection_on": "2012-07-02",
    "results_on": "2012-07-05",
    "appeals_until": "2012-07-10",
}


@pytest.fixture
def office(luza: Luza) -> Office:
    return Office(luza)


@pytest.fixture
@recalled
def begun(office: Office) -> Campaign:
    """A draft in which nothing is filled in."""
    with clock.played(PREPARED):
        return draft(  # type: ignore[return-value]  # of the kind that was asked for
            Campaign, unit=office.luza.base, title="Приём", by=office.clerk, year=2012
        )


def on(day: date, client: Client, method: str, address: str, data: Any = None) -> Any:
    with clock.played(day):
        return getattr(client, method)(address, data)


def edit(campaign: Campaign) -> str:
    return reverse("campaign_edit", args=[campaign.pk])


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


# --- beginning --------------------------------------------------------------------------------------------------------


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


# --- filling in -------------------------------------------------------------------------------------------------------


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


# --- its paper --------------------------------------------------------------------------------------------------------


def test_the_paper_leads_to_the_page_and_offers_the_approval(office: Office, desk: Desk) -> None:
    campaign = office.drafted()
    answer = on(PREPARED, desk("clerk"), "get", reverse("paper", args=[campaign.pk]))
    decision = answer.context["decision"]
    assert [link.href for link in decision.pages] == [edit(campaign)]
    assert [move.name for move in decision.moves] == ["submit"]


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (ANNOUNCED, "Applications are taken from 04.06.2012."),
        (INTAKE, "Applications are taken until 22.06.2012."),
        (
            date(2012, 6, 23),
            "The intake is over, the commission checks the points; the selection is on 02.07.2012.",
        ),
        (date(2012, 7, 2), "The commission decides; the results are published on 05.07.2012."),
        (RESULTS, "The commission decides; the results are published on 05.07.2012."),
        (
            date(2012, 7, 11),
            "The results were to be published on 05.07.2012; appeals are taken from the publication on.",
        ),
    ],
)
def test_the_paper_says_where_the_admission_stands(office: Office, desk: Desk, day: date, said: str) -> None:
    campaign = office.announced()
    [notice] = on(day, desk("clerk"), "get", reverse("paper", args=[campaign.pk])).context["notices"]
    assert (notice.title, notice.text) == ("0 applications", said)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (RESULTS, "The results are out; appeals are taken until 10.07.2012."),
        (date(2012, 7, 11), "The term for appeals is over: pupils are enrolled."),
    ],
)
def test_after_the_publication_the_paper_tells_its_own_end_of_appeals(
    office: Office, desk: Desk, day: date, said: str
) -> None:
    campaign = office.announced()
    office.published(campaign)
    [notice] = on(day, desk("clerk"), "get", reverse("paper", args=[campaign.pk])).context["notices"]
    assert notice.text == said


def test_an_extra_round_is_opened_on_a_page_of_its_own(office: Office, desk: Desk) -> None:
    campaign = office.announced()
    address = reverse("campaign_round", args=[campaign.pk])
    days = {
        "intake_from": "2012-08-01",
        "intake_until": "2012-08-10",
        "selection_on": "2012-08-21",
        "results_on": "2012-08-22",
        "appeals_until": "2012-08-27",
    }
    wrong = {**days, "selection_on": "2012-08-01"}
    answer = on(date(2012, 7, 20), desk("clerk"), "post", address, wrong)
    assert (answer.status_code, answer.context["form"]["intake_until"].value()) == (422, "2012-08-10")
    assert on(date(2012, 7, 20), desk("clerk"), "post", address, days).status_code == 302
    campaign = fresh(campaign)
    assert (campaign.round, campaign.intake_until) == (2, date(2012, 8, 10))


# --- the list ---------------------------------------------------------------------------------------------------------


@pytest.fixture
@recalled
def applied(office: Office) -> Campaign:
    """Five applications, the last of them taken back."""
    campaign = office.announced()
    wishes = [[MATHS], [MATHS, CHEMISTRY], [CHEMISTRY], [GENERAL], [MATHS]]
    for n, wished in enumerate(wishes):
        last = office.applied(campaign, wished, {"math": str(20 + n), "certificate": "4.5"})
    office.parent(last, "withdraw")
    return campaign


def test_the_list_counts_applications_by_state(applied: Campaign, desk: Desk) -> None:
    [row] = on(INTAKE, desk("clerk"), "get", reverse("admissions")).context["board"].rows
    assert (row.total, [(state.word, n) for state, n in row.counts]) == (
        5,
        [("Registered", 4), ("Withdrawn", 1)],
    )


def test_the_commission_alone_is_led_from_the_list_to_the_applications(applied: Campaign, desk: Desk) -> None:
    led = {}
    for key in ("clerk_second", "teacher_maths", "clerk", "director", "secretary"):
        [row] = on(INTAKE, desk(key), "get", reverse("admissions")).context["board"].rows
        led[key] = row.reads
    assert led == {
        "clerk_second": True,
        "teacher_maths": True,
        "clerk": False,
        "director": False,
        "secretary": False,
    }


def test_a_draft_is_listed_for_its_school_alone(begun: Campaign, desk: Desk) -> None:
    shown = {
        key: len(on(PREPARED, desk(key), "get", reverse("admissions")).context["page_obj"])
        for key in ("clerk", "director", "secretary", "head_kulikovo")
    }
    assert shown == {"clerk": 1, "director": 1, "secretary": 0, "head_kulikovo": 0}


def test_the_header_leads_to_admissions_whoever_has_to_do_with_them(applied: Campaign, desk: Desk) -> None:
    people = (
        "clerk",
        "director",
        "deputy",
        "clerk_second",
        "teacher_maths",
        "secretary",
        "observer",
        "head_roo",
    )
    led = {
        key: f'href="{reverse("admissions")}"'
        in on(INTAKE, desk(key), "get", reverse("profile")).content.decode()
        for key in people
    }
    assert led == {key: key not in ("observer", "head_roo") for key in people}


# --- in pictures ------------------------------------------------------------------------------------------------------


def picture(campaign: Campaign) -> str:
    return reverse("campaign_picture", args=[campaign.pk])


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


# --- for everybody ----------------------------------------------------------------------------------------------------


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


# --- what they cost ---------------------------------------------------------------------------------------------------


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
