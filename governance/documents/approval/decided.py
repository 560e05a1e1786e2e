"""Papers on which a collegial body decides: those that it adopts, and those that it supports or declines.

Shared by all such kinds: states, fields, and the moves that follow from the decision, which the signed protocol
makes. A kind adds its text, further states, and the move that puts it before the body.
"""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db import models

from governance.documents.approval.agenda_subject import REVIEW, AgendaSubject
from governance.documents.approval.effects import APPROVE, DECLINE, REPEAL, SEND_BACK, SUPPORT
from governance.documents.language.noun import Noun
from governance.documents.language.verb import agreeing_verb
from governance.documents.record.act import Act
from governance.documents.record.document import Document
from governance.documents.record.transitions import ByPaper, Condition, May, move
from governance.roles.unit import UnitKind

DRAFT, ADOPTED, REPLACED = "draft", "adopted", "replaced"
SUPPORTED, DECLINED, WITHDRAWN = "supported", "declined", "withdrawn"


def taken_back(rule: May) -> Any:
    """The move `withdraw` of those whose paper is before the body: they take it back before the decision."""

    @move(
        source=REVIEW,
        target=DRAFT,
        rule=rule,
        words=agreeing_verb("approval", "Take back", "taken back"),
        needs_reason=True,
    )
    def withdraw(self: AgendaSubject, act: Act) -> None:
        """The paper goes back to the draft."""
        self.on_agenda = None

    return withdraw


def given_up(rule: May, source: tuple[str, ...], *conditions: Condition) -> Any:
    """The move `withdraw` of those who put somebody forward: the paper ends."""

    @move(
        source=source,
        target=WITHDRAWN,
        rule=rule,
        words=agreeing_verb("nomination", "Withdraw", "withdrawn"),
        conditions=conditions,
        needs_reason=True,
        grave=True,
    )
    def withdraw(self: "SupportedByBody", act: Act) -> None:
        """The paper ends; this is possible after the vote, too."""
        self.on_agenda = None
        self.call_off(act)

    return withdraw


class AdoptedByBody(AgendaSubject):
    """The base of papers that are drafted, put before the body, and adopted or sent back to the draft."""

    noun: ClassVar[Noun]
    numbered = False
    decided_by_kind = UnitKind.COUNCIL
    decision_moves = ("approve", "send_back")
    expects_stamps = ("approve",)

    approved_by = models.ForeignKey(Document, models.PROTECT, null=True, editable=False, related_name="+")

    class Meta:
        abstract = True

    @property
    def rests_on(self) -> Document | None:
        return self.approved_by

    @move(
        source=REVIEW,
        target=ADOPTED,
        rule=ByPaper(APPROVE),
        words=agreeing_verb("approval", "Adopt", "adopted"),
    )
    def approve(self, act: Act) -> None:
        """The protocol of the body is signed."""
        self.on_agenda, self.approved_by = None, act.basis
        self.take_effect(act)

    def take_effect(self, act: Act) -> None:
        """Apply what follows from the adoption; a kind says what."""

    @move(
        source=REVIEW,
        target=DRAFT,
        rule=ByPaper(SEND_BACK),
        words=agreeing_verb("approval", "Send back", "sent back"),
    )
    def send_back(self, act: Act) -> None:
        """The body did not adopt it."""
        self.on_agenda = None


class AdoptedEdition(AdoptedByBody):
    """The base of adopted papers that come in editions: the next one replaces it."""

    effects_in: ClassVar[Mapping[str, tuple[str, ...]]] = {ADOPTED: (REPEAL,)}

    repealed_by = models.ForeignKey(Document, models.PROTECT, null=True, editable=False, related_name="+")

    class Meta:
        abstract = True

    @move(
        source=ADOPTED,
        target=REPLACED,
        rule=ByPaper(REPEAL),
        words=agreeing_verb("approval", "Replace", "replaced by a new edition"),
    )
    def repeal(self, act: Act) -> None:
        """A later edition replaces it; this one is kept, and stays published if it was."""
        self.repealed_by = act.basis


class SupportedByBody(AgendaSubject):
    """The base of papers that put somebody forward: the body supports or declines it; an order follows."""

    noun: ClassVar[Noun]
    numbered = False
    decided_by_kind = UnitKind.COUNCIL
    decision_moves = ("support", "decline")

    supported_by = models.ForeignKey(Document, models.PROTECT, null=True, editable=False, related_name="+")

    class Meta:
        abstract = True

    def call_off(self, act: Act) -> None:
        """It goes no further: what is asked of others because of it ends; a kind says what that is."""

    @move(
        source=REVIEW,
        target=SUPPORTED,
        rule=ByPaper(SUPPORT),
        words=agreeing_verb("approval", "Support", "supported"),
    )
    def support(self, act: Act) -> None:
        """The protocol of the body is signed: on an item of its own, or on the list that contains it."""
        self.on_agenda, self.supported_by = None, act.basis

    @move(
        source=REVIEW,
        target=DECLINED,
        rule=ByPaper(DECLINE),
        words=agreeing_verb("approval", "Decline", "declined"),
    )
    def decline(self, act: Act) -> None:
        """The body did not support it."""
        self.on_agenda = None
