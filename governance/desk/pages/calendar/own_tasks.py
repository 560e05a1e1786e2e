"""The last days of one's tasks in the calendar."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext_lazy as _

from governance import clock
from governance.desk.base.calendar_days import CalendarEntry, CalendarReader, short
from governance.desk.base.calendars import day_calendar
from governance.desk.base.headline import headline, people_in_question
from governance.documents.record.charged_parts import parts_in_question
from governance.flows.engine.models import Task


@day_calendar("tasks", _("Terms of my tasks"), place=1)
def own_tasks(viewer: CalendarReader, since: date, until: date) -> Iterator[CalendarEntry]:
    """The last days of this person's tasks."""
    today = clock.today()
    due_tasks = Task.objects.waiting_for(viewer.person, viewer.pairs).filter(due__range=(since, until))
    rows = list(due_tasks.select_related("process__document"))
    parts = parts_in_question((task.document, task.process.part) for task in rows)
    about = people_in_question(task.document for task in rows) if viewer.at_desk else {}
    for task in rows:
        assert task.due is not None
        paper = headline(task.document, about.get(task.document.pk, ""))
        first = parts.get((task.document.kind, task.process.part)) or paper.first
        yield CalendarEntry(
            day=task.due,
            subject=f"{task.verb}: {short(first)}",
            paper=task.process.document_id,
            mark=f"task{task.pk}",
            meaning="alarm" if task.due < today else "due",
            changed=task.document.changed_at,
        )
