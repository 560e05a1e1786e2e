"""Contracts and additional agreements as they print (docs/domain.md, "Contract").

What was signed prints as it was signed; what came after it (amendments, the end) stands beside it and changes no word.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NotRequired, TypedDict

from governance.documents.approval.disagreements_print import SIGNED_BY
from governance.documents.kinds.contract.agreement import Agreement
from governance.documents.kinds.contract.change import Purpose
from governance.documents.kinds.contract.contract import Contract
from governance.documents.kinds.contract.negotiation import NOT_CONCLUDED
from governance.documents.kinds.contract.text import Ending
from governance.documents.language.phrases import (
    blank_number,
    list_date,
    number_and_date,
    paper_date,
)
from governance.documents.printing.citation import capitalized, cited, kind_word
from governance.documents.printing.data import PaperMarks, SignatureLine, TextSectionData
from governance.documents.printing.registry import prints
from governance.documents.printing.signature_lines import signature_line
from governance.documents.record.kind_settings import Phase
from governance.documents.record.version_text import content_of
from governance.documents.settings.forms.contracts import CONTRACT_PREAMBLE, CONTRACT_PREAMBLE_OF_SEVERAL

# «Договор о сотрудничестве с …»: the name of the kind stands alone on the sheet, the rest under it.
KIND_IN_TITLE = re.compile(r"\A(?:договор|дополнительное соглашение)\s+", re.I)
# How the parties call what they conclude.
CONCLUDED = {"contract": "настоящий договор", "amendment": "настоящее соглашение"}
NOT_CONCLUDED_MARK = {"contract": "НЕ ЗАКЛЮЧЁН", "amendment": "НЕ ЗАКЛЮЧЕНО"}


class SideData(TypedDict):
    """One party at the foot of a contract."""

    role: str  # «Базовая школа», «Школа»
    name: str
    details: list[str]  # address and requisites, a line each
    signature: SignatureLine


class PartyData(TypedDict):
    """One party, as the text names it before anybody has signed."""

    place: str  # where its signature stands
    role: str  # «Базовая школа», «Школа»
    name: str
    details: list[str]  # address and requisites, a line each
    position: str
    signatory: str


class AgreementWords(TypedDict):
    """The words that the parties of a contract or an additional agreement sign."""

    title: str
    place: str
    subject: str  # under the name of the kind: «о сотрудничестве …», «к договору № 3-Д …»
    preamble: str
    basis: str  # the laws and papers that it rests on, each with its day
    sections: list[TextSectionData]
    annexes: list[str]  # «протокол разногласий (пункты 2.5, 3.2)»
    kept: list[PartyData]


class AgreementMarks(PaperMarks):
    number: str  # «№ 3-Д» or phrases.blank_number()
    date: str  # of the last signature, or ""
    notes: list[str]  # «С изменениями: …», «Школа участвует по …»: what came after the signatures
    sides: list[SideData]
    void_word: NotRequired[str]  # «РАСТОРГНУТ», «ИСТЁК» beside `void`


def agreement_marks(paper: Agreement, words: AgreementWords) -> AgreementMarks:
    """Number, date, signatures, and what came after them."""
    data = AgreementMarks(
        title=titled(paper, words["title"]),
        number=f"№ {paper.number}" if paper.number else blank_number(),
        date=paper_date(paper.registered_on) if paper.registered_on else "",
        notes=notes_of(paper) if isinstance(paper, Contract) else [],
        sides=sides_of(paper, words["kept"]),
    )
    if paper.state == NOT_CONCLUDED:
        data["status"] = NOT_CONCLUDED_MARK[paper.kind]
    elif paper.phase in (Phase.DRAFT, Phase.WITH_SOMEBODY):
        data["status"] = "ПРОЕКТ"
    if isinstance(paper, Contract) and paper.phase == Phase.ENDED and paper.number:
        data["void_word"], data["void"] = ending_of(paper)
    return data


def signatures_of(paper: Agreement) -> list[SignatureLine]:
    """The signatures of the parties, which cover the protocol of disagreements as the annex of the paper."""
    lines = []
    for side in sides_of(paper, agreement_words(paper)["kept"]):
        line = side["signature"]
        line["position"] = f"{line['position']}, {side['name']}"
        lines.append(line)
    return lines


SIGNED_BY.update({"contract": signatures_of, "amendment": signatures_of})


@prints("contract", "amendment", marks=agreement_marks)
def agreement_words(paper: Agreement) -> AgreementWords:
    """A contract or an additional agreement in the words that its parties agree to and sign."""
    content = content_of(paper)
    return AgreementWords(
        title=content["title"],
        place=content["place"],
        subject=KIND_IN_TITLE.sub("", content["title"]),
        preamble=preamble(paper.district_id, content["parties"], CONCLUDED[paper.kind]),
        basis=basis_line(content.get("legal_basis", [])),
        sections=content["sections"],
        annexes=content.get("annexes", []),
        kept=[
            PartyData(
                place=side.place,
                role="Школа" if side.position else "Базовая школа",
                name=party["name"],
                details=[
                    line for line in (party["address"], *party["requisites"].splitlines()) if line.strip()
                ],
                position=party["position"],
                signatory=party["signatory"],
            )
            for side, party in zip(paper.sides, content["parties"], strict=True)
        ],
    )


def titled(paper: Agreement, title: str) -> str:
    """«Договор от 12.01.2012 № 3-Д»."""
    if not paper.number or paper.registered_on is None:
        return title
    return f"{capitalized(kind_word(paper))} {number_and_date(paper.number, paper.registered_on)}"


def preamble(district: int, parties: list[Mapping[str, str]], concluded: str) -> str:
    """Who concludes it, each through whom."""
    base, *others = parties
    said = {"базовая школа": base["name"], "в лице кого базовая школа": acting_for(base), "что": concluded}
    if len(others) == 1:
        only = {"школа": others[0]["name"], "в лице кого школа": acting_for(others[0])}
        return CONTRACT_PREAMBLE.filled(district, **said, **only)
    named = "; ".join(f"{other['name']}, {acting_for(other)}" for other in others)
    return CONTRACT_PREAMBLE_OF_SEVERAL.filled(district, **said, школы=named)


def acting_for(party: Mapping[str, str]) -> str:
    return f"в лице {party['represented_by']}, {party['acting']}"


def basis_line(acts: Iterable[Mapping[str, str]]) -> str:
    """«Закон … от 10.07.1992; Положение … от 01.08.2011»: named, not declined, for nobody knows their cases."""
    return "; ".join(f"{act['text']} от {list_date(date.fromisoformat(act['day']))}" for act in acts)


def notes_of(contract: Contract) -> list[str]:
    """What was agreed or declared after the contract came into force, oldest first; for its end see `ending_of`."""
    changes: list[str] = []
    ends: list[str] = []
    for amendment in contract.live_amendments():
        named = f"дополнительное соглашение {number_and_date(amendment.number, amendment.registered_on)}"
        (ends if amendment.purpose == Purpose.TERMINATE else changes).append(named)
    notes = [f"С изменениями: {'; '.join(changes)}"] if changes else []
    if contract.phase != Phase.IN_FORCE:
        return notes
    notes += [f"Расторгается по соглашению сторон: {named}" for named in ends]
    notes += [
        f"{party.unit.name}: уведомление о расторжении, последний день — {paper_date(party.leaves_on)}"
        for party in contract.sides
        if party.leaves_on is not None
    ]
    return notes


def ending_of(contract: Contract) -> tuple[str, str]:
    """The mark of a contract that is over, and what ended it."""
    last = f"последний день действия — {paper_date(contract.ends_on)}" if contract.ends_on else ""
    if contract.ending == Ending.TERM:
        return "ИСТЁК", last
    how = cited(contract.ended_by) if contract.ended_by else "по уведомлению стороны"
    return "РАСТОРГНУТ", f"{how}; {last}"


def sides_of(paper: Agreement, parties: list[PartyData]) -> list[SideData]:
    """Each party with its signature, or with a blank line for whoever is to sign."""
    signed = {signature.place: signature for signature in paper.valid_signatures}
    return [
        SideData(
            role=party["role"],
            name=party["name"],
            details=party["details"],
            signature=signature_line(
                signed.get(party["place"]),
                paper.district_id,
                position=party["position"],
                name=party["signatory"],
            ),
        )
        for party in parties
    ]
