"""The list of tasks: what awaits this person, by urgency or by paper, and what they wait for from others."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby
from typing import NamedTuple

from django.db.models import Q
from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy

from governance import clock
from governance.desk.base.access import SignedInRequest, signed_in
from governance.desk.base.components import Chip, Words
from governance.desk.base.keys import key_in
from governance.desk.base.long_list import LongList
from governance.desk.base.navigation import Group as Part, enter_section, everybody
from governance.desk.base.page import ListPage, Section
from governance.desk.base.rights import holds
from governance.desk.pages.letters import unsent_count
from governance.desk.papers.after import CAME_FROM
from governance.desk.papers.task_list import BY_PAPER, BY_TERM, COLLEAGUES, LATER, MINE, OTHERS, TaskList
from governance.desk.papers.task_row import TaskRow, asked_on, rows_of, several_move
from governance.flows.engine.arranging import SavedView, Snooze, TaskQuestion, TaskTurn
from governance.flows.engine.models import Task
from governance.flows.engine.turns import undoable
from governance.flows.engine.waiting import blocking, last_reminders, with_whom
from governance.roles.rights import Right

TASKS = enter_section(
    Section("tasks", gettext_lazy("Tasks"), "tasks"), Part.WORK, is_for=everybody, place=0, at_hand=True
)
SHOWN = 50
LISTS = {
    MINE: gettext_lazy("Await me"),
    OTHERS: gettext_lazy("I wait for others"),
    LATER: gettext_lazy("Put off"),
    COLLEAGUES: gettext_lazy("With colleagues"),
}
ORDERS = {BY_TERM: gettext_lazy("By term"), BY_PAPER: gettext_lazy("By paper")}


class Group(NamedTuple):
    title: str
    tasks: list[TaskRow]


@dataclass(frozen=True)
class Views:
    """The saved views of one person, and which of them is open; `query`: what would be saved now."""

    views: Sequence[SavedView]
    open: SavedView | None
    query: str


class TasksPage(ListPage):
    """`groups`: the tasks of the page by urgency or by paper; `chips`, `orders`: the other lists and orders."""

    def __init__(self, request: SignedInRequest) -> None:
        views = list(SavedView.objects.filter(person=request.user))
        opened = opened_view(request, views)
        query = QueryDict(opened.query, mutable=True) if opened else request.GET.copy()
        self.list = TaskList(request, query)
        self.list.offer_choices()
        self.conditions, self.show = self.list.conditions, self.list.show
        sheet = LongList(self.list.tasks, SHOWN).get_page(request.GET.get("page"))
        sheet.object_list = tasks = list(sheet.object_list)
        super().__init__(title="", section=TASKS.name, page_obj=sheet)
        talk = talk_with(request, tasks)
        rows = self.rows(request, tasks, talk)
        self.groups = grouped(rows, by=self.list.by)
        self.count, self.overdue = self.list.total(MINE), self.list.total("late")
        self.chips = self.links("show", self.show, LISTS, counted=True)
        self.orders = self.links("by", self.list.by, ORDERS)
        self.filtered = bool(self.conditions.understood)
        self.ignored = self.conditions.ignored
        # The moves that can be made on several marked papers at once.
        asked = tasks if self.show == MINE else []
        self.bulk = {task.moves[0]: move.label for task in asked if (move := several_move(task))}
        self.views = Views(views, opened, self.address())
        waiting = [one for one in talk if one.asked_of_id == request.user.pk and one.answered_at is None]
        self.questions = sorted(waiting, key=lambda one: one.asked_at)[:SHOWN]
        self.did = just_done(request)
        self.unsent_letters = unsent_count(request)
        self.sets_up = holds(request, Right.SET_UP)

    def rows(
        self, request: SignedInRequest, tasks: list[Task], talk: Sequence[TaskQuestion]
    ) -> list[TaskRow]:
        marked = request.GET.getlist("marked")
        rows = rows_of(tasks, person=request.user, marked=marked, asked=self.show == MINE, talk=talk)
        if self.show in (OTHERS, COLLEAGUES):
            return with_people(rows, can_remind=self.show == OTHERS, person=request.user.pk)
        if self.show == LATER:
            days = dict(
                Snooze.objects.filter(person=request.user, task__in=tasks).values_list("task", "until")
            )
            return [replace(row, put_off=days.get(row.task.pk)) for row in rows]
        return rows

    def links(
        self, name: str, present: str, labels: Mapping[str, Words], *, counted: bool = False
    ) -> list[Chip]:
        """Links to the other lists or orders, with the conditions kept; an empty list has none."""
        links = []
        for value, label in labels.items():
            count = self.list.total(value) if counted else None
            if counted and not count and value not in (MINE, present):
                continue
            address = f"{reverse('tasks')}?{self.address(**{name: value})}"
            links.append(Chip(label=str(label), href=address, current=value == present, count=count))
        return links

    def address(self, **changed: str) -> str:
        """The query of this list as it is shown, some of it changed."""
        query = self.conditions.query.copy()
        for name, value in {"show": self.show, "by": self.list.by, **changed}.items():
            if value not in (MINE, BY_TERM):
                query[name] = value
        return query.urlencode() or "all=1"


@signed_in
def tasks(request: SignedInRequest) -> HttpResponse:
    page = TasksPage(request)
    response = page.response(request, "governance/tasks.html")
    # After a decision the next one of this very list is offered.
    response.set_cookie(CAME_FROM, page.address(), httponly=True, samesite="Lax", secure=request.is_secure())
    return response


def opened_view(request: SignedInRequest, views: Sequence[SavedView]) -> SavedView | None:
    """The view that is asked for, or the default one where nothing is."""
    asked = request.GET.get("view", "")
    if asked:
        return next((view for view in views if str(view.pk) == asked), None)
    plain = not request.GET.keys() - {"page", "marked", "did"}
    return next((view for view in views if view.is_default), None) if plain else None


def grouped(rows: Sequence[TaskRow], *, by: str) -> list[Group]:
    if by == BY_PAPER:
        papers = groupby(rows, lambda row: row.task.document.pk)
        groups = [list(group) for _pk, group in papers]
        return [Group(group[0].head.first, group) for group in groups]
    today = clock.today()
    return [Group(title, list(group)) for title, group in groupby(rows, lambda row: urgency(row.task, today))]


def urgency(task: Task, today: date) -> str:
    if task.due is None:
        return _("Without a term")
    if task.due > today + timedelta(days=7):
        return _("Later")
    if task.due < today:
        return _("Overdue")
    return _("Today") if task.due == today else _("This week")


def with_people(rows: Sequence[TaskRow], *, can_remind: bool, person: int) -> list[TaskRow]:
    """With whom each task is, by name; for one that waits for another paper, who has that paper."""
    behind = blocking([row.task for row in rows if row.task.flow_task_type != "HUMAN"])
    open_now = {row.task.pk: behind.get(row.task.pk, [row.task]) for row in rows}
    every = [task for tasks in open_now.values() for task in tasks]
    people, reminders = with_whom(every), last_reminders([task.pk for task in every])
    found = []
    for row in rows:
        tasks = open_now[row.task.pk]
        named = list({one.pk: one for task in tasks for one in people[task.pk]}.values())
        first = tasks[0]
        # Of sheets that several have, each is reminded by the program itself.
        remindable = can_remind and len(tasks) == 1 and first.flow_task_type == "HUMAN"
        found.append(
            replace(
                row,
                people=named,
                behind=first,
                reminder=reminders.get(first.pk),
                can_remind=remindable and any(one.pk != person for one in named),
            )
        )
    return found


def talk_with(request: SignedInRequest, tasks: Iterable[Task]) -> Sequence[TaskQuestion]:
    """What this person asks colleagues on these tasks, and what colleagues ask them and wait for; one query."""
    waiting = Q(asked_of=request.user, answered_at=None)
    found = TaskQuestion.objects.filter(waiting | asked_on(tasks, request.user))
    return list(found.select_related("asked_by", "asked_of", "task__process__document"))


def just_done(request: SignedInRequest) -> "TaskTurn | Snooze | None":
    """What this person has just done with a task and may undo."""
    key = key_in(request.GET.get("did", ""))
    if key is None:
        return None
    put_off = Snooze.objects.filter(person=request.user, task=key, until__gt=clock.today())
    return undoable(key, request.user) or put_off.select_related("task").first()
