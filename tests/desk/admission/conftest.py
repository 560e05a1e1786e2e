"""What the pages of applications are tested with."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from auditlog.models import LogEntry
from django.test import Client
from django.urls import reverse

from governance import clock
from governance.documents.kinds.admission.application import Application
from governance.documents.kinds.admission.campaign import Campaign
from governance.documents.record.document import Document
from governance.scenarios.luza import Luza
from tests.admission.office import CHECKED, CHEMISTRY, MATHS, Office, fresh
from tests.memory import recalled

Desk = Callable[[str], Client]
SECRETARY, CHAIR = "clerk_second", "deputy"
SURNAME = "Неповторимов"


@pytest.fixture
def office(luza: Luza) -> Office:
    return Office(luza)


@pytest.fixture
@recalled
def campaign(office: Office) -> Campaign:
    return office.announced()


@pytest.fixture
@recalled
def application(office: Office, campaign: Campaign) -> Application:
    return office.applied(
        campaign, [MATHS, CHEMISTRY], {"math": "25", "certificate": "4.7"}, surname=SURNAME, given="Пётр"
    )


@pytest.fixture(autouse=True)
def _june(office: Office) -> Iterator[None]:
    """Pages are opened on a day of the checks."""
    with clock.played(CHECKED):
        yield


def page(client: Client, name: str, paper: Document, **query: str) -> Any:
    return client.get(reverse(name, args=[paper.pk]), query)


def do(client: Client, paper: Document, move: str, **facts: Any) -> Any:
    return client.post(reverse("paper_do", args=[paper.pk]), {"move": move, **facts})


def readings(paper: Document) -> list[tuple[str, str]]:
    """(who, which page) of each recorded reading, the oldest first."""
    found = LogEntry.objects.filter(action=LogEntry.Action.ACCESS, object_id=paper.pk).order_by("pk")
    return [(entry.actor_email, entry.additional_data["page"]) for entry in found]


def address(office: Office, key: str) -> str:
    return office.people[key].email


def checkers(application: Application) -> list[str]:
    return [check.person.email for check in fresh(application).live_checks]


def client_of(office: Office, email: str, desk: Desk) -> Client:
    return desk(next(key for key, person in office.people.items() if person.email == email))


def fill_and_send(client: Client, application: Application, said: str, **one: str) -> Any:
    """Say the same of every claim; `one`: the fields of the first claim instead."""
    claims = fresh(application).all_claims
    typed = {f"c{claim.pk}-outcome": said for claim in claims}
    typed |= {f"c{claims[0].pk}-{name}": value for name, value in one.items()}
    return client.post(reverse("application_check", args=[application.pk]), typed)


@pytest.fixture
@recalled
def accepted(office: Office, application: Application) -> Application:
    office.on(CHECKED)
    return office.act(application, "accept", office.secretary)
