"""Convening a meeting: date, place and agenda; then the members are notified."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from governance.desk.base.access import SignedInRequest, of_paper, signed_in
from governance.desk.kinds.meeting.agenda_form import Preparation, Step, bodies
from governance.documents.errors import Refused, Stale
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.record.document import Document
from governance.documents.record.perform import draft, perform
from governance.roles.rights import Right
from governance.roles.unit import Unit

State = Meeting.State


@signed_in
def meeting_new(request: SignedInRequest) -> HttpResponse:
    """Begin a meeting of a body that this person convenes."""
    found = bodies(request)
    if not found:
        raise PermissionDenied(_("Meetings are convened by the chair and the secretary of the body."))
    wanted = request.POST.get("body") or request.GET.get("body", "")
    body = next((unit for unit in found if str(unit.pk) == wanted), found[0])
    form = Preparation(request, body, None, proposed(body))
    if request.method == "POST" and form.is_valid():
        try:
            meeting = begin(request, form, body)
        except Refused as refusal:
            form.refusal = str(refusal)
        else:
            return after(request, meeting)
    return show(request, form, body, found)


@of_paper("meeting")
def meeting_edit(request: SignedInRequest, meeting: Meeting) -> HttpResponse:
    """Change a meeting that has not begun; every button saves all that is typed."""
    if (Right.CONVENE.value, meeting.unit_id) not in request.pairs:
        raise PermissionDenied(_("Meetings are convened by the chair and the secretary of the body."))
    if meeting.state not in (State.DRAFT, State.PLANNED):
        messages.error(request, _("The agenda can be changed only before the meeting begins."))
        return redirect("meeting", pk=meeting.pk)
    form = Preparation(request, meeting.unit, meeting, {})
    if request.method == "POST" and form.is_valid():
        steps = form.changes() + form.pressed(request.POST.get("do", ""))
        seen = request.POST.get("seen", "")
        try:
            made = make(request, meeting, steps, seen=int(seen) if seen.isdigit() else None)
        except Stale as refusal:
            # What is typed stays, over the meeting as it is now: the next press is about that one.
            form.refusal = str(refusal)
        except Refused as refusal:
            form.refusal = str(refusal)
        else:
            return after(request, made)
    return show(request, form, meeting.unit, [])


def proposed(body: Unit) -> dict[str, Any]:
    """What the next meeting of a body probably looks like: as the last one."""
    last = Meeting.objects.filter(unit=body).order_by("-held_at").first()
    return {
        "title": f"Заседание {body.form('genitive')}",
        "time": "10:00",
        "place": last.place if last else body.place,
    }


def begin(request: SignedInRequest, form: Preparation, body: Unit) -> Document:
    """Draft the meeting with its questions. The same press sent twice finds the first one's meeting."""
    facts = form.card.facts()
    with transaction.atomic():
        # Whoever begins a meeting of this body waits here, so that two equal requests do not both begin one.
        Unit.objects.select_for_update().filter(pk=body.pk).values_list("pk").first()
        same = Meeting.objects.filter(
            unit=body, held_at=facts["held_at"], state=State.DRAFT, author=request.user
        )
        begun = same.first()
        if begun is not None:
            messages.info(
                request, _("You are already preparing a meeting for this day and time: here it is.")
            )
            return begun
        meeting = draft(Meeting, unit=body, by=request.user, **facts)
        return make(request, meeting, form.changes() + form.pressed(request.POST.get("do", "")), seen=None)


@transaction.atomic
def make(request: SignedInRequest, meeting: Document, steps: list[Step], seen: int | None) -> Document:
    """Make all the moves or none; `seen` guards the first. Raises Refused."""
    for move, facts in steps:
        meeting = perform(meeting, move, by=request.user, seen=seen, **facts)
        seen = None
    return meeting


def after(request: SignedInRequest, meeting: Document) -> HttpResponse:
    """On to the meeting once it is convened; back to the form while there is more to write."""
    button = request.POST.get("do", "")
    if button == "convene":
        messages.success(request, _("The meeting is convened, its members have been told."))
    if button in ("convene", "done"):
        return redirect("meeting", pk=meeting.pk)
    if button == "save":
        messages.success(request, _("Saved."))
    anchor = "#new" if button == "add" else "#agenda"
    return redirect(reverse("meeting_edit", args=[meeting.pk]) + ("" if button == "save" else anchor))


def show(request: SignedInRequest, form: Preparation, body: Unit, found: list[Unit]) -> HttpResponse:
    meeting = form.meeting
    crumbs = [{"label": _("Meetings"), "href": reverse("meetings")}]
    if meeting is not None:
        crumbs.append({"label": meeting.title, "href": reverse("meeting", args=[meeting.pk])})
    context = {
        "section": "meetings",
        "crumbs": crumbs,
        "title": _("Agenda of the meeting") if meeting else _("New meeting"),
        "convened": meeting is not None and meeting.state == State.PLANNED,
        "meeting": meeting,
        "body": body,
        "bodies": found,
        "form": form,
    }
    failed = form.refusal or form.has_errors
    return render(request, "governance/meeting/prepare.html", context, status=422 if failed else 200)
