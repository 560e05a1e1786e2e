"""The next edition of the rating, computed: by the secretary, or as the consequence of an upheld appeal."""

from django.utils.translation import gettext as _

from governance.documents.approval.agenda_subject import REVIEW
from governance.documents.approval.decided import DRAFT
from governance.documents.errors import NotLegal
from governance.documents.kinds.admission.campaign import Campaign
from governance.documents.kinds.admission.ranking import compute
from governance.documents.kinds.admission.rating import Rating
from governance.documents.record.document import Document
from governance.documents.record.perform import draft
from governance.documents.record.under_way import undivided
from governance.roles.person import Person


@undivided
def draft_rating(campaign: Campaign, *, by: Person | None = None, basis: Document | None = None) -> Rating:
    """The next edition of the list, computed; by the secretary, or as the consequence of an upheld appeal.

    Raises NotLegal while an application is not ready, or another edition is not decided yet.
    """
    if campaign.state != Campaign.State.ANNOUNCED or campaign.commission is None:
        raise NotLegal(_("There is nothing to rank: the admission is not announced, or is over."))
    Document.objects.select_for_update().filter(pk=campaign.pk).first()
    waiting = Rating.objects.filter(campaign=campaign, state__in=(DRAFT, REVIEW)).first()
    if waiting is not None:
        raise NotLegal(_("Edition %(n)d of the list is on its way already.") % {"n": waiting.edition})
    edition = Rating.objects.filter(campaign=campaign).count() + 1
    rating = Rating(campaign=campaign)
    return draft(
        Rating,
        unit=campaign.commission,
        readers=[campaign.unit, campaign.appeal_commission] if campaign.appeal_commission else [],
        title=rating.title_in("nominative"),
        by=by,
        basis=basis,
        campaign=campaign,
        edition=edition,
        round=campaign.round,
        lists=compute(campaign),
    )
