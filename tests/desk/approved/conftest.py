"""What the pages of approved papers are tested with."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client

from governance import clock
from governance.documents.record.document import Document
from governance.scenarios.luza import Luza
from tests.approved.office import Office
from tests.desk.table import send

Desk = Callable[[str], Client]


@pytest.fixture(autouse=True)
def _november() -> Iterator[None]:
    with clock.played(Office.day):
        yield


@pytest.fixture
def office(luza: Luza) -> Office:
    return Office(luza)


def page_of(paper: Document) -> str:
    return f"/papers/{paper.pk}/"


def write_page(paper: Document) -> str:
    return f"/papers/{paper.pk}/write/"


def typed(client: Client, paper: Document, **changed: str) -> dict[str, str]:
    """What a browser sends from the page on which the paper is written, with some fields changed."""
    page = client.get(write_page(paper))
    form, editor, table = (page.context[name] for name in ("form", "editor", "table"))
    data = {name: str(form[name].value() or "") for name in form.fields}
    if editor is not None:
        for section in editor.sections:
            data[f"section-{section['id']}"] = section["title"]
            data |= {f"clause-{clause['id']}": clause["text"] for clause in section["clauses"]}
    if table is not None:
        data |= {
            cell.name: cell.value for line in table.lines for cell in line.fields if not cell.column.computed
        }
    return data | changed


def save(client: Client, paper: Document, *, do: str = "save", **changed: str) -> Any:
    return send(client, write_page(paper), typed(client, paper, **changed) | {"do": do})


def facts(page: Any) -> dict[str, str]:
    return {fact.name: str(fact.value) for fact in page.context["way"]}
