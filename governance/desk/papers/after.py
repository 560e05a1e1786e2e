"""What is offered right after an act: to undo it for a minute where it binds nobody yet, and the next task."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from governance.desk.base.access import ACTED_ON, SignedInRequest, of_paper
from governance.desk.base.keys import key_in
from governance.desk.papers.forms import revision_of
from governance.desk.papers.task_list import next_task
from governance.desk.papers.task_row import TaskRow, rows_of
from governance.documents.errors import Refused
from governance.documents.record.document import Document
from governance.documents.record.events import Event
from governance.documents.record.history import done_label
from governance.documents.record.undoing import undo, undoable
from governance.roles.person import Person

# The cookie that says which list of tasks was open last: the query of its address.
CAME_FROM = "tasks_list"


@dataclass(frozen=True)
class After:
    """`paper`: on which one has just acted, `event`: what can be undone, or None; `next`: the next task, or None."""

    paper: Document
    event: Event | None
    next: TaskRow | None
    list: str

    @property
    def done(self) -> str:
        return done_label(self.paper.model, self.event.move) if self.event is not None else ""


def after(request: HttpRequest) -> dict[str, object]:
    """Context processor: `after`, which is empty unless the reader has acted on a paper less than a minute ago."""
    return {"after": SimpleLazyObject(lambda: _after(request)) if ACTED_ON in request.COOKIES else None}


def _after(request: HttpRequest) -> After | None:
    key, _colon, seen = map(key_in, request.COOKIES[ACTED_ON].partition(":"))
    person = request.user
    if key is None or seen is None or not (isinstance(person, Person) and hasattr(request, "pairs")):
        return None
    paper = Document.objects.visible_to(person, request.pairs).filter(pk=key).first()
    if paper is None or paper.revision <= seen:
        return None
    came_from = request.COOKIES.get(CAME_FROM, "")[:600]
    task = next_task(request, QueryDict(came_from), paper.pk)  # type: ignore[arg-type]  # signed in, as was tested
    rows = rows_of([task], person=person) if task is not None else []
    return After(paper, undoable(paper, person), rows[0] if rows else None, came_from)


@require_POST
@of_paper()
def paper_undo(request: SignedInRequest, document: Document) -> HttpResponse:
    """Undo what one has just done on the paper, or say why that is not possible any more."""
    try:
        undo(document, by=request.user, seen=revision_of(request.POST.get("seen", "")))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Undone: the paper is as it was before."))
    return redirect("paper", pk=document.pk)
