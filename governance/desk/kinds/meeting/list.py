"""The list of meetings: those that are convened, in session, or over with their results."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _, ngettext

from governance.desk.base.access import SignedInRequest, signed_in
from governance.desk.base.components import PageLink
from governance.desk.kinds.meeting import labels
from governance.desk.papers.declaration import Shared, enter_for_all
from governance.documents.approval.opinions import Consulted
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.meeting.rounds import Round
from governance.documents.kinds.protocol.protocol import Protocol
from governance.documents.record.document import Document
from governance.roles.rights import Right

State = Meeting.State
AHEAD = (State.DRAFT, State.PLANNED, State.RUNNING)
PER_PAGE = 25


@signed_in
def meetings(request: SignedInRequest) -> HttpResponse:
    visible = (
        Meeting.objects.filter(pk__in=Document.objects.visible_to(request.user, request.pairs).values("pk"))
        .select_related("unit")
        .annotate(questions=Count("items"))
    )
    ahead = list(visible.filter(state__in=AHEAD).order_by("held_at", "pk"))
    paginator = Paginator(visible.exclude(state__in=AHEAD).order_by("-held_at", "-pk"), PER_PAGE)
    page = paginator.get_page(request.GET.get("page"))
    past = list(page)
    results, protocols = adopted(past), numbers(past)
    mine = {unit for right, unit in request.pairs if right == Right.CONVENE}
    context = {
        "section": "meetings",
        "title": _("Meetings"),
        "running": [row(meeting) for meeting in ahead if meeting.state == State.RUNNING],
        "ahead": [row(meeting) for meeting in ahead if meeting.state != State.RUNNING],
        "past": [
            {**row(meeting, protocols.get(meeting.pk, "")), "result": results.get(meeting.pk, "")}
            for meeting in past
        ],
        "convene": reverse("meeting_new") if mine else "",
        "page_obj": page,
        "page_numbers": paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1),
    }
    return render(request, "governance/meeting/list.html", context)


def row(meeting: Any, protocol: str = "") -> dict[str, Any]:
    """One meeting of the list, with the number of its protocol."""
    local = timezone.localtime(meeting.held_at)
    count = ngettext("%(n)d question", "%(n)d questions", meeting.questions) % {"n": meeting.questions}
    number = _("protocol No. %(number)s") % {"number": protocol} if protocol else ""
    return {
        "date": local,
        "title": meeting.title,
        "href": reverse("meeting", args=[meeting.pk]),
        "note": labels.listed([f"{local:%H:%M}", meeting.place, count, number]),
        "body": str(meeting.unit),
        "state": labels.state_of(meeting),
    }


def numbers(meetings: list[Meeting]) -> dict[int, str]:
    """The number of each signed protocol, by its meeting; one query."""
    found = Protocol.objects.filter(meeting__in=[meeting.pk for meeting in meetings])
    return dict(found.values_list("meeting_id", "number"))


def adopted(meetings: list[Meeting]) -> dict[int, str]:
    """«принято 2, не принято 1» for each meeting that decided something; one query."""
    counts: dict[int, list[int]] = {}
    rounds = Round.objects.filter(meeting__in=[meeting.pk for meeting in meetings], state=Round.State.CLOSED)
    for round in rounds.only("meeting_id", "state", "outcome"):
        if round.decides:
            counts.setdefault(round.meeting_id, [0, 0])[0 if round.adopted else 1] += 1
    return {key: result_text(yes, no) for key, (yes, no) in counts.items()}


def result_text(yes: int, no: int) -> str:
    said = [
        _("adopted: %(n)d") % {"n": yes} if yes else "",
        _("not adopted: %(n)d") % {"n": no} if no else "",
    ]
    return ", ".join(filter(None, said))


def to_meetings(request: SignedInRequest, document: Document) -> PageLink | None:
    """On the page of a paper that waits for an agenda: whoever convenes the body writes it at a meeting. No query."""
    # Whether all who were asked have agreed to the others takes a query: their pages do not ask.
    if document.decided_by_kind is None or isinstance(document, Consulted):
        return None
    convenes = any(
        one.unit.kind == document.decided_by_kind and (Right.CONVENE.value, one.unit_id) in request.pairs
        for one in request.appointments
    )
    if not (convenes and document.can_go_on_agenda):
        return None
    return PageLink(label=_("To the meetings: put it on an agenda"), href=reverse("meetings"), asked=True)


enter_for_all(Shared(further=[to_meetings]))
