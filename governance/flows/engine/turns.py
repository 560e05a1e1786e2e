"""Who has a task in hand: handed over to a colleague, taken out of a pool, handed back.

No right follows from it. A task goes only to somebody who may make its move by the rule of that move, and whoever may
make it still may, on the page of the paper. Each change is a line of the journal: who, from whom to whom, why.
"""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from governance import clock
from governance.documents.errors import NotAllowed, NotLegal
from governance.documents.record.at_once import is_at_once
from governance.flows.engine import notices
from governance.flows.engine.arranging import TaskTurn
from governance.flows.engine.flow import Decide
from governance.flows.engine.models import Task
from governance.roles.may import holders_of
from governance.roles.person import Person

LONGEST_WHY = 500


def able(task: Task) -> list[Person]:
    """Everybody who may do this task today, by the rule of its step; nobody but the named one where it is personal."""
    step = task.flow_task
    rule = step.rule if isinstance(step, Decide) else None
    if rule is None or task.unit_id is None:
        return []
    held = holders_of({(task.right, task.unit_id)}).get((task.right, task.unit_id), [])
    document = task.document.whole
    people = [one.person for one in held]
    return [person for person in people if rule.unless is None or rule.unless(document, person) is None]


def asked_now(key: int, person: Person) -> Task:
    """The open task with this key, locked. Raises NotLegal when it does not await this person any more."""
    own = Task.objects.waiting_for(person).values("pk")
    task = Task.objects.select_for_update(of=("self",)).filter(pk=key, pk__in=own).with_paper().first()
    if task is None:
        raise NotLegal(_("This is not asked of you any more."))
    return task


@transaction.atomic
def hand_over(key: int, *, by: Person, to: Person, reason: str) -> Task:
    """Give a task that awaits `by` to a colleague. Raises NotLegal, or NotAllowed if the colleague may not do it."""
    task, reason = asked_now(key, by), reason.strip()
    if not reason:
        raise NotLegal(_("Write why: whoever gets the task and whoever looks into its journal want to know."))
    if len(reason) > LONGEST_WHY:
        raise NotLegal(_("The reason is longer than %(n)d characters: shorten it.") % {"n": LONGEST_WHY})
    if to.pk == by.pk:
        raise NotLegal(_("It is with you already: choose a colleague."))
    if to not in able(task):
        raise NotAllowed(
            _("%(who)s may not do this: a task goes only to somebody who holds the right to it.")
            % {"who": to.name}
        )
    _turn(task, TaskTurn.Kind.HANDED, by, to, reason)
    notices.notify(
        [to], task.document, "handed_over", enclosed=enclosed(task, reason), verb=task.verb, who=by.name
    )
    return task


@transaction.atomic
def take(key: int, *, by: Person) -> Task:
    """Take a task out of the pool of those who may do it. Raises NotLegal when a colleague was faster."""
    task = Task.objects.open().select_for_update(of=("self",)).filter(pk=key).with_paper().first()
    if task is not None and task.holder is not None and task.holder_id != by.pk and by in able(task):
        raise NotLegal(_("%(who)s has taken it already.") % {"who": task.holder.name})
    task = asked_now(key, by)
    if task.person_id is not None or task.holder_id == by.pk:
        raise NotLegal(_("It is with you already."))
    _turn(task, TaskTurn.Kind.TAKEN, by, by)
    return task


@transaction.atomic
def hand_back(key: int, *, by: Person) -> Task:
    """Give a task that one has in hand back to those who may do it. Raises NotLegal when one has it not in hand."""
    task = asked_now(key, by)
    if task.holder_id != by.pk:
        raise NotLegal(_("You have not taken it, so there is nothing to hand back."))
    given = task.turns.filter(kind=TaskTurn.Kind.HANDED, after=by).select_related("by").first()
    _turn(task, TaskTurn.Kind.RETURNED, by, None)
    if given is not None and given.by is not None:
        notices.notify([given.by], task.document, "handed_back", verb=task.verb, who=by.name)
    return task


def undoable(key: int, person: Person) -> TaskTurn | None:
    """The last line of the journal, if this person wrote it less than a minute ago and nobody has acted since."""
    last = TaskTurn.objects.filter(task=key).select_related("task__process__document", "before").first()
    return can_undo(last, last.task, person) if last is not None else None


def can_undo(last: TaskTurn, task: Task, person: Person) -> TaskTurn | None:
    """This last line of a task's journal, if the person may undo it still."""
    if last.by_id != person.pk or last.kind == TaskTurn.Kind.UNDONE:
        return None
    untouched = task.finished is None and task.document.changed_at <= last.at
    return last if is_at_once(last.at) and untouched else None


@transaction.atomic
def undo(key: int, *, by: Person) -> Task:
    """Undo one's last turn of a task. Raises NotLegal once the minute is over or somebody has acted."""
    task = Task.objects.open().select_for_update(of=("self",)).filter(pk=key).with_paper().first()
    last = undoable(key, by)
    if task is None or last is None:
        raise NotLegal(
            _("This can be undone for a minute, as long as nobody has acted: hand the task back instead.")
        )
    _turn(task, TaskTurn.Kind.UNDONE, by, last.before)
    return task


def lapsed() -> Iterable[Task]:
    """The open tasks whose holder has lost the right to do them."""
    held = list(Task.objects.open().filter(holder__isnull=False).with_paper())
    pairs = {(task.right, task.unit_id) for task in held if task.unit_id}
    holding = {
        (pair, one.person_id) for pair, appointments in holders_of(pairs).items() for one in appointments
    }
    for task in held:
        if ((task.right, task.unit_id), task.holder_id) not in holding:
            yield task


@transaction.atomic
def release(task: Task) -> Task:
    """Give it back to those who may do it, as its holder may not any more."""
    _turn(task, TaskTurn.Kind.RELEASED, None, None)
    return task


def enclosed(task: Task, words: str) -> str:
    """What people write to each other about a task, for a letter; not about papers with personal data."""
    return words if task.document.model.confidential is None else ""


def _turn(task: Task, kind: TaskTurn.Kind, by: Person | None, after: Person | None, reason: str = "") -> None:
    TaskTurn.objects.create(
        task=task, kind=kind, by=by, before=task.holder, after=after, reason=reason, at=clock.now()
    )
    task.holder = after
    task.save(update_fields=["holder"])
