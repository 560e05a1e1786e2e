"""What an applicant claims, and what those who check it find: the rows behind every point.

A claim is a value of a criterion, or a circumstance. Both values stay: the claimed one and the settled one, with the
reason of any difference.

Source: docs/domain.md, "Admission".
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from governance.documents.approval.claimed_value import LONGEST_REASON, ClaimedValue, read_claims, typed_value
from governance.documents.errors import NotLegal
from governance.roles.person import Person

if TYPE_CHECKING:
    from governance.documents.kinds.admission.card import ApplicationCard


class Claim(ClaimedValue):
    """One value of a criterion, or one circumstance, that an application claims."""

    application = models.ForeignKey("governance.Application", models.PROTECT, related_name="claims")
    # Of a circumstance the value is 1.
    is_circumstance = models.BooleanField(default=False)

    class Meta(ClaimedValue.Meta):
        verbose_name = gettext_lazy("claim")
        ordering: ClassVar = ["application_id", "is_circumstance", "pk"]
        constraints: ClassVar = [
            *ClaimedValue.Meta.constraints,
            models.UniqueConstraint(fields=["application", "code"], name="one_claim_a_criterion"),
        ]


class Check(models.Model):
    """One member of the commission checks one application; dropped when they have a conflict of interest."""

    application = models.ForeignKey("governance.Application", models.PROTECT, related_name="checks")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    assigned_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = gettext_lazy("check of an application")
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


class Verdict(models.Model):
    """What one check says of one claim."""

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
        verbose_name = gettext_lazy("verdict on a claim")
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


Given = Mapping[str, Any]


def write_claims(application: "ApplicationCard", given: Iterable[Given]) -> None:
    """Replace the claims: mappings with `code`, `value` (text; of a circumstance left out), `note`, `proof` (a file).

    Raises NotLegal, naming the criterion, for a value that does not fit it; what was claimed before stays then.
    """
    rows = [_claim(application, entry) for entry in given]
    codes = [row.code for row in rows]
    if len(set(codes)) != len(codes):
        raise NotLegal(_("Each criterion is claimed once: open the page again."))
    known = {claim.code: claim for claim in application.claims.all()}
    for code in known.keys() - set(codes):
        known[code].delete()
    for row in rows:
        # The row of a claim stays the same, so that what was found about it before can still be read.
        row.pk = known[row.code].pk if row.code in known else None
        row.save()


def _claim(application: "ApplicationCard", entry: Given) -> Claim:
    campaign = application.campaign
    code, written, note = read_claims(entry)
    circumstance = code in {each["code"] for each in campaign.circumstances}
    proof = entry.get("proof")
    if proof is not None and proof.document_id != application.pk:
        raise NotLegal(_("The file hangs on another paper: attach it anew."))
    return Claim(
        application_id=application.pk,
        code=code,
        value=Decimal(1) if circumstance else typed_value(campaign.sheet, code, written),
        is_circumstance=circumstance,
        note=note,
        proof=proof,
    )
