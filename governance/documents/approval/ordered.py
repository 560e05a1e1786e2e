"""Lists that a director approves by an order, drawn up by themselves from what was decided before.

Written once for the kinds that go this way: with the order the list lies before the director, is
approved or rejected with it, and loses its force when the order is annulled.
"""

from typing import ClassVar

from django.db import models
from django.utils.translation import pgettext_lazy

from governance.documents.language.noun import Noun, agreeing
from governance.documents.record.act import Act
from governance.documents.record.attached import Link
from governance.documents.record.document import Document
from governance.documents.record.kind_settings import PaperState, Phase
from governance.documents.record.paper import Paper
from governance.documents.record.transitions import ByPaper, move

DRAFT, APPROVAL, APPROVED, REJECTED = "draft", "approval", "approved", "rejected"
# On its way to the director or signed: whoever stands on such a list stands on no other.
STANDING = (DRAFT, APPROVAL, APPROVED)


class ListState(PaperState):
    """The states of a list («список»)."""

    DRAFT = "draft", Phase.DRAFT, pgettext_lazy("approval", "Draft")
    APPROVAL = "approval", Phase.WITH_SOMEBODY, pgettext_lazy("approval", "Before the director")
    APPROVED = "approved", Phase.IN_FORCE, pgettext_lazy("masculine", "Approved")
    REJECTED = "rejected", Phase.ENDED, pgettext_lazy("masculine", "Rejected")
    ANNULLED = "annulled", Phase.VOID, pgettext_lazy("masculine", "Annulled")


class ApprovedByOrder(Paper):
    """How a list comes into force, and what it rests on afterwards."""

    noun: ClassVar[Noun]
    State: ClassVar[type[PaperState]] = ListState
    numbered = False
    expects_stamps = ("approve",)

    approved_by = models.ForeignKey(Document, models.PROTECT, null=True, editable=False, related_name="+")

    class Meta(Paper.Meta):
        abstract = True

    @property
    def rests_on(self) -> Document | None:
        return self.approved_by

    @move(
        source=(DRAFT, APPROVAL),
        target=APPROVAL,
        rule=ByPaper(Link.Effect.PUT_UP),
        label=pgettext_lazy("approval", "Put before the director"),
        done=agreeing("put before the director"),
    )
    def put_up(self, act: Act) -> None:
        """The order lies before the director."""
        self.check_standing()

    def check_standing(self) -> None:
        """Raises NotLegal when the list does not stand any more as it was drawn up."""

    @move(
        source=(DRAFT, APPROVAL),
        target=REJECTED,
        rule=ByPaper(Link.Effect.SEND_BACK),
        label=pgettext_lazy("approval", "Reject"),
        done=agreeing("rejected with the order"),
    )
    def send_back(self, act: Act) -> None:
        """The director rejected the order; another list can be drawn up."""

    @move(
        source=APPROVAL,
        target=APPROVED,
        rule=ByPaper(Link.Effect.APPROVE),
        label=pgettext_lazy("approval", "Approve"),
        done=agreeing("approved"),
    )
    def approve(self, act: Act) -> None:
        """By the director's signed order."""
        self.approved_by = act.basis
        self.take_effect(act)

    def take_effect(self, act: Act) -> None:
        """What the order does to those on the list."""

    @move(
        source=APPROVED,
        target=ListState.ANNULLED,
        rule=ByPaper(Link.Effect.REPEAL),
        label=pgettext_lazy("approval", "Annul"),
        done=agreeing("annulled"),
    )
    def repeal(self, act: Act) -> None:
        """The order is annulled."""
        self.lose_effect(act)

    def lose_effect(self, act: Act) -> None:
        """What the annulment does to those on the list."""
