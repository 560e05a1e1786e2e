"""The task list: what awaits this person, by urgency, and what they wait for from others."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib import messages
from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _, ngettext
from django.views.decorators.http import require_POST

from governance import clock
from governance.desk.base.access import SignedInRequest, signed_in
from governance.desk.base.format import day, due_text
from governance.desk.base.page import Page
from governance.desk.papers.declaration import declared
from governance.documents.errors import Refused
from governance.documents.record.document import Document
from governance.documents.record.events import Event
from governance.documents.record.history import done_label
from governance.documents.record.kinds import KINDS
from governance.documents.record.perform import any_move, perform
from governance.documents.record.transitions import Move
from governance.flows.engine.models import Notice, Task
from governance.flows.engine.notices import notice_text

SHOWN = 100  # a longer list helps nobody decide


class TasksPage(Page):
    """`groups`: the own tasks by urgency; `waiting`: those of others over papers of this person."""

    def __init__(self, request: SignedInRequest) -> None:
        today = clock.today()
        mine = list(
            Task.objects.waiting_for(request.user, request.pairs)
            .with_paper()
            .order_by(F("due").asc(nulls_last=True), "pk")[:SHOWN]
        )
        waiting = list(
            Task.objects.open()
            .filter(process__document__author=request.user)
            .exclude(pk__in=[task.pk for task in mine])
            .with_paper()
            .order_by("pk")[:SHOWN]
        )
        overdue = sum(1 for task in mine if task.due is not None and task.due < today)
        super().__init__(title="", section="tasks", lead=lead(len(mine), overdue))
        came = last_events([task.process.document_id for task in mine + waiting])
        self.groups = [
            Group(title, [TaskRow(task, came, today) for task in group])
            for title, group in by_urgency(mine, today)
            if group
        ]
        if self.groups:
            self.groups[0].tasks[0].main = True
        self.waiting = [TaskRow(task, came, today, asked=False) for task in waiting]
        self.bulk = bulk(mine)
        unread = Notice.objects.filter(person=request.user, read_at=None)
        self.notices = [NoticeRow(notice) for notice in unread[:10]]


class NoticeRow:
    def __init__(self, notice: Notice) -> None:
        self.pk, self.text, self.at = notice.pk, notice_text(notice), notice.created_at
        self.paper = notice.document_id


@signed_in
def tasks(request: SignedInRequest) -> HttpResponse:
    return TasksPage(request).response(request, "governance/tasks.html")


def by_urgency(tasks: list[Task], today: date) -> list[tuple[str, list[Task]]]:
    """The tasks in groups: overdue, today, this week, later or without a due date."""
    week = today + timedelta(days=7)
    groups: dict[str, list[Task]] = {"overdue": [], "today": [], "week": [], "later": []}
    for task in tasks:
        if task.due is None or task.due > week:
            groups["later"].append(task)
        elif task.due < today:
            groups["overdue"].append(task)
        elif task.due == today:
            groups["today"].append(task)
        else:
            groups["week"].append(task)
    titles = {"overdue": _("Overdue"), "today": _("Today"), "week": _("This week"), "later": _("Later")}
    return [(titles[key], group) for key, group in groups.items()]


class TaskRow:
    """One task for templates/governance/components/task.html; `asked` is false for a task of others."""

    # The first of all: its button stands out.
    main = False

    def __init__(self, task: Task, came: Mapping[int, Event], today: date, *, asked: bool = True) -> None:
        document = task.document
        move = task_move(task)
        title = title_of(document)
        self.meaning, self.due = due_text(task.due, today)
        self.title = f"{task.verb}: {title}" if task.verb else title
        self.href = reverse(address_of(task) if asked else "paper", args=[document.pk])
        self.grounds = came_from(came.get(document.pk)) if asked else held_by(task)
        self.action = _("Consider") if asked else _("Open")
        self.pick = task.pk if asked and move is not None and move.several else ""


@dataclass(frozen=True)
class Group:
    title: str
    tasks: list[TaskRow]


def title_of(document: Document) -> str:
    """The title; of papers with personal data, which all have the same title, with the number."""
    if document.model.confidential is not None and document.number:
        return f"{document.title} № {document.number}"
    return document.title


def address_of(task: Task) -> str:
    """The page on which the task is done: that of larger work if its move has one, else that of the paper."""
    page = declared(task.document.kind).pages.get(task.moves[0]) if task.moves else None
    return page.name if page is not None else "paper"


def task_move(task: Task) -> Move | None:
    """The declaration of the first move that would complete a task; None if it has none."""
    for name in task.moves:
        meta = getattr(getattr(KINDS[task.document.kind], name, None), "_django_fsm", None)
        if meta is not None:
            return any_move(meta)
    return None


def last_events(document_ids: list[int]) -> dict[int, Event]:
    """The last event of each paper, by the id of the paper; one query."""
    events = Event.objects.filter(document_id__in=set(document_ids), position=F("document__revision"))
    return {event.document_id: event for event in events.select_related("actor", "document", "basis")}


def came_from(event: Event | None) -> str:
    if event is None:
        return ""
    who = event.actor.name if event.actor else str(event.basis or "")
    done = done_label(KINDS[event.document.kind], event.move)
    return f"{who}: {done}, {day(event.at.date())}"


def held_by(task: Task) -> str:
    if task.person:
        return _("with: %(who)s") % {"who": task.person.name}
    if task.unit and task.right:
        return _("with: %(unit)s, since %(day)s") % {"unit": task.unit, "day": day(task.created.date())}
    return _("waits for another paper")


def lead(count: int, overdue: int) -> str:
    if not count:
        return ""
    sentence = ngettext("%(n)d task", "%(n)d tasks", count) % {"n": count}
    if overdue:
        sentence += ", " + ngettext("%(n)d overdue", "%(n)d overdue", overdue) % {"n": overdue}
    return sentence + "."


@dataclass(frozen=True)
class BulkMove:
    name: str
    label: str


@dataclass(frozen=True)
class Bulk:
    """The moves that can be made on several marked papers at once."""

    action: str
    moves: list[BulkMove]


def bulk(tasks: list[Task]) -> Bulk | None:
    """None if there is no such move."""
    labels = {task.moves[0]: str(move.label) for task in tasks if (move := task_move(task)) and move.several}
    moves = [BulkMove(name, label) for name, label in labels.items()]
    return Bulk(reverse("tasks_bulk"), moves) if moves else None


@require_POST
@signed_in
def tasks_bulk(request: SignedInRequest) -> HttpResponse:
    """Make one move on each marked paper; a refusal is reported and does not stop the others."""
    wanted = [pk for pk in request.POST.getlist("task") if pk.isdigit()]
    name = request.POST.get("move", "")
    done = 0
    for task in Task.objects.waiting_for(request.user, request.pairs).with_paper().filter(pk__in=wanted):
        move = task_move(task)
        if name not in task.moves or move is None or not move.several:
            continue
        facts = {"part": task.process.part} if task.process.part else {}
        try:
            perform(task.document, name, by=request.user, **facts)
            done += 1
        except Refused as refusal:
            messages.error(request, f"{task.document}: {refusal}")
    if done:
        messages.success(request, ngettext("%(n)d paper done.", "%(n)d papers done.", done) % {"n": done})
    elif not wanted:
        messages.warning(request, _("Mark the papers first."))
    return redirect("tasks")


@require_POST
@signed_in
def notices_read(request: SignedInRequest) -> HttpResponse:
    Notice.objects.filter(person=request.user, read_at=None).update(read_at=clock.now())
    return redirect("tasks")
