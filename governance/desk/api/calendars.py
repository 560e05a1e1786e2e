"""The calendar as a program reads it: what stands in it for the person of the token."""

from datetime import timedelta
from typing import Any

from ninja import Query, Router, Schema

from governance import clock
from governance.desk.api import values
from governance.desk.api.door import ApiRequest
from governance.desk.api.problems import Problem
from governance.desk.api.schemas import DayRow
from governance.desk.base.calendar_days import CalendarReader
from governance.desk.base.calendars import calendar_entries
from governance.desk.pages.calendar.page import MOST

router = Router(tags=["calendar"])
# How much of it is read at once, and how much without being asked.
LONGEST, USUAL = timedelta(days=400), timedelta(days=30)


class CalendarQuery(Schema):
    """From when until when, both included; without them a month from today."""

    since: values.Day | None = None
    until: values.Day | None = None


@router.get("calendar", response=list[DayRow], url_name="api_calendar", summary="Meetings, last days, terms")
def calendar(request: ApiRequest, asked: Query[CalendarQuery]) -> list[dict[str, Any]]:
    """At most 400 days at once."""
    since = asked.since or clock.today()
    until = asked.until or min(since, values.LAST_DAY - USUAL) + USUAL
    if not timedelta(0) <= until - since <= LONGEST:
        raise Problem("invalid", errors=[{"pointer": "query/until", "detail": "0–400 days after since"}])
    reader = CalendarReader(request.user, request.pairs, most=MOST)
    return [
        {
            "day": entry.day,
            "at": entry.at,
            "subject": entry.subject,
            "place": entry.place,
            "calendar": entry.calendar,
            "cancelled": entry.is_void,
            "paper": entry.paper,
            "href": values.desk_address("api_paper", entry.paper),
        }
        for entry in calendar_entries(reader, since, until)
    ]
