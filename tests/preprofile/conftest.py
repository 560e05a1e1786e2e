import pytest

from governance.scenarios.luza import Luza
from tests.preprofile.office import ProfileOffice


@pytest.fixture
def office(luza: Luza) -> ProfileOffice:
    return ProfileOffice(luza)
