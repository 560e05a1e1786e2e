"""The pages of the calendar, and what a person has chosen to see there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from governance import clock
from governance.desk.base.access import SignedInRequest, signed_in
from governance.desk.base.calendar_days import CalendarEntry, CalendarReader
from governance.desk.base.calendars import calendar_entries, day_calendars
from governance.desk.base.components import Crumb, Words
from governance.desk.base.navigation import Group, enter_section
from governance.desk.base.page import Page, Section
from governance.desk.pages.calendar.spans import Span, View, asked_span, day_of, written
from governance.documents.settings.calendar import calendar_of, peculiar_days
from governance.roles.own_calendar import CalendarChoice, choice_of, choose

CALENDAR = enter_section(
    Section("calendar", gettext_lazy("Calendar"), "calendar"), Group.WORK, place=2, at_hand=True
)
# So many entries of a day are read of each calendar for somebody who sees very many papers.
MOST = 30


@dataclass(frozen=True)
class ChosenCalendar:
    """A calendar with whether it is shown now; a press on it turns that."""

    name: str
    label: Words
    is_shown: bool


def chosen_calendars(without: Sequence[str]) -> list[ChosenCalendar]:
    return [ChosenCalendar(one.name, one.label, one.name not in without) for one in day_calendars()]


@dataclass(frozen=True)
class DayCell:
    """A day with the entries that a screen holds, and how many `more` there are, of which `is_cut` were not read.

    `is_off`: it is not worked; `words`: what is peculiar of it, the holiday or its work.
    """

    day: date
    entries: Sequence[CalendarEntry]
    more: int
    is_cut: bool
    is_off: bool
    words: str
    # Of the month before or after.
    is_other: bool


class CalendarPage(Page):
    """The days of a span by weeks, or those of a list that have something; `ignored`: what was asked and is no day."""

    def __init__(self, request: SignedInRequest) -> None:
        self.today = clock.today()
        choice = choice_of(request.user)
        usual = View(choice.view) if choice.view in View.values else View.MONTH
        self.span, self.ignored = asked_span(request.GET, usual, self.today)
        super().__init__(title=self.span.caption, section=CALENDAR.name)
        self.earlier = written(self.span.view, self.span.before)
        self.later = written(self.span.view, self.span.after)
        self.views = list(View)
        self.calendars = chosen_calendars(choice.without)
        self.calendar_labels = {one.name: one.label for one in self.calendars}
        # The days from which another view goes on: of the present month its today, not its first week.
        is_this_month = self.span.view == View.MONTH and self.span.first == self.today.replace(day=1)
        self.goes_on_from = self.today if is_this_month else self.span.first
        self.is_present = self.today in self.span.days and self.span.view != View.LIST
        cells = cells_of(request, self.span, choice)
        self.weeks = [cells[start : start + 7] for start in range(0, len(cells), 7)]
        self.listed = [cell for cell in cells if cell.entries or cell.words]
        self.empty = not any(cell.entries for cell in cells if not cell.is_other)


def cells_of(request: SignedInRequest, span: Span, choice: CalendarChoice) -> list[DayCell]:
    """The days of a span, with the days off of the district."""
    days, district = span.days, request.user.district_id
    reader = CalendarReader(request.user, request.pairs, most=MOST, at_desk=True)
    entries: Mapping[date, list[CalendarEntry]] = {day: [] for day in days}
    for entry in calendar_entries(reader, days[0], days[-1], without=choice.without):
        entries[entry.day].append(entry)
    working = calendar_of(district)
    peculiar = {one.day: one.words for one in peculiar_days(district, days[0], days[-1])}
    return [
        DayCell(
            day=day,
            entries=entries[day][: span.shown],
            more=max(0, len(entries[day]) - span.shown),
            is_cut=reader.papers.are_many and len(entries[day]) >= MOST,
            is_off=not working.is_working(day),
            words=peculiar.get(day, ""),
            is_other=span.view == View.MONTH and day.month != span.first.month,
        )
        for day in days
    ]


class DayPage(Page):
    """All of one day."""

    def __init__(self, request: SignedInRequest, day: date) -> None:
        choice = choice_of(request.user)
        back = Crumb(date_format(day, "F Y"), f"{reverse('calendar')}?month={day:%Y-%m}")
        super().__init__(title=date_format(day, "j E Y"), section=CALENDAR.name, crumbs=[back])
        self.day, self.before, self.after = day, day - date.resolution, day + date.resolution
        self.calendars = chosen_calendars(choice.without)
        self.calendar_labels = {one.name: one.label for one in self.calendars}
        self.words = next((one.words for one in peculiar_days(request.user.district_id, day, day)), "")
        reader = CalendarReader(request.user, request.pairs, at_desk=True)
        self.events = calendar_entries(reader, day, day, without=choice.without)


@signed_in
def calendar(request: SignedInRequest) -> HttpResponse:
    day = day_of(request.GET.get("day", ""))
    if day is not None:
        return DayPage(request, day).response(request, "governance/calendar/day.html")
    return CalendarPage(request).response(request, "governance/calendar/calendar.html")


@require_POST
@signed_in
def calendar_choice(request: SignedInRequest) -> HttpResponse:
    """Remember another view, or show a calendar or put it away, and go back to the same days."""
    choice, known = choice_of(request.user), {one.name for one in day_calendars()}
    view, turned = request.POST.get("view", ""), request.POST.get("calendar", "")
    day = day_of(request.POST.get("day", "")) or clock.today()
    shown = next((one for one in View if one.value in (view, request.POST.get("now"))), None)
    if view in View.values:
        choice, shown = replace(choice, view=view), View(view)
    if turned in known:
        choice = replace(choice, without=tuple(sorted(({*choice.without} ^ {turned}) & known)))
    choose(request.user, choice)
    asked = written(shown, day) if shown is not None else f"day={day:%Y-%m-%d}"
    return redirect(f"{reverse('calendar')}?{asked}")
