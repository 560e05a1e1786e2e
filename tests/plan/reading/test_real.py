"""The real plan, read out of three formats."""

from datetime import date

import pytest

from governance.documents.kinds.plan.reading import read_plan
from tests.plan.reading.conftest import codes, read_text


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


def test_executors_are_told_apart():
    plan = read_text("1.\tСеминар\tмай\tЗамы по УВР и ВР, психолог; директор БШ и методсовет\n")
    assert plan.sections[0].rows[0].executors == ["Замы по УВР и ВР", "психолог", "директор БШ", "методсовет"]


@pytest.mark.parametrize("executor", ["РОО", "Директор департамента образования", "Кировский центр"])
def test_executor_outside_the_district_is_kept_and_reported(executor):
    plan = read_text(f"Раздел\t\t\t\n1.\tСеминар\tмай\t{executor}\n")
    assert plan.sections[0].rows[0].executors == [executor]
    assert codes(plan) == ["executor"]
