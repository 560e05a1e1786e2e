"""The pages of the forms of orders: the choice, the blanks, the look at the text, and the library itself."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from governance.desk.kinds.order.by_form import stamp_of
from governance.documents.kinds.order.order import Order
from governance.documents.kinds.plan.plan import Plan
from governance.documents.settings.order_library.setting import library, shipped
from governance.record_rows import past_the_door
from governance.roles.setting import DistrictSetting, forget_all
from governance.scenarios.luza import Luza

# Pages say the same words over every database.
pytestmark = pytest.mark.any_database

Desk = Callable[[str], Client]
FILL = "/papers/new/order/forms/responsible/"


def typed(luza: Luza, **other: str) -> dict[str, str]:
    people = luza.people
    return {
        "за_что": "работу с сайтом округа",
        "основание": "планом работы округа",
        "цель": "",
        "кто": str(people["clerk"].pk),
        "замена": "",
        "срок_first": "2011-09-15",
        "срок_last": "2012-05-31",
        "отчёт": "2012-05-25",
        "rows_обязанности-0-обязанность": "публиковать решения совета",
        "rows_обязанности-1-обязанность": "обновлять план",
        "edition": stamp_of(shipped()["responsible"]),
        **other,
    }


def test_forms_are_found_by_a_word_of_their_name_and_shown_to_drafters_alone(luza: Luza, desk: Desk) -> None:
    page = desk("deputy").get("/papers/new/order/forms/", {"q": "КОМАНДИР"}).content.decode()
    assert "Командировка" in page
    assert "Замещение уроков" not in page
    assert (
        "Nothing found" in desk("deputy").get("/papers/new/order/forms/", {"q": "лицензия"}).content.decode()
    )
    assert desk("head_second").get("/papers/new/order/forms/").status_code == 404
    assert desk("head_second").get(FILL).status_code == 404
    assert desk("deputy").get("/papers/new/order/forms/unknown/").status_code == 404


def test_the_blanks_become_a_draft_with_points_executor_and_term(luza: Luza, desk: Desk) -> None:
    answer = desk("deputy").post(FILL, typed(luza))
    order = Order.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/papers/{order.pk}/")
    assert order.title == "О назначении ответственного за работу с сайтом округа"
    assert [(point.number, point.text, point.executor_line, point.due) for point in order.points.all()] == [
        (
            "1",
            "Назначить с 15.09.2011 по 31.05.2012 ответственным за работу с сайтом округа делопроизводителя Тестову "
            "А.П.",
            "",
            None,
        ),
        ("2", "Возложить на ответственного следующие обязанности:", "", None),
        ("2.1", "публиковать решения совета.", "", None),
        ("2.2", "обновлять план.", "", None),
        ("3", "Представить отчёт о работе.", "Тестова А.П., делопроизводитель", date(2012, 5, 25)),
    ]


def test_a_look_at_the_text_drafts_nothing(luza: Luza, desk: Desk) -> None:
    page = desk("deputy").post(FILL, typed(luza, do="preview"))
    assert page.status_code == 200
    assert "делопроизводителя Тестову А.П." in page.content.decode()
    assert not Order.objects.exists()


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("за_что", "", "Fill this in: the order needs it."),
        ("за_что", "с" * 301, "The text has 301 signs, and 300 fit: shorten it."),
        ("срок_last", "2011-09-01", "The last day is before the first"),
        ("срок_last", "вчера", "Give the day as a date"),
        ("кто", "999999", "Choose from the list."),
        ("отчёт", "2011-09-01", "The deadline of point 3 is past already."),
        ("edition", "0", "The form was changed meanwhile"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    luza: Luza, desk: Desk, name: str, value: str, sentence: str
) -> None:
    page = desk("deputy").post(FILL, typed(luza, **{name: value}))
    said = page.content.decode()
    assert (page.status_code, sentence in said) == (422, True)
    assert "публиковать решения совета" in said
    assert not Order.objects.exists()


def test_an_empty_table_is_refused_and_rows_are_added_by_a_button(luza: Luza, desk: Desk) -> None:
    empty = {name: value for name, value in typed(luza).items() if not name.startswith("rows_")}
    said = desk("deputy").post(FILL, empty).content.decode()
    assert "«обязанности»: fill in at least one row." in said
    more = desk("deputy").post(FILL, typed(luza, do="more:rows_обязанности"))
    assert more.status_code == 200
    assert "rows_обязанности-2-обязанность" in more.content.decode()
    assert "публиковать решения совета" in more.content.decode()


def test_a_copy_keeps_the_blanks_without_the_days_and_a_draft_is_filled_anew(luza: Luza, desk: Desk) -> None:
    desk("deputy").post(FILL, typed(luza))
    order = Order.objects.get()
    copy = desk("deputy").get(f"{FILL}?copy={order.pk}").content.decode()
    assert "публиковать решения совета" in copy
    assert "2012-05-25" not in copy
    way = desk("deputy").post(
        "/papers/new/order/",
        {"unit": str(luza.base.pk), "series": "order", "title": "О", "copy": str(order.pk)},
    )
    assert way["Location"] == f"{FILL}?copy={order.pk}&school={luza.base.pk}"
    anew = f"/papers/{order.pk}/write/fill_anew/"
    assert "2012-05-25" in desk("deputy").get(anew).content.decode()
    sent = typed(luza, seen=str(order.revision)) | {"за_что": "архив"}
    assert desk("deputy").post(anew, sent).status_code == 302
    assert Order.objects.get().title == "О назначении ответственного за архив"
    stale = desk("deputy").post(anew, sent)
    assert (stale.status_code, "changed since you opened it" in stale.content.decode()) == (422, True)


# --- the library ------------------------------------------------------------------------------------------------------


def of_library(**other: str) -> dict[str, str]:
    return {
        "code": "excursion",
        "name": "Экскурсия",
        "heading": "Об экскурсии в {куда}",
        "grounds": "",
        "series": "order",
        "control": "",
        "readers": "кто",
        "kept": "5 лет",
        "words": "экскурсия, музей",
        "offered": "on",
        "blank-0-name": "куда",
        "blank-0-asks": "Куда едем?",
        "blank-0-type": "text",
        "blank-1-name": "кто",
        "blank-1-asks": "Кто сопровождает?",
        "blank-1-type": "person",
        "blank-1-table": "сопровождающие",
        "point-0-text": "Направить в {куда} {кто: вин, должность}.",
        "column-0-annex": "Сопровождающие",
        "column-0-head": "Кто",
        "column-0-text": "{кто: полностью}",
        "since": "2011-09-12",
        "basis": "приказ от 12.09.2011 № 5",
        **other,
    }


def test_whoever_sets_the_district_up_adds_a_form_and_changes_it_from_a_day_on(
    luza: Luza, desk: Desk
) -> None:
    administrator = desk("administrator")
    assert administrator.post("/setup/order-forms/new/", of_library()).status_code == 302
    form = library(luza.district.pk)["excursion"]
    assert (form.words, form.readers, form.tables.keys()) == (
        ("экскурсия", "музей"),
        ("кто",),
        {"сопровождающие"},
    )
    assert "Экскурсия" in desk("deputy").get("/papers/new/order/forms/").content.decode()
    again = administrator.post("/setup/order-forms/new/", of_library())
    assert (again.status_code, "Another form has this code" in again.content.decode()) == (422, True)
    page = administrator.get("/setup/order-forms/excursion/").content.decode()
    changed = of_library(name="Поездка", since="2011-10-01")
    del changed["code"]
    assert "{кто: полностью}" in page
    assert administrator.post("/setup/order-forms/excursion/", changed).status_code == 302
    assert library(luza.district.pk)["excursion"].name == "Экскурсия"
    assert library(luza.district.pk, date(2011, 10, 1))["excursion"].name == "Поездка"
    assert "Поездка" in administrator.get("/setup/order-forms/").content.decode()


def test_a_shipped_form_is_changed_as_it_stands(luza: Luza, desk: Desk) -> None:
    page = desk("administrator").get("/setup/order-forms/event/").content.decode()
    fields = dict(re.findall(r'name="((?:blank|point|column)-\d+-\w+)"[^>]*? value="([^"]*)"', page))
    assert fields["blank-1-name"] == "название"


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("heading", "Об экскурсии в {страна}", "Nothing fills the blank {страна}"),
        ("blank-0-name", "куда_", "A name has letters, digits and single spaces"),
        ("code", "Экскурсия", "A code has small Latin letters"),
        ("basis", "", "Name the order or the decision"),
        ("point-0-text", "", "Write at least one point."),
    ],
)
def test_a_form_that_does_not_hold_is_refused_with_what_was_typed(
    luza: Luza, desk: Desk, name: str, value: str, sentence: str
) -> None:
    page = desk("administrator").post("/setup/order-forms/new/", of_library(**{name: value}))
    said = page.content.decode()
    assert (page.status_code, sentence in said) == (422, True)
    assert "экскурсия, музей" in said
    assert "excursion" not in library(luza.district.pk)


def test_a_form_is_tried_as_a_pdf_without_day_and_basis(luza: Luza, desk: Desk) -> None:
    tried = {
        name: value for name, value in of_library(do="preview").items() if name not in ("since", "basis")
    }
    answer = desk("administrator").post("/setup/order-forms/new/", tried)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert "excursion" not in library(luza.district.pk)


def test_the_library_is_edited_by_nobody_else(luza: Luza, desk: Desk) -> None:
    for address in ("/setup/order-forms/", "/setup/order-forms/new/", "/setup/order-forms/courses/"):
        assert desk("deputy").get(address).status_code == 404
    assert desk("administrator").get("/setup/order-forms/unknown/").status_code == 404


def test_a_stored_form_that_does_not_fit_any_more_stops_nothing(luza: Luza, desk: Desk) -> None:
    with past_the_door():
        DistrictSetting.objects.create(
            district=luza.district,
            name="order_form_courses",
            since=date(2011, 9, 1),
            value={"name": "Курсы"},
            basis="прежняя программа",
        )
    forget_all()
    assert library(luza.district.pk)["courses"] == shipped()["courses"]
    assert "does not fit any more" in desk("administrator").get("/setup/order-forms/").content.decode()


# --- from a row of a plan ---------------------------------------------------------------------------------------------


def test_a_row_of_the_plan_begins_the_order_and_names_it(luza: Luza, desk: Desk, approved: Plan) -> None:
    row = approved.rows().get(text="Работа сайта")
    execution = f"/papers/{approved.pk}/execution/"
    asked = f"row={approved.pk}.{row.pk}"
    assert asked in desk("clerk").get(execution).content.decode()
    assert asked not in desk("head_second").get(execution).content.decode()
    forms = desk("clerk").get(f"/papers/new/order/forms/?{asked}").content.decode()
    assert forms.index("Назначение ответственного") < forms.index("Командировка")
    assert "Fits the words of the row." in forms
    assert "Работа сайта" in desk("clerk").get(f"{FILL}?{asked}").content.decode()
    assert desk("clerk").post(f"{FILL}?{asked}", typed(luza)).status_code == 302
    order = Order.objects.get(title__startswith="О назначении")
    page = desk("clerk").get(execution).content.decode()
    assert (f"/papers/{order.pk}/" in page, asked in page) == (True, False)
    other = desk("head_second").get(execution).content.decode()
    assert ("An order is being prepared" in other, order.title in other) == (True, False)


@pytest.mark.parametrize("asked", ["1", "0.0", "999999.1", "x.y", "1.99999999999999999999"])
def test_a_row_that_does_not_exist_begins_nothing(luza: Luza, desk: Desk, asked: str) -> None:
    assert desk("clerk").get(f"{FILL}?row={asked}").status_code == 404
