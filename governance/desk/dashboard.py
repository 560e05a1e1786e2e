"""The district at a glance: pictures of what this person may see, counted by the database, drawn on the server."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from statistics import fmean
from typing import Any

from django.db.models import Count, DurationField, ExpressionWrapper, F, Min, Q, QuerySet, Window
from django.db.models.functions import RowNumber
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from viewflow.workflow.status import STATUS

from governance import clock
from governance.desk.access import SignedInRequest, signed_in
from governance.desk.holding import holder_of
from governance.desk.words import MEANINGS, day, due_words
from governance.documents.document import Document, Phase
from governance.documents.kinds import KINDS
from governance.documents.plan.execution import Execution, execution
from governance.documents.plan.model import Plan
from governance.documents.plan.section import RowStatus
from governance.documents.plan.terms import TermKind
from governance.flows.models import Task
from governance.roles.names import surname_first
from governance.roles.rights import Right

SHOWN = 8
LOOKED_BACK = timedelta(days=365)  # steps of former years say little about the present ones
NO_DEADLINE = (TermKind.ALWAYS.value, TermKind.YEAR.value)


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


# --- papers -------------------------------------------------------------------------------------------------------


def figures(counted: list[dict[str, Any]], places: list[dict[str, Any]], late: int) -> list[dict[str, Any]]:
    """The large numbers at the head."""
    phases: Counter[Phase] = Counter()
    states: Counter[tuple[str, str]] = Counter()
    for one in counted:
        phases[KINDS[one["kind"]].phases.get(one["state"], Phase.WITH_SOMEBODY)] += one["n"]
        states[one["kind"], one["state"]] += one["n"]
    register = reverse("documents")
    steps = sum(place["n"] for place in places)
    found = [
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
            if kind == "protocol" and KINDS[kind].phases.get(state) == Phase.IN_FORCE
        )
        found.append(
            {
                "value": held,
                "name": ngettext("meeting held", "meetings held", held),
                "note": _("ahead: %(ahead)d, protocols signed: %(signed)d")
                % {"ahead": ahead, "signed": signed},
                "href": f"{register}?kind=meeting",
            }
        )
    return found


def by_kind(counted: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Bars of states, kind by kind; one scale for all, so that kinds can be compared."""
    most = max((one["n"] for one in counted), default=1)
    numbers = {(one["kind"], one["state"]): one["n"] for one in counted}
    found = []
    for name, model in KINDS.items():
        bars = [
            {
                "label": label,
                "value": numbers[name, state],
                "href": f"{reverse('documents')}?state={name}.{state}",
                "meaning": MEANINGS[model.phases.get(state, Phase.WITH_SOMEBODY)],
            }
            for state, label in model.State.choices
            if (name, state) in numbers
        ]
        if bars:
            found.append({"title": str(model.kind_label_many), "bars": bars, "most": most})
    return found


# --- steps --------------------------------------------------------------------------------------------------------


def waiting_places(tasks: QuerySet[Task], today: date) -> list[dict[str, Any]]:
    """Who is asked for how many steps, how many are late, since when the oldest waits; the longest list first."""
    grouped = (
        tasks.filter(flow_task_type="HUMAN")
        .order_by()
        .values(
            "unit__short_name", "right", "person__surname", "person__given", "person__patronymic", "person"
        )
        .annotate(n=Count("pk"), late=Count("pk", filter=Q(due__lt=today)), oldest=Min("created"))
    )
    return sorted(grouped, key=lambda place: (-place["late"], -place["n"], place["oldest"]))


def bars_of_places(places: list[dict[str, Any]], today: date) -> dict[str, Any] | None:
    if not places:
        return None
    return {
        "caption": _("Where papers wait and how long"),
        "most": max(place["n"] for place in places),
        "bars": [
            {
                "label": name_of(place),
                "note": waited(place, today),
                "value": place["n"],
                "meaning": "alarm" if place["late"] else "held",
            }
            for place in places[:SHOWN]
        ],
    }


def name_of(place: dict[str, Any]) -> str:
    """The named person, or the unit with the right that is asked for."""
    if place["person"] is not None:
        return surname_first(place["person__surname"], place["person__given"], place["person__patronymic"])
    return f"{place['unit__short_name']}: {Right(place['right']).label}" if place["right"] else ""


def waited(place: dict[str, Any], today: date) -> str:
    days = max(0, (today - timezone.localtime(place["oldest"]).date()).days)
    said = [
        _("the longest since today") if not days else _("the longest: %(time)s") % {"time": in_days(days)}
    ]
    if place["late"]:
        said.append(_("late: %(n)d") % {"n": place["late"]})
    return ", ".join(said)


def step_times(papers: QuerySet[Document]) -> dict[str, Any] | None:
    """How long the steps of people took in the past year: the median, which one forgotten paper does not spoil.

    The median is found by the database: steps are ranked by their time, and the middle one or two are fetched.
    """
    took = ExpressionWrapper(F("finished") - F("created"), output_field=DurationField())
    finished = (
        Task.objects.filter(
            status=STATUS.DONE,
            flow_task_type="HUMAN",
            finished__gte=clock.now() - LOOKED_BACK,
            process__document__in=papers.order_by().values("pk"),
        )
        .order_by()
        .annotate(
            took=took,
            twice_rank=Window(RowNumber(), partition_by=F("flow_task"), order_by=[took.asc(), F("pk").asc()])
            * 2,
            steps=Window(Count("pk"), partition_by=F("flow_task")),
        )
    )
    middle = finished.filter(twice_rank__gte=F("steps"), twice_rank__lte=F("steps") + 2)
    times: dict[Any, list[float]] = {}
    counts: dict[Any, int] = {}
    for task in middle:
        if task.flow_task is None:
            continue  # a step that the flow no longer has
        times.setdefault(task.flow_task, []).append(task.took / timedelta(days=1))
        counts[task.flow_task] = task.steps
    medians = sorted(((fmean(found), node) for node, found in times.items()), key=lambda one: -one[0])[:SHOWN]
    if not medians:
        return None
    return {
        "caption": _("Median time of a step in the past year"),
        # Bars are whole numbers: hours.
        "most": max(1, round(medians[0][0] * 24)),
        "bars": [
            {
                "label": str(node.task_title),
                "note": ngettext("%(n)d time", "%(n)d times", counts[node]) % {"n": counts[node]},
                "value": round(days * 24),
                "shown": in_days(round(days)) if days >= 1 else _("under a day"),
            }
            for days, node in medians
        ],
    }


def in_days(days: int) -> str:
    return ngettext("%(n)d day", "%(n)d days", days) % {"n": days}


def overdue(tasks: QuerySet[Task], today: date) -> list[dict[str, Any]]:
    """The latest steps, the oldest term first."""
    late = tasks.filter(flow_task_type="HUMAN", due__lt=today).with_paper().order_by("due", "pk")[:SHOWN]  # type: ignore[attr-defined]
    return [
        {
            "title": f"{task.verb}: {task.document.title}",
            "href": reverse("paper", args=[task.process.document_id]),
            "note": _("with: %(unit)s, since %(day)s")
            % {"unit": holder_of(task), "day": day(timezone.localtime(task.created).date())},
            "meaning": "alarm",
            "word": due_words(task.due, today)[1],
        }
        for task in late
    ]


# --- the plan -----------------------------------------------------------------------------------------------------


def execution_of(papers: QuerySet[Document], today: date) -> tuple[Plan, Execution] | None:
    """The newest plan in force that this person may see, and how it stands."""
    plan = (
        Plan.objects.filter(pk__in=papers.order_by().values("pk"), state=Plan.State.APPROVED)
        .order_by(F("period_start").desc(nulls_last=True), "-pk")
        .first()
    )
    return None if plan is None else (plan, execution(plan, today))


def picture(plan: Plan, standing: Execution, today: date) -> dict[str, Any]:
    """A ring for the whole and a column for each month; what has no deadline of its own stands in the ring alone."""
    rows = [followed for section in standing.sections for followed in section.rows]
    dated = [
        followed
        for followed in rows
        if followed.row.due and (followed.row.moved_to or followed.row.term_kind not in NO_DEADLINE)
    ]
    said = [
        _("Done: %(done)d of %(total)d.") % {"done": standing.done, "total": standing.total},
        _("Overdue: %(n)d.") % {"n": standing.overdue} if standing.overdue else "",
        _("Moved: %(n)d.") % {"n": standing.counts[RowStatus.MOVED]}
        if standing.counts[RowStatus.MOVED]
        else "",
        _("Without a deadline of their own (all year, permanently): %(n)d.") % {"n": len(rows) - len(dated)}
        if len(rows) > len(dated)
        else "",
    ]
    columns: list[dict[str, Any]] = []
    for month in months(followed.row.due for followed in dated if followed.row.due):
        here = [
            followed
            for followed in dated
            if followed.row.due
            and (followed.row.due.year, followed.row.due.month) == (month.year, month.month)
        ]
        statuses = Counter(followed.status for followed in here)
        columns.append(
            {
                "label": date_format(month, "M").lower().rstrip("."),
                "total": len(here),
                "done": statuses[RowStatus.DONE],
                "overdue": statuses[RowStatus.OVERDUE],
                "now": (month.year, month.month) == (today.year, today.month),
                "words": _("%(month)s: %(total)d, done %(done)d, overdue %(overdue)d")
                % {
                    "month": date_format(month, "F Y"),
                    "total": len(here),
                    "done": statuses[RowStatus.DONE],
                    "overdue": statuses[RowStatus.OVERDUE],
                },
            }
        )
    return {
        "title": plan.title,
        "href": reverse("paper", args=[plan.pk]),
        "percent": standing.percent_done,
        "sentence": " ".join(filter(None, said)),
        "columns": columns,
        "most": max((column["total"] for column in columns), default=1),
        "caption": _("Activities of the plan by the month of their last day"),
    }


def months(days: Iterable[date]) -> list[date]:
    """The first days of all months from the earliest to the latest of these days, without a hole."""
    known = sorted(found.replace(day=1) for found in days)
    if not known:
        return []
    month, found = known[0], []
    while month <= known[-1]:
        found.append(month)
        month = (month + timedelta(days=31)).replace(day=1)
    return found
