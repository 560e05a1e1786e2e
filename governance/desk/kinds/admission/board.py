"""An admission in pictures: counts alone, no names and no codes, for the school, its commissions and the council."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _, ngettext

from governance.desk.base.access import SignedInRequest, of_paper
from governance.desk.base.format import MEANINGS, day, state_of
from governance.desk.kinds.admission.campaign import stage
from governance.desk.papers.tabs import tabs
from governance.documents.kinds.admission.application import Application
from governance.documents.kinds.admission.campaign import Campaign
from governance.documents.kinds.admission.card import OVER
from governance.documents.kinds.admission.rating import Rating
from governance.documents.law.criteria.description import number
from governance.documents.record.document import Document

State = Application.State


@dataclass(frozen=True)
class Counted:
    """What the pictures take of one application: nothing that tells whose it is."""

    state: str
    wishes: list[str]
    on: date | None
    school: str
    elsewhere: bool


@of_paper("campaign", "commission")
def campaign_picture(request: SignedInRequest, document: Any) -> HttpResponse:
    """404 before the announcement: there is nothing to draw."""
    if document.state not in (Campaign.State.ANNOUNCED, Campaign.State.CLOSED):
        raise Http404
    counted = applications(document)
    standing = [one for one in counted if one.state not in OVER]
    left = document.places_left()
    context = {
        "section": "admissions",
        "crumbs": [
            {"label": _("Admission"), "href": reverse("admissions")},
            {"label": document.title, "href": reverse("paper", args=[document.pk])},
        ],
        "title": document.title,
        "state": state_of(document),
        "stage": stage(document).get("text", ""),
        "document": document,
        "tabs": tabs(document, "picture"),
        "figures": figures(document, counted, left),
        "wishes": wishes(document, standing),
        "days": days(document, counted),
        "states": states(counted),
        "origins": origins(counted),
        "lists": lists(document, rating_shown(request, document), left),
    }
    return render(request, "governance/admission/picture.html", context)


# --- what is read, a query each ---------------------------------------------------------------------------------------


def applications(campaign: Campaign) -> list[Counted]:
    """Every application but the drafts."""
    rows = (
        Application.objects.filter(campaign=campaign)
        .exclude(state=State.DRAFT)
        .order_by("pk")
        .values_list(
            "state", "wishes", "submitted_at", "applicant__school__short_name", "applicant__other_school"
        )
    )
    return [
        Counted(state, wished, timezone.localtime(at).date() if at else None, school or "", bool(other))
        for state, wished, at, school, other in rows
    ]


def rating_shown(request: SignedInRequest, campaign: Campaign) -> Rating | None:
    """The adopted list of the latest round: published, or open to this reader before."""
    mine = Document.objects.visible_to(request.user, request.pairs).filter(kind="rating").values("pk")
    return (
        Rating.objects.filter(campaign=campaign, state=Rating.State.ADOPTED)
        .filter(Q(published_at__isnull=False) | Q(pk__in=mine))
        .order_by("-edition")
        .first()
    )


# --- what is drawn ----------------------------------------------------------------------------------------------------


def figures(campaign: Campaign, counted: list[Counted], left: dict[str, int]) -> list[dict[str, Any]]:
    """The large numbers at the head."""
    places = sum(offer.places for offer in campaign.offers)
    total, free = len(counted), sum(left.values())
    by_state = Counter(one.state for one in counted)
    return [
        {
            "value": total,
            "name": ngettext("application", "applications", total),
            "note": _("for %(n)d places") % {"n": places},
        },
        {
            "value": by_state[State.INCOMPLETE],
            "name": _("wait for papers"),
            "meaning": "due" if by_state[State.INCOMPLETE] else "",
        },
        {"value": by_state[State.ENROLLED], "name": _("enrolled"), "meaning": "force"},
        {"value": free, "name": ngettext("place left", "places left", free)},
    ]


def picture(bars: list[dict[str, Any]]) -> dict[str, Any]:
    """Bars with the longest of them, for components/bars.html."""
    return {"bars": bars, "most": max((bar["value"] for bar in bars), default=0) or 1}


def wishes(campaign: Campaign, standing: list[Counted]) -> dict[str, Any]:
    """How many name each list first, and how many at all; those taken back are not counted."""
    first = Counter(one.wishes[0] for one in standing if one.wishes)
    named = Counter(code for one in standing for code in one.wishes)
    return picture(
        [
            {
                "label": offer.name,
                "value": first[offer.code],
                "note": _("named at all: %(all)d; places: %(places)d")
                % {"all": named[offer.code], "places": offer.places},
                "meaning": "due" if first[offer.code] > offer.places else "held",
            }
            for offer in campaign.offers
        ]
    )


def days(campaign: Campaign, counted: list[Counted]) -> dict[str, Any] | None:
    """How many came in on each day, the days without any among them; None before the first."""
    by_day = Counter(one.on for one in counted if one.on is not None)
    if not by_day:
        return None
    first, last = min(by_day), max(by_day)
    span = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    # A long intake or an extra round: only the days on which somebody applied, so that columns stay readable.
    shown = span if len(span) <= 31 else sorted(by_day)
    return {
        "columns": [
            {
                "label": f"{one:%d.%m}",
                "date": day(one),
                "n": by_day[one],
                "weekend": one.weekday() >= 5,
            }
            for one in shown
        ],
        "most": max(by_day.values()),
    }


def states(counted: list[Counted]) -> dict[str, Any]:
    by_state = Counter(one.state for one in counted)
    return picture(
        [
            {
                "label": label,
                "value": by_state[state],
                "meaning": MEANINGS[State(state).phase],
            }
            for state, label in State.choices
            if by_state[state]
        ]
    )


def origins(counted: list[Counted]) -> dict[str, Any]:
    """From which schools pupils come; other districts in one, erased applications in another."""
    by_school = Counter(
        one.school or (_("schools elsewhere") if one.elsewhere else _("erased")) for one in counted
    )
    return picture([{"label": name, "value": n} for name, n in by_school.most_common()])


def lists(campaign: Campaign, rating: Rating | None, left: dict[str, int]) -> list[dict[str, Any]]:
    """Each list with its places, the lowest points with which one is recommended, and the places left."""
    ranked = {found["code"]: found["rows"] for found in rating.lists} if rating is not None else {}
    found = []
    for offer in campaign.offers:
        rows = ranked.get(offer.code, [])
        points = [Decimal(row["points"]) for row in rows if row["outcome"] == "recommended"]
        found.append(
            {
                "name": offer.name,
                "places": offer.places,
                "recommended": len(points) if rating is not None else None,
                "cutoff": number(min(points)) if points else "",
                "reserve": sum(row["outcome"] == "reserve" for row in rows) if rating is not None else None,
                "left": left[offer.code],
            }
        )
    return found
