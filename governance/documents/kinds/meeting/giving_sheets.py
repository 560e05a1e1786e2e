"""Giving voting sheets to members: each is a paper of its own, made with the act that announces the vote."""

from collections.abc import Iterable

from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.meeting.table import Place
from governance.documents.kinds.meeting.voting_sheet import MEMBER, VotingSheet
from governance.documents.record.act import Act
from governance.documents.record.perform import draft
from governance.documents.record.under_way import undivided


@undivided
def give_sheets(meeting: Meeting, places: Iterable[Place]) -> list[VotingSheet]:
    """A sheet for whoever is expected on each of these seats, which they alone can see and answer."""

    def give(sheet: VotingSheet, act: Act) -> None:
        sheet.involve(([sheet.appointment.person], MEMBER))

    return [
        draft(
            VotingSheet,
            unit=meeting.unit,
            title=f"Опросный лист: {place.seat.name}. {meeting.title}"[:500],
            basis=meeting,
            fill=give,
            meeting=meeting,
            seat=place.seat,
            appointment=place.expected,
        )
        for place in places
    ]
