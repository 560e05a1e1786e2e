"""Network teachers: the list in force with hours by subject, the candidates, the list for the next order."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from governance.desk.base.access import SignedInRequest, of_paper, signed_in
from governance.desk.base.format import day, state_of
from governance.desk.kinds.network.candidacy import subject_words
from governance.desk.kinds.rewards.labels import holds, may, points
from governance.desk.papers.forms import EFFECTS, PAGES, OwnPage
from governance.documents.errors import Refused
from governance.documents.kinds.network.candidacy import Candidacy
from governance.documents.kinds.network.staff_list import LIVE, StaffList, draft_staff_list
from governance.documents.record.document import Document
from governance.roles.rights import Right
from governance.roles.unit import Unit, UnitKind

SHOWN = 200
PAGES["candidacy", "appoint"] = OwnPage("candidacy_listed", gettext_lazy("Draw up the list"))
EFFECTS["staff_list", "publish"] = gettext_lazy(
    "Names, subjects and hours stand on the public pages of the district."
)


@signed_in
def network_teachers(request: SignedInRequest) -> HttpResponse:
    """404 for those who read nothing of a district: an outside body, a teacher with a sheet alone."""
    districts = {unit for right, unit in request.pairs if right in (Right.READ.value, Right.NOMINATE.value)}
    if not districts:
        raise Http404
    present = (
        StaffList._default_manager.visible_to(request.user, request.pairs)
        .filter(state=StaffList.State.APPROVED)
        .order_by("-edition")
        .first()
    )
    on_way = (
        StaffList._default_manager.visible_to(request.user, request.pairs)
        .filter(state__in=LIVE)
        .order_by("-edition")
        .first()
    )
    entries = present.entries() if present is not None else []
    candidates = list(
        Candidacy._default_manager.visible_to(request.user, request.pairs)
        .exclude(state__in=(Candidacy.State.APPOINTED, Candidacy.State.ENDED))
        .select_related("teacher", "employment__unit", "replaces__teacher")
        .order_by("-pk")[:SHOWN]
    )
    waiting = any(one.state == Candidacy.State.SUPPORTED for one in candidates)
    taught = [row.candidacy for row in entries]
    context = {
        "section": "network",
        "title": _("Network teachers"),
        "list": {
            "href": reverse("paper", args=[present.pk]),
            "title": present.full_title,
            **state_of(present),
            "published": present.published_at is not None,
        }
        if present is not None
        else None,
        "on_way": {"href": reverse("paper", args=[on_way.pk]), "title": on_way.full_title, **state_of(on_way)}
        if on_way is not None
        else None,
        "teachers": [teacher_row(one) for one in taught],
        "subjects": hours_by_subject(taught),
        "hours": points(sum((subject.total for one in taught for subject in one.subjects), Decimal(0))),
        "candidates": [candidate_row(one) for one in candidates],
        "begins": holds(request, Right.NOMINATE),
        "draws_up": waiting and on_way is None and draws_up(request) is not None,
    }
    return render(request, "governance/network/board.html", context)


def draws_up(request: SignedInRequest) -> Unit | None:
    """The district whose list this person draws up: whoever drafts the orders of its base school."""
    return next(
        (
            one.unit.root
            for one in request.appointments
            if one.unit.kind == UnitKind.SCHOOL
            and one.unit.is_base
            and may(request, Right.DRAFT_ORDER, one.unit_id)
        ),
        None,
    )


@of_paper("candidacy")
def candidacy_listed(request: SignedInRequest, document: Document) -> HttpResponse:
    """The list is drawn up for all supported candidates at once, so the task of each leads there."""
    return redirect("network_teachers")


@require_POST
@signed_in
def staff_list_draft(request: SignedInRequest) -> HttpResponse:
    """Draw up the next edition with the draft of its order. 404 for those who draft no orders of the base school."""
    district = draws_up(request)
    if district is None:
        raise Http404
    try:
        drafted = draft_staff_list(district, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("network_teachers")
    messages.success(request, _("The list is drawn up, and the order on it drafted."))
    return redirect("paper", pk=drafted.pk)


def teacher_row(one: Candidacy) -> dict[str, Any]:
    """One appointed teacher of templates/governance/network/board.html."""
    return {
        "href": reverse("paper", args=[one.pk]),
        "name": one.teacher.full_name,
        "school": str(one.employment.unit),
        "subjects": [{"name": subject.name, "words": subject_words(subject)} for subject in one.subjects],
        "hours": points(sum((subject.total for subject in one.subjects), Decimal(0))),
        "term": f"{day(one.since)} – {day(one.until)}",
        "instead_of": one.replaces.teacher.full_name if one.replaces else "",
    }


def candidate_row(one: Candidacy) -> dict[str, Any]:
    return {**teacher_row(one), **state_of(one)}


def hours_by_subject(taught: Iterable[Candidacy]) -> dict[str, Any]:
    """Bars of hours a week, the most first (components/bars.html)."""
    found: dict[str, Decimal] = {}
    for one in taught:
        for subject in one.subjects:
            found[subject.name] = found.get(subject.name, Decimal(0)) + subject.total
    bars: list[dict[str, Any]] = [
        {"label": name, "value": hours, "shown": points(hours), "meaning": "force"}
        for name, hours in sorted(found.items(), key=lambda item: (-item[1], item[0]))
    ]
    return {"bars": bars, "most": max((bar["value"] for bar in bars), default=1)}
