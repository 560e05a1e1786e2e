"""All papers of a meeting as one PDF for whoever asks: made for their rights, and kept by no cache."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from governance.desk.base.access import SignedInRequest, of_paper
from governance.desk.papers.sheet import pdf_file
from governance.documents.errors import NotLegal
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.meeting.packet import packet_pdf
from governance.documents.printing.pdf import PrintingStopped


@of_paper("meeting", "secretary", "unit__parent", "regulation")
def meeting_packet(request: SignedInRequest, meeting: Meeting) -> HttpResponse:
    """404 before the meeting is convened."""
    if meeting.state == Meeting.State.DRAFT:
        raise Http404
    try:
        content = packet_pdf(meeting, request.user, request.pairs)
    except (NotLegal, PrintingStopped) as refusal:
        return render(request, "governance/not_printed.html", {"reason": refusal}, status=503)
    answer = pdf_file(content, f"packet {meeting.day.isoformat()}")
    answer["Cache-Control"] = "private, no-store"
    return answer
