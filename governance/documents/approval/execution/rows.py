"""Who is charged with a part of a paper (a point of a decision or an order, a row of a plan), and what they reported.

A part is named as in events and tasks: «point:12», «row:45».
"""

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from governance.record_rows import RecordRow
from governance.roles.person import Person
from governance.roles.unit import Unit


class Followed(RecordRow):
    """What is to be done until a day, and who said that it was. The day that was signed stays beside a later one."""

    due = models.DateField(_("deadline"), null=True)
    moved_to = models.DateField(_("moved to"), null=True)
    done_at = models.DateTimeField(pgettext_lazy("point", "done"), null=True)
    done_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    done_note = models.TextField(_("how it was carried out"), blank=True)

    class Meta:
        abstract = True

    @property
    def part(self) -> str:
        return f"point:{self.pk}"

    @property
    def deadline(self) -> date | None:
        """The deadline as it stands now."""
        return self.moved_to or self.due


class Executor(RecordRow):
    """A person, school or body that is charged with a part. The first of a part answers for it."""

    of_paper = "document"
    called = pgettext_lazy("row of the record", "executor")

    document = models.ForeignKey("governance.Document", models.PROTECT, related_name="executors")
    part = models.CharField(max_length=30)
    position = models.PositiveSmallIntegerField()
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    # As the paper says it: «Винокурова С.А., заместитель директора по УВР».
    words = models.CharField(max_length=400)

    class Meta:
        ordering: ClassVar = ["document_id", "part", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "part", "position"], name="one_executor_a_place"),
            models.CheckConstraint(
                name="executor_is_a_person_or_a_unit",
                condition=Q(person__isnull=False, unit__isnull=True)
                | Q(person__isnull=True, unit__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.words

    @property
    def key(self) -> str:
        """As forms name it: «person:4», «unit:2»."""
        return f"person:{self.person_id}" if self.person_id else f"unit:{self.unit_id}"


class Report(RecordRow):
    """What an executor said was done, and what the one who controls answered; each stays, also one sent back."""

    of_paper = "document"
    called = pgettext_lazy("row of the record", "report of an executor")

    document = models.ForeignKey("governance.Document", models.PROTECT, related_name="reports")
    part = models.CharField(max_length=30)
    author = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    # Until when it was asked for: reports of one point that is due each quarter differ by it.
    due = models.DateField(null=True)
    text = models.TextField(_("what was done"), blank=True)
    # The ids of attachments of the paper.
    files: Any = models.JSONField(default=list)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    accepted = models.BooleanField(null=True)
    answer = models.TextField(_("what is missing"), blank=True)

    class Meta:
        ordering: ClassVar = ["document_id", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="report_answered_by_somebody",
                condition=Q(answered_at__isnull=True, answered_by__isnull=True, accepted__isnull=True)
                | Q(answered_at__isnull=False, answered_by__isnull=False, accepted__isnull=False),
            ),
            models.CheckConstraint(
                name="report_returned_with_a_reason", condition=~Q(accepted=False, answer="")
            ),
            models.UniqueConstraint(
                fields=["document", "part"],
                condition=Q(answered_at__isnull=True),
                name="one_report_awaits_its_answer",
            ),
        ]
