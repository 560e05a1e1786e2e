"""The objects of OParl, each from the rows that stand behind it.

A person is published where the law asks a school to name them: its head (273-ФЗ, ст. 29 ч. 2 п. 1), and the seat that
they have in the council. What was taken off the public pages is told as deleted, by its address alone.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.utils import timezone

from governance.desk.public.papers import published
from governance.desk.public.site.council import question_of
from governance.documents.kinds.meeting.agenda import AgendaItem
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.record.document import Document
from governance.documents.record.events import Event
from governance.documents.record.kinds import KINDS
from governance.roles.appointment import Appointment
from governance.roles.catalogue import Role
from governance.roles.organisation import OrganisationEvent
from governance.roles.person import Person
from governance.roles.unit import Unit, UnitKind

SCHEMA = "https://schema.oparl.org/1.1/"
BASE = "/oparl/1.1/"
BODIES = (UnitKind.COUNCIL, UnitKind.METHODICAL_COUNCIL, UnitKind.SCHOOL)
# The moves that take a paper off the public pages.
TAKEN_OFF = ("unpublish", "close_agenda")
OPEN_KINDS = tuple(name for name, model in KINDS.items() if not model.personal)
# Of those the ones that an agenda may name (`question_of`).
NAMED_KINDS = tuple(name for name in OPEN_KINDS if not (KINDS[name].confidential or KINDS[name].about_person))
Told = dict[str, Any]


def address(name: str, key: object) -> str:
    return f"{settings.PUBLIC_ADDRESS}{BASE}{name}/{key}"


def moment(at: datetime | None) -> str | None:
    return None if at is None else timezone.localtime(at).isoformat(timespec="seconds")


@dataclass(frozen=True)
class Kind:
    """One type: its rows with `told_first` and `told_last`, what is told of each, and what was taken back."""

    # As it is called in addresses, and as the type of its objects.
    name: str
    type: str
    # The name of the list in a body.
    listed: str
    rows: Callable[[], QuerySet[Any]]
    build: Callable[[Sequence[Any]], list[Told]]
    of_district: str = "district"
    key: str = "code"
    gone: Callable[[], QuerySet[Any]] | None = None

    def told(self, rows: Iterable[Any]) -> list[Told]:
        """What is told of these rows, those that were taken back among them."""
        rows = list(rows)
        built = dict(zip((row.pk for row in rows), self.build(rows), strict=True))
        found = []
        for row in rows:
            common = {
                "id": address(self.name, getattr(row, self.key)),
                "type": SCHEMA + self.type,
                "created": moment(row.told_first),
                "modified": moment(row.told_last),
            }
            own = {"deleted": True} if row.is_gone else built[row.pk]
            found.append({name: value for name, value in {**common, **own}.items() if value is not None})
        return found


def of_papers(kinds: Iterable[str], *, but: str = "") -> Callable[[], QuerySet[Any]]:
    def rows() -> QuerySet[Any]:
        found = published().filter(kind__in=kinds).exclude(kind=but).select_related("unit")
        return _dated(found, F("published_at"), F("changed_at"))

    return rows


def taken_off(kinds: Iterable[str], *, but: str = "") -> Callable[[], QuerySet[Any]]:
    def rows() -> QuerySet[Any]:
        was = Event.objects.filter(document_id=OuterRef("pk"), move__in=TAKEN_OFF)
        off = Document.objects.filter(Exists(was), published_at=None, kind__in=kinds).exclude(kind=but)
        return _dated(off, F("created_at"), F("changed_at"), is_gone=True)

    return rows


def _dated(rows: QuerySet[Any], first: Any, last: Any, *, is_gone: bool = False) -> QuerySet[Any]:
    return rows.annotate(told_first=first, told_last=last, is_gone=Value(is_gone)).order_by("told_last", "pk")


def dated_by_record(rows: QuerySet[Any], **path: OuterRef) -> QuerySet[Any]:
    """Dated by the record of the organisation."""
    events = OrganisationEvent.objects.filter(**path).order_by()
    ends = [Subquery(events.order_by(order).values("at")[:1]) for order in ("position", "-position")]
    return _dated(rows, *ends)


# --- meetings and their questions -------------------------------------------------------------------------------------


def items_of(meetings: Q) -> QuerySet[Any]:
    """The questions of open agendas."""
    opened = Meeting.objects.filter(meetings, published_at__isnull=False).order_by()
    return AgendaItem.objects.filter(meeting__in=opened.values("pk")).select_related(
        "meeting__unit", "subject"
    )


def agenda_rows() -> QuerySet[Any]:
    return _dated(items_of(Q()), F("meeting__published_at"), F("meeting__changed_at"))


def consultation_rows() -> QuerySet[Any]:
    about = Q(subject__published_at__isnull=False, subject__kind__in=NAMED_KINDS)
    return agenda_rows().filter(about)


def agenda_items(items: Sequence[Any]) -> list[Told]:
    found = []
    for item in items:
        question = question_of(item)
        about = question.paper is not None and question.paper.kind in NAMED_KINDS
        found.append(
            {
                "id": address("agenda-items", item.pk),
                "type": f"{SCHEMA}AgendaItem",
                "meeting": address("meetings", item.meeting.code),
                "number": str(item.position),
                "order": item.position,
                "name": question.title,
                "public": True,
                "consultation": address("consultations", item.pk) if about else None,
            }
        )
    return found


def consultations(items: Sequence[Any]) -> list[Told]:
    return [
        {
            "id": address("consultations", item.pk),
            "type": f"{SCHEMA}Consultation",
            "paper": address("papers", item.subject.code),
            "agendaItem": address("agenda-items", item.pk),
            "meeting": address("meetings", item.meeting.code),
            "organization": [address("organizations", item.meeting.unit_id)],
            "authoritative": True,
        }
        for item in items
    ]


def meetings(rows: Sequence[Any]) -> list[Told]:
    own = Meeting.objects.in_bulk([row.pk for row in rows])
    asked: dict[int, list[Any]] = {}
    for item in items_of(Q(pk__in=list(own))).order_by("position"):
        asked.setdefault(item.meeting_id, []).append(item)
    found = []
    for row in rows:
        meeting = own[row.pk]
        is_off = meeting.state in (Meeting.State.CANCELLED, Meeting.State.NOT_HELD)
        state = "durchgeführt" if meeting.state == Meeting.State.HELD else "eingeladen"
        found.append(
            {
                "name": meeting.title,
                "meetingState": state,
                "cancelled": is_off,
                "start": moment(meeting.held_at),
                "location": _location(meeting),
                "organization": [address("organizations", meeting.unit_id)],
                "agendaItem": [_without_none(one) for one in agenda_items(asked.get(row.pk, []))],
                "web": f"{settings.PUBLIC_ADDRESS}/district/meetings/{meeting.code}/",
            }
        )
    return found


def _location(meeting: Meeting) -> Told:
    return {
        "id": address("locations", meeting.code),
        "type": f"{SCHEMA}Location",
        "description": meeting.place,
        "bodies": [address("bodies", meeting.district_id)],
        "meetings": [address("meetings", meeting.code)],
    }


def locations(rows: Sequence[Any]) -> list[Told]:
    own = Meeting.objects.in_bulk([row.pk for row in rows])
    return [_location(own[row.pk]) for row in rows]


# --- papers -----------------------------------------------------------------------------------------------------------


def papers(rows: Sequence[Any]) -> list[Told]:
    asked: dict[int, list[Any]] = {}
    for item in consultation_rows().filter(subject__in=[row.pk for row in rows]):
        asked.setdefault(item.subject_id, []).append(item)
    return [
        {
            "body": address("bodies", paper.district_id),
            "name": paper.title,
            "reference": paper.number or None,
            "date": paper.registered_on.isoformat() if paper.registered_on else None,
            "paperType": str(paper.model.kind_label),
            "mainFile": _without_none(files([paper])[0]) if paper.model.printed else None,
            "originatorOrganization": [address("organizations", paper.unit_id)]
            if paper.unit.kind in BODIES
            else None,
            "consultation": [
                {**one, "created": moment(item.told_first), "modified": moment(item.told_last)}
                for item, one in zip(
                    asked.get(paper.pk, []), consultations(asked.get(paper.pk, [])), strict=True
                )
            ],
            "web": f"{settings.PUBLIC_ADDRESS}/public/{paper.code}/",
        }
        for paper in rows
    ]


def files(rows: Sequence[Any]) -> list[Told]:
    return [
        {
            "id": address("files", paper.code),
            "type": f"{SCHEMA}File",
            "name": paper.title,
            "fileName": f"{paper.kind}-{paper.code}.pdf",
            "mimeType": "application/pdf",
            "date": paper.registered_on.isoformat() if paper.registered_on else None,
            "accessUrl": f"{settings.PUBLIC_ADDRESS}/public/{paper.code}/pdf/",
            "paper": [address("papers", paper.code)],
        }
        for paper in rows
    ]


# --- organisation -----------------------------------------------------------------------------------------------------


def heads() -> QuerySet[Any]:
    """The appointments in force that the law asks to publish."""
    return Appointment.objects.in_force().filter(role=Role.SCHOOL_HEAD, unit__kind=UnitKind.SCHOOL)


def seats() -> QuerySet[Any]:
    """The same people's seats in councils."""
    in_councils = Appointment.objects.in_force().filter(seat__isnull=False, unit__kind=UnitKind.COUNCIL)
    return in_councils.filter(person__in=heads().order_by().values("person_id"))


def membership_rows() -> QuerySet[Any]:
    keys = [*heads().values_list("pk", flat=True), *seats().values_list("pk", flat=True)]
    rows = Appointment.objects.filter(pk__in=keys).select_related("unit", "person")
    return dated_by_record(rows, held_id=OuterRef("pk"))


def person_rows() -> QuerySet[Any]:
    named = Person.objects.filter(pk__in=heads().order_by().values("person_id"))
    return dated_by_record(named, person_id=OuterRef("pk"))


def organization_rows() -> QuerySet[Any]:
    return dated_by_record(
        Unit.objects.filter(kind__in=BODIES, district__isnull=False), unit_id=OuterRef("pk")
    )


def memberships(rows: Sequence[Any]) -> list[Told]:
    return [
        {
            "id": address("memberships", held.pk),
            "type": f"{SCHEMA}Membership",
            "person": address("persons", held.person_id),
            "organization": address("organizations", held.unit_id),
            "role": held.capacity,
            "votingRight": held.seat_id is not None,
            "startDate": held.since.isoformat(),
            "endDate": held.until.isoformat() if held.until else None,
        }
        for held in rows
    ]


def persons(rows: Sequence[Any]) -> list[Told]:
    of_person: dict[int, list[Told]] = {}
    held = list(membership_rows().filter(person__in=[row.pk for row in rows]))
    for one, told in zip(held, memberships(held), strict=True):
        of_person.setdefault(one.person_id, []).append(_without_none(told))
    return [
        {
            "body": address("bodies", person.district_id),
            "name": person.full_name,
            "familyName": person.surname,
            "givenName": " ".join(filter(None, [person.given, person.patronymic])),
            "membership": of_person.get(person.pk, []),
        }
        for person in rows
    ]


def organizations(rows: Sequence[Any]) -> list[Told]:
    held = membership_rows().filter(unit__in=[row.pk for row in rows]).values_list("unit_id", "pk")
    members: dict[int, list[str]] = {}
    for unit, key in held:
        members.setdefault(unit, []).append(address("memberships", key))
    return [
        {
            "body": address("bodies", unit.district_id),
            "name": unit.name,
            "shortName": unit.short_name,
            "organizationType": "Institution" if unit.kind == UnitKind.SCHOOL else "Gremium",
            "classification": unit.get_kind_display(),
            "membership": members.get(unit.pk, []),
        }
        for unit in rows
    ]


def _without_none(told: Told) -> Told:
    return {name: value for name, value in told.items() if value is not None}


MEETING = (Meeting.kind_name,)
PRINTED = tuple(name for name in OPEN_KINDS if KINDS[name].printed)
TYPES = (
    Kind("organizations", "Organization", "organization", organization_rows, organizations, key="pk"),
    Kind("persons", "Person", "person", person_rows, persons, key="pk"),
    Kind("memberships", "Membership", "membership", membership_rows, memberships, "person__district", "pk"),
    Kind("meetings", "Meeting", "meeting", of_papers(MEETING), meetings, gone=taken_off(MEETING)),
    Kind("locations", "Location", "locationList", of_papers(MEETING), locations, gone=taken_off(MEETING)),
    Kind("agenda-items", "AgendaItem", "agendaItem", agenda_rows, agenda_items, "meeting__district", "pk"),
    Kind(
        "consultations",
        "Consultation",
        "consultation",
        consultation_rows,
        consultations,
        "meeting__district",
        "pk",
    ),
    Kind(
        "papers",
        "Paper",
        "paper",
        of_papers(OPEN_KINDS, but=Meeting.kind_name),
        papers,
        gone=taken_off(OPEN_KINDS, but=Meeting.kind_name),
    ),
    Kind(
        "files",
        "File",
        "file",
        of_papers(PRINTED, but=Meeting.kind_name),
        files,
        gone=taken_off(PRINTED, but=Meeting.kind_name),
    ),
)
