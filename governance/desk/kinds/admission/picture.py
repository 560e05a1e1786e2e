"""An admission in pictures: counts alone, no names and no codes, for the school, its commissions and the council."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _, ngettext

from governance.desk.base.access import SignedInRequest, of_paper
from governance.desk.base.components import Bar, Bars, Crumb, Figure
from governance.desk.base.format import MEANINGS, day
from governance.desk.kinds.admission.section import ADMISSION, is_shown, stage
from governance.desk.papers.picture import PicturePage
from governance.documents.kinds.admission.application import Application
from governance.documents.kinds.admission.campaign import Campaign
from governance.documents.kinds.admission.card import OVER
from governance.documents.kinds.admission.places import Offer
from governance.documents.kinds.admission.rating import Rating, ends_of_appeals
from governance.documents.record.document import Document

State = Application.State


@dataclass(frozen=True)
class Counted:
    """What the pictures take of one application: nothing that tells whose it is."""

    state: str
    wishes: list[str]
    on: date | None
    school: str


@dataclass(frozen=True)
class PlacesRow:
    """One list of places; the numbers of the ranking are None while there is none. `cutoff`: the lowest points."""

    offer: Offer
    left: int
    recommended: int | None = None
    cutoff: Decimal | None = None
    reserve: int | None = None


@dataclass(kw_only=True)
class CampaignPicture(PicturePage):
    wishes: Bars
    states: Bars
    days: Bars
    origins: Bars
    lists: Sequence[PlacesRow]


@of_paper("campaign", "commission")
def campaign_picture(request: SignedInRequest, document: Campaign) -> HttpResponse:
    """404 before the announcement: there is nothing to draw."""
    if not is_shown(document):
        raise Http404
    counted, left = applications(document), document.places_left()
    now = stage(document, ends_of_appeals([document.pk]).get(document.pk))
    page = CampaignPicture(
        section=ADMISSION.name,
        crumbs=[ADMISSION.crumb, Crumb(document.title, reverse("paper", args=[document.pk]))],
        title=document.title,
        document=document,
        stage=now.word if now is not None else "",
        figures=figures(document, counted, left),
        wishes=wishes(document, [one for one in counted if one.state not in OVER]),
        states=states(counted),
        days=days(counted),
        origins=origins(counted),
        lists=lists(document, rating_shown(request, document), left),
    )
    return page.response(request, "governance/admission/picture.html")


# --- what is read, a query each ---------------------------------------------------------------------------------------


def applications(campaign: Campaign) -> list[Counted]:
    """Every application but the drafts. Schools of other districts are one, and so are erased applications."""
    elsewhere, erased = _("schools elsewhere"), _("erased")
    rows = (
        Application.objects.filter(campaign=campaign)
        .exclude(state=State.DRAFT)
        .order_by("pk")
        .values_list(
            "state", "wishes", "submitted_at", "applicant__school__short_name", "applicant__other_school"
        )
    )
    return [
        Counted(
            state,
            wished,
            timezone.localtime(at).date() if at else None,
            school or (elsewhere if other else erased),
        )
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


def figures(campaign: Campaign, counted: Sequence[Counted], left: Mapping[str, int]) -> list[Figure]:
    """The large numbers at the head."""
    places = sum(offer.places for offer in campaign.offers)
    total, free = len(counted), sum(left.values())
    by_state = Counter(one.state for one in counted)
    waiting = by_state[State.INCOMPLETE]
    return [
        Figure(
            value=total,
            name=ngettext("application", "applications", total),
            note=_("for %(n)d places") % {"n": places},
        ),
        Figure(value=waiting, name=_("wait for papers"), meaning="due" if waiting else ""),
        Figure(value=by_state[State.ENROLLED], name=_("enrolled"), meaning="force"),
        Figure(value=free, name=ngettext("place left", "places left", free)),
    ]


def wishes(campaign: Campaign, standing: Sequence[Counted]) -> Bars:
    """How many name each list first, and how many at all; those taken back are not counted."""
    first = Counter(one.wishes[0] for one in standing if one.wishes)
    named = Counter(code for one in standing for code in one.wishes)
    note = _("named at all: %(all)d; places: %(places)d")
    bars = [
        Bar(
            label=offer.name,
            value=first[offer.code],
            note=note % {"all": named[offer.code], "places": offer.places},
            meaning="due" if first[offer.code] > offer.places else "held",
        )
        for offer in campaign.offers
    ]
    return Bars(bars, title=_("Whom pupils wish for first"), caption=_("Applications by their first wish"))


def days(counted: Iterable[Counted]) -> Bars:
    """How many came in on each day, the days without any among them."""
    by_day = Counter(one.on for one in counted if one.on is not None)
    if not by_day:
        return Bars([])
    first, last = min(by_day), max(by_day)
    span = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    # A long intake or an extra round: only the days on which somebody applied, so that columns stay readable.
    shown = span if len(span) <= 31 else sorted(by_day)
    return Bars([Bar(label=f"{one:%d.%m}", value=by_day[one], note=day(one)) for one in shown])


def states(counted: Iterable[Counted]) -> Bars:
    by_state = Counter(one.state for one in counted)
    bars = [
        Bar(label=label, value=by_state[state], meaning=MEANINGS[State(state).phase])
        for state, label in State.choices
        if by_state[state]
    ]
    return Bars(bars, title=_("Applications by state"))


def origins(counted: Iterable[Counted]) -> Bars:
    """From which schools pupils come."""
    by_school = Counter(one.school for one in counted)
    return Bars(
        [Bar(label=name, value=n) for name, n in by_school.most_common()],
        title=_("Where pupils come from"),
        caption=_("Applications by present school"),
    )


def lists(campaign: Campaign, rating: Rating | None, left: Mapping[str, int]) -> list[PlacesRow]:
    if rating is None:
        return [PlacesRow(offer, left[offer.code]) for offer in campaign.offers]
    ranked = {places["code"]: places["rows"] for places in rating.lists}
    rows = []
    for offer in campaign.offers:
        outcomes = [(row["outcome"], Decimal(row["points"])) for row in ranked.get(offer.code, [])]
        points = [number for outcome, number in outcomes if outcome == "recommended"]
        reserve = sum(outcome == "reserve" for outcome, _points in outcomes)
        rows.append(PlacesRow(offer, left[offer.code], len(points), min(points) if points else None, reserve))
    return rows
