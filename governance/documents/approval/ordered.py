"""Lists that a director approves by an order, made automatically from what was decided before.

Shared by all such kinds: the list is put before the director together with its order, approved or rejected with it, and
loses its force when the order is annulled.
"""

from typing import ClassVar

from django.db import models
from django.utils.translation import pgettext_lazy

from governance.documents.approval.effects import APPROVE, PUT_UP, REPEAL, SEND_BACK
from governance.documents.language.noun import Noun
from governance.documents.language.verb import agreeing_verb
from governance.documents.record.act import Act
from governance.documents.record.document import Document
from governance.documents.record.kind_settings import PaperState, Phase
from governance.documents.record.paper import Paper
from governance.documents.record.transitions import ByPaper, move

DRAFT, APPROVAL, APPROVED, REJECTED = "draft", "approval", "approved", "rejected"
# Before the director or signed: nobody may be on two such lists at once.
STANDING = (DRAFT, APPROVAL, APPROVED)


class ListState(PaperState):
    """The states of a list («список»)."""

    DRAFT = "draft", Phase.DRAFT, pgettext_lazy("approval", "Draft")
    APPROVAL = "approval", Phase.WITH_SOMEBODY, pgettext_lazy("approval", "Before the director")
    APPROVED = "approved", Phase.IN_FORCE, pgettext_lazy("masculine", "Approved")
    REJECTED = "rejected", Phase.ENDED, pgettext_lazy("masculine", "Rejected")
    ANNULLED = "annulled", Phase.VOID, pgettext_lazy("masculine", "Annulled")


class ApprovedByOrder(Paper):
    """The base of such lists: their moves, and the order that they rest on."""

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

    @property
    def is_being_written(self) -> bool:
        """It is frozen as it is drawn up."""
        return False

    @move(
        source=(DRAFT, APPROVAL),
        target=APPROVAL,
        rule=ByPaper(PUT_UP),
        words=agreeing_verb("approval", "Put before the director", "put before the director"),
    )
    def put_up(self, act: Act) -> None:
        """The order on it is put before the director."""
        self.check_standing()

    def check_standing(self) -> None:
        """Raise NotLegal if the list no longer holds as it was drawn up; a kind says when."""

    @move(
        source=(DRAFT, APPROVAL),
        target=REJECTED,
        rule=ByPaper(SEND_BACK),
        words=agreeing_verb("approval", "Reject", "rejected with the order"),
    )
    def send_back(self, act: Act) -> None:
        """The director rejected the order; another list can be drawn up."""
        self.give_way(act)

    def give_way(self, act: Act) -> None:
        """Apply the rejection to other papers; a kind says how."""

    @move(
        source=APPROVAL,
        target=APPROVED,
        rule=ByPaper(APPROVE),
        words=agreeing_verb("approval", "Approve", "approved"),
    )
    def approve(self, act: Act) -> None:
        """The director has signed the order."""
        self.approved_by = act.basis
        self.take_effect(act)

    def take_effect(self, act: Act) -> None:
        """Apply the order to those on the list; a kind says how."""

    @move(
        source=APPROVED,
        target=ListState.ANNULLED,
        rule=ByPaper(REPEAL),
        words=agreeing_verb("approval", "Annul", "annulled"),
    )
    def repeal(self, act: Act) -> None:
        """The order is annulled."""
        self.lose_effect(act)

    def lose_effect(self, act: Act) -> None:
        """Apply the annulment to those on the list; a kind says how."""
