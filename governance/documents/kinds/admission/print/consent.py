"""A consent to the processing of personal data as it prints: its own words, who gave it for whom, whether it holds."""

from governance.documents.kinds.admission.consent import Consent
from governance.documents.printing.data import FactLine, PaperData, SignatureLine
from governance.documents.printing.registry import prints

from .names import ERASED, day_of, hand_of


class ConsentData(PaperData):
    operator: str
    facts: list[FactLine]
    text: list[str]
    signature: SignatureLine


@prints("consent")
def consent_data(consent: Consent) -> ConsentData:
    """The consent in the words that were agreed to; once its personal data was erased, without who gave it."""
    erased = consent.erased_at is not None
    by, about = (ERASED, ERASED) if erased else (consent.given_by, consent.about)
    application, version = consent.application, consent.present_version
    number = f"№ {application.number}" if application.number else "черновик"
    data = ConsentData(
        title=consent.title,
        operator=application.campaign.unit.name,
        facts=[
            FactLine(label="Согласие даёт", text=by or "____________________"),
            FactLine(label="За поступающего", text=about or "____________________"),
            FactLine(label="К заявлению", text=number),
        ],
        text=[line for line in consent.text.splitlines() if line.strip()],
        signature=hand_of(
            by,
            given_at=consent.given_at,
            on_paper=consent.on_paper,
            sha256=version.sha256 if version else "",
            what="Дано",
        ),
    )
    if consent.given_at is None:
        data["status"] = "НЕ ДАНО"
    if consent.withdrawn_at is not None:
        data["void"] = day_of(consent.withdrawn_at)
    return data
