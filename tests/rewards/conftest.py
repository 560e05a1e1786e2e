"""The rewards that the tests of this folder act in."""

import pytest

from governance.documents.kinds.rewards.nomination import Nomination
from governance.documents.kinds.rewards.period import RewardPeriod
from governance.scenarios.luza import Luza

from .office import Allotted, RewardOffice


@pytest.fixture
def office(luza: Luza) -> RewardOffice:
    return RewardOffice(luza)


@pytest.fixture
def period(office: RewardOffice) -> RewardPeriod:
    """Open, with a pool of 50,000 roubles for teachers and one of 10,000 for heads."""
    return office.open_period()


@pytest.fixture
def two(office: RewardOffice, period: RewardPeriod) -> tuple[Nomination, Nomination]:
    """18 points of the base school and 10 of the second before the council."""
    return office.two(period)


@pytest.fixture
def allotted(office: RewardOffice) -> Allotted:
    """These two are adopted."""
    return office.allotted()
