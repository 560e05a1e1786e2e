"""What a teacher claims on a sheet, and that nothing is claimed twice, in one sheet or in two periods.

Source: docs/domain.md, "Rewards".
"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.documents.approval.claimed_value import ClaimedValue, read_claims, typed_value
from governance.documents.errors import NotLegal
from governance.documents.language.search import searchable
from governance.roles.person import Person

if TYPE_CHECKING:
    from governance.documents.kinds.rewards.card import NominationCard


class Merit(ClaimedValue):
    """One value of a criterion on a teacher's sheet; a criterion may stand on it several times, each with its proof."""

    nomination = models.ForeignKey("governance.Nomination", models.PROTECT, related_name="merits")
    position = models.PositiveSmallIntegerField(default=1)
    # The words that confirm it in their normal form: one merit is claimed once.
    known_as = models.CharField(max_length=500, blank=True, editable=False)

    class Meta(ClaimedValue.Meta):
        verbose_name = gettext_lazy("merit")
        ordering: ClassVar = ["nomination_id", "position"]
        constraints: ClassVar = [
            *ClaimedValue.Meta.constraints,
            models.UniqueConstraint(fields=["nomination", "position"], name="one_merit_a_line"),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.known_as = searchable(self.note)
        super().save(*args, **kwargs)


def write_merits(nomination: "NominationCard", given: Iterable[Mapping[str, Any]]) -> None:
    """Replace the lines of a sheet: mappings with `code`, `value`, `note`, `proof` (a file of this nomination).

    Raises NotLegal, naming the criterion, for a value that does not fit, or a merit that stands twice.
    """
    sheet = nomination.reward_period.system.sheet
    rows = []
    for position, entry in enumerate(given, start=1):
        code, written, note = read_claims(entry)
        proof = entry.get("proof")
        if proof is not None and proof.document_id != nomination.pk:
            raise NotLegal(_("The file hangs on another paper: attach it anew."))
        rows.append(
            Merit(
                nomination_id=nomination.pk,
                position=position,
                code=code,
                value=typed_value(sheet, code, written),
                note=note,
                proof=proof,
            )
        )
    # Known by its words, or without words by its file; a file may confirm several lines that say of what.
    said = [(row.code, searchable(row.note) or row.proof_id) for row in rows if row.note or row.proof_id]
    for code, words in said:
        if said.count((code, words)) > 1:
            raise NotLegal(
                _("«%(criterion)s»: the same merit stands twice.") % {"criterion": sheet.by_code[code].name}
            )
    nomination.merits.all().delete()
    Merit.objects.bulk_create(_known(row) for row in rows)


def check_not_claimed_before(nomination: "NominationCard") -> None:
    """Raises NotLegal when a merit of this teacher, by its words or its proof, was claimed in another nomination."""
    # Two sheets of one teacher handed in at once wait for each other.
    Person.objects.select_for_update().filter(pk=nomination.teacher_id).first()
    earlier = (
        Merit.objects.filter(nomination__teacher_id=nomination.teacher_id)
        .exclude(nomination_id=nomination.pk)
        .exclude(nomination__state__in=("draft", "withdrawn", "declined"))
        .select_related("nomination__reward_period", "proof")
    )
    mine = list(nomination.merits.select_related("proof"))
    words = {(merit.code, merit.known_as) for merit in mine if merit.known_as}
    files = {merit.proof.sha256 for merit in mine if merit.proof}
    for merit in earlier.filter(~Q(known_as="") | Q(proof__isnull=False)):
        if (merit.code, merit.known_as) in words or (merit.proof and merit.proof.sha256 in files):
            raise NotLegal(
                _("«%(merit)s» was claimed already in «%(period)s»: a merit counts once.")
                % {"merit": merit.note or merit.code, "period": merit.nomination.reward_period.title}
            )


def _known(row: Merit) -> Merit:
    row.known_as = searchable(row.note)
    return row
