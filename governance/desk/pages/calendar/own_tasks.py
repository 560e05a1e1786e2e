"""The last days of one's tasks in the calendar."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext_lazy as _

from governance import clock
from governance.desk.base.calendar_days import CalendarEntry, CalendarReader, short
from governance.desk.base.calendars import day_calendar
from governance.flows.engine.models import Task


@day_calendar("tasks", _("Terms of my tasks"), place=1)
def own_tasks(viewer: CalendarReader, since: date, until: date) -> Iterator[CalendarEntry]:
    """The last days of this person's tasks."""
    today = clock.today()
    due_tasks = Task.objects.waiting_for(viewer.person, viewer.pairs).filter(due__range=(since, until))
    for task in due_tasks.select_related("process__document"):
        assert task.due is not None
        yield CalendarEntry(
            day=task.due,
            subject=f"{task.verb}: {short(task.document.title)}",
            paper=task.process.document_id,
            mark=f"task{task.pk}",
            meaning="alarm" if task.due < today else "due",
            changed=task.document.changed_at,
        )
