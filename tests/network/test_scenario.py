"""The network teachers of a year as they are played: seven teachers, eight subjects, one replaced in December."""

from collections.abc import Callable

import pytest

from tests.played import Played

PRINTED = {
    *(f"candidacy-{number}.pdf" for number in range(1, 10)),
    "staff_list-1.pdf",
    "staff_list-2.pdf",
    *(f"{kind}-{number}.pdf" for kind in ("work_consent", "work_agreement") for number in range(1, 9)),
    *(f"school_list-{name}.pdf" for name in ("1-base", "1-second", "1-lalsk", "2-second")),
    *(f"protocol-{number}.pdf" for number in (1, 2, 3)),
    *(f"order-{name}-К.pdf" for name in ("base-1", "second-1", "lalsk-1", "second-2")),
}
SUBJECTS = [
    "английский язык",
    "биология",
    "информатика",
    "история",
    "математика",
    "русский язык",
    "физика",
    "химия",
]


@pytest.fixture(scope="module")
def year(scenario: Callable[[str], Played]) -> Played:
    return scenario("network_teachers")


def test_the_scenario_writes_each_paper_by_kind_and_number(year: Played) -> None:
    assert year.missed == []
    assert year.written == PRINTED


def test_seven_are_appointed_one_is_declined_and_one_is_replaced(year: Played) -> None:
    states = [paper["state"] for paper in year.record if paper["kind"] == "candidacy"]
    assert {state: states.count(state) for state in set(states)} == {
        "appointed": 7,
        "declined": 1,
        "ended": 1,
    }
    lists = [
        (paper["state"], [event["move"] for event in paper["events"]][-3:])
        for paper in year.record
        if paper["kind"] == "staff_list"
    ]
    assert lists == [
        ("replaced", ["count_order", "publish", "repeal"]),
        ("approved", ["draft", "count_order", "publish"]),
    ]


def test_the_list_gives_eight_subjects_three_hours_a_week_in_each_grade(year: Played) -> None:
    text = year.text_of("staff_list-1")
    summary = text[text.index("Часов в неделю по предметам") :]
    assert [f"{subject} 3 3 3 9" in summary for subject in SUBJECTS] == [True] * 8
    assert "Всего 72" in summary


def test_the_first_edition_keeps_who_was_replaced_and_the_second_says_instead_of_whom(
    year: Played,
) -> None:
    first, second = year.text_of("staff_list-1"), year.text_of("staff_list-2")
    assert "ЗАМЕНЁН: редакция 2" in first
    assert ("Казакова Юлия Дмитриевна" in first, "Казакова Юлия Дмитриевна" in second) == (True, False)
    # The term of the first edition is the one that was ordered then.
    assert first.count("31.05.2013") == 7
    assert "вместо Казаковой Ю.Д." in second
    # Each names the order of the own school, those who go on the one of before.
    assert (second.count("от 13.09.2012 № 1-К"), second.count("от 10.12.2012 № 2-К")) == (6, 1)


def test_a_member_has_no_vote_on_the_own_candidacy(year: Played) -> None:
    own = "Не участвовали в голосовании (самоотвод): Жданов Н.С. — вопрос о собственной кандидатуре"
    assert [year.text_of(f"protocol-{number}").count(own) for number in (1, 2, 3)] == [1, 0, 0]


def test_each_school_has_an_order_of_its_own_on_its_own_teachers(year: Played) -> None:
    orders = {school: year.text_of(f"order-{school}-1-К") for school in ("base", "second", "lalsk")}
    appointed = {school: text.count("Назначить сетевым педагогом") for school, text in orders.items()}
    assert appointed == {"base": 4, "second": 2, "lalsk": 1}
    said = (
        "Назначить сетевым педагогом Дегтярёву В.П. с 17.09.2012 по 31.05.2013: русский язык, 9–11-е классы, 3 часа в"
        " неделю в каждом. Основание: письменное согласие работника от 12.09.2012, дополнительное соглашение от"
        " 12.09.2012 № 2-ТД к трудовому договору от 01.09.2005 № 12.",
        "протокол от 06.09.2012 № 1",
        "протокол от 11.09.2012 № 2",
    )
    base = orders["base"].replace("\u2060", "")
    assert [words for words in said if words not in base] == []
    assert "Освободить от обязанностей сетевого педагога Казакову Ю.Д. с 17.12.2012" in year.text_of(
        "order-second-2-К"
    )


def test_a_director_who_teaches_has_the_agreement_signed_by_the_founder(year: Played) -> None:
    own, other = year.text_of("work_agreement-6"), year.text_of("work_agreement-1")
    assert ("действует учредитель" in own, "Подписано на бумаге" in own) == (True, True)
    assert ("действует учредитель" in other, "в лице директора Пелевина Леонида Васильевича" in other) == (
        False,
        True,
    )
