"""Registers come with the units that keep them; those that a district sets by hand stay as they are."""

from contextlib import nullcontext
from datetime import date

import pytest
from django.db import IntegrityError

from governance.documents.kinds.order.order import Order
from governance.documents.kinds.protocol.protocol import Protocol
from governance.documents.record.checks import kinds_are_closed
from governance.documents.record.document import Document
from governance.documents.record.kinds import KINDS
from governance.documents.record.numbering import open_registers
from governance.documents.record.perform import draft, perform
from governance.documents.record.register import Register, change_register
from governance.flows.jobs.daily import begin_day
from governance.record_rows import past_the_door
from governance.roles.acts.appointing import appoint
from governance.roles.acts.units import change_unit
from governance.roles.catalogue import Role
from governance.roles.unit import Unit, UnitKind
from governance.scenarios.luza import Luza
from tests import founding

ORDERS = [
    ("incoming", "{n}", "calendar"),
    ("inquiry", "{n}", "calendar"),
    ("order", "{n}-ОД", "calendar"),
    ("order_pupils", "{n}-У", "school"),
    ("order_staff", "{n}-К", "calendar"),
    ("outgoing", "{file}-{n}", "calendar"),
    ("work_agreement", "{n}-ТД", "calendar"),
]
CONTRACTS = [("amendment", "{n}-ДС", "calendar"), ("contract", "{n}-Д", "calendar")]


def registers_of(unit: Unit) -> list[tuple[str, str, str]]:
    return list(unit.registers.order_by("code").values_list("code", "template", "reset"))


def founded(luza: Luza, kind: UnitKind) -> Unit:
    """A unit of this kind, with the registers that come with it."""
    unit = founding.founded(luza.district, kind, "Новая единица")
    open_registers(unit)
    return unit


def test_a_new_school_numbers_an_order_at_once(luza: Luza) -> None:
    school = founded(luza, UnitKind.SCHOOL)
    head, clerk = luza.people["observer"], luza.people["clerk"]
    for person, role in ((head, Role.SCHOOL_HEAD), (clerk, Role.CLERK)):
        appoint(person, role, school, since=date(2011, 8, 1), basis="приказ", title="работник школы", by=None)
    order = draft(Order, unit=school, title="О работе", by=clerk)
    order = perform(order, "revise", by=clerk, points=[{"text": "Сделать."}])
    order = perform(perform(order, "submit", by=clerk), "sign", by=head)
    assert (order.state, order.number) == ("signed", "1-ОД")


@pytest.mark.parametrize(
    ("kind", "registers"),
    [
        (UnitKind.SCHOOL, ORDERS),
        (UnitKind.COUNCIL, [("extract", "{n}", "calendar"), ("protocol", "{n}", "school")]),
        (UnitKind.METHODICAL_COUNCIL, [("extract", "{n}", "calendar"), ("protocol", "{n}", "school")]),
        (UnitKind.COMMISSION, []),
        (UnitKind.OUTSIDE, []),
    ],
)
def test_each_kind_of_unit_comes_with_its_registers(
    luza: Luza, kind: UnitKind, registers: list[tuple[str, str, str]]
) -> None:
    assert registers_of(founded(luza, kind)) == registers


def test_the_base_school_alone_numbers_contracts(luza: Luza) -> None:
    assert registers_of(luza.base) == sorted(CONTRACTS + ORDERS)
    assert registers_of(luza.schools["kulikovo"]) == ORDERS


def test_a_school_that_becomes_the_base_school_numbers_contracts_from_then_on(luza: Luza) -> None:
    school = luza.schools["lalsk"]
    for unit, is_base in ((luza.base, False), (school, True)):
        change_unit(unit, by=None, basis="договор о базовой школе", is_base=is_base)
    open_registers(school)
    assert registers_of(school) == sorted(CONTRACTS + ORDERS)


def test_what_a_district_has_set_by_hand_stays(luza: Luza) -> None:
    orders = Register.objects.get(unit=luza.base, code="order")
    change_register(orders, by=None, basis="номенклатура дел", template="{n}-о/д", reset="never")
    before = list(Register.objects.order_by("pk").values())
    open_registers(*Unit.objects.all())
    assert list(Register.objects.order_by("pk").values()) == before
    assert registers_of(luza.methodical) == [
        ("extract", "{n}-МС", "calendar"),
        ("protocol", "{n}-МС", "school"),
    ]


def test_a_day_begins_with_the_registers_that_an_update_has_brought(luza: Luza) -> None:
    before = {(unit.pk, *register) for unit in Unit.objects.all() for register in registers_of(unit)}
    with past_the_door():
        Register.objects.filter(code__in=["order", "contract", "protocol"], unit__in=[luza.base]).delete()
    begin_day()
    begin_day()
    assert {(unit.pk, *register) for unit in Unit.objects.all() for register in registers_of(unit)} == before


def test_a_numbered_kind_without_a_register_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert kinds_are_closed(None) == []
    monkeypatch.setattr(Protocol, "registers", ())
    assert [f"{error.id}: {error.msg}" for error in kinds_are_closed(None)] == [
        "governance.E018: protocol is numbered, and names no register."
    ]


# --- what the database holds of it --------------------------------------------------------------------------------


def test_a_kind_declares_in_which_states_it_is_numbered() -> None:
    declared = {name: set(model.numbered_in) for name, model in KINDS.items() if model.numbered_in}
    assert declared == {
        "amendment": {"in_force"},
        "contract": {"in_force", "expired", "terminated", "archived"},
        "incoming": {"registered", "assigned", "done", "filed"},
        "inquiry": {"registered", "assigned", "signing", "answered", "passed_on", "unanswered"},
        "order": {"signed", "executing", "done", "repealed", "annulled"},
        "outgoing": {"signed", "sent", "awaiting", "answered", "filed", "annulled"},
        "protocol": {"signed", "archived"},
        "work_agreement": {"in_force", "ended"},
    }


@pytest.mark.parametrize(
    ("state", "number", "fits"),
    [("draft", "", True), ("draft", "1-ОД", False), ("signed", "1-ОД", True), ("signed", "", False)],
)
def test_no_order_stands_with_a_number_before_its_time_or_without_it_after(
    luza: Luza, state: str, number: str, fits: bool
) -> None:
    order = draft(Order, unit=luza.base, title="О работе", by=luza.people["clerk"])
    card = Document.objects.filter(pk=order.pk)
    with (
        nullcontext() if fits else pytest.raises(IntegrityError, match="order_numbered_in_time"),
        past_the_door(),
    ):
        card.update(state=state, number=number, registered_on=date(2011, 9, 1))
