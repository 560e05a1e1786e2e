"""Tables of Word and Excel as schools make them."""

from datetime import date, datetime

import docx
import openpyxl
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from governance.documents.kinds.plan.reading import read_plan
from tests.plan.conftest import saved
from tests.plan.reading.conftest import (
    HEADER,
    TITLE,
    codes,
    numbers_and_texts,
    read_text,
    refusal,
    rewritten,
    workbook,
)


def word_table(*rows, header=("№", "Мероприятия", "Срок", "Исполнители")):
    document = docx.Document()
    table = document.add_table(rows=0, cols=len(header))
    for row in (header, *rows):
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    return document, table


def test_word_counts_numbers_by_itself():
    document, table = word_table(
        ("А", "", "", ""), ("", "Сбор", "май", "Совет"), ("", "Смета", "май", "Совет")
    )
    for row in table.rows[2], table.rows[3]:
        numbered = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="7"/></w:numPr>'
        row.cells[0].paragraphs[0]._p.get_or_add_pPr().append(parse_xml(numbered))
    plan = read_plan(saved(document), "plan.docx")
    assert numbers_and_texts(plan) == {"А": [("1", "Сбор"), ("2", "Смета")]}


def test_cell_merged_downwards_speaks_for_every_row_in_word_and_excel():
    rows = ("А", "", "", ""), ("1.", "Сбор", "май", "Совет"), ("2.", "Смета", "май", "")
    document, table = word_table(*rows)
    table.cell(2, 3).merge(table.cell(3, 3))
    workbook = openpyxl.Workbook()
    for row in (("№", "Мероприятия", "Срок", "Исполнители"), *rows):
        workbook.active.append([words or None for words in row])
    workbook.active.merge_cells("D3:D4")
    for data, name in ((saved(document), "plan.docx"), (saved(workbook), "plan.xlsx")):
        plan = read_plan(data, name)
        assert [row.executors for row in plan.sections[0].rows] == [["Совет"], ["Совет"]]


def test_tracked_insertions_are_read_and_deletions_are_not():
    document, table = word_table(("А", "", "", ""), ("1.", "", "май", "Совет"))
    paragraph = table.cell(2, 1).paragraphs[0]._p
    for xml in (
        "<w:ins {w}><w:r><w:t>Сбор</w:t></w:r></w:ins>",
        "<w:del {w}><w:r><w:delText>Смета</w:delText></w:r></w:del>",
    ):
        paragraph.append(parse_xml(xml.format(w=nsdecls("w"))))
    plan = read_plan(saved(document), "plan.docx")
    assert numbers_and_texts(plan) == {"А": [("1", "Сбор")]}


def test_macros_are_left_aside(plan_docx, luza):
    with_macros = rewritten(
        plan_docx,
        **{
            "[Content_Types].xml": lambda xml: xml.replace(
                b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
                b"application/vnd.ms-word.document.macroEnabled.main+xml",
            ),
            "word/vbaProject.bin": lambda _: b"\xd0\xcf\x11\xe0",
        },
    )
    assert read_plan(with_macros, "plan.docm") == luza


def test_dates_of_excel_are_read_as_dates_and_hidden_sheets_are_not():
    workbook = openpyxl.Workbook()
    for row in ((TITLE,), ("№", "Мероприятия", "Срок", "Исполнители"), ("А",)):
        workbook.active.append(row)
    workbook.active.append((1, "Сбор", date(2011, 12, 15), "Совет"))
    hidden = workbook.create_sheet("список")
    hidden.sheet_state = "hidden"
    hidden.append((2, "Смета", "май", "Совет"))
    plan = read_plan(saved(workbook), "plan.xlsx")
    assert numbers_and_texts(plan) == {"А": [("1", "Сбор")]}
    assert plan.sections[0].rows[0].term.start == date(2011, 12, 15)


def test_a_month_typed_in_excel_is_a_month_and_hours_are_kept():
    workbook = openpyxl.Workbook()
    for row in ((TITLE,), ("№", "Мероприятия", "Срок", "Исполнители"), ("А",)):
        workbook.active.append(row)
    for number, (value, shown) in enumerate(
        (
            (date(2011, 11, 1), "mmm.yy"),
            (date(2012, 2, 1), "MMMM YYYY"),
            (date(2011, 9, 1), "D MMMM"),
            (datetime(2011, 11, 21, 15), "dd.mm.yyyy h:mm"),  # noqa: DTZ001  Excel knows no zones
        ),
        start=1,
    ):
        workbook.active.append((number, "Сбор", value, "Совет"))
        workbook.active.cell(3 + number, 3).number_format = shown
    rows = read_plan(saved(workbook), "plan.xlsx").sections[0].rows
    assert [(row.term_text, row.term.start, row.term.end) for row in rows] == [
        ("ноябрь 2011", date(2011, 11, 1), date(2011, 11, 30)),
        ("февраль 2012", date(2012, 2, 1), date(2012, 2, 29)),
        ("01.09.2011", date(2011, 9, 1), date(2011, 9, 1)),
        ("21.11.2011 15:00", date(2011, 11, 21), date(2011, 11, 21)),
    ]


def test_hidden_words_of_word_are_left_out():
    document, table = word_table(("А", "", "", ""), ("1.", "Сбор", "май", "Совет"))
    table.cell(2, 1).paragraphs[0].add_run(" и тайное").font.hidden = True
    assert numbers_and_texts(read_plan(saved(document), "plan.docx")) == {"А": [("1", "Сбор")]}


def test_rows_of_word_that_begin_later_or_span_columns_keep_their_columns():
    document, table = word_table(
        ("А", "", "", ""), ("1.", "Сбор", "май", "Совет"), ("2.", "Смета", "", "Совет")
    )
    table.cell(3, 1).merge(table.cell(3, 2))
    later = table.rows[2]._tr
    later.remove(later.tc_lst[0])
    later.get_or_add_trPr().append(parse_xml(f'<w:gridBefore {nsdecls("w")} w:val="1"/>'))
    first, second = read_plan(saved(document), "plan.docx").sections[0].rows
    assert (first.number, first.text, first.term_text, first.executors) == ("", "Сбор", "май", ["Совет"])
    assert (second.text, second.term_text, second.executors) == ("Смета", "", ["Совет"])


@pytest.mark.parametrize(
    "header",
    [
        "№ п.п.\tТематика\tПериодичность\tОтветств.\n",
        "№№ п/п\tПланируемые мероприятия\tСроки\tКто отвечает\n",
        "п/п\tСодержание работы\tДата\tОтветственные\n",
    ],
)
def test_heads_are_understood_as_schools_write_them(header):
    plan = read_text("А\n1.\tСбор\tмай\tСовет\n", header=header)
    assert (numbers_and_texts(plan), codes(plan)) == ({"А": [("1", "Сбор")]}, [])


def test_a_table_without_numbers_is_counted_and_one_without_executors_asks_for_them():
    plan = read_text("Сбор\tмай\nСмета\tиюнь\n", header="Мероприятия\tСрок\n")
    assert numbers_and_texts(plan) == {"": [("1", "Сбор"), ("2", "Смета")]}
    assert codes(plan) == ["no_section", "no_executor", "no_executor"]


def test_sections_may_be_numbered_like_their_rows():
    rows = "1.\tРабота\t\t\n1.1\tСбор\tмай\tСовет\n2.\tУчёба\t\t\n2.1\tСмета\tмай\tСовет\n"
    plan = read_text(rows)
    assert numbers_and_texts(plan) == {"Работа": [("1.1", "Сбор")], "Учёба": [("2.1", "Смета")]}
    assert codes(plan) == []


def test_each_section_may_have_a_table_of_its_own_with_the_title_above():
    plan = read_text(
        f"1.\tСбор\tмай\tСовет\n2. Учёба\n{HEADER}1.\tСмета\tмай\tСовет\n", before=f"{TITLE}1. Работа\n"
    )
    assert numbers_and_texts(plan) == {"1. Работа": [("1", "Сбор")], "2. Учёба": [("1", "Смета")]}
    assert (plan.title, codes(plan)) == (TITLE.strip(), [])


def test_months_may_be_sections_where_no_column_tells_the_term():
    plan = read_text("Сентябрь\n1.\tСбор\tСовет\n", header="№\tМероприятие\tОтветственный\n")
    (row,) = plan.sections[0].rows
    assert (row.term.start, row.term.end) == (date(2011, 9, 1), date(2011, 9, 30))


def test_quarters_may_be_columns_with_crosses_under_a_head_of_two_lines():
    plan = read_text(
        "А\n1.\tСбор\t+\tх\t\t\tСовет\n2.\tСмета\t+\t\t+\t\tСовет\n3.\tОтчёт\t\t15.05\t\t\tСовет\n",
        header="№\tМероприятия\tСрок\t\t\t\tИсполнители\n"
        "\tМероприятия\tI квартал\tII квартал\tIII квартал\tIV квартал\t\n",
    )
    first, second, third = plan.sections[0].rows
    assert (first.term.start, first.term.end) == (date(2012, 1, 1), date(2012, 6, 30))
    assert [(row.term_text, row.term) for row in (second, third)] == [
        ("I квартал; III квартал", None),
        ("II квартал: 15.05", None),
    ]
    assert codes(plan) == ["term", "term"]


@pytest.mark.parametrize(
    ("title", "start", "end"),
    [
        ("Годовой план работы совета на 2012–2013 уч. год", date(2012, 9, 1), date(2013, 8, 31)),
        ("Дорожная карта округа на 2012/2013 учебный год", date(2012, 9, 1), date(2013, 8, 31)),
        ("Комплексный план на 2013 год", date(2013, 1, 1), date(2013, 12, 31)),
    ],
)
def test_plans_have_other_titles_and_years_too(title, start, end):
    plan = read_text("А\n1.\tСбор\tмай\tСовет\n", before=f"{title}\n")
    assert (plan.title, plan.period_start, plan.period_end) == (title, start, end)


def test_the_place_stands_in_a_column_of_its_own():
    header = "№\tМероприятия\tСрок\tМесто проведения\tИсполнители\n"
    (row,) = read_text("А\n1.\tСбор\tмай\tшкола\tСовет\n", header=header).sections[0].rows
    assert (row.place, row.executors) == ("школа", ["Совет"])


HEAD = ["№", "Мероприятия", "Срок", "Исполнители"]


def test_each_further_sheet_with_a_table_is_a_section_of_its_own():
    """What stands on a sheet of another year is seen to come from there."""
    old = [HEAD, ["1", "Отчёт", "май", "Директор"]]
    now = [[TITLE], HEAD, ["1", "Семинар", "март", "Методист"]]
    plan = read_plan(workbook(("План", now), ("Архив 2010", old)), "plan.xlsx")
    assert numbers_and_texts(plan) == {"": [("1", "Семинар")], "Архив 2010": [("1", "Отчёт")]}
    titled = read_plan(workbook(("Титул", [[TITLE]]), ("План", now[1:])), "plan.xlsx")
    assert numbers_and_texts(titled) == {"": [("1", "Семинар")]}


def test_hidden_rows_of_excel_are_neither_read_nor_lost_in_silence():
    rows = [[TITLE], HEAD, ["1", "Семинар", "март", "Методист"], ["2", "Курсы", "май", "Директор"]]
    assert refusal(workbook(("План", rows), hidden_row=3), "plan.xlsx").startswith(
        "Rows of the sheet are hidden"
    )
    empty = [*rows, [None], ["3", "Итоги", "июнь", "Директор"]]
    assert len(read_plan(workbook(("План", empty), hidden_row=5), "plan.xlsx").sections[0].rows) == 3


def test_beginning_and_end_may_be_columns_under_a_head_of_two_lines():
    document = docx.Document()
    document.add_paragraph(TITLE)
    lines = [
        ["№", "Мероприятие", "Срок", "Срок", "Исполнители"],
        ["№", "Мероприятие", "Начало", "Окончание", "Исполнители"],
        ["1", "Семинар", "ноябрь", "декабрь", "Методист"],
        ["2", "Курсы", "март", "март", "Директор"],
        ["3", "Отчёт", "", "15 мая", "Директор"],
    ]
    table = document.add_table(len(lines), 5)
    for y, line in enumerate(lines):
        for x, cell in enumerate(line):
            table.cell(y, x).text = cell
    plan = read_plan(saved(document), "plan.docx")
    assert [(row.number, row.term_text) for row in plan.sections[0].rows] == [
        ("1", "ноябрь - декабрь"),
        ("2", "март"),
        ("3", "15 мая"),
    ]


def test_a_roman_number_opens_a_section_and_a_total_is_no_row():
    plan = read_text("I\tМетодическая работа\t\t\n1\tСеминар\tмарт\tМетодист\nИтого:\t1\t\t\n")
    assert numbers_and_texts(plan) == {"Методическая работа": [("1", "Семинар")]}
    assert codes(plan) == ["unplaced"]
