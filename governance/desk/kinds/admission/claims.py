"""The claims of an application as pages show them: the proof, what every check says, what counts."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy

from governance.desk.base.components import PageLink, Words
from governance.desk.base.format import figure
from governance.documents.kinds.admission.application import Application
from governance.documents.kinds.admission.checking import name_of
from governance.documents.kinds.admission.claims import Claim, Verdict

Outcome = Verdict.Outcome
VERDICTS = {
    Outcome.ACCEPT: ("force", gettext_lazy("accepts")),
    Outcome.CORRECT: ("due", gettext_lazy("corrects")),
    Outcome.REJECT: ("alarm", gettext_lazy("rejects")),
}


class ClaimShown:
    """What is claimed, and by what it is confirmed."""

    def __init__(self, application: Application, claim: Claim) -> None:
        self.name = name_of(application, claim)
        self.value = _("stated") if claim.is_circumstance else figure(claim.value)
        self.note = claim.note
        self.proof = None
        if claim.proof is not None:
            address = reverse("paper_file", args=[application.pk, claim.proof.pk])
            self.proof = PageLink(label=claim.proof.name, href=address)


@dataclass(frozen=True)
class CountedValue:
    """What counts of a claim in the end."""

    meaning: str
    value: str
    reason: str = ""


@dataclass(frozen=True)
class VerdictShown:
    """One check's word on one claim; `value` where it corrects the claimed one."""

    who: str
    meaning: str
    word: Words
    value: str
    reason: str


class CheckedClaim(ClaimShown):
    """A claim with every check's word on it."""

    def __init__(self, application: Application, claim: Claim, found: Iterable[Verdict]) -> None:
        super().__init__(application, claim)
        self.verdicts = [shown(verdict) for verdict in found]
        self.settled = counted(claim)


def shown(verdict: Verdict) -> VerdictShown:
    value = figure(verdict.value) if verdict.outcome == Outcome.CORRECT else ""
    who = verdict.check_made.person.name
    return VerdictShown(who, *VERDICTS[Outcome(verdict.outcome)], value, verdict.reason)


def counted(claim: Claim) -> CountedValue | None:
    """Nothing while it is open."""
    if not claim.is_settled:
        return None
    if claim.settled is None:
        return CountedValue("alarm", _("not counted"), claim.settled_reason)
    value = _("counted") if claim.is_circumstance else figure(claim.settled)
    if claim.is_corrected:
        return CountedValue("due", value, claim.settled_reason)
    return CountedValue("force", value)


def verdicts_of(application: Application) -> dict[int, list[Verdict]]:
    """What the checks that count say, by claim; two queries."""
    made = [check.pk for check in application.live_checks if check.done_at]
    found: dict[int, list[Verdict]] = {}
    verdicts = Verdict.objects.filter(check_made__in=made).select_related("check_made__person")
    for verdict in verdicts.order_by("check_made_id"):
        found.setdefault(verdict.claim_id, []).append(verdict)
    return found


def checked_claims(application: Application) -> list[CheckedClaim]:
    found = verdicts_of(application)
    return [CheckedClaim(application, claim, found.get(claim.pk, ())) for claim in application.all_claims]
