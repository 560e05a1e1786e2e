"""The rows of an agreement sheet: the answer of each unit, and the wordings that it proposes."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from governance.documents.record.attached import Attachment, Version
from governance.record_rows import RecordRow
from governance.roles.appointment import Appointment
from governance.roles.person import Person
from governance.roles.unit import Unit


class Opinion(RecordRow):
    """The answer of one unit to a paper: planned, asked, given. Asked again, the old answer lapses and is kept."""

    of_paper = "document"
    called = pgettext_lazy("row of the record", "opinion")

    class Outcome(models.TextChoices):
        CONSENT = "consent", pgettext_lazy("opinion", "agrees")
        WITH_REMARKS = "with_remarks", pgettext_lazy("opinion", "agrees with remarks")
        OBJECTION = "objection", pgettext_lazy("opinion", "sends back")

    AGREEING: ClassVar = (Outcome.CONSENT, Outcome.WITH_REMARKS)

    document = models.ForeignKey("governance.Document", models.PROTECT, related_name="opinions")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    # The next stage is asked when everybody in this one has agreed.
    stage = models.PositiveSmallIntegerField(default=1)
    asked_at = models.DateTimeField(null=True)
    due = models.DateField(null=True)
    version = models.ForeignKey(Version, models.PROTECT, null=True, related_name="+")
    outcome = models.CharField(max_length=15, choices=Outcome.choices, blank=True)
    remark = models.TextField(blank=True)
    given_at = models.DateTimeField(null=True)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    appointment = models.ForeignKey(Appointment, models.PROTECT, null=True, related_name="+")
    # How the unit and the person were called, and what the person was, when they answered.
    unit_name = models.CharField(max_length=200, blank=True)
    name = models.CharField(max_length=200, blank=True)
    capacity = models.CharField(max_length=300, blank=True)
    # For an answer that came by letter: number and date of the letter, and its scan.
    letter = models.CharField(max_length=200, blank=True)
    scan = models.ForeignKey(Attachment, models.PROTECT, null=True, related_name="+")
    lapsed_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["stage", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["document", "unit"], condition=Q(lapsed_at=None), name="one_live_opinion_a_unit"
            ),
            models.CheckConstraint(
                name="opinion_given_by_somebody_on_a_version",
                condition=Q(given_at=None, outcome="", person=None)
                | Q(given_at__isnull=False, version__isnull=False, person__isnull=False) & ~Q(outcome=""),
            ),
            models.CheckConstraint(
                name="opinion_by_letter_has_scan", condition=Q(letter="") | Q(scan__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit}: {self.get_outcome_display() or '…'}"

    def is_settled(self, proposal: "Proposal", agreed: Mapping[int, int]) -> bool:
        """Whether both sides stand behind the answer to a proposal of this opinion.

        Their own wording, accepted, is agreed at once; an answer that keeps ours or sets a third one is so only when
        the unit has agreed to a version put up after it. `agreed`: see `Consulted.latest_agreed`.
        """
        if proposal.answer == Proposal.Answer.ACCEPTED:
            return True
        objected_to = self.version.number if self.version else 0
        return bool(proposal.answer) and agreed.get(self.unit_id, 0) > objected_to

    @property
    def part(self) -> str:
        """The name of this opinion as a part of the paper, for its flow."""
        return f"opinion:{self.pk}"

    @property
    def is_open(self) -> bool:
        """Asked, and not answered yet."""
        return self.asked_at is not None and self.given_at is None and self.lapsed_at is None

    @property
    def agrees(self) -> bool:
        return self.outcome in self.AGREEING


class Proposal(RecordRow):
    """One line of a protocol of disagreements: their wording of a clause beside ours, and the answer to it."""

    of_paper = "opinion__document"
    called = pgettext_lazy("row of the record", "proposal")

    class Answer(models.TextChoices):
        ACCEPTED = "accepted", pgettext_lazy("proposal", "accepted")
        DECLINED = "declined", pgettext_lazy("proposal", "declined")
        OTHER = "other", pgettext_lazy("proposal", "settled by another wording")

    opinion = models.ForeignKey(Opinion, models.PROTECT, related_name="proposals")
    # The id of the clause, and its number and words in the version that was sent back.
    clause = models.CharField(max_length=8)
    number = models.CharField(max_length=10)
    ours = models.TextField()
    theirs = models.TextField()
    why = models.TextField(blank=True)
    answer = models.CharField(max_length=10, choices=Answer.choices, blank=True)
    agreed = models.TextField(blank=True)  # the wording that came of it
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    # How they were called and what they were on that day.
    answered_name = models.CharField(max_length=200, blank=True)
    answered_capacity = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["opinion_id", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["opinion", "clause"], name="one_proposal_a_clause"),
            models.CheckConstraint(
                name="proposal_answered_by_somebody",
                condition=Q(answer="", answered_at=None, answered_by=None)
                | ~Q(answer="") & Q(answered_at__isnull=False, answered_by__isnull=False),
            ),
        ]
