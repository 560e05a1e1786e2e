"""What contracts are prepared with on the desk."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from zeal import zeal_ignore

from governance.documents.kinds.contract.contract import Contract
from governance.documents.kinds.contract.form import ContractForm
from governance.roles.unit import Unit
from governance.scenarios.luza import Luza
from tests.contract.chain import Parties
from tests.memory import recalled

Desk = Callable[[str], Client]


@pytest.fixture
def parties(luza: Luza) -> Parties:
    return Parties(luza)


@pytest.fixture
def in_bulk() -> Iterator[None]:
    """Papers are made one after another, so each asks for itself; pages that only show may not."""
    with zeal_ignore():
        yield


@pytest.fixture
def form(parties: Parties) -> ContractForm:
    return parties.form_in_use()


def said(response: Any) -> str:
    """The page, its white space collapsed as a browser does it."""
    return " ".join(response.content.decode().split())


def told(response: Any) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def making_post(*schools: Unit, way: str = "each", common: str = "", **changes: str) -> dict[str, str]:
    """What the page sends with these schools marked; the only blank of the form is «предметы»."""
    version = ContractForm.objects.get().present_version
    data = {"way": way, "all-blank-0": common, "version": str(version.pk if version else "")}
    for school in schools:
        data |= {
            f"school-{school.pk}-chosen": "on",
            f"school-{school.pk}-represented_by": "директора Иванова И.И.",
            f"school-{school.pk}-basis": "Устава",
            f"school-{school.pk}-blank-0": "",
        }
    return {**data, **changes}


@pytest.fixture
@recalled
def contract(parties: Parties) -> Contract:
    return Contract.objects.get(pk=parties.made().pk)


def words(cell: str) -> str:
    """The text of a cell without its tags."""
    return " ".join(re.sub(r"<[^>]*>", " ", cell).split()).replace(" ,", ",").replace(" :", ":")
