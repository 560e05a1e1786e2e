"""Where papers wait, how long steps take, what is overdue."""

from datetime import date, timedelta
from statistics import fmean
from typing import Any

from django.db.models import Count, DurationField, ExpressionWrapper, F, Min, Q, QuerySet, Window
from django.db.models.functions import RowNumber
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from viewflow.workflow.status import STATUS

from governance import clock
from governance.desk.base.format import day, due_text
from governance.desk.base.waiting_for import asked_party
from governance.documents.record.document import Document
from governance.flows.engine.models import Task
from governance.roles.names import surname_first
from governance.roles.rights import Right

SHOWN = 8
LOOKED_BACK = timedelta(days=365)  # steps of former years say little about the present ones


def waiting_places(tasks: QuerySet[Task], today: date) -> list[dict[str, Any]]:
    """Per person or unit and right: open steps, late ones, and when the oldest began; most late ones first."""
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
    parts = [
        _("the longest since today") if not days else _("the longest: %(time)s") % {"time": in_days(days)}
    ]
    if place["late"]:
        parts.append(_("late: %(n)d") % {"n": place["late"]})
    return ", ".join(parts)


def step_times(papers: QuerySet[Document]) -> dict[str, Any] | None:
    """The median time of each step in the past year; a median, because one forgotten paper would distort a mean.

    The database ranks the steps by their time, and only the middle one or two are fetched.
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
    medians = sorted(((fmean(days), node) for node, days in times.items()), key=lambda one: -one[0])[:SHOWN]
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
    """The overdue steps, the earliest due date first."""
    late = tasks.filter(flow_task_type="HUMAN", due__lt=today).with_paper().order_by("due", "pk")[:SHOWN]  # type: ignore[attr-defined]
    return [
        {
            "title": f"{task.verb}: {task.document.title}",
            "href": reverse("paper", args=[task.process.document_id]),
            "note": _("with: %(unit)s, since %(day)s")
            % {"unit": asked_party(task), "day": day(timezone.localtime(task.created).date())},
            "meaning": "alarm",
            "word": due_text(task.due, today)[1],
        }
        for task in late
    ]
