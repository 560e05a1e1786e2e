"""The page of an application for those who work on it: who, what is claimed and what was found, twins, the consent."""

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy
from django_fsm import can_proceed

from governance import clock
from governance.desk.base.access import SignedInRequest
from governance.desk.base.fields import day_field, text_field
from governance.desk.base.format import day, state_of
from governance.desk.kinds.admission.labels import name_of, number, offer_names, outcome_badge
from governance.desk.papers.forms import FactsForm
from governance.desk.papers.undeclared import CONTEXT, EFFECTS, FURTHER, PAGES, OwnPage, facts_form
from governance.documents.kinds.admission.application import Application
from governance.documents.kinds.admission.campaign_card import TEST
from governance.documents.kinds.admission.card import State
from governance.documents.kinds.admission.checking import name_of as criterion_name
from governance.documents.kinds.admission.claims import Claim, Verdict
from governance.documents.kinds.admission.consent import consent_of
from governance.documents.kinds.admission.intake import LONGEST_MISSING
from governance.documents.record.attached import Attachment
from governance.roles.rights import Right

Outcome = Verdict.Outcome
VERDICTS = {
    Outcome.ACCEPT: ("force", gettext_lazy("accepts")),
    Outcome.CORRECT: ("due", gettext_lazy("corrects")),
    Outcome.REJECT: ("alarm", gettext_lazy("rejects")),
}

PAGES["application", "check_claims"] = OwnPage("application_check", gettext_lazy("Check the points"))
PAGES["application", "settle_claims"] = OwnPage(
    "application_settle", gettext_lazy("Decide where the checks differ")
)
# A quiet link leads there (`conflict_link`): it is no next step.
PAGES["application", "declare_conflict"] = OwnPage("application_conflict", "", fits=lambda application: False)
EFFECTS["application", "accept"] = gettext_lazy("Two members of the commission get it to check.")
EFFECTS["application", "reopen"] = gettext_lazy("The checks made so far bind nobody; write why.")


# --- what the secretary enters ----------------------------------------------------------------------------------------


@facts_form("application", "ask")
class AskForm(FactsForm):
    """What is missing, in the words that the parents read, and until when they may bring it."""

    missing = text_field(
        gettext_lazy("What is missing"),
        LONGEST_MISSING,
        lines=3,
        help_text=gettext_lazy("The parents read these words by their private link and in the letter."),
    )
    until = day_field(
        gettext_lazy("Bring it until"),
        required=False,
        help_text=gettext_lazy("Left empty, the usual number of days is given."),
    )


@facts_form("application", "enter_conflict")
class ConflictForm(FactsForm):
    """The members of the commission with a conflict of interest."""

    person = forms.TypedChoiceField(label=gettext_lazy("Member of the commission"), coerce=int)

    @classmethod
    def wanted(cls, document: Any) -> set[tuple[str, int]]:
        return {(Right.READ_APPLICATIONS.value, document.unit_id)}

    def prepare(self) -> None:
        known = self.document.holders(Right.READ_APPLICATIONS, self.document.unit_id)
        self.fields["person"].choices = [  # type: ignore[attr-defined]
            ("", "—"),
            *((held.person_id, f"{held.person.name}, {held.capacity}") for held in known),
        ]


@facts_form("application", "enter_test")
class TestForm(FactsForm):
    """The result of the additional test of those who are equal at the cut-off."""

    value = text_field(gettext_lazy("Result of the additional test"), 12, attrs={"inputmode": "decimal"})

    @property
    def fits(self) -> bool:
        return TEST in self.document.campaign.sheet.tie_break


@facts_form("application", "offer_place")
class OfferForm(FactsForm):
    """Which free place is offered; the move finds out to whom."""

    offer = forms.ChoiceField(label=gettext_lazy("Free place"), widget=forms.RadioSelect)

    def prepare(self) -> None:
        names = offer_names(self.document.campaign)
        waited = [code for code, outcome in self.document.outcomes.items() if outcome == "reserve"]
        self.fields["offer"].choices = [  # type: ignore[attr-defined]
            (code, names.get(code, code)) for code in waited if code not in self.document.turned_down
        ]

    @property
    def fits(self) -> bool:
        return bool(self.fields["offer"].choices)  # type: ignore[attr-defined]


# --- the page ---------------------------------------------------------------------------------------------------------


def context(request: SignedInRequest, document: Any) -> dict[str, Any]:
    """What stands beside the text; on the other tabs only the facts."""
    said: dict[str, Any] = {
        "title": str(document),
        "pupil": pupil(document),
        "course": course(document),
        "notices": notices(document, linked=is_of_commission(request, document)),
    }
    if request.GET.get("part", "text") == "text":
        said["claims"] = claims(document)
    return said


def pupil(application: Application) -> list[dict[str, Any]]:
    """Who it is about and who applies."""
    if application.erased_at is not None:
        return [{"name": _("Pupil"), "value": name_of(application)}]
    who = application.applicant
    facts = [
        {"name": _("Pupil"), "value": who.name},
        {"name": _("Born"), "value": day(who.birth_date)},
        {"name": _("Learns in"), "value": who.school_name},
        {"name": _("Parent"), "value": who.parent},
        {"name": _("Second parent"), "value": who.second_parent},
        {"name": _("Telephone"), "value": who.phone},
        {"name": _("E-mail"), "value": email(application)},
        {"name": _("Applied"), "value": application.get_way_display()},
        {"name": _("Code in the lists"), "value": application.public_code},
    ]
    return [fact for fact in facts if fact["value"]]


def email(application: Application) -> str:
    address = application.applicant.email
    if not address or application.email_confirmed_at is not None:
        return address
    return _("%(address)s (not confirmed)") % {"address": address}


def course(application: Application) -> list[dict[str, Any]]:
    """The wishes in order, each with what the adopted list says of it."""
    names = offer_names(application.campaign)
    asked = application.all_wishes
    return [
        {
            "name": names.get(code, code),
            "note": _("if no profile") if code not in application.wishes else "",
            "badge": outcome_badge(outcome) if (outcome := application.outcomes.get(code)) else None,
            "held": code == application.place,
        }
        for code in asked
    ]


def notices(application: Application, *, linked: bool) -> list[dict[str, Any]]:
    """What has to be seen before anything is decided: what is missing, a twin, the consent, an offer.

    `linked`: whether the reader reads the other papers of the commission, too.
    """
    said: list[dict[str, Any]] = []
    if application.state == State.INCOMPLETE:
        late = application.missing_until is not None and clock.today() > application.missing_until
        said.append(
            {
                "meaning": "alarm" if late else "due",
                "title": _("The parents are asked for papers until %(day)s")
                % {"day": day(application.missing_until)},
                "text": application.missing,
            }
        )
    if application.state == State.OFFERED:
        name = offer_names(application.campaign).get(application.offered, application.offered)
        said.append(
            {
                "meaning": "held",
                "title": _("Offered: %(place)s") % {"place": name},
                "text": _("The parents answer until %(day)s; silence is no consent.")
                % {"day": day(application.offered_until)},
            }
        )
    if application.erased_at is None:
        found = [*(twin_notice(twin) for twin in application.twins()), consent_notice(application)]
        said += found if linked else [{**one, "link": ""} for one in found]
    return said


def twin_notice(twin: Any) -> dict[str, Any]:
    return {
        "meaning": "due",
        "title": _("Possibly the same pupil: application No. %(number)s") % {"number": twin.number},
        "text": _(
            "Name and date of birth are the same. Ask the parents which one stands, and withdraw the other."
        ),
        "link": reverse("paper", args=[twin.pk]),
        "link_label": _("Open it"),
    }


def consent_notice(application: Application) -> dict[str, Any]:
    consent = consent_of(application)
    if consent is None:
        return {"meaning": "alarm", "title": "", "text": _("There is no consent to the data processing.")}
    return {
        "meaning": state_of(consent)["meaning"],
        "title": "",
        "text": _("Consent to the data processing: %(state)s.") % {"state": consent.state_label.lower()},
        "link": reverse("paper", args=[consent.pk]),
        "link_label": _("Open it"),
    }


def claims(application: Application) -> list[dict[str, Any]]:
    """Each claim with its proof, what every check says of it and what counts; two queries."""
    checks = {check.pk: check.person.name for check in application.live_checks if check.done_at}
    verdicts: dict[int, list[Verdict]] = {}
    for verdict in Verdict.objects.filter(check_made__in=checks).order_by("check_made_id"):
        verdicts.setdefault(verdict.claim_id, []).append(verdict)
    return [
        {
            **claim_row(application, claim),
            "verdicts": [
                said(verdict, checks[verdict.check_made_id]) for verdict in verdicts.get(claim.pk, [])
            ],
            "settled": settled(claim),
        }
        for claim in application.all_claims
    ]


def claim_row(application: Application, claim: Claim) -> dict[str, Any]:
    """What is claimed, and by what it is confirmed."""
    return {
        "name": criterion_name(application, claim),
        "value": _("stated") if claim.is_circumstance else number(claim.value),
        "note": claim.note,
        "proof": proof(application, claim.proof),
    }


def proof(application: Application, file: Attachment | None) -> dict[str, str] | None:
    if file is None:
        return None
    return {"name": file.name, "href": reverse("paper_file", args=[application.pk, file.pk])}


def said(verdict: Verdict, who: str) -> dict[str, Any]:
    """One check's word on one claim."""
    meaning, word = VERDICTS[Outcome(verdict.outcome)]
    return {
        "who": who,
        "meaning": meaning,
        "word": word,
        "value": number(verdict.value) if verdict.outcome == Outcome.CORRECT else "",
        "reason": verdict.reason,
    }


def settled(claim: Claim) -> dict[str, Any] | None:
    """What counts in the end; nothing while it is open."""
    if not claim.is_settled:
        return None
    if claim.settled is None:
        value = _("not counted")
    else:
        value = _("counted") if claim.is_circumstance else number(claim.settled)
    return {
        "value": value,
        "meaning": "force" if not claim.is_corrected else "due" if claim.settled is not None else "alarm",
        "reason": claim.settled_reason if claim.is_corrected else "",
    }


def is_of_commission(request: SignedInRequest, application: Any) -> bool:
    """Not so who hears the appeal: they read this one application alone."""
    return (Right.READ_APPLICATIONS.value, application.unit_id) in request.pairs


def back_to_list(request: SignedInRequest, document: Any) -> dict[str, str] | None:
    if not is_of_commission(request, document):
        return None
    return {"label": _("All applications"), "href": reverse("applications", args=[document.campaign_id])}


def conflict_link(request: SignedInRequest, document: Any) -> dict[str, str] | None:
    """For a member while the application is still considered."""
    checks = (Right.CHECK_APPLICATION.value, document.unit_id) in request.pairs
    if not checks or not can_proceed(document.declare_conflict):
        return None
    return {
        "label": _("I have a conflict of interest…"),
        "href": reverse("application_conflict", args=[document.pk]),
    }


CONTEXT["application"] = context
FURTHER.setdefault("application", []).extend([conflict_link, back_to_list])
