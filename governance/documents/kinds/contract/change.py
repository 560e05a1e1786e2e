"""What an additional agreement does to its contract, as the contract sees it: other wordings, another last day."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy

from governance.documents.approval.effects import AMEND
from governance.documents.kinds.contract.agreement import Agreement
from governance.documents.record.effects import Effect


class Purpose(models.TextChoices):
    """What an additional agreement is for."""

    CHANGE = "change", gettext_lazy("changes the contract")
    TERMINATE = "terminate", gettext_lazy("ends the contract")


TERMINATE = Effect("terminate", gettext_lazy("terminates"), gettext_lazy("ends it"))
EFFECT_OF = {Purpose.CHANGE: AMEND, Purpose.TERMINATE: TERMINATE}


class ContractChange(Agreement):
    """The fields by which an additional agreement changes a contract; its words and moves stand in `amendment`."""

    contract = models.ForeignKey("governance.Contract", models.PROTECT, related_name="amendments")
    purpose = models.CharField(max_length=10, choices=Purpose.choices, default=Purpose.CHANGE)
    # {id of a clause: its new wording, or nothing to take it out}
    changes: Any = models.JSONField(gettext_lazy("new wordings"), default=dict)
    # The new last day of the contract; of one that is ended, its last day.
    new_ends_on = models.DateField(gettext_lazy("new last day"), null=True)

    class Meta:
        abstract = True
        constraints: ClassVar = [
            models.CheckConstraint(
                name="amendment_that_ends_names_a_day",
                condition=Q(purpose="change") | Q(new_ends_on__isnull=False) | Q(in_force_since=None),
            ),
        ]
