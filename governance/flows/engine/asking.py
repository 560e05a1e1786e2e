"""Asking a colleague about a task: a question and an answer, both told by a notice; the task stays where it is."""

from django.db import transaction
from django.utils.translation import gettext as _

from governance import clock
from governance.documents.errors import NotAllowed, NotLegal
from governance.documents.record.document import Document
from governance.flows.engine import notices
from governance.flows.engine.arranging import TaskQuestion
from governance.flows.engine.turns import asked_now, enclosed
from governance.roles.person import Person

LONGEST = 2000


@transaction.atomic
def ask(key: int, *, by: Person, of: Person, text: str) -> TaskQuestion:
    """Ask somebody who may see the paper. Raises NotLegal, or NotAllowed where the colleague may not see it."""
    task, text = asked_now(key, by), _written(text)
    if of.pk == by.pk:
        raise NotLegal(_("Choose a colleague: a question to oneself needs no letter."))
    if not Document.objects.visible_to(of).filter(pk=task.document.pk).exists():
        raise NotAllowed(
            _(
                "%(who)s may not see this paper, so a question about it would tell too much: ask somebody else."
            )
            % {"who": of.name}
        )
    if TaskQuestion.objects.filter(task=task, asked_by=by, asked_of=of, answered_at=None).exists():
        raise NotLegal(
            _("%(who)s has a question of yours on this task and has not answered yet.") % {"who": of.name}
        )
    question = TaskQuestion.objects.create(task=task, asked_by=by, asked_of=of, text=text)
    notices.notify([of], task.document, "question", enclosed=enclosed(task, text), who=by.name)
    return question


@transaction.atomic
def answer(key: int, *, by: Person, text: str) -> TaskQuestion:
    """Answer a question that one was asked. Raises NotLegal when it was answered already."""
    question = (
        TaskQuestion.objects.select_for_update(of=("self",))
        .select_related("task__process__document", "asked_by")
        .get(pk=key, asked_of=by)
    )
    if question.answered_at is not None:
        raise NotLegal(_("You have answered this already."))
    question.answer, question.answered_at = _written(text), clock.now()
    question.save(update_fields=["answer", "answered_at"])
    words = enclosed(question.task, question.answer)
    notices.notify([question.asked_by], question.task.document, "answer", enclosed=words, who=by.name)
    return question


def _written(text: str) -> str:
    text = text.strip()
    if not text:
        raise NotLegal(_("Write it first."))
    if len(text) > LONGEST:
        raise NotLegal(_("It is longer than %(n)d characters: shorten it.") % {"n": LONGEST})
    return text
