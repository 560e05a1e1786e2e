"""Which days of the calendar are looked at: a month, a week, or four weeks as a list."""

from calendar import Calendar as Weeks
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import ClassVar

from django.db import models
from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.translation import gettext as _, pgettext_lazy

YEARS = range(1950, 2200)
WEEK = timedelta(days=7)
LISTED = 4 * WEEK


class View(models.TextChoices):
    """The ways to look at the calendar; the value is the name of the parameter, too."""

    MONTH = "month", pgettext_lazy("calendar", "Month")
    WEEK = "week", pgettext_lazy("calendar", "Week")
    LIST = "list", pgettext_lazy("calendar", "List")


@dataclass(frozen=True)
class MonthSpan:
    """`first`: the first day of the month; its page shows whole weeks, and so many entries of one day."""

    first: date
    view: ClassVar[View] = View.MONTH
    shown: ClassVar[int] = 3

    @property
    def days(self) -> Sequence[date]:
        return list(Weeks().itermonthdates(self.first.year, self.first.month))

    @property
    def caption(self) -> str:
        words = date_format(self.first, "F Y")
        return words[:1].upper() + words[1:]

    @property
    def before(self) -> date:
        return (self.first - date.resolution).replace(day=1)

    @property
    def after(self) -> date:
        return (self.first + timedelta(days=31)).replace(day=1)


@dataclass(frozen=True)
class DaysSpan:
    """A week from Monday, or four weeks from any day."""

    view: View
    first: date
    lasts: timedelta
    shown: int

    @property
    def days(self) -> Sequence[date]:
        return [self.first + date.resolution * number for number in range(self.lasts.days)]

    @property
    def caption(self) -> str:
        last = self.first + self.lasts - date.resolution
        if self.first.year != last.year:
            ends = date_format(self.first, "j E Y"), date_format(last, "j E Y")
        elif self.first.month != last.month:
            ends = date_format(self.first, "j E"), date_format(last, "j E Y")
        else:
            ends = str(self.first.day), date_format(last, "j E Y")
        return _("%(first)s – %(last)s") % {"first": ends[0], "last": ends[1]}

    @property
    def before(self) -> date:
        return self.first - self.lasts

    @property
    def after(self) -> date:
        return self.first + self.lasts


Span = MonthSpan | DaysSpan


def span_of(view: View, day: date) -> Span:
    """What this view shows for a day."""
    if view == View.WEEK:
        return DaysSpan(View.WEEK, day - timedelta(days=day.weekday()), WEEK, shown=10)
    if view == View.LIST:
        return DaysSpan(View.LIST, day, LISTED, shown=8)
    return MonthSpan(day.replace(day=1))


def asked_span(query: QueryDict, usual: View, today: date) -> tuple[Span, str]:
    """What the address asks for, and what of it is no day; without either the usual view of today."""
    for view in View:
        if view.value in query:
            asked = str(query[view.value])
            day = month_of(asked) if view == View.MONTH else day_of(asked)
            return span_of(view, day or today), "" if day else asked[:20]
    return span_of(usual, today), ""


def written(view: View, day: date) -> str:
    """How the address of these days says them: «month=2011-09», «week=2011-09-05»."""
    return f"{view.value}={day:%Y-%m}" if view == View.MONTH else f"{view.value}={day:%Y-%m-%d}"


def day_of(text: str) -> date | None:
    """The day «2011-09-05» of a year that the calendar has; None for anything else."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.year in YEARS else None


def month_of(text: str) -> date | None:
    """The first day of the month «2011-09»; None for anything else."""
    try:
        month = datetime.strptime(text, "%Y-%m").date()  # noqa: DTZ007  a month is in no time zone
    except ValueError:
        return None
    return month if text.isascii() and month.year in YEARS else None
