"""A letter on the school's form (бланк): requisites, number and date, addressee, heading, text, signature, executor."""

from typing import Any, TypedDict

from django.utils import timezone

from governance.documents.kinds.outgoing.letter import SIGNER, Outgoing
from governance.documents.language.phrases import list_date
from governance.documents.printing.citation import capitalized
from governance.documents.printing.data import PaperMarks, SignatureLine
from governance.documents.printing.registry import prints
from governance.documents.printing.signature_lines import signature_line
from governance.documents.record.signatures import valid_signatures
from governance.documents.record.version_text import content_of
from governance.documents.settings.forms.correspondence import (
    LETTER_ENCLOSURE,
    LETTER_EXECUTOR,
    LETTER_REFERENCE,
)
from governance.roles.rights import Right

State = Outgoing.State


class OutgoingWords(TypedDict):
    title: str
    organization: str
    requisites: list[str]  # address, ИНН and ОГРН, what else the unit says of itself
    addressee: list[str]
    reference: str  # «На № 01-12-92 от 12.01.2012», or ""
    heading: str  # «О согласовании графика»
    text: list[str]
    enclosure: str
    prepared: str  # «Исп.: Винокурова С.А., тел. 8 (83346) 2-15-30»


class OutgoingMarks(PaperMarks):
    number: str
    date: str
    signature: SignatureLine


def outgoing_marks(letter: Outgoing, words: OutgoingWords) -> OutgoingMarks:
    """Number, date and signature, with blanks for what is not there yet."""
    signed = valid_signatures(letter).get(SIGNER) if letter.number else None
    heads = letter.holders(Right.SIGN_ORDER, letter.unit_id) if signed is None else []
    head = heads[0] if len(heads) == 1 else None
    marks = OutgoingMarks(
        number=letter.number or "____________",
        date=list_date(letter.registered_on) if letter.registered_on else "____________",
        signature=signature_line(
            signed,
            letter.district_id,
            position=capitalized(head.capacity) if head else "Директор",
            name=head.person.signature_name if head else "",
        ),
    )
    if letter.number:
        marks["title"] = f"Письмо № {letter.number}"
    elif letter.state == State.DROPPED:
        marks["status"] = "НЕ ОТПРАВЛЯЕТСЯ"
    else:
        marks["status"] = "ПРОЕКТ"
    if letter.state == State.ANNULLED:
        marks["void"] = "до отправки"
    return marks


@prints("outgoing", marks=outgoing_marks)
def outgoing_words(letter: Outgoing) -> OutgoingWords:
    """The letter in the words that are signed."""
    content: Any = content_of(letter)
    district, begun = letter.district_id, timezone.localdate(letter.created_at)
    number, day = content["reference"] or ("", "")
    enclosed = content["enclosure"]
    return OutgoingWords(
        title=letter.title,
        organization=content["organisation"],
        requisites=letter.unit.form_head,
        addressee=[*filter(None, [*content["addressee"].splitlines()])],
        reference=LETTER_REFERENCE.filled(district, begun, номер=number, дата=day) if number else "",
        heading=content["title"],
        text=[line.strip() for line in content["text"].splitlines() if line.strip()],
        enclosure=(
            LETTER_ENCLOSURE.filled(
                district, begun, документ=f"«{enclosed['title']}»", версия=str(enclosed["version"])
            )
            if enclosed
            else ""
        ),
        prepared=LETTER_EXECUTOR.filled(district, begun, кто=content["executor"], телефон=content["phone"]),
    )
