"""Protocol and extract as they print: the signed words with number, signatures and the mark for checking a copy."""

from typing import NotRequired, cast

from django.utils import timezone

from governance.documents.kinds.protocol.extract import CERTIFIER, Extract
from governance.documents.kinds.protocol.protocol import CHAIR, SECRETARY, Protocol
from governance.documents.kinds.protocol.signed_words import ItemData, turned
from governance.documents.language.phrases import (
    blank_number,
    confirmed_in_system,
    list_date,
    number_and_date,
    paper_date,
    signed_on_paper,
)
from governance.documents.printing.citation import capitalized
from governance.documents.printing.data import AuthorLine, PaperData, SignatureLine
from governance.documents.printing.registry import prints
from governance.documents.record.attached import Signature
from governance.documents.record.kind_settings import Phase


class ProtocolData(PaperData):
    body: str  # in the genitive under ПРОТОКОЛ: «заседания совета Лузского школьного округа»
    organization: NotRequired[str]  # over ПРОТОКОЛ
    date: str  # of the meeting, not of drafting
    number: str  # «№ 3» or phrases.blank_number()
    place: str
    presiding: str
    presiding_label: NotRequired[str]  # «Председатель» unless somebody stood in: «Председательствующий»
    secretary: str
    present: list[str]  # numbered when over ten
    absent: list[str]  # «Петров П.П. (болезнь)»
    invited: list[str]
    quorum: str  # the sentence with the rule
    agenda: list[str]
    items: list[ItemData]
    annexes: list[str]
    signatures: list[SignatureLine]


class ExtractData(PaperData):
    organization: NotRequired[str]
    body: str  # «заседания совета Лузского школьного округа»
    protocol: str  # phrases.number_and_date(…)
    place: str
    attended: str  # in one line
    item: ItemData
    signed: list[AuthorLine]  # who signed the protocol
    certifier: SignatureLine
    certified_on: str  # phrases.paper_date(…), or "" for a blank


@prints("protocol")
def protocol_data(protocol: Protocol) -> ProtocolData:
    """Everything that templates/print/protocol.typ asks for."""
    words = protocol.words()
    data = ProtocolData(
        title=titled(protocol),
        number=f"№ {protocol.number}" if protocol.number else blank_number(),
        signatures=[
            line(protocol.signature(CHAIR), words["presiding_label"], words["presiding"]),
            line(protocol.signature(SECRETARY), "Секретарь", words["secretary"]),
        ],
        **words,
    )
    if protocol.phase != Phase.IN_FORCE:
        data["status"] = "ПРОЕКТ"
    return data


@prints("extract")
def extract_data(extract: Extract) -> ExtractData:
    """Everything that templates/print/extract.typ asks for."""
    version = extract.present_version
    words = version.content if version else extract.content()
    signed = extract.signatures.filter(place=CERTIFIER, voided_at=None).select_related("person").first()
    data = cast(ExtractData, dict(words))
    data["title"] = extract_titled(extract)
    data["certifier"] = line(signed, capitalized(signed.capacity) if signed else "Секретарь", "")
    data["certified_on"] = paper_date(extract.registered_on) if extract.registered_on else ""
    if extract.phase == Phase.DRAFT:
        data["status"] = "ПРОЕКТ"
    return data


def titled(protocol: Protocol) -> str:
    """«Протокол № 3 от 12.09.2011»."""
    if not protocol.number or protocol.registered_on is None:
        return protocol.title
    return f"Протокол № {protocol.number} от {list_date(protocol.registered_on)}"


def extract_titled(extract: Extract) -> str:
    """«Выписка № 2 из протокола № 3 от «12» сентября 2011 г.»."""
    number = f"№ {extract.number} " if extract.number else ""
    protocol = extract.protocol
    return f"Выписка {number}из протокола {number_and_date(protocol.number, protocol.registered_on)}"


def line(signed: Signature | None, position: str, named: str) -> SignatureLine:
    """A signature line: with the mark of the signature, or a blank line if there is none yet."""
    if signed is None:
        return SignatureLine(position=position, name=turned(named), mark="none")
    name = signed.person.signature_name
    moment = timezone.localtime(signed.signed_at)
    if signed.way == Signature.Way.PAPER:
        return SignatureLine(position=position, name=name, mark="paper", text=signed_on_paper(moment.date()))
    mark = confirmed_in_system(name, signed.capacity, moment, signed.sha256)
    return SignatureLine(position=position, name=name, mark="system", text=mark)
