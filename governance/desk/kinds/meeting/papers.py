"""Notice, agenda and registration sheet of a meeting, as PDF."""

from collections.abc import Callable

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from governance.desk.base.access import SignedInRequest, of_paper
from governance.desk.base.components import PageLink, Words
from governance.desk.papers.sheet import pdf
from governance.documents.kinds.meeting import copies  # noqa: F401  registers the prints that can be checked
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.meeting.papers import agenda_data, notice_data, registration_data
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
