"""Admissions: their list, begun, what decisions on one mean, where it stands on its paper's page; an extra round."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.urls import path, reverse
from django.utils.translation import gettext as _, gettext_lazy, ngettext

from governance import clock
from governance.desk.base.access import SignedInRequest
from governance.desk.base.components import Badge, Banner, Crumb, Fact, PageLink, Tab
from governance.desk.base.format import MEANINGS, day
from governance.desk.base.rights import may
from governance.desk.kinds.admission.campaign_edit import CampaignPage, day_of, gaps_of, say_terms, year_field
from governance.desk.kinds.admission.list import applications
from governance.desk.kinds.admission.picture import campaign_picture
from governance.desk.kinds.admission.section import ADMISSION, is_shown, reads_applications, stage
from governance.desk.papers.board import Board
from governance.desk.papers.context import PaperContext
from governance.desk.papers.create import BeginForm, BeginPage
from governance.desk.papers.declaration import enter
from governance.desk.papers.forms import Facts, FactsForm, SeenForm
from governance.desk.papers.picture import tab_to_picture
from governance.desk.papers.write import WritePage
from governance.documents.kinds.admission.application import Application
from governance.documents.kinds.admission.campaign import Campaign, has_places_left
from governance.documents.kinds.admission.erasure_notice import is_open
from governance.documents.kinds.admission.rating import ends_of_appeals
from governance.documents.settings.forms.admission import CONSENT
from governance.documents.settings.forms.beginnings import CAMPAIGN_TITLE
from governance.roles.rights import Right

# --- the list ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class CampaignRow:
    """One admission, its applications by state; for its commission (`reads`) a link to them."""

    campaign: Campaign
    counted: Counter[str]
    reads: bool
    # The last day of appeals against the published results.
    appeals_until: date | None

    @property
    def stage(self) -> Badge | None:
        return stage(self.campaign, self.appeals_until)

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
        counted, ends = counts(self.sheet), ends_of_appeals(campaign.pk for campaign in self.sheet)
        for campaign in self.sheet:
            reads = is_shown(campaign) and reads_applications(self.request, campaign)
            yield CampaignRow(campaign, counted.get(campaign.pk, Counter()), reads, ends.get(campaign.pk))


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


# --- beginning --------------------------------------------------------------------------------------------------------


class NewCampaignForm(BeginForm):
    """Which school, where there is a choice, and for which year; all else stands on the next page."""

    unit_label = gettext_lazy("School")
    field_order = ("unit", "year")

    year = year_field()

    def prepare(self) -> None:
        self.initial["year"] = clock.today().year

    def clean(self) -> None:
        if self.errors:
            return
        same = Campaign.objects.filter(unit=self.unit, year=self.cleaned_data["year"])
        if same.exclude(state=Campaign.State.ANNULLED).exists():
            self.add_error("year", _("There is an admission for this year already: go on with that one."))

    def facts(self) -> Facts:
        year = self.cleaned_data["year"]
        said = {"учебный год": f"{year}/{year + 1}"}
        title = CAMPAIGN_TITLE.begun(self.unit.root_id, said).title
        return {"year": year, "title": title, "consent_text": CONSENT.on(self.unit.root_id)}


class BeginCampaign(BeginPage):
    form_class = NewCampaignForm
    title = gettext_lazy("New admission")
    lead = gettext_lazy("Classes, days, criteria and commissions are filled in on the next page.")


# --- the paper's page -------------------------------------------------------------------------------------------------


def context(request: SignedInRequest, document: Campaign) -> PaperContext | None:
    """Where the admission stands, over its text; of a draft what has to be filled in before the approval."""
    if document.state == Campaign.State.DRAFT:
        gaps = " ".join(gaps_of(document).values())
        before = Banner(meaning="due", title=_("Before the approval"), text=gaps)
        return PaperContext(notices=[before]) if gaps else None
    now = stage(document, ends_of_appeals([document.pk]).get(document.pk))
    if now is None:
        return None
    document.counted = list(document.applications.values_list("state", "place", "offered"))
    counted = Counter(
        state for state, _place, _offered in document.counted if state != Application.State.DRAFT
    )
    rounds = _("Round %(n)d.") % {"n": document.round} if document.round > 1 else ""
    is_public = document.published_at is not None
    notice = Banner(
        meaning=now.meaning,
        title=ngettext("%(n)d application", "%(n)d applications", counted.total()) % {"n": counted.total()},
        text=f"{rounds} {now.word}".strip(),
        link=reverse("public_paper", args=[document.code]) if is_public else "",
        link_label=_("What everybody sees"),
    )
    standing = [Fact(label, counted[state]) for state, label in Application.State.choices if counted[state]]
    return PaperContext(notices=[notice], standing=standing)


def picture_tab(document: Campaign) -> Tab | None:
    return tab_to_picture(document, "campaign_picture") if is_shown(document) else None


def to_applications(request: SignedInRequest, document: Campaign) -> PageLink | None:
    """For whoever reads applications."""
    if not reads_applications(request, document):
        return None
    return PageLink(label=_("Applications…"), href=reverse("applications", args=[document.pk]))


# --- the extra round --------------------------------------------------------------------------------------------------


class RoundForm(SeenForm):
    """The days of an extra round."""

    intake_from = day_of("intake_from", required=True)
    intake_until = day_of("intake_until", required=True)
    selection_on = day_of("selection_on", required=True)
    results_on = day_of("results_on", required=True)
    appeals_until = day_of("appeals_until", required=True)


class RoundPage(WritePage[Campaign]):
    """Applications are taken again for the places that remain."""

    form_class = RoundForm
    title = gettext_lazy("Extra round")
    label = submit = gettext_lazy("Open an extra round")
    address, name = "papers/<key:pk>/extra-round/", "campaign_round"
    beside = True

    @classmethod
    def fits(cls, document: Campaign) -> bool:
        return has_places_left(document)

    def get_form(self) -> SeenForm:
        form = super().get_form()
        say_terms(form, self.document.district_id)
        return form

    def get_initial(self) -> Facts:
        """The days of the round before are past."""
        return {}

    def get_lead(self) -> str:
        left = self.document.places_left()
        offers = self.document.offers
        free = [f"{offer.name}: {left[offer.code]}" for offer in offers if left[offer.code] > 0]
        return _("Places that remain. %(places)s.") % {"places": "; ".join(free)}

    def get_crumbs(self) -> Sequence[Crumb]:
        return [Crumb(self.document.title, self.get_cancel())]


# --- before personal data is erased -----------------------------------------------------------------------------------


class ErasureForm(FactsForm[Campaign]):
    """Nothing is asked but to press: whoever does has seen what goes, and when."""

    @property
    def fits(self) -> bool:
        return bool(self.document.erasure_on) and is_open(self.document)

    def grounds(self) -> list[str]:
        if self.document.erasure_on is None:
            return []
        return [
            _(
                "After %(day)s names, addresses and files whose term ends then are erased for good, whether this is "
                "confirmed or not. Decisions, points and codes stay. Finish before what still needs the names: "
                "orders, extracts, dossiers."
            )
            % {"day": day(self.document.erasure_on)}
        ]


def to_trial(request: SignedInRequest, document: Campaign) -> PageLink | None:
    """For those who write the criteria: tried on numbers before they are announced."""
    if not may(request, Right.RUN_CAMPAIGN, document.unit_id):
        return None
    return PageLink(label=_("Try the criteria on numbers"), href=f"{reverse('rank')}?campaign={document.pk}")


enter(
    Campaign,
    section=ADMISSION,
    begin=BeginCampaign,
    board=CampaignBoard,
    writes={"revise": CampaignPage, "open_extra_round": RoundPage, "confirm_erasure": ErasureForm},
    effects={
        "submit": gettext_lazy(
            "Classes, days and criteria are frozen, "
            "and the order that approves them and appoints both commissions is drafted."
        ),
        "announce": gettext_lazy(
            "Quota, days and criteria are published for everybody; "
            "parents apply from the first day of the intake."
        ),
        "rank": gettext_lazy(
            "The list is computed from the points that were checked, "
            "and drafted as a paper for the commission."
        ),
        "close": gettext_lazy(
            "The commissions are dissolved, and nobody reads the applications for their work any more."
        ),
    },
    tabs=[picture_tab],
    further=[to_applications, to_trial],
    context=context,
    addresses=[
        path("papers/<key:pk>/picture/", campaign_picture, name="campaign_picture"),
        path("papers/<key:pk>/applications/", applications, name="applications"),
    ],
    readings={"applications": gettext_lazy("list of the applications")},
)
