"""A period of rewards on its paper's page: begun, what its decisions mean, where it stands."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from governance import clock
from governance.desk.base.access import SignedInRequest, signed_in
from governance.desk.base.fields import day_field, text_field
from governance.desk.base.format import day
from governance.desk.base.rights import holds, may
from governance.desk.kinds.rewards.system import district_to_begin
from governance.desk.papers.undeclared import CONTEXT, EFFECTS, FURTHER, PAGES, TABS, OwnPage
from governance.documents.errors import Refused
from governance.documents.kinds.approved.kinds import Estimate
from governance.documents.kinds.rewards.allocation import Allocation
from governance.documents.kinds.rewards.nomination import Nomination
from governance.documents.kinds.rewards.period import RewardPeriod
from governance.documents.kinds.rewards.system import RewardSystem
from governance.documents.record.document import Document
from governance.documents.record.perform import draft
from governance.roles.rights import Right

State = RewardPeriod.State
WORKS = (Right.FILL_SHEET, Right.NOMINATE, Right.VERIFY_NOMINATION, Right.READ_NOMINATIONS)

PAGES["reward_period", "revise"] = OwnPage("reward_period_edit", gettext_lazy("Fill in the period"))
PAGES["reward_period", "take_pools"] = OwnPage(
    "reward_period_edit", gettext_lazy("Take the pools from the estimate"), beside=True
)
EFFECTS["reward_period", "open"] = gettext_lazy(
    "Teachers fill in their sheets from today on; the schools and the council see the period."
)
EFFECTS["reward_period", "close"] = gettext_lazy(
    "Measures and totals are published for everybody, without a name and without a person's sum."
)


# --- beginning --------------------------------------------------------------------------------------------------------


class PeriodForm(forms.Form):
    """Title and days, for a new period and for its page of its own."""

    title = text_field(
        gettext_lazy("Title"),
        500,
        error_messages={"required": gettext_lazy("Give the paper a title of at most 500 signs.")},
        help_text=gettext_lazy("For example: первое полугодие 2011/2012 учебного года."),
    )
    starts_on = day_field(gettext_lazy("First day"))
    ends_on = day_field(gettext_lazy("Last day"))
    sheets_until = day_field(gettext_lazy("Sheets are taken until"))

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if given.get("starts_on") and given.get("ends_on") and given["ends_on"] < given["starts_on"]:
            self.add_error("ends_on", _("The last day is before the first: correct one of the two."))
        return given


class NewForm(PeriodForm):
    system = forms.ModelChoiceField(
        label=gettext_lazy("System of rewards in force"),
        queryset=RewardSystem.objects.none(),
        empty_label=None,
        error_messages={"required": gettext_lazy("The council has to adopt a system of rewards first.")},
    )

    field_order = ("system", "title")

    def __init__(self, *args: Any, systems: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["system"].queryset = systems  # type: ignore[attr-defined]


@signed_in
def reward_period_new(request: SignedInRequest) -> HttpResponse:
    """Begin a period under the system in force. 404 for those who begin none."""
    district = district_to_begin(request, RewardPeriod)
    systems = RewardSystem.objects.filter(district=district, state=RewardSystem.State.ADOPTED)
    form = NewForm(request.POST or None, systems=systems, initial={"system": systems.first()})
    if request.method == "POST" and form.is_valid():
        try:
            begun = draft(RewardPeriod, unit=district, by=request.user, **form.cleaned_data)
            return redirect("reward_period_edit", pk=begun.pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {
        "section": "rewards",
        "crumbs": [{"label": _("Rewards"), "href": reverse("rewards")}],
        "title": _("New period of rewards"),
        "lead": _("The pools are taken from the estimate on the next page."),
        "form": form,
        "submit": _("Begin"),
        "cancel": reverse("rewards"),
    }
    return render(request, "governance/form.html", context, status=422 if form.errors else 200)


# --- the paper's page -------------------------------------------------------------------------------------------------


def with_estimate(period: RewardPeriod) -> None:
    """Read the estimate together with the order on it, both of which the sheet names; one query."""
    if period.estimate_id is not None:
        period.estimate = Estimate.objects.select_related("approved_by").get(pk=period.estimate_id)


def context(request: SignedInRequest, document: Any) -> dict[str, Any]:
    """Where the period stands, over its text; counts alone, so everybody who sees the period may see them."""
    with_estimate(document)
    if document.state == State.DRAFT:
        return {"notices": missing(document)}
    counts = document.standing
    total = sum(counts.values())
    title = ngettext("%(n)d sheet", "%(n)d sheets", total) % {"n": total}
    return {
        "notices": [{"meaning": "held", "title": title, "text": stage(document)}],
        "standing": [
            {"name": label, "value": counts[state]}
            for state, label in Nomination.State.choices
            if counts.get(state)
        ],
    }


def stage(period: RewardPeriod) -> str:
    """Where the period is today, in a sentence."""
    if period.state == State.CLOSED:
        return _("The period is closed: all is decided and ordered.")
    if clock.today() <= period.sheets_until:
        return _("Sheets are taken until %(day)s.") % {"day": day(period.sheets_until)}
    return _("Sheets were taken until %(day)s; now they are verified and decided.") % {
        "day": day(period.sheets_until)
    }


def missing(period: RewardPeriod) -> list[dict[str, str]]:
    if period.pools:
        return []
    text = _("Choose the rows of an adopted estimate out of which the rewards are paid.")
    return [{"meaning": "due", "title": _("Before the opening"), "text": text}]


CONTEXT["reward_period"] = context


def to_sheets(request: SignedInRequest, document: Any) -> dict[str, str] | None:
    if document.state == State.DRAFT or not holds(request, *WORKS):
        return None
    address = f"{reverse('rewards')}?period={document.pk}"
    return {"label": _("Sheets and nominations"), "href": address}


def to_allocation(request: SignedInRequest, document: Any) -> dict[str, str] | None:
    """For the deputy for the district: the trial, once there is a period to compute it for."""
    if document.state != State.OPEN or not may(request, Right.VERIFY_NOMINATION, document.district_id):
        return None
    return {"label": _("Allocation of the money"), "href": reverse("allocation_new", args=[document.pk])}


FURTHER.setdefault("reward_period", []).extend([to_sheets, to_allocation])


def picture_tab(document: Document) -> dict[str, Any] | None:
    if document.state == State.DRAFT:
        return None
    return {
        "label": _("In pictures"),
        "href": reverse("reward_picture", args=[document.pk]),
        "name": "picture",
    }


TABS.setdefault("reward_period", []).append(picture_tab)


def latest_allocation(period: RewardPeriod, *, trials: bool = True) -> Allocation | None:
    """The last edition that has not been given up; a trial opens to those alone who compute it. One query."""
    hidden = [Allocation.State.DECLINED] if trials else [Allocation.State.DECLINED, Allocation.State.DRAFT]
    return (
        Allocation.objects.filter(reward_period=period).exclude(state__in=hidden).order_by("-edition").first()
    )
