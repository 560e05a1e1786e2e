"""One move on several marked papers: first it says what each will do, then what each did.

A mark carries the revision of its paper that was seen, and each paper is decided for itself: one that has changed, or
refuses, is named with its reason and keeps its mark; the others are done.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import ClassVar
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from governance.desk.base.access import SignedInRequest, signed_in
from governance.desk.base.components import Words
from governance.desk.base.page import Page
from governance.desk.papers.declaration import declared
from governance.desk.papers.task_row import several_move
from governance.documents.errors import NotLegal, Refused
from governance.documents.record.available import foreseen
from governance.documents.record.document import Document
from governance.documents.record.perform import perform
from governance.flows.engine.models import Task

TASKS = "tasks"
UNFIT = gettext_lazy("This cannot be done with it: open the paper.")
# A task, and the revision of its paper that was seen.
MARK = re.compile(r"\d{1,15}:\d{1,9}", re.ASCII)


@dataclass(frozen=True)
class Marked:
    """A marked paper, and the move; `effect`: what follows from it."""

    mark: str
    task: Task
    name: str

    @property
    def document(self) -> Document:
        return self.task.document

    @property
    def effect(self) -> Words:
        return declared(self.document.kind).effects.get(self.name, "")

    @property
    def href(self) -> str:
        return reverse("paper", args=[self.document.pk])

    @property
    def revision(self) -> int:
        return int(self.mark.partition(":")[2])

    @property
    def is_fit(self) -> bool:
        return self.name in self.task.moves and several_move(self.task) is not None

    def objection(self, request: SignedInRequest) -> str:
        """Why the move would be refused now, as far as it can be foreseen; empty if nothing speaks against it."""
        if not self.is_fit:
            return str(UNFIT)
        return foreseen(self.document.whole, self.name, request.user, request.pairs, seen=self.revision)

    def decide(self, request: SignedInRequest) -> None:
        """Raises Refused; then nothing of this paper has changed."""
        if not self.is_fit:
            raise NotLegal(UNFIT)
        part = self.task.process.part
        facts = {"part": part} if part else {}
        perform(self.document, self.name, by=request.user, seen=self.revision, **facts)


def marked_by(request: SignedInRequest) -> Iterator["Marked | str"]:
    """Each mark once: its paper, or the sentence why it is none of those that await this person."""
    marks = [mark for mark in dict.fromkeys(request.POST.getlist("task")) if MARK.fullmatch(mark)]
    keys = [int(mark.partition(":")[0]) for mark in marks]
    waiting = Task.objects.waiting_for(request.user, request.pairs).with_paper().filter(pk__in=keys)
    tasks = {task.pk: task for task in waiting}
    for key, mark in zip(keys, marks, strict=True):
        if key in tasks:
            yield Marked(mark, tasks[key], request.POST.get("move", ""))
        else:
            yield _("%(paper)s: this is not asked of you any more.") % {"paper": paper_of(request, key)}
    if len(marks) < len(set(request.POST.getlist("task"))):
        yield _("A mark could not be read, and nothing was done with it: mark the paper again.")


def paper_of(request: SignedInRequest, task: int) -> str:
    """The paper of a task as this person may name it, whoever does the task."""
    of_task = Task.objects.filter(pk=task).values("process__document")
    paper = Document.objects.visible_to(request.user).filter(pk__in=of_task).first()
    return str(paper) if paper is not None else _("A paper that you marked")


@dataclass(kw_only=True)
class TogetherPage(Page):
    """`able`: what will be done; `unable`: what will not, with the reason; `gone`: sentences on other marks."""

    template: ClassVar[str] = "governance/together.html"

    move: str
    able: list[Marked] = field(default_factory=list)
    unable: list[tuple[Marked, str]] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)

    @property
    def cancel(self) -> str:
        return tasks_with(self.able)


@require_POST
@signed_in
def tasks_bulk(request: SignedInRequest) -> HttpResponse:
    """Say what one move would do with each marked paper; once that is confirmed, make it."""
    found = list(marked_by(request))
    papers = [each for each in found if isinstance(each, Marked)]
    gone = [each for each in found if isinstance(each, str)]
    if request.POST.get("sure") or not papers:
        return decide(request, papers, gone)
    objections = [(paper, paper.objection(request)) for paper in papers]
    move = several_move(papers[0].task)
    page = TogetherPage(
        section=TASKS,
        title=str(move.label) if move is not None else _("Decide together"),
        move=request.POST.get("move", ""),
        able=[paper for paper, objection in objections if not objection],
        unable=[(paper, objection) for paper, objection in objections if objection],
        gone=gone,
    )
    return page.response(request, page.template)


def decide(request: SignedInRequest, papers: Iterable[Marked], gone: Iterable[str]) -> HttpResponse:
    """Make the move on each paper; every one is named, with what was done or why not."""
    done: list[str] = []
    kept: list[Marked] = []
    for paper in papers:
        try:
            paper.decide(request)
            done.append(str(paper.document))
        except Refused as refusal:
            kept.append(paper)
            messages.error(request, f"{paper.document}: {refusal}")
    for sentence in gone:
        messages.warning(request, sentence)
    if done:
        said = ngettext("%(n)d paper done: %(papers)s.", "%(n)d papers done: %(papers)s.", len(done))
        messages.success(request, said % {"n": len(done), "papers": "; ".join(done)})
    elif not request.POST.getlist("task"):
        messages.warning(request, _("Mark the papers first."))
    return redirect(tasks_with(kept))


def tasks_with(marked: Iterable[Marked]) -> str:
    """The list of tasks, on which these are marked."""
    marks = urlencode([("marked", each.task.pk) for each in marked])
    return f"{reverse('tasks')}?{marks}" if marks else reverse("tasks")
