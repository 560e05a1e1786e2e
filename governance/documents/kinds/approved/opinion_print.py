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
from governance.documents.printing.citation import decapitalized
from governance.documents.printing.data import FactLine, PaperMarks
from governance.documents.printing.parts import day_of_text
from governance.documents.printing.registry import prints
from governance.documents.settings.catalogue import STAFF_OPINION
from governance.documents.settings.forms.employees import STAFF_OPINION_LAW
from governance.documents.settings.forms.outcomes import STAFF_OPINION_ENDED
from governance.documents.settings.forms.signing import OPINION_SIGNED

# In the order of the lines of `STAFF_OPINION_ENDED`.
ENDED = (AGREED, OBJECTED, CONSULTED, SILENT)


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
    choices: list[str]  # «согласен с проектом», «не согласен с проектом», to be marked by hand
    signing: list[str]  # «Председатель выборного органа», «Проект и обоснование получил(а)»


def opinion_marks(opinion: StaffOpinion, words: OpinionWords) -> OpinionMarks:
    day = day_of_text(opinion)
    said = STAFF_OPINION_ENDED.labels(opinion.district_id, day)
    return OpinionMarks(
        outcome=dict(zip(ENDED, said, strict=True)).get(opinion.state, ""),
        choices=[decapitalized(words) for words in said[:2]],
        signing=OPINION_SIGNED.labels(opinion.district_id, day),
    )


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
