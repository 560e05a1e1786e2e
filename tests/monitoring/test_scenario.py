"""The year of monitoring as the scenario plays it."""

from collections.abc import Callable

import pytest

from tests.played import Played

SCHOOLS = ("base", "second", "lalsk", "fabrichnaya", "zhivotovo", "kulikovo")
PRINTED = {
    *(f"indicators-{number}.pdf" for number in (1, 2)),
    *(f"figures-{year}-{school}.pdf" for year in (2010, 2011) for school in SCHOOLS),
    *(f"monitoring_report-{year}.pdf" for year in (2010, 2011)),
    *(f"protocol-{number}.pdf" for number in (1, 2, 3, 4)),
}


@pytest.fixture(scope="module")
def year(scenario: Callable[[str], Played]) -> Played:
    return scenario("monitoring")


def test_the_scenario_reaches_its_states_and_writes_each_paper(year: Played) -> None:
    assert year.missed == []
    assert year.written == PRINTED


def test_one_school_was_refused_in_words_and_returned_with_a_reason(year: Played) -> None:
    assert sum("не может быть больше" in line for line in year.lines) == 1
    moves = [
        [event["move"] for event in paper["events"]] for paper in year.record if paper["kind"] == "figures"
    ]
    assert sum("send_back" in done for done in moves) == 1


def test_the_report_tells_the_year_before_the_target_and_the_numbers(year: Played) -> None:
    text = " ".join(year.text_of("monitoring_report-2011").split())
    said = (
        "83,6 % (158 из 189)",
        "цель (не менее 80 %) достигнута",
        "на 19,2 больше, чем год назад (64,4 %)",
    )
    assert [words for words in said if words not in text.replace("\u00a0", " ")] == []
