"""The consent on the desk of the commission: its state beside the application, and the print to be signed by hand."""

from django.http import HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _, gettext_lazy

from governance.desk.base.access import SignedInRequest, of_paper
from governance.desk.base.components import Banner
from governance.desk.base.format import state_of
from governance.desk.kinds.admission.request import RequestForm
from governance.desk.kinds.admission.section import ADMISSION, OVERSEERS
from governance.desk.papers.declaration import enter
from governance.desk.papers.files import ScanFacts
from governance.desk.papers.sheet import pdf
from governance.documents.kinds.admission.application import Application
from governance.documents.kinds.admission.consent import Consent, consent_of, needs_hand
from governance.documents.kinds.admission.print.consent import blank_of


def consent_notices(application: Application, *, linked: bool) -> list[Banner]:
    """Whether there is a consent; whether one signed by hand is needed beside it. `linked`: the reader reads it too."""
    consent = consent_of(application)
    if consent is None:
        return [Banner(meaning="alarm", text=_("There is no consent to the data processing."))]
    state = consent.state_label.lower()
    given = Banner(
        meaning=state_of(consent).meaning,
        text=_("Consent to the data processing: %(state)s.") % {"state": state},
        link=reverse("paper", args=[consent.pk]) if linked else "",
        link_label=_("Open it"),
    )
    if consent.on_paper or not needs_hand(application):
        return [given]
    by_hand = Banner(
        meaning="due",
        title=_("A consent signed by hand is needed"),
        text=_(
            "What is claimed may tell of the pupil's health: print the consent, have it signed and attach it."
        ),
        link=reverse("consent_blank", args=[consent.pk]) if linked else "",
        link_label=_("Print it for the signature"),
    )
    return [given, by_hand]


class SignedConsentForm(ScanFacts[Consent]):
    """The consent as it was signed by hand: a scan or a photograph."""


@of_paper("consent", "application__campaign__unit")
def consent_blank(request: SignedInRequest, document: Consent) -> HttpResponse:
    """The consent to be signed by hand, as PDF."""
    return pdf(request, document.print_form, blank_of(document), f"consent {document.application.number}")


enter(
    Consent,
    section=ADMISSION,
    writes={"withdraw": RequestForm, "enter_signed": SignedConsentForm},
    overseers=OVERSEERS,
    addresses=[path("papers/<key:pk>/consent-to-sign.pdf", consent_blank, name="consent_blank")],
    readings={"consent_blank": gettext_lazy("consent to be signed by hand")},
)
