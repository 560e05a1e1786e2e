"""Contracts in the winter in which they are concluded."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest
from django.utils import translation

from governance import clock
from governance.documents.errors import Refused
from governance.documents.record.attached import Attachment
from governance.documents.record.document import Document
from governance.documents.record.events import Event
from governance.documents.record.history import verify
from governance.scenarios.luza import Luza

from .chain import TODAY, Parties, everything

Refusal = Callable[..., AbstractContextManager[Any]]


@pytest.fixture(autouse=True)
def _source_language() -> Iterator[None]:
    """Sentences are compared as they stand in the code, whatever the translation says."""
    with translation.override(None):
        yield


@pytest.fixture(autouse=True)
def _january() -> Iterator[None]:
    with clock.played(TODAY):
        yield


@pytest.fixture
def parties(luza: Luza) -> Parties:
    return Parties(luza)


@pytest.fixture
def refused() -> Refusal:
    """`with refused(NotLegal, "the sentence")`: no event, no file, no change of any paper, signature or membership."""

    @contextmanager
    def expect(error: type[Refused], sentence: str) -> Iterator[None]:
        def now() -> Any:
            return (
                Event.objects.count(),
                Document.objects.count(),
                Attachment.objects.count(),
                everything(Document.objects.all()),
            )

        before = now()
        with pytest.raises(error) as caught:
            yield
        assert sentence in str(caught.value)
        assert now() == before
        assert list(verify()) == []

    return expect
