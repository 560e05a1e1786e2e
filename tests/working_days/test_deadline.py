"""Terms and working days: by examples of the production calendar, against a naive count, and the `deadline` command."""

import json
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest
from django.utils import translation
from hypothesis import given, settings, strategies as st

from governance.documents.law.working_days import MOVES_KNOWN, Term, WorkingCalendar, deadline
from governance.management.commands.deadline import EXAMPLE
from tests.json_command import run

INPUT: dict[str, Any] = json.loads(EXAMPLE)
DAYS = st.dates(date(2011, 1, 1), date(2026, 12, 31))
PLAIN = WorkingCalendar()


def days(*texts: str) -> frozenset[date]:
    return frozenset(map(date.fromisoformat, texts))


@pytest.mark.parametrize(
    ("day", "works"),
    [
        ("2012-03-11", True),  # a Sunday, worked for the 9th of March
        ("2012-03-09", False),
        ("2012-12-29", True),  # a Saturday
        ("2013-01-08", False),
        ("2013-05-03", False),  # moved from January
        ("2024-04-27", True),
        ("2024-04-29", False),
        ("2026-01-09", False),
        ("2026-11-04", False),
        ("2026-11-05", True),
        ("2026-11-07", False),
    ],
)
def test_the_production_calendar_is_known_with_its_moved_days(day: str, works: bool) -> None:
    assert PLAIN.is_working(date.fromisoformat(day)) is works


def test_the_district_wins_over_the_calendar() -> None:
    own = WorkingCalendar(days("2026-11-05"), days("2026-11-07"))
    assert [own.is_working(date(2026, 11, day)) for day in (5, 6, 7, 8)] == [False, True, True, False]


@settings(deadline=None, max_examples=200)
@given(DAYS, st.integers(1, 60))
def test_working_days_are_counted_one_by_one(start: date, count: int) -> None:
    last = Term(count, "working_days").last_day(start, PLAIN)
    span = [start + timedelta(days=number) for number in range(1, (last - start).days + 1)]
    assert sum(PLAIN.is_working(day) for day in span) == count
    assert PLAIN.is_working(last)


@settings(deadline=None, max_examples=200)
@given(DAYS, st.integers(1, 60), st.sampled_from(["days", "weeks", "months"]))
def test_a_rolled_term_ends_on_the_first_working_day_from_its_end_on(
    start: date, count: int, unit: Any
) -> None:
    term = Term(count, unit)
    last, rolled = term.last_day(start, PLAIN), term.last_day(start, PLAIN, roll=True)
    between = [last + timedelta(days=number) for number in range((rolled - last).days)]
    assert PLAIN.is_working(rolled)
    assert not any(map(PLAIN.is_working, between))


@pytest.mark.parametrize(
    ("start", "count", "last"),
    [("2012-01-31", 1, "2012-02-29"), ("2011-10-31", 4, "2012-02-29"), ("2012-02-29", 12, "2013-02-28")],
)
def test_months_end_on_the_same_date_or_on_the_last_of_a_shorter_month(
    start: str, count: int, last: str
) -> None:
    assert Term(count, "months").last_day(date.fromisoformat(start), PLAIN) == date.fromisoformat(last)


def test_where_the_moved_days_of_a_year_are_not_known_the_answer_says_so() -> None:
    later = date(MOVES_KNOWN[-1] + 1, 3, 1)
    with translation.override("en"):
        told = deadline(later, Term(3, "working_days"), PLAIN).why
        assert told.endswith(
            "; the moved days off of that time are not known: weekends and holidays were counted."
        )
        assert deadline(later, Term(3, "days"), PLAIN).why.endswith("-03-04.")


Count = Callable[..., Any]


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Iterator[Count]:
    """Run the command on the example with changes; the answer, or the sentence of a refusal."""

    def answer(**given: Any) -> Any:
        code, out, err = partial(run, monkeypatch, "deadline")(json.dumps(INPUT | given))
        assert code == (2 if err else 0)
        return err.strip() or json.loads(out)

    with translation.override("en"):
        yield answer


def test_the_example_of_the_help(counted: Count) -> None:
    assert counted() == {
        "last_day": "2026-05-06",
        "why": "3 working days after 2026-04-30: the last day is 2026-05-06.",
    }


def test_an_end_on_a_day_off_rolls_only_if_asked(counted: Count) -> None:
    days = {"count": 2, "unit": "days"}
    assert counted(term=days, roll=None)["last_day"] == "2026-05-02"
    assert counted(term=days, roll=True) == {
        "last_day": "2026-05-04",
        "why": "2 days after 2026-04-30 end on 2026-05-02, a day off; the next working day is 2026-05-04.",
    }


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"from": "30.04.2026"}, "“from” must be a day such as “2026-05-02”, not '30.04.2026'."),
        ({"from": "2026-02-30"}, "“from” must be a day such as “2026-05-02”, not '2026-02-30'."),
        ({"from": "20260430"}, "“from” must be a day such as “2026-05-02”, not '20260430'."),
        ({"term": {"count": 0, "unit": "days"}}, "A term is at least 1 long."),
        ({"term": {"count": 36_526, "unit": "days"}}, "A term is at most 36525 long."),
        ({"term": {"count": 1.5, "unit": "days"}}, "“count” must be a whole number from 0 to 999999."),
        (
            {"term": {"count": 1, "unit": "years"}},
            "“unit” must be one of working_days, days, weeks, months, not 'years'.",
        ),
        ({"term": {"count": 1, "unit": ["days"]}}, None),
        (
            {"working": ["2026-05-02"]},
            "2026-05-02 is both a day off and a working day: leave it in one list.",
        ),
        ({"days_off": "2026-05-02"}, "“days_off” must be a list in square brackets."),
        ({"from": "9999-12-30"}, "The term ends too far in the future."),
        (
            {"from": "9999-12-30", "term": {"count": 36_525, "unit": "months"}},
            "The term ends too far in the future.",
        ),
        ({"roll": "yes"}, "“roll” must be true or false."),
        ({"zone": "Kirov"}, "“input” has an unknown name: 'zone'."),
    ],
)
def test_impossible_input_gets_one_sentence(
    counted: Count, given: dict[str, Any], sentence: str | None
) -> None:
    refusal = counted(**given)
    assert isinstance(refusal, str)
    assert refusal.count("\n") == 0
    assert sentence in (None, refusal)
