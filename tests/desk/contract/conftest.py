"""What the pages of a contract are tested with."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from governance import clock
from governance.documents.kinds.contract.contract import Contract
from governance.documents.record.document import Document
from governance.record_rows import past_the_door
from governance.scenarios.luza import Luza
from tests.contract.chain import TODAY, Parties
from tests.desk.cards import cards
from tests.memory import recalled
from tests.scans import SCANNED_PDF

Desk = Callable[[str], Client]
PASSWORD = "school-district-2012"


@pytest.fixture(autouse=True)
def _september() -> Iterator[None]:
    """Contracts are concluded in January."""
    with clock.played(TODAY):
        yield


@pytest.fixture
def parties(luza: Luza) -> Parties:
    return Parties(luza)


@pytest.fixture
def with_password(luza: Luza) -> str:
    """The password of everybody who signs."""
    for key in ("director", "head_second", "head_lalsk", "acting_lalsk", "head_zhivotovo"):
        luza.people[key].set_password(PASSWORD)
        with past_the_door():
            luza.people[key].save()
    return PASSWORD


def page(client: Client, paper: Document, **query: str) -> Any:
    return client.get(reverse("paper", args=[paper.pk]), query)


def do(client: Client, paper: Document, move: str, **facts: Any) -> Any:
    return client.post(reverse("paper_do", args=[paper.pk]), {"move": move, **facts})


def buttons(answer: Any) -> list[str]:
    return [move.name for move in answer.context["decision"].moves]


def folded(answer: Any) -> list[str]:
    return [panel.anchor for panel in answer.context["more"]]


def links(answer: Any, part: str) -> list[str]:
    return [link.href for link in getattr(answer.context["decision"], part)]


def rows(answer: Any) -> dict[str, list[tuple[str, str]]]:
    """The cards of who has answered: {title: [(name, said)]}."""
    return {title: [(row.name, row.said) for row in card.rows] for title, card in cards(answer).items()}


def scan(name: str = "договор.pdf", data: bytes = SCANNED_PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


@pytest.fixture
@recalled
def sent_back(parties: Parties) -> Contract:
    """With two proposals: clauses 2.1 and 2.2."""
    return parties.objected(
        parties.submitted("second"), "second", (2, "Кабинеты и автобус."), (3, "Учеников нет.")
    )
