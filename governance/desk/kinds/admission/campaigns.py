"""The admissions that a person may see: their state, their days, how many applications are in which state."""

from collections import Counter
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from governance.desk.base.access import SignedInRequest, signed_in
from governance.desk.base.format import MEANINGS, day, state_of
from governance.desk.kinds.admission.campaign import counts, stage
from governance.desk.kinds.admission.list import reads_applications
from governance.desk.papers.create import units_to_begin
from governance.documents.kinds.admission.application import Application
from governance.documents.kinds.admission.campaign import Campaign

SHOWN = 50


@signed_in
def admissions(request: SignedInRequest) -> HttpResponse:
    """The latest first."""
    found = list(
        Campaign.objects.visible_to(request.user, request.pairs)
        .select_related("unit")
        .order_by("-year", "unit_id", "-pk")[:SHOWN]
    )
    counted = counts(found)
    context = {
        "section": "admissions",
        "title": _("Admission to the 10th classes"),
        "rows": [row(request, campaign, counted.get(campaign.pk, Counter())) for campaign in found],
        "begins": bool(units_to_begin(request, Campaign)),
    }
    return render(request, "governance/admission/campaigns.html", context)


def row(request: SignedInRequest, campaign: Campaign, counted: Counter[str]) -> dict[str, Any]:
    """One line of templates/governance/admission/campaigns.html."""
    badge = state_of(campaign)
    shown = campaign.state in (Campaign.State.ANNOUNCED, Campaign.State.CLOSED)
    return {
        "href": reverse("paper", args=[campaign.pk]),
        "school": str(campaign.unit),
        "title": campaign.title,
        "meaning": badge["meaning"],
        "state": badge["word"],
        "stage": stage(campaign).get("text", ""),
        "intake": f"{day(campaign.intake_from)} – {day(campaign.intake_until)}"
        if campaign.intake_from and campaign.intake_until
        else "",
        "selection": day(campaign.selection_on),
        "total": counted.total() if shown else None,
        "counts": [
            {"word": label, "n": counted[state], "meaning": MEANINGS[Application.State(state).phase]}
            for state, label in Application.State.choices
            if counted[state]
        ],
        "applications": reverse("applications", args=[campaign.pk])
        if shown and reads_applications(request, campaign)
        else "",
        "picture": reverse("campaign_picture", args=[campaign.pk]) if shown else "",
    }
