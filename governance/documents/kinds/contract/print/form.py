"""The common form of contracts as it prints: its blanks open (docs/domain.md, "Contract")."""

from collections.abc import Mapping
from datetime import date
from typing import Any, TypedDict

from governance.documents.kinds.contract.form import ContractForm
from governance.documents.kinds.contract.print.agreement import KIND_IN_TITLE, basis_line
from governance.documents.language.clauses import BLANK
from governance.documents.language.phrases import paper_date
from governance.documents.printing.registry import prints
from governance.documents.record.version_text import content_of


class PieceData(TypedDict):
    """Words of a form, or the name of a blank in it."""

    text: str
    blank: bool


class FormClauseData(TypedDict):
    number: str
    pieces: list[PieceData]


class FormSectionData(TypedDict):
    number: str
    title: str
    clauses: list[FormClauseData]


class BlankLine(TypedDict):
    name: str
    label: str


class ContractFormWords(TypedDict):
    """The common form of contracts, its blanks open."""

    title: str
    heading: str
    basis: str
    sections: list[FormSectionData]
    blanks: list[BlankLine]  # those that are filled for each school
    term: str


FORM_STATUSES = {
    ContractForm.State.DRAFT: "ПРОЕКТ",
    ContractForm.State.RETIRED: "ВЫВЕДЕНА ИЗ ДЕЙСТВИЯ",
}


@prints("contract_form", statuses=FORM_STATUSES)
def form_words(form: ContractForm) -> ContractFormWords:
    """The form with its blanks open."""
    words = content_of(form)
    return ContractFormWords(
        title=words["title"],
        heading=KIND_IN_TITLE.sub("", words["title"]),
        basis=basis_line(words["legal_basis"]),
        sections=[form_section(section) for section in words["sections"]],
        blanks=words["blanks"],
        term=term_of(words),
    )


def form_section(section: Mapping[str, Any]) -> FormSectionData:
    return FormSectionData(
        number=section["number"],
        title=section["title"],
        clauses=[
            {"number": clause["number"], "pieces": pieces_of(clause["text"])} for clause in section["clauses"]
        ],
    )


def pieces_of(text: str) -> list[PieceData]:
    """«по {окончание}» → the words «по » and the blank «окончание»."""
    parts = BLANK.split(text)
    return [PieceData(text=part, blank=bool(place % 2)) for place, part in enumerate(parts) if part]


def term_of(words: Mapping[str, Any]) -> str:
    """The terms that the contracts begin with."""
    ends = f"по {paper_date(date.fromisoformat(words['ends_on']))}" if words["ends_on"] else "не установлен"
    ends = ends if ends.endswith(".") else f"{ends}."
    return f"Срок действия договоров: {ends} Срок уведомления о расторжении: {words['notice']}."
