"""What a person has sent and waits for from others, and reminding those who have it."""

from django.db import IntegrityError, transaction
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.utils.translation import gettext as _

from governance import clock
from governance.documents.approval.effects import TAKE_UP
from governance.documents.errors import NotLegal
from governance.documents.record.attached import Link
from governance.documents.record.events import Event
from governance.documents.record.kind_settings import Phase
from governance.documents.record.kinds import KINDS
from governance.flows.engine import notices
from governance.flows.engine.arranging import TaskReminder
from governance.flows.engine.models import Task
from governance.roles.may import holders_of
from governance.roles.person import Person


def sent_by(person: Person) -> Q:
    """The tasks on papers that this person wrote, or was the last to act on: what they wait for."""
    last = Event.objects.filter(
        document_id=OuterRef("process__document_id"),
        position=OuterRef("process__document__revision"),
        actor=person,
    )
    return Q(process__document__author=person) | Q(Exists(last))


def with_somebody() -> Q:
    """The steps in which somebody is awaited: not papers in force, nor beside a person who is asked on the paper."""
    asked = Task.objects.open().filter(
        flow_task_type="HUMAN", process__document=OuterRef("process__document")
    )
    rests = Q(pk__in=[])
    for kind, model in KINDS.items():
        over = [*model.states_in(Phase.IN_FORCE), *model.states_in(Phase.ENDED)]
        rests |= Q(process__document__kind=kind, process__document__state__in=over)
    return Q(flow_task_type="HUMAN") | (~Q(Exists(asked)) & ~rests)


def with_whom(tasks: list[Task]) -> dict[int, list[Person]]:
    """The people whom each of these tasks waits for, by the key of the task; one query."""
    pairs = {(task.right, task.unit_id) for task in tasks if task.right and task.unit_id}
    held = holders_of(pairs)
    found = {}
    for task in tasks:
        named = task.holder or task.person
        by_right = [one.person for one in held.get((task.right, task.unit_id or 0), [])]
        found[task.pk] = [named] if named is not None else by_right
    return found


def blocking(tasks: list[Task]) -> dict[int, list[Task]]:
    """For tasks that wait for another paper, the open tasks on the paper that decides about theirs; three queries.

    By the key of the waiting task. A protocol or an order is found by its link, and a meeting by its agenda: who is to
    open or close it, or in a vote without a sitting the members whose sheets are awaited.
    """
    papers = {task.document.pk for task in tasks}
    if not papers:
        return {}
    deciding = Link.objects.filter(Q(effect=TAKE_UP) | Q(pk__in=Link.objects.pending()), target__in=papers)
    behind = Task.objects.open().filter(flow_task_type="HUMAN", process__document__links_out__in=deciding)
    by_paper: dict[int, list[Task]] = {}
    for found in (
        behind.annotate(waiting=F("process__document__links_out__target")).with_paper().order_by("pk")
    ):
        by_paper.setdefault(found.waiting, [found])
    if missing := papers - by_paper.keys():
        by_paper |= _sheets_awaited(missing)
    return {task.pk: by_paper[task.document.pk] for task in tasks if task.document.pk in by_paper}


def _sheets_awaited(papers: set[int]) -> dict[int, list[Task]]:
    """What is open on the papers that the meetings have brought about that have these on their agenda."""
    agendas = Link.objects.filter(effect=TAKE_UP, target__in=papers).order_by("pk")
    on_agenda = dict(agendas.values_list("source", "target"))
    if not on_agenda:
        return {}
    begun = Event.objects.filter(document_id=OuterRef("process__document_id"), position=1)
    found: dict[int, list[Task]] = {}
    for task in (
        Task.objects.open()
        .filter(flow_task_type="HUMAN")
        .annotate(meeting=Subquery(begun.values("basis_id")[:1]))
        .filter(meeting__in=list(on_agenda))
        .with_paper()
        .order_by("pk")
    ):
        found.setdefault(on_agenda[task.meeting], []).append(task)
    return found


def may_wait_for(person: Person) -> Q:
    """The tasks of which this person may remind: on what they sent, and on the papers that decide about it."""
    deciding = Link.objects.filter(Q(effect=TAKE_UP) | Q(pk__in=Link.objects.pending()))
    waiting = deciding.filter(source=OuterRef("process__document_id"), target__author=person)
    return sent_by(person) | Q(Exists(waiting))


def remind(key: int, *, by: Person) -> list[Person]:
    """Write to those who have the task; returns them. Raises NotLegal on the same day again, or when it is done."""
    today = clock.today()
    task = Task.objects.open().filter(may_wait_for(by), pk=key, flow_task_type="HUMAN").with_paper().first()
    if task is None:
        raise NotLegal(_("This is done meanwhile, or is not yours to wait for."))
    people = [person for person in with_whom([task])[task.pk] if person.pk != by.pk]
    if not people:
        raise NotLegal(_("Nobody holds the right to do this today: tell the administrator."))
    try:
        with transaction.atomic():
            TaskReminder.objects.create(task=task, by=by, day=today)
            notices.notify(people, task.document, "asked_again", verb=task.verb, who=by.name)
    except IntegrityError:
        said = TaskReminder.objects.select_related("by").get(task=task, day=today)
        raise NotLegal(
            _("%(who)s has reminded of it today already; once a day is enough.") % {"who": said.by.name}
        ) from None
    return people


def last_reminders(keys: list[int]) -> dict[int, TaskReminder]:
    """The last reminder of each of these tasks; one query."""
    found: dict[int, TaskReminder] = {}
    for one in TaskReminder.objects.filter(task__in=keys).order_by(F("at").asc()):
        found[one.task_id] = one
    return found
