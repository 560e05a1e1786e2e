"""The district that most tests act in."""

import pytest

from governance.scenarios.luza import Luza, found_luza


@pytest.fixture
def luza(db: None) -> Luza:
    """The six schools of Luza with their council, people, registers and rules."""
    return found_luza()
