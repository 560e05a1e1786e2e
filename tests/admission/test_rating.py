"""What comes of the checked applications: lists, ties, guarantees, the reserve, offers of free places."""

from datetime import timedelta
from typing import Any

import pytest

from governance.documents.errors import NotAllowed, NotLegal
from governance.documents.kinds.admission.application import Application
from governance.documents.kinds.admission.campaign import Campaign
from governance.documents.kinds.admission.campaign_card import TEST
from governance.documents.kinds.admission.rating import Rating
from governance.documents.settings.admission import OFFER
from tests.admission.terms import ends
from tests.memory import recalled

from .office import AFTER, CHEMISTRY, CRITERIA, GENERAL, MATHS, RESULTS, SELECTION, Office, fresh


def apply(office: Office, campaign: Campaign, wishes: list[str], math: str, **rest: Any) -> Application:
    """Checked, with these points in mathematics."""
    values = {"math": math, "certificate": "4", **rest.pop("values", {})}
    return office.checked(office.applied(campaign, wishes, values, **rest))


def outcome(application: Application) -> tuple[str, str]:
    found = fresh(application)
    return found.state, found.place


def test_places_are_filled_by_rank_and_wish(office: Office) -> None:
    campaign = office.announced()
    applied = [apply(office, campaign, [MATHS, CHEMISTRY], mark) for mark in ("31", "30", "29", "28", "27")]
    applied.append(apply(office, campaign, [MATHS], "26", general_too=False))
    office.adopted(campaign)
    assert [outcome(one) for one in applied] == [
        ("recommended", MATHS),
        ("recommended", MATHS),
        ("recommended", CHEMISTRY),
        ("recommended", GENERAL),
        ("recommended", GENERAL),
        ("reserve", ""),
    ]
    assert campaign.places_left() == {MATHS: 0, CHEMISTRY: 0, GENERAL: 0}


def test_no_list_is_computed_while_somebody_is_not_checked(office: Office) -> None:
    campaign = office.announced()
    apply(office, campaign, [MATHS], "31")
    late = office.applied(campaign, [MATHS], {"math": "30", "certificate": "4"})
    office.on(SELECTION)
    with pytest.raises(NotLegal) as refusal:
        office.act(campaign, "rank", office.secretary)
    assert f"№ {late.number}" in str(refusal.value)
    office.checked(late)
    office.act(campaign, "rank", office.secretary)
    assert Rating.objects.get().state == "draft"


def test_a_list_is_not_decided_on_before_the_day_of_the_selection(office: Office) -> None:
    campaign = office.announced()
    apply(office, campaign, [MATHS], "31")
    office.on(SELECTION - timedelta(days=1))
    office.act(campaign, "rank", office.secretary)
    rating = Rating.objects.get()
    with pytest.raises(NotLegal):
        office.act(rating, "submit", office.secretary)
    office.on(SELECTION)
    assert office.act(rating, "submit", office.secretary).state == "review"


def test_the_minimum_shuts_a_profile_and_never_the_general_class(office: Office) -> None:
    campaign = office.announced()
    weak = apply(office, campaign, [MATHS], "7")
    only = apply(office, campaign, [MATHS], "7", general_too=False)
    enough = apply(office, campaign, [MATHS], "8")
    office.adopted(campaign)
    assert [outcome(one) for one in (weak, only, enough)] == [
        ("recommended", GENERAL),
        ("not_recommended", ""),
        ("recommended", MATHS),
    ]


def test_a_guaranteed_place_goes_before_better_points(office: Office) -> None:
    campaign = office.announced()
    strong = [apply(office, campaign, [MATHS], mark, general_too=False) for mark in ("31", "30")]
    winner = apply(office, campaign, [MATHS], "9", values={"federal_winner": ""})
    office.adopted(campaign)
    assert [outcome(one)[0] for one in (*strong, winner)] == ["recommended", "reserve", "recommended"]
    row = next(row for row in Rating.objects.get().lists[0]["rows"] if row["id"] == winner.public_code)
    assert row["rank"] == 3


def test_whoever_is_equal_at_the_last_place_takes_a_test_and_a_new_edition_decides(office: Office) -> None:
    campaign = office.announced()
    first = apply(office, campaign, [MATHS], "31")
    equal = [apply(office, campaign, [MATHS], "30") for _each in "12"]
    first_edition = office.adopted(campaign)
    assert [outcome(one) for one in equal] == [("tied", GENERAL)] * 2
    with pytest.raises(NotLegal):
        office.act(fresh(first), "enter_test", office.secretary, value="5")
    for application, result in zip(equal, ("4", "5"), strict=True):
        office.act(fresh(application), "enter_test", office.secretary, value=result)
    second = office.adopted(campaign)
    assert (second.edition, fresh(first_edition).state) == (2, "replaced")
    assert [outcome(one) for one in equal] == [("recommended", GENERAL), ("recommended", MATHS)]
    points = {row["id"]: row["points"] for row in second.lists[0]["rows"]}
    assert points[equal[0].public_code] == points[equal[1].public_code]


def test_without_a_test_among_the_criteria_none_is_entered(office: Office) -> None:
    campaign = office.announced(criteria={**CRITERIA, "tie_break": ["certificate"]})
    equal = [apply(office, campaign, [MATHS], "30") for _each in "123"]
    office.adopted(campaign)
    with pytest.raises(NotLegal):
        office.act(fresh(equal[0]), "enter_test", office.secretary, value="5")
    assert not fresh(equal[0]).claims.filter(code=TEST).exists()


def test_a_list_that_the_commission_does_not_adopt_binds_nobody(office: Office) -> None:
    campaign = office.announced()
    application = apply(office, campaign, [MATHS], "31")
    rating = office.ranked(campaign)
    assert campaign.commission is not None
    office.decided(rating, campaign.commission, office.chair, office.secretary, choice="against")
    assert (fresh(rating).state, outcome(application)) == ("draft", ("review", ""))


def test_whoever_is_out_of_an_application_has_no_vote_on_its_list(office: Office) -> None:
    campaign = office.announced()
    application = office.applied(campaign, [MATHS], {"math": "31", "certificate": "4"})
    related = office.people["teacher_maths"]
    application = office.act(application, "declare_conflict", related, reason="Племянник")
    office.checked(application)
    rating = office.ranked(campaign)
    assert campaign.commission is not None
    protocol = office.decided(rating, campaign.commission, office.chair, office.secretary)
    voting = protocol.meeting.rounds.get()
    recused = list(voting.rolls.filter(recused=True).values_list("person", flat=True))
    assert recused == [related.pk]
    assert fresh(rating).state == "adopted"


def test_results_are_published_on_their_day_by_code_only(office: Office) -> None:
    campaign = office.announced()
    application = apply(office, campaign, [MATHS], "31", surname="Ыхтыров")
    rating = office.adopted(campaign)
    office.on(RESULTS - timedelta(days=1))
    with pytest.raises(NotLegal):
        office.act(rating, "publish", office.secretary)
    office.on(RESULTS)
    with pytest.raises(NotAllowed):
        office.act(rating, "publish", office.people["teacher_russian"])
    published = office.act(rating, "publish", office.secretary)
    said = str(published.content())
    assert application.public_code in said
    assert "Ыхтыров" not in said


@pytest.fixture
@recalled
def reserve(office: Office) -> list[Application]:
    """Two hold the places of mathematics, three wait; published, after the appeals."""
    campaign = office.announced()
    applied = [
        apply(office, campaign, [MATHS], mark, general_too=False) for mark in ("31", "30", "29", "28", "27")
    ]
    office.published(campaign)
    office.on(AFTER)
    return applied


def offer(office: Office, application: Application) -> Application:
    found: Application = office.act(fresh(application), "offer_place", office.secretary, offer=MATHS)
    return found


def test_no_place_is_offered_while_none_is_free(office: Office, reserve: list[Application]) -> None:
    with pytest.raises(NotLegal):
        offer(office, reserve[2])
    office.parent(fresh(reserve[0]), "decline")
    assert offer(office, reserve[2]).state == "offered"


def test_a_free_place_is_offered_in_the_order_of_the_reserve(
    office: Office, reserve: list[Application]
) -> None:
    office.parent(fresh(reserve[0]), "decline")
    for later in reserve[3:]:
        with pytest.raises(NotLegal):
            offer(office, later)
    offer(office, reserve[2])
    with pytest.raises(NotLegal):
        offer(office, reserve[3])
    office.parent(fresh(reserve[2]), "turn_down")
    assert outcome(reserve[2]) == ("declined", "")
    assert offer(office, reserve[3]).state == "offered"
    assert office.parent(fresh(reserve[3]), "take_place").place == MATHS
    assert fresh(reserve[0]).campaign.places_left()[MATHS] == 0


def test_an_offer_is_taken_up_to_and_including_its_last_day(
    office: Office, reserve: list[Application]
) -> None:
    office.parent(fresh(reserve[0]), "decline")
    offered = offer(office, reserve[2])
    assert offered.offered_until == ends(OFFER, AFTER)
    office.on(offered.offered_until + timedelta(days=1))
    with pytest.raises(NotLegal):
        office.parent(offered, "take_place")
    office.on(offered.offered_until)
    assert office.parent(offered, "take_place").state == "recommended"


def test_whoever_takes_a_dearer_place_leaves_the_one_held_before(office: Office) -> None:
    campaign = office.announced()
    first, second = (apply(office, campaign, [MATHS], mark) for mark in ("31", "30"))
    third = apply(office, campaign, [MATHS], "29")
    office.published(campaign)
    assert outcome(third) == ("recommended", GENERAL)
    office.on(AFTER)
    office.parent(fresh(first), "decline")
    offer(office, third)
    assert fresh(campaign).places_left() == {MATHS: 0, CHEMISTRY: 1, GENERAL: 1}
    office.parent(fresh(third), "take_place")
    assert outcome(third) == ("recommended", MATHS)
    assert fresh(campaign).places_left() == {MATHS: 0, CHEMISTRY: 1, GENERAL: 2}
    assert outcome(second) == ("recommended", MATHS)
