"""A body of a school at work: set up from a pattern, and its sitting to a signed protocol."""

from datetime import date, datetime, time
from typing import Any

from django.utils.timezone import make_aware

from governance import clock
from governance.documents.approval.setting_up import SeatGroup, set_up_body
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.protocol.protocol import Protocol
from governance.documents.record.perform import draft, perform
from governance.documents.settings.body_patterns import PATTERNS
from governance.roles.unit import Unit
from governance.scenarios.luza import Luza

SINCE = date(2011, 9, 1)
PEOPLE = ("director", "deputy", "teacher_maths", "teacher_russian")


def set_up(luza: Luza, code: str, name: str = "", **other: Any) -> Unit:
    people = [luza.people[key] for key in PEOPLE]
    pattern = PATTERNS[code]
    given: dict[str, Any] = {
        "groups": [
            SeatGroup(group, max(seats, 4), () if place else people)
            for place, (group, seats) in enumerate(pattern.groups)
        ],
        "chair": luza.people["deputy"],
        "secretary": luza.people["clerk"],
        "source": pattern.source,
        "sittings": pattern.sittings,
        "since": SINCE,
        "by": luza.people["administrator"],
        "basis": "приказ от 01.09.2011 № 5",
        **other,
    }
    return set_up_body(pattern, luza.base, name or pattern.name, **given)


def met(luza: Luza, body: Unit, day: date, question: str) -> Protocol:
    """The body meets: everybody is there and for it, the chair votes too; the protocol is signed by both."""
    keeper, chair = luza.people["clerk"], luza.people["deputy"]
    moment = make_aware(datetime.combine(day, time(14)))
    seats = list(body.seats.filter(appointments__isnull=False).order_by("position"))
    with clock.played(moment):
        meeting = draft(Meeting, unit=body, title="Заседание", by=keeper, held_at=moment, place="актовый зал")
        meeting = perform(meeting, "add_item", by=keeper, title=question)
        meeting = perform(meeting, "convene", by=keeper)
        for seat in seats:
            meeting = perform(meeting, "mark_attendance", by=keeper, seat=seat, status="present")
        meeting = perform(meeting, "open", by=chair)
        meeting = perform(meeting, "open_round", by=chair, item=meeting.agenda().get())
        for seat, key in zip(seats, PEOPLE, strict=True):
            meeting = perform(meeting, "cast", by=luza.people[key], seat=seat, choice="for")
        meeting = perform(meeting, "close_round", by=chair)
        meeting = perform(meeting, "finish", by=chair)
        protocol = Protocol.objects.get(meeting=meeting)
        entries = {
            entry.item_id: {"heard": "Докладчика.", "decided": "Согласиться."}
            for entry in protocol.entries.all()
        }
        protocol = perform(protocol, "revise", by=keeper, entries=entries)
        protocol = perform(protocol, "submit", by=keeper)
        protocol = perform(protocol, "sign_as_secretary", by=keeper)
        return perform(protocol, "sign_as_chair", by=chair)
