"""Working days and terms: when a term ends that is counted in days, working days, weeks or months.

Pure. The five-day week, the holidays and the moved days of the Russian production calendar come from the package
`holidays`; what a district has decided for itself wins over them. Source: docs/domain.md, "Working days".

The day of the event is not counted. Months end on the same date, or on the last one of a shorter month. A term that
ends on a day off may roll to the next working day.
"""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any, Literal, Self, get_args

from django.utils.translation import gettext as _, ngettext, npgettext
from holidays.countries.russia import Russia, RussiaStaticHolidays

from governance.documents.language.phrases import term_in_papers, within_term
from governance.documents.law.validation import (
    ImpossibleInput,
    check_flags,
    check_numbers,
    check_word,
    list_of,
    shown,
    values_of,
)

Unit = Literal["working_days", "days", "weeks", "months"]
# A hundred years, in days.
LONGEST_TERM = 36_525
# The government moves days off a year ahead: the years for which the package knows the moves.
MOVES_KNOWN = range(Russia.start_year, max(RussiaStaticHolidays.special_public_holidays) + 1)


@cache
def production_calendar(year: int) -> Russia:
    """Holidays and moved days; those of the years around it too, from where days are moved into this one."""
    return Russia(years=(year - 1, year, year + 1), language="ru")


@dataclass(frozen=True)
class WorkingCalendar:
    """Which days are worked: the production calendar, and the district's own days off and working days.

    Raises `ImpossibleInput` where a day is in both lists.
    """

    days_off: frozenset[date] = frozenset()
    working: frozenset[date] = frozenset()

    def __post_init__(self) -> None:
        for day in sorted(self.days_off & self.working):
            raise ImpossibleInput(
                _("%(day)s is both a day off and a working day: leave it in one list.")
                % {"day": day.isoformat()}
            )

    def is_working(self, day: date) -> bool:
        if day in self.working:
            return True
        if day in self.days_off:
            return False
        return bool(production_calendar(day.year).is_working_day(day))

    def holiday(self, day: date) -> str:
        """What the production calendar calls this day off, in Russian; empty where it has no name."""
        return str(production_calendar(day.year).get(day, ""))

    def next_working(self, day: date) -> date:
        """The day itself, or the first working one after it."""
        while not self.is_working(day):
            day += timedelta(days=1)
        return day

    def previous_working(self, day: date) -> date:
        """The day itself, or the last working one before it."""
        while not self.is_working(day):
            day -= timedelta(days=1)
        return day


@dataclass(frozen=True)
class Term:
    """A span of time, as a rule or an order says it: «3 рабочих дня».

    Raises `ImpossibleInput` for an unknown unit, and for less than 1 or more than a hundred years of days.
    """

    count: int
    unit: Unit

    def __post_init__(self) -> None:
        check_word("unit", self.unit, get_args(Unit))
        check_numbers(count=self.count)
        if self.count < 1:
            raise ImpossibleInput(_("A term is at least 1 long."))
        if self.count > LONGEST_TERM:
            raise ImpossibleInput(_("A term is at most %(longest)d long.") % {"longest": LONGEST_TERM})

    @classmethod
    def from_json(cls, data: object) -> Self:
        return cls(*values_of(data, "term", "count", "unit"))

    def to_json(self) -> dict[str, Any]:
        return {"count": self.count, "unit": self.unit}

    def __str__(self) -> str:
        n = self.count
        match self.unit:
            case "working_days":
                return ngettext("%(n)d working day", "%(n)d working days", n) % {"n": n}
            case "days":
                return npgettext("calendar days of a term", "%(n)d day", "%(n)d days", n) % {"n": n}
            case "weeks":
                return ngettext("%(n)d week", "%(n)d weeks", n) % {"n": n}
            case "months":
                return ngettext("%(n)d month", "%(n)d months", n) % {"n": n}

    @property
    def in_papers(self) -> str:
        """«5 рабочих дней», in the Russian of papers whatever language the reader has chosen."""
        return term_in_papers(self.count, self.unit)

    @property
    def within(self) -> str:
        """«5 рабочих дней», «1 рабочего дня» after «в течение», in the Russian of papers."""
        return within_term(self.count, self.unit)

    def last_day(self, start: date, calendar: WorkingCalendar, *, roll: bool = False) -> date:
        """The last day of the term after `start`; rolled to a working day if `roll`.

        Raises `ImpossibleInput` where it lies beyond the year 9998.
        """
        try:
            last = self._counted(start, calendar)
            return calendar.next_working(last) if roll else last
        except (OverflowError, ValueError) as error:
            raise ImpossibleInput(_("The term ends too far in the future.")) from error

    def latest_start(self, end: date, calendar: WorkingCalendar) -> date:
        """The latest day from which the whole term, unrolled, has passed by `end`: what must be done so long before.

        Raises `ImpossibleInput` where it lies before the year 1.
        """
        try:
            if self.unit == "working_days":
                start = end
                for _number in range(self.count):
                    start = calendar.previous_working(start) - timedelta(days=1)
                return start
            if self.unit == "months":
                start = months_after(end, -self.count)
                while self._counted(start + timedelta(days=1), calendar) <= end:
                    start += timedelta(days=1)
                return start
            return end - (self._counted(end, calendar) - end)
        except (OverflowError, ValueError) as error:
            raise ImpossibleInput(_("The term begins too far in the past.")) from error

    def _counted(self, start: date, calendar: WorkingCalendar) -> date:
        match self.unit:
            case "days":
                return start + timedelta(days=self.count)
            case "weeks":
                return start + timedelta(weeks=self.count)
            case "months":
                return months_after(start, self.count)
            case "working_days":
                day = start
                for _number in range(self.count):
                    day = calendar.next_working(day + timedelta(days=1))
                return day


def months_after(start: date, count: int) -> date:
    """The same date so many months later (earlier where `count` is negative), or the last one of a shorter month."""
    years, month = divmod(start.month - 1 + count, 12)
    year = start.year + years
    if not date.min.year <= year <= date.max.year:
        raise OverflowError
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


@dataclass(frozen=True)
class Deadline:
    """The last day of a term, and one sentence on how it was counted. `deadline` prints these fields."""

    last_day: date
    why: str


def deadline(start: date, term: Term, calendar: WorkingCalendar, *, roll: bool = False) -> Deadline:
    """Count a term, and say how.

    Raises `ImpossibleInput` where it ends too far in the future.
    """
    counted = term.last_day(start, calendar)
    last = term.last_day(start, calendar, roll=roll)
    words = {
        "term": term,
        "start": start.isoformat(),
        "counted": counted.isoformat(),
        "last": last.isoformat(),
    }
    if last != counted:
        why = _("%(term)s after %(start)s end on %(counted)s, a day off; the next working day is %(last)s.")
    else:
        why = _("%(term)s after %(start)s: the last day is %(last)s.")
    sentences = [why % words]
    asked = roll or term.unit == "working_days"
    if asked and not (start.year in MOVES_KNOWN and last.year in MOVES_KNOWN):
        sentences = [
            sentences[0].removesuffix(".")
            + _("; the moved days off of that time are not known: weekends and holidays were counted.")
        ]
    return Deadline(last, sentences[0])


def day_of(name: str, value: object) -> date:
    """Read a day such as 2026-05-02; raises `ImpossibleInput` for anything else."""
    if isinstance(value, str) and len(value) == 10:
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise ImpossibleInput(
        _("“%(name)s” must be a day such as “2026-05-02”, not %(value)s.")
        % {"name": name, "value": shown(value)}
    )


def days_of(name: str, value: Iterable[Any]) -> frozenset[date]:
    return frozenset(day_of(name, day) for day in list_of(name, value))


def calendar_from_json(data: object) -> WorkingCalendar:
    """Read {"days_off": ["2026-05-02"], "working": []}; raises `ImpossibleInput` for anything else."""
    days_off, working = values_of(data, "own_days", nullable={"days_off": [], "working": []})
    return WorkingCalendar(days_of("days_off", days_off), days_of("working", working))


def deadline_from_json(data: object) -> Deadline:
    """Read what `deadline` takes, and count; unknown names are refused.

    Raises `ImpossibleInput` with one sentence that says what is wrong.
    """
    start, term, roll, days_off, working = values_of(
        data, "input", "from", "term", nullable={"roll": False, "days_off": [], "working": []}
    )
    check_flags(roll=roll)
    calendar = WorkingCalendar(days_of("days_off", days_off), days_of("working", working))
    return deadline(day_of("from", start), Term.from_json(term), calendar, roll=roll)
