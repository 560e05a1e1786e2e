"""An admission on its paper's page: begun, what its decisions mean, where it stands; and its extra round."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy, ngettext

from governance import clock
from governance.desk.base.access import SignedInRequest, signed_in
from governance.desk.base.format import day
from governance.desk.kinds.admission.campaign_days import day_of
from governance.desk.kinds.admission.campaign_edit import year_field
from governance.desk.kinds.admission.campaign_gaps import gaps_of
from governance.desk.papers.create import units_to_begin
from governance.desk.papers.forms import SeenForm
from governance.desk.papers.undeclared import CONTEXT, EFFECTS, PAGES, TABS, OwnPage
from governance.desk.papers.work import attempt, work_page
from governance.documents.errors import Refused
from governance.documents.kinds.admission.application import Application
from governance.documents.kinds.admission.campaign import Campaign, has_places_left
from governance.documents.record.document import Document
from governance.documents.record.perform import draft
from governance.roles.unit import Unit

State = Campaign.State
ROUND_DAYS = ("intake_from", "intake_until", "selection_on", "results_on", "appeals_until")

PAGES["campaign", "revise"] = OwnPage("campaign_edit", gettext_lazy("Fill in the admission"))
PAGES["campaign", "open_extra_round"] = OwnPage(
    "campaign_round", gettext_lazy("Open an extra round"), beside=True, fits=has_places_left
)
EFFECTS["campaign", "submit"] = gettext_lazy(
    "Classes, days and criteria are frozen, and the order that approves them and appoints both commissions is drafted."
)
EFFECTS["campaign", "announce"] = gettext_lazy(
    "Quota, days and criteria are published for everybody; parents apply from the first day of the intake."
)
EFFECTS["campaign", "rank"] = gettext_lazy(
    "The list is computed from the points that were checked, and drafted as a paper for the commission."
)
EFFECTS["campaign", "close"] = gettext_lazy(
    "The commissions are dissolved, and nobody reads the applications for their work any more."
)


# --- beginning ------------------------------------------------------------------------------------------------------


class NewCampaignForm(forms.Form):
    """Which school, where there is a choice, and for which year; all else stands on the next page."""

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {str(unit.pk): unit for unit in units}
        if len(units) > 1:
            self.fields["unit"] = forms.ChoiceField(
                label=_("School"), choices=[(key, unit.name) for key, unit in self.units.items()]
            )
        self.fields["year"] = year_field()

    @property
    def unit(self) -> Unit:
        """The chosen unit, or the only one. Only after `is_valid`."""
        return self.units[self.cleaned_data.get("unit", next(iter(self.units)))]

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if not self.errors:
            same = Campaign.objects.filter(unit=self.unit, year=given["year"]).exclude(state=State.ANNULLED)
            if same.exists():
                self.add_error("year", _("There is an admission for this year already: go on with that one."))
        return given


@signed_in
def campaign_new(request: SignedInRequest) -> HttpResponse:
    """Begin an admission. 404 for those who run none."""
    units = units_to_begin(request, Campaign)
    if not units:
        raise Http404
    form = NewCampaignForm(request.POST or None, units=units, initial={"year": clock.today().year})
    if request.method == "POST" and form.is_valid():
        year = form.cleaned_data["year"]
        try:
            begun = draft(Campaign, unit=form.unit, title=proposed(year), by=request.user, year=year)
            return redirect("campaign_edit", pk=begun.pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {
        "section": "admissions",
        "crumbs": [{"label": _("Admission"), "href": reverse("admissions")}],
        "title": _("New admission"),
        "lead": _("Classes, days, criteria and commissions are filled in on the next page."),
        "form": form,
        "submit": _("Begin"),
        "cancel": reverse("admissions"),
    }
    return render(request, "governance/form.html", context, status=422 if form.errors else 200)


def proposed(year: int) -> str:
    """The title as it stands on paper, and so in Russian."""
    return f"Приём в 10 классы на {year}/{year + 1} учебный год"


# --- the paper's page -------------------------------------------------------------------------------------------------


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


def stage(campaign: Campaign) -> dict[str, str]:
    """Where an announced admission stands today: a meaning and a sentence; nothing for any other."""
    if campaign.state == State.CLOSED:
        return {"meaning": "quiet", "text": _("The admission is over: all are enrolled or informed.")}
    if campaign.state != State.ANNOUNCED:
        return {}
    days, today = campaign.calendar, clock.today()
    stages = (
        (today < days.intake_from, "held", _("Applications are taken from %(day)s."), days.intake_from),
        (today <= days.intake_until, "force", _("Applications are taken until %(day)s."), days.intake_until),
        (
            today < days.selection_on,
            "held",
            _("The intake is over, the commission checks the points; the selection is on %(day)s."),
            days.selection_on,
        ),
        (
            today < days.results_on,
            "held",
            _("The commission decides; the results are published on %(day)s."),
            days.results_on,
        ),
        (
            today <= days.appeals_until,
            "held",
            _("The results are out; appeals are taken until %(day)s."),
            days.appeals_until,
        ),
    )
    for holds, meaning, sentence, on in stages:
        if holds:
            return {"meaning": meaning, "text": sentence % {"day": day(on)}}
    return {"meaning": "held", "text": _("The term for appeals is over: pupils are enrolled.")}


def context(request: SignedInRequest, document: Any) -> dict[str, Any]:
    """Where the admission stands, over its text."""
    if document.state == State.DRAFT:
        return {"notices": missing(document)}
    now = stage(document)
    if not now:
        return {}
    document.counted = list(document.applications.values_list("state", "place", "offered"))
    counted = Counter(
        state for state, _place, _offered in document.counted if state != Application.State.DRAFT
    )
    title = ngettext("%(n)d application", "%(n)d applications", counted.total()) % {"n": counted.total()}
    rounds = _("Round %(n)d.") % {"n": document.round} if document.round > 1 else ""
    notice = {"meaning": now["meaning"], "title": title, "text": f"{rounds} {now['text']}".strip()}
    if document.published_at is not None:
        notice |= {
            "link": reverse("public_paper", args=[document.code]),
            "link_label": _("What everybody sees"),
        }
    return {
        "notices": [notice],
        "standing": [
            {"name": label, "value": counted[state]}
            for state, label in Application.State.choices
            if counted[state]
        ],
    }


def missing(campaign: Campaign) -> list[dict[str, str]]:
    """What has to be filled in before the approval, one notice for all."""
    gaps = gaps_of(campaign)
    if not gaps:
        return []
    return [{"meaning": "due", "title": _("Before the approval"), "text": " ".join(gaps.values())}]


CONTEXT["campaign"] = context


def picture_tab(document: Document) -> dict[str, Any] | None:
    if document.state not in (State.ANNOUNCED, State.CLOSED):
        return None
    return {
        "label": _("In pictures"),
        "href": reverse("campaign_picture", args=[document.pk]),
        "name": "picture",
    }


TABS.setdefault("campaign", []).append(picture_tab)


# --- the extra round --------------------------------------------------------------------------------------------------


class RoundForm(SeenForm):
    """The days of an extra round."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ROUND_DAYS:
            self.fields[name] = day_of(name, required=True)

    def days(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ROUND_DAYS}


@work_page("campaign", "open_extra_round")
def campaign_round(request: SignedInRequest, document: Any) -> HttpResponse:
    """Applications are taken again for the places that remain."""
    form = RoundForm(request.POST or None, initial={"seen": document.revision})
    if request.method == "POST" and form.is_valid():
        done = attempt(request, document, "open_extra_round", form, **form.days())
        if done is not None:
            return redirect("paper", pk=document.pk)
    left = document.places_left()
    free = [f"{offer.name}: {left[offer.code]}" for offer in document.offers if left[offer.code] > 0]
    context = {
        "section": "admissions",
        "crumbs": [{"label": document.title, "href": reverse("paper", args=[document.pk])}],
        "title": _("Extra round"),
        "lead": _("Places that remain. %(places)s.") % {"places": "; ".join(free)},
        "form": form,
        "submit": _("Open an extra round"),
        "cancel": reverse("paper", args=[document.pk]),
    }
    return render(request, "governance/form.html", context, status=422 if form.errors else 200)
