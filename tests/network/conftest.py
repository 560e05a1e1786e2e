"""The district before a year of network teachers."""

from datetime import date

import pytest

from governance.scenarios.luza import Luza
from tests.rewards.office import RewardOffice


@pytest.fixture
def office(luza: Luza) -> RewardOffice:
    office = RewardOffice(luza)
    office.day = date(2012, 8, 20)
    return office
