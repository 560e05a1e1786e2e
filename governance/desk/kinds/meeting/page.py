"""The page on which a meeting runs, which renews itself while the meeting is planned or in session; forms beside it."""

from collections.abc import Mapping
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from governance.desk.base.access import SignedInRequest, of_paper, page_data
from governance.desk.base.keys import key_in
from governance.desk.base.navigation import MEETINGS
from governance.desk.base.page import Page
from governance.desk.kinds.meeting.floor import floor_of
from governance.desk.kinds.meeting.minutes import Minutes, minutes_for, sees_minutes
from governance.desk.kinds.meeting.panels import panels
from governance.desk.kinds.meeting.papers import papers_of
from governance.desk.kinds.meeting.seat_lines import seat_lines
from governance.desk.kinds.meeting.viewer import Question, Viewer
from governance.desk.papers.form_of_paper import FormOfPaper
from governance.documents.errors import NotLegal
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.meeting.minutes import Key, Typed, Written
from governance.documents.kinds.meeting.overview import board
from governance.documents.kinds.meeting.rounds import Choice
from governance.documents.kinds.meeting.speeches import stamp_of
from governance.documents.law.voting import Base
from governance.documents.record.perform import transition_of
from governance.roles.may import May
from governance.roles.rights import Right

NOTED_IN = (Meeting.State.PLANNED, Meeting.State.RUNNING, Meeting.State.VOTING)
# Read with the meeting itself, so that its page stays within its few queries.
CARD = ("regulation", "secretary", "repeats")


class SittingPage(Page):
    """A meeting as it stands, for one person; `refused`: why the button just pressed changed nothing."""

    def __init__(self, viewer: Viewer, refused: str, minutes: Minutes | None) -> None:
        meeting, board = viewer.meeting, viewer.board
        super().__init__(title=meeting.title, section=MEETINGS.name, crumbs=[MEETINGS.crumb])
        self.meeting, self.board, self.viewer, self.refused = meeting, board, viewer, refused
        picked = f"item={viewer.picked}" if viewer.picked else ""
        seen = f"revision={meeting.revision}&spoken={board.spoken}"
        self.live = f"{reverse('meeting_live', args=[meeting.pk])}?{seen}&{picked}"
        self.reload = f"{reverse('meeting', args=[meeting.pk])}?{picked}"
        self.choices = Choice.choices
        self.questions = [Question(viewer, row) for row in board.items]
        ahead = not meeting.opened_at or meeting.state == Meeting.State.VOTING
        self.agenda_in_full = bool(self.questions) and ahead
        self.current = next((question for question in self.questions if question.is_at_hand), None)
        self.seats = seat_lines(viewer) if meeting.state != Meeting.State.DRAFT else []
        # The texts stand beside what renews itself; here it is only said whether they are shown, to renew their quotes.
        self.minutes, self.quotes_votes = minutes, sees_minutes(viewer)
        self.floor = floor_of(viewer, self.current) if self.current is not None else None
        # Whoever keeps the minutes writes those.
        self.notes = notes_address(viewer, self.current) if meeting.state in NOTED_IN else ""
        # What is pressed in the room is larger for them.
        self.roles = "at-desk leads" if viewer.presides else "at-desk" if viewer.records else ""
        self.keeps_patterns = viewer.holds(Right.CONVENE) and bool(self.questions)
        self.panels, self.papers = panels(viewer), papers_of(meeting)
        self.is_followed = page_data(meeting).is_followed
        self.invited = [line.strip() for line in meeting.invited.splitlines() if line.strip()]
        # Before the first mark of attendance the quorum would only alarm.
        marked = viewer.is_live and any(row.status for row in board.seats)
        at_hand = viewer.at_hand
        of_question = at_hand is not None and at_hand.quorum is not None
        self.quorum = (at_hand.quorum if at_hand and of_question else board.quorum) if marked else None
        if self.quorum is not None:
            self.rules = at_hand.rule if at_hand and at_hand.rule and of_question else meeting.rules
            law = self.rules.law
            share = law.quorum_of_sitting(repeated=meeting.is_repeated)
            self.share_needed = share.described(Base(law.quorum_of).described())


@of_paper("meeting", *CARD, by_letter=True)
def meeting(request: SignedInRequest, meeting: Meeting) -> HttpResponse:
    """Who reads by the link of a letter gets the plain page: here votes are cast and the page renews itself."""
    return redirect("paper", pk=meeting.pk) if request.reads_only else sitting(request, meeting)


@of_paper("meeting", *CARD)
def changed(request: SignedInRequest, meeting: Meeting) -> HttpResponse:
    """The live part of the page, or 204 when nothing has changed since the revision that the page shows."""
    if is_seen(request, meeting):
        return HttpResponse(status=204)
    return SittingPage(viewer_of(request, meeting), "", None).response(
        request, "governance/meeting/sitting.html"
    )


def meeting_live(request: HttpRequest, pk: int) -> HttpResponseBase:
    """What htmx asks every few seconds. Signed out, it answers 401: the sign-in page must not land in the table."""
    if not request.user.is_authenticated:
        return HttpResponse(status=401)
    return changed(request, pk)


meeting_live.access = "paper"  # type: ignore[attr-defined]  # `changed` asks who may see the meeting


def is_seen(request: SignedInRequest, meeting: Meeting) -> bool:
    """Whether nothing has changed since what the page shows: no act on the meeting, nobody on the list of speakers."""
    if request.GET.get("revision") != str(meeting.revision):
        return False
    return meeting.state != Meeting.State.RUNNING or request.GET.get("spoken", "") == stamp_of(meeting)


def viewer_of(request: SignedInRequest, meeting: Meeting) -> Viewer:
    return Viewer(board(meeting), request.user, request.pairs, key_in(request.GET.get("item", "")))


def sitting(
    request: SignedInRequest,
    meeting: Meeting,
    refused: str = "",
    *,
    typed: Mapping[Key, Typed] | None = None,
    written: Written | None = None,
) -> HttpResponse:
    """Render the meeting as it stands; `typed`: what was sent for the minutes and is not all kept."""
    viewer = viewer_of(request, meeting)
    page = SittingPage(viewer, refused, minutes_for(viewer, typed=typed, written=written))
    return page.response(request, "governance/meeting.html", status=422 if refused or typed else 200)


def notes_address(viewer: Viewer, current: Question | None) -> str:
    """Where the reader's own notes are read; empty for whoever keeps the minutes."""
    if viewer.records:
        return ""
    address = reverse("meeting_notes", args=[viewer.meeting.pk])
    return f"{address}?item={current.item.pk}" if current is not None else address


class FormOfMeeting(FormOfPaper[Meeting]):
    """A page on which `move` is made at a meeting."""

    kind, related = "meeting", CARD
    section = MEETINGS
    move: str

    def turned_away(self) -> HttpResponse | None:
        """The way back to the meeting with the reason, for whoever may not make the move now."""
        try:
            rule = cast(May, transition_of(self.document, self.move).permission)
            objection = rule.objection(self.document, self.request.user, self.request.pairs)
        except NotLegal as refusal:
            objection = str(refusal)
        if not objection:
            return None
        messages.error(self.request, objection)
        return redirect(self.get_cancel())

    def get_cancel(self) -> str:
        return reverse("meeting", args=[self.document.pk])
