"""The council of Luza on the day of its meeting."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest
from django.db import connection
from django.utils import translation

from governance import clock
from governance.documents.errors import Refused
from governance.documents.record import triggers
from governance.documents.record.document import Document
from governance.documents.record.history import verify
from governance.scenarios.luza import Luza

from .council import TODAY, Council

Refusal = Callable[..., AbstractContextManager[Any]]


@pytest.fixture(autouse=True)
def _source_language() -> Iterator[None]:
    """Sentences are compared as they stand in the code, whatever the translation says."""
    with translation.override(None):
        yield


@pytest.fixture(autouse=True)
def _day_of_the_meeting() -> Iterator[None]:
    with clock.played(TODAY):
        yield


@pytest.fixture
def council(luza: Luza) -> Council:
    return Council(luza)


@pytest.fixture
def refused() -> Refusal:
    """`with refused(NotLegal, paper, "the sentence")`: no event, no change of the card; the record stays whole."""

    @contextmanager
    def expect(error: type[Refused], paper: Document, sentence: str = "") -> Iterator[None]:
        before = Document.objects.values().get(pk=paper.pk)
        with pytest.raises(error) as caught:
            yield
        assert sentence in str(caught.value)
        assert Document.objects.values().get(pk=paper.pk) == before
        assert list(verify(Document.objects.filter(pk=paper.pk))) == []

    return expect


@pytest.fixture
def _triggers_stand_again(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """After the flush of a test in committed rows, which the triggers would refuse."""
    yield
    with django_db_blocker.unblock(), connection.schema_editor() as editor:
        triggers.create(None, editor)
