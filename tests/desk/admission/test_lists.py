"""Ranked lists and appeals on the desk."""

from decimal import Decimal

import pytest
from django.urls import reverse

from governance import clock
from governance.documents.kinds.admission.application import Application
from governance.documents.kinds.admission.campaign import Campaign
from governance.documents.record.events import Event
from tests.admission.office import Office, fresh
from tests.desk.admission.conftest import SECRETARY, Desk, checkers, client_of, fill_and_send, page

# Pages say the same words over every database.
pytestmark = pytest.mark.any_database


def test_the_appeal_commission_prepares_what_counts_if_it_upholds(
    office: Office, campaign: Campaign, application: Application, desk: Desk
) -> None:
    office.checked(application)
    office.published(campaign)
    appeal = office.appealed(application)
    client = desk("methodical_secretary")
    with clock.played(office.day):
        assert "Не учли диплом" in page(client, "paper", appeal).content.decode()
        where = reverse("appeal_prepare", args=[appeal.pk])
        assert client.post(where, {"prize-choice": "change", "prize-value": ""}).status_code == 422
        assert client.post(where, {"prize-choice": "change", "prize-value": "2"}).status_code == 302
        shown = page(client, "paper", appeal).context
        assert page(desk(SECRETARY), "paper", appeal).status_code == 404
        assert page(desk("head_second"), "appeal_prepare", appeal).status_code == 302
    assert (shown["sum"], shown["new_sum"]) == (Decimal("174.65"), Decimal("194.65"))
    assert fresh(appeal).corrections == [{"code": "prize", "value": "2", "circumstance": False}]


def test_a_criterion_that_would_not_count_stands_so_when_the_corrections_are_opened_again(
    office: Office, campaign: Campaign, application: Application, desk: Desk
) -> None:
    office.checked(application)
    office.published(campaign)
    appeal = office.appealed(application)
    client = desk("methodical_secretary")
    with clock.played(office.day):
        assert client.post(reverse("appeal_prepare", args=[appeal.pk]), {"math-choice": "remove"}).url
        asked = page(client, "appeal_prepare", appeal).context["asked"]
    chosen = {form.code: (form["choice"].value(), form["value"].value()) for form in asked if form.initial}
    assert chosen == {"math": ("remove", "")}


def test_nothing_of_a_refused_check_is_in_the_history(
    office: Office, accepted: Application, desk: Desk
) -> None:
    before = Event.objects.filter(document_id=accepted.pk).count()
    fill_and_send(client_of(office, checkers(accepted)[0], desk), accepted, "")
    assert Event.objects.filter(document_id=accepted.pk).count() == before
