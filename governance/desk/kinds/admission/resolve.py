"""The chair decides where two checks of an application differ: both words side by side, one decision with a reason."""

from collections.abc import Sequence

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _, gettext_lazy

from governance.desk.base.format import figure
from governance.desk.editors.claimed_value import ClaimedValueForm, reason_field, value_field
from governance.desk.kinds.admission.claims import CheckedClaim, verdicts_of
from governance.desk.kinds.admission.section import ApplicationPage
from governance.desk.papers.forms import Facts
from governance.documents.kinds.admission.application import Application
from governance.documents.kinds.admission.claims import Claim, Verdict
from governance.documents.law.validation import plain

OTHER, NOTHING = "other", "nothing"


class ResolveForm(ClaimedValueForm):
    """One claim: the value of one of the checks, another one, or nothing; with a reason."""

    another = OTHER

    choice = forms.ChoiceField(label=gettext_lazy("What counts"), widget=forms.RadioSelect)
    value = value_field(gettext_lazy("Another value"))
    reason = reason_field(
        gettext_lazy("The parents read it."),
        error_messages={"required": gettext_lazy("Write the reason; the parents read it.")},
    )

    def __init__(
        self, data: QueryDict | None, *, application: Application, claim: Claim, found: Sequence[Verdict]
    ) -> None:
        super().__init__(
            data,
            sheet=application.campaign.sheet,
            code=claim.code,
            is_circumstance=claim.is_circumstance,
            prefix=f"c{claim.pk}",
        )
        self.claim = claim
        values = sorted({verdict.value for verdict in found if verdict.value is not None})
        choices = [(plain(value), figure(value)) for value in values] + [(OTHER, _("another value"))]
        self.offer(
            *([("1", _("count it"))] if claim.is_circumstance else choices),
            (NOTHING, _("do not count it")),
            missing=_("Choose what counts."),
        )

    def facts(self) -> Facts:
        typed = self.cleaned_data
        values = {OTHER: typed.get("value", ""), NOTHING: ""}
        value = values.get(typed["choice"], typed["choice"])
        return {"claim": self.claim.pk, "value": value, "reason": typed["reason"]}


class DisputedClaim(CheckedClaim):
    """One claim of templates/governance/admission/settle.html."""

    def __init__(
        self, application: Application, claim: Claim, found: Sequence[Verdict], data: QueryDict | None
    ) -> None:
        super().__init__(application, claim, found)
        self.form = ResolveForm(data, application=application, claim=claim, found=found)


class SettlePage(ApplicationPage):
    """All disputed claims at once."""

    template = "governance/admission/settle.html"
    label = gettext_lazy("Decide where the checks differ")
    said = gettext_lazy("Your decision is entered.")
    read_as = gettext_lazy("decision on the checks")
    address, name = "papers/<int:pk>/settle/", "application_settle"
    shows = (*ApplicationPage.shows, "claims")

    def prepare(self) -> None:
        found = verdicts_of(self.document)
        self.claims = [
            DisputedClaim(self.document, claim, found.get(claim.pk, ()), self.data)
            for claim in self.document.all_claims
            if not claim.is_settled
        ]
        self.editors = [asked.form for asked in self.claims]

    def facts(self) -> Facts:
        return {"decisions": [asked.form.facts() for asked in self.claims]}
