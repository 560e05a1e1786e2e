"""A plan out of a file: the real plan in three formats, untidy tables, and files that hold no plan."""

from datetime import date, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import openpyxl
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from governance.documents.kinds.plan.reading import read_plan
from governance.documents.kinds.plan.tables import UnreadablePlan

from .conftest import saved

HEADER = "№п/п\tмероприятия\tСрок исполнения\tИсполнители\n"
TITLE = "План работы на 2011-2012 учебный год\n"


def read_text(rows: str, header: str = HEADER, before: str = TITLE, after: str = ""):
    return read_plan(f"{before}{header}{rows}{after}".encode(), "plan.txt")


def numbers_and_texts(plan):
    return {section.title: [(row.number, row.text) for row in section.rows] for section in plan.sections}


def codes(plan):
    return [doubt.code for doubt in plan.doubts]


def refusal(data: bytes, filename: str) -> str:
    with pytest.raises(UnreadablePlan) as refused:
        read_plan(data, filename)
    return str(refused.value)


# The real plan


@pytest.fixture
def luza(plan_txt):
    return read_plan(plan_txt, "plan.txt")


def test_real_plan_has_45_rows_in_5_sections(luza):
    assert [(section.title, len(section.rows)) for section in luza.sections] == [
        ("Информационно-аналитическая работа", 8),
        ("Организационно-методическая работа", 18),
        ("Работа с учащимися и их родителями", 9),
        ("Кадровое обеспечение", 3),
        ("Управление профильным обучением в рамках округа", 7),
    ]
    for section in luza.sections:
        assert [row.number for row in section.rows] == [str(n + 1) for n in range(len(section.rows))]


def test_real_plan_has_its_title_period_and_author(luza):
    assert luza.title == "План работы Лузского школьного округа на 2011/2012 учебный год"
    assert (luza.period_start, luza.period_end) == (date(2011, 9, 1), date(2012, 8, 31))
    assert luza.author == ("заместитель директора по УВР КОГОАУ СОШ г. Лузы Винокурова Светлана Андреевна")


def test_real_plan_has_its_lists(luza):
    assert luza.members == [
        "базовая школа КОГОКУ СОШ г. Лузы",
        "МОКУ СОШ №2 г. Лузы",
        "МОКУ СОШ пгт Лальск",
        "МОКУ Фабричная ООШ пгт Лальск",
        "МОКУ Н.-Лальская ООШ д. Животово",
        "МОКУ Покровская ООШ д. Куликово",
    ]
    assert (len(luza.aims), luza.aims[2]) == (5, "распространения опыта работы учителей и руководителей")
    assert (len(luza.functions), luza.functions[5]) == (
        6,
        "организация деятельности проблемных, проектных групп",
    )


def test_rows_cut_by_a_page_break_are_whole_again(luza):
    meetings, rewards = luza.sections[2].rows[1], luza.sections[4].rows[5]
    assert meetings.text.endswith(
        "ознакомление с нормативными документами сопровождающими итоговую аттестацию, "
        "регламентирующими получение профильного образования."
    )
    assert (meetings.term_text, meetings.executors) == ("Апрель-май", ["Совет округа"])
    assert rewards.text == (
        "Разработка системы мер мотивации , морального и материального стимулирования "
        "труда учителей , участвующих в профильном обучении в рамках БШ"
    )


def test_real_plan_leaves_four_doubts_and_loses_nothing(luza):
    assert [(doubt.place, doubt.code) for doubt in luza.doubts] == [
        ("Организационно-методическая работа, row 7", "no_term"),
        ("Работа с учащимися и их родителями, row 2", "joined"),
        ("Работа с учащимися и их родителями, row 7", "executor"),
        ("Управление профильным обучением в рамках округа, row 6", "joined"),
    ]
    olympiads = luza.sections[2].rows[6]
    assert olympiads.executors == ["РОО"]
    assert olympiads.doubts == [luza.doubts[2]]
    assert "РОО" in olympiads.doubts[0].text


def test_all_terms_but_the_missing_one_are_understood(luza):
    rows = [row for section in luza.sections for row in section.rows]
    assert [row.text for row in rows if row.term is None] == [
        "Мастер-классы для потенциальных участников конкурса ПНПО среди лучших учителей."
    ]


def test_every_word_of_the_table_is_in_the_draft(plan_txt, luza):
    table = plan_txt.decode().partition("Исполнители\n")[2].partition("Разработано")[0]
    drafted = []
    for section in luza.sections:
        drafted += section.title.split()
        for row in section.rows:
            drafted += [row.number, *row.text.split(), *row.term_text.split(), *row.executors_text.split()]
    words = [word.rstrip(".") if word.rstrip(".").isdecimal() else word for word in table.split()]
    assert sorted(drafted) == sorted(words)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1251", "utf-16"])
def test_text_is_read_in_any_encoding_of_windows(plan_txt, luza, encoding):
    assert read_plan(plan_txt.decode().replace("\n", "\r\n").encode(encoding), "ПЛАН.TXT") == luza


def test_word_and_excel_give_the_same_plan_as_the_text(plan_docx, plan_xlsx, luza):
    assert read_plan(plan_docx, "plan.docx") == luza
    assert read_plan(plan_xlsx, "plan.xlsx") == luza


# Untidy tables


def test_executors_are_told_apart():
    plan = read_text("1.\tСеминар\tмай\tЗамы по УВР и ВР, психолог; директор БШ и методсовет\n")
    assert plan.sections[0].rows[0].executors == ["Замы по УВР и ВР", "психолог", "директор БШ", "методсовет"]


@pytest.mark.parametrize("executor", ["РОО", "Директор департамента образования", "Кировский центр"])
def test_executor_outside_the_district_is_kept_and_reported(executor):
    plan = read_text(f"Раздел\t\t\t\n1.\tСеминар\tмай\t{executor}\n")
    assert plan.sections[0].rows[0].executors == [executor]
    assert codes(plan) == ["executor"]


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


# Word and Excel


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


# Tables as schools make them


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


# Files that hold no plan


def workbook(*sheets, hidden_row: int = 0) -> bytes:
    """Sheets by their names and rows; `hidden_row` of the first one is not seen."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    if hidden_row:
        book.worksheets[0].row_dimensions[hidden_row].hidden = True
    return saved(book)


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


def rewritten(data: bytes, **parts) -> bytes:
    """The archive with some parts changed or added."""
    file = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(file, "w", ZIP_DEFLATED) as new:
        for name in {*old.namelist(), *parts}:
            before = old.read(name) if name in old.namelist() else b""
            new.writestr(name, parts[name](before) if name in parts else before)
    return file.getvalue()


@pytest.mark.parametrize("data", [b"", b" \r\n\t"])
def test_empty_file_is_refused(data):
    assert refusal(data, "plan.txt") == "The file is empty. Choose the file that holds the plan."


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"%PDF-1.7 ...", "plan.pdf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1...", "plan.doc"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1...", "plan.docx"),
        (b"{\\rtf1 ...}", "plan.rtf"),
    ],
)
def test_other_formats_are_to_be_saved_as_docx(data, name):
    assert "save it as .docx without a password" in refusal(data, name)


def test_unknown_ending_is_to_be_saved_as_docx(plan_txt):
    assert refusal(plan_txt, "plan.odt") == (
        "A plan is imported from .txt, .docx or .xlsx. Open “plan.odt” and save it as .docx or .xlsx."
    )


def test_content_is_judged_and_not_the_name(plan_txt, plan_docx, plan_xlsx):
    for data, name in (
        (plan_txt, "plan.docx"),
        (plan_docx, "plan.xlsx"),
        (plan_xlsx, "plan.txt"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "plan.txt"),
        (rewritten(b"PK\x05\x06" + bytes(18), note=lambda _: b"hello"), "plan.docx"),
    ):
        assert "is damaged, or is not a" in refusal(data, name)


@pytest.mark.parametrize("kept", [0.1, 0.5, 0.9, 0.999])
def test_cut_file_is_refused_in_one_sentence(plan_docx, plan_xlsx, kept):
    for data, name in ((plan_docx, "plan.docx"), (plan_xlsx, "plan.xlsx")):
        assert "is damaged" in refusal(data[: int(len(data) * kept)], name)


@pytest.mark.parametrize("part", ["word/document.xml", "_rels/.rels", "[Content_Types].xml"])
def test_broken_part_is_refused_in_one_sentence(plan_docx, part):
    assert "is damaged" in refusal(rewritten(plan_docx, **{part: lambda xml: xml[:50]}), "plan.docx")


def test_missing_column_is_refused_naming_those_found_and_those_expected():
    with pytest.raises(UnreadablePlan) as refused:
        read_text("1.\tСбор\n", header="№\tМероприятия\n")
    assert str(refused.value) == (
        "The table has the columns “№; Мероприятия”, and a plan needs "
        "“No.”, “Activity”, “Term”, “Executors”. Name the columns so and import again."
    )


def test_file_without_a_table_is_refused():
    assert "holds no table" in refusal("План работы на 2011-2012 учебный год".encode(), "plan.txt")


@pytest.mark.parametrize(("count", "doubted"), [(1000, []), (1001, None), (10_000, None)])
def test_plan_has_at_most_a_thousand_rows(count, doubted):
    rows = "А\t\t\t\n" + "".join(f"{n + 1}.\tСбор\tмай\tСовет\n" for n in range(count))
    if doubted is None:
        with pytest.raises(UnreadablePlan, match="at most 1000 "):
            read_text(rows)
    else:
        assert codes(read_text(rows)) == doubted


@pytest.mark.parametrize("length", [10_000, 10_001, 1_000_000])
def test_field_has_at_most_ten_thousand_characters(length):
    rows = f"А\t\t\t\n1.\t{'я' * length}\tмай\tСовет\n"
    if length > 10_000:
        with pytest.raises(UnreadablePlan, match="at most 10000 fit"):
            read_text(rows)
    else:
        assert numbers_and_texts(read_text(rows)) == {"А": [("1", "я" * length)]}


def test_rows_joined_beyond_the_limit_of_a_field_are_refused():
    with pytest.raises(UnreadablePlan, match="at most 10000 fit"):
        read_text(f"А\t\t\t\n1.\t{'я' * 9_000}\tмай\tСовет\n\t{'ю' * 9_000}\t\t\n")


def test_file_over_the_limit_is_refused(settings):
    assert "larger than 20 MB" in refusal(bytes(settings.UPLOAD_LIMIT_BYTES) + b"x", "plan.txt")


@pytest.mark.parametrize("name", ["plan.docx", "plan.xlsx"])
def test_archive_that_unpacks_without_end_is_refused_unopened(plan_docx, plan_xlsx, name):
    data = plan_docx if name == "plan.docx" else plan_xlsx
    bomb = rewritten(data, bomb=lambda _: bytes(65 * 2**20))
    assert "unpacks to more than 64 MB" in refusal(bomb, name)


@pytest.mark.parametrize("address", ["XFD1", "A1048576", "ZZ9999"])
def test_stray_cell_far_from_the_table_is_refused_before_it_fills_the_memory(address):
    workbook = openpyxl.Workbook()
    workbook.active["A1"] = "№"
    workbook.active[address] = "x"
    assert "beyond row 9999 or column AZ" in refusal(saved(workbook), "plan.xlsx")
