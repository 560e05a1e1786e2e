"""The claims of an application: shown with every check, checked by a member, decided by the chair where checks differ.

Nothing is accepted by default: each claim is answered, with one press or by keyboard (Space accepts, Tab goes on).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _, gettext_lazy

from governance.desk.base.components import Badge
from governance.desk.base.format import figure
from governance.desk.editors.claimed_value import (
    ClaimedValueForm,
    ClaimOptions,
    ClaimVerdictForm,
    reason_field,
    value_field,
)
from governance.desk.kinds.admission.section import ApplicationPage
from governance.desk.papers.forms import Facts
from governance.documents.kinds.admission.application import Application
from governance.documents.kinds.admission.checking import name_of
from governance.documents.kinds.admission.claims import Claim, Verdict
from governance.documents.law.criteria.description import how
from governance.documents.law.validation import plain
from governance.documents.settings.admission import CHECKS

Outcome = Verdict.Outcome
VERDICTS = {
    Outcome.ACCEPT.value: Badge("force", gettext_lazy("accepts")),
    Outcome.CORRECT.value: Badge("due", gettext_lazy("corrects")),
    Outcome.REJECT.value: Badge("alarm", gettext_lazy("rejects")),
}
OTHER, NOTHING = "other", "nothing"


# --- what is shown ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class ClaimShown:
    """A claim on a page, with the checks that count, or with a form to answer it."""

    claim: Claim
    verdicts: Sequence[Verdict] = ()
    form: ClaimedValueForm | None = None

    @property
    def name(self) -> str:
        return name_of(self.claim.application, self.claim)

    @property
    def how(self) -> str:
        """What the criterion gives."""
        criterion = self.claim.application.campaign.sheet.by_code.get(self.claim.code)
        return how(criterion) if criterion else ""


def verdicts_of(application: Application) -> dict[int, list[Verdict]]:
    """What the checks that count say, by claim; one query.

    Nothing until all of them are there: whoever checks second does not know what the first one said, nor does anybody
    who could tell it. That a check is made stands in the history.
    """
    verdicts = Verdict.objects.filter(
        check_made__application=application, check_made__dropped_at=None, check_made__done_at__isnull=False
    )
    by_claim: dict[int, list[Verdict]] = {}
    checks = set()
    # A check that is done says something of every claim.
    for verdict in verdicts.select_related("check_made__person").order_by("check_made_id"):
        by_claim.setdefault(verdict.claim_id, []).append(verdict)
        checks.add(verdict.check_made_id)
    return by_claim if len(checks) >= CHECKS.on(application.district_id) else {}


def checked_claims(application: Application) -> list[ClaimShown]:
    verdicts = verdicts_of(application)
    return [ClaimShown(claim, verdicts.get(claim.pk, ())) for claim in application.all_claims]


def options_of(claim: Claim) -> ClaimOptions:
    """What the forms about a claim have in common."""
    return {
        "sheet": claim.application.campaign.sheet,
        "code": claim.code,
        "is_circumstance": claim.is_circumstance,
        "prefix": f"c{claim.pk}",
    }


# --- a member checks --------------------------------------------------------------------------------------------------


class VerdictForm(ClaimVerdictForm):
    """What this member says of one claim."""

    reason = reason_field(gettext_lazy("The parents read it."))
    reason_missing = gettext_lazy("Write the reason; the parents read it.")

    def __init__(self, data: QueryDict | None, claim: Claim) -> None:
        outcomes = [
            choice
            for choice in Outcome.choices
            if not (claim.is_circumstance and choice[0] == Outcome.CORRECT)
        ]
        super().__init__(data, claimed=claim.value, outcomes=outcomes, **options_of(claim))
        self.claim = claim

    def facts(self) -> Facts:
        return {"claim": self.claim.pk, **self.cleaned_data}


class ClaimsPage(ApplicationPage):
    """All claims that are asked about at once, each with its form; what is refused keeps every word."""

    shows: ClassVar[Sequence[str]] = (*ApplicationPage.shows, "claims", "verdicts")
    verdicts = VERDICTS
    # What the move calls the answers.
    answers: ClassVar[str]

    # What the checks say, by claim.
    made: Mapping[int, Sequence[Verdict]] = {}

    def prepare(self) -> None:
        self.forms = self.get_forms()
        self.editors = [*self.forms]

    def get_forms(self) -> "Sequence[VerdictForm | ResolveForm]":
        raise NotImplementedError

    @property
    def claims(self) -> list[ClaimShown]:
        return [ClaimShown(form.claim, self.made.get(form.claim.pk, ()), form) for form in self.forms]

    def facts(self) -> Facts:
        return {self.answers: [form.facts() for form in self.forms]}


class CheckingPage(ClaimsPage):
    template = "governance/admission/check.html"
    label = gettext_lazy("Check the points")
    said = gettext_lazy("Your check is entered.")
    read_as = gettext_lazy("check of the points")
    address, name = "papers/<key:pk>/check/", "application_check"
    answers = "verdicts"

    def get_forms(self) -> list[VerdictForm]:
        return [VerdictForm(self.data, claim) for claim in self.document.all_claims]


# --- the chair decides ------------------------------------------------------------------------------------------------


class ResolveForm(ClaimedValueForm):
    """One claim: the value of one of the checks, another one, or nothing; with a reason."""

    another = OTHER

    choice = forms.ChoiceField(label=gettext_lazy("What counts"), widget=forms.RadioSelect)
    value = value_field(gettext_lazy("Another value"))
    reason = reason_field(
        gettext_lazy("The parents read it."),
        gettext_lazy("Write the reason; the parents read it."),
    )

    def __init__(self, data: QueryDict | None, claim: Claim, verdicts: Sequence[Verdict]) -> None:
        super().__init__(data, **options_of(claim))
        self.claim = claim
        values = sorted({verdict.value for verdict in verdicts if verdict.value is not None})
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


class SettlePage(ClaimsPage):
    """All disputed claims, the words of both checks side by side, one decision on each with a reason."""

    template = "governance/admission/settle.html"
    label = gettext_lazy("Decide where the checks differ")
    said = gettext_lazy("Your decision is entered.")
    read_as = gettext_lazy("decision on the checks")
    address, name = "papers/<key:pk>/settle/", "application_settle"
    answers = "decisions"

    def get_forms(self) -> "list[ResolveForm]":
        self.made = verdicts_of(self.document)
        return [
            ResolveForm(self.data, claim, self.made.get(claim.pk, ()))
            for claim in self.document.all_claims
            if not claim.is_settled
        ]
