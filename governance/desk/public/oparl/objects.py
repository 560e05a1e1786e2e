"""The types of OParl, each with the rows that stand behind it and what is told of each.

What was taken off the public pages is told as deleted, by its address alone.
"""

from governance.desk.public.oparl.kind import Kind, of_papers, taken_off
from governance.desk.public.oparl.organisation import (
    membership_rows,
    memberships,
    organization_rows,
    organizations,
    person_rows,
    persons,
)
from governance.desk.public.oparl.papers import (
    OPEN_KINDS,
    agenda_items,
    agenda_rows,
    consultation_rows,
    consultations,
    files,
    locations,
    meetings,
    papers,
)
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.record.kinds import KINDS

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
