"""The sheet on which the opinion of the employees' body stands, as it prints: also to be filled in by hand."""

from typing import TypedDict

from governance.documents.kinds.approved.staff_opinion import (
    AGREED,
    CONSULTED,
    OBJECTED,
    SILENT,
    StaffOpinion,
)
from governance.documents.language.phrases import list_date, number_and_date
from governance.documents.printing.data import FactLine, PaperMarks
from governance.documents.printing.registry import prints
from governance.documents.settings.catalogue import STAFF_OPINION
from governance.documents.settings.forms.employees import STAFF_OPINION_LAW

OUTCOMES = {
    AGREED: "Согласен с проектом",
    OBJECTED: "Не согласен с проектом",
    CONSULTED: "Не согласен с проектом; проведены дополнительные консультации",
    SILENT: "Мнение в установленный срок не направлено",
}


class StampWords(TypedDict):
    """What the stamp of the local act says."""

    body: str  # in the genitive
    number: str  # of its protocol
    date: str


class OpinionWords(TypedDict):
    title: str
    heading: list[str]
    facts: list[FactLine]
    reasons: list[str]
    consulted: list[str]
    kept: StampWords


class OpinionMarks(PaperMarks):
    outcome: str  # or "": the room for it


def opinion_marks(opinion: StaffOpinion, words: OpinionWords) -> OpinionMarks:
    return OpinionMarks(outcome=OUTCOMES.get(opinion.state, ""))


@prints("staff_opinion", marks=opinion_marks, statuses={"dropped": "НЕ ЗАПРАШИВАЕТСЯ"})
def opinion_words(opinion: StaffOpinion) -> OpinionWords:
    about = opinion.about
    asked = list_date(opinion.asked_on) if opinion.asked_on else "__.__.20__"
    facts = [
        ("Работодатель", opinion.unit.name),
        ("Проект локального нормативного акта", f"{about.title} (версия {opinion.text.number})"),
        ("Основание", STAFF_OPINION_LAW.on(opinion.district_id)),
        ("Проект и обоснование направлены", asked),
        ("Срок ответа", _term(opinion)),
        ("Протокол", number_and_date(opinion.protocol_number, opinion.protocol_date)),
    ]
    return OpinionWords(
        title=opinion.title,
        heading=["Лист учёта мнения", opinion.body or "представительного органа работников"],
        facts=[FactLine(label=label, text=text) for label, text in facts],
        reasons=opinion.reasons.splitlines(),
        consulted=opinion.consulted.splitlines(),
        kept=StampWords(
            body=opinion.body,
            number=opinion.protocol_number,
            date=opinion.protocol_date.isoformat() if opinion.protocol_date else "",
        ),
    )


def _term(opinion: StaffOpinion) -> str:
    term = STAFF_OPINION.on(opinion.district_id, opinion.asked_on).in_papers
    return f"{term}, до {list_date(opinion.due)}" if opinion.due else term
