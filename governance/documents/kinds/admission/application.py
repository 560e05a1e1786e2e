"""The application as a kind of paper: its last moves, and how one begins."""

from typing import Any, ClassVar

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from governance.documents.errors import NotLegal
from governance.documents.kinds.admission.campaign import Campaign
from governance.documents.kinds.admission.card import APPLIES, PLACED, State
from governance.documents.kinds.admission.intake import begin_applicant
from governance.documents.kinds.admission.placing import Placing
from governance.documents.record.act import Act
from governance.documents.record.events import EventReason
from governance.documents.record.kinds import kind
from governance.documents.record.perform import draft
from governance.documents.record.transitions import ByTerm, move
from governance.roles.person import Person

TITLE = "Заявление о приёме в 10 класс"


def last_day_kept(application: Any) -> Any:
    return application.keep_until


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
        label=pgettext_lazy("application", "Appeal"),
        done=pgettext_lazy("application, done", "appealed"),
        inner=True,
    )
    def appeal(self, act: Act) -> None:
        """Against the published result, within its term; the appeal is a paper of its own (`appeal.file_appeal`)."""

    @move(
        source="*",
        rule=ByTerm(last_day_kept),
        label=pgettext_lazy("application", "Erase the personal data"),
        done=pgettext_lazy("application, done", "personal data erased"),
    )
    def erase(self, act: Act) -> None:
        """The term of keeping has ended: names, files and reasons go; points and decisions stay.

        Source: docs/domain.md, "Personal data".
        """
        erase_personal_data(self, act)


def erase_personal_data(application: Application, act: Act) -> None:
    """Delete what tells who it was. The chain of the history stays whole: it holds hashes alone."""
    application.erased_at = act.at
    application.missing = ""
    application.applicant.delete()
    for file in application.attachments.all():
        file.erase(act.at)
    application.claims.update(note="", settled_reason="")
    for check in application.checks.all():
        check.verdicts.exclude(reason="").update(reason="—")
    EventReason.objects.filter(event__document_id=application.pk).delete()
    application.remarks.update(text="—")


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
