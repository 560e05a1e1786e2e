"""Until when the personal data of an admission is kept (docs/domain.md, "Personal data")."""

from datetime import date
from typing import TYPE_CHECKING

from governance import clock
from governance.documents.language.verb import verb
from governance.documents.settings.admission import APPLICATION_KEPT, CONSENT_KEPT, FORM_KEPT
from governance.documents.settings.calendar import last_day

if TYPE_CHECKING:
    from governance.documents.kinds.admission.campaign_card import CampaignCard

RUN_OUT = verb("application", "End: the data may be kept no longer", "ended: the data may be kept no longer")


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
