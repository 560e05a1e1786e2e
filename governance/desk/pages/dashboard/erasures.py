"""Personal data that is erased soon: a line for each admission, for those who may see it."""

from django.urls import reverse
from django.utils.translation import gettext as _

from governance.desk.base.components import Banner
from governance.desk.base.format import day
from governance.documents.kinds.admission.campaign import Campaign
from governance.documents.record.visibility import VisiblePapers


def erasures(papers: VisiblePapers) -> list[Banner]:
    """One query."""
    announced = papers.among(Campaign.objects.filter(erasure_on__isnull=False), "pk").order_by(
        "erasure_on", "pk"
    )
    return [
        Banner(
            meaning="due" if campaign.erasure_confirmed_at else "alarm",
            title=campaign.title,
            text=_("Personal data of this admission is erased after %(day)s.")
            % {"day": day(campaign.erasure_on)},
            link=reverse("paper", args=[campaign.pk]),
            link_label=_("Open it"),
        )
        for campaign in announced
    ]
