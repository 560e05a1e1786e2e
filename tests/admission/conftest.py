"""The admission that the tests of this folder act in."""

import pytest

from governance.scenarios.luza import Luza

from .office import Office


@pytest.fixture
def office(luza: Luza) -> Office:
    return Office(luza)
