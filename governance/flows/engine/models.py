"""The models of this floor: running processes, their tasks, and notices to people."""

from datetime import date
from typing import Any, ClassVar

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from viewflow.workflow.managers import TaskQuerySet as ViewflowTaskQuerySet
from viewflow.workflow.models import AbstractProcess, AbstractTask
from viewflow.workflow.status import PROCESS, STATUS

from governance import clock
from governance.columns import OwnDateTimeField
from governance.documents.record.document import Document
from governance.flows.engine.references import FlowField, StepField
from governance.roles.may import rights_of
from governance.roles.person import Person
from governance.roles.rights import Right
from governance.roles.unit import Unit

WAITING_TYPES = ("HUMAN", "AWAIT")


class Process(AbstractProcess):
    """One run of a flow over one paper (or over one part of it: a visa, a point)."""

    binds_nobody = "what is to be done follows from the states of papers"

    flow_class: Any = FlowField(_("flow"), max_length=100)
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    part = models.CharField(max_length=40, blank=True)
    version = models.CharField(_("version of the flow"), max_length=10)
    data = models.JSONField(default=dict, blank=True)
    parent_task = models.ForeignKey("Task", models.PROTECT, null=True, blank=True, related_name="+")

    # While an event is being followed: the `journal.Journal` that writes this run and its tasks.
    journal: Any = None

    class Meta:
        verbose_name = _("process")
        verbose_name_plural = _("processes")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["document", "flow_class", "part"],
                condition=~Q(status__in=[PROCESS.DONE, PROCESS.CANCELED]),
                name="one_live_process_a_paper_and_part",
            )
        ]


def of_rights(pairs: set[tuple[str, int]]) -> Q:
    """The tasks of steps for which these rights are needed, whoever has them in hand."""
    by_unit: dict[int, list[str]] = {}
    for right, unit_id in sorted(pairs):
        by_unit.setdefault(unit_id, []).append(right)
    found = Q(pk__in=[])
    for unit_id, rights in by_unit.items():
        found |= Q(unit_id=unit_id, right__in=rights)
    return found


def awaits(person: Person, pairs: set[tuple[str, int]]) -> Q:
    """What this person is asked for: by name, by a right that nobody else has in hand, or because they have it."""
    by_right = of_rights(pairs)
    asked = Q(person_id=person.pk) | Q(by_right, person__isnull=True)
    # Whoever has lost the right since has nothing in hand; the next morning gives it back to the others.
    return Q(asked, holder__isnull=True) | Q(Q(person_id=person.pk) | by_right, holder_id=person.pk)


class TaskQuerySet(ViewflowTaskQuerySet):
    def open(self) -> "TaskQuerySet":
        return self.filter(
            status=STATUS.NEW, flow_task_type__in=WAITING_TYPES, process__finished__isnull=True
        )

    def waiting_for(self, person: Person, pairs: set[tuple[str, int]] | None = None) -> "TaskQuerySet":
        """The tasks that await this person: those addressed to them, and those for rights that they hold today.

        Not those that a colleague has in hand. `pairs`: the result of `rights_of(person)`, if the caller has it.
        """
        pairs = rights_of(person) if pairs is None else pairs
        return self.open().filter(awaits(person, pairs), flow_task_type="HUMAN")

    def with_paper(self) -> "TaskQuerySet":
        return self.select_related(
            "process__document__unit", "process__document__author", "unit", "person", "holder"
        )


class Task(AbstractTask):
    """A step that waits: for whoever holds `right` on `unit`, for one `person`, or (AWAIT) for another paper."""

    binds_nobody = "what is to be done follows from the states of papers"

    flow_task: Any = StepField(_("step"), max_length=200)
    # viewflow reads `process.task_set`.
    process = models.ForeignKey(Process, models.PROTECT)
    data = models.JSONField(default=dict, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    right = models.CharField(max_length=40, choices=Right.choices, blank=True)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="tasks")
    # Who of those who may do it has it in hand: it was handed to them, or they took it. Nobody loses a right by it.
    holder = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    due = models.DateField(_("due"), null=True, blank=True)
    # Who completed it. viewflow's own field would delete the task with the person, and its permission fields go unused.
    owner = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    owner_permission_content_type = models.ForeignKey(
        ContentType, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = TaskQuerySet.as_manager()

    class Meta:
        verbose_name = _("task")
        verbose_name_plural = _("tasks")
        ordering: ClassVar = ["due", "id"]
        indexes: ClassVar = [
            models.Index(fields=["unit", "right"], condition=Q(status="NEW"), name="task_queue"),
            models.Index(fields=["person"], condition=Q(status="NEW"), name="task_named"),
            models.Index(fields=["holder"], condition=Q(status="NEW"), name="task_held"),
            models.Index(fields=["due"], condition=Q(status="NEW"), name="task_due"),
            models.Index(
                fields=["finished"], condition=Q(status="DONE", flow_task_type="HUMAN"), name="task_finished"
            ),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.process.journal is None:
            super().save(*args, **kwargs)
        else:
            self.process.journal.note(self)

    @property
    def document(self) -> Document:
        return self.process.document

    @property
    def moves(self) -> tuple[str, ...]:
        """The moves that complete this task."""
        return getattr(self.flow_task, "moves", ())

    @property
    def verb(self) -> str:
        """What is asked for, as a verb: «Подписать приказ»."""
        return str(self.flow_task.task_title) if self.flow_task else ""

    @property
    def escalated_to(self) -> str:
        """Who was told that it is late, by their names; empty as a rule."""
        told: dict[str, Any] = self.data.get("escalated", {})
        return ", ".join(told.get("to", ()))

    def days_left(self, today: date | None = None) -> int | None:
        return None if self.due is None else (self.due - (today or clock.today())).days


class Notice(models.Model):
    """A notice to one person: a meeting was convened, a vote was entered for them."""

    binds_nobody = "it repeats what the record says"

    person = models.ForeignKey(Person, models.PROTECT, related_name="notices")
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="notices")
    # A key of `notices.TEXTS` and its values, so that the text follows the language of the reader.
    text = models.CharField(max_length=40)
    facts: Any = models.JSONField(default=dict)
    created_at = OwnDateTimeField(default=clock.now)
    read_at = models.DateTimeField(null=True)
    # Put away by its reader: it stands in the archive alone.
    archived_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering: ClassVar = ["-created_at", "-id"]
        indexes: ClassVar = [models.Index(fields=["person", "read_at"], name="notice_unread")]


class Following(models.Model):
    """A person follows a paper: they are told of its moves, as long as they may see it."""

    binds_nobody = "who wants to be told of what the record says"

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    since = OwnDateTimeField(default=clock.now)
    # Up to which event of the paper they were told.
    told = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("followed paper")
        verbose_name_plural = _("followed papers")
        ordering: ClassVar = ["-since", "-id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["person", "document"], name="followed_once")]
