"""Reminders of tasks: the day before they are due, on that day, and once they are overdue."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from governance import clock
from governance.flows.engine import notices
from governance.flows.engine.models import Task
from governance.flows.jobs.job import job


def tasks_due() -> Iterable[Task]:
    """Those of which nobody was reminded at their present stage."""
    today = clock.today()
    due = Task.objects.open().filter(due__lte=today + timedelta(days=1), flow_task_type="HUMAN")
    return [
        task
        for task in due.with_paper().order_by("pk")
        if task.data.get("reminded") != stage(task.due, today)
    ]


@job(_("Reminded of tasks"), tasks_due)
def remind_of_tasks(task: Task) -> Task | None:
    """Write to whom the task waits for; the letters and the mark that they were written stand or fall together."""
    reached = stage(task.due, clock.today())
    with transaction.atomic():
        present = Task.objects.open().filter(pk=task.pk).select_for_update().first()
        if present is None or present.data.get("reminded") == reached:
            return None
        task.data = present.data | {"reminded": reached}
        task.save(update_fields=["data"])
        notices.notify_of_tasks([(task, task.verb)], task.document, text=f"task_{reached}")
    return task


def stage(due: date | None, today: date) -> str:
    if due is None or due > today:
        return "tomorrow"
    return "today" if due == today else "overdue"
