"""What a teacher claims on a sheet: the rows of it."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import pgettext_lazy

from governance.documents.approval.claimed_value import ClaimedValue
from governance.documents.language.search import searchable
from governance.documents.law.criteria import Criterion


class Merit(ClaimedValue):
    """One value of a criterion on a teacher's sheet; a criterion may stand on it several times, each with its proof."""

    of_paper = "nomination"
    called = pgettext_lazy("row of the record", "merit")

    nomination = models.ForeignKey("governance.Nomination", models.PROTECT, related_name="merits")
    position = models.PositiveSmallIntegerField(default=1)
    # The words that confirm it in their normal form: one merit is claimed once.
    known_as = models.CharField(max_length=500, blank=True, editable=False)

    class Meta(ClaimedValue.Meta):
        ordering: ClassVar = ["nomination_id", "position"]
        constraints: ClassVar = [
            *ClaimedValue.Meta.constraints,
            models.UniqueConstraint(fields=["nomination", "position"], name="one_merit_a_line"),
        ]

    @property
    def criterion(self) -> Criterion:
        return self.nomination.reward_period.system.sheet.by_code[self.code]

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.known_as = searchable(self.note)
        super().save(*args, **kwargs)
