"""Numbers: by the register's template, in sequence, without gaps, never twice (docs/domain.md, "Numbers")."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from governance import clock
from governance.documents.errors import NotLegal
from governance.documents.kinds.order.order import Order
from governance.documents.record.numbering import give_number
from governance.documents.record.perform import draft, perform
from governance.documents.record.register import Register, change_register, check_template
from governance.record_rows import past_the_door
from governance.scenarios.luza import Luza

SCHOOL, CALENDAR, NEVER = Register.Reset.SCHOOL_YEAR, Register.Reset.CALENDAR_YEAR, Register.Reset.NEVER


@pytest.fixture(autouse=True)
def _source_language() -> Iterator[None]:
    with translation.override(None):
        yield


def signed(luza: Luza, day: date) -> Order:
    with clock.played(day):
        order = draft(Order, unit=luza.base, title="О работе", by=luza.people["deputy"])
        order = perform(order, "revise", by=luza.people["deputy"], points=[{"text": "Сделать."}])
        order = perform(order, "submit", by=luza.people["deputy"])
        return perform(order, "sign", by=luza.people["director"])


def orders_register(luza: Luza, **changes: str) -> Register:
    register = Register.objects.get(unit=luza.base, code="order")
    for name, value in changes.items():
        setattr(register, name, value)
    with past_the_door():
        register.save()
    return register


@pytest.mark.parametrize(
    ("template", "written"),
    [
        ("{n}-од", "83-од"),
        ("{n}-о/д", "83-о/д"),
        ("№{n} – ОД", "№83 – ОД"),
        ("01-12-{n}", "01-12-83"),
        ("{n} (01-20)", "83 (01-20)"),
        ("{n}", "83"),
    ],
)
def test_numbers_are_written_as_the_register_says(template: str, written: str) -> None:
    check_template(template)
    assert Register(template=template).written(83) == written


@pytest.mark.parametrize("template", ["", "ОД", "{n}{n}", "{m}", "{n", "{n}-{year}"])
def test_a_template_needs_the_number_once_and_nothing_else(template: str) -> None:
    with pytest.raises(ValidationError):
        check_template(template)


@pytest.mark.parametrize(
    ("reset", "day", "period"),
    [
        (CALENDAR, date(2011, 8, 31), "2011"),
        (CALENDAR, date(2011, 12, 31), "2011"),
        (CALENDAR, date(2012, 1, 1), "2012"),
        (SCHOOL, date(2011, 8, 31), "2010/11"),
        (SCHOOL, date(2011, 9, 1), "2011/12"),
        (SCHOOL, date(2012, 8, 31), "2011/12"),
        (SCHOOL, date(1999, 9, 1), "1999/00"),
        (NEVER, date(2011, 9, 1), ""),
    ],
)
def test_the_period_of_a_day(reset: str, day: date, period: str) -> None:
    assert Register(reset=reset).period_of(day) == period


@pytest.mark.parametrize(
    ("reset", "numbers"),
    [
        (CALENDAR, ["1-ОД", "2-ОД", "3-ОД", "1-ОД"]),
        (SCHOOL, ["1-ОД", "1-ОД", "2-ОД", "3-ОД"]),
        (NEVER, ["1-ОД", "2-ОД", "3-ОД", "4-ОД"]),
    ],
)
def test_numbers_start_anew_as_the_register_says(luza: Luza, reset: str, numbers: list[str]) -> None:
    orders_register(luza, reset=reset)
    days = [date(2011, 8, 31), date(2011, 9, 1), date(2011, 12, 31), date(2012, 1, 1)]
    assert [signed(luza, day).number for day in days] == numbers


def test_registers_of_two_schools_count_apart(luza: Luza) -> None:
    orders = Register.objects.get(unit=luza.schools["second"], code="order")
    change_register(orders, by=None, basis="номенклатура дел", template="{n}-о")
    numbers = [signed(luza, date(2011, 9, 1)).number]
    with clock.played(date(2011, 9, 1)):
        order = draft(Order, unit=luza.schools["second"], title="О работе", by=luza.people["deputy_second"])
        order = perform(order, "revise", by=luza.people["deputy_second"], points=[{"text": "Сделать."}])
        order = perform(order, "submit", by=luza.people["deputy_second"])
        numbers.append(perform(order, "sign", by=luza.people["head_second"]).number)
    assert numbers == ["1-ОД", "1-о"]


def test_an_order_that_is_not_issued_takes_no_number(luza: Luza) -> None:
    day = date(2011, 9, 1)
    first = signed(luza, day)
    with clock.played(day):
        order = draft(Order, unit=luza.base, title="О лишнем", by=luza.people["deputy"])
        order = perform(order, "revise", by=luza.people["deputy"], points=[{"text": "Сделать."}])
        order = perform(order, "submit", by=luza.people["deputy"])
        perform(order, "reject", by=luza.people["director"], reason="Не нужен")
    assert (first.number, signed(luza, day).number) == ("1-ОД", "2-ОД")


def test_nobody_gets_a_second_number(luza: Luza) -> None:
    order = signed(luza, date(2011, 9, 1))
    with pytest.raises(NotLegal, match="has its number already: № 1-ОД"):
        give_number(order, on=date(2011, 9, 2))
    assert Order.objects.get().number == "1-ОД"


def test_a_template_changed_in_mid_year_goes_on_counting(luza: Luza) -> None:
    first = signed(luza, date(2011, 9, 1))
    orders_register(luza, template="{n}-о/д")
    assert [first.number, signed(luza, date(2011, 9, 2)).number] == ["1-ОД", "2-о/д"]
