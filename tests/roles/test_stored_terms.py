"""Terms that a paper or a body has for itself: counted in their own unit, begun with the setting of the district."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from governance.documents.errors import NotLegal
from governance.documents.law.working_days import Term
from governance.documents.settings.admission import OFFER
from governance.documents.settings.calendar import last_day_of, until
from governance.documents.settings.stored_term import MOST, checked_term, read_term
from governance.scenarios.luza import Luza

FRIDAY = date(2012, 4, 27)


@pytest.mark.parametrize(
    ("count", "unit", "rolls", "last"),
    [
        # A Saturday was worked for the Monday after it; the first of May was a holiday.
        (1, "working_days", False, date(2012, 4, 28)),
        (2, "working_days", False, date(2012, 5, 2)),
        (2, "days", False, date(2012, 4, 29)),
        (2, "days", True, date(2012, 5, 2)),
        (1, "weeks", False, date(2012, 5, 4)),
        (1, "months", True, date(2012, 5, 28)),
    ],
)
@pytest.mark.django_db
def test_a_term_ends_by_its_unit_and_rolls_where_somebody_has_to_act(
    luza: Luza, count: int, unit: Any, *, rolls: bool, last: date
) -> None:
    assert last_day_of(Term(count, unit), luza.district.pk, FRIDAY, rolls=rolls) == last


@pytest.mark.django_db
def test_a_term_is_told_beside_its_day_and_a_day_of_its_own_alone(luza: Luza) -> None:
    district = luza.district.pk
    assert until(OFFER, district, date(2012, 5, 3), FRIDAY) == "3 working days, until 03.05.2012"
    assert until(OFFER, district, date(2012, 5, 4), FRIDAY) == "until 04.05.2012"


@pytest.mark.parametrize("unit", MOST)
def test_a_term_of_a_paper_has_at_most_a_year(unit: str) -> None:
    assert checked_term({"count": MOST[unit], "unit": unit}).count == MOST[unit]
    with pytest.raises(ValidationError, match="A term has at most a year"):
        checked_term({"count": MOST[unit] + 1, "unit": unit})


@pytest.mark.parametrize(
    "value",
    [None, 5, "5", [], {}, {"count": 5}, {"count": 0, "unit": "days"}, {"count": True, "unit": "days"},
     {"count": "5", "unit": "days"}, {"count": 5, "unit": "years"}, {"count": 5, "unit": "days", "more": 1}],
)  # fmt: skip
def test_what_is_no_term_is_refused_in_a_sentence(value: Any) -> None:
    with pytest.raises(NotLegal):
        read_term(value)


@pytest.mark.parametrize(
    ("term", "papers", "within"),
    [
        (Term(1, "working_days"), "1 рабочий день", "1 рабочего дня"),
        (Term(3, "working_days"), "3 рабочих дня", "3 рабочих дней"),
        (Term(5, "days"), "5 календарных дней", "5 календарных дней"),
        (Term(21, "days"), "21 календарный день", "21 календарного дня"),
        (Term(2, "weeks"), "2 недели", "2 недель"),
        (Term(1, "months"), "1 месяц", "1 месяца"),
    ],
)
def test_papers_decline_a_term(term: Term, papers: str, within: str) -> None:
    assert (term.in_papers, term.within) == (papers, within)
