"""The head, or the methodical council, completes a nomination (measure, category, share, experience) and nominates."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.desk.base.access import SignedInRequest
from governance.desk.base.fields import text_field
from governance.desk.kinds.rewards.lines import line_row, score_rows
from governance.desk.kinds.rewards.own_sheet import AboutForm
from governance.desk.papers.work import attempt_all, work_page
from governance.documents.kinds.rewards.nomination import Nomination

FIELDS = ("measure", "pool", "share", "experience", "category", "merit_summary")
SHARE_SAID = gettext_lazy("Give the share of the period as a part of 1, e.g. 0,5.")


class CompletingForm(AboutForm):
    measure = forms.ChoiceField(
        label=gettext_lazy("Measure"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose the measure.")},
    )
    pool = forms.ChoiceField(label=gettext_lazy("Category"))
    share = forms.DecimalField(
        label=gettext_lazy("Share of the period"),
        help_text=gettext_lazy("1 if the teacher worked the whole period, 0,5 for half of it."),
        min_value=0.0001,
        max_value=1,
        max_digits=5,
        decimal_places=4,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        error_messages=dict.fromkeys(
            (
                "required",
                "invalid",
                "min_value",
                "max_value",
                "max_digits",
                "max_decimal_places",
                "max_whole_digits",
            ),
            SHARE_SAID,
        ),
    )
    merit_summary = text_field(
        gettext_lazy("Merits, in words"),
        3000,
        lines=5,
        required=False,
        help_text=gettext_lazy("For the council: for what this teacher is put forward."),
    )

    field_order = FIELDS

    def __init__(self, data: Any, *, nomination: Nomination, **kwargs: Any) -> None:
        if data is not None:
            data = data.copy()
            data["share"] = data.get("share", "").strip().replace(",", ".")
        super().__init__(data, **kwargs)
        period = nomination.reward_period
        measures = [
            (
                one.code,
                _("%(measure)s (with money)") % {"measure": one.title} if one.with_money else one.title,
            )
            for one in period.system.all_measures
        ]
        self.fields["measure"].choices = measures  # type: ignore[attr-defined]
        pools = [(pool["code"], pool["title"]) for pool in period.pools]
        self.fields["pool"].choices = pools  # type: ignore[attr-defined]

    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in FIELDS}


@work_page("nomination", "revise", "reward_period__system", "teacher")
def nomination_complete(request: SignedInRequest, document: Any) -> HttpResponse:
    """Save, or save and nominate; refused, all that was typed comes back."""
    standing = {name: getattr(document, name) for name in FIELDS}
    standing["share"] = f"{document.share.normalize():f}".replace(".", ",")
    form = CompletingForm(
        request.POST if request.method == "POST" else None,
        nomination=document,
        initial={"seen": document.revision, **standing},
    )
    if request.method == "POST" and form.is_valid():
        nominates = request.POST.get("do") != "save"
        moves: list[tuple[str, dict[str, Any]]] = [("revise", form.facts())]
        if nominates:
            moves.append(("nominate", {}))
        if attempt_all(request, document, form, moves):
            said = (
                _("The teacher is nominated.") if nominates else _("Saved; the teacher is not nominated yet.")
            )
            messages.success(request, said)
            return redirect("paper", pk=document.pk)
    context = {
        "section": "rewards",
        "crumbs": [
            {"label": _("Rewards"), "href": reverse("rewards")},
            {"label": str(document.teacher), "href": reverse("paper", args=[document.pk])},
        ],
        "title": _("Nominate: %(name)s") % {"name": document.teacher.full_name},
        "lead": document.reward_period.title,
        "document": document,
        "lines": [line_row(document, line) for line in document.lines],
        "scores": score_rows(document) if document.lines else [],
        "form": form,
        "cancel": reverse("paper", args=[document.pk]),
    }
    return render(request, "governance/rewards/complete.html", context, status=422 if form.errors else 200)
