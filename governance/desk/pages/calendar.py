"""The month page, and the same days for a calendar program by a private link."""

from calendar import Calendar as Weeks
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _, gettext_lazy
from icalendar import Calendar, Event

from governance import clock
from governance.desk.base.access import SignedInRequest, everyone, signed_in
from governance.desk.base.calendar_days import CalendarEntry, CalendarReader, calendar_entries
from governance.desk.base.components import Crumb
from governance.desk.base.navigation import Group, enter_section
from governance.desk.base.page import Page, Section
from governance.desk.base.visitor import guesses_keys, note_wrong_key, too_often
from governance.documents.settings.calendar import PeculiarDay, calendar_of, peculiar_days
from governance.roles.may import rights_of
from governance.roles.person import Person

# How far a calendar file reaches back and ahead, and how long a meeting stands in it (its end is not planned).
BACK, AHEAD = timedelta(days=60), timedelta(days=400)
MEETING_LASTS = timedelta(hours=1, minutes=30)
CALENDAR = enter_section(
    Section("calendar", gettext_lazy("Calendar"), "calendar"), Group.WORK, place=2, at_hand=True
)
YEARS = range(1950, 2200)
# How many entries stand in the cell of a day; the others are shown by the page of that day.
SHOWN = 12


class MonthPage(Page):
    """The weeks of a month, `shown` entries of each day; `ignored`: what was asked for and is no month."""

    def __init__(self, request: SignedInRequest) -> None:
        self.today, self.shown = clock.today(), SHOWN
        asked = request.GET.get("month", "")
        known = month_of(asked)
        self.month = known or self.today.replace(day=1)
        self.caption = date_format(self.month, "F Y")
        super().__init__(title=self.caption[:1].upper() + self.caption[1:], section=CALENDAR.name)
        self.ignored = asked[:20] if known is None else ""
        self.previous, self.next = self.month - timedelta(days=1), self.month + timedelta(days=31)
        days = list(Weeks().itermonthdates(self.month.year, self.month.month))
        reader = CalendarReader(request.user, request.pairs, most=SHOWN + 1)
        entries: dict[date, list[CalendarEntry]] = {day: [] for day in days}
        for entry in calendar_entries(reader, days[0], days[-1]):
            entries[entry.day].append(entry)
        self.weeks = weeks_of(days, entries, request.user.district_id)
        self.empty = not any(entries[day] for day in days if day.month == self.month.month)


class DayCell(NamedTuple):
    """A day of the month; `is_off`: it is not worked; `words`: what is peculiar of it, the holiday or its work."""

    day: date
    entries: list[CalendarEntry]
    is_off: bool
    words: str


def weeks_of(
    days: Sequence[date], entries: Mapping[date, list[CalendarEntry]], district: int
) -> list[list[DayCell]]:
    """The days by weeks, with the days off of a district."""
    working = calendar_of(district)
    peculiar = {one.day: one.words for one in peculiar_days(district, days[0], days[-1])}
    cells = [DayCell(day, entries[day], not working.is_working(day), peculiar.get(day, "")) for day in days]
    return [cells[start : start + 7] for start in range(0, len(cells), 7)]


@signed_in
def calendar(request: SignedInRequest) -> HttpResponse:
    day = day_of(request.GET.get("day", ""))
    if day is not None:
        # All of a day that has more than its cell in the month holds.
        month = Crumb(date_format(day, "F Y"), f"{reverse('calendar')}?month={day:%Y-%m}")
        page = Page(title=date_format(day, "j E Y"), section=CALENDAR.name, crumbs=[month])
        events = calendar_entries(CalendarReader(request.user, request.pairs), day, day)
        return page.response(request, "governance/calendar_day.html", also={"events": events})
    return MonthPage(request).response(request, "governance/calendar.html")


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
        month = datetime.strptime(text, "%Y-%m").date()  # noqa: DTZ007  # a month is in no time zone
    except ValueError:
        return None
    return month if text.isascii() and month.year in YEARS else None


@signed_in
def calendar_ics(request: SignedInRequest) -> HttpResponse:
    """The calendar of this person as a file to download."""
    return file_of(CalendarReader(request.user, request.pairs, most=SHOWN), "attachment")


@everyone
def calendar_link(request: HttpRequest, key: str) -> HttpResponse:
    """The calendar for a calendar program. Whoever has the link sees it; the profile page gives a new link."""
    if guesses_keys(request):
        return too_often(request)
    person = Person.objects.filter(calendar_key=key, is_active=True).first()
    if person is None:
        note_wrong_key(request)
        raise Http404
    with translation.override(settings.LANGUAGE_CODE):
        return file_of(CalendarReader(person, rights_of(person), most=SHOWN), "inline")


def file_of(viewer: CalendarReader, disposition: str) -> HttpResponse:
    today = clock.today()
    made = Calendar()
    made.add("prodid", "-//district governance//calendar//")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", _("District: papers and meetings"))
    for entry in calendar_entries(viewer, today - BACK, today + AHEAD):
        made.add_component(event_of(entry))
    for one in peculiar_days(viewer.person.district_id, today - BACK, today + AHEAD):
        made.add_component(event_of_day(one))
    return HttpResponse(
        made.to_ical(),
        content_type="text/calendar; charset=utf-8",
        headers={
            "Content-Disposition": f'{disposition}; filename="calendar.ics"',
            "Cache-Control": "private, no-store",
        },
    )


def event_of_day(one: PeculiarDay) -> Event:
    """A day off or a worked weekend day: shown, and nobody is busy."""
    event = Event()
    host = urlsplit(settings.PUBLIC_ADDRESS).hostname or "localhost"
    event.add("uid", f"day-{one.day.isoformat()}@{host}")
    event.add("dtstamp", clock.now())
    event.add("summary", one.words[:1].upper() + one.words[1:])
    event.add("dtstart", one.day)
    event.add("dtend", one.day + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    return event


def event_of(entry: CalendarEntry) -> Event:
    event = Event()
    host = urlsplit(settings.PUBLIC_ADDRESS).hostname or "localhost"
    stamp = entry.at or entry.day
    event.add("uid", f"{entry.paper}-{entry.mark}-{entry.day.isoformat()}@{host}")
    event.add("dtstamp", clock.now())
    event.add("summary", entry.subject)
    event.add("dtstart", stamp)
    event.add("dtend", stamp + (MEETING_LASTS if entry.at else timedelta(days=1)))
    event.add("url", settings.PUBLIC_ADDRESS + entry.href)
    if entry.place:
        event.add("location", entry.place)
    return event
