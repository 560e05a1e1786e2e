"""The year on the way to a profile as the scenario plays it."""

from collections.abc import Callable

import pytest

from tests.played import Played


@pytest.fixture(scope="module")
def year(scenario: Callable[[str], Played]) -> Played:
    return scenario("profile")


def test_the_scenario_reaches_its_states_and_writes_each_paper(year: Played) -> None:
    assert year.missed == []
    assert year.written == {
        *(f"survey-{name}.pdf" for name in ("requests", "opinion", "own")),
        *(f"bank-{name}.pdf" for name in ("ryabinin", "zorina")),
    }


def test_a_used_code_was_refused_and_results_tell_shares_and_what_is_hidden(year: Played) -> None:
    assert sum("уже ответили" in line for line in year.lines) == 1
    text = year.text_of("survey-requests")
    assert ("185 человек из 203" in " ".join(text.split()).replace("\u00a0", " "), "скрыто" in text) == (
        True,
        True,
    )


def test_who_was_erased_stands_on_no_print_and_nowhere_in_the_record(year: Played) -> None:
    prints = [year.text_of(name) for name in ("bank-ryabinin", "bank-zorina")]
    assert [
        words for words in ("Рябин", "Зорин") if any(words in text for text in [*prints, str(year.record)])
    ] == []
