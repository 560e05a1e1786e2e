"""How people arrange what awaits them: who has a task in hand, what is put off, asked and reminded of, saved views.

All of it is about the order of work. It gives nobody a right and takes none away: whoever holds the right of a step may
take the decision on the page of the paper, whoever has the task in hand.
"""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import pgettext_lazy

from governance import clock
from governance.columns import OwnDateTimeField
from governance.flows.engine.models import Task
from governance.roles.person import Person


class TaskTurn(models.Model):
    """One line of the journal of a task: from whom to whom it went, who did that and why. Written once."""

    binds_nobody = "who has a task in hand; the right to decide stays with those who hold it"

    class Kind(models.TextChoices):
        HANDED = "handed", pgettext_lazy("task", "handed over")
        TAKEN = "taken", pgettext_lazy("task", "taken")
        RETURNED = "returned", pgettext_lazy("task", "handed back")
        UNDONE = "undone", pgettext_lazy("task", "undone at once")
        RELEASED = "released", pgettext_lazy("task", "free again: the right has ended")

    task = models.ForeignKey(Task, models.PROTECT, related_name="turns")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    # None: the day did it by itself.
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    before = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    after = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=500, blank=True)
    at = OwnDateTimeField(default=clock.now)

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **{**kwargs, "force_insert": True})


class Snooze(models.Model):
    """A task that one person has put off: it is off their list until the morning of that day."""

    binds_nobody = "when one person wants to see a task again"

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    task = models.ForeignKey(Task, models.CASCADE, related_name="snoozes")
    until = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "task"], name="one_snooze_a_person_and_task")
        ]


class TaskQuestion(models.Model):
    """A question on a task to a colleague, and the answer; the task stays with whoever asks."""

    binds_nobody = "a talk about a task; what comes of it stands in the record"

    task = models.ForeignKey(Task, models.PROTECT, related_name="questions")
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_of = models.ForeignKey(Person, models.PROTECT, related_name="+")
    text = models.TextField()
    asked_at = OwnDateTimeField(default=clock.now)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-asked_at", "-pk"]
        indexes: ClassVar = [
            models.Index(fields=["asked_of"], condition=models.Q(answered_at=None), name="task_question_open")
        ]


class TaskReminder(models.Model):
    """Somebody who waits for a task has reminded those who have it; once a day."""

    binds_nobody = "that a letter was written"

    task = models.ForeignKey(Task, models.CASCADE, related_name="reminders")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    day = models.DateField()
    at = OwnDateTimeField(default=clock.now)

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["task", "day"], name="one_reminder_a_task_and_day")
        ]


class SavedView(models.Model):
    """A choice of tasks that one person has given a name; with the default one the list opens."""

    binds_nobody = "which tasks one person wants to see together"

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=600)
    is_default = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "name"], name="saved_view_once"),
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(is_default=True), name="one_default_view"
            ),
        ]
