"""What the pages of rewards are tested with."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from governance import clock
from governance.documents.kinds.rewards.allocation import Allocation, draft_allocation
from governance.documents.kinds.rewards.period import RewardPeriod
from governance.scenarios.luza import Luza
from tests.memory import recalled
from tests.rewards.office import COUNCIL, RewardOffice, fresh

Desk = Callable[[str], Client]
SUM, OTHER_SUM = "34\u00a0845,00", "15\u00a0150,00"


@pytest.fixture
def rewarding(luza: Luza) -> RewardOffice:
    return RewardOffice(luza)


@pytest.fixture
@recalled
def period(rewarding: RewardOffice) -> RewardPeriod:
    return rewarding.open_period()


def pages(desk: Desk, key: str, day: date) -> "OnDay":
    return OnDay(desk(key), day)


class OnDay:
    """A person at the desk on a day."""

    def __init__(self, client: Client, day: date) -> None:
        self.client, self.day = client, day

    def get(self, name: str, *args: Any, **query: Any) -> Any:
        with clock.played(self.day):
            return self.client.get(reverse(name, args=args), query)

    def post(self, name: str, *args: Any, **data: Any) -> Any:
        with clock.played(self.day):
            return self.client.post(reverse(name, args=args), data)


def text(response: Any) -> str:
    return str(response.content.decode())


def tried(office: RewardOffice, period: RewardPeriod) -> Allocation:
    for key, values in (("maths", {"hours": "9", "winners": "1"}), ("second", {"hours": "3", "course": "1"})):
        office.before_council(office.nominated(period, key, values))
    with clock.played(COUNCIL):
        return draft_allocation(period, by=office.deputy)


def adopted(office: RewardOffice, period: RewardPeriod) -> Allocation:
    allocation = office.act(tried(office, period), "submit", office.deputy)
    office.decided(allocation)
    return fresh(allocation)
