"""The screen of the room: question, speaker, quorum, result; nothing that a guest may not see."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from governance.desk.base.access import SignedInRequest, of_paper
from governance.desk.kinds.meeting.page import CARD, is_seen
from governance.desk.kinds.meeting.viewer import Question, Viewer
from governance.documents.kinds.meeting.board import ItemRow, RoundRow
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.meeting.overview import board

State = Meeting.State


class Screen:
    """A meeting for the eyes of everybody in the room."""

    def __init__(self, viewer: Viewer) -> None:
        meeting, board = viewer.meeting, viewer.board
        self.meeting, self.body, self.total = meeting, meeting.unit.name, len(board.items)
        address = reverse("meeting_screen_live", args=[meeting.pk])
        self.live = f"{address}?revision={meeting.revision}&spoken={board.spoken}"
        self.renews = viewer.is_live
        row = viewer.at_hand if viewer.is_running else None
        self.question = Question(viewer, row) if row is not None else None
        self.is_closed = row is not None and is_confidential(row)
        self.vote = board.current
        self.word = board.has_word
        waiting = row.said.speeches if row is not None else []
        self.waiting = [speech.name for speech in waiting if speech.waits]
        self.quorum = row.quorum if row is not None and row.quorum is not None else board.quorum
        self.marked = any(seat.status for seat in board.seats)
        self.last = last_result(viewer) if self.vote is None else None
        self.agenda = [
            (
                row.item.position,
                _("Considered behind closed doors") if is_confidential(row) else row.item.title,
            )
            for row in board.items
        ]

    @property
    def awaited(self) -> list[str]:
        """Seats whose vote is awaited; of a secret vote none is named."""
        if self.vote is None or self.vote.round.secret:
            return []
        return [vote.seat.name for vote in self.vote.awaited]


def is_confidential(row: ItemRow) -> bool:
    """Whether its paper holds personal data, so that its very title is not for guests."""
    return row.item.subject is not None and row.item.subject.model.confidential is not None


def last_result(viewer: Viewer) -> tuple[ItemRow, RoundRow] | None:
    """The vote that was closed last and stands."""
    closed = [
        (row, vote)
        for row in viewer.board.items
        for vote in row.rounds
        if vote.round.closed_at is not None and not vote.round.annul_reason
    ]
    return max(closed, key=lambda each: each[1].round.closed_at or each[1].round.opened_at, default=None)


def shown(request: SignedInRequest, meeting: Meeting, template: str) -> HttpResponse:
    viewer = Viewer(board(meeting), request.user, request.pairs)
    if not (viewer.presides or viewer.records):
        raise PermissionDenied(
            _("The screen of a meeting is opened by whoever presides or keeps its minutes.")
        )
    return render(request, template, {"screen": Screen(viewer)})


@of_paper("meeting", *CARD)
def meeting_screen(request: SignedInRequest, meeting: Meeting) -> HttpResponse:
    return shown(request, meeting, "governance/meeting/screen.html")


@of_paper("meeting", *CARD)
def renewed(request: SignedInRequest, meeting: Meeting) -> HttpResponse:
    """204 when nothing has changed since what the screen shows."""
    if is_seen(request, meeting):
        return HttpResponse(status=204)
    return shown(request, meeting, "governance/meeting/screen_live.html")


def meeting_screen_live(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Signed out it answers 401, and the room goes on seeing what it saw."""
    if not request.user.is_authenticated:
        return HttpResponse(status=401)
    return renewed(request, pk)


meeting_screen_live.access = "paper"  # type: ignore[attr-defined]  # `renewed` asks who may see the meeting
