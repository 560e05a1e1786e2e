"""Meetings in the calendar."""

from collections.abc import Iterator
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.desk.base.calendar_days import (
    CalendarEntry,
    CalendarReader,
    days_of,
    start_of,
)
from governance.desk.base.calendars import day_calendar
from governance.desk.base.format import MEANINGS
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.record.kind_settings import Phase


@day_calendar("meetings", _("Meetings"), place=0)
def meetings(viewer: CalendarReader, since: date, until: date) -> Iterator[CalendarEntry]:
    """Meetings that have been convened; those still being prepared are left out."""
    called = Meeting.objects.exclude(state=Meeting.State.DRAFT).select_related("unit")
    days = [(start_of(day), start_of(after)) for day, after in days_of(since, until)]
    for meeting in viewer.dated(called, "pk", "held_at", days):
        at = timezone.localtime(meeting.held_at)
        is_void = meeting.phase == Phase.VOID
        yield CalendarEntry(
            day=at.date(),
            subject=f"{meeting.title} ({meeting.state_label})" if is_void else meeting.title,
            paper=meeting.pk,
            mark="meeting",
            meaning=MEANINGS[meeting.phase],
            at=meeting.held_at,
            place=meeting.place,
            changed=meeting.changed_at,
            is_void=is_void,
        )
