"""The admissions that a person may see: their state, their days, how many applications are in which state."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy

from governance.desk.base.access import SignedInRequest, signed_in
from governance.desk.base.components import Words
from governance.desk.base.format import MEANINGS, day, state_of
from governance.desk.base.page import Page
from governance.desk.kinds.admission.section import ADMISSION, reads_applications
from governance.desk.kinds.admission.stage import is_shown, stage
from governance.desk.papers.create import units_to_begin
from governance.documents.kinds.admission.application import Application
from governance.documents.kinds.admission.campaign import Campaign

SHOWN = 50


@dataclass(frozen=True)
class StateCount:
    word: Words
    n: int
    meaning: str


class CampaignShown:
    """One admission; `total`, `counts`, `picture` and, for its commission, `applications` from the announcement on."""

    def __init__(self, request: SignedInRequest, campaign: Campaign, counted: Counter[str]) -> None:
        badge, now = state_of(campaign), stage(campaign)
        is_open = is_shown(campaign)
        has_days = campaign.intake_from and campaign.intake_until
        self.href = reverse("paper", args=[campaign.pk])
        self.school, self.title = str(campaign.unit), campaign.title
        self.meaning, self.state = badge.meaning, badge.word
        self.stage = now.text if now is not None else ""
        self.intake = f"{day(campaign.intake_from)} – {day(campaign.intake_until)}" if has_days else ""
        self.selection = day(campaign.selection_on)
        self.total = counted.total() if is_open else None
        self.counts = [
            StateCount(label, counted[state], MEANINGS[Application.State(state).phase])
            for state, label in Application.State.choices
            if counted[state]
        ]
        reads = is_open and reads_applications(request, campaign)
        self.applications = reverse("applications", args=[campaign.pk]) if reads else ""
        self.picture = reverse("campaign_picture", args=[campaign.pk]) if is_open else ""


class AdmissionsPage(Page):
    """The latest first."""

    def __init__(self, request: SignedInRequest) -> None:
        super().__init__(section=ADMISSION.name, title=gettext_lazy("Admission to the 10th classes"))
        visible = Campaign.objects.visible_to(request.user, request.pairs).select_related("unit")
        found = list(visible.order_by("-year", "unit_id", "-pk")[:SHOWN])
        counted = counts(found)
        self.rows = [CampaignShown(request, one, counted.get(one.pk, Counter())) for one in found]
        self.begins = bool(units_to_begin(request, Campaign))


def counts(campaigns: Iterable[Campaign]) -> dict[int, Counter[str]]:
    """Applications by state, drafts left out, by the id of their campaign; one query."""
    rows = (
        Application.objects.filter(campaign__in=[campaign.pk for campaign in campaigns])
        .exclude(state=Application.State.DRAFT)
        .order_by()
        .values_list("campaign_id", "state")
        .annotate(n=Count("pk"))
    )
    found: dict[int, Counter[str]] = {}
    for campaign, state, n in rows:
        found.setdefault(campaign, Counter())[state] = n
    return found


@signed_in
def admissions(request: SignedInRequest) -> HttpResponse:
    return AdmissionsPage(request).response(request, "governance/admission/campaigns.html")
