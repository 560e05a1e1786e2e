"""Invitations as calendar programs know them (RFC 5545, RFC 5546): who has one, and the entry that they are sent.

The UID of a sitting stays; its SEQUENCE is the number of moves that the paper has seen, so it rises with every change.
"""

from collections.abc import Iterable
from datetime import timedelta
from email.utils import parseaddr
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from icalendar import Calendar, Event, vCalAddress, vText

from governance import clock
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.meeting.named import people_named
from governance.documents.kinds.meeting.table import places
from governance.letters.message import host
from governance.roles.person import Person

REQUEST, CANCEL = "REQUEST", "CANCEL"
# The end of a sitting is not planned; so long it stands in a calendar.
LASTS = timedelta(hours=1, minutes=30)


class CalendarInvitation(models.Model):
    """That a person was sent the entry of a sitting, and whether it was called off for them since."""

    binds_nobody = "it says what calendars of people show; who is invited follows from the seats"

    meeting: Any = models.ForeignKey(Meeting, models.PROTECT, related_name="calendar_invitations")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    called_off = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "person"], name="one_calendar_entry_a_person")
        ]


def members_of(meeting: Meeting) -> list[Person]:
    """The holders and acting holders of the body's seats on the day of the meeting, each once."""
    people = {
        appointment.person_id: appointment.person
        for place in places(meeting.unit_id, meeting.day).values()
        for appointment in (place.holder, *place.acting)
    }
    return list(people.values())


def reporting_at(meeting: Meeting, members: Iterable[Person]) -> list[Person]:
    """Whom its agenda names beside its members."""
    known = {person.pk for person in members}
    return [person for person in people_named(meeting) if person.pk not in known]


def expected_at(meeting: Meeting) -> list[Person]:
    """The members, and whom the agenda names."""
    members = members_of(meeting)
    return [*members, *reporting_at(meeting, members)]


def note_invited(meeting: Meeting, people: Iterable[Person]) -> None:
    rows = [CalendarInvitation(meeting=meeting, person=person) for person in people]
    CalendarInvitation.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["meeting", "person"], update_fields=["called_off"]
    )


def call_off_for(meeting: Meeting, members: Iterable[Person]) -> list[Person]:
    """Those who have the entry and are members no longer. They are noted as called off."""
    present = {person.pk for person in members}
    rows = CalendarInvitation.objects.filter(meeting=meeting, called_off=False).exclude(person__in=present)
    gone = list(rows.select_related("person"))
    if gone:
        CalendarInvitation.objects.filter(pk__in=[row.pk for row in gone]).update(called_off=True)
    return [row.person for row in gone]


def entry_of(meeting: Meeting, person: Person, method: str, told: str = "") -> str:
    """The entry for one person, who alone stands in it."""
    event = Event()
    event.add("uid", f"meeting-{meeting.pk}@{host()}")
    event.add("sequence", meeting.revision)
    event.add("dtstamp", clock.now())
    event.add("summary", str(meeting))
    event.add("dtstart", meeting.held_at)
    event.add("dtend", meeting.held_at + LASTS)
    event.add("location", meeting.place)
    event.add("url", f"{settings.PUBLIC_ADDRESS}/papers/{meeting.pk}/")
    event.add("status", "CANCELLED" if method == CANCEL else "CONFIRMED")
    if told:
        event.add("description", told)
    organizer = vCalAddress(f"mailto:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}")
    organizer.params["CN"] = vText(meeting.unit.name)
    event.add("organizer", organizer)
    attendee = vCalAddress(f"mailto:{person.email}")
    attendee.params["CN"] = vText(person.full_name)
    attendee.params["ROLE"] = vText("REQ-PARTICIPANT")
    attendee.params["PARTSTAT"] = vText("NEEDS-ACTION")
    attendee.params["RSVP"] = vText("FALSE")
    event.add("attendee", attendee)
    made = Calendar()
    made.add("prodid", "-//district governance//meetings//")
    made.add("version", "2.0")
    made.add("method", method)
    made.add_component(event)
    return made.to_ical().decode()
