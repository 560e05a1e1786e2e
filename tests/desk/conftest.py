"""The desk on a day of September, and people at it. Pages are read in the source language."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from governance import clock
from governance.desk.kinds.contract import progress
from governance.documents.kinds.order.drafting import draft_annulling_order
from governance.documents.kinds.order.order import Order
from governance.documents.kinds.plan.edits import WriteHead, WriteRow, WriteSection
from governance.documents.kinds.plan.plan import Plan
from governance.documents.record.attached import Link
from governance.documents.record.perform import draft, perform
from governance.record_rows import past_the_door
from governance.scenarios.luza import Luza
from tests.admission.office import INTAKE, Office
from tests.desk.applying import Parent
from tests.memory import Memory, recalled

TODAY = date(2011, 9, 12)
Desk = Callable[[str], Client]


@pytest.fixture(autouse=True)
def _source_language() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def _september() -> Iterator[None]:
    with clock.played(TODAY):
        yield


@pytest.fixture(autouse=True)
def _contracts_are_made_in_no_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """However slow the machine is, all of them are made by the first request."""
    monkeypatch.setattr(progress, "monotonic", lambda: 0.0)


def reader_in_english() -> Client:
    client = Client()
    client.cookies["django_language"] = "en"
    return client


@pytest.fixture
def visitor() -> Client:
    """Somebody who has not signed in."""
    return reader_in_english()


@pytest.fixture
def desk(luza: Luza) -> Desk:
    """The desk of a person of the district, by their key."""

    def open_for(key: str) -> Client:
        client = reader_in_english()
        client.force_login(luza.people[key], backend="governance.desk.base.signed_in.PersonBackend")
        return client

    return open_for


@pytest.fixture
@recalled
def order(luza: Luza) -> Order:
    """A draft of the base school, with a point that the clerk has until the end of September."""
    deputy = luza.people["deputy"]
    begun = draft(Order, unit=luza.base, title="Об организации дежурства", by=deputy)
    points: list[dict[str, Any]] = [
        {"text": "Утвердить график дежурства."},
        {"text": "Ознакомить учителей.", "executor": luza.people["clerk"], "due": date(2011, 9, 30)},
    ]
    return perform(begun, "revise", by=deputy, points=points)


@pytest.fixture
@recalled
def submitted(order: Order, luza: Luza) -> Order:
    return perform(order, "submit", by=luza.people["deputy"])


@pytest.fixture
@recalled
def signed(submitted: Order, luza: Luza) -> Order:
    return perform(submitted, "sign", by=luza.people["director"])


@pytest.fixture
@recalled
def annulled(signed: Order, luza: Luza) -> Order:
    """The signed order after another one has annulled it."""
    annulling = draft_annulling_order(signed, by=luza.people["deputy"], reason="Ошибка в графике")
    annulling = perform(annulling, "submit", by=luza.people["deputy"])
    perform(annulling, "sign", by=luza.people["director"])
    return Order.objects.get(pk=signed.pk)


@pytest.fixture
@recalled
def plan(luza: Luza) -> Plan:
    """A draft of three rows: one over, one in its term, one without a deadline of its own."""
    deputy = luza.people["deputy"]
    begun = draft(Plan, unit=luza.district, title="План работы округа на 2011/2012 учебный год", by=deputy)
    head = WriteHead(period_start=date(2011, 8, 1), period_end=date(2012, 7, 31))
    begun = perform(begun, "revise", by=deputy, edits=[head, WriteSection("Совет")])
    section = begun.table()[0].pk
    rows = [
        WriteRow("Сбор сведений", "Август", "Зам по УВР", section=section),
        WriteRow("Создание совета округа", "Сентябрь", "Директор БШ", section=section),
        WriteRow("Работа сайта", "Постоянно", "Зам по УВР", section=section),
    ]
    return perform(begun, "revise", by=deputy, edits=rows)


@pytest.fixture
def approved(plan: Plan, luza: Luza, plays: Memory, monkeypatch: pytest.MonkeyPatch) -> Plan:
    """The plan in force. An order speaks for the council here; the director's order is a real one."""
    speaking: set[int] = set()
    real = Order.gives_effect
    monkeypatch.setattr(Order, "gives_effect", lambda self, effect: self.pk in speaking or real(self, effect))

    def play() -> int:
        deputy = luza.people["deputy"]
        submitted = perform(plan, "submit", by=deputy)
        council = draft(Order, unit=luza.base, title="О плане", by=deputy)
        with past_the_door():
            Link.objects.create(
                source=council, target=submitted, effect="agree", version=submitted.present_version
            )
        speaking.add(council.pk)
        perform(council, "remark", by=luza.people["director"], text="В силе")
        approval = Link.objects.filter(target=submitted, effect="approve").latest("pk").source
        perform(approval, "submit", by=deputy)
        perform(approval, "sign", by=luza.people["director"])
        return council.pk

    speaking.add(plays.recall("approved plan", play))
    return Plan.objects.get(pk=plan.pk)


@pytest.fixture
def office(luza: Luza) -> Office:
    return Office(luza)


@pytest.fixture
def applying(office: Office) -> Parent:
    """A parent at the form of an admission that takes applications."""
    campaign = office.announced()
    office.on(INTAKE)
    return Parent(office, campaign)
