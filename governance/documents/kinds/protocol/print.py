"""The protocol as it prints: its signed words with number, signatures and the mark for checking a copy."""

from typing import cast

from django.utils import timezone

from governance.documents.kinds.protocol.content import Words
from governance.documents.kinds.protocol.model import CHAIR, SECRETARY, Protocol
from governance.documents.language.phrases import (
    blank_number,
    confirmed_in_system,
    list_date,
    signed_on_paper,
)
from governance.documents.printing.check_code import check_of
from governance.documents.printing.data import ProtocolData, Signature
from governance.documents.record.attached import Signature as Signed
from governance.documents.record.document import Phase


def signed_words(protocol: Protocol) -> Words:
    """The frozen words once the protocol was put up for signature, the present ones while it is a draft."""
    version = protocol.present_version if protocol.state != Protocol.State.DRAFT else None
    return cast(Words, version.content if version else protocol.content())


def protocol_data(protocol: Protocol) -> ProtocolData:
    """Everything that templates/print/protocol.typ asks for."""
    words = signed_words(protocol)
    version = protocol.present_version
    moment = version.created_at if version else protocol.created_at
    data = ProtocolData(
        title=titled(protocol),
        created=timezone.localtime(moment).isoformat(),
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


def titled(protocol: Protocol) -> str:
    """«Протокол № 3 от 12.09.2011»."""
    if not protocol.number or protocol.registered_on is None:
        return protocol.title
    return f"Протокол № {protocol.number} от {list_date(protocol.registered_on)}"


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


def turned(named: str) -> str:
    """«Крылова И.П., председатель совета» → «И.П. Крылова», as beside a signature."""
    surname, _space, initials = named.partition(",")[0].rpartition(" ")
    return f"{initials} {surname}".strip()
