"""The office that the tests of this folder act in."""

import pytest

from governance.scenarios.luza import Luza

from .office import MonitoringOffice


@pytest.fixture
def office(luza: Luza) -> MonitoringOffice:
    return MonitoringOffice(luza)
