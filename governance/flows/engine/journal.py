"""The changes of processes and tasks that follow from one event: collected first, then written together.

viewflow writes a task when it is created and at each change of its status. Here all steps that follow from an event are
inserted by one statement.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model
from viewflow.workflow.status import PROCESS, STATUS

from governance import clock
from governance.documents.record.document import Document
from governance.documents.record.events import Event
from governance.flows.engine import notices
from governance.flows.engine.models import Process, Task

UNFINISHED = (STATUS.NEW, STATUS.STARTED)


class Journal:
    """The processes and tasks of one paper that an event changes; `live` are its unfinished tasks."""

    def __init__(self, document: Document, event: Event) -> None:
        self.document = document
        self.event = event
        self.runs: dict[int, Process] = {}
        self.live: list[Task] = []
        self.processes: list[Process] = []
        self.tasks: list[Task] = []
        # New tasks of which people are to be notified, and what is asked of them.
        self.asked: list[tuple[Task, Any]] = []
        # Whether code has run that may have moved this paper itself.
        self.is_stale = False

    def read(self) -> None:
        """Read and lock the unfinished tasks of the paper with their runs; tasks of one run share one object."""
        tasks = Task.objects.filter(
            process__document_id=self.document.pk, process__finished__isnull=True, status__in=UNFINISHED
        )
        tasks = tasks.select_related("process").select_for_update(of=("self", "process"))
        self.live = list(tasks.order_by("pk"))
        for task in self.live:
            task.process = self.runs.setdefault(task.process.pk, task.process)
            task.process.document = self.document
            task.process.journal = self
        self.is_stale = False

    def begin(self, process: Process) -> None:
        """Begin a run over the paper."""
        process.document = self.document
        process.journal = self
        self.processes.append(process)

    def end(self, process: Process, status: PROCESS) -> None:
        """Note that a run is done or cancelled."""
        process.status, process.finished = status, clock.now()
        if not any(known is process for known in self.processes):
            self.processes.append(process)

    def note(self, task: Task) -> None:
        """Note that a task is new or has changed."""
        # viewflow takes the time of the machine; tasks have to follow the clock of the district.
        task.started = task.started and self.event.at
        task.finished = task.finished and self.event.at
        if not any(known is task for known in self.tasks):
            self.tasks.append(task)

    def unfinished_task(self, key: int) -> Task | None:
        """The task with this key; None if it is done or cancelled meanwhile."""
        if self.is_stale:
            self.read()
        return next((task for task in self.live if task.pk == key and task.status == STATUS.NEW), None)

    def unfinished(self, process: Process) -> list[Task]:
        """The tasks of a run that are neither done nor cancelled."""
        own = {id(task): task for task in (*self.live, *self.tasks) if task.process is process}
        return [task for task in own.values() if task.status in UNFINISHED]

    def write(self) -> None:
        """Write what was noted, with one statement for each kind of change, and notify people of their tasks."""
        _write(Process, self.processes, "status", "finished")
        _write(Task, self.tasks, "status", "owner_id", "data", "started", "finished")
        notices.notify_of_tasks(self.asked, self.document)
        self.live += self.tasks
        self.processes, self.tasks, self.asked = [], [], []


def _write(model: type[Model], rows: Iterable[Any], *changing: str) -> None:
    """Update existing rows, those with equal changes together, and insert new ones."""
    new: list[Any] = []
    alike: list[tuple[dict[str, Any], list[int]]] = []
    for row in rows:
        values = {name: getattr(row, name) for name in changing}
        keys = next((keys for known, keys in alike if known == values), None)
        if row.pk is None:
            new.append(row)
        elif keys is None:
            alike.append((values, [row.pk]))
        else:
            keys.append(row.pk)
    for values, keys in alike:
        model._default_manager.filter(pk__in=keys).update(**values)
    if new:
        model._default_manager.bulk_create(new)
