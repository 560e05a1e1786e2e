"""What the page of an admission asks for: only what its flow waits for at that time."""

from datetime import date

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests.admission.office import SELECTION, Office

from .conftest import Desk, on

# Pages say the same words over every database.
pytestmark = pytest.mark.any_database


def test_the_page_asks_for_the_rating_until_it_is_computed(
    office: Office, desk: Desk, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    campaign = office.announced()
    client = desk("clerk_second")

    def asked(day: date) -> tuple[str, list[tuple[str, str]]]:
        decision = on(day, client, "get", reverse("paper", args=[campaign.pk])).context["decision"]
        return decision.title, [(move.name, move.kind) for move in decision.moves]

    assert asked(SELECTION) == (
        "Compute the rating list once the applications are checked",
        [("rank", "primary")],
    )
    office.on(SELECTION)
    office.act(campaign, "rank", office.secretary)
    # It may be computed anew, and nobody is asked to.
    assert asked(SELECTION) == ("What you can do here", [("rank", "plain")])
    with django_assert_max_num_queries(12):
        assert asked(SELECTION)
