"""The chair decides where two checks of an application differ: both words side by side, one decision with a reason."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _, gettext_lazy

from governance.desk.base.access import SignedInRequest
from governance.desk.base.fields import text_field
from governance.desk.kinds.admission.application import claims
from governance.desk.kinds.admission.check import work_frame
from governance.desk.kinds.admission.labels import number
from governance.desk.papers.forms import SeenForm
from governance.desk.papers.work import attempt, work_page
from governance.documents.approval.claimed_value import LONGEST_REASON, typed_value
from governance.documents.errors import NotLegal
from governance.documents.kinds.admission.application import Application
from governance.documents.kinds.admission.claims import Claim, Verdict
from governance.documents.law.validation import plain

OTHER, NOTHING = "other", "nothing"


class ResolveForm(forms.Form):
    """One claim: the value of one of the checks, another one, or nothing; with a reason."""

    choice = forms.ChoiceField(label=gettext_lazy("What counts"), widget=forms.RadioSelect)
    value = text_field(
        gettext_lazy("Another value"),
        12,
        required=False,
        attrs={"inputmode": "decimal", "autocomplete": "off"},
        help_text=gettext_lazy("As the proof says."),
    )
    reason = text_field(
        gettext_lazy("Why"), LONGEST_REASON, lines=2, help_text=gettext_lazy("The parents read it.")
    )

    def __init__(self, data: Any, *, application: Application, claim: Claim, found: list[Verdict]) -> None:
        super().__init__(data, prefix=f"c{claim.pk}")
        self.application, self.claim = application, claim
        values = sorted({verdict.value for verdict in found if verdict.value is not None})
        if claim.is_circumstance:
            choices = [("1", _("count it"))]
            del self.fields["value"]
        else:
            choices = [(plain(value), number(value)) for value in values]
            choices.append((OTHER, _("another value")))
        self.fields["choice"].choices = [*choices, (NOTHING, _("do not count it"))]  # type: ignore[attr-defined]
        self.fields["choice"].error_messages["required"] = _("Choose what counts.")
        self.fields["reason"].error_messages["required"] = _("Write the reason; the parents read it.")

    def clean(self) -> None:
        if self.cleaned_data.get("choice") != OTHER:
            return
        written = self.cleaned_data.get("value", "")
        if not written:
            self.add_error("value", _("Write the right value."))
            return
        try:
            typed_value(self.application.campaign.sheet, self.claim.code, written)
        except NotLegal as refusal:
            self.add_error("value", str(refusal))

    def facts(self) -> dict[str, Any]:
        typed = self.cleaned_data
        values = {OTHER: typed.get("value", ""), NOTHING: ""}
        value = values.get(typed["choice"], typed["choice"])
        return {"claim": self.claim.pk, "value": value, "reason": typed["reason"]}


@work_page("application", "settle_claims")
def application_settle(request: SignedInRequest, document: Any) -> HttpResponse:
    """All disputed claims at once."""
    data = request.POST if request.method == "POST" else None
    seen = SeenForm(data, initial={"seen": document.revision})
    found: dict[int, list[Verdict]] = {}
    done = [check.pk for check in document.live_checks if check.done_at]
    for verdict in Verdict.objects.filter(check_made__in=done).order_by("check_made_id"):
        found.setdefault(verdict.claim_id, []).append(verdict)
    disputed = [claim for claim in document.all_claims if not claim.is_settled]
    asked = [
        ResolveForm(data, application=document, claim=claim, found=found.get(claim.pk, []))
        for claim in disputed
    ]
    fit = [form.is_valid() for form in [seen, *asked]]
    if all(fit):
        decisions = [form.facts() for form in asked]
        if attempt(request, document, "settle_claims", seen, decisions=decisions):
            messages.success(request, _("Your decision is entered."))
            return redirect("applications", pk=document.campaign_id)
    known = {claim.pk: words for claim, words in zip(document.all_claims, claims(document), strict=True)}
    context = {
        **work_frame(document),
        "title": _("Decide where the checks differ"),
        "form": seen,
        "wrong": data is not None,
        "claims": [{**known[form.claim.pk], "form": form} for form in asked],
    }
    return render(
        request, "governance/admission/settle.html", context, status=422 if data is not None else 200
    )
