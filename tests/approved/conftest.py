"""The district on the day on which its papers are agreed and approved."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from django.utils import translation

from governance import clock
from governance.scenarios.luza import Luza
from tests.approved.office import DAY, Office
from tests.meeting.conftest import Refusal, refused

__all__ = ["Refusal", "refused"]


@pytest.fixture(autouse=True)
def _source_language() -> Iterator[None]:
    """Sentences are compared as they stand in the code, whatever the translation says."""
    with translation.override(None):
        yield


@pytest.fixture(autouse=True)
def _the_day() -> Iterator[None]:
    with clock.played(datetime.fromisoformat(f"{DAY} 10:00")):
        yield


@pytest.fixture
def office(luza: Luza) -> Office:
    return Office(luza)
