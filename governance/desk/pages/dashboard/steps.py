"""Where papers wait, how long steps take, what is overdue."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import fmean
from typing import Any, NamedTuple

from django.db.models import Count, DurationField, ExpressionWrapper, F, Min, Q, QuerySet, Window
from django.db.models.functions import RowNumber
from django.utils import timezone
from django.utils.translation import gettext as _, ngettext
from viewflow.workflow.status import STATUS

from governance import clock
from governance.desk.base.components import Bar, Bars
from governance.desk.base.waiting_for import asked_party
from governance.documents.record.document import Document
from governance.documents.record.visibility import VisiblePapers
from governance.flows.engine.flow import Step
from governance.flows.engine.models import Task, TaskQuerySet
from governance.roles.names import surname_first
from governance.roles.rights import Right

SHOWN = 8
LOOKED_BACK = timedelta(days=365)  # steps of former years say little about the present ones


@dataclass(frozen=True)
class WaitingPlace:
    """A person or a unit that is asked: its open steps, the late ones among them, since when the oldest waits."""

    name: str
    steps: int
    late: int
    oldest: datetime

    def waited(self, today: date) -> str:
        days = max(0, (today - timezone.localtime(self.oldest).date()).days)
        since = _("the longest: %(time)s") % {"time": in_days(days)} if days else _("the longest since today")
        return f"{since}, " + _("late: %(n)d") % {"n": self.late} if self.late else since


def waiting_places(tasks: QuerySet[Task], today: date) -> list[WaitingPlace]:
    """Per person or unit and right, the most late ones first; one query."""
    grouped = (
        tasks.filter(flow_task_type="HUMAN")
        .order_by()
        .values(
            "unit__short_name", "right", "person__surname", "person__given", "person__patronymic", "person"
        )
        .annotate(n=Count("pk"), late=Count("pk", filter=Q(due__lt=today)), oldest=Min("created"))
    )
    places = [WaitingPlace(name_of(row), row["n"], row["late"], row["oldest"]) for row in grouped]
    return sorted(places, key=lambda place: (-place.late, -place.steps, place.oldest))


def name_of(row: Mapping[str, Any]) -> str:
    """The named person, or the unit with the right that is asked for."""
    if row["person"] is not None:
        return surname_first(row["person__surname"], row["person__given"], row["person__patronymic"])
    return f"{row['unit__short_name']}: {Right(row['right']).label}" if row["right"] else ""


def bars_of_places(places: Sequence[WaitingPlace], today: date) -> Bars | None:
    if not places:
        return None
    return Bars(
        [
            Bar(
                label=place.name,
                note=place.waited(today),
                value=place.steps,
                meaning="alarm" if place.late else "held",
            )
            for place in places[:SHOWN]
        ],
        most=max(place.steps for place in places),
        caption=_("Where papers wait and how long"),
    )


def step_times(papers: VisiblePapers) -> Bars | None:
    """The median time of each step in the past year; a median, because one forgotten paper would distort a mean."""
    times: dict[Step, list[float]] = {}
    counts: dict[Step, int] = {}
    for step, took, count in middle_steps(papers):
        if step is not None:  # else the flow no longer has it
            times.setdefault(step, []).append(took / timedelta(days=1))
            counts[step] = count
    medians = sorted(((fmean(days), step) for step, days in times.items()), key=lambda one: -one[0])[:SHOWN]
    if not medians:
        return None
    return Bars(
        [
            Bar(
                label=str(step.title),
                note=ngettext("%(n)d time", "%(n)d times", counts[step]) % {"n": counts[step]},
                value=round(days * 24),  # bars are whole numbers: hours
                shown=in_days(round(days)) if days >= 1 else _("under a day"),
            )
            for days, step in medians
        ],
        caption=_("Median time of a step in the past year"),
    )


def middle_steps(papers: VisiblePapers) -> Iterable[tuple[Step | None, timedelta, int]]:
    """Of each step in the past year the middle one or two times, and how many there are: the database ranks them."""
    took = ExpressionWrapper(F("finished") - F("created"), output_field=DurationField())
    rank = Window(RowNumber(), partition_by=F("flow_task"), order_by=[took.asc(), F("pk").asc()])
    finished = (
        papers.among(
            Task.objects.filter(
                status=STATUS.DONE, flow_task_type="HUMAN", finished__gte=clock.now() - LOOKED_BACK
            ),
            "process__document_id",
            most_rows=True,
        )
        .order_by()
        .annotate(took=took, twice_rank=rank * 2, steps=Window(Count("pk"), partition_by=F("flow_task")))
    )
    middle = finished.filter(twice_rank__gte=F("steps"), twice_rank__lte=F("steps") + 2)
    return middle.values_list("flow_task", "took", "steps")


def in_days(days: int) -> str:
    return ngettext("%(n)d day", "%(n)d days", days) % {"n": days}


class LateStep(NamedTuple):
    """An overdue step of a paper, with the `party` that is asked; a task itself cannot be kept in the cache."""

    verb: str
    paper: Document
    party: str
    created: datetime
    due: date | None


def overdue(tasks: TaskQuerySet, today: date) -> list[LateStep]:
    """The earliest due date first."""
    late = tasks.filter(flow_task_type="HUMAN", due__lt=today).with_paper().order_by("due", "pk")[:SHOWN]
    return [LateStep(task.verb, task.document, asked_party(task), task.created, task.due) for task in late]
