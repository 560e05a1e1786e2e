"""Every term from every day of several years, against a naive count by a list of days."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, get_args

import pytest

from governance.documents.law.working_days import Term, Unit, WorkingCalendar
from tests.whole import WHOLE

ONE = timedelta(days=1)
YEARS = range(2011, 2027) if WHOLE else range(2012, 2013)
COUNTS = (1, 2, 3, 5, 7, 10, 12, 30, 40) if WHOLE else (1, 3, 5, 12)
OWN = WorkingCalendar(
    frozenset(date(year, month, 13) for year in range(2010, 2032) for month in range(1, 13)),
    frozenset(date(year, month, 2) for year in range(2010, 2032) for month in range(1, 13)),
)


class Naive:
    """All days of a calendar in a list, and the worked ones in another."""

    def __init__(self, calendar: WorkingCalendar) -> None:
        first, last = date(YEARS[0] - 4, 1, 1), date(YEARS[-1] + 5, 12, 31)
        self.days = [first + ONE * n for n in range((last - first).days + 1)]
        self.worked = [day for day in self.days if calendar.is_working(day)]
        self.months: dict[tuple[int, int], list[date]] = {}
        for day in self.days:
            self.months.setdefault((day.year, day.month), []).append(day)

    def last(self, start: date, count: int, unit: str, *, roll: bool) -> date:
        day = self.unrolled(start, count, unit)
        return self.worked[bisect_left(self.worked, day)] if roll else day

    def unrolled(self, start: date, count: int, unit: str) -> date:
        if unit == "working_days":
            return self.worked[bisect_right(self.worked, start) + count - 1]
        if unit == "months":
            month = start.month + count
            year, month = start.year + (month - 1) // 12, (month - 1) % 12 + 1
            # The same date, or the last that this month has.
            return max(day for day in self.months[year, month] if day.day <= start.day)
        return self.days[bisect_left(self.days, start) + count * (7 if unit == "weeks" else 1)]

    def is_latest_start(self, start: date, end: date, count: int, unit: str) -> bool:
        """Whether the whole term from this day has passed by `end`, and from the next one it has not."""
        return self.unrolled(start, count, unit) <= end < self.unrolled(start + ONE, count, unit)


@pytest.mark.exhaustive
@pytest.mark.parametrize("calendar", [WorkingCalendar(), OWN], ids=["production", "own"])
def test_every_term_from_every_day_ends_as_counted_by_hand(
    calendar: WorkingCalendar, record_property: Callable[[str, Any], None]
) -> None:
    naive, cases = Naive(calendar), 0
    for year in YEARS:
        days = [date(year, 1, 1) + ONE * n for n in range(366) if (date(year, 1, 1) + ONE * n).year == year]
        for unit in get_args(Unit):
            for count in COUNTS:
                term = Term(count, unit)
                for day in days:
                    cases += 1
                    for roll in (False, True):
                        found = term.last_day(day, calendar, roll=roll)
                        assert found == naive.last(day, count, unit, roll=roll), (day, term, roll)
                    start = term.latest_start(day, calendar)
                    assert naive.is_latest_start(start, day, count, unit), (day, term)
    record_property("cases", cases)
