"""Protocol and extract as they print: the signed words with number, signatures and the mark for checking a copy."""

from typing import cast

from django.utils import timezone

from governance.documents.kinds.protocol.content import turned
from governance.documents.kinds.protocol.extract import CERTIFIER, Extract
from governance.documents.kinds.protocol.protocol import CHAIR, SECRETARY, Protocol
from governance.documents.language.phrases import (
    blank_number,
    confirmed_in_system,
    list_date,
    number_and_date,
    paper_date,
    signed_on_paper,
)
from governance.documents.printing.check_code import check_of
from governance.documents.printing.citation import capitalized
from governance.documents.printing.data import ExtractData, ProtocolData, Signature
from governance.documents.printing.parts import moment_of_text
from governance.documents.printing.registry import prints
from governance.documents.record.attached import Signature as Signed
from governance.documents.record.kind_settings import Phase


@prints("protocol")
def protocol_data(protocol: Protocol) -> ProtocolData:
    """Everything that templates/print/protocol.typ asks for."""
    words = protocol.words()
    data = ProtocolData(
        title=titled(protocol),
        created=moment_of_text(protocol),
        check=check_of(protocol),
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
    data["created"] = moment_of_text(extract)
    data["check"] = check_of(extract)
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


def line(signed: Signed | None, position: str, named: str) -> Signature:
    """A signature line: with the mark of the signature, or with room for the hand while there is none."""
    if signed is None:
        return Signature(position=position, name=turned(named), mark="none")
    name = signed.person.signature_name
    moment = timezone.localtime(signed.signed_at)
    if signed.way == Signed.Way.PAPER:
        return Signature(position=position, name=name, mark="paper", text=signed_on_paper(moment.date()))
    mark = confirmed_in_system(name, signed.capacity, moment, signed.sha256)
    return Signature(position=position, name=name, mark="system", text=mark)
