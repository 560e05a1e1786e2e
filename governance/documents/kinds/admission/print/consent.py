"""A consent to the processing of personal data as it prints: its own words, who gave it for whom, whether it holds."""

from typing import Any, TypedDict, cast

from governance.documents.kinds.admission.consent import Consent
from governance.documents.printing.data import FactLine, PaperData, PaperMarks, SignatureLine
from governance.documents.printing.registry import print_data, prints
from governance.roles.unit import Unit

from .names import ERASED, day_of, hand_of

BLANK = "____________________"


class ConsentPeopleData(TypedDict):
    by: str
    about: str
    address: str
    identity: str
    pupil_address: str


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
            FactLine(label="Адрес", text=words["kept"]["address"] or BLANK),
            FactLine(label="Документ, удостоверяющий личность", text=words["kept"]["identity"] or BLANK),
            FactLine(label="За поступающего", text=words["kept"]["about"] or BLANK),
            FactLine(label="Адрес поступающего", text=words["kept"]["pupil_address"] or BLANK),
            FactLine(label="К заявлению", text=number),
        ],
        signature=hand_of(
            consent,
            words["kept"]["by"],
            given_at=consent.given_at,
            on_paper=consent.on_paper,
            sha256=version.sha256 if version else "",
            consents=True,
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
        operator=_operator(consent.application.campaign.unit),
        text=[line for line in consent.text.splitlines() if line.strip()],
        kept=ConsentPeopleData(
            by=ERASED if erased else consent.given_by,
            about=ERASED if erased else consent.about,
            address=ERASED if erased else consent.address,
            identity=ERASED if erased else consent.identity,
            pupil_address=ERASED if erased else consent.pupil_address,
        ),
    )


def blank_of(consent: Consent) -> PaperData:
    """The same paper to be signed by hand: without what is said of how it was given."""
    data: Any = {name: part for name, part in print_data(consent).items() if name not in ("status", "void")}
    data["signature"] = hand_of(consent, consent.given_by, given_at=None, on_paper=True, sha256="")
    return cast(PaperData, data)


def _operator(school: Unit) -> str:
    """Name and address: Federal Law 152-FZ, article 9, part 4."""
    return ", ".join(part for part in (school.name, school.address or school.place) if part)
