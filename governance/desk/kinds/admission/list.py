"""The list of an admission's applications, for its commission: who applies, for what, in what state, who is awaited.

At most twelve queries however many applications; every name that is shown is recorded as read.
"""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy, ngettext

from governance.desk.base.access import SignedInRequest, of_paper
from governance.desk.base.format import state_of
from governance.desk.kinds.admission.labels import name_of, offer_names, waits_for
from governance.desk.papers.undeclared import FURTHER
from governance.documents.errors import Refused
from governance.documents.kinds.admission.application import Application
from governance.documents.kinds.admission.campaign import Campaign
from governance.documents.kinds.admission.card import State
from governance.documents.kinds.admission.claims import Check, Claim
from governance.documents.kinds.admission.rating import Rating
from governance.documents.language.search import searchable
from governance.documents.record import audit_log
from governance.documents.record.attached import Conflict
from governance.documents.record.document import Document
from governance.documents.record.perform import perform
from governance.roles.rights import Right

PER_PAGE = 50
MINE = "mine"


class ApplicationFilters(forms.Form):
    """The conditions of the list. What is not understood is left out."""

    q = forms.CharField(
        label=gettext_lazy("Pupil's surname, number or code"),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    wish = forms.ChoiceField(label=gettext_lazy("Class or profile"), required=False)
    show = forms.ChoiceField(
        required=False,
        widget=forms.HiddenInput,
        choices=[("", ""), (MINE, ""), *((state.value, "") for state in State)],
    )

    def __init__(self, data: Any, *, names: dict[str, str]) -> None:
        super().__init__(data)
        self.fields["wish"].choices = [("", _("all")), *names.items()]  # type: ignore[attr-defined]

    def understood(self) -> dict[str, str]:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


@of_paper("campaign", "commission")
def applications(request: SignedInRequest, campaign: Any) -> HttpResponse:
    if not reads_applications(request, campaign):
        raise Http404
    if request.method == "POST":
        return computed(request, campaign)
    names = offer_names(campaign)
    filters = ApplicationFilters(request.GET, names=names)
    chosen = filters.understood()
    visible = seen_by(request, campaign)
    counts = dict(visible.order_by().values_list("state").annotate(count=Count("pk")))
    fitting = matching(visible, chosen, request, general={o.code for o in campaign.offers if o.general})
    page = Paginator(
        fitting.select_related("applicant").order_by(F("submitted_at").asc(nulls_last=True), "pk"), PER_PAGE
    ).get_page(request.GET.get("page"))
    shown = rows(page, names)
    audit_log.note_reading(page.object_list, request.user, "applications")
    context = {
        "section": "admissions",
        "crumbs": [{"label": campaign.title, "href": reverse("paper", args=[campaign.pk])}],
        "title": _("Applications"),
        "campaign": campaign,
        "filters": filters,
        "filtered": bool(chosen.keys() - {"show"}),
        "chips": chips(request, chosen.get("show", ""), counts),
        "rows": shown,
        "any": bool(counts),
        "hidden": barred(request, campaign),
        "page_obj": page,
        "page_numbers": page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1),
        "registers": (Right.REGISTER_APPLICATION.value, campaign.commission_id) in request.pairs,
    }
    return render(request, "governance/admission/applications.html", context)


def reads_applications(request: SignedInRequest, campaign: Campaign) -> bool:
    return (Right.READ_APPLICATIONS.value, campaign.commission_id) in request.pairs


def computed(request: SignedInRequest, campaign: Campaign) -> HttpResponseRedirect:
    """Have the rating list computed, and go to it."""
    try:
        perform(campaign, "rank", by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("applications", pk=campaign.pk)
    messages.success(request, _("The rating list is computed."))
    return redirect("rating_lists", pk=Rating.objects.filter(campaign=campaign).latest("edition").pk)


def seen_by(request: SignedInRequest, campaign: Campaign) -> QuerySet[Any]:
    """The applications that this person reads: none with which they have a conflict of interest."""
    return Application._default_manager.visible_to(request.user, request.pairs).filter(campaign=campaign)


def barred(request: SignedInRequest, campaign: Campaign) -> str:
    """How many applications are considered without this person, said so that a gap in the numbers is no riddle."""
    count = Conflict.objects.filter(
        person=request.user, document__in=Application.objects.filter(campaign=campaign).values("pk")
    ).count()
    return (
        ngettext(
            "%(n)d application is considered without you: a conflict of interest is entered.",
            "%(n)d applications are considered without you: a conflict of interest is entered.",
            count,
        )
        % {"n": count}
        if count
        else ""
    )


def matching(
    found: QuerySet[Any], chosen: dict[str, str], request: SignedInRequest, *, general: set[str]
) -> QuerySet[Any]:
    """Those that fit the conditions; who takes a general class if no profile wishes for it, too."""
    if query := chosen.get("q", "").strip():
        found = found.filter(search_condition(query.removeprefix("№").strip()))
    if wish := chosen.get("wish"):
        named = Q(wishes_text__contains=f'"{wish}"')
        found = found.annotate(wishes_text=Cast("wishes", TextField())).filter(
            named | Q(general_too=True) if wish in general else named
        )
    show = chosen.get("show")
    if show == MINE:
        mine = Check.objects.filter(
            application=OuterRef("pk"), person=request.user, done_at=None, dropped_at=None
        )
        return found.filter(Exists(mine), state=State.REVIEW)
    return found.filter(state=show) if show else found


def search_condition(query: str) -> Q:
    """A number, a code, or the beginning of a name, whatever the case of its letters."""
    name = Q(applicant__search__startswith=searchable(query))
    return name | Q(number=query) | Q(public_code=query.upper())


def chips(request: SignedInRequest, show: str, counts: dict[str, int]) -> list[dict[str, Any]]:
    """Ready-made lists with their sums: all, my checks, each state that occurs."""

    def chip(label: Any, value: str, count: int = 0) -> dict[str, Any]:
        query = request.GET.copy()
        query.pop("page", None)
        query["show"] = value
        return {"label": label, "href": f"?{query.urlencode()}", "current": show == value, "count": count}

    return [
        chip(_("All"), "", sum(counts.values())),
        chip(_("My checks"), MINE),
        *(chip(state.label, state.value, counts[state.value]) for state in State if state.value in counts),
    ]


def rows(page: Page[Any], names: dict[str, str]) -> list[dict[str, Any]]:
    """What the page shows of each application; one query for all checks, one for all disputes."""
    found: list[Any] = list(page.object_list)
    checks: dict[int, list[Check]] = {}
    unsettled = Claim.objects.filter(application=OuterRef("application"), settled_at=None)
    for check in (
        Check.objects.filter(application__in=[one.pk for one in found], dropped_at=None)
        .select_related("person")
        .annotate(disputed=Exists(unsettled))
        .order_by("pk")
    ):
        checks.setdefault(check.application_id, []).append(check)
    return [row(one, checks.get(one.pk, []), names) for one in found]


def row(application: Any, checks: list[Any], names: dict[str, str]) -> dict[str, Any]:
    waiting = [check for check in checks if check.done_at is None]
    return {
        "href": reverse("paper", args=[application.pk]),
        "number": application.number,
        "code": application.public_code,
        "name": name_of(application),
        "wishes": [names.get(code, code) for code in application.wishes],
        "general_too": application.general_too,
        **state_of(application),
        "checks": [{"who": check.person.name, "done": check.done_at is not None} for check in checks],
        "waits": waits_for(application, waiting, disputed=any(check.disputed for check in checks)),
    }


def applications_link(request: SignedInRequest, campaign: Document) -> dict[str, str] | None:
    """From the page of the admission, for whoever reads applications."""
    commission: Any = campaign
    if commission.commission_id is None or not reads_applications(request, commission):
        return None
    return {"label": _("Applications…"), "href": reverse("applications", args=[campaign.pk])}


FURTHER.setdefault("campaign", []).append(applications_link)
