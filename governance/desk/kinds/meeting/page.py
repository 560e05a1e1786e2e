"""The page on which a meeting runs. It renews itself while the meeting is planned or in session."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from governance.desk.base.access import SignedInRequest, of_paper
from governance.desk.kinds.meeting import presentation
from governance.desk.kinds.meeting.viewer import Viewer
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.meeting.overview import board

# Read with the meeting itself, so that its page stays within its few queries.
CARD = ("regulation", "secretary")
LIVE = (Meeting.State.PLANNED, Meeting.State.RUNNING)


@of_paper("meeting", *CARD)
def meeting(request: SignedInRequest, meeting: Meeting) -> HttpResponse:
    return sitting(request, meeting)


@of_paper("meeting", *CARD)
def changed(request: SignedInRequest, meeting: Meeting) -> HttpResponse:
    """The live part of the page, or 204 when nothing has changed since the revision that the page shows."""
    if request.GET.get("revision") == str(meeting.revision):
        return HttpResponse(status=204)
    return sitting(request, meeting, template="governance/meeting/sitting.html")


def meeting_live(request: HttpRequest, pk: int) -> HttpResponseBase:
    """What htmx asks every few seconds. Signed out, it answers 401: the sign-in page must not land in the table."""
    if not request.user.is_authenticated:
        return HttpResponse(status=401)
    return changed(request, pk)


meeting_live.access = "paper"  # type: ignore[attr-defined]  # `changed` asks who may see the meeting


def sitting(
    request: SignedInRequest,
    meeting: Meeting,
    *,
    template: str = "governance/meeting.html",
    refused: str = "",
) -> HttpResponse:
    """Render the meeting as it stands; `refused`: why the button just pressed changed nothing."""
    viewer = Viewer(board(meeting), request.user, request.pairs)
    context: dict[str, Any] = presentation.page(viewer, chosen(request), refused)
    if meeting.state in LIVE:
        item = f"item={chosen(request)}" if chosen(request) else ""
        context["live"] = f"{reverse('meeting_live', args=[meeting.pk])}?revision={meeting.revision}&{item}"
        context["reload"] = f"{reverse('meeting', args=[meeting.pk])}?{item}"
    return render(request, template, context, status=422 if refused else 200)


def chosen(request: HttpRequest) -> int | None:
    """The question that the reader picked from the agenda."""
    value = request.GET.get("item", "")
    return int(value) if value.isdigit() else None
