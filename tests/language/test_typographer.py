"""How papers write numbers, names and years, whatever was typed; and how that is suggested."""

import pytest

from governance.documents.language.typographer import classes, corrections, tidied


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("Приём в 10 классы", "Приём в 10-е классы"),
        ("Приём в 10-ые классы", "Приём в 10-е классы"),
        ("Приём в 10ые классы", "Приём в 10-е классы"),
        ("для 10-ых классов", "для 10-х классов"),
        ("в 10 и 11 классах", "в 10-х и 11-х классах"),
        ("9-11 классы", "9–11-е классы"),
        ("8, 9 и 10 классам", "8-м, 9-м и 10-м классам"),
        ("зачислить в 10 класс", "зачислить в 10-й класс"),
        ("5-ого мая", "5-го мая"),
        ("СОШ №2", "СОШ № 2"),
        ("СОШ№ 2", "СОШ № 2"),
        ("СОШ №  2 г.Лузы", "СОШ № 2 г. Лузы"),
        ("План на 2011-2012 учебный год", "План на 2011/2012 учебный год"),
        ("План на 2011/12 уч. год", "План на 2011/2012 учебный год"),
        ("итоги 2011–2012 уч.года", "итоги 2011/2012 учебного года"),
        ("итоги 2011/12", "итоги 2011/2012"),
        ('Клуб "Юный физик"', "Клуб «Юный физик»"),
        ("Округ - это школы", "Округ — это школы"),
        ("школы , округ;  совет", "школы, округ; совет"),
    ],
)  # fmt: skip
def test_what_is_typed_is_written_as_papers_write_it(typed: str, written: str) -> None:
    assert tidied(typed) == written


@pytest.mark.parametrize(
    "text",
    [
        "10-е классы, 10-й класс, 10-го класса",
        "10 «А» класс",
        "набрано 10 классов, 1 класс",
        "на 2010-2012 годы",
        "программа на 2011-2015 учебные годы",
        "приказ № 83-ОД от 14.09.2011",
        "Римский-Корсаков С.А.",
        "12/13",
        "10 – 11",
        "У 5 их учеников",
    ],
)  # fmt: skip
def test_what_is_right_or_cannot_be_told_stays(text: str) -> None:
    assert (tidied(text), corrections(text)) == (text, [])


def test_what_is_written_is_written_so_once_more() -> None:
    text = tidied('Приём в 10-ые классы СОШ №2 г.Лузы на 2011/12 уч. год, "профиль" - физика')
    assert tidied(text) == text


def test_a_suggestion_shows_whole_words() -> None:
    assert corrections("Приём в 10-ые классы СОШ №2") == [("10-ые", "10-е"), ("№2", "№ 2")]
    assert corrections("Приём в 10 классы") == [("10 классы", "10-е классы")]


@pytest.mark.parametrize(
    ("grades", "written"),
    [
        ([10], "10-й класс"),
        ([10, 11], "10-е и 11-е классы"),
        ([9, 10, 11], "9–11-е классы"),
        ([8, 10, 11], "8-е, 10-е и 11-е классы"),
    ],
)  # fmt: skip
def test_classes_in_words(grades: list[int], written: str) -> None:
    assert classes(grades) == written
