"""The admissions that a person may see: their state, their days, how many applications are in which state."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Count
from django.utils.translation import gettext_lazy

from governance.desk.base.components import Badge
from governance.desk.base.format import MEANINGS
from governance.desk.kinds.admission.section import is_shown, reads_applications, stage
from governance.desk.papers.board import Board
from governance.documents.kinds.admission.application import Application
from governance.documents.kinds.admission.campaign import Campaign


@dataclass(frozen=True)
class CampaignRow:
    """One admission, its applications by state; for its commission (`reads`) a link to them."""

    campaign: Campaign
    counted: Counter[str]
    reads: bool

    @property
    def stage(self) -> Badge | None:
        return stage(self.campaign)

    @property
    def is_shown(self) -> bool:
        return is_shown(self.campaign)

    @property
    def total(self) -> int:
        return self.counted.total()

    @property
    def counts(self) -> list[tuple[Badge, int]]:
        """In the order of the states."""
        return [
            (Badge(MEANINGS[state.phase], state.label), self.counted[state])
            for state in Application.State
            if self.counted[state]
        ]


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
            reads = is_shown(campaign) and reads_applications(self.request, campaign)
            yield CampaignRow(campaign, counted.get(campaign.pk, Counter()), reads)


def counts(campaigns: Iterable[Campaign]) -> dict[int, Counter[str]]:
    """Applications by state, drafts left out, by the id of their campaign; one query."""
    rows = (
        Application.objects.filter(campaign__in=[campaign.pk for campaign in campaigns])
        .exclude(state=Application.State.DRAFT)
        .order_by()
        .values_list("campaign_id", "state")
        .annotate(n=Count("pk"))
    )
    by_campaign: dict[int, Counter[str]] = {}
    for campaign, state, n in rows:
        by_campaign.setdefault(campaign, Counter())[state] = n
    return by_campaign
