"""The task list: what awaits this person, by urgency, and what they wait for from others."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import NamedTuple

from django.db.models import F
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy

from governance import clock
from governance.desk.base.access import SignedInRequest, signed_in
from governance.desk.base.format import day
from governance.desk.base.navigation import Group as Part, enter_section, everybody
from governance.desk.base.page import Page, Section
from governance.desk.base.rights import holds
from governance.desk.pages.letters import unsent_count
from governance.desk.pages.together import first_move, several_move
from governance.desk.papers.declaration import declared
from governance.documents.record.events import Event
from governance.documents.record.history import done_label
from governance.flows.engine.models import Task
from governance.roles.rights import Right

TASKS = enter_section(
    Section("tasks", gettext_lazy("Tasks"), "tasks"), Part.WORK, is_for=everybody, place=0, at_hand=True
)
SHOWN = 100  # a longer list helps nobody decide
LONGEST_ACTION = 20  # letters on a button


class TasksPage(Page):
    """`groups`: the own tasks by urgency, `count` in all; `waiting`: those of others over papers of this person."""

    def __init__(self, request: SignedInRequest) -> None:
        today = clock.today()
        awaiting = Task.objects.waiting_for(request.user, request.pairs).with_paper()
        mine = list(awaiting.order_by(F("due").asc(nulls_last=True), "pk")[:SHOWN])
        waiting = list(
            Task.objects.open()
            .filter(process__document__author=request.user)
            .exclude(pk__in=[task.pk for task in mine])
            .with_paper()
            .order_by("pk")[:SHOWN]
        )
        super().__init__(title="", section=TASKS.name)
        self.count, self.overdue = len(mine), sum(1 for task in mine if task.due and task.due < today)
        marked = set(request.GET.getlist("marked"))
        events = last_events([task.process.document_id for task in mine])
        self.groups = [
            Group(
                title,
                [
                    TaskRow(task, events.get(task.process.document_id), marked=str(task.pk) in marked)
                    for task in group
                ],
            )
            for title, group in groupby(mine, lambda task: urgency(task, today))
        ]
        self.waiting = [TaskRow(task, asked=False) for task in waiting]
        # The moves that can be made on several marked papers at once.
        self.bulk = {task.moves[0]: move.label for task in mine if (move := several_move(task))}
        self.unsent_letters = unsent_count(request)
        self.sets_up = holds(request, Right.SET_UP)


@signed_in
def tasks(request: SignedInRequest) -> HttpResponse:
    return TasksPage(request).response(request, "governance/tasks.html")


def urgency(task: Task, today: date) -> str:
    if task.due is None or task.due > today + timedelta(days=7):
        return _("Later")
    if task.due < today:
        return _("Overdue")
    return _("Today") if task.due == today else _("This week")


@dataclass(frozen=True)
class TaskRow:
    """One task for templates/governance/components/task.html; `asked` is false for a task of others."""

    task: Task
    # The last event of the paper.
    event: Event | None = None
    asked: bool = True
    # Marked before, and left out with a reason that was told.
    marked: bool = False

    @property
    def title(self) -> str:
        """The verb and the title; of papers with personal data, which all have the same title, with the number."""
        document = self.task.document
        model = document.model
        numbered = document.number and (model.confidential is not None or model.called_by_number)
        title = f"{document.title} № {document.number}" if numbered else document.title
        return f"{self.task.verb}: {title}" if self.task.verb else title

    @property
    def action(self) -> str:
        """The act itself where the task names one that fits on a button: «Подписать»."""
        move = first_move(self.task) if self.asked else None
        label = str(move.label) if move is not None else ""
        return label if len(label) <= LONGEST_ACTION else ""

    @property
    def href(self) -> str:
        """The page on which the task is done: that of larger work if its move has one, else that of the paper."""
        pages = declared(self.task.document.kind).pages
        page = pages.get(self.task.moves[0]) if self.asked and self.task.moves else None
        return reverse(page.name if page is not None else "paper", args=[self.task.document.pk])

    @property
    def came_from(self) -> str:
        if self.event is None:
            return ""
        who = self.event.actor.name if self.event.actor else str(self.event.basis or "")
        return f"{who}: {done_label(self.task.document.model, self.event.move)}, {day(self.event.at.date())}"

    @property
    def pick(self) -> str:
        """The value of its mark, if it can be decided together with others: the task, and the paper as it is seen."""
        if not self.asked or several_move(self.task) is None:
            return ""
        return f"{self.task.pk}:{self.task.document.revision}"


class Group(NamedTuple):
    title: str
    tasks: list[TaskRow]


def last_events(document_ids: list[int]) -> dict[int, Event]:
    """The last event of each paper, by the id of the paper; one query."""
    events = Event.objects.filter(document_id__in=set(document_ids), position=F("document__revision"))
    return {event.document_id: event for event in events.select_related("actor", "basis")}
