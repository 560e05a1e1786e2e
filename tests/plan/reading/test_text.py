"""Untidy tables in plain text."""

from datetime import date

import pytest

from tests.plan.reading.conftest import HEADER, TITLE, codes, numbers_and_texts, read_text


def test_title_of_a_section_cut_by_a_page_break_is_joined():
    plan = read_text("Работа с учащимися\t\t\t\n\nи их родителями\t\t\t\n1.\tВстреча\tмай\tСовет\n")
    assert numbers_and_texts(plan) == {"Работа с учащимися и их родителями": [("1", "Встреча")]}
    assert codes(plan) == ["joined"]


def test_row_cut_in_all_its_columns_is_joined():
    plan = read_text("Раздел\t\t\t\n1.\tВстреча с\tАпрель -\tДиректора\n\tродителями\tмай\tшкол\n")
    (row,) = plan.sections[0].rows
    assert (row.text, row.term_text, row.executors) == (
        "Встреча с родителями",
        "Апрель - май",
        ["Директора школ"],
    )
    assert row.term.end == date(2012, 5, 31)


def test_text_alone_opens_a_section_only_where_numbers_begin_anew():
    rows = (
        "А\t\t\t\n1.\tВстреча\tмай\tСовет\n\tВсех школ\t\t\n2.\tСбор\tмай\tСовет\n"
        "\tБ\t\t\n1.\tСмета\tмай\tСовет\n"
    )
    assert numbers_and_texts(read_text(rows)) == {
        "А": [("1", "Встреча Всех школ"), ("2", "Сбор")],
        "Б": [("1", "Смета")],
    }


def test_header_repeated_on_a_new_page_and_counted_columns_are_no_rows():
    plan = read_text(f"1\t2\t3\t4\nРаздел\t\t\t\n1.\tСбор\tмай\tСовет\n{HEADER}2.\tСмета\tмай\tСовет\n")
    assert numbers_and_texts(plan) == {"Раздел": [("1", "Сбор"), ("2", "Смета")]}
    assert codes(plan) == []


def test_number_of_a_page_inside_the_table_is_quoted():
    plan = read_text("А\t\t\t\n1.\tСбор\tмай\tСовет\n17\n2.\tСмета\tмай\tСовет\n")
    assert numbers_and_texts(plan) == {"А": [("1", "Сбор"), ("2", "Смета")]}
    assert codes(plan) == ["unplaced"]


def test_numbers_may_run_through_the_whole_plan():
    assert codes(read_text("А\t\t\t\n1.\tСбор\tмай\tСовет\nБ\t\t\t\n2.\tСмета\tмай\tСовет\n")) == []


@pytest.mark.parametrize(("second", "number"), [("3.", "3"), ("1.", "1"), ("", ""), ("б", "б")])
def test_row_whose_number_does_not_follow_is_kept_and_reported(second, number):
    plan = read_text(f"Раздел\t\t\t\n1.\tСбор\tмай\tСовет\n{second}\tСмета\tмай\tСовет\n")
    assert numbers_and_texts(plan) == {"Раздел": [("1", "Сбор"), (number, "Смета")]}
    assert codes(plan) == ["number"]


def test_missing_cells_are_reported_and_the_row_kept():
    plan = read_text("Раздел\t\t\t\n1.\t\t\t\n2.\tСмета\tмай\tСовет\n")
    assert numbers_and_texts(plan) == {"Раздел": [("1", ""), ("2", "Смета")]}
    assert codes(plan) == ["no_text", "no_term", "no_executor"]


def test_table_without_sections_is_kept_under_no_title():
    plan = read_text("1.\tСбор\tмай\tСовет\n")
    assert numbers_and_texts(plan) == {"": [("1", "Сбор")]}
    assert codes(plan) == ["no_section"]


def test_section_without_rows_is_kept_and_reported():
    plan = read_text("А\t\t\t\nБ\t\t\t\n1.\tСбор\tмай\tСовет\n")
    assert numbers_and_texts(plan) == {"А": [], "Б": [("1", "Сбор")]}
    assert [(doubt.place, doubt.code) for doubt in plan.doubts] == [("А", "empty_section")]


def test_columns_may_stand_in_another_order():
    header = "Сроки\tОтветственные\tСодержание работы\t№\n"
    plan = read_text("\t\tРаздел\t\nмай\tСовет\tСбор\t1\n", header=header)
    row = plan.sections[0].rows[0]
    assert (row.number, row.text, row.term_text, row.executors_text) == ("1", "Сбор", "май", "Совет")


def test_column_that_a_plan_does_not_have_is_quoted():
    plan = read_text("А\t\t\t\t\n1.\tСбор\tмай\tСовет\tв срок\n", header=HEADER.rstrip() + "\tОтметка\n")
    assert codes(plan) == ["column"]
    assert "Отметка" in plan.doubts[0].text
    assert "в срок" in plan.doubts[0].text


def test_lines_without_a_place_are_quoted():
    plan = read_text(
        "А\t\t\t\n1.\tСбор\tмай\tСовет\nДиректор\tПелевин Л.В.\n",
        before=TITLE + "\nПриоритеты: здоровье\n\n",
        after="\nОтпечатано в двух экземплярах\n",
    )
    assert [(doubt.place, doubt.code) for doubt in plan.doubts] == [
        ("Above the table", "unplaced"),
        ("А, row 1", "unplaced"),
        ("Below the table", "unplaced"),
    ]
    for doubt, words in zip(
        plan.doubts, ("Приоритеты: здоровье", "Директор Пелевин Л.В.", "двух экз"), strict=True
    ):
        assert words in doubt.text


def test_plan_without_title_and_year_is_read_and_its_terms_wait():
    plan = read_text("А\t\t\t\n1.\tСбор\tмай\tСовет\n", before="")
    assert (plan.title, plan.period_start, plan.sections[0].rows[0].term) == ("", None, None)
    assert codes(plan) == ["title", "period"]
