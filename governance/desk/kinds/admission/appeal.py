"""An appeal before the commission that hears it: what the parents object to, and what would count if it is upheld."""

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
from governance.desk.kinds.admission.labels import number
from governance.desk.papers.forms import SeenForm
from governance.desk.papers.undeclared import CONTEXT, PAGES, OwnPage
from governance.desk.papers.work import attempt, work_page
from governance.documents.approval.claimed_value import typed_value
from governance.documents.errors import NotLegal
from governance.documents.kinds.admission.application import Application
from governance.documents.kinds.admission.campaign_card import TEST
from governance.documents.law.criteria import read_values, score
from governance.documents.law.validation import plain

CHANGE, REMOVE = "change", "remove"

PAGES["appeal", "prepare"] = OwnPage("appeal_prepare", gettext_lazy("Say what would be corrected"))


def context(request: SignedInRequest, document: Any) -> dict[str, Any]:
    """The words of the parents, and the points now and if it is upheld."""
    application = document.application
    application.campaign = document.application.campaign
    lines = points_of(application, document.corrections)
    return {
        "title": document.title_in("nominative"),
        "objection": document.text,
        "erased": document.erased_at is not None,
        "application": {"label": str(application), "href": reverse("paper", args=[application.pk])},
        **lines,
    }


def points_of(application: Application, corrections: list[dict[str, Any]]) -> dict[str, Any]:
    """Criterion by criterion: what counts now, what the corrections would make of it, and the sums."""
    sheet = application.campaign.sheet
    values = application.ranked().values
    corrected = {**values}
    for entry in corrections:
        if entry["circumstance"]:
            continue
        if entry["value"]:
            corrected |= read_values(sheet, {entry["code"]: entry["value"]})
        else:
            corrected.pop(entry["code"], None)
    now, then = score(sheet, values), score(sheet, corrected)
    titles = {entry["code"]: entry["title"] for entry in application.campaign.circumstances}
    return {
        "lines": [
            {
                "name": old.criterion.name,
                "value": number(values.get(old.criterion.code)),
                "points": number(plain(old.points)),
                "new_value": number(corrected.get(old.criterion.code)),
                "new_points": number(plain(new.points)),
                "changed": values.get(old.criterion.code) != corrected.get(old.criterion.code),
            }
            for old, new in zip(now.parts, then.parts, strict=True)
        ],
        "sum": number(plain(now.points)),
        "new_sum": number(plain(then.points)),
        "corrected": bool(corrections),
        "circumstances": [
            {
                "name": titles.get(entry["code"], entry["code"]),
                "word": _("would count") if entry["value"] else _("would not count"),
            }
            for entry in corrections
            if entry["circumstance"]
        ],
    }


class AppealCorrectionForm(forms.Form):
    """One criterion or circumstance: stays, counts with another value, or does not count."""

    choice = forms.ChoiceField(
        label=gettext_lazy("If upheld"), widget=forms.RadioSelect, required=False, help_text=" "
    )
    value = text_field(
        gettext_lazy("The value that would count"),
        12,
        required=False,
        attrs={"inputmode": "decimal", "autocomplete": "off"},
        help_text=gettext_lazy("As the proof says."),
    )

    def __init__(
        self, data: Any, *, application: Application, code: str, title: str, present: str, corrected: Any
    ) -> None:
        self.code, self.title, self.present, self.application = code, title, present, application
        self.circumstance = code not in application.campaign.sheet.by_code
        initial = {"choice": "", "value": ""}
        if corrected is not None:
            initial = {
                "choice": CHANGE if corrected["value"] else REMOVE,
                "value": "" if self.circumstance else number(corrected["value"]),
            }
        super().__init__(data, prefix=code, initial=initial)
        change = _("count it") if self.circumstance else _("another value")
        self.fields["choice"].choices = [  # type: ignore[attr-defined]
            ("", _("as it is")),
            (CHANGE, change),
            (REMOVE, _("do not count it")),
        ]
        if self.circumstance:
            del self.fields["value"]

    def clean(self) -> None:
        if self.cleaned_data.get("choice") != CHANGE or self.circumstance:
            return
        written = self.cleaned_data.get("value", "")
        if not written:
            self.add_error("value", _("Write the right value."))
            return
        try:
            typed_value(self.application.campaign.sheet, self.code, written)
        except NotLegal as refusal:
            self.add_error("value", str(refusal))

    def correction(self) -> dict[str, str] | None:
        choice = self.cleaned_data["choice"]
        if not choice:
            return None
        kept = "1" if self.circumstance else self.cleaned_data["value"]
        return {"code": self.code, "value": kept if choice == CHANGE else ""}


def correction_forms(data: Any, appeal: Any) -> list[AppealCorrectionForm]:
    """A form for each criterion and each circumstance of the admission, filled with what was prepared already."""
    application = appeal.application
    ranked = application.ranked()
    prepared = {entry["code"]: entry for entry in appeal.corrections}
    criteria = [
        (one.code, one.name, number(ranked.values.get(one.code)) or _("no value"))
        for one in application.campaign.sheet.criteria
        if one.code != TEST
    ]
    circumstances = [
        (one["code"], one["title"], _("counted") if one["code"] in ranked.flags else _("not counted"))
        for one in application.campaign.circumstances
    ]
    return [
        AppealCorrectionForm(
            data,
            application=application,
            code=code,
            title=title,
            present=present,
            corrected=prepared.get(code),
        )
        for code, title, present in [*criteria, *circumstances]
    ]


@work_page("appeal", "prepare")
def appeal_prepare(request: SignedInRequest, document: Any) -> HttpResponse:
    """The vote is about something definite: what counts if the appeal is upheld."""
    data = request.POST if request.method == "POST" else None
    seen = SeenForm(data, initial={"seen": document.revision})
    asked = correction_forms(data, document)
    fit = [form.is_valid() for form in [seen, *asked]]
    if all(fit):
        corrections = [found for form in asked if (found := form.correction()) is not None]
        if attempt(request, document, "prepare", seen, corrections=corrections):
            messages.success(request, _("The corrections are entered; the commission votes on them."))
            return redirect("paper", pk=document.pk)
    shown: dict[str, Any] = {
        **frame(document),
        "title": _("What would be corrected"),
        "named": document.title_in("nominative"),
        "objection": document.text,
        "form": seen,
        "wrong": data is not None,
        "asked": asked,
        "cancel": reverse("paper", args=[document.pk]),
    }
    return render(
        request, "governance/admission/prepare.html", shown, status=422 if data is not None else 200
    )


CONTEXT["appeal"] = context
