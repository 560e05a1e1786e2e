"""Filling in a period: title, days, how a point is rounded, the cap, and the pools out of the estimate, on one page."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.desk.base.access import SignedInRequest
from governance.desk.kinds.rewards.period import PeriodForm
from governance.desk.kinds.rewards.pools import PoolsEditor
from governance.desk.papers.forms import SeenForm
from governance.desk.papers.work import attempt_all, is_refused, saved, work_page
from governance.documents.kinds.rewards.period import RewardPeriod

FIELDS = ("title", "starts_on", "ends_on", "sheets_until", "rounding", "cap")
ROUNDINGS: Any = RewardPeriod._meta.get_field("rounding").choices


class EditForm(PeriodForm, SeenForm):
    """The period without its pools. An open one keeps these as they are: its sheets rest on them."""

    rounding = forms.ChoiceField(
        label=gettext_lazy("The value of a point is rounded"),
        choices=ROUNDINGS,
        help_text=gettext_lazy(
            "Down, so that a pool is never exceeded. To the rouble, one more point can lower a sum: the trial shows it."
        ),
        error_messages={"invalid_choice": gettext_lazy("Choose how the value of a point is rounded.")},
    )
    cap = forms.DecimalField(
        label=gettext_lazy("At most for one person, roubles"),
        required=False,
        min_value=0.01,
        max_digits=12,
        decimal_places=2,
        localize=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        help_text=gettext_lazy("Empty: no limit. What is above it goes back to the pool."),
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_digits", "max_decimal_places", "max_whole_digits"),
            gettext_lazy("Give a sum above zero, for example 5000, or leave it empty."),
        ),
    )

    def __init__(self, data: Any, **kwargs: Any) -> None:
        super().__init__(with_point(data), **kwargs)


def with_point(data: Any) -> Any:
    """A sum typed with a comma, as people do."""
    if data is None or "," not in data.get("cap", ""):
        return data
    changed = data.copy()
    changed["cap"] = data["cap"].replace(",", ".").replace(" ", "")
    return changed


class PeriodPage:
    """The whole period: as it stands, as it was typed, or shown anew with the rows of another estimate."""

    def __init__(self, request: SignedInRequest, document: RewardPeriod) -> None:
        data = request.POST if request.method == "POST" else None
        self.pools = PoolsEditor(request, document, data)
        self.pressed = self.pools.pressed
        self.is_draft = document.state == RewardPeriod.State.DRAFT
        standing = {"seen": document.revision, **{name: getattr(document, name) for name in FIELDS}}
        initial = data.dict() if data is not None and self.pressed else standing
        form = EditForm if self.is_draft else SeenForm
        self.form = form(None if self.pressed else data, initial=initial)

    def is_valid(self) -> bool:
        return all([self.form.is_valid(), self.pools.is_valid()])  # each is asked, so that each is marked

    def save(self, request: SignedInRequest, document: Any) -> bool:
        """Whether the door took it; what it refused stands on the form."""
        moves: list[tuple[str, dict[str, Any]]] = []
        if self.is_draft:
            moves.append(("revise", {name: self.form.cleaned_data[name] for name in FIELDS}))
        if self.pools.is_changed:
            moves.append(("take_pools", self.pools.facts()))
        return attempt_all(request, document, self.form, moves) is not None


@work_page("reward_period", "take_pools")
def reward_period_edit(request: SignedInRequest, document: Any) -> HttpResponse:
    """A draft as a whole; of an open period the pools alone, until the council has its allocation."""
    page = PeriodPage(request, document)
    done = saved(request, document, page, said=_("The period is saved."), here="reward_period_edit")
    if done is not None:
        return done
    context = {
        "section": "rewards",
        "crumbs": [
            {"label": _("Rewards"), "href": reverse("rewards")},
            {"label": document.title, "href": reverse("paper", args=[document.pk])},
        ],
        "title": _("Fill in the period"),
        "document": document,
        "form": page.form,
        "page": page,
        "pools": page.pools,
        "cancel": reverse("paper", args=[document.pk]),
    }
    status = 422 if is_refused(request, page) else 200
    return render(request, "governance/rewards/period_edit.html", context, status=status)
