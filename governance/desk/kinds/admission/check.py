"""A member checks the points of an application: each claim beside its proof, accepted, corrected or rejected.

Nothing is accepted by default: each claim is answered, with one press or by keyboard (Space accepts, Tab goes on).
"""

from django.http import QueryDict
from django.utils.translation import gettext_lazy

from governance.desk.editors.claimed_value import ClaimVerdictForm, reason_field
from governance.desk.kinds.admission.claims import ClaimShown
from governance.desk.kinds.admission.section import ApplicationPage
from governance.desk.papers.forms import Facts
from governance.documents.kinds.admission.application import Application
from governance.documents.kinds.admission.claims import Claim, Verdict
from governance.documents.law.criteria.description import how

Outcome = Verdict.Outcome


class VerdictForm(ClaimVerdictForm):
    """What this member says of one claim."""

    reason = reason_field(gettext_lazy("The parents read it."), required=False)
    reason_missing = gettext_lazy("Write the reason; the parents read it.")

    def __init__(self, data: QueryDict | None, *, application: Application, claim: Claim) -> None:
        super().__init__(
            data,
            sheet=application.campaign.sheet,
            code=claim.code,
            claimed=claim.value,
            is_circumstance=claim.is_circumstance,
            outcomes=[one for one in Outcome.choices if one[0] != "correct" or not claim.is_circumstance],
            prefix=f"c{claim.pk}",
        )
        self.claim = claim

    def facts(self) -> Facts:
        return {"claim": self.claim.pk, **self.cleaned_data}


class ClaimToCheck(ClaimShown):
    """One claim of templates/governance/admission/check.html."""

    def __init__(self, application: Application, claim: Claim, data: QueryDict | None) -> None:
        super().__init__(application, claim)
        criterion = application.campaign.sheet.by_code.get(claim.code)
        self.how = how(criterion) if criterion else ""
        self.form = VerdictForm(data, application=application, claim=claim)


class CheckingPage(ApplicationPage):
    """All claims at once; what is refused keeps every word."""

    template = "governance/admission/check.html"
    label = gettext_lazy("Check the points")
    said = gettext_lazy("Your check is entered.")
    read_as = gettext_lazy("check of the points")
    address, name = "papers/<int:pk>/check/", "application_check"
    shows = (*ApplicationPage.shows, "claims")

    def prepare(self) -> None:
        claims = self.document.all_claims
        self.claims = [ClaimToCheck(self.document, claim, self.data) for claim in claims]
        self.editors = [asked.form for asked in self.claims]

    def facts(self) -> Facts:
        return {"verdicts": [asked.form.facts() for asked in self.claims]}
