"""Protocol and extract as they print: the signed words with number, signatures and the mark for checking a copy."""

from typing import NotRequired, TypedDict, cast

from governance.documents.kinds.protocol.extract import CERTIFIER, Extract
from governance.documents.kinds.protocol.protocol import CHAIR, SECRETARY, Protocol
from governance.documents.kinds.protocol.signed_words import AgendaLine, ItemData, SignedText, turned
from governance.documents.kinds.protocol.wording import MinutesWording, offices_on
from governance.documents.language.phrases import blank_number, number_and_date, paper_date
from governance.documents.printing.citation import capitalized
from governance.documents.printing.data import AuthorLine, PaperMarks, SignatureLine
from governance.documents.printing.registry import prints
from governance.documents.printing.signature_lines import signed_line
from governance.documents.record.attached import Signature
from governance.documents.record.kind_settings import Phase
from governance.documents.record.version_text import content_of
from governance.documents.settings.forms.passage import FactRowData
from governance.documents.settings.forms.protocols import EXTRACT_TRUE


class ToldItemData(TypedDict):
    """One question in the words of its form, a paragraph each."""

    number: str
    title: str
    lines: list[str]


class ProtocolWords(TypedDict):
    """What is signed, as it is read; kept is by which name stamps call the body that decided."""

    title: str
    kept: str
    organization: str
    body: str
    date: str
    place: str
    presiding: str
    presiding_label: str
    secretary: str
    head: list[FactRowData]
    quorum: str
    agenda_heading: str
    agenda: list[AgendaLine]
    commission_heading: str
    commission: list[str]
    items: list[ToldItemData]
    annexes_heading: str
    annexes: list[str]
    ending: list[str]


class ProtocolMarks(PaperMarks):
    number: str  # «№ 3» or phrases.blank_number()
    signatures: list[SignatureLine]
    suspended: list[str]  # decisions that the chair has suspended, and how that ended


class ExtractWords(TypedDict):
    title: str
    organization: NotRequired[str]
    body: str  # «заседания совета Лузского школьного округа»
    protocol: str  # phrases.number_and_date(…)
    place: str
    attended: list[str]  # who decided on the question, in sentences
    original: str  # where the protocol itself lies
    item: ToldItemData
    certified: str  # «Верно»
    signed: list[AuthorLine]  # who signed the protocol


class ExtractMarks(PaperMarks):
    certifier: SignatureLine
    certified_on: str  # phrases.paper_date(…), or "" for a blank


def protocol_marks(protocol: Protocol, words: ProtocolWords) -> ProtocolMarks:
    signed, district, day = protocol.valid_signatures(), protocol.district_id, protocol.registered_on
    data = ProtocolMarks(
        number=f"№ {protocol.number}" if protocol.number else blank_number(),
        signatures=[
            line(signed.get(CHAIR), district, words["presiding_label"], words["presiding"]),
            line(signed.get(SECRETARY), district, offices_on(district, day).secretary, words["secretary"]),
        ],
        suspended=protocol.sentences_of_suspension,
    )
    if protocol.number and protocol.registered_on is not None:
        data["title"] = f"Протокол {number_and_date(protocol.number, protocol.registered_on)}"
    if protocol.phase != Phase.IN_FORCE:
        data["status"] = "ПРОЕКТ"
    return data


@prints("protocol", marks=protocol_marks)
def protocol_words(protocol: Protocol) -> ProtocolWords:
    """What chair and secretary sign, and its title."""
    signed = cast(SignedText, content_of(protocol))
    wording = MinutesWording(protocol.district_id)
    headings = wording.headings()
    return ProtocolWords(
        title=protocol.title,
        kept=protocol.unit.name,
        organization=signed["organization"],
        body=signed["body"],
        date=signed["date"],
        place=signed["place"],
        presiding=signed["presiding"],
        presiding_label=signed["presiding_label"],
        secretary=signed["secretary"],
        head=wording.head(signed),
        quorum=signed["quorum"],
        agenda_heading=headings.questions if "absentee" in signed else headings.agenda,
        agenda=[wording.agenda(line) for line in signed["agenda"]],
        commission_heading=headings.commission,
        commission=signed.get("commission", []),
        items=[
            ToldItemData(number=item["number"], title=item["title"], lines=wording.question(item))
            for item in signed["items"]
        ],
        annexes_heading=headings.annexes,
        annexes=signed["annexes"],
        ending=wording.ending(signed),
    )


def extract_marks(extract: Extract, words: ExtractWords) -> ExtractMarks:
    signed = extract.signatures.filter(place=CERTIFIER, voided_at=None).first()
    number = f"№ {extract.number} " if extract.number else ""
    district = extract.district_id
    position = capitalized(signed.capacity) if signed else offices_on(district).secretary
    data = ExtractMarks(
        title=f"Выписка {number}из протокола {words['protocol']}",
        certifier=line(signed, district, position, ""),
        certified_on=paper_date(extract.registered_on) if extract.registered_on else "",
    )
    if extract.phase == Phase.DRAFT:
        data["status"] = "ПРОЕКТ"
    return data


@prints("extract", marks=extract_marks)
def extract_words(extract: Extract) -> ExtractWords:
    """One question of the protocol, exactly as it was signed."""
    content = content_of(extract)
    item = cast(ItemData, content["item"])
    wording = MinutesWording(*extract.forms())
    told = ToldItemData(number=item["number"], title=item["title"], lines=wording.question(item))
    certified = EXTRACT_TRUE.on(extract.district_id)
    return cast(ExtractWords, {**content, "title": extract.title, "item": told, "certified": certified})


def line(signed: Signature | None, district: int, position: str, named: str) -> SignatureLine:
    """A signature line: with the mark of the signature, or a blank line if there is none yet."""
    if signed is None:
        return SignatureLine(position=position, name=turned(named), mark="none")
    return signed_line(signed, district, position)
