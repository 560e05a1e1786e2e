"""Processes that began under an earlier version of their flow go on by the present one.

Whoever changes the steps of a flow raises its `version` and says in `renamed` which step has the tasks of a former
one. `manage.py migrate` then moves all live processes, whatever state their papers are in: each task gets the present
name of its step and is addressed anew, for its step may ask somebody else now; its last day stays.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import AppConfig
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.models import CharField, Count, F, Q
from django.db.models.functions import Cast
from django.db.models.signals import post_migrate
from django.utils.translation import ngettext

from governance.documents.record.document import Document
from governance.documents.record.kinds import KINDS
from governance.flows.engine.flow import FLOWS, PaperFlow, Step, flow_called
from governance.flows.engine.journal import UNFINISHED
from governance.flows.engine.models import Process, Task

LIVE = Q(process__finished__isnull=True, status__in=UNFINISHED)


@dataclass(frozen=True)
class Stand:
    """How many live tasks stand on one step of one version of a flow. `step`: both names, as they are stored."""

    step: str
    version: int
    tasks: int

    @property
    def flow_class(self) -> type[PaperFlow] | None:
        return flow_called(self.step.partition(".")[0])

    @property
    def is_known(self) -> bool:
        """Whether the present flow has the step, or says which one has its tasks."""
        flow_class, name = self.flow_class, self.step.partition(".")[2]
        return flow_class is not None and flow_class.has_step(flow_class.step_now(name, self.version))

    @property
    def is_newer(self) -> bool:
        return self.flow_class is not None and self.version > self.flow_class.version


def stands() -> Iterator[Stand]:
    """Where live tasks stand; one query."""
    found = (
        Task.objects.filter(LIVE)
        .annotate(step=Cast("flow_task", CharField(max_length=200)), version=F("process__version"))
        .values_list("step", "version")
        .annotate(tasks=Count("pk"))
        .order_by("step", "version")
    )
    for step, version, tasks in found:
        yield Stand(step, int(version), tasks)


def migrate_processes() -> int:
    """Move the live processes of earlier versions to the present ones; returns how many. Done again, it moves none.

    Each paper is moved in a transaction of its own, under its lock.
    """
    at_present = Q(pk=None)
    for flow_class in FLOWS.values():
        at_present |= Q(flow_class=flow_class, version=str(flow_class.version))
    old = Process.objects.filter(finished__isnull=True).exclude(at_present)
    papers = list(old.order_by("document_id").values_list("document_id", flat=True).distinct())
    return sum(map(migrate_processes_of, papers))


@transaction.atomic
def migrate_processes_of(key: int) -> int:
    """Move the live processes of one paper, by its id; returns how many."""
    card = Document.objects.select_for_update().get(pk=key)
    paper = KINDS[card.kind]._default_manager.get(pk=key)
    moved = 0
    for process in Process.objects.filter(document_id=key, finished__isnull=True).select_for_update():
        version, flow_class = int(process.version), process.flow_class
        if flow_class is None or version >= flow_class.version:
            continue
        process.document = paper
        for task in _with_stored_step(process):
            node = flow_class.instance.node(flow_class.step_now(task.stored_step, version), no_obsolete=True)
            if node is not None:  # the check names the others
                _move(task, node)
        process.version = str(flow_class.version)
        process.save(update_fields=["flow_class", "version"])
        moved += 1
    return moved


def _with_stored_step(process: Process) -> list[Any]:
    """All tasks of a process, the finished ones too, each with the name of its step as it is stored."""
    tasks = Task.objects.filter(process=process).order_by("pk")
    found = list(tasks.annotate(stored_step=Cast("flow_task", CharField(max_length=200))))
    for task in found:
        task.process = process
        task.stored_step = task.stored_step.partition(".")[2]
    return found


def _move(task: Any, node: Any) -> None:
    Task.objects.filter(pk=task.pk).update(flow_task=node)
    if task.status not in UNFINISHED:
        return
    due = task.due
    task.flow_task, task.flow_task_type = node, node.task_type
    task.right, task.unit, task.person = "", None, None
    if isinstance(node, Step):
        node.address(task)
    task.due = due or task.due
    task.save(update_fields=["flow_task_type", "right", "unit", "person", "due"])


def after_migrations(sender: AppConfig, plan: Any = None, verbosity: int = 1, **kwargs: Any) -> None:
    """Move the processes when the tables are those of this program; nothing after a flush or on the way back."""
    if plan is None or any(backwards for _migration, backwards in plan):
        return
    loader = MigrationExecutor(connection).loader
    if loader.graph.leaf_nodes(sender.label) and not loader.applied_migrations.keys() >= {
        node for node in loader.graph.nodes if node[0] == sender.label
    }:
        return
    moved = migrate_processes()
    if moved and verbosity and "stdout" in kwargs:
        line = ngettext(
            "%(n)d process goes on by the present version of its flow.",
            "%(n)d processes go on by the present versions of their flows.",
            moved,
        )
        kwargs["stdout"].write(line % {"n": moved} + "\n")


def connect(config: AppConfig) -> None:
    """Move the processes after each `migrate`; called when the app is ready."""
    post_migrate.connect(after_migrations, sender=config, dispatch_uid="governance.migrating")
