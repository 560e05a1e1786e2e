"""The admissions that a person may see: their state, their days, how many applications are in which state."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Count
from django.utils.translation import gettext_lazy

from governance.desk.base.components import Badge
from governance.desk.base.format import MEANINGS
from governance.desk.kinds.admission.section import reads_applications
from governance.desk.kinds.admission.stage import CampaignStage, is_shown, stage
from governance.desk.papers.board import Board
from governance.documents.kinds.admission.application import Application
from governance.documents.kinds.admission.campaign import Campaign


@dataclass(frozen=True)
class CampaignRow:
    """One admission, its applications by state; for its commission (`reads`) a link to them."""

    campaign: Campaign
    stage: CampaignStage | None
    # Whether it takes or took applications.
    is_shown: bool
    counts: dict[Badge, int]
    reads: bool

    @property
    def total(self) -> int:
        return sum(self.counts.values())


class CampaignBoard(Board[Campaign]):
    """The latest first."""

    title = gettext_lazy("Admission to the 10th classes")
    template = "governance/admission/campaigns.html"
    address, name = "admissions/", "admissions"
    order = ("-year", "unit_id", "-pk")
    stands_above = False

    @property
    def rows(self) -> Iterator[CampaignRow]:
        counted = counts(self.sheet)
        for campaign in self.sheet:
            shown = is_shown(campaign)
            reads = shown and reads_applications(self.request, campaign)
            by_state = counted.get(campaign.pk, {}) if shown else {}
            yield CampaignRow(campaign, stage(campaign), shown, by_state, reads)


def counts(campaigns: Iterable[Campaign]) -> dict[int, dict[Badge, int]]:
    """Applications by state, drafts left out, by the id of their campaign; one query."""
    rows = (
        Application.objects.filter(campaign__in=[campaign.pk for campaign in campaigns])
        .exclude(state=Application.State.DRAFT)
        .order_by()
        .values_list("campaign_id", "state")
        .annotate(n=Count("pk"))
    )
    numbers = {(campaign, state): n for campaign, state, n in rows}
    by_campaign: dict[int, dict[Badge, int]] = {campaign: {} for campaign, _state in numbers}
    # In the order of the states.
    for state in Application.State:
        badge = Badge(MEANINGS[state.phase], state.label)
        for campaign, found in by_campaign.items():
            if (campaign, state.value) in numbers:
                found[badge] = numbers[campaign, state.value]
    return by_campaign
