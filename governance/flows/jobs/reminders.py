"""Reminders of tasks: before they are due, as the setting of the kind says, on that day, and once they are late."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from governance import clock
from governance.documents.settings.calendar import calendar_of
from governance.flows.engine import notices
from governance.flows.engine.models import Task
from governance.flows.engine.snoozing import sleepers
from governance.flows.engine.turns import lapsed, release
from governance.flows.jobs.job import job


def tasks_due() -> Iterable[Task]:
    """Those of which nobody was reminded at their present stage."""
    today = clock.today()
    open_tasks = Task.objects.open().filter(flow_task_type="HUMAN", due__isnull=False).with_paper()
    for task in open_tasks.order_by("pk"):
        paper = task.document
        setting = paper.model.reminding.on(paper.district_id)
        if setting.is_soon(task.due, today, calendar_of(paper.district_id)) and (
            task.data.get("reminded") != stage(task.due, today) or left_out(task) - sleepers(task)
        ):
            yield task


def left_out(task: Task) -> set[int]:
    """Those who had put it off while others were reminded: they are, too, once they have it again."""
    return set(task.data.get("left_out", ()))


@job(_("Reminded of tasks"), tasks_due)
def remind_of_tasks(task: Task) -> Task | None:
    """Write to whom the task waits for; the letters and the mark that they were written stand or fall together.

    Whoever has put it off is left alone until that day; if that is everybody, the mark waits with them.
    """
    reached = stage(task.due, clock.today())
    with transaction.atomic():
        present = Task.objects.open().filter(pk=task.pk).select_for_update().first()
        if present is None:
            return None
        asleep, again = sleepers(task), present.data.get("reminded") == reached
        back = left_out(present) - asleep
        if again and not back:
            return None
        asked, text = [(task, title_of(task))], text_of(task.due, reached)
        told = notices.notify_of_tasks(
            asked, task.document, text=text, but=asleep, alone=back if again else None
        )
        if not told and asleep:
            return None
        task.data = present.data | {"reminded": reached, "left_out": sorted(asleep)}
        task.save(update_fields=["data"])
    return task


@job(_("Gave tasks back whose holder has lost the right"), lapsed)
def release_tasks(task: Task) -> Task:
    return release(task)


def title_of(task: Task) -> Any:
    """What is asked, in whatever language it is read."""
    return task.flow_task.title if task.flow_task else ""


def text_of(due: date | None, reached: str) -> str:
    """The key of the text: over a weekend or a holiday the day itself is named."""
    tomorrow = clock.today() + timedelta(days=1)
    return "task_soon" if due is not None and due > tomorrow else f"task_{reached}"


def stage(due: date | None, today: date) -> str:
    if due is None or due > today:
        return "tomorrow"
    return "today" if due == today else "overdue"
