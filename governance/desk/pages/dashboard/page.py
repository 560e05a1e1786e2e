"""The page of the dashboard: large numbers, papers by kind and state, and the charts of the other modules."""

from collections import Counter
from typing import Any

from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from governance import clock
from governance.desk.base.access import SignedInRequest, signed_in
from governance.desk.base.format import MEANINGS
from governance.desk.pages.dashboard.plan import execution_of, picture
from governance.desk.pages.dashboard.steps import SHOWN, bars_of_places, overdue, step_times, waiting_places
from governance.documents.record.document import Document
from governance.documents.record.kind_settings import Phase
from governance.documents.record.kinds import KINDS
from governance.flows.engine.models import Task


@signed_in
def dashboard(request: SignedInRequest) -> HttpResponse:
    today = clock.today()
    papers = Document.objects.visible_to(request.user, request.pairs)
    counted = list(papers.order_by().values("kind", "state").annotate(n=Count("pk")))
    open_tasks = Task.objects.open().filter(process__document__in=papers.order_by().values("pk"))
    places = waiting_places(open_tasks, today)
    late = sum(place["late"] for place in places)
    followed = execution_of(papers, today)
    context = {
        "section": "dashboard",
        "lead": _("As of %(day)s; only papers that you may see.") % {"day": date_format(today, "j E Y")},
        "figures": figures(counted, places, late),
        "kinds": by_kind(counted),
        "waiting_at": bars_of_places(places, today),
        "step_times": step_times(papers),
        "late": overdue(open_tasks, today) if late else [],
        "late_more": max(0, late - SHOWN),
        "execution": picture(*followed, today) if followed else None,
    }
    return render(request, "governance/dashboard.html", context)


def figures(counted: list[dict[str, Any]], places: list[dict[str, Any]], late: int) -> list[dict[str, Any]]:
    """The large numbers at the top."""
    phases: Counter[Phase] = Counter()
    states: Counter[tuple[str, str]] = Counter()
    for row in counted:
        phases[KINDS[row["kind"]].State(row["state"]).phase] += row["n"]
        states[row["kind"], row["state"]] += row["n"]
    register = reverse("documents")
    steps = sum(place["n"] for place in places)
    numbers = [
        {
            "value": late,
            "name": ngettext("step is late", "steps are late", late),
            "note": _("of %(n)d that people are asked for") % {"n": steps},
            "meaning": "alarm" if late else "",
        },
        {
            "value": phases[Phase.WITH_SOMEBODY],
            "name": ngettext("paper under way", "papers under way", phases[Phase.WITH_SOMEBODY]),
            "note": _("being drafted besides: %(n)d") % {"n": phases[Phase.DRAFT]},
            "href": f"{register}?state={Phase.WITH_SOMEBODY}",
            "meaning": "held",
        },
        {
            "value": phases[Phase.IN_FORCE],
            "name": ngettext("paper in force", "papers in force", phases[Phase.IN_FORCE]),
            "note": _("of %(n)d in all") % {"n": phases.total()},
            "href": f"{register}?state={Phase.IN_FORCE}",
            "meaning": "force",
        },
    ]
    held = states["meeting", "held"]
    if "meeting" in KINDS:
        ahead = states["meeting", "planned"] + states["meeting", "running"]
        signed = sum(
            n
            for (kind, state), n in states.items()
            if kind == "protocol" and KINDS[kind].State(state).phase == Phase.IN_FORCE
        )
        numbers.append(
            {
                "value": held,
                "name": ngettext("meeting held", "meetings held", held),
                "note": _("ahead: %(ahead)d, protocols signed: %(signed)d")
                % {"ahead": ahead, "signed": signed},
                "href": f"{register}?kind=meeting",
            }
        )
    return numbers


def by_kind(counted: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A chart of states for each kind; all with one scale, so that they can be compared."""
    most = max((row["n"] for row in counted), default=1)
    numbers = {(row["kind"], row["state"]): row["n"] for row in counted}
    charts = []
    for name, model in KINDS.items():
        bars = [
            {
                "label": label,
                "value": numbers[name, state],
                "href": f"{reverse('documents')}?state={name}.{state}",
                "meaning": MEANINGS[model.State(state).phase],
            }
            for state, label in model.State.choices
            if (name, state) in numbers
        ]
        if bars:
            charts.append({"title": str(model.kind_label_many), "bars": bars, "most": most})
    return charts
