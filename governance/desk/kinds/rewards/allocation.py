"""The page of an allocation: sums by person, a trial before the vote, and the result of the vote."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Exists, F, OuterRef
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _, gettext_lazy

from governance.desk.base.access import SignedInRequest, of_paper
from governance.desk.base.components import Banner, Crumb, PageLink
from governance.desk.base.format import state_of
from governance.desk.base.page import Page
from governance.desk.base.rights import may
from governance.desk.kinds.rewards.allocated import nominations_of, people_shown, pools_shown
from governance.desk.kinds.rewards.correction import CorrectionPage
from governance.desk.kinds.rewards.period import latest_allocation
from governance.desk.kinds.rewards.section import OVERSEERS, REWARDS
from governance.desk.kinds.rewards.what_if import lowered, what_if
from governance.desk.papers.context import PaperContext
from governance.desk.papers.declaration import OwnPage, enter
from governance.desk.papers.form_of_paper import FormOfPaper
from governance.desk.papers.forms import SeenForm
from governance.desk.papers.work import attempt
from governance.documents.kinds.rewards.allocation import Allocation, draft_allocation
from governance.documents.kinds.rewards.award_list import AwardList
from governance.documents.kinds.rewards.period import RewardPeriod
from governance.documents.record import audit_log
from governance.documents.record.document import Document
from governance.roles.rights import Right

State = Allocation.State


class ComputePage(FormOfPaper[RewardPeriod]):
    """The first allocation of a period is computed here; from then on it leads to the latest."""

    kind, related = "reward_period", ("system",)
    form_class = forms.Form
    section = REWARDS
    title = gettext_lazy("Compute the allocation")
    lead = gettext_lazy(
        "A trial over the nominations that stand before the council. Nobody is paid by it: the council decides."
    )
    submit = gettext_lazy("Compute")

    def respond(self) -> HttpResponse:
        """Raises Http404 for those who compute none."""
        if not may(self.request, Right.VERIFY_NOMINATION, self.document.district_id):
            raise Http404
        latest = latest_allocation(self.document)
        return redirect("allocation", pk=latest.pk) if latest is not None else super().respond()

    def act(self) -> HttpResponse:
        begun = draft_allocation(self.document, by=self.request.user)
        return redirect("allocation", pk=begun.pk)


# --- by person --------------------------------------------------------------------------------------------------------


class AwardListShown:
    """The list for the order of one school, with that order as far as the reader may see it."""

    def __init__(self, award_list: Any, order: Document | None) -> None:
        school = {"school": award_list.unit}
        with_money = award_list.with_money
        # Whoever sees the allocation knows what stands in them; the lists themselves open once their order is put up.
        self.href = reverse("paper", args=[award_list.pk]) if award_list.open_to_me else ""
        self.label = (
            _("%(school)s: with money") % school if with_money else _("%(school)s: without money") % school
        )
        self.meaning, self.word = state_of(award_list)
        self.order = None
        if order is not None:
            number = _("Order No. %(number)s") % {"number": order.number}
            label = number if order.number else _("Draft of the order")
            self.order = PageLink(label=label, href=reverse("paper", args=[order.pk]))


class AllocationPage(Page):
    """`tries`: whether another rounding or limit may be tried; `correct`, `paper`: addresses."""

    def __init__(self, request: SignedInRequest, document: Allocation, form: SeenForm) -> None:
        period, state = document.reward_period, document.state
        super().__init__(
            section=REWARDS.name,
            crumbs=[
                Crumb(REWARDS.label, f"{REWARDS.href}?period={period.pk}"),
                Crumb(period.title, reverse("paper", args=[period.pk])),
            ],
            title=document.full_title,
        )
        tries = what_if(request, document)
        people = nominations_of(tries.rows)
        audit_log.note_reading(people.values(), request.user, "allocation")
        values = {pool["code"]: pool["value"] for pool in tries.pools}
        self.document, self.form, self.what_if = document, form, tries
        self.state = state_of(document)
        self.computes = state == State.DRAFT and verifies(request, document)
        self.rule = tries.rule
        self.pools = pools_shown(period, tries.pools)
        self.is_correction = document.corrects_id is not None
        self.tries = not self.is_correction and state in (State.DRAFT, State.REVIEW)
        hints = lowered(period, tries.rows) if state == State.DRAFT and not self.is_correction else {}
        self.rows = people_shown(period, tries.rows, people, values, hints)
        self.lists = lists_of(request, document) if state == State.ADOPTED else []
        self.correct = address_to_correct(request, document)
        self.paper = reverse("paper", args=[document.pk])


@of_paper("allocation", "reward_period__system", "corrects")
def allocation(request: SignedInRequest, document: Allocation) -> HttpResponse:
    """What each gets, and why; from a trial it is put before the council."""
    form = SeenForm(request.POST or None, initial={"seen": document.revision})
    if request.method == "POST" and form.is_valid():
        done = acted(request, document, form)
        if done is not None:
            return done
    page = AllocationPage(request, document, form)
    return page.response(request, "governance/rewards/allocation.html", status=422 if form.errors else 200)


def verifies(request: SignedInRequest, document: Allocation) -> bool:
    return may(request, Right.VERIFY_NOMINATION, document.district_id)


def address_to_correct(request: SignedInRequest, document: Allocation) -> str:
    """Where the deputy for the district corrects it; empty for others, and once the period is closed."""
    is_open = document.reward_period.state == RewardPeriod.State.OPEN
    if document.state != State.ADOPTED or not is_open or not verifies(request, document):
        return ""
    return reverse("allocation_correct", args=[document.pk])


def acted(request: SignedInRequest, document: Allocation, form: SeenForm) -> HttpResponse | None:
    """Compute anew, or put before the council; None when it was refused (the sentence is on the form)."""
    move = "recompute" if request.POST.get("do") == "recompute" else "submit"
    if attempt(request, document, move, form) is None:
        return None
    said = _("Computed anew.") if move == "recompute" else _("The allocation lies before the council.")
    messages.success(request, said)
    return redirect("allocation" if move == "recompute" else "paper", pk=document.pk)


def lists_of(request: SignedInRequest, document: Allocation) -> list[AwardListShown]:
    """The lists for the schools' orders with the orders themselves; two queries."""
    visible = Document.objects.visible_to(request.user, request.pairs)
    lists = list(
        AwardList.objects.filter(allocation=document)
        .select_related("unit")
        .annotate(open_to_me=Exists(visible.filter(pk=OuterRef("pk"))))
        .order_by("unit_id", "-with_money")
    )
    orders = visible.filter(links_out__target__in=lists, links_out__effect="approve")
    by_list = {order.of_list: order for order in orders.annotate(of_list=F("links_out__target_id"))}
    return [AwardListShown(one, by_list.get(one.pk)) for one in lists]


# --- the papers' pages ------------------------------------------------------------------------------------------------


def to_people(request: SignedInRequest, document: Allocation) -> PageLink:
    return PageLink(label=_("By person, with points"), href=reverse("allocation", args=[document.pk]))


def list_context(request: SignedInRequest, document: AwardList) -> PaperContext:
    """Of the list for a school's order: what it is for."""
    text = _("The director's order approves it; names and sums stand here alone.")
    return PaperContext(notices=[Banner(meaning="held", text=text)])


LOOK = OwnPage("allocation", gettext_lazy("Look at the trial"))

enter(
    Allocation,
    writes={"submit": LOOK, "recompute": LOOK},
    effects={"give_up": gettext_lazy("The trial goes; another one can be computed.")},
    further=[to_people],
    overseers=OVERSEERS,
    addresses=[
        path("papers/<int:pk>/compute/", ComputePage.view(), name="allocation_new"),
        path("papers/<int:pk>/allocation/", allocation, name="allocation"),
        path("papers/<int:pk>/correct/", CorrectionPage.view(), name="allocation_correct"),
    ],
    readings={
        "allocation": gettext_lazy("allocation by person"),
        "allocation_correct": gettext_lazy("correction of the allocation"),
    },
)
enter(AwardList, context=list_context, overseers=OVERSEERS)
