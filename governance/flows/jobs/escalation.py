"""Late tasks are told to the next in line, once, as the settings of their kinds say; working days count."""

from collections.abc import Iterable, Iterator

from django.db import transaction
from django.utils.translation import gettext_lazy as _, ngettext_lazy

from governance import clock
from governance.documents.language.phrases import list_date
from governance.documents.record.document import Document
from governance.documents.record.kinds import KINDS
from governance.documents.settings.calendar import calendar_of
from governance.documents.settings.reminding import NextInLine
from governance.flows.engine import notices
from governance.flows.engine.models import Task
from governance.flows.jobs.job import job
from governance.flows.jobs.reminders import title_of
from governance.roles.may import holders_of
from governance.roles.person import Person
from governance.roles.rights import Right

# Who heads a unit: the director signs for a school, the chair presides over a body; after the chair the secretary.
HEADS = (Right.SIGN_ORDER, Right.SIGN_CONTRACT, Right.PRESIDE, Right.CONVENE)


def tasks_late() -> Iterable[Task]:
    today = clock.today()
    late = Task.objects.open().filter(flow_task_type="HUMAN", due__lt=today).with_paper().order_by("pk")
    for task in late:
        paper = task.document
        day = paper.model.reminding.on(paper.district_id).escalates_on(
            task.due, calendar_of(paper.district_id)
        )
        if day is not None and day <= today and "escalated" not in task.data:
            yield task


@job(_("Late tasks told to the next in line"), tasks_late)
def escalate(task: Task) -> Task | None:
    """Tell the next in line; the letters and the mark that they were written stand or fall together.

    Where nobody is next, it is tried again the next day: somebody may be appointed.
    """
    asked = asked_of(task)
    above = next_in_line(task, asked)
    with transaction.atomic():
        present = Task.objects.open().filter(pk=task.pk).select_for_update().first()
        if not above or present is None or "escalated" in present.data:
            return None
        names = [person.name for person in above]
        task.data = present.data | {"escalated": {"on": clock.today().isoformat(), "to": names}}
        task.save(update_fields=["data"])
        notices.notify_of_delay(task, title_of(task), above, asked, why_told(task))
    return task


def asked_of(task: Task) -> list[Person]:
    named = task.holder or task.person
    if named is not None:
        return [named]
    pair = (task.right, task.unit_id)
    if not task.right or task.unit_id is None:
        return []
    return [one.person for one in holders_of({pair}).get(pair, [])]


def next_in_line(task: Task, asked: Iterable[Person]) -> list[Person]:
    """The first in the line, beginning where the setting says, who may see the paper and are not asked themselves."""
    known = {person.pk for person in asked}
    for people in line_of(task):
        free = [person for person in people if person.pk not in known and person.is_active]
        found = [person for person in free if sees(person, task.document)]
        if found:
            return found
    return []


def line_of(task: Task) -> Iterator[list[Person]]:
    paper = task.document
    to = paper.model.reminding.on(paper.district_id).to
    if to == NextInLine.AUTHOR and paper.author is not None:
        yield [paper.author]
    units = dict.fromkeys(pk for pk in (task.unit_id, paper.unit_id) if pk is not None)
    heads = (
        [] if to == NextInLine.ADMINISTRATOR else [(right.value, unit) for unit in units for right in HEADS]
    )
    line = [*heads, (Right.APPOINT.value, paper.district_id)]
    held = holders_of(set(line))
    for pair in line:
        yield [one.person for one in held.get(pair, [])]
    if paper.author is not None:
        yield [paper.author]


def sees(person: Person, paper: Document) -> bool:
    return KINDS[paper.kind]._default_manager.visible_to(person).filter(pk=paper.pk).exists()


def why_told(task: Task) -> object:
    """Why the letter comes to somebody who was not asked. Filled in by the language of its reader."""
    assert task.due is not None
    setting = task.document.model.reminding.on(task.document.district_id)
    return notices.Filled(
        ngettext_lazy(
            "the due day was %(day)s; the district has set that %(n)d working day later the next in line is told",
            "the due day was %(day)s; the district has set that %(n)d working days later the next in line is told",
            setting.after,
        ),
        {"day": list_date(task.due), "n": setting.after},
    )
