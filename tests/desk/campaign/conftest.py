"""What the pages of admissions are tested with."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from governance import clock
from governance.documents.kinds.admission.campaign import Campaign
from governance.documents.record.perform import draft
from governance.scenarios.luza import Luza
from tests.admission.office import (
    CHEMISTRY,
    CRITERIA,
    GENERAL,
    MATHS,
    PREPARED,
    Office,
)
from tests.memory import recalled

Desk = Callable[[str], Client]
TITLED: Any = CRITERIA["criteria"]


@pytest.fixture
def office(luza: Luza) -> Office:
    return Office(luza)


@pytest.fixture
@recalled
def begun(office: Office) -> Campaign:
    """A draft in which nothing is filled in."""
    with clock.played(PREPARED):
        return draft(Campaign, unit=office.luza.base, title="Приём", by=office.clerk, year=2012)


def on(day: date, client: Client, method: str, address: str, data: Any = None) -> Any:
    with clock.played(day):
        return getattr(client, method)(address, data)


def edit(campaign: Campaign) -> str:
    return reverse("campaign_edit", args=[campaign.pk])


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


def picture(campaign: Campaign) -> str:
    return reverse("campaign_picture", args=[campaign.pk])
