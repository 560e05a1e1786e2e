"""A member checks the points of an application: each claim beside its proof, accepted, corrected or rejected.

Nothing is accepted by default: each claim is answered, with one press or by keyboard (Space accepts, Tab goes on).
"""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy

from governance.desk.agreement.page import frame
from governance.desk.base.access import SignedInRequest
from governance.desk.base.fields import text_field
from governance.desk.kinds.admission.application import claim_row
from governance.desk.kinds.admission.labels import name_of, offer_names
from governance.desk.papers.forms import SeenForm
from governance.desk.papers.work import attempt, work_page
from governance.documents.approval.claimed_value import LONGEST_REASON, typed_value
from governance.documents.errors import NotLegal
from governance.documents.kinds.admission.application import Application
from governance.documents.kinds.admission.claims import Claim, Verdict
from governance.documents.law.criteria.description import how

Outcome = Verdict.Outcome


class VerdictForm(forms.Form):
    """What this member says of one claim."""

    outcome = forms.ChoiceField(label=gettext_lazy("Your word"), widget=forms.RadioSelect)
    value = text_field(
        gettext_lazy("The right value"),
        12,
        required=False,
        attrs={"inputmode": "decimal", "autocomplete": "off"},
        help_text=gettext_lazy("As the proof says."),
    )
    reason = text_field(
        gettext_lazy("Why"),
        LONGEST_REASON,
        lines=2,
        required=False,
        help_text=gettext_lazy("The parents read it."),
    )

    def __init__(self, data: Any, *, application: Application, claim: Claim) -> None:
        super().__init__(data, prefix=f"c{claim.pk}")
        self.application, self.claim = application, claim
        outcomes = [one for one in Outcome if one != Outcome.CORRECT or not claim.is_circumstance]
        self.fields["outcome"].choices = [(one.value, one.label) for one in outcomes]  # type: ignore[attr-defined]
        self.fields["outcome"].error_messages["required"] = _("Choose: accept, correct or reject.")
        if claim.is_circumstance:
            del self.fields["value"]

    def clean(self) -> None:
        """Report at its field what the move would refuse for the whole page."""
        typed = self.cleaned_data
        outcome = typed.get("outcome")
        if outcome in (Outcome.CORRECT, Outcome.REJECT) and not typed.get("reason"):
            self.add_error("reason", _("Write the reason; the parents read it."))
        if outcome == Outcome.CORRECT:
            self._clean_value(typed.get("value", ""))

    def _clean_value(self, written: str) -> None:
        if not written:
            self.add_error("value", _("Write the right value."))
            return
        try:
            value = typed_value(self.application.campaign.sheet, self.claim.code, written)
        except NotLegal as refusal:
            self.add_error("value", str(refusal))
            return
        if value == self.claim.value:
            self.add_error("value", _("This is the claimed value: accept it, or write another."))

    def facts(self) -> dict[str, Any]:
        return {"claim": self.claim.pk, **self.cleaned_data}

    def shown(self) -> dict[str, Any]:
        """One claim of templates/governance/admission/check.html."""
        criterion = self.application.campaign.sheet.by_code.get(self.claim.code)
        return {
            **claim_row(self.application, self.claim),
            "how": how(criterion) if criterion else "",
            "form": self,
        }


@work_page("application", "check_claims")
def application_check(request: SignedInRequest, document: Any) -> HttpResponse:
    """All claims at once; what is refused keeps every word."""
    data = request.POST if request.method == "POST" else None
    seen = SeenForm(data, initial={"seen": document.revision})
    asked = [VerdictForm(data, application=document, claim=claim) for claim in document.all_claims]
    fit = [form.is_valid() for form in [seen, *asked]]
    if all(fit):
        verdicts = [form.facts() for form in asked]
        if attempt(request, document, "check_claims", seen, verdicts=verdicts):
            messages.success(request, _("Your check is entered."))
            return redirect("applications", pk=document.campaign_id)
    context = {
        **work_frame(document),
        "title": _("Check the points"),
        "form": seen,
        "wrong": data is not None,
        "claims": [form.shown() for form in asked],
    }
    return render(
        request, "governance/admission/check.html", context, status=422 if data is not None else 200
    )


def work_frame(application: Application) -> dict[str, Any]:
    """What the work pages of an application have in common: where they stand, whom it is about."""
    names = offer_names(application.campaign)
    return {
        **frame(application),
        "crumbs": [
            {
                "label": _("Applications"),
                "href": reverse("applications", args=[application.campaign_id]),
            },
            {"label": str(application), "href": reverse("paper", args=[application.pk])},
        ],
        "pupil": name_of(application),
        "wishes": "; ".join(names.get(code, code) for code in application.wishes),
        "cancel": reverse("paper", args=[application.pk]),
    }
