"""Writing the minutes of a meeting, and reading them as they grow: what its page and its script ask for."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from governance.desk.base.access import SignedInRequest, of_paper
from governance.desk.base.keys import key_in
from governance.desk.kinds.meeting.minutes import byline, digest, minutes_for
from governance.desk.kinds.meeting.page import CARD, sitting
from governance.desk.kinds.meeting.viewer import Viewer
from governance.documents.errors import NotLegal
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.meeting.minutes import Key, Part, Typed, Written, write_minutes
from governance.documents.kinds.meeting.overview import board


def typed_in(data: QueryDict) -> dict[Key, Typed]:
    """What a form or the script sends: «12-heard», with «12-heard-seen», and «12-heard-over» to let it stand.

    Left out are texts of which «12-heard-was» says that nothing was typed.
    """
    typed: dict[Key, Typed] = {}
    for name, text in data.items():
        key, _dash, part = name.partition("-")
        item = key_in(key)
        if item is None or part not in Part.values or data.get(f"{name}-was") == digest(str(text)):
            continue
        seen = key_in(data.get(f"{name}-seen", ""), longest=9) or 0
        typed[item, Part(part)] = Typed(str(text), seen, f"{name}-over" in data)
    return typed


@of_paper("meeting", *CARD)
def of_meeting(request: SignedInRequest, meeting: Meeting) -> HttpResponse:
    if request.method == "POST":
        return save(request, meeting)
    viewer = Viewer(board(meeting), request.user, request.pairs)
    minutes = minutes_for(viewer)
    if minutes is None or not request.htmx:  # type: ignore[attr-defined]  # django-htmx sets it
        return redirect("meeting", pk=meeting.pk)
    if request.GET.get("seen") == str(minutes.stamp):
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    return render(request, "governance/meeting/minutes.html", {"minutes": minutes})


def meeting_minutes(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Signed out, a script gets 401: a page to sign in must not land among the texts."""
    if not request.user.is_authenticated and is_for_script(request):
        return HttpResponse(status=HTTPStatus.UNAUTHORIZED)
    return of_meeting(request, pk)


meeting_minutes.access = "paper"  # type: ignore[attr-defined]  # `of_meeting` asks who may see the meeting


def is_for_script(request: HttpRequest) -> bool:
    return bool(request.htmx) or request.headers.get("Accept", "") == "application/json"  # type: ignore[attr-defined]  # django-htmx sets it


def save(request: SignedInRequest, meeting: Meeting) -> HttpResponse:
    """Keep what was typed. The script is told of each part; without it, whatever was not kept stands there again."""
    typed = typed_in(request.POST)
    try:
        written = write_minutes(meeting, typed, by=request.user)
    except NotLegal as refusal:
        if is_for_script(request):
            return JsonResponse({"refusal": str(refusal)}, status=HTTPStatus.CONFLICT)
        written = Written(refused=dict.fromkeys(typed, str(refusal)))
    if is_for_script(request):
        return JsonResponse(told(written))
    if not written.crossed and not written.refused:
        messages.success(request, _("The minutes are saved."))
        return redirect(f"{reverse('meeting', args=[meeting.pk])}#minutes")
    return sitting(request, meeting, typed=typed, written=written)


def told(written: Written) -> dict[str, object]:
    def name(key: Key) -> str:
        return f"{key[0]}-{key[1]}"

    return {
        "saved": {
            name(key): {"revision": text.revision, "byline": byline(text)}
            for key, text in written.saved.items()
        },
        "crossed": {
            name(key): {"revision": text.revision, "byline": byline(text), "text": text.text}
            for key, text in written.crossed.items()
        },
        "refused": {name(key): sentence for key, sentence in written.refused.items()},
    }
