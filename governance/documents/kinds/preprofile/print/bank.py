"""The consent by which a pupil is in the bank of 9th-graders, to be signed by hand; achievements are never printed."""

from typing import TypedDict

from governance.documents.kinds.preprofile.bank import BankEntry
from governance.documents.printing.data import FactLine, PaperMarks
from governance.documents.printing.registry import prints

STATUSES = {BankEntry.State.DRAFT: "НЕ ПОДПИСАНО", BankEntry.State.OVER: "СРОК ИСТЁК"}
BLANK, ERASED = "____________________", "удалено по истечении срока"


class PeopleData(TypedDict):
    parent: str
    address: str
    identity: str
    pupil: str


class BankWords(TypedDict):
    title: str
    operator: str
    text: list[str]
    kept: PeopleData


class BankMarks(PaperMarks):
    facts: list[FactLine]
    parent: str


def bank_marks(entry: BankEntry, words: BankWords) -> BankMarks:
    kept = words["kept"]
    facts = [
        FactLine(label="Согласие даёт", text=kept["parent"] or BLANK),
        FactLine(label="Адрес", text=kept["address"] or BLANK),
        FactLine(label="Документ, удостоверяющий личность", text=kept["identity"] or BLANK),
        FactLine(label="За обучающегося", text=kept["pupil"] or BLANK),
    ]
    data = BankMarks(facts=facts, parent=kept["parent"] or BLANK)
    if entry.state == BankEntry.State.WITHDRAWN:
        data["void"] = "по заявлению родителя"
    return data


@prints("bank_entry", marks=bank_marks, statuses=STATUSES)
def bank_words(entry: BankEntry) -> BankWords:
    erased = entry.erased_at is not None
    return BankWords(
        title=entry.title,
        operator=", ".join(filter(None, [entry.unit.name, entry.unit.address or entry.unit.place])),
        text=[line for line in entry.text.splitlines() if line.strip()],
        kept=PeopleData(
            parent=ERASED if erased else entry.parent,
            address=ERASED if erased else entry.parent_address,
            identity=ERASED if erased else entry.parent_document,
            pupil=ERASED if erased else entry.pupil,
        ),
    )
