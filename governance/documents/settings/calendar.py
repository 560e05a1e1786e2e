"""The calendar of a district, by which every term of the product is counted.

Over the pure law of `law/working_days`: the Russian production calendar, and the district's own days as they are set.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from governance import clock
from governance.documents.language.phrases import list_date
from governance.documents.law.working_days import Term, WorkingCalendar
from governance.documents.settings.catalogue import OWN_DAYS
from governance.documents.settings.kinds import TermSetting

SATURDAY = 5


def calendar_of(district: int) -> WorkingCalendar:
    """Which days are worked in a district (its id), as it is known today."""
    return OWN_DAYS.on(district)


@dataclass(frozen=True)
class PeculiarDay:
    """A day off in the middle of the week, or a weekend day that is worked; with the name of the holiday, if any."""

    day: date
    is_working: bool
    holiday: str

    @property
    def words(self) -> str:
        if self.is_working:
            return _("working day")
        return self.holiday or _("day off")


def peculiar_days(district: int, since: date, until: date) -> list[PeculiarDay]:
    """The days in which a district's week differs from the usual one, between two days, both inclusive."""
    calendar, found = calendar_of(district), []
    for number in range((until - since).days + 1):
        day = since + timedelta(days=number)
        is_working = calendar.is_working(day)
        if is_working != (day.weekday() < SATURDAY):
            found.append(PeculiarDay(day, is_working, calendar.holiday(day)))
    return found


def last_day(setting: TermSetting, district: int, start: date | None = None) -> date:
    """The last day of a term that begins with an event on `start`, by default today."""
    start = start or clock.today()
    return last_day_of(setting.on(district, start), district, start, rolls=setting.rolls)


def last_day_of(term: Term, district: int, start: date | None = None, *, rolls: bool = True) -> date:
    """The same of a term that a paper or a body has for itself."""
    # Only days off ask for the days of the district, which costs a query.
    calendar = calendar_of(district) if rolls or term.unit == "working_days" else WorkingCalendar()
    return term.last_day(start or clock.today(), calendar, roll=rolls)


def latest_start(setting: TermSetting, district: int, end: date) -> date:
    """The latest day on which something has to be done so that the whole term lies between it and `end`."""
    return setting.on(district, end).latest_start(end, calendar_of(district))


def with_last_day(term: Term, day: date) -> str:
    """The term as people read it beside its end: «5 рабочих дней, до 13.05.2012»."""
    return _("%(term)s, until %(day)s") % {"term": term, "day": list_date(day)}


def until(setting: TermSetting, district: int, day: date, start: date | None = None) -> str:
    """The same of a term of the district that began on `start`, by default today; a day of its own stands alone."""
    start = start or clock.today()
    if last_day(setting, district, start) != day:
        return _("until %(day)s") % {"day": list_date(day)}
    return with_last_day(setting.on(district, start), day)
