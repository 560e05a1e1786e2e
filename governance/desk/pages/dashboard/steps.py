"""What hangs and with whom, and what is late: the open steps that people are asked for, against what is usual."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import fmean
from typing import Any

from django.db.models import Count, DurationField, ExpressionWrapper, F, Q, Window
from django.db.models.functions import RowNumber
from django.utils import timezone
from django.utils.translation import ngettext
from viewflow.workflow.status import STATUS

from governance import clock
from governance.desk.base.waiting_for import asked_party
from governance.documents.record.document import Document
from governance.documents.record.visibility import VisiblePapers
from governance.flows.charts.paths import LOOKED_BACK
from governance.flows.engine.flow import Step
from governance.flows.engine.models import Task

SHOWN = 8
# So many people asked for one step are read to be shown in one line.
READ = 8 * SHOWN
NAMED = 3
LONG = timedelta(days=30)
# In the drawing of a step the longest one is so long.
WHOLE = 1000


@dataclass(frozen=True)
class OpenStep:
    """A step of a paper that somebody is asked for, or several: `days` until now since the first was asked, and how
    many such a step usually takes, if that is known.
    """

    verb: str
    paper: Document
    parties: Sequence[str]
    since: date
    due: date | None
    days: int
    usual: int | None
    is_late: bool
    # Of all that are shown beside it.
    longest: int = 1

    @property
    def party(self) -> str:
        """The first by name, the others by their number."""
        more = len(self.parties) - NAMED
        if more <= 0:
            return ", ".join(self.parties)
        words = ngettext("and %(n)s more", "and %(n)s more", more) % {"n": more}
        return f"{', '.join(self.parties[:NAMED])} {words}"

    @property
    def meaning(self) -> str:
        """Thrice the usual time is an alarm; without a usual time only being late is."""
        if self.usual is None:
            return "alarm" if self.is_late else "held"
        if self.days > 3 * self.usual:
            return "alarm"
        return "due" if self.days > self.usual else "force"

    @property
    def drawn(self) -> int:
        return WHOLE * self.days // self.longest

    @property
    def usual_drawn(self) -> int | None:
        """Where the usual time ends in the drawing; None beyond its edge."""
        if self.usual is None or self.usual > self.longest:
            return None
        return min(WHOLE * self.usual // self.longest, WHOLE - 6)


@dataclass(frozen=True)
class OpenSteps:
    """In all, late, and open for longer than a month; those that `hang` longest and those that are most overdue."""

    steps: int = 0
    late: int = 0
    old: int = 0
    hanging: Sequence[OpenStep] = ()
    overdue: Sequence[OpenStep] = ()

    @property
    def late_more(self) -> int:
        return max(0, self.late - sum(len(step.parties) for step in self.overdue))

    @property
    def more(self) -> int:
        return max(0, self.steps - sum(len(step.parties) for step in self.hanging))


def open_steps(papers: VisiblePapers, today: date) -> OpenSteps:
    """Two queries: the open steps at both ends, ranked and counted by the database, and the usual times."""
    asked = papers.among(Task.objects.open().filter(flow_task_type="HUMAN"), "process__document_id")
    late = Q(due__lt=today)
    ranked = asked.with_paper().annotate(
        steps=Window(Count("pk")),
        late=Window(Count("pk", filter=late)),
        old=Window(Count("pk", filter=Q(created__lt=clock.now() - LONG))),
        by_age=Window(RowNumber(), order_by=[F("created").asc(), F("pk").asc()]),
        by_due=Window(RowNumber(), order_by=[F("due").asc(nulls_last=True), F("pk").asc()]),
    )
    tasks: Any = list(ranked.filter(Q(by_age__lte=READ) | Q(by_due__lte=READ)))
    if not tasks:
        return OpenSteps()
    usual = usual_days(papers)
    hanging = sorted((task for task in tasks if task.by_age <= READ), key=lambda task: task.by_age)
    overdue = sorted((task for task in tasks if task.by_due <= READ), key=lambda task: task.by_due)
    first = tasks[0]
    return OpenSteps(
        first.steps,
        first.late,
        first.old,
        steps_of(hanging, usual, today),
        steps_of((task for task in overdue if task.due is not None and task.due < today), usual, today),
    )


def steps_of(tasks: Iterable[Task], usual: Mapping[Step, int], today: date) -> list[OpenStep]:
    """In this order, everybody who is asked for the same step of a paper in one of them."""
    asked: dict[tuple[int, str, date | None], list[Task]] = {}
    for task in tasks:
        asked.setdefault((task.document.pk, task.verb, task.due), []).append(task)
    alike = list(asked.values())[:SHOWN]
    since = [timezone.localtime(min(task.created for task in one)).date() for one in alike]
    longest = max(((today - day).days for day in since), default=1)
    return [
        OpenStep(
            verb=one[0].verb,
            paper=one[0].document,
            parties=[asked_party(task) for task in one],
            since=day,
            due=one[0].due,
            days=max(0, (today - day).days),
            usual=usual.get(one[0].flow_task),
            is_late=one[0].due is not None and one[0].due < today,
            longest=max(1, longest),
        )
        for one, day in zip(alike, since, strict=True)
    ]


def usual_days(papers: VisiblePapers) -> dict[Step, int]:
    """The median time of each step in the past year; a median, because one forgotten paper would distort a mean."""
    times: dict[Step, list[float]] = {}
    for step, took in middle_steps(papers):
        if step is not None:  # else the flow no longer has it
            times.setdefault(step, []).append(took / timedelta(days=1))
    return {step: max(1, round(fmean(days))) for step, days in times.items()}


def middle_steps(papers: VisiblePapers) -> Iterable[tuple[Step | None, timedelta]]:
    """Of each step in the past year the middle one or two times: the database ranks them."""
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
    return middle.values_list("flow_task", "took")
