"""The admissions of the schools that are announced now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse

from governance import clock
from governance.desk.public.site.site import Site, rendered, site_page
from governance.documents.kinds.admission.campaign import Campaign


@dataclass(frozen=True)
class Announced:
    campaign: Campaign

    @property
    def places(self) -> int:
        return sum(one.places for one in self.campaign.school_classes)

    @property
    def days(self) -> Sequence[date | None]:
        return [self.campaign.intake_from, self.campaign.intake_until]

    @property
    def is_ahead(self) -> bool:
        return self.campaign.intake_from is not None and clock.today() < self.campaign.intake_from


def announced(site: Site) -> list[Announced]:
    """Those that take applications first; one query."""
    campaigns = Campaign.objects.filter(
        district_id=site.district_id, published_at__isnull=False, state=Campaign.State.ANNOUNCED
    ).select_related("unit")
    found = [Announced(campaign) for campaign in campaigns.order_by("-year", "unit_id", "-pk")]
    return sorted(found, key=lambda one: not one.campaign.takes_applications)


@site_page
def admission(site: Site) -> HttpResponse:
    return rendered(site, "governance/site/admission.html", announced=announced(site), here="site_admission")
