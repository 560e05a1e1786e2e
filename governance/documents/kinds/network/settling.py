"""What follows the council's support of a candidate: the teacher consents, the agreement is signed, the order appoints.

Each is made by the paper that says so. Source: docs/domain.md, "Network teachers".
"""

from typing import TYPE_CHECKING, Any

from django.db import models

from governance.documents.approval.decided import SUPPORTED, SupportedByBody
from governance.documents.kinds.network.effects import (
    APPOINT,
    CALL_OFF,
    CONCLUDE,
    CONSENT,
    REFUSE,
    UNAPPOINT,
)
from governance.documents.language.verb import verb
from governance.documents.record.act import Act
from governance.documents.record.document import Document
from governance.documents.record.kind_settings import Phase
from governance.documents.record.transitions import ByPaper, move

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

CONSENTED, READY, APPOINTED, REFUSED = "consented", "ready", "appointed", "refused"
BEFORE_THE_ORDER = (SUPPORTED, CONSENTED, READY)


class Settling(SupportedByBody):
    """The part of a candidacy from the support to the appointment."""

    appointed_by = models.ForeignKey(Document, models.PROTECT, null=True, editable=False, related_name="+")

    if TYPE_CHECKING:
        workconsents: RelatedManager[Any]
        workagreements: RelatedManager[Any]

    class Meta:
        abstract = True

    def call_off(self, act: Act) -> None:
        """The consent that was asked for and the agreement end with it."""
        asked = [
            paper
            for paper in (*self.workconsents.all(), *self.workagreements.all())
            if paper.phase != Phase.ENDED
        ]
        basis = act.basis.pk if act.basis else None
        self.affect(CALL_OFF, sorted(paper.pk for paper in asked if paper.pk != basis))

    @move(
        source=SUPPORTED,
        target=CONSENTED,
        rule=ByPaper(CONSENT),
        words=verb("candidacy", "Consent", "got the consent of the teacher"),
    )
    def consent(self, act: Act) -> None:
        """Nobody is given work beside the contract without the own written consent (Labour Code, article 60.2)."""

    @move(
        source=BEFORE_THE_ORDER,
        target=REFUSED,
        rule=ByPaper(REFUSE),
        words=verb("candidacy", "Refuse", "refused by the teacher"),
    )
    def refuse(self, act: Act) -> None:
        """The teacher does not consent, or takes the consent back before the order."""
        self.call_off(act)

    @move(
        source=CONSENTED,
        target=READY,
        rule=ByPaper(CONCLUDE),
        words=verb("candidacy", "Conclude the agreement", "the agreement on it is signed"),
    )
    def conclude(self, act: Act) -> None:
        """School and teacher have signed the agreement: the order can follow."""

    @move(
        source=READY,
        target=APPOINTED,
        rule=ByPaper(APPOINT),
        words=verb("candidacy", "Appoint", "appointed"),
    )
    def appoint(self, act: Act) -> None:
        """By the order of the director of the own school (`school_list`)."""
        self.appointed_by = act.basis

    @move(
        source=APPOINTED,
        target=READY,
        rule=ByPaper(UNAPPOINT),
        words=verb("candidacy", "Take the appointment back", "lost its appointment"),
    )
    def unappoint(self, act: Act) -> None:
        """The order was annulled; consent and agreement stand, so another order can follow."""
        self.appointed_by = None
