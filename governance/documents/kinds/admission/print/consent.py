"""A consent to the processing of personal data as it prints: its own words, who gave it for whom, whether it holds."""

from typing import TypedDict

from governance.documents.kinds.admission.consent import Consent
from governance.documents.printing.data import FactLine, PaperMarks, SignatureLine
from governance.documents.printing.registry import prints

from .names import ERASED, day_of, hand_of

BLANK = "____________________"


class ConsentPeopleData(TypedDict):
    by: str
    about: str


class ConsentWords(TypedDict):
    title: str
    operator: str
    text: list[str]
    kept: ConsentPeopleData


class ConsentMarks(PaperMarks):
    facts: list[FactLine]
    signature: SignatureLine


def consent_marks(consent: Consent, words: ConsentWords) -> ConsentMarks:
    application, version = consent.application, consent.present_version
    number = f"№ {application.number}" if application.number else "черновик"
    data = ConsentMarks(
        facts=[
            FactLine(label="Согласие даёт", text=words["kept"]["by"] or BLANK),
            FactLine(label="За поступающего", text=words["kept"]["about"] or BLANK),
            FactLine(label="К заявлению", text=number),
        ],
        signature=hand_of(
            words["kept"]["by"],
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


@prints("consent", marks=consent_marks)
def consent_words(consent: Consent) -> ConsentWords:
    """The consent in the words that were agreed to; once its personal data was erased, without who gave it."""
    erased = consent.erased_at is not None
    return ConsentWords(
        title=consent.title,
        operator=consent.application.campaign.unit.name,
        text=[line for line in consent.text.splitlines() if line.strip()],
        kept=ConsentPeopleData(
            by=ERASED if erased else consent.given_by, about=ERASED if erased else consent.about
        ),
    )
