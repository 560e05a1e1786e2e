"""The days of a person as a calendar file (RFC 5545): to download, and under a private address for a program.

Such a program asks again and again: it gets 304 as long as nothing has changed, and is stopped when it asks too often.
"""

import hashlib
from collections.abc import Collection
from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from governance import clock
from governance.desk.base.access import SignedInRequest, everyone, signed_in
from governance.desk.base.calendar_days import CalendarEntry, CalendarReader
from governance.desk.base.calendars import calendar_entries, day_calendars
from governance.desk.base.visitor import guesses_keys, in_the_next_hour, note_wrong_key, too_often
from governance.desk.pages.calendar.page import MOST
from governance.documents.record.rate_limit import count_attempt
from governance.documents.settings.calendar import PeculiarDay, peculiar_days
from governance.roles.may import appointments_and_rights
from governance.roles.own_calendar import address_behind, choice_of, note_use

# How far a calendar file reaches back and ahead, and how long a meeting stands in it (its end is not planned).
BACK, AHEAD = timedelta(days=60), timedelta(days=400)
MEETING_LASTS = timedelta(hours=1, minutes=30)
# How often programs are told to ask.
ASKED_AGAIN = timedelta(hours=1)


@signed_in
def calendar_ics(request: SignedInRequest) -> HttpResponse:
    """The calendar of this person as a file to download, with the calendars that they look at."""
    reader = CalendarReader(request.user, request.pairs, most=MOST)
    content = file_of(reader, choice_of(request.user).without)
    return _answer(content, "attachment", "private, no-store")


@everyone
def calendar_link(request: HttpRequest, key: str) -> HttpResponse:
    """The calendar for a calendar program: what its person may see now; 404 after it was revoked, or they have left."""
    if guesses_keys(request):
        return too_often(request)
    address = address_behind(key)
    appointments, pairs = appointments_and_rights(address.person) if address is not None else ([], set())
    if address is None or not appointments:
        note_wrong_key(request)
        raise Http404
    if count_attempt("calendar address", str(address.pk)) > settings.CALENDAR_READS_PER_HOUR:
        return in_the_next_hour(HttpResponse(_("Too often."), content_type="text/plain; charset=utf-8"))
    note_use(address)
    with translation.override(settings.LANGUAGE_CODE):
        content = file_of(CalendarReader(address.person, pairs, most=MOST), address.without)
    etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    made = _answer(content, "inline", "private, no-cache")
    made["ETag"] = etag
    return get_conditional_response(request, etag, None, made) or made


def _answer(content: bytes, disposition: str, kept: str) -> HttpResponse:
    headers = {"Content-Disposition": f'{disposition}; filename="calendar.ics"', "Cache-Control": kept}
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)


def file_of(viewer: CalendarReader, without: Collection[str]) -> bytes:
    """The file. Of the same days it has the same bytes, so it says when a paper changed, and not when it was asked."""
    today = clock.today()
    made = Calendar()
    made.add("prodid", "-//district governance//calendar//")
    made.add("version", "2.0")
    made.add("x-wr-calname", _("District: papers and meetings"))
    made.add("refresh-interval", ASKED_AGAIN, parameters={"value": "DURATION"})
    made.add("x-published-ttl", "PT1H")
    labels = {calendar.name: str(calendar.label) for calendar in day_calendars()}
    for entry in calendar_entries(viewer, today - BACK, today + AHEAD, without=without):
        made.add_component(event_of(entry, labels[entry.calendar]))
    for one in peculiar_days(viewer.person.district_id, today - BACK, today + AHEAD):
        made.add_component(event_of_day(one))
    return bytes(made.to_ical())


def host() -> str:
    return urlsplit(settings.PUBLIC_ADDRESS).hostname or "localhost"


def midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, UTC)


def event_of_day(one: PeculiarDay) -> Event:
    """A day off or a worked weekend day: shown, and nobody is busy."""
    event = Event()
    event.add("uid", f"day-{one.day.isoformat()}@{host()}")
    event.add("dtstamp", midnight(one.day.replace(month=1, day=1)))
    event.add("summary", one.words[:1].upper() + one.words[1:])
    event.add("categories", [_("Days off")])
    event.add("dtstart", one.day)
    event.add("dtend", one.day + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    return event


def event_of(entry: CalendarEntry, calendar: str) -> Event:
    """A meeting has its hour; a last day takes the whole day, and leaves its person free."""
    event = Event()
    stamp = entry.at or entry.day
    event.add("uid", f"{entry.paper}-{entry.mark}@{host()}")
    event.add("dtstamp", (entry.changed or midnight(entry.day)).astimezone(UTC))
    event.add("summary", entry.subject)
    event.add("categories", [calendar])
    event.add("dtstart", stamp.astimezone(UTC) if isinstance(stamp, datetime) else stamp)
    event.add("dtend", event.decoded("dtstart") + (MEETING_LASTS if entry.at else timedelta(days=1)))
    event.add("transp", "OPAQUE" if entry.at and not entry.is_void else "TRANSPARENT")
    event.add("url", settings.PUBLIC_ADDRESS + entry.href)
    if entry.is_void:
        event.add("status", "CANCELLED")
    if entry.place:
        event.add("location", entry.place)
    return event
