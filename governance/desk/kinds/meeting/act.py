"""One act at a meeting: a button of its page, or a page with what the act asks for."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from governance.desk.base.access import SignedInRequest, of_paper
from governance.desk.kinds.meeting.act_form import ActForm
from governance.desk.kinds.meeting.acts import ACTS
from governance.desk.kinds.meeting.page import CARD, sitting
from governance.desk.papers.forms import SeenForm
from governance.documents.errors import NotLegal, Refused, Stale
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.meeting.overview import board
from governance.documents.kinds.meeting.rounds import Choice
from governance.documents.record.document import Document
from governance.documents.record.history import done_label
from governance.documents.record.perform import perform, transition_of
from governance.documents.record.transitions import Move


@of_paper("meeting", *CARD)
def meeting_do(request: SignedInRequest, meeting: Meeting, move: str) -> HttpResponse:
    """Show what an act asks for, or make it. A refused one comes back with its sentence and all that was typed."""
    form_class = ACTS.get(move)
    if form_class is None:
        raise Http404
    if request.method != "POST":
        return ask(request, meeting, move, form_class)
    form = form_class(request.POST, board=board(meeting), person=request.user)
    if form.is_valid():
        try:
            fresh = perform(meeting, move, by=request.user, **form.facts())
        except Refused as refusal:
            form.add_error(None, str(refusal))
            if isinstance(refusal, Stale) and isinstance(form, SeenForm):
                form.see(meeting.revision)
        else:
            messages.success(request, said(fresh, move, form))
            return redirect("meeting", pk=fresh.pk)
    if not form.has_page:
        current = Meeting.objects.select_related("unit__district", *CARD).get(pk=meeting.pk)
        return sitting(request, current, refused=sentences(form))
    return show(request, meeting, move, form)


def ask(request: SignedInRequest, meeting: Meeting, move: str, form_class: type[ActForm]) -> HttpResponse:
    """The page of an act; who may not make it now reads why, on the meeting's page."""
    try:
        rule: Any = transition_of(meeting, move).permission
        objection = rule.objection(meeting, request.user, request.pairs)
    except NotLegal as refusal:
        objection = str(refusal)
    form = form_class(initial=request.GET.dict(), board=board(meeting), person=request.user)
    if objection:
        messages.error(request, objection)
    if objection or not form.has_page:
        return redirect("meeting", pk=meeting.pk)
    return show(request, meeting, move, form)


def show(request: SignedInRequest, meeting: Meeting, move: str, form: ActForm) -> HttpResponse:
    label = form_of(meeting, move).label
    context = {
        "section": "meetings",
        "crumbs": [
            {"label": _("Meetings"), "href": reverse("meetings")},
            {"label": meeting.title, "href": reverse("meeting", args=[meeting.pk])},
        ],
        "title": label,
        "lead": form.lead,
        "about": form.about(),
        "form": form,
        "submit": label,
        "cancel": reverse("meeting", args=[meeting.pk]),
    }
    return render(request, "governance/meeting/act.html", context, status=422 if form.errors else 200)


def form_of(meeting: Meeting, move: str) -> Move:
    """How the move looks, whatever state the meeting is in."""
    meta = getattr(Meeting, move)._django_fsm
    found: Move = next(iter(meta.transitions.values())).custom["move"]
    return found


def said(meeting: Document, move: str, form: ActForm) -> str:
    """What to say when the act is made."""
    if move == "cast":
        current = next(
            (vote for vote in form.board.items if vote.standing and vote.standing.round.is_open), None
        )
        if current is not None and current.standing is not None and current.standing.round.secret:
            return _("Your vote is in the urn.")
        return _("Your vote is counted: %(choice)s.") % {"choice": Choice(form.cleaned_data["choice"]).label}
    return _("Done: %(what)s.") % {"what": done_label(type(meeting), move)}


def sentences(form: ActForm) -> str:
    """Everything a button's form has to say, each sentence once."""
    found = dict.fromkeys(str(error) for errors in form.errors.values() for error in errors)
    return " ".join(found)
