"""Orders begun by the forms of a district's library: what is asked, the text that follows, and what is refused."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from governance.documents.errors import NotAllowed, NotLegal
from governance.documents.kinds.order.drafting_by_form import draft_by_form
from governance.documents.kinds.order.example import example_data
from governance.documents.kinds.order.order import Order
from governance.documents.kinds.order.parts import Acquaintance
from governance.documents.kinds.order.roll import roll_data
from governance.documents.printing.pdf import render
from governance.documents.printing.registry import print_data
from governance.documents.record.document import Document
from governance.documents.record.history import verify
from governance.documents.record.perform import perform
from governance.documents.settings.order_library.form import LibraryForm
from governance.documents.settings.order_library.setting import library, offered, setting_of, shipped
from governance.roles.acts.settings import change_setting
from governance.roles.organisation_history import entry_of, events_of_unit
from governance.scenarios.luza import Luza
from governance.scenarios.teachers import employ_teachers
from tests.order.conftest import fresh

# What follows from a form is the same over every database.
pytestmark = [pytest.mark.any_database, pytest.mark.django_db]

EXCURSION: dict[str, Any] = {
    "name": "Экскурсия",
    "heading": "Об экскурсии в {куда}",
    "grounds": "В целях {цель}[, по просьбе {кто просит: род}]",
    "blanks": [
        {"name": "куда", "asks": "Куда едем?"},
        {"name": "цель", "asks": "Зачем?", "type": "long"},
        {"name": "кто просит", "asks": "Кто просит?", "type": "unit", "optional": True},
        {"name": "срок", "asks": "Когда?", "type": "span"},
        {"name": "сколько", "asks": "Сколько учеников?", "type": "number"},
        {"name": "сумма", "asks": "Сколько стоит?", "type": "money", "optional": True},
        {"name": "кто", "asks": "Кто сопровождает?", "type": "person", "table": "сопровождающие"},
        {"name": "автобус", "asks": "На чём?", "type": "choice", "choices": ["автобусом", "поездом"]},
        {"name": "отвечает", "asks": "Кто отвечает?", "type": "person"},
    ],
    "points": [
        {
            "text": "Провести {срок} экскурсию ({сколько: ученик/ученика/учеников}, {автобус}), сопровождающие:"
        },
        {"text": "{кто: им, должность}.", "inner": True},
        {"text": "[Выделить {сумма}.]"},
        {"text": "Отчитаться об экскурсии.", "executor": "{отвечает}", "due": "срок"},
    ],
    "annexes": [{"title": "Сопровождающие в {куда}", "columns": [["Кто", "{кто: полностью}"]]}],
    "readers": ["кто", "отвечает"],
    "control": "",
    "words": ["экскурсия"],
    "kept": "5 лет",
}


def given(luza: Luza, **other: Any) -> dict[str, Any]:
    once = {
        "куда": "Киров",
        "цель": "знакомства с профессиями",
        "кто просит": luza.council,
        "срок": (date(2011, 10, 3), date(2011, 10, 4)),
        "сколько": 21,
        "сумма": Decimal("1500"),
        "автобус": "автобусом",
        "отвечает": luza.people["clerk"],
    }
    return {
        "once": once | other,
        "rows": {"сопровождающие": [{"кто": luza.people["teacher_maths"]}, {"кто": luza.people["deputy"]}]},
    }


@pytest.fixture
def with_excursion(luza: Luza) -> Luza:
    form = LibraryForm.from_json(EXCURSION)
    by = luza.people["administrator"]
    change_setting(
        luza.district, setting_of("excursion"), form, since=date(2011, 9, 1), by=by, basis="приказ № 5"
    )
    return luza


def begun(luza: Luza, **other: Any) -> Order:
    return draft_by_form(luza.base, "excursion", **given(luza, **other), by=luza.people["deputy"])


def said(order: Order) -> list[tuple[str, str, str, date | None]]:
    return [(point.number, point.text, point.executor_line, point.due) for point in order.points.all()]


def test_a_form_of_the_district_gives_heading_grounds_points_annex_and_readers(
    with_excursion: Luza,
) -> None:
    luza = with_excursion
    order = fresh(begun(luza))
    assert order.title == "Об экскурсии в Киров"
    assert order.preamble == "В целях знакомства с профессиями, по просьбе совета школьного округа"
    assert said(order) == [
        (
            "1",
            "Провести с 03.10.2011 по 04.10.2011 экскурсию (21 ученик, автобусом), сопровождающие:",
            "",
            None,
        ),
        ("1.1", "член методического совета, сетевой педагог (математика) Мокрушин С.И.", "", None),
        ("1.2", "заместитель директора по УВР Винокурова С.А.", "", None),
        ("2", "Выделить 1 500 (одна тысяча пятьсот) рублей 00 копеек.", "", None),
        ("3", "Отчитаться об экскурсии.", "Тестова А.П., делопроизводитель", date(2011, 10, 4)),
    ]
    assert order.content()["tables"] == [
        {
            "title": "Сопровождающие в Киров",
            "heads": ["Кто"],
            "rows": [["Мокрушин Сергей Иванович"], ["Винокурова Светлана Андреевна"]],
        }
    ]
    named = Acquaintance.objects.filter(order=order).values_list("name", flat=True)
    assert set(named) >= {"Винокурова С.А.", "Тестова А.П."}
    assert order.keeping == "5 лет"
    assert not list(verify(Document.objects.filter(pk=order.pk)))


def test_what_is_optional_is_left_out_with_its_words(with_excursion: Luza) -> None:
    order = fresh(begun(with_excursion, **{"кто просит": None, "сумма": None}))
    assert order.preamble == "В целях знакомства с профессиями"
    assert [point.number for point in order.points.all()] == ["1", "1.1", "1.2", "2"]


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("куда", "", "Not filled in: Куда едем?"),
        ("куда", "К" * 301, "At most 300 characters fit, shorten it: Куда едем?"),
        ("срок", (date(2011, 10, 4), date(2011, 10, 3)), "This does not fit: Когда?"),
        ("срок", (date(2011, 8, 1), date(2011, 8, 2)), "The deadline of point 3 is past already."),
        ("сколько", "много", "This does not fit: Сколько учеников?"),
        ("сумма", Decimal("-1"), "This does not fit: Сколько стоит?"),
        ("автобус", "пешком", "This does not fit: На чём?"),
    ],
)
def test_what_cannot_stand_in_the_order_is_refused_in_a_sentence_and_nothing_is_drafted(
    with_excursion: Luza, name: str, value: Any, sentence: str
) -> None:
    with pytest.raises(NotLegal) as refusal:
        begun(with_excursion, **{name: value})
    assert str(refusal.value) == sentence
    assert not Order.objects.exists()


def test_a_table_needs_a_row_and_only_drafters_begin_orders(with_excursion: Luza) -> None:
    luza = with_excursion
    empty = given(luza) | {"rows": {"сопровождающие": []}}
    with pytest.raises(NotLegal, match="fill in at least one row"):
        draft_by_form(luza.base, "excursion", **empty, by=luza.people["deputy"])
    with pytest.raises(NotAllowed):
        draft_by_form(luza.base, "excursion", **given(luza), by=luza.people["head_second"])
    with pytest.raises(NotLegal, match="not offered any more"):
        draft_by_form(luza.base, "unknown", **given(luza), by=luza.people["deputy"])


def test_a_draft_is_filled_anew_and_a_signed_order_is_not(with_excursion: Luza) -> None:
    luza = with_excursion
    order = begun(luza)
    order = perform(order, "fill_anew", by=luza.people["clerk"], **given(luza, куда="Вятка"))
    assert (order.title, fresh(order).filled.given["once"]["куда"]) == ("Об экскурсии в Вятка", "Вятка")
    order = perform(order, "submit", by=luza.people["deputy"])
    order = perform(order, "sign", by=luza.people["director"])
    assert order.number == "1-ОД"
    with pytest.raises(NotLegal):
        perform(order, "fill_anew", by=luza.people["clerk"], **given(luza))
    data = print_data(fresh(order))
    assert data["annexed_to"] == "к приказу КОГОКУ СОШ г. Лузы от 14.09.2011 № 1-ОД"
    assert data["tables"][0]["rows"][0] == [{"head": "Кто", "text": "Мокрушин Сергей Иванович"}]
    assert not list(verify(Document.objects.filter(pk=order.pk)))


def test_an_order_written_by_hand_has_no_form_to_fill_anew(order: Order, luza: Luza) -> None:
    with pytest.raises(NotLegal, match="not begun by a form"):
        perform(order, "fill_anew", by=luza.people["deputy"], **given(luza))


def test_a_form_holds_from_its_day_on_and_one_that_is_not_offered_stays_in_the_library(
    with_excursion: Luza,
) -> None:
    luza, by = with_excursion, with_excursion.people["administrator"]
    closed = LibraryForm.from_json({**EXCURSION, "offered": False})
    setting = setting_of("excursion")
    change_setting(luza.district, setting, closed, since=date(2011, 9, 20), by=by, basis="приказ № 6")
    assert "excursion" in offered(luza.district.pk)
    assert setting.on(luza.district.pk, date(2011, 9, 19)).offered
    assert not library(luza.district.pk, date(2011, 9, 20))["excursion"].offered
    assert "excursion" not in library(luza.district.pk, date(2011, 8, 31))
    told = map(entry_of, events_of_unit(luza.district).filter(act="change_setting"))
    assert [change.after for entry in told for change in entry.changes] == [
        "Экскурсия: Об экскурсии в {куда}"
    ] * 2


def wrong(**changes: Any) -> dict[str, Any]:
    return {**EXCURSION, **changes}


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        (wrong(heading=""), "Write the heading"),
        (wrong(points=[]), "Write at least one point"),
        (wrong(heading="Об экскурсии {кто}"), "stands in a point of its own"),
        (wrong(heading="Об экскурсии {зачем}"), "Nothing fills the blank"),
        (wrong(heading="Об экскурсии {куда"), "A brace is open or closed alone"),
        (wrong(heading="Об экскурсии {куда: вин}"), "cannot be said"),
        (wrong(readers=["куда"]), "named by a blank of a person"),
        (
            wrong(points=[*EXCURSION["points"], {"text": "Всё.", "due": "куда"}]),
            "the name of a blank of a day",
        ),
        (wrong(blanks=[*EXCURSION["blanks"], EXCURSION["blanks"][0]]), "Two blanks are called"),
        (
            wrong(blanks=[*EXCURSION["blanks"], {"name": "лишнее", "asks": "Что?"}]),
            "stands nowhere in the order",
        ),
        (wrong(annexes=[{"title": "Список", "columns": [["Куда", "{куда}"]]}]), "rows of one table"),
        ({"name": "без всего"}, "This is no form of an order"),
    ],
)
def test_a_form_that_does_not_hold_together_is_refused(form: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValidationError, match=sentence):
        LibraryForm.from_json(form)


@pytest.mark.parametrize("code", sorted(shipped()))
def test_every_shipped_form_is_kept_as_it_is_read_and_prints(code: str, luza: Luza) -> None:
    form = shipped()[code]
    assert LibraryForm.from_json(form.to_json()) == form
    data = example_data(form, luza.district)
    assert not [text for text in texts_in(data) if "{" in text or "[[" in text]
    assert render("order", data).startswith(b"%PDF")


def texts_in(data: Any) -> list[str]:
    if isinstance(data, dict | list):
        return [
            text for value in (data.values() if isinstance(data, dict) else data) for text in texts_in(value)
        ]
    return [data] if isinstance(data, str) else []


def test_people_without_an_account_right_are_named_in_the_order_though_they_confirm_on_paper(
    luza: Luza,
) -> None:
    employ_teachers(luza)
    people = luza.people
    order = draft_by_form(
        luza.base,
        "courses",
        {
            "основание": None,
            "тема": "Сетевые формы обучения",
            "где": "ИРО, г. Киров",
            "срок": (date(2011, 10, 3), date(2011, 10, 8)),
            "часы": 72,
            "форма": "дистанционно",
            "учебная работа": None,
            "отчёт": date(2011, 10, 20),
            "принимает": people["clerk"],
        },
        {"слушатели": [{"кто": people["teacher_physics"]}]},
        by=people["clerk"],
    )
    assert order.series == Order.Series.STAFF
    assert ("1.1", "учителя физики Холмогорову Е.С.", "", None) in said(order)
    # Nobody of them can confirm in the system: the roll has their lines for the hand.
    assert not order.acquaintances.exists()
    order = perform(perform(order, "submit", by=people["clerk"]), "sign", by=people["director"])
    lines = [(line["name"], line["position"]) for line in roll_data(fresh(order))["lines"]]
    assert ("Холмогорова Е.С.", "учитель физики") in lines
