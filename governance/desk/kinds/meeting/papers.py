"""Notice, agenda and registration sheet of a meeting, as PDF; what its members were told, on its plain page."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from governance.desk.base.access import SignedInRequest, of_paper
from governance.desk.base.components import PageLink, Words
from governance.desk.papers.context import PaperContext
from governance.desk.papers.sheet import pdf
from governance.documents.kinds.meeting import copies  # noqa: F401  registers the prints that can be checked
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.meeting.papers import (
    ToldToMembers,
    agenda_data,
    notice_data,
    registration_data,
    told_to_members,
)
from governance.documents.kinds.meeting.replies import why_no_reply
from governance.documents.printing.data import PaperData

# By print form: what the link is called, and what gathers it.
PAPERS: dict[str, tuple[Words, Callable[[Meeting], PaperData]]] = {
    "notice": (_("Notice of the meeting, PDF"), notice_data),
    "agenda": (_("Agenda, PDF"), agenda_data),
    "registration": (_("Registration sheet, PDF"), registration_data),
}


def papers_of(meeting: Meeting) -> list[PageLink]:
    """Once the meeting is convened, and whatever becomes of it; nobody registers for an absentee vote."""
    forms = _forms_of(meeting)
    packet = PageLink(
        label=_("All papers in one file, PDF"), href=reverse("meeting_packet", args=[meeting.pk])
    )
    return [
        *([packet] if forms else []),
        *(
            PageLink(label=PAPERS[form][0], href=reverse("meeting_paper", args=[meeting.pk, form]))
            for form in forms
        ),
    ]


def _forms_of(meeting: Meeting) -> list[str]:
    if meeting.state == Meeting.State.DRAFT:
        return []
    return [form for form in PAPERS if not (form == "registration" and meeting.is_absentee)]


@of_paper("meeting", "secretary", "unit__parent", "regulation")
def meeting_paper(request: SignedInRequest, meeting: Meeting, form: str) -> HttpResponse:
    """404 for a form that the meeting does not have, and before the meeting is convened."""
    if form not in _forms_of(meeting):
        raise Http404
    _label, gather = PAPERS[form]
    return pdf(request, form, gather(meeting), f"{form} {meeting.day.isoformat()}")


@dataclass(kw_only=True)
class PlainContext(PaperContext):
    """`told`: when, where and on what the meeting sits; `may_reply`: whether the reader answers its invitation."""

    told: ToldToMembers
    may_reply: bool


def plain_context(request: SignedInRequest, meeting: Meeting) -> PlainContext:
    """For the page of the meeting as a paper, on which nothing renews itself: that of letters."""
    # Read only where the page shows it: not behind its other tabs.
    told: Any = SimpleLazyObject(lambda: told_to_members(meeting))
    may_reply = request.reads_only and not why_no_reply(meeting, request.user)
    return PlainContext(told=told, may_reply=may_reply)
