"""The list of an admission's applications, for its commission: who applies, for what, in what state, who is awaited.

At most twelve queries however many applications; every name that is shown is recorded as read.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.http import Http404, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy, ngettext

from governance.desk.base.access import SignedInRequest, of_paper
from governance.desk.base.components import Chip, Crumb, Words
from governance.desk.base.format import state_of
from governance.desk.base.page import ListPage
from governance.desk.base.rights import may
from governance.desk.kinds.admission.labels import name_of, offer_names, waits_for
from governance.desk.kinds.admission.section import ADMISSION, reads_applications
from governance.documents.errors import Refused
from governance.documents.kinds.admission.application import Application
from governance.documents.kinds.admission.campaign import Campaign
from governance.documents.kinds.admission.card import State
from governance.documents.kinds.admission.claims import Check, Claim
from governance.documents.kinds.admission.rating import Rating
from governance.documents.language.search import searchable
from governance.documents.record import audit_log
from governance.documents.record.attached import Conflict
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

    def __init__(self, data: QueryDict, *, names: dict[str, str]) -> None:
        super().__init__(data)
        self.fields["wish"].choices = [("", _("all")), *names.items()]  # type: ignore[attr-defined]

    def understood(self) -> dict[str, str]:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


@of_paper("campaign", "commission")
def applications(request: SignedInRequest, campaign: Campaign) -> HttpResponse:
    if not reads_applications(request, campaign):
        raise Http404
    if request.method == "POST":
        return computed(request, campaign)
    page = ApplicationsPage(request, campaign)
    audit_log.note_reading(page.page_obj.object_list, request.user, "applications")
    return page.response(request, "governance/admission/applications.html")


def computed(request: SignedInRequest, campaign: Campaign) -> HttpResponseRedirect:
    """Have the rating list computed, and go to it."""
    try:
        perform(campaign, "rank", by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("applications", pk=campaign.pk)
    messages.success(request, _("The rating list is computed."))
    return redirect("rating_lists", pk=Rating.objects.filter(campaign=campaign).latest("edition").pk)


def seen_by(request: SignedInRequest, campaign: Campaign) -> QuerySet[Application]:
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
    found: QuerySet[Application], chosen: dict[str, str], request: SignedInRequest, *, general: set[str]
) -> QuerySet[Application]:
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


# --- what is shown ----------------------------------------------------------------------------------------------------


class ApplicationsPage(ListPage):
    """`any`: whether there are applications at all; `hidden`: a sentence on those that one is out of."""

    def __init__(self, request: SignedInRequest, campaign: Campaign) -> None:
        names = offer_names(campaign)
        self.filters = ApplicationFilters(request.GET, names=names)
        chosen = self.filters.understood()
        visible = seen_by(request, campaign)
        counts = dict(visible.order_by().values_list("state").annotate(count=Count("pk")))
        general = {offer.code for offer in campaign.offers if offer.general}
        fitting = matching(visible, chosen, request, general=general).select_related("applicant")
        ordered = fitting.order_by(F("submitted_at").asc(nulls_last=True), "pk")
        super().__init__(
            section=ADMISSION.name,
            crumbs=[Crumb(campaign.title, reverse("paper", args=[campaign.pk]))],
            title=_("Applications"),
            page_obj=Paginator(ordered, PER_PAGE).get_page(request.GET.get("page")),
        )
        self.campaign = campaign
        self.filtered = bool(chosen.keys() - {"show"})
        self.chips = chips(request, chosen.get("show", ""), counts)
        self.rows = rows(list(self.page_obj), names)
        self.any = bool(counts)
        self.hidden = barred(request, campaign)
        self.registers = may(request, Right.REGISTER_APPLICATION, campaign.commission_id or 0)


def chips(request: SignedInRequest, show: str, counts: dict[str, int]) -> list[Chip]:
    """Ready-made lists with their sums: all, my checks, each state that occurs."""

    def chip(label: Words, value: str, count: int = 0) -> Chip:
        query = request.GET.copy()
        query.pop("page", None)
        query["show"] = value
        return Chip(label=label, href=f"?{query.urlencode()}", current=show == value, count=count)

    return [
        chip(_("All"), "", sum(counts.values())),
        chip(_("My checks"), MINE),
        *(chip(state.label, state.value, counts[state.value]) for state in State if state.value in counts),
    ]


@dataclass(frozen=True)
class CheckShown:
    who: str
    done: bool


class ApplicationShown:
    """One row of templates/governance/admission/applications.html."""

    def __init__(self, application: Application, checks: list[Check], names: dict[str, str]) -> None:
        self.href = reverse("paper", args=[application.pk])
        self.number, self.code = application.number, application.public_code
        self.name = name_of(application)
        self.wishes = [names.get(code, code) for code in application.wishes]
        self.meaning, self.word = state_of(application)
        self.checks = [CheckShown(check.person.name, check.done_at is not None) for check in checks]
        waiting = [check for check in checks if check.done_at is None]
        disputed = any(check.disputed for check in checks)  # type: ignore[attr-defined]  # annotated
        self.waits = waits_for(application, waiting, disputed=disputed)


def rows(found: Sequence[Application], names: dict[str, str]) -> list[ApplicationShown]:
    """What the page shows of each application; one query for all checks, one for all disputes."""
    checks: dict[int, list[Check]] = {}
    unsettled = Claim.objects.filter(application=OuterRef("application"), settled_at=None)
    for check in (
        Check.objects.filter(application__in=[one.pk for one in found], dropped_at=None)
        .select_related("person")
        .annotate(disputed=Exists(unsettled))
        .order_by("pk")
    ):
        checks.setdefault(check.application_id, []).append(check)
    return [ApplicationShown(one, checks.get(one.pk, []), names) for one in found]
