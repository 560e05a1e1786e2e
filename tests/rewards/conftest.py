"""The rewards that the tests of this folder act in."""

import pytest

from governance.documents.rewards.period import RewardPeriod
from governance.scenarios.luza import Luza

from .office import RewardOffice


@pytest.fixture
def office(luza: Luza) -> RewardOffice:
    return RewardOffice(luza)


@pytest.fixture
def period(office: RewardOffice) -> RewardPeriod:
    """Open, with a pool of 50,000 roubles for teachers and one of 10,000 for heads."""
    return office.open_period()
