"""Schools and people from a table: tried row by row, then entered all at once or not at all."""

from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook, load_workbook

from governance.roles.appointment import Appointment
from governance.roles.organisation import OrganisationEvent
from governance.roles.person import Person
from governance.roles.unit import Unit, UnitKind
from governance.scenarios.luza import Luza
from tests.desk.conftest import Desk
from tests.founding import founded
from tests.tampering import faults_in

pytestmark = pytest.mark.django_db

BASIS = "приказ от 12.09.2011 № 5-К"
SCHOOLS = ("Название", "Краткое название", "ИНН", "ОГРН", "Базовая", "10–11 классы")
PEOPLE = ("Фамилия", "Имя", "Отчество", "Эл. почта", "Должность", "Где", "Место в органе", "С какого дня")
HEAD = ("Новикова", "Вера", "Львовна", "vera@school.example", "директор", "СОШ № 9", "", "01.09.2011")


@pytest.fixture
def admin(desk: Desk) -> Client:
    return desk("administrator")


def table(headings: tuple[str, ...], *rows: tuple[str, ...]) -> dict[str, Any]:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (headings, *rows):
        sheet.append(list(row))
    file = BytesIO()
    book.save(file)
    return {"file": SimpleUploadedFile("table.xlsx", file.getvalue()), "basis": BASIS}


def told(page: Any) -> list[tuple[int, str, list[str]]]:
    """Line, standing and sentences of each row of the report."""
    outcomes = page.context["page"].report.outcomes
    return [(one.row.line, one.standing.name, list(one.said)) for one in outcomes]


def confirmed(client: Client, page: Any) -> Any:
    return client.post(page.request["PATH_INFO"], {"kept": page.context["page"].kept})


def test_schools_are_tried_then_entered_with_their_registers_and_the_same_table_enters_nothing_twice(
    luza: Luza, admin: Client
) -> None:
    rows = [
        ("Пример: СОШ № 1", "", "", "", "", ""),
        ("СОШ № 9", "", "", "", "", "да"),
        ("Основная школа с. Папулово", "ООШ Папулово", "", "", "нет", ""),
    ]
    before = (Unit.objects.count(), OrganisationEvent.objects.count())
    page = admin.post("/setup/schools/", table(SCHOOLS, *rows))
    entered = ["the school is entered, with its registers of numbers"]
    assert told(page) == [(3, "NEW", entered), (4, "NEW", entered)]
    assert (Unit.objects.count(), OrganisationEvent.objects.count()) == before
    assert confirmed(admin, page)["Location"] == "/setup/"
    school = Unit.objects.get(name="СОШ № 9")
    assert (school.short_name, school.has_senior_classes, school.registers.count()) == ("СОШ № 9", True, 7)
    assert list(faults_in(None)) == []
    after = (Unit.objects.count(), OrganisationEvent.objects.count())
    again = admin.post("/setup/schools/", table(SCHOOLS, *rows))
    assert told(again) == [(3, "KNOWN", ["is there already"]), (4, "KNOWN", ["is there already"])]
    # Pressed twice, the button of the first report enters nothing either.
    assert confirmed(admin, page)["Location"] == "/setup/"
    assert (Unit.objects.count(), OrganisationEvent.objects.count()) == after


def test_a_row_with_a_mistake_is_told_in_words_and_nothing_is_entered(luza: Luza, admin: Client) -> None:
    base = luza.base
    rows = [
        ("СОШ № 9", "", "123", "", "", ""),
        ("СОШ № 10", "", "", "", "ага", ""),
        ("СОШ № 11", "", "", "", "да", ""),
        ("", "Без названия", "", "", "", ""),
        ("Другая", "", base.tax_number, "", "", ""),
        ("СОШ № 12", "", "", "", "", ""),
        ("СОШ №12", "", "", "", "", ""),
    ]
    before = Unit.objects.count()
    page = admin.post("/setup/schools/", table(SCHOOLS, *rows))
    assert told(page) == [
        (2, "FAULTY", ["The ИНН of an organisation has 10 digits, and these are not one: check them."]),
        (3, "FAULTY", ["“ага”: write «да» or «нет»."]),
        (4, "FAULTY", ["The district has its base school already."]),
        (5, "FAULTY", ["«Название» is empty."]),
        (6, "FAULTY", [f"The ИНН is that of «{base.name}»: correct the name or the number."]),
        (7, "NEW", ["the school is entered, with its registers of numbers"]),
        (8, "KNOWN", ["is there already"]),
    ]
    confirmed(admin, page)
    assert Unit.objects.count() == before


def test_people_get_their_posts_by_the_beginning_of_its_name_and_their_seats(
    luza: Luza, admin: Client
) -> None:
    founded(luza.district, UnitKind.SCHOOL, "Школа № 9", short_name="СОШ № 9")
    council = luza.council
    seat = {"names": "СОШ № 9\nДевятое", "since": "2011-09-01", "basis": BASIS}
    assert admin.post(f"/setup/units/{council.pk}/seats/several/", seat).status_code == 302
    rows = [
        HEAD,
        (*HEAD[:4], "член", council.short_name, "СОШ № 9", ""),
        ("Зуев", "Пётр", "", "zuev@school.example", "делопроизводитель", "Школа № 9", "", ""),
    ]
    page = admin.post("/setup/people/", table(PEOPLE, *rows))
    assert told(page) == [
        (2, "NEW", ["is entered, with the post «директор школы, СОШ № 9»"]),
        (3, "NEW", ["gets the post «член совета, Совет округа»"]),
        (4, "NEW", ["is entered, with the post «делопроизводитель, СОШ № 9»"]),
    ]
    assert not Person.objects.filter(email="vera@school.example").exists()
    assert confirmed(admin, page).status_code == 302
    vera = Person.objects.get(email="vera@school.example")
    held = Appointment.objects.filter(person=vera).order_by("pk")
    assert [(one.role, one.unit.short_name, str(one.seat or ""), one.since.isoformat()) for one in held] == [
        ("school_head", "СОШ № 9", "", "2011-09-01"),
        ("council_member", "Совет округа", "СОШ № 9", "2011-09-12"),
    ]
    assert held[1].seat is not None
    assert held[1].seat.represents == Unit.objects.get(short_name="СОШ № 9")
    again = admin.post("/setup/people/", table(PEOPLE, *rows))
    assert [standing for _line, standing, _said in told(again)] == ["KNOWN"] * 3
    assert list(faults_in(None)) == []


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({3: "nobody"}, "Enter a valid email address."),
        (
            {3: "director@luza.example"},
            "This e-mail is that of Пелевин Леонид Васильевич: each person needs one of their own.",
        ),
        ({5: "СОШ № 99"}, "There is no “СОШ № 99” here: enter it first, or correct the name."),
        ({4: "член совета", 5: ""}, None),
        ({7: "завтра"}, "“завтра” is not a day: write it as 02.05.2012."),
        (
            {6: "Сотое", 4: "член", 5: "Совет округа"},
            "«Совет школьного округа» has no seat “Сотое”: enter it first.",
        ),
    ],
)
def test_what_is_amiss_with_a_person_is_said(
    luza: Luza, admin: Client, changed: dict[int, str], sentence: str | None
) -> None:
    row = list(HEAD)
    row[5] = luza.schools["lalsk"].name
    row[4] = "учитель"
    for place, typed in changed.items():
        row[place] = typed
    before = Person.objects.count()
    [(line, standing, [said])] = told(admin.post("/setup/people/", table(PEOPLE, tuple(row))))
    assert (line, standing, Person.objects.count()) == (2, "FAULTY", before)
    assert said == sentence if sentence else said.startswith("“член совета” is no post at «")


@pytest.mark.parametrize("data", [b"PK\x03\x04 hostile", "Название\tИНН\n".encode()])
def test_a_file_that_is_no_table_is_refused_with_a_sentence(luza: Luza, admin: Client, data: bytes) -> None:
    sent = {"file": SimpleUploadedFile("table.xlsx", data), "basis": BASIS}
    page = admin.post("/setup/schools/", sent)
    sentence = "This is no .xlsx table, or it is damaged: open it in Excel and save it as .xlsx."
    assert (page.status_code, page.context["form"].errors) == (422, {"file": [sentence]})


def test_a_table_without_its_headings_is_refused_and_an_unsigned_report_enters_nothing(
    luza: Luza, admin: Client
) -> None:
    page = admin.post("/setup/schools/", table(("Школа", "Адрес"), ("СОШ № 9", "")))
    assert page.context["form"].errors == {
        "file": ["The table has no row with the headings «Название»: take the template and fill it in."]
    }
    before = Unit.objects.count()
    forged = admin.post("/setup/schools/", {"kept": "forged"})
    shown = admin.get(forged["Location"]).content.decode()
    assert "The report is too old: choose the file again." in shown
    assert Unit.objects.count() == before


def test_the_template_offers_the_posts_and_units_and_its_sample_row_enters_nothing(
    luza: Luza, admin: Client
) -> None:
    for address, rows in (("schools", 9), ("people", 12)):
        file = admin.get(f"/setup/{address}/template.xlsx")
        sheet = load_workbook(BytesIO(file.content)).active
        assert sheet is not None
        assert sheet.max_column == rows
        page = admin.post(
            f"/setup/{address}/", {"file": SimpleUploadedFile("t.xlsx", file.content), "basis": BASIS}
        )
        assert page.context["form"].errors == {
            "file": ["The table has no rows under its headings: fill it in first."]
        }
    assert Unit.objects.filter(kind=UnitKind.SCHOOL).count() == 6
