"""Terms of the plan for 2011-2012, its year running from 1 September to 31 August."""

from datetime import date

import pytest

from governance.documents.kinds.plan.terms import Term, TermKind, parse_term

SCHOOL_YEAR = date(2011, 9, 1), date(2012, 8, 31)


@pytest.mark.parametrize(
    ("text", "kind", "start", "end"),
    [
        ("Ноябрь - январь", TermKind.RANGE, date(2011, 11, 1), date(2012, 1, 31)),
        ("февраль-май", TermKind.RANGE, date(2012, 2, 1), date(2012, 5, 31)),
        ("Февраль – апрель", TermKind.RANGE, date(2012, 2, 1), date(2012, 4, 30)),
        ("ЯНВАРЬ—ФЕВРАЛЬ", TermKind.RANGE, date(2012, 1, 1), date(2012, 2, 29)),
        ("с ноября по март", TermKind.RANGE, date(2011, 11, 1), date(2012, 3, 31)),
        ("15-20 марта", TermKind.RANGE, date(2012, 3, 15), date(2012, 3, 20)),
        ("с 25 декабря по 10 января", TermKind.RANGE, date(2011, 12, 25), date(2012, 1, 10)),
        ("01.10.2011 - 15.10.2011", TermKind.RANGE, date(2011, 10, 1), date(2011, 10, 15)),
        ("сентябрь", TermKind.MONTH, date(2011, 9, 1), date(2011, 9, 30)),
        ("Август", TermKind.MONTH, date(2012, 8, 1), date(2012, 8, 31)),
        ("в апреле", TermKind.MONTH, date(2012, 4, 1), date(2012, 4, 30)),
        ("декабрь 2011 г.", TermKind.MONTH, date(2011, 12, 1), date(2011, 12, 31)),
        ("15 декабря", TermKind.DAY, date(2011, 12, 15), date(2011, 12, 15)),
        ("29 февраля", TermKind.DAY, date(2012, 2, 29), date(2012, 2, 29)),
        ("15.12.2011", TermKind.DAY, date(2011, 12, 15), date(2011, 12, 15)),
        ("05.02", TermKind.DAY, date(2012, 2, 5), date(2012, 2, 5)),
        ("до 15 декабря", TermKind.UNTIL, date(2011, 9, 1), date(2011, 12, 15)),
        ("постоянно", TermKind.ALWAYS, *SCHOOL_YEAR),
        ("Постоянно.", TermKind.ALWAYS, *SCHOOL_YEAR),
        ("В течение года", TermKind.YEAR, *SCHOOL_YEAR),
        ("В течение учебного года", TermKind.YEAR, *SCHOOL_YEAR),
        ("в течении уч. года", TermKind.YEAR, *SCHOOL_YEAR),
        ("апрель, БШ", TermKind.MONTH, date(2012, 4, 1), date(2012, 4, 30)),
        ("15 декабря (МОКУ СОШ №2)", TermKind.DAY, date(2011, 12, 15), date(2011, 12, 15)),
        ("IX", TermKind.MONTH, date(2011, 9, 1), date(2011, 9, 30)),
        ("ХІ", TermKind.MONTH, date(2011, 11, 1), date(2011, 11, 30)),  # typed with Russian letters
        ("09.2011", TermKind.MONTH, date(2011, 9, 1), date(2011, 9, 30)),
        ("01.09.11", TermKind.DAY, date(2011, 9, 1), date(2011, 9, 1)),
        ("I квартал 2012 г.", TermKind.RANGE, date(2012, 1, 1), date(2012, 3, 31)),
        ("I-II квартал", TermKind.RANGE, date(2012, 1, 1), date(2012, 6, 30)),
        ("1-е полугодие", TermKind.RANGE, date(2011, 9, 1), date(2011, 12, 31)),
        ("II полугодие", TermKind.RANGE, date(2012, 1, 1), date(2012, 5, 31)),
        ("вторая декада марта", TermKind.RANGE, date(2012, 3, 11), date(2012, 3, 20)),
        ("III неделя февраля", TermKind.RANGE, date(2012, 2, 15), date(2012, 2, 21)),
        ("конец мая", TermKind.RANGE, date(2012, 5, 21), date(2012, 5, 31)),
        ("с октября", TermKind.RANGE, date(2011, 10, 1), date(2012, 8, 31)),
        ("с 01.09. по 15.09.", TermKind.RANGE, date(2011, 9, 1), date(2011, 9, 15)),
        ("Январь – апрель2012года", TermKind.RANGE, date(2012, 1, 1), date(2012, 4, 30)),
        ("к 1 сентября", TermKind.UNTIL, date(2011, 9, 1), date(2011, 9, 1)),
        ("не позднее: 15 мая", TermKind.UNTIL, date(2011, 9, 1), date(2012, 5, 15)),
        ("до конца мая", TermKind.UNTIL, date(2011, 9, 1), date(2012, 5, 31)),
        ("ежемесячно", TermKind.ALWAYS, *SCHOOL_YEAR),
        ("в теч. года", TermKind.YEAR, *SCHOOL_YEAR),
        ("Учебный год", TermKind.YEAR, *SCHOOL_YEAR),
        ("2011-2012 уч. год", TermKind.YEAR, *SCHOOL_YEAR),
        ("в течение 2011/2012 учебного года", TermKind.YEAR, *SCHOOL_YEAR),
        ("сент.-окт.", TermKind.RANGE, date(2011, 9, 1), date(2011, 10, 31)),
        ("до 1 окт.", TermKind.UNTIL, date(2011, 9, 1), date(2011, 10, 1)),
        ("I п/г", TermKind.RANGE, date(2011, 9, 1), date(2011, 12, 31)),
        ("2 полуг.", TermKind.RANGE, date(2012, 1, 1), date(2012, 5, 31)),
        ("последняя неделя мая", TermKind.RANGE, date(2012, 5, 25), date(2012, 5, 31)),
        ("март-апрель 2012 г.г.", TermKind.RANGE, date(2012, 3, 1), date(2012, 4, 30)),
        ("каждый вторник", TermKind.ALWAYS, *SCHOOL_YEAR),
        ("по понедельникам и четвергам", TermKind.ALWAYS, *SCHOOL_YEAR),
        ("еженедельно по средам", TermKind.ALWAYS, *SCHOOL_YEAR),
        ("1 раз в квартал", TermKind.ALWAYS, *SCHOOL_YEAR),
        ("ежемес.", TermKind.ALWAYS, *SCHOOL_YEAR),
    ],
)
def test_term_becomes_dates_within_the_school_year(text, kind, start, end):
    assert parse_term(text, *SCHOOL_YEAR) == Term(kind, start, end)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "по плану школы",
        "по отд. графику",
        "2 раза в год",
        "каждую субботу мая",
        "2012-2013 уч. год",  # another year than the plan's
        "I четверть",
        "октябрь, март",
        "до 5 числа каждого месяца",
        "сентябрь, январь",  # two terms; one range would claim the months between
        "до мая",  # does May itself count?
        "август - сентябрь",  # ends after the year of the plan
        "15.12.2010",
        "31 ноября",
        "15.13",
        "0 мая",
        "0-5 мая",
        "99-100 мая",
        "май - апрель - март",
        "июнябрь",
        "I-IV квартал",  # the fourth one ends after the year of the plan
        "4 декада мая",
        "к маю",
        "XIII",
        "5 квартал",
    ],
)
def test_term_that_could_mean_anything_else_is_left_to_the_person(text):
    assert parse_term(text, *SCHOOL_YEAR) is None


def test_same_month_falls_into_the_year_of_a_plan_for_a_calendar_year():
    assert parse_term("ноябрь", date(2012, 1, 1), date(2012, 12, 31)) == Term(
        TermKind.MONTH, date(2012, 11, 1), date(2012, 11, 30)
    )


def test_the_halves_of_a_calendar_year_are_its_own():
    assert parse_term("II полугодие", date(2012, 1, 1), date(2012, 12, 31)) == Term(
        TermKind.RANGE, date(2012, 7, 1), date(2012, 12, 31)
    )


def test_no_dates_without_a_period():
    assert parse_term("ноябрь", None, None) is None
