"""A system of rewards on its paper's page: begun, written on a page of its own, put before the council."""

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.desk.base.access import SignedInRequest, signed_in
from governance.desk.base.fields import text_field
from governance.desk.papers.create import units_to_begin
from governance.desk.papers.undeclared import CONTEXT, EFFECTS, PAGES, OwnPage
from governance.documents.errors import Refused
from governance.documents.kinds.rewards.system import RewardSystem
from governance.documents.record.document import Document
from governance.documents.record.perform import draft
from governance.roles.unit import Unit

PAGES["reward_system", "revise"] = OwnPage("reward_system_edit", gettext_lazy("Write the system of rewards"))
EFFECTS["reward_system", "submit"] = gettext_lazy(
    "Criteria and measures are frozen; the council votes on exactly this version."
)


class TitleForm(forms.Form):
    """What a system is called; all else stands on the next page."""

    title = text_field(
        gettext_lazy("Title"),
        500,
        lines=2,
        error_messages={"required": gettext_lazy("Give the paper a title of at most 500 signs.")},
    )


def district_to_begin(request: SignedInRequest, model: type[Document]) -> Unit:
    """The district in which this person begins such a paper. Raises Http404 for those who may not."""
    units = units_to_begin(request, model)
    if not units:
        raise Http404
    return units[0].root


@signed_in
def reward_system_new(request: SignedInRequest) -> HttpResponse:
    """Begin a system, or the next edition of the one in force, which is copied. 404 for those who draft none."""
    district = district_to_begin(request, RewardSystem)
    present = RewardSystem.objects.filter(district=district, state=RewardSystem.State.ADOPTED).first()
    form = TitleForm(request.POST or None, initial={"title": present.title if present else PROPOSED})
    if request.method == "POST" and form.is_valid():
        try:
            begun = draft(
                RewardSystem,
                unit=district,
                title=form.cleaned_data["title"],
                by=request.user,
                **copied(present),
            )
            return redirect("reward_system_edit", pk=begun.pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    lead = _("Criteria and measures are written on the next page.")
    if present is not None:
        lead = _("The next edition begins as a copy of the one in force; change it on the next page.")
    context = {
        "section": "rewards",
        "crumbs": [{"label": _("Rewards"), "href": reverse("rewards")}],
        "title": _("New system of rewards"),
        "lead": lead,
        "form": form,
        "submit": _("Begin"),
        "cancel": reverse("rewards"),
    }
    return render(request, "governance/form.html", context, status=422 if form.errors else 200)


# As it stands on paper, and so in Russian.
PROPOSED = (
    "Система мер мотивации, морального и материального стимулирования труда учителей, "
    "участвующих в профильном обучении"
)


def copied(present: RewardSystem | None) -> dict[str, Any]:
    """What the next edition takes over."""
    if present is None:
        return {}
    return {name: getattr(present, name) for name in ("criteria", "measures", "objection_days")}


def context(request: SignedInRequest, document: Any) -> dict[str, Any]:
    """What is still missing before the council can vote."""
    if document.state != RewardSystem.State.DRAFT:
        return {}
    gaps = [
        sentence
        for there, sentence in (
            (document.criteria, _("No criteria yet: for what points are given.")),
            (document.measures, _("No measures yet: how a teacher is rewarded.")),
        )
        if not there
    ]
    if not gaps:
        return {}
    return {"notices": [{"meaning": "due", "title": _("Before the council"), "text": " ".join(gaps)}]}


CONTEXT["reward_system"] = context
