"""Set phrases of papers."""

from datetime import date, datetime

import pytest

from governance.documents.language import phrases

DAY = date(2011, 9, 12)


def test_a_date_in_a_paper_and_in_a_list():
    assert phrases.paper_date(date(2012, 1, 12)) == "12 января 2012 г."
    assert phrases.paper_date(date(2012, 1, 2)) == "2 января 2012 г."
    assert phrases.list_date(date(2012, 1, 2)) == "02.01.2012"
    assert phrases.list_moment(datetime(2012, 1, 2, 5, 4, 59)) == "02.01.2012 05:04"  # noqa: DTZ001  it is only written out


def test_every_month_has_its_name_in_the_genitive():
    names = " ".join(phrases.paper_date(date(2012, month, 1)).split()[1] for month in range(1, 13))
    assert names == ("января февраля марта апреля мая июня июля августа сентября октября ноября декабря")


@pytest.mark.parametrize(
    ("number", "day", "year", "words"),
    [
        ("3", DAY, None, "от 12.09.2011 № 3"),
        ("83-од", DAY, 1999, "от 12.09.2011 № 83-од"),
        (None, None, None, "от «___» ______ 20__ г. № ____"),
        ("", None, 2011, "от «___» ______ 2011 г. № ____"),
        (None, DAY, None, "от 12.09.2011 № ____"),
        ("3", None, None, "от «___» ______ 20__ г. № 3"),
    ],
)
def test_number_and_date_leave_blanks_for_what_does_not_exist(number, day, year, words):
    assert phrases.number_and_date(number, day, year) == words


def test_blanks_alone():
    assert phrases.blank_number() == "№ ____"
    assert phrases.blank_date() == "от «___» ______ 20__ г."
    assert phrases.blank_date(2012) == "от «___» ______ 2012 г."


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, "0 голосов"),
        (1, "1 голос"),
        (2, "2 голоса"),
        (4, "4 голоса"),
        (5, "5 голосов"),
        (11, "11 голосов"),
        (12, "12 голосов"),
        (14, "14 голосов"),
        (21, "21 голос"),
        (22, "22 голоса"),
        (25, "25 голосов"),
        (100, "100 голосов"),
        (101, "101 голос"),
        (111, "111 голосов"),
        (112, "112 голосов"),
    ],
)
def test_votes_agree_with_their_number(count, words):
    assert phrases.votes(count) == words


def test_members_people_and_sheets_agree_too():
    assert [phrases.members(count) for count in (1, 3, 6)] == ["1 член", "3 члена", "6 членов"]
    assert [phrases.people(count) for count in (1, 3, 6)] == ["1 человек", "3 человека", "6 человек"]
    assert phrases.sheets(4) == "на 4 л."
