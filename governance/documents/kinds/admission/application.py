"""The application as a kind of paper: its last moves, and how one begins."""

from typing import ClassVar

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from governance.documents.errors import NotLegal
from governance.documents.kinds.admission.campaign import Campaign
from governance.documents.kinds.admission.card import APPLIES, PLACED, State
from governance.documents.kinds.admission.intake import begin_applicant
from governance.documents.kinds.admission.placing import Placing
from governance.documents.language.verb import verb
from governance.documents.record.act import Act
from governance.documents.record.kinds import kind
from governance.documents.record.perform import draft
from governance.documents.record.transitions import move
from governance.roles.person import Person

TITLE = "Заявление о приёме в 10 класс"


@kind("application")
class Application(Placing):
    """A parent's application for a pupil's place in a 10th class (docs/domain.md, "Application")."""

    class Meta(Placing.Meta):
        constraints: ClassVar = [
            *Placing.Meta.constraints,
            models.CheckConstraint(
                name="application_registered_when_submitted",
                condition=Q(submitted_at__isnull=True) | ~Q(wishes=[]),
            ),
        ]

    @move(
        source=(*PLACED, State.ENROLLED, State.DECLINED),
        rule=APPLIES,
        words=verb("application", "Appeal", "appealed"),
        inner=True,
    )
    def appeal(self, act: Act) -> None:
        """Against the published result, within its term; the appeal is a paper of its own (`appeal.file_appeal`)."""

    def erase_own(self) -> None:
        """Names, files and reasons go; points and decisions stay."""
        self.missing = ""
        self.applicant.delete()
        self.claims.update(note="", settled_reason="")
        for check in self.checks.all():
            check.verdicts.exclude(reason="").update(reason="—")
        self.remarks.update(text="—")


@transaction.atomic
def begin_application(campaign: Campaign, *, by: Person | None = None) -> Application:
    """An empty application: for a parent on the public page, or by the secretary for one that came on paper.

    Raises NotLegal while the admission takes none, NotAllowed when `by` does not register applications.
    """
    if not campaign.takes_applications or campaign.commission is None:
        raise NotLegal(_("Applications are taken only on the announced days of the intake."))
    return draft(
        Application,
        unit=campaign.commission,
        title=TITLE,
        by=by,
        basis=None if by is not None else campaign,
        fill=begin_applicant,
        campaign=campaign,
        round=campaign.round,
    )
