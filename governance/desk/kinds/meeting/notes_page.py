"""What somebody notes for themselves on the questions of a meeting: a page, which the meeting shows beside them."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from governance.desk.base.access import SignedInRequest, of_paper
from governance.desk.base.components import Crumb
from governance.desk.base.navigation import MEETINGS
from governance.desk.base.page import Page
from governance.desk.kinds.meeting.page import CARD
from governance.documents.errors import NotLegal
from governance.documents.kinds.meeting.agenda import AgendaItem
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.meeting.personal_notes import PersonalNote, keep_note, notes_of


@dataclass(frozen=True)
class NoteShown:
    """The own note on a question, and whether it stands open."""

    item: AgendaItem
    note: PersonalNote | None
    is_open: bool


class NotesPage(Page):
    def __init__(self, meeting: Meeting, notes: list[NoteShown]) -> None:
        crumbs = [MEETINGS.crumb, Crumb(meeting.title, reverse("meeting", args=[meeting.pk]))]
        super().__init__(title=_("My notes"), section=MEETINGS.name, crumbs=crumbs)
        self.meeting, self.notes = meeting, notes


@of_paper("meeting", *CARD)
def meeting_notes(request: SignedInRequest, meeting: Meeting) -> HttpResponse:
    """All own notes; the page of the meeting takes them in, with the question at hand open."""
    own, opened = notes_of(meeting.pk, request.user), request.GET.get("item", "")
    inside = bool(request.htmx)  # type: ignore[attr-defined]  # django-htmx sets it
    notes = [
        NoteShown(item, own.get(item.pk), not inside or str(item.pk) == opened)
        for item in meeting.items.order_by("position")
    ]
    if inside:
        return render(request, "governance/meeting/notes.html", {"notes": notes, "meeting": meeting})
    return NotesPage(meeting, notes).response(request, "governance/meeting/notes_page.html")


@require_POST
@of_paper("meeting", *CARD)
def meeting_note(request: SignedInRequest, meeting: Meeting, item: int) -> HttpResponse:
    """Keep the own note. The script gets the moment at which it was kept, or why it was not."""
    try:
        note = keep_note(meeting.pk, item, request.POST.get("note", ""), by=request.user)
        said = said_of(note)
    except NotLegal as refusal:
        said = str(refusal)
    if request.htmx:  # type: ignore[attr-defined]  # django-htmx sets it
        return HttpResponse(said, content_type="text/plain; charset=utf-8")
    messages.info(request, said)
    return redirect("meeting_notes", pk=meeting.pk)


def said_of(note: PersonalNote | None) -> str:
    if note is None:
        return _("The note is erased.")
    return _("Kept at %(time)s; nobody else reads it.") % {"time": f"{localtime(note.written_at):%H:%M:%S}"}
