"""Open agendas with their questions, and published papers with their files, as OParl tells them."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db.models import F, Q, QuerySet

from governance.desk.public.oparl.kind import BODIES, SCHEMA, Told, address, dated, moment, without_none
from governance.desk.public.site.council import question_of
from governance.documents.kinds.meeting.agenda import AgendaItem
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.record.kinds import KINDS

OPEN_KINDS = tuple(name for name, model in KINDS.items() if not model.personal)
# Of those the ones that an agenda may name (`question_of`).
NAMED_KINDS = tuple(name for name in OPEN_KINDS if not (KINDS[name].confidential or KINDS[name].about_person))


def items_of(meetings: Q) -> QuerySet[Any]:
    """The questions of open agendas."""
    opened = Meeting.objects.filter(meetings, published_at__isnull=False).order_by()
    return AgendaItem.objects.filter(meeting__in=opened.values("pk")).select_related(
        "meeting__unit", "subject"
    )


def agenda_rows() -> QuerySet[Any]:
    return dated(items_of(Q()), F("meeting__published_at"), F("meeting__changed_at"))


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
                "agendaItem": [without_none(one) for one in agenda_items(asked.get(row.pk, []))],
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
            "mainFile": without_none(files([paper])[0]) if paper.model.printed else None,
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
