"""Numbers: by the register's template, in sequence, without gaps, never twice (docs/domain.md, "Numbers")."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from governance import clock
from governance.documents.errors import NeedsReason, NotLegal
from governance.documents.kinds.order.order import Order
from governance.documents.record.history import verify
from governance.documents.record.number_check import _numbers
from governance.documents.record.numbering import give_number
from governance.documents.record.perform import draft, perform
from governance.documents.record.register import Register, change_register, check_template
from governance.record_rows import past_the_door
from governance.scenarios.luza import Luza
from governance.verification import Scope

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


ACT: Any = SimpleNamespace(reason="", facts={})


def test_nobody_gets_a_second_number(luza: Luza) -> None:
    order = signed(luza, date(2011, 9, 1))
    with pytest.raises(NotLegal, match="has its number already: № 1-ОД"):
        give_number(order, ACT, on=date(2011, 9, 2))
    assert Order.objects.get().number == "1-ОД"


def test_a_template_changed_in_mid_year_goes_on_counting(luza: Luza) -> None:
    first = signed(luza, date(2011, 9, 1))
    orders_register(luza, template="{n}-о/д")
    assert [first.number, signed(luza, date(2011, 9, 2)).number] == ["1-ОД", "2-о/д"]


# --- dates ------------------------------------------------------------------------------------------------------------


def faults() -> list[tuple[str, str]]:
    return [(fault.subject, fault.sentence) for faults in _numbers(Scope()) for fault in faults]


@pytest.mark.parametrize(
    ("day", "back"), [(date(2011, 9, 5), date(2011, 9, 4)), (date(2012, 1, 10), date(2011, 12, 30))]
)
def test_a_number_gets_no_earlier_date_than_the_one_before_it_unless_it_is_said_why(
    luza: Luza, day: date, back: date
) -> None:
    signed(luza, day)
    with pytest.raises(NeedsReason, match=f"№ 1-ОД has the date {day:%d.%m.%Y}"):
        signed(luza, back)
    order = Order.objects.latest("pk")
    assert (order.state, order.number) == ("signing", "")
    with clock.played(back):
        order = perform(order, "sign", by=luza.people["director"], reason="Часы шли вперёд.")
    event = order.events.latest("position")
    assert (event.facts["out_of_order"], event.reason) == (["1-ОД"], "Часы шли вперёд.")
    assert faults() == []


def test_a_date_out_of_order_without_a_word_and_a_missing_number_are_found(luza: Luza) -> None:
    for day in (1, 2, 5, 6):
        signed(luza, date(2011, 9, day))
    assert faults() == []
    series = "СОШ г. Лузы, «Приказы по основной деятельности» 2011: №"
    with past_the_door():
        Order.objects.filter(sequence=3).update(registered_on=date(2011, 9, 9))
    assert faults() == [
        (f"{series} 4-ОД 06.09.2011", "its date is earlier than that of № 3-ОД before it"),
    ]
    with past_the_door():
        Order.objects.filter(sequence__in=[2, 3]).update(sequence=None)
    assert faults() == [(f"{series} 4-ОД 06.09.2011", "the numbers before it are missing: from 2 to 3")]


def test_an_act_is_not_earlier_than_the_last_one_on_its_paper(luza: Luza) -> None:
    deputy, noon = luza.people["deputy"], datetime(2011, 9, 5, 12, 0)  # noqa: DTZ001  the clock adds its zone
    with clock.played(noon):
        order = draft(Order, unit=luza.base, title="О работе", by=deputy)
    # A clock put right by some seconds is no matter; the act has the moment of the last one.
    with clock.played(noon - timedelta(seconds=30)):
        order = perform(order, "revise", by=deputy, points=[{"text": "Сделать."}])
    assert (order.changed_at, order.events.latest("position").facts.get("clock")) == (order.created_at, None)
    with clock.played(noon - timedelta(hours=1)):
        order = perform(order, "revise", by=deputy, points=[{"text": "Сделать всё."}])
    event = order.events.latest("position")
    assert event.at == order.created_at
    assert event.facts["clock"].startswith("2011-09-05T11:00")
    # Dates are what binds.
    with clock.played(noon - timedelta(days=1)):
        with pytest.raises(
            NeedsReason, match=r"shows 04.09.2011 12:00, and the last act .* 05.09.2011 12:00"
        ):
            perform(order, "submit", by=deputy)
        assert Order.objects.get().revision == 3
        order = perform(order, "submit", by=deputy, reason="Часы шли вперёд.")
    event = order.events.latest("position")
    assert (event.at, event.reason) == (order.created_at, "Часы шли вперёд.")
    assert event.facts["clock"].startswith("2011-09-04T12:00")
    assert list(verify()) == []
