"""The calendars that one can look at: meetings, own tasks, plans, orders, days of admissions, ends of contracts …

A calendar is entered beside the pages of its kind: as a function (`day_calendar`), or as the days that stand in columns
of papers (`enter_dates`), which are read all together. The page and the calendar file take the entries of all of them.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db.models import F, QuerySet, Value
from django.utils.translation import gettext as _

from governance import clock
from governance.desk.base.calendar_days import CalendarEntry, CalendarReader, short, start_of, within
from governance.desk.base.components import Words
from governance.documents.record.document import Document

Source = Callable[[CalendarReader, date, date], Iterator[CalendarEntry]]


@dataclass(frozen=True)
class DateColumn:
    """A day in a column of a kind: what happens on it, and in which states of the paper it counts."""

    model: type[Document]
    column: str
    words: Words
    states: Sequence[str]


@dataclass(frozen=True)
class DayCalendar:
    """One of the calendars: its name, which is stored with what people choose, and what people call it."""

    name: str
    label: Words
    place: int
    source: Source | None = None
    dates: Sequence[DateColumn] = field(default=())


_calendars: dict[str, DayCalendar] = {}


def _enter(calendar: DayCalendar) -> None:
    if calendar.name in _calendars:
        raise ValueError(f"Two calendars are called {calendar.name}.")
    _calendars[calendar.name] = calendar


def day_calendar(name: str, label: Words, *, place: int) -> Callable[[Source], Source]:
    """Enter a function as the source of a calendar; 0 stands first in their list."""

    def enter(source: Source) -> Source:
        _enter(DayCalendar(name, label, place, source))
        return source

    return enter


def enter_dates(name: str, label: Words, *dates: DateColumn, place: int) -> None:
    """Enter a calendar of the days that stand in columns of papers."""
    _enter(DayCalendar(name, label, place, dates=dates))


def day_calendars() -> list[DayCalendar]:
    """All calendars, in their order."""
    return sorted(_calendars.values(), key=lambda calendar: (calendar.place, calendar.name))


def calendar_entries(
    viewer: CalendarReader, since: date, until: date, *, without: Collection[str] = ()
) -> list[CalendarEntry]:
    """All entries from `since` to `until`, both included, in the order of time, `without` those of some calendars."""
    shown = [calendar for calendar in day_calendars() if calendar.name not in without]
    entries = [
        replace(entry, calendar=calendar.name)
        for calendar in shown
        if calendar.source is not None
        for entry in calendar.source(viewer, since, until)
    ]
    entries += dated_papers(viewer, since, until, shown)
    return sorted(entries, key=lambda entry: (entry.day, entry.at is None, entry.at or start_of(entry.day)))


def dated_papers(
    viewer: CalendarReader, since: date, until: date, calendars: Sequence[DayCalendar]
) -> Iterator[CalendarEntry]:
    """What stands in the columns of these calendars; one query for all of them."""
    columns = [(calendar.name, column) for calendar in calendars for column in calendar.dates]
    if not columns:
        return
    arms = [_rows_of(viewer, since, until, place, column) for place, (_name, column) in enumerate(columns)]
    today = clock.today()
    for place, pk, title, number, changed, day in arms[0].union(*arms[1:], all=True):
        name, column = columns[place]
        called = short(f"{title} № {number}" if number else title)
        yield CalendarEntry(
            day=day,
            subject=_("%(what)s: %(title)s") % {"what": column.words, "title": called},
            paper=pk,
            mark=column.column,
            meaning="held" if day >= today else "quiet",
            changed=changed,
            calendar=name,
        )


def _rows_of(
    viewer: CalendarReader, since: date, until: date, place: int, column: DateColumn
) -> QuerySet[Any, Any]:
    papers = column.model._default_manager.filter(state__in=column.states).order_by()
    seen = within(viewer.papers.among(papers, "pk"), column.column, since, until + date.resolution)
    return seen.annotate(column_place=Value(place), day=F(column.column)).values_list(
        "column_place", "pk", "title", "number", "changed_at", "day"
    )
