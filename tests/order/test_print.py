"""The order as it prints."""

from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from governance import clock
from governance.documents.kinds.order.drafting import draft_annulling_order
from governance.documents.kinds.order.order import Order
from governance.documents.kinds.order.print import nested
from governance.documents.printing.pdf import render
from governance.documents.printing.registry import print_data
from governance.documents.record.perform import draft, perform
from governance.documents.settings.forms.orders import ORDER_CHARGE, ORDER_LABELS
from governance.roles.acts.people import correct_person
from governance.roles.acts.settings import change_setting
from governance.scenarios.luza import Luza
from tests.order.conftest import fresh

# What stands on paper follows from rows that other tests write on every database.
pytestmark = [pytest.mark.any_database, pytest.mark.django_db]


def test_a_draft_prints_as_a_project_with_blanks(order: Order) -> None:
    data = print_data(order)
    assert (data["status"], data["number"], data["date"]) == ("ПРОЕКТ", "№ ____", "")
    assert data["signature"] == {"position": "Директор базовой школы", "name": "Л.В. Пелевин", "mark": "none"}


def test_a_signed_order_prints_its_requisites(signed: Order, luza: Luza) -> None:
    perform(signed, "confirm_read", by=luza.people["clerk"])
    data = print_data(fresh(signed))
    assert "status" not in data
    assert (data["title"], data["number"], data["date"], data["place"]) == (
        "Приказ от 14.09.2011 № 1-ОД",
        "№ 1-ОД",
        "14 сентября 2011 г.",
        "г. Луза",
    )
    assert data["points"] == [
        {"number": "1.", "text": "Утвердить график дежурства.", "points": []},
        {
            "number": "2.",
            "text": "Ознакомить с графиком учителей.",
            "charge": "Ответственный: Тестова А.П., делопроизводитель. Срок: 30.09.2011.",
            "points": [],
        },
    ]
    assert (data["signature"]["mark"], data["signature"]["name"]) == ("system", "Л.В. Пелевин")
    assert data["acquainted"] == [{"name": "А.П. Тестова", "date": "14.09.2011"}]


def test_a_district_words_the_labels_of_an_order_and_one_begun_before_keeps_its_own(
    luza: Luza, signed: Any
) -> None:
    with pytest.raises(ValidationError, match=r"It has 4 lines: write neither more nor fewer\."):
        ORDER_LABELS.from_json("ОБЯЗЫВАЮ:")
    change_setting(
        luza.district,
        ORDER_LABELS,
        "ОБЯЗЫВАЮ:\nСогласовано:\nОзнакомлены:\nПодготовил:",
        by=luza.people["administrator"],
        since=clock.today() + timedelta(days=1),
        basis="приказ от 12.09.2011 № 5-К",
    )
    assert print_data(signed)["labels"]["enacts"] == "ПРИКАЗЫВАЮ:"
    with clock.played(clock.today() + timedelta(days=1)):
        other: Any = draft(Order, unit=luza.base, title="О каникулах", by=luza.people["clerk"])
        assert print_data(other)["labels"] == {
            "enacts": "ОБЯЗЫВАЮ:",
            "visas": "Согласовано:",
            "acquainted": "Ознакомлены:",
            "prepared": "Подготовил:",
        }


def test_points_stand_inside_the_point_they_belong_to() -> None:
    flat = [
        {"number": number, "text": "", "executor": "", "due": ""}
        for number in ("1", "2", "2.1", "2.1.1", "3")
    ]
    tree = nested(flat, partial(ORDER_CHARGE.filled, 0))
    assert [point["number"] for point in tree] == ["1.", "2.", "3."]
    assert [point["number"] for point in tree[1]["points"]] == ["2.1."]
    assert [point["number"] for point in tree[1]["points"][0]["points"]] == ["2.1.1."]


def test_visas_print_with_their_marks_and_lapsed_ones_do_not(order: Order, luza: Luza) -> None:
    for key in ("deputy", "director"):
        order = perform(order, "ask_visa", by=luza.people["clerk"], person=luza.people[key])
    order = perform(order, "submit", by=luza.people["clerk"])
    order = perform(
        order, "give_visa", by=luza.people["deputy"], outcome="with_remarks", remark="Уточнить часы"
    )
    dropped = order.visas.get(person=luza.people["director"])
    order = perform(order, "drop_visa", by=luza.people["clerk"], part=dropped.part)
    assert print_data(order)["visas"] == [
        {
            "position": "Заместитель директора по УВР",
            "name": "С.А. Винокурова",
            "mark": "согласовано с замечанием 14.09.2011: Уточнить часы",
        }
    ]


def test_the_print_keeps_the_signed_words_whatever_changes_later(signed: Order, luza: Luza) -> None:
    before = print_data(signed)["points"]
    part = signed.points.get(number="2").part
    perform(
        signed, "move_due", by=luza.people["director"], part=part, due=date(2011, 10, 5), reason="Болезнь"
    )
    correct_person(luza.people["clerk"], by=None, basis="свидетельство о браке", surname="Замужняя")
    assert print_data(fresh(signed))["points"] == before


def test_an_annulled_order_says_by_what(signed: Order, luza: Luza) -> None:
    annulling = draft_annulling_order(signed, by=luza.people["deputy"], reason="Изменился порядок")
    annulling = perform(annulling, "submit", by=luza.people["deputy"])
    perform(annulling, "sign", by=luza.people["director"])
    assert print_data(fresh(signed))["void"] == "приказ от 14.09.2011 № 2-ОД"


@pytest.mark.parametrize("stage", ["order", "submitted", "signed"])
def test_each_stage_becomes_a_pdf_and_the_same_one_twice(request: pytest.FixtureRequest, stage: str) -> None:
    order = request.getfixturevalue(stage)
    first = render("order", print_data(order))
    assert first[:5] == b"%PDF-"
    assert render("order", print_data(fresh(order))) == first
