"""The papers of a meeting beside its protocol: notice, agenda, registration sheet, as they print.

Notice and agenda say what the members were told: they are taken from the version that was frozen when the meeting was
convened or changed. The registration sheet has blanks before the meeting and the marks of the secretary after it.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, TypedDict

from django.conf import settings
from django.utils import timezone, translation

from governance.documents.kinds.meeting.agenda import AgendaItem
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.meeting.table import Attendance
from governance.documents.language.phrases import list_moment, paper_date, plural, sentence
from governance.documents.printing.check_code import check_of
from governance.documents.printing.citation import capitalized, decapitalized
from governance.documents.printing.copies import mark_of
from governance.documents.printing.data import PaperData, SignatureLine
from governance.documents.printing.parts import moment_of_text
from governance.documents.record.attached import Version
from governance.documents.settings.forms.meetings import NOTICE_NOTE, NUMBER_KEPT, SHEET_GUIDANCE
from governance.roles.appointment import Appointment
from governance.roles.body import Seat
from governance.roles.may import ground_for
from governance.roles.person import Person
from governance.roles.rights import Right
from governance.roles.unit import OF_A_SCHOOL, Unit
from governance.roles.unit_names import shortly

State = Meeting.State
# By whether it is an absentee vote.
NOTICE = {False: "Извещение о заседании", True: "Извещение о заочном голосовании"}
AGENDA = {False: "Повестка дня заседания", True: "Вопросы заочного голосования"}
REGISTRATION = "Лист регистрации участников заседания"


class QuestionLine(TypedDict):
    number: str
    title: str
    speaker: str
    paper: str  # «План …, версия 2»
    draft: list[str]  # of the decision


class MeetingPaperData(PaperData):
    """What notice and agenda print; of an absentee vote `when` and `place` say until when and where sheets return."""

    organization: str
    body: str  # «№ 3 совета Лузского школьного округа»
    when: str  # «12 сентября 2011 г. в 10:00», «18.11.2011 18:00»
    place: str
    absentee: bool
    questions: list[QuestionLine]
    invited: list[str]
    signature: SignatureLine


class ToldToMembers(TypedDict):
    when: str
    place: str
    absentee: bool
    questions: list[QuestionLine]
    invited: list[str]


class NoticeData(MeetingPaperData):
    addressed: str  # «Уважаемые члены совета!»
    note: str  # what whoever cannot come does; of an absentee vote, how a sheet is returned


class PresenceLine(TypedDict):
    number: str
    name: str
    position: str
    came: str  # «10:00», «отсутствует: болезнь»; empty for a blank


class RegistrationData(PaperData):
    organization: str
    body: str
    when: str
    place: str
    members: list[PresenceLine]
    invited: list[PresenceLine]
    total: str  # «Зарегистрировано 5 из 6 членов»; empty before the meeting
    signature: SignatureLine


def agenda_data(meeting: Meeting) -> MeetingPaperData:
    """«Повестка дня», to be signed by the chair."""
    with translation.override(settings.LANGUAGE_CODE):
        return MeetingPaperData(
            **_printed(meeting, AGENDA[meeting.is_absentee], meeting.agenda()),  # type: ignore[typeddict-item]  # these are its keys
            signature=_signature(meeting, chair=True),
            check=check_of(meeting, told_mark("agenda", meeting, meeting.present_version)),
        )


def notice_data(meeting: Meeting) -> NoticeData:
    """«Извещение о заседании», of the secretary to the members."""
    with translation.override(settings.LANGUAGE_CODE):
        return NoticeData(
            **_printed(meeting, NOTICE[meeting.is_absentee], meeting.agenda()),  # type: ignore[typeddict-item]  # these are its keys
            addressed=f"Уважаемые члены {shortly(meeting.unit)}!",
            note=_note(meeting),
            signature=_signature(meeting, chair=False),
            check=check_of(meeting, told_mark("notice", meeting, meeting.present_version)),
        )


def _note(meeting: Meeting) -> str:
    if not meeting.is_absentee:
        return NOTICE_NOTE.on(meeting.district_id)
    last = list_moment(timezone.localtime(meeting.held_at))
    return SHEET_GUIDANCE.filled(meeting.district_id, **{"день и час": last, "место": meeting.place})


def told_mark(form: str, meeting: Meeting, version: Version | None) -> str:
    """Of a notice or an agenda: of the number of the sitting and the version that the members were told."""
    return mark_of(form, meeting.number, version.sha256 if version is not None else "")


def registration_data(meeting: Meeting, *, blank: bool = False) -> RegistrationData:
    """«Лист регистрации» of a sitting: blanks before the meeting, the marks after it; `blank`: as it was before."""
    began = None if blank else meeting.opened_at
    with translation.override(settings.LANGUAGE_CODE):
        common = _printed(meeting, REGISTRATION, [], began=began)
        members = _members(meeting, marked=began is not None)
        came = sum(mark.arrived_at is not None for mark in meeting.table.marks.values())
        word = plural(came, "Зарегистрирован", "Зарегистрированы", "Зарегистрированы")
        of = plural(len(members), "члена", "членов", "членов")
        invited = [
            PresenceLine(number=f"{number}.", name=name, position=position.strip(), came="")
            for number, (name, _comma, position) in enumerate(
                (line.partition(",") for line in common["invited"]), start=len(members) + 1
            )
        ]
        mark = mark_of("registration", common["body"], common["when"], common["place"], members, invited)
        return RegistrationData(
            **{key: common[key] for key in ("title", "created", "organization", "body", "when", "place")},  # type: ignore[typeddict-item]  # these are its keys
            members=members,
            invited=invited,
            total=f"{word} {came} из {len(members)} {of}." if began else "",
            signature=_signature(meeting, chair=False),
            check=check_of(meeting, mark),
        )


def notice_text(meeting: Meeting) -> str:
    """The notice of a sitting as the letter of invitation says it: plain lines, read from the frozen agenda alone."""
    with translation.override(settings.LANGUAGE_CODE):
        data = _common(meeting, NOTICE[False], [])
    lines = [f"{data['title']}.", f"{capitalized(data['when'])}, {data['place']}.", "", "Повестка дня:"]
    for question in data["questions"]:
        lines.append(f"{question['number']} {question['title']}")
        if question["speaker"]:
            lines.append(f"   Докладчик: {question['speaker']}")
    if data["invited"]:
        lines += ["", f"Приглашены: {'; '.join(data['invited'])}."]
    return "\n".join(lines)


def told_to_members(meeting: Meeting) -> ToldToMembers:
    """What its members were told, for reading on a page; one query."""
    with translation.override(settings.LANGUAGE_CODE):
        told = _common(meeting, "", meeting.agenda())
    return ToldToMembers(**{key: told[key] for key in ToldToMembers.__annotations__})  # type: ignore[typeddict-item]  # these are its keys


def end_text(meeting: Meeting, reason: str) -> str:
    """Why a sitting that was convened does not take place, as letters say it, and what becomes of its number."""
    lines = [f"Причина: {sentence(reason)}"] if reason else []
    if meeting.number:
        lines.append(NUMBER_KEPT.filled(meeting.district_id, номер=str(meeting.number)))
    return "\n".join(lines)


def _common(
    meeting: Meeting, title: str, items: Iterable[AgendaItem], began: datetime | None = None
) -> dict[str, Any]:
    version = meeting.present_version
    told = meeting.content() if version is None or meeting.state == State.DRAFT else version.content
    held_at = timezone.localtime(began or datetime.fromisoformat(told["held_at"]))
    papers, body = {item.position: item for item in items}, meeting.unit.form("genitive")
    absentee = meeting.is_absentee
    return {
        "title": f"{title} № {meeting.number} {body}" if meeting.number else f"{title} {body}",
        "body": f"№ {meeting.number} {body}" if meeting.number else body,
        "when": list_moment(held_at) if absentee else f"{paper_date(held_at.date())} в {held_at:%H:%M}",
        "place": told["place"],
        "absentee": absentee,
        "questions": [_question(entry, papers.get(entry["number"])) for entry in told["agenda"]],
        "invited": [line.strip() for line in told["invited"].splitlines() if line.strip()],
    }


def _printed(
    meeting: Meeting, title: str, items: Iterable[AgendaItem], began: datetime | None = None
) -> dict[str, Any]:
    organization = organization_of(meeting.unit)
    told = _common(meeting, title, items, began)
    return {**told, "organization": organization.name, "created": moment_of_text(meeting)}


def organization_of(body: Unit) -> Unit:
    """A body of its own belongs to a school, a council to the district (docs/domain.md, "Bodies")."""
    return body.parent if body.kind in OF_A_SCHOOL and body.parent else body.root


def _question(entry: dict[str, Any], item: AgendaItem | None) -> QuestionLine:
    paper = ""
    if entry["subject"] is not None and item is not None and item.subject is not None:
        number = item.subject_version.number if item.subject_version else 0
        kind = decapitalized(str(item.subject.model.kind_label))
        paper = f"{kind}, версия {number}" if number > 1 else kind
    draft = [line.strip() for line in entry["decision_draft"].splitlines() if line.strip()]
    return QuestionLine(
        number=f"{entry['number']}.",
        title=entry["title"],
        speaker=entry["speaker"],
        paper=paper,
        draft=draft,
    )


def _signature(meeting: Meeting, *, chair: bool) -> SignatureLine:
    """A line for the hand: of whoever is to preside, or of the secretary."""
    if chair:
        place = meeting.table.places.get(meeting.presiding_id or 0)
        name = place.expected.person.signature_name if place else ""
        position = place.expected.capacity if place else "председатель"
    else:
        person = meeting.secretary
        ground = ground_for(person, Right.KEEP_MINUTES, meeting.unit_id, meeting.day) if person else None
        name, position = person.signature_name if person else "", ground.capacity if ground else "секретарь"
    return SignatureLine(position=capitalized(position), name=name, mark="none")


def _members(meeting: Meeting, *, marked: bool) -> list[PresenceLine]:
    """The members in the order of the alphabet; `marked`: with how each attended."""
    seated = {
        key: (place.expected.person.name, _position(place.seat, place.expected, place.expected.person))
        for key, place in meeting.table.places.items()
    }
    for key, mark in meeting.table.marks.items():
        seated[key] = (mark.person.name, _position(mark.seat, mark.appointment, mark.person))
    ordered = sorted(seated.items(), key=lambda entry: entry[1][0].lower().replace("ё", "е"))
    return [
        PresenceLine(
            number=f"{number}.",
            name=name,
            position=position,
            came=_came(meeting.table.marks.get(key)) if marked else "",
        )
        for number, (key, (name, position)) in enumerate(ordered, start=1)
    ]


def _position(seat: Seat, held: Appointment, person: Person) -> str:
    """The capacity, and the school of a seat in a council; a seat of a commission has the name of its member."""
    return held.capacity if seat.name == person.name else f"{held.capacity} ({seat.name})"


def _came(mark: Attendance | None) -> str:
    if mark is None or mark.arrived_at is None:
        return f"отсутствует: {mark.reason}" if mark is not None and mark.reason else "отсутствует"
    notes = [f"{timezone.localtime(mark.arrived_at):%H:%M}"]
    if mark.by_video:
        notes.append("видеосвязь")
    if mark.left_at is not None:
        notes.append(f"до {timezone.localtime(mark.left_at):%H:%M}")
    return ", ".join(notes)
