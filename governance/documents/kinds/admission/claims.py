"""What an applicant claims, and what those who check it find: the rows behind every point.

A claim is a value of a criterion, or a circumstance. Both values stay: the claimed one and the settled one, with the
reason of any difference.

Source: docs/domain.md, "Admission".
"""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from governance.documents.approval.claimed_value import LONGEST_REASON, ClaimedValue
from governance.record_rows import RecordRow
from governance.roles.person import Person


class Claim(ClaimedValue):
    """One value of a criterion, or one circumstance, that an application claims."""

    of_paper = "application"
    called = pgettext_lazy("row of the record", "claim")

    application = models.ForeignKey("governance.Application", models.PROTECT, related_name="claims")
    # Of a circumstance the value is 1.
    is_circumstance = models.BooleanField(default=False)

    class Meta(ClaimedValue.Meta):
        ordering: ClassVar = ["application_id", "is_circumstance", "pk"]
        constraints: ClassVar = [
            *ClaimedValue.Meta.constraints,
            models.UniqueConstraint(fields=["application", "code"], name="one_claim_a_criterion"),
        ]


class Check(RecordRow):
    """One member of the commission checks one application; dropped when they have a conflict of interest."""

    of_paper = "application"
    called = pgettext_lazy("row of the record", "check")

    application = models.ForeignKey("governance.Application", models.PROTECT, related_name="checks")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    assigned_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["application_id", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["application", "person"], condition=Q(dropped_at=None), name="one_check_a_member"
            )
        ]

    def __str__(self) -> str:
        return self.part

    @property
    def part(self) -> str:
        """Its name as a part of the application's process."""
        return f"check:{self.pk}"

    @property
    def is_open(self) -> bool:
        return self.done_at is None and self.dropped_at is None


class Verdict(RecordRow):
    """What one check says of one claim."""

    of_paper = "check_made__application"
    called = pgettext_lazy("row of the record", "verdict")

    class Outcome(models.TextChoices):
        ACCEPT = "accept", pgettext_lazy("verdict", "Accept")
        CORRECT = "correct", pgettext_lazy("verdict", "Correct")
        REJECT = "reject", pgettext_lazy("verdict", "Reject")

    check_made = models.ForeignKey(Check, models.PROTECT, related_name="verdicts")
    claim = models.ForeignKey(Claim, models.CASCADE, related_name="verdicts")
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    # What this member finds right; null when rejected.
    value = models.DecimalField(max_digits=12, decimal_places=4, null=True)
    reason = models.CharField(max_length=LONGEST_REASON, blank=True)

    class Meta:
        ordering: ClassVar = ["claim_id", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["check_made", "claim"], name="one_verdict_a_claim_and_check"),
            models.CheckConstraint(
                name="verdict_rejects_without_value",
                condition=Q(outcome="reject", value=None) | (~Q(outcome="reject") & Q(value__isnull=False)),
            ),
            models.CheckConstraint(
                name="verdict_differs_with_reason", condition=Q(outcome="accept") | ~Q(reason="")
            ),
        ]
