"""An appeal before the commission that hears it: what the parents object to, and what would count if it is upheld."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django import forms
from django.http import Http404, HttpResponse, QueryDict
from django.urls import path
from django.utils.translation import gettext as _, gettext_lazy

from governance.desk.base.access import SignedInRequest, of_paper
from governance.desk.base.components import Crumb
from governance.desk.base.format import figure
from governance.desk.editors.claimed_value import ClaimedValueForm, value_field
from governance.desk.kinds.admission.request import RequestForm
from governance.desk.kinds.admission.section import ADMISSION, OVERSEERS, to_agenda
from governance.desk.papers.context import PaperContext
from governance.desk.papers.declaration import enter
from governance.desk.papers.forms import Facts
from governance.desk.papers.sheet import pdf
from governance.desk.papers.tabs import crumbs_of
from governance.desk.papers.write import WritePage
from governance.documents.kinds.admission.appeal import Appeal
from governance.documents.kinds.admission.campaign_card import TEST
from governance.documents.kinds.admission.hearing import Hearing, hearing_of
from governance.documents.kinds.admission.print.hearing import hearing_data
from governance.documents.law.criteria import CriterionPoints, read_values, score

CHANGE, REMOVE = "change", "remove"


# --- the page of the paper --------------------------------------------------------------------------------------------


@dataclass(kw_only=True)
class AppealContext(PaperContext):
    """Values and points as they count now and if it is upheld; `parts`: of each criterion both."""

    title: str
    values: Mapping[str, Decimal]
    new_values: Mapping[str, Decimal]
    parts: Sequence[tuple[CriterionPoints, CriterionPoints]]
    sum: Decimal
    new_sum: Decimal
    circumstances: Mapping[str, str]
    # To the notice for the parents, once it is known when the appeal is heard.
    hearing: Hearing | None


def context(request: SignedInRequest, document: Appeal) -> AppealContext:
    campaign = document.application.campaign
    values = document.application.ranked().values
    new_values = {**values}
    for correction in document.corrections:
        code, value = correction["code"], correction["value"]
        if correction["circumstance"]:
            continue
        new_values.pop(code, None)
        if value:
            new_values |= read_values(campaign.sheet, {code: value})
    now, then = score(campaign.sheet, values), score(campaign.sheet, new_values)
    return AppealContext(
        title=document.title_in("nominative"),
        values=values,
        new_values=new_values,
        parts=list(zip(now.parts, then.parts, strict=True)),
        sum=now.points,
        new_sum=then.points,
        circumstances={entry["code"]: entry["title"] for entry in campaign.circumstances},
        hearing=hearing_of(document),
    )


@of_paper("appeal", "application__campaign__unit", "application__applicant", "unit", "on_agenda")
def appeal_hearing(request: SignedInRequest, document: Appeal) -> HttpResponse:
    """The notice to the parents, as PDF."""
    hearing = hearing_of(document)
    if hearing is None:
        raise Http404
    return pdf(request, "hearing", hearing_data(document, hearing), f"hearing {document.number}")


# --- what would be corrected ------------------------------------------------------------------------------------------


class AppealCorrectionForm(ClaimedValueForm):
    """One criterion or circumstance: stays, counts with another value, or does not count."""

    another = CHANGE

    choice = forms.ChoiceField(
        label=gettext_lazy("If upheld"), widget=forms.RadioSelect, required=False, help_text=" "
    )
    value = value_field(gettext_lazy("The value that would count"))

    def __init__(
        self, data: QueryDict | None, *, appeal: Appeal, code: str, title: str, present: str
    ) -> None:
        sheet = appeal.application.campaign.sheet
        self.title, self.present, self.circumstance = title, present, code not in sheet.by_code
        initial = {}
        for entry in appeal.corrections:
            if entry["code"] == code:
                initial["choice"] = CHANGE if entry["value"] else REMOVE
                initial["value"] = figure(entry["value"] or None)
        super().__init__(
            data, sheet=sheet, code=code, is_circumstance=self.circumstance, prefix=code, initial=initial
        )
        self.offer(
            ("", _("as it is")),
            (CHANGE, _("count it") if self.circumstance else _("another value")),
            (REMOVE, _("do not count it")),
        )

    def correction(self) -> dict[str, str] | None:
        choice = self.cleaned_data["choice"]
        if not choice:
            return None
        kept = "1" if self.circumstance else self.cleaned_data["value"]
        return {"code": self.code, "value": kept if choice == CHANGE else ""}


def correction_forms(data: QueryDict | None, appeal: Appeal) -> list[AppealCorrectionForm]:
    """A form for each criterion and each circumstance of the admission, filled with what was prepared already."""
    campaign = appeal.application.campaign
    ranked = appeal.application.ranked()
    criteria = [
        (criterion.code, criterion.name, figure(ranked.values.get(criterion.code)) or _("no value"))
        for criterion in campaign.sheet.criteria
        if criterion.code != TEST
    ]
    circumstances = [
        (entry["code"], entry["title"], _("counted") if entry["code"] in ranked.flags else _("not counted"))
        for entry in campaign.circumstances
    ]
    return [
        AppealCorrectionForm(data, appeal=appeal, code=code, title=title, present=present)
        for code, title, present in [*criteria, *circumstances]
    ]


class PreparePage(WritePage[Appeal]):
    """The vote is about something definite: what counts if the appeal is upheld."""

    template = "governance/admission/prepare.html"
    title = gettext_lazy("What would be corrected")
    label = gettext_lazy("Say what would be corrected")
    said = gettext_lazy("The corrections are entered; the commission votes on them.")
    unsaved = gettext_lazy("Please correct what is marked; everything you typed is kept.")
    read_as = gettext_lazy("preparation of the appeal")
    address, name = "papers/<key:pk>/corrections/", "appeal_prepare"
    shows = ("document", "named", "asked")

    def prepare(self) -> None:
        self.named = self.document.title_in("nominative")
        self.asked = correction_forms(self.data, self.document)
        self.editors = [*self.asked]

    def facts(self) -> Facts:
        corrections = [form.correction() for form in self.asked]
        return {"corrections": [entry for entry in corrections if entry is not None]}

    def get_crumbs(self) -> Sequence[Crumb]:
        return crumbs_of(self.document)


enter(
    Appeal,
    section=ADMISSION,
    writes={"prepare": PreparePage, "withdraw": RequestForm},
    further=[to_agenda],
    context=context,
    overseers=OVERSEERS,
    addresses=[path("papers/<key:pk>/hearing.pdf", appeal_hearing, name="appeal_hearing")],
    readings={"appeal_hearing": gettext_lazy("notice of the hearing")},
)
