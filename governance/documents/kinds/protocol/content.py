"""The words of a protocol, gathered from its meeting: what is frozen, signed and printed.

Papers are Russian whatever language the pages are read in, so nothing here follows the reader's language.
"""

import re
from collections.abc import Iterable, Mapping

from django.conf import settings
from django.db.models import Prefetch, prefetch_related_objects
from django.utils import translation

from governance.documents.kinds.meeting.agenda import AgendaItem
from governance.documents.kinds.meeting.election.commission import tellers_of
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.meeting.papers import organization_of
from governance.documents.kinds.meeting.rounds import Roll, Round
from governance.documents.kinds.meeting.table import Attendance
from governance.documents.kinds.protocol import attendance_told
from governance.documents.kinds.protocol.additions import annexes_of
from governance.documents.kinds.protocol.commission_told import commission_told
from governance.documents.kinds.protocol.entry import ProtocolEntry
from governance.documents.kinds.protocol.rounds_told import Telling
from governance.documents.kinds.protocol.sheets import without_sitting
from governance.documents.kinds.protocol.signed_words import (
    AgendaLine,
    DecidedPoint,
    DissentData,
    ItemData,
    SignedText,
)
from governance.documents.kinds.protocol.wording import offices_on
from governance.documents.language.phrases import paper_date
from governance.roles.appointment import Appointment
from governance.roles.may import ground_for
from governance.roles.rights import Right

# «Крылова И.П.: диплом найден», behind a label with a colon of its own.
SPEECH = re.compile(r"^([А-ЯЁ][\w-]+ [А-ЯЁ]\.(?: ?[А-ЯЁ]\.)?):\s+")


def protocol_text(
    meeting: Meeting, entries: Iterable[ProtocolEntry], points: Mapping[int, list[DecidedPoint]]
) -> SignedText:
    """Everything of the meeting as it will print; some ten queries, however many items.

    `points`: those of the decisions, by the id of the question.
    """
    with translation.override(settings.LANGUAGE_CODE):
        items = _items(meeting)
        entry_of = {entry.item_id: entry for entry in entries}
        marks = list(meeting.table.marks.values())
        proxies = attendance_told.used_proxies(items)
        attended = {mark.seat_id for mark in marks if mark.arrived_at is not None}
        organization, secretary = organization_of(meeting.unit), _secretary(meeting)
        place = meeting.unit.place or organization.place or meeting.place
        offices = offices_on(meeting.district_id)
        text = SignedText(
            organization=organization.name,
            body=f"заседания {meeting.unit.form('genitive')}",
            date=paper_date(meeting.day),
            place=place,
            venue="" if meeting.place == place else meeting.place,
            time=attendance_told.time_of(meeting),
            presiding=_presiding(meeting, marks),
            presiding_label=offices.chair if _chair_presided(meeting, marks) else offices.presiding,
            secretary=secretary,
            counted=_counted(meeting, secretary) if any(item.rounds.all() for item in items) else "",
            present=attendance_told.attended(marks, proxies),
            absent=attendance_told.absent(meeting, marks, proxies),
            invited=lines_said(meeting.invited),
            quorum=attendance_told.quorum(meeting, len(attended), len(proxies.keys() - attended)),
            agenda=[AgendaLine(title=_title(item), speaker=item.speaker) for item in items],
            items=[_item(meeting, item, entry_of[item.pk], marks, points.get(item.pk, [])) for item in items],
            annexes=list(annexes_of(meeting)),
        )
        if commission := commission_told(meeting):
            text["commission"] = commission
        return without_sitting(meeting, text) if meeting.is_absentee else text


def _items(meeting: Meeting) -> list[AgendaItem]:
    prefetch_related_objects(
        meeting.questions,
        Prefetch("rounds__rolls", Roll.objects.select_related("person", "proxy")),
        "rounds__ballots",
        "recusals__person",
        "dissents__person",
    )
    # Of a question that was voted on, the roll says who was out.
    heard = [
        item
        for item in meeting.questions
        if all(round.state != Round.State.CLOSED for round in item.rounds.all())
    ]
    if heard:
        prefetch_related_objects(heard, "absences__person")
    return meeting.questions


# --- who led it -------------------------------------------------------------------------------------------------------


def _presiding(meeting: Meeting, marks: list[Attendance]) -> str:
    mark = _mark_of_presiding(meeting, marks)
    return f"{mark.person.name}, {mark.appointment.capacity}" if mark else ""


def _chair_presided(meeting: Meeting, marks: list[Attendance]) -> bool:
    mark = _mark_of_presiding(meeting, marks)
    return (
        mark is not None
        and Appointment.objects.filter(pk=mark.appointment_id)
        .carrying(Right.PRESIDE, meeting.unit_id)
        .exists()
    )


def _mark_of_presiding(meeting: Meeting, marks: list[Attendance]) -> Attendance | None:
    return next((mark for mark in marks if mark.seat_id == meeting.presiding_id), None)


def _counted(meeting: Meeting, secretary: str) -> str:
    """Who counted the votes: the secretary, and what was secret the counting commission."""
    tellers = ", ".join(teller.person.name for teller in tellers_of(meeting))
    return f"{secretary}; счётная комиссия: {tellers}" if tellers else secretary


def _secretary(meeting: Meeting) -> str:
    if meeting.secretary is None:
        return ""
    ground = ground_for(meeting.secretary, Right.KEEP_MINUTES, meeting.unit_id, meeting.day)
    return f"{meeting.secretary.name}, {ground.capacity}" if ground else meeting.secretary.name


# --- questions --------------------------------------------------------------------------------------------------------


def _title(item: AgendaItem) -> str:
    return f"{item.title} (вне повестки дня)" if item.off_agenda else item.title


def lines_said(text: str) -> list[str]:
    """What was typed on one subject: a sentence or paragraph a line."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def _item(
    meeting: Meeting,
    item: AgendaItem,
    entry: ProtocolEntry,
    marks: list[Attendance],
    points: list[DecidedPoint],
) -> ItemData:
    rounds = list(item.rounds.all())
    reasons = {recusal.seat_id: recusal.reason for recusal in item.recusals.all()}
    told = ItemData(
        number=f"{item.position}.",
        title=_title(item),
        taking_part=attendance_told.taking_part(meeting.unit, rounds),
        away=attendance_told.away(item, marks),
        heard=[*lines_said(entry.heard), *(reply.told for reply in item.remark_replies)],
        spoke=[SPEECH.sub(r"\1 — ", line) for line in lines_said(entry.spoke)],
        rounds=Telling(
            meeting.district_id, entry.motion, meeting.rules.quoted, reasons, by_sheets=meeting.is_absentee
        ).told(rounds),
        decided=lines_said(entry.decided),
        dissents=[
            DissentData(name=dissent.person.name, text=dissent.text)
            for dissent in sorted(item.dissents.all(), key=lambda dissent: dissent.pk)
        ],
    )
    if points:
        told["points"] = points
    return told
