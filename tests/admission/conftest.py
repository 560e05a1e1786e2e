"""The admission that the tests of this folder act in."""

import pytest

from governance.scenarios.luza import Luza
from tests.memory import Memory

from .office import Office


@pytest.fixture
def office(luza: Luza, plays: Memory) -> Office:
    return Office(luza, plays)
