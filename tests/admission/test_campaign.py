"""What an admission needs before it is put up and announced: each refusal beside what is allowed."""

from datetime import date, timedelta
from typing import Any

import pytest

from governance import clock
from governance.documents.errors import NotAllowed, NotLegal
from governance.documents.kinds.admission.campaign import Campaign
from governance.documents.record.perform import draft
from governance.documents.settings.admission import ANNOUNCED as ANNOUNCED_BEFORE, APPEAL, INTAKE_CLOSED
from governance.documents.settings.kinds import TermSetting
from governance.roles.may import rights_of
from tests.admission.terms import ends, latest
from tests.approved.office import Office as ApprovedOffice

from .office import (
    AFTER,
    ANNOUNCED,
    CLASSES,
    CRITERIA,
    GENERAL,
    HEARERS,
    INTAKE,
    MATHS,
    RESULTS,
    SELECTION,
    SELECTORS,
    Office,
    fresh,
)


def submitted(office: Office, **changes: Any) -> Campaign:
    campaign: Campaign = office.act(office.drafted(**changes), "submit", office.clerk)
    return campaign


def refused(office: Office, **changes: Any) -> str:
    with pytest.raises(NotLegal) as refusal:
        submitted(office, **changes)
    return str(refusal.value)


def test_a_whole_admission_is_put_up(office: Office) -> None:
    assert submitted(office).state == "approval"


def test_days_out_of_order_are_refused_with_both_days(office: Office) -> None:
    said = refused(office, intake_until=INTAKE - timedelta(days=1))
    assert "03.06.2012" in said
    assert "04.06.2012" in said


@pytest.mark.parametrize(
    ("day", "bound", "term"),
    [
        ("announced_by", SELECTION, ANNOUNCED_BEFORE),
        ("intake_until", SELECTION, INTAKE_CLOSED),
    ],
)
def test_a_term_of_the_rules_is_kept_to_the_day(
    office: Office, day: str, bound: date, term: TermSetting
) -> None:
    last = latest(term, bound)
    rest = {"intake_from": last} if day == "announced_by" else {}
    refused(
        office, **{day: last + timedelta(days=1)}, **({"intake_from": last + timedelta(1)} if rest else {})
    )
    assert submitted(office, **{day: last}, **rest).state == "approval"


def test_appeals_are_taken_for_as_long_as_the_rules_say(office: Office) -> None:
    last = ends(APPEAL, RESULTS)
    refused(office, appeals_until=last - timedelta(days=1))
    assert submitted(office, appeals_until=last).state == "approval"


def test_too_few_members_are_refused(office: Office) -> None:
    for body in ("selection", "appeal"):
        members = office.members()
        members.remove(next(row for row in members if (row["body"], row["place"]) == (body, "member")))
        refused(office, members=members)


def test_each_commission_has_one_chair_and_one_secretary(office: Office) -> None:
    for place in ("chair", "secretary"):
        refused(office, members=[row for row in office.members() if row["place"] != place])
    two = [{**row, "place": "chair"} if row["place"] == "member" else row for row in office.members()]
    refused(office, members=two)


def test_nobody_sits_in_both_commissions(office: Office) -> None:
    both = {"body": "appeal", "place": "member", "person": office.people[SELECTORS[1]]}
    with pytest.raises(NotLegal) as refusal:
        office.drafted(members=[*office.members(), both])
    assert office.people[SELECTORS[1]].name in str(refusal.value)


def test_profiles_fill_their_class_exactly(office: Office) -> None:
    for places in (2, 4):
        with pytest.raises(NotLegal):
            office.drafted(classes=[{**CLASSES[0], "places": places}])
    assert [offer.places for offer in office.drafted(classes=[CLASSES[0]]).offers] == [2, 1]


def test_a_general_class_has_no_profiles_and_no_class_stands_twice(office: Office) -> None:
    for classes in ([{**CLASSES[0], "general": True}], [CLASSES[1], CLASSES[1]], []):
        with pytest.raises(NotLegal):
            office.drafted(classes=classes)


def test_criteria_name_only_circumstances_of_the_admission(office: Office) -> None:
    with pytest.raises(NotLegal):
        office.drafted(criteria={**CRITERIA, "guarantee": ["unheard_of"]})


def test_nothing_is_put_up_without_criteria_or_the_text_of_the_consent(office: Office) -> None:
    refused(office, consent_text=" ")
    with office.playing():
        bare = draft(Campaign, unit=office.luza.base, title="Приём", by=office.clerk, year=2012)
    with pytest.raises(NotLegal):
        office.act(bare, "submit", office.clerk)


def test_it_is_announced_in_time_or_not_at_all(office: Office) -> None:
    campaign = office.approved()
    last = latest(ANNOUNCED_BEFORE, SELECTION)
    office.on(last + timedelta(days=1))
    with pytest.raises(NotLegal):
        office.act(campaign, "announce", office.clerk)
    office.on(last)
    assert office.act(campaign, "announce", office.clerk).published_at is not None


def test_a_school_without_senior_classes_admits_nobody(office: Office) -> None:
    head = office.people["head_kulikovo"]
    with pytest.raises(NotAllowed):
        draft(Campaign, unit=office.luza.schools["kulikovo"], title="Приём", by=head, year=2012)
    second = draft(
        Campaign,
        unit=office.luza.schools["second"],
        title="Приём",
        by=office.people["head_second"],
        year=2012,
    )
    assert second.state == "draft"


def test_only_people_of_the_school_run_its_admission(office: Office) -> None:
    campaign = office.drafted()
    for key in ("clerk_second", "head_second", "secretary", *SELECTORS[1:3]):
        with pytest.raises(NotAllowed):
            office.act(campaign, "submit", office.people[key])
    assert office.act(campaign, "submit", office.director).state == "approval"


def test_nobody_sits_in_a_commission_before_the_order_is_signed(office: Office) -> None:
    campaign = submitted(office)
    with office.playing():
        assert "vote" not in {right for right, _unit in rights_of(office.people["teacher_biology"])}
    office.ordered(campaign)
    campaign = fresh(campaign)
    with office.playing():
        for keys, unit in (
            (SELECTORS, campaign.commission_id),
            (HEARERS, campaign.appeal_commission_id),
        ):
            assert all(("vote", unit) in rights_of(office.people[key]) for key in keys)


def test_it_is_not_closed_while_somebody_waits(office: Office) -> None:
    campaign = office.announced()
    application = office.applied(campaign, [MATHS], {"math": "20", "certificate": "4"})
    with pytest.raises(NotLegal):
        office.act(campaign, "close", office.clerk)
    office.parent(application, "withdraw")
    assert office.act(campaign, "close", office.clerk).closed_on == office.day


def test_an_extra_round_begins_only_while_places_remain(office: Office) -> None:
    days = {
        "intake_from": AFTER,
        "intake_until": AFTER + timedelta(days=5),
        "selection_on": AFTER + timedelta(days=10),
        "results_on": AFTER + timedelta(days=11),
        "appeals_until": AFTER + timedelta(days=14),
    }
    one_place = [{"code": "b", "name": "10 «Б»", "places": 1, "general": True}]
    campaign = office.announced(classes=one_place)
    application = office.checked(office.applied(campaign, [GENERAL], {"math": "20", "certificate": "4"}))
    office.published(campaign)
    office.on(AFTER)
    with pytest.raises(NotLegal):
        office.act(campaign, "open_extra_round", office.clerk, **days)
    office.parent(fresh(application), "decline")
    campaign = office.act(campaign, "open_extra_round", office.clerk, **days)
    assert (campaign.round, campaign.places_left()) == (2, {"b": 1})
    office.on(AFTER + timedelta(days=1))
    with office.playing():
        assert campaign.takes_applications


def test_applications_are_taken_on_the_days_of_the_intake(office: Office) -> None:
    campaign = office.announced()
    assert campaign.intake_until is not None
    for day, taken in (
        (ANNOUNCED, False),
        (INTAKE, True),
        (campaign.intake_until, True),
        (campaign.intake_until + timedelta(days=1), False),
    ):
        office.on(day)
        with office.playing():
            assert campaign.takes_applications == taken


def listed(office: Office) -> None:
    """The list of profiles of the district is in force for 2012/2013."""
    approving = ApprovedOffice(office.luza)
    with clock.played(approving.day):
        approving.in_force(approving.put_up("profiles"))


def test_profiles_are_chosen_from_the_list_in_force(office: Office) -> None:
    named = {profile["name"] for one in CLASSES for profile in one.get("profiles", ())}
    assert named == {"физико-математический", "химико-биологический"}
    listed(office)
    assert submitted(office).state == "approval"
    other = [{**CLASSES[0], "profiles": [{**CLASSES[0]["profiles"][0], "name": "оборонно-спортивный"}]}]
    other[0]["places"] = other[0]["profiles"][0]["places"]
    assert "оборонно-спортивный" in refused(office, classes=other)


def test_before_a_list_is_in_force_and_for_years_that_it_does_not_cover_any_profile_goes(
    office: Office,
) -> None:
    other = [{**CLASSES[0], "profiles": [{**CLASSES[0]["profiles"][0], "name": "оборонно-спортивный"}]}]
    other[0]["places"] = other[0]["profiles"][0]["places"]
    assert office.drafted(classes=other).unlisted_profiles() == []
    listed(office)
    campaign = office.drafted(classes=other)
    assert campaign.unlisted_profiles() == ["оборонно-спортивный"]
    campaign = office.act(campaign, "revise", office.clerk, year=2013)
    assert Campaign.objects.get(pk=campaign.pk).unlisted_profiles() == []
