"""The network teachers of a year as they are played: seven teachers, eight subjects, one replaced in December."""

from collections.abc import Callable

import pytest

from tests.played import Played

PRINTED = {
    *(f"candidacy-{number}.pdf" for number in range(1, 10)),
    "staff_list-1.pdf",
    "staff_list-2.pdf",
    *(f"protocol-{number}.pdf" for number in (1, 2, 3)),
    "order-1-К.pdf",
    "order-2-К.pdf",
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
        ("replaced", ["approve", "publish", "repeal"]),
        ("approved", ["put_up", "approve", "publish"]),
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
    assert "ЗАМЕНЁН: редакция 2 (приказ от 10.12.2012 № 2-К)" in first
    assert ("Казакова Юлия Дмитриевна" in first, "Казакова Юлия Дмитриевна" in second) == (True, False)
    # The term of the first edition is the one that was ordered then.
    assert first.count("31.05.2013") == 7
    assert "вместо Казаковой Ю.Д." in second


def test_a_member_has_no_vote_on_the_own_candidacy(year: Played) -> None:
    own = "Не участвовали в голосовании (самоотвод): Жданов Н.С. — вопрос о собственной кандидатуре"
    assert [year.text_of(f"protocol-{number}").count(own) for number in (1, 2, 3)] == [1, 0, 0]


def test_the_order_appoints_in_the_accusative_and_names_both_protocols(year: Played) -> None:
    text = year.text_of("order-1-К")
    said = (
        "Назначить сетевым педагогом Дегтярёву В.П. (СОШ г. Лузы) с 17.09.2012 по 31.05.2013:"
        " русский язык, 9–11 классы, 3 часа в неделю в каждом.",
        "протокол от 06.09.2012 № 1",
        "протокол от 11.09.2012 № 2",
    )
    assert [words for words in said if words not in text] == []
    assert "Освободить от обязанностей сетевого педагога Казакову Ю.Д. 3." in year.text_of("order-2-К")
