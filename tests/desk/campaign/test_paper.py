"""The page of an admission as a paper."""

from datetime import date

import pytest
from django.urls import reverse

from tests.admission.office import (
    ANNOUNCED,
    INTAKE,
    PREPARED,
    RESULTS,
    Office,
    fresh,
)
from tests.desk.campaign.conftest import Desk, edit, on

# Pages say the same words over every database.
pytestmark = pytest.mark.any_database


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
