"""Meetings of a collegial body: agenda, attendance, quorum, rounds of voting and their outcome."""

from governance.documents.kinds.meeting.agenda import AgendaItem
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.meeting.rounds import (
    Ballot,
    Choice,
    DissentingOpinion,
    Recusal,
    Roll,
    Round,
    SecretBallot,
)
from governance.documents.kinds.meeting.table import Attendance, Participants, Quorum

__all__ = [
    "AgendaItem",
    "Attendance",
    "Ballot",
    "Choice",
    "DissentingOpinion",
    "Meeting",
    "Participants",
    "Quorum",
    "Recusal",
    "Roll",
    "Round",
    "SecretBallot",
]
