"""A value that somebody claims for a criterion, and the value that counts in the end: for admission and rewards.

Source: docs/domain.md, "Criteria".

Both values are kept, the claimed and the settled one, with the reason of a difference.
"""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _, gettext_lazy

from governance.documents.errors import NotLegal
from governance.documents.language.typed_text import one_line
from governance.documents.law.criteria import CriteriaSheet, read_values
from governance.documents.law.validation import ImpossibleInput, plain
from governance.documents.record.act import Act
from governance.documents.record.attached import Attachment
from governance.documents.record.document import Document
from governance.documents.record.files import attach_file
from governance.record_rows import RecordRow
from governance.roles.person import Person

# Of a value, as the database keeps it.
DECIMALS = 4
LONGEST_NOTE = 500
LONGEST_REASON = 1_000
# What people write for a value; `criteria` says of anything else what a program should have sent.
NUMBER = re.compile(r"-?\d{1,6}(\.\d{1,6})?")
# How a refusal of `criteria` begins, in either language: with the code, which people do not know.
NAMED = re.compile(r"^[“«][^”»]*[”»]:? ")


class ClaimedValue(RecordRow):
    """One claimed value. A table of its own for each kind of paper that claims; the paper is its foreign key."""

    code = models.CharField(max_length=60)
    value = models.DecimalField(max_digits=12, decimal_places=DECIMALS)
    note = models.CharField(gettext_lazy("what confirms it"), max_length=LONGEST_NOTE, blank=True)
    proof = models.ForeignKey(Attachment, models.PROTECT, null=True, related_name="+")
    # What counts in the end; null with a settled_at: rejected.
    settled = models.DecimalField(max_digits=12, decimal_places=DECIMALS, null=True)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    settled_reason = models.CharField(max_length=LONGEST_REASON, blank=True)

    class Meta:
        abstract = True
        constraints: ClassVar = [
            models.CheckConstraint(name="%(class)s_not_negative", condition=Q(value__gte=0)),
            models.CheckConstraint(
                name="%(class)s_settled_not_negative",
                condition=Q(settled__isnull=True) | Q(settled__gte=0),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {plain(self.value)}"

    @property
    def is_settled(self) -> bool:
        return self.settled_at is not None

    @property
    def is_corrected(self) -> bool:
        return self.is_settled and self.settled != self.value

    def settle(self, value: Decimal | None, by: Person | None, at: Any, reason: str = "") -> None:
        """What counts in the end; None: the claim is rejected."""
        self.settled, self.settled_at, self.settled_by = value, at, by
        self.settled_reason = reason[:LONGEST_REASON]
        self.save()


def typed_value(sheet: CriteriaSheet, code: str, written: Any) -> Decimal:
    """Read the number that somebody wrote for a criterion. Raises NotLegal, which names the criterion."""
    if code not in sheet.by_code:
        raise NotLegal(_("There is no such criterion: open the page again."))
    text = str(written).strip().replace(",", ".")
    if not NUMBER.fullmatch(text):
        raise NotLegal(
            _("«%(criterion)s»: write a number, for example 3 or 1,5.")
            % {"criterion": sheet.by_code[code].name}
        )
    try:
        value = read_values(sheet, {code: text})[code]
        if value != round(value, DECIMALS):
            raise ImpossibleInput(_("at most %(decimals)d decimals fit.") % {"decimals": DECIMALS})
        return value
    except ImpossibleInput as error:
        raise NotLegal(
            _("«%(criterion)s»: %(what)s")
            % {"criterion": sheet.by_code[code].name, "what": NAMED.sub("", str(error))}
        ) from error


def reason_for(name: str, reason: Any) -> str:
    """The reason of a correction. Raises NotLegal, naming what was corrected, when there is none."""
    text = one_line(reason, LONGEST_REASON)
    if not text:
        raise NotLegal(
            _("«%(criterion)s»: write the reason; whoever it concerns reads it.") % {"criterion": name}
        )
    return text


def read_claim(paper: Document, given: Mapping[str, Any]) -> tuple[str, Any, str, Attachment | None]:
    """The parts of one claim as a page sends them: code, written value, note and proof.

    Raises NotLegal when the proof is a file of another paper.
    """
    note, proof = one_line(given.get("note", ""), LONGEST_NOTE), given.get("proof")
    if proof is not None and proof.document_id != paper.pk:
        raise NotLegal(_("The file hangs on another paper: attach it anew."))
    return str(given.get("code", "")), given.get("value", ""), note, proof


def enclose_proof(paper: Document, act: Act, *, name: str, data: bytes, most: int) -> None:
    """Attach a file that confirms a claim. Raises NotLegal for an unsuitable file, and for more than `most` files."""
    if paper.attachments.count() >= most:
        raise NotLegal(
            _("At most %(most)d files can be enclosed: put several sheets into one PDF.") % {"most": most}
        )
    act.facts["file"] = attach_file(paper, act, name=name, data=data).pk
