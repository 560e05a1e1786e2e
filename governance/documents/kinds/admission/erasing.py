"""Personal data that is kept for a term and erased then; what was decided stays (docs/domain.md, "Personal data")."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import models

from governance import clock
from governance.documents.language.verb import verb
from governance.documents.record.act import Act
from governance.documents.record.events import EventReason
from governance.documents.record.row_check import name_anew
from governance.documents.record.transitions import ByTerm, move
from governance.documents.record.version_text import erase_words
from governance.documents.search.indexing import forget
from governance.documents.settings.admission import APPLICATION_KEPT, CONSENT_KEPT, FORM_KEPT
from governance.documents.settings.calendar import last_day
from governance.letters import outbox

if TYPE_CHECKING:
    from governance.documents.kinds.admission.campaign_card import CampaignCard

RUN_OUT = verb("application", "End: the data may be kept no longer", "ended: the data may be kept no longer")


def last_day_kept(paper: Any) -> date | None:
    return paper.kept_until if paper.erased_at is None else None


def counted_from(campaign: "CampaignCard") -> date:
    """The day from which the terms of keeping count: that of the selection or, where none is set, of the intake."""
    return campaign.selection_on or clock.today()


def form_kept_until(campaign: "CampaignCard") -> date:
    """The last day of a form that nobody has submitted."""
    return last_day(FORM_KEPT, campaign.district_id, campaign.intake_until)


def application_kept_until(campaign: "CampaignCard") -> date:
    return last_day(APPLICATION_KEPT, campaign.district_id, counted_from(campaign))


def consent_kept_until(campaign: "CampaignCard") -> date:
    """Longer than the application: it proves that what was done with it was allowed."""
    return last_day(CONSENT_KEPT, campaign.district_id, counted_from(campaign))


class Erasable(models.Model):
    """The base of papers with personal data. A kind says which of its fields are erased.

    The last day is set when the data is taken in, and nothing that people do or forget afterwards moves it, but an
    appeal or the withdrawal of a consent, for a term of their own.
    """

    # The last day on which the personal data is kept.
    kept_until = models.DateField(editable=False)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    def erase_own(self) -> None:
        """Empty the fields and rows that tell who it was."""
        raise NotImplementedError

    @move(
        source="*",
        rule=ByTerm(last_day_kept),
        words=verb("application", "Erase the personal data", "personal data erased"),
    )
    def erase(self: Any, act: Act) -> None:
        """The term of keeping has ended. The chain of the history stays whole: it holds hashes alone."""
        self.erased_at = act.at
        self.erase_own()
        for file in self.attachments.all():
            file.erase(act.at)
        erase_words(self)
        EventReason.objects.filter(event__document_id=self.pk).delete()
        outbox.erase_about([self.pk])
        forget(self.pk)
        name_anew(self)
