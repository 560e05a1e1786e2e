"""The page of one task: who has it in hand and had it before, handing over, putting off, asking a colleague."""

from collections.abc import Sequence

from django.contrib import messages
from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from governance.desk.base.access import SignedInRequest, signed_in
from governance.desk.base.components import Crumb
from governance.desk.base.format import day
from governance.desk.base.page import Page
from governance.desk.pages.tasks.forms import AskForm, HandOverForm, SnoozeForm
from governance.desk.pages.tasks.page import TASKS
from governance.desk.papers.task_row import TaskRow, rows_of
from governance.documents.errors import Refused
from governance.flows.engine import asking, snoozing, turns
from governance.flows.engine.arranging import Snooze, TaskQuestion, TaskTurn
from governance.flows.engine.models import Task, awaits, of_rights
from governance.flows.engine.snoozing import BeyondDue
from governance.flows.engine.waiting import sent_by
from governance.roles.appointment import Appointment
from governance.roles.person import Person


class TaskPage(Page):
    """What can be done with one task beside doing it. `mine`: it awaits the reader; otherwise they see it alone.

    `able`: the colleagues who may do it; `turns`: its journal; `put_off`: until which day the reader has put it off.
    """

    hand: HandOverForm
    snooze: SnoozeForm
    ask: AskForm

    def __init__(self, request: SignedInRequest, pk: int) -> None:
        self.task = seen_task(request, pk)
        self.mine: bool = self.task.is_mine  # annotated
        self.in_hand = self.task.holder_id == request.user.pk
        able = turns.able(self.task)
        self.able = [person for person in able if person.pk != request.user.pk]
        self.may_take = (
            self.mine and self.task.person_id is None and self.task.holder_id is None and bool(self.able)
        )
        self.questions: Sequence[TaskQuestion] = list(
            self.task.questions.select_related("asked_by", "asked_of")
        )
        self.row: TaskRow = rows_of([self.task], person=request.user, talk=self.questions)[0]
        self.turns: Sequence[TaskTurn] = list(self.task.turns.select_related("by", "before", "after"))
        self.put_off = Snooze.objects.filter(person=request.user, task=self.task).first()
        self.undo = turns.can_undo(self.turns[0], self.task, request.user) if self.turns else None
        sent, act = request.POST or None, request.POST.get("do", "")
        self.hand = HandOverForm(sent if act == "hand_over" else None, self.able)
        self.snooze = SnoozeForm(sent if act == "snooze" else None, self.task.due)
        self.ask = AskForm(sent if act == "ask" else None, colleagues(request.user))
        self.done = act
        super().__init__(
            title=self.row.head.first, section=TASKS.name, crumbs=[Crumb(TASKS.label, reverse("tasks"))]
        )

    def act(self, request: SignedInRequest) -> str | None:
        """Do what was pressed and return what to say; None if a form is refused. Raises Refused."""
        key, by = self.task.pk, request.user
        form = {"hand_over": self.hand, "snooze": self.snooze, "ask": self.ask}.get(self.done)
        if form is not None and not form.is_valid():
            return None
        given = form.cleaned_data if form is not None else {}
        try:
            return self._act(key, by, given)
        except BeyondDue as refusal:
            self.snooze.add_error("until", str(refusal))
        except Refused as refusal:
            if form is None:
                raise
            form.add_error(None, str(refusal))
        return None

    def _act(self, key: int, by: Person, given: "dict[str, object]") -> str:
        if self.done == "hand_over":
            turns.hand_over(key, by=by, to=given["to"], reason=given["reason"])  # type: ignore[arg-type]  # of the form
            return _("Handed over to %(who)s, who was told.") % {"who": given["to"]}
        if self.done == "snooze":
            until = given["until"]
            snoozing.snooze(key, by=by, until=until, though_due=bool(given.get("though_due")))  # type: ignore[arg-type]  # of the form
            return _("Put off: it is on your list again on the morning of %(day)s.") % {"day": day(until)}  # type: ignore[arg-type]  # of the form
        if self.done == "ask":
            asking.ask(key, by=by, of=given["of"], text=str(given["text"]))  # type: ignore[arg-type]  # of the form
            return _("%(who)s was asked; the answer comes to you, and the task stays with you.") % {
                "who": given["of"]
            }
        return self._press(key, by)

    def _press(self, key: int, by: Person) -> str:
        """What needs no form."""
        if self.done == "take":
            turns.take(key, by=by)
            return _("You have taken it: colleagues see that it is with you.")
        if self.done == "hand_back":
            turns.hand_back(key, by=by)
            return _("Handed back: it awaits all who may do it again.")
        if self.done == "wake":
            snoozing.wake(key, by=by)
            return _("It is on your list again.")
        if self.done == "undo":
            turns.undo(key, by=by)
            return _("Undone: the task is where it was before.")
        raise Http404


@signed_in
def task_page(request: SignedInRequest, pk: int) -> HttpResponse:
    page = TaskPage(request, pk)
    if request.method == "POST":
        try:
            said = page.act(request)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect("tasks")
        if said is not None:
            messages.success(request, said)
            return redirect(f"{reverse('tasks')}?did={pk}" if page.done != "ask" else reverse("tasks"))
        return page.response(request, "governance/task.html", status=422)
    return page.response(request, "governance/task.html")


def seen_task(request: SignedInRequest, pk: int) -> Task:
    """The open task, for whoever may do it or waits for it; otherwise 404. `is_mine`: it awaits them."""
    person, pairs = request.user, request.pairs
    concerned = awaits(person, pairs) | of_rights(pairs) | sent_by(person)
    mine = Task.objects.waiting_for(person, pairs).filter(pk=OuterRef("pk"))
    found = Task.objects.open().filter(concerned, pk=pk, flow_task_type="HUMAN").with_paper()
    task = found.annotate(is_mine=Exists(mine)).first()
    if task is None:
        raise Http404
    return task


def colleagues(person: Person) -> QuerySet[Person]:
    """Whoever holds a post in the district today, but this person."""
    holding = Appointment.objects.in_force().values("person")
    others = Person.objects.filter(district_id=person.district_id, is_active=True, pk__in=holding)
    return others.exclude(pk=person.pk)
