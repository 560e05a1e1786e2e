"""The page of an allocation: sums by person, a trial before the vote, and the result of the vote; its correction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from django import forms
from django.contrib import messages
from django.db import transaction
from django.db.models import Exists, F, OuterRef
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _, gettext_lazy

from governance.desk.base.access import SignedInRequest, of_paper
from governance.desk.base.components import Crumb, PageLink
from governance.desk.base.fields import CommaField, text_field
from governance.desk.base.format import figure
from governance.desk.base.page import Page
from governance.desk.base.rights import may
from governance.desk.kinds.rewards.allocated import (
    Entry,
    PersonShown,
    PoolShown,
    WhatIf,
    lowered_sums,
    nominations_of,
    people_shown,
    pools_shown,
)
from governance.desk.kinds.rewards.period import latest_allocation
from governance.desk.kinds.rewards.section import OVERSEERS, REWARDS, crumb_of
from governance.desk.papers.declaration import OwnPage, enter
from governance.desk.papers.form_of_paper import FormOfPaper
from governance.desk.papers.forms import SeenForm
from governance.desk.papers.work import attempt
from governance.documents.kinds.rewards.allocation import Allocation, draft_allocation
from governance.documents.kinds.rewards.award_list import AwardList
from governance.documents.kinds.rewards.computation import check_within_pools
from governance.documents.kinds.rewards.correction import corrected, draft_correction
from governance.documents.kinds.rewards.fund import gaps
from governance.documents.kinds.rewards.nomination import Nomination
from governance.documents.kinds.rewards.period import RewardPeriod
from governance.documents.record import audit_log
from governance.documents.record.document import Document
from governance.documents.record.perform import LONGEST_REASON, check_seen, perform
from governance.roles.rights import Right

State = Allocation.State


def verifies(request: SignedInRequest, paper: Document) -> bool:
    """Whether this person is the deputy for the district."""
    return may(request, Right.VERIFY_NOMINATION, paper.district_id)


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
        if not verifies(self.request, self.document):
            raise Http404
        latest = latest_allocation(self.document)
        return redirect("allocation", pk=latest.pk) if latest is not None else super().respond()

    def act(self) -> HttpResponse:
        trial = draft_allocation(self.document, by=self.request.user)
        return redirect("allocation", pk=trial.pk)


# --- by person --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class ListShown:
    """The list for the order of one school, with that order as far as the reader may see it.

    Whoever sees the allocation knows what stands in them; the lists themselves are `open` once their order is put up.
    """

    paper: AwardList
    open: bool
    order: Document | None


class AllocationPage(Page):
    """`computes`: may put it before the council; `tries`: another rounding or limit may be tried; `corrects`."""

    def __init__(self, request: SignedInRequest, document: Allocation, form: SeenForm) -> None:
        period, state = document.reward_period, document.state
        crumbs = [crumb_of(period), Crumb(period.title, reverse("paper", args=[period.pk]))]
        super().__init__(section=REWARDS.name, crumbs=crumbs, title=document.full_title)
        self.document, self.form, self.what_if = document, form, WhatIf(request, document)
        pools, rows = self.what_if.pools, self.what_if.rows
        people = nominations_of(rows)
        audit_log.note_reading(people.values(), request.user, "allocation")
        self.is_correction = document.corrects_id is not None
        self.computes = state == State.DRAFT and verifies(request, document)
        self.tries = not self.is_correction and state in (State.DRAFT, State.REVIEW)
        lowered = lowered_sums(period, rows) if state == State.DRAFT and self.tries else {}
        self.pools = pools_shown(period, pools)
        self.rows = people_shown(
            period, rows, people, {pool["code"]: pool["value"] for pool in pools}, lowered
        )
        # A warning in time: the order itself is refused where the fund of the school does not suffice.
        self.gaps = gaps(period, rows) if state != State.DECLINED else []
        self.lists = lists_of(request, document) if state == State.ADOPTED else []
        may_correct = state == State.ADOPTED and verifies(request, document)
        self.corrects = may_correct and period.state == RewardPeriod.State.OPEN


@of_paper("allocation", "reward_period__system", "corrects")
def allocation(request: SignedInRequest, document: Allocation) -> HttpResponse:
    """What each gets, and why; a trial is computed anew, or put before the council."""
    form = SeenForm(request.POST or None, initial={"seen": document.revision})
    move = "recompute" if request.POST.get("do") == "recompute" else "submit"
    if request.method == "POST" and form.is_valid() and attempt(request, document, move, form) is not None:
        if move == "recompute":
            messages.success(request, _("Computed anew."))
            return redirect("allocation", pk=document.pk)
        messages.success(request, _("The allocation lies before the council."))
        return redirect("paper", pk=document.pk)
    page = AllocationPage(request, document, form)
    return page.response(request, "governance/rewards/allocation.html", status=422 if form.errors else 200)


def lists_of(request: SignedInRequest, document: Allocation) -> list[ListShown]:
    """The lists for the schools' orders with the orders themselves; two queries."""
    visible = Document.objects.visible_to(request.user, request.pairs)
    lists = (
        AwardList.objects.filter(allocation=document)
        .select_related("unit")
        .annotate(open_to_me=Exists(visible.filter(pk=OuterRef("pk"))))
        .order_by("unit_id", "-with_money")
    )
    orders = visible.filter(links_out__target__in=list(lists), links_out__effect="approve")
    by_list = {order.of_list: order for order in orders.annotate(of_list=F("links_out__target_id"))}
    return [ListShown(paper, paper.open_to_me, by_list.get(paper.pk)) for paper in lists]


# --- correcting -------------------------------------------------------------------------------------------------------


class CorrectionForm(SeenForm):
    """The points of each who stands in the allocation, as they are until others are typed; and why."""

    reason = text_field(
        gettext_lazy("Reason"),
        LONGEST_REASON,
        lines=3,
        help_text=gettext_lazy("The council reads it, and it stays in the history."),
        missing=gettext_lazy("Write the reason: the council has to know what changes."),
    )

    def __init__(
        self, data: QueryDict | None, allocation: Allocation, people: Mapping[int, Nomination]
    ) -> None:
        super().__init__(data, initial={"seen": allocation.revision})
        self.rows: dict[int, Entry] = {
            row["nomination"]: row
            for row in allocation.rows
            if Decimal(row["points"]) and row["nomination"] in people
        }
        for key, row in self.rows.items():
            self.fields[f"points-{key}"] = field = CommaField(
                label=_("Points: %(name)s") % {"name": people[key].teacher.full_name},
                initial=figure(own_points(row)),
                min_value=0,
                max_digits=10,
                said=_("Write the points as a number, for example 9 or 4,5."),
            )
            field.error_messages["required"] = _("Write the points, 0 for none.")
            field.widget.attrs["maxlength"] = "12"

    def changed_points(self) -> dict[int, Decimal]:
        """Whose points are others than before. Ask a form without errors in its points."""
        return {
            key: self.cleaned_data[f"points-{key}"]
            for key, row in self.rows.items()
            if self.cleaned_data[f"points-{key}"] != own_points(row)
        }


def own_points(row: Entry) -> Decimal:
    """The points before the share of the period is counted."""
    return Decimal(row["points"]) / Decimal(row["share"])


class RowAsked(NamedTuple):
    """One person, with the field for their points."""

    person: PersonShown
    field: forms.BoundField


class CorrectionPage(FormOfPaper[Allocation]):
    """Preview, or put before the council; above the pool it is refused. Who may not is led to the allocation.

    `changed`, `pools`: who would get another sum, and what would become of the pools.
    """

    kind, related = "allocation", ("reward_period__system",)
    section = REWARDS
    template = "governance/rewards/correct.html"
    title = gettext_lazy("Correct the allocation")
    lead = gettext_lazy("The value of a point stays as adopted; only what is changed here changes.")
    shows = ("rows", "changed", "pools")

    form: CorrectionForm
    changed: Sequence[PersonShown] = ()
    pools: Sequence[PoolShown] = ()

    def get_form(self) -> CorrectionForm:
        self.people = nominations_of(self.document.rows)
        # Whether only the preview is asked for.
        self.looks = self.data is not None and self.data.get("do") == "look"
        form = CorrectionForm(self.data, self.document, self.people)
        form.fields["reason"].required = not self.looks
        return form

    def respond(self) -> HttpResponse:
        if self.document.state != State.ADOPTED or not verifies(self.request, self.document):
            refusal = _("An adopted allocation is corrected by the deputy for the district.")
            messages.warning(self.request, refusal)
            return redirect("allocation", pk=self.document.pk)
        audit_log.note_reading(self.people.values(), self.request.user, "allocation_correct")
        return super().respond()

    @transaction.atomic
    def act(self) -> HttpResponse:
        """Raises NotLegal when nothing changes, or a pool would be exceeded."""
        if not self.looks:
            check_seen(self.document, self.form.cleaned_data["seen"])
        period, points, by = self.document.reward_period, self.form.changed_points(), self.request.user
        pools, rows = corrected(self.document, points)
        check_within_pools(period, rows)
        if self.looks:
            self.pools = pools_shown(period, pools)
            self.changed = self.persons([row for row in rows if "was" in row])
            return self.render()
        drafted = draft_correction(period, points, by=by)
        perform(drafted, "submit", by=by, reason=self.form.cleaned_data["reason"])
        messages.success(self.request, _("The correction lies before the council."))
        return redirect("rewards")

    def persons(self, rows: Sequence[Entry]) -> list[PersonShown]:
        return people_shown(self.document.reward_period, rows, self.people, {}, {})

    @property
    def rows(self) -> list[RowAsked]:
        persons = self.persons(list(self.form.rows.values()))
        return [RowAsked(person, self.form[f"points-{person.nomination.pk}"]) for person in persons]

    def get_crumbs(self) -> list[Crumb]:
        return [crumb_of(self.document.reward_period), Crumb(self.document.full_title, self.get_cancel())]

    def get_cancel(self) -> str:
        return reverse("allocation", args=[self.document.pk])


# --- the papers' pages ------------------------------------------------------------------------------------------------


def to_people(request: SignedInRequest, document: Allocation) -> PageLink:
    return PageLink(label=_("By person, with points"), href=reverse("allocation", args=[document.pk]))


LOOK = OwnPage("allocation", gettext_lazy("Look at the trial"))

enter(
    Allocation,
    section=REWARDS,
    writes={"submit": LOOK, "recompute": LOOK},
    effects={"give_up": gettext_lazy("The trial goes; another one can be computed.")},
    further=[to_people],
    overseers=OVERSEERS,
    addresses=[
        path("papers/<key:pk>/compute/", ComputePage.view(), name="allocation_new"),
        path("papers/<key:pk>/allocation/", allocation, name="allocation"),
        path("papers/<key:pk>/correct/", CorrectionPage.view(), name="allocation_correct"),
    ],
    readings={
        "allocation": gettext_lazy("allocation by person"),
        "allocation_correct": gettext_lazy("correction of the allocation"),
    },
)
