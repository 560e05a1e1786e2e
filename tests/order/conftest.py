"""An order of the base school in each stage, made through the door by the people who may."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from django.utils import translation

from governance import clock
from governance.documents.approval.effects import AGREE
from governance.documents.kinds.old_paper import OldPaper, enter_old_paper
from governance.documents.kinds.order.drafting import draft_approval_order
from governance.documents.kinds.order.order import Order
from governance.documents.kinds.plan.plan import Plan
from governance.documents.kinds.plan.section import PlanRow, PlanSection
from governance.documents.record.attached import Link
from governance.documents.record.document import Document
from governance.documents.record.events import Event
from governance.documents.record.history import history_of, verify
from governance.documents.record.perform import draft, perform
from governance.documents.record.register import add_register
from governance.record_rows import past_the_door
from governance.scenarios.luza import Luza
from tests.memory import recalled
from tests.scans import SCANNED_PDF

TODAY = date(2011, 9, 14)


@pytest.fixture(autouse=True)
def _source_language() -> Iterator[None]:
    """Sentences are compared as they stand in the code, whatever the translation says."""
    with translation.override(None):
        yield


@pytest.fixture(autouse=True)
def _september() -> Iterator[None]:
    with clock.played(TODAY):
        yield


@pytest.fixture
def person(luza: Luza) -> Callable[[str], Any]:
    return luza.people.__getitem__


@pytest.fixture
@recalled
def order(luza: Luza) -> Order:
    """A draft with two points; the clerk has until the end of September for the second."""
    begun = draft(Order, unit=luza.base, title="Об организации дежурства", by=luza.people["deputy"])
    return perform(
        begun,
        "revise",
        by=luza.people["deputy"],
        points=[
            {"text": "Утвердить график дежурства."},
            {
                "text": "Ознакомить с графиком учителей.",
                "executor": luza.people["clerk"],
                "due": date(2011, 9, 30),
            },
        ],
    )


@pytest.fixture
@recalled
def submitted(order: Order, luza: Luza) -> Order:
    return perform(order, "submit", by=luza.people["deputy"])


@pytest.fixture
@recalled
def signed(submitted: Order, luza: Luza) -> Order:
    return perform(submitted, "sign", by=luza.people["director"])


@pytest.fixture
def decision(luza: Luza, monkeypatch: pytest.MonkeyPatch) -> Document:
    """A protocol of the council that agrees to whatever it links to (an old paper stands in for it)."""
    monkeypatch.setattr(OldPaper, "gives_effect", lambda self, effect: effect == "agree")
    return old_protocol(luza)


@recalled
def old_protocol(luza: Luza) -> Document:
    with past_the_door():
        add_register(luza.council, "old", by=None, basis="приказ № 1", title="Протоколы прошлых лет")
    return enter_old_paper(
        by=luza.people["secretary"],
        unit=luza.council,
        title="Протокол заседания совета",
        of_kind="Протокол",
        series="old",
        sequence=3,
        on=date(2011, 9, 12),
        scan=("протокол.pdf", SCANNED_PDF),
    )


@pytest.fixture
@recalled
def agreed_plan(luza: Luza, decision: Document) -> Plan:
    """A plan to which the council has agreed, with the order that the flow has drafted for it."""
    plan = draft(
        Plan,
        unit=luza.district,
        title="План работы округа на 2011/2012 учебный год",
        by=luza.people["deputy"],
    )
    with past_the_door():
        section = PlanSection.objects.create(plan=plan, position=1, title="Работа")
        PlanRow.objects.create(section=section, position=1, number="1", text="Заключение договоров")
    plan = perform(plan, "submit", by=luza.people["deputy"])
    with past_the_door():
        link = Link.objects.create(
            source=decision, target=plan, effect=AGREE, version=plan.present_version, place="2"
        )
    plan = perform(plan, "agree", basis=decision)
    link.carried_at = clock.now()
    with past_the_door():
        link.save()
    return plan


@pytest.fixture
@recalled
def approval(agreed_plan: Plan, decision: Document) -> Order:
    """The order that approves the plan."""
    found = Order.objects.filter(links_out__target=agreed_plan, links_out__effect="approve").first()
    return found or draft_approval_order(agreed_plan, decision)


def fresh(document: Any) -> Any:
    return type(document)._default_manager.get(pk=document.pk)


def trace(document: Document) -> tuple[str, int, int]:
    """What must not change when a move is refused: state, number of events, number of the last one."""
    now = Document.objects.get(pk=document.pk)
    return now.state, Event.objects.filter(document_id=document.pk).count(), now.revision


__all__ = ["TODAY", "fresh", "history_of", "trace", "verify"]
