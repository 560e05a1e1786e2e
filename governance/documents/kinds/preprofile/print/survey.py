"""A survey as it prints: its questions, and once it is counted what was answered, as pictures and by school.

By class the results are shown on the desk alone (`desk/kinds/preprofile/results.py`).
"""

from collections.abc import Mapping
from typing import Any, TypedDict

from governance.documents.kinds.preprofile.survey import Survey
from governance.documents.language.phrases import list_date, people, plural
from governance.documents.law.surveys import Question, QuestionKind
from governance.documents.law.surveys.results import shares
from governance.documents.printing.data import FactLine
from governance.documents.printing.registry import prints
from governance.documents.settings.forms.surveys import SURVEY_NOTE

STATUSES = {
    Survey.State.DRAFT: "ПРОЕКТ",
    Survey.State.REVIEW: "ПРОЕКТ",
    Survey.State.CANCELLED: "НЕ ПРОВЕДЁН",
}
HIDDEN = "скрыто"


class ChoiceLine(TypedDict):
    """One choice: `drawn` of a hundred, `shown` in words, then each school."""

    label: str
    drawn: int
    shown: str
    schools: list[str]


class QuestionData(TypedDict):
    section: str
    title: str
    how: str
    choices: list[str]
    result: str  # «Ответили 212 человек.», empty before it is counted
    lines: list[ChoiceLine]


class SurveyWords(TypedDict):
    title: str
    heading: list[str]
    facts: list[FactLine]
    schools: list[str]
    questions: list[QuestionData]
    note: str


@prints("survey", statuses=STATUSES)
def survey_words(survey: Survey) -> SurveyWords:
    results = survey.results
    schools = results.get("schools", []) if not survey.is_public else []
    return SurveyWords(
        title=survey.title,
        heading=["Результаты опроса" if results else "Опрос", survey.title],
        facts=_facts(survey),
        schools=[school["name"] for school in schools],
        questions=[
            question_data(
                one, results.get("questions", {}).get(one.code), [school["key"] for school in schools]
            )
            for one in survey.questionnaire.questions
        ],
        note=_note(survey) if results else "",
    )


def _facts(survey: Survey) -> list[FactLine]:
    facts = [
        FactLine(label="Дни", text=f"{list_date(survey.opens_on)} – {list_date(survey.closes_on)}"),
        FactLine(label="Кто отвечает", text=_asked(survey)),
        FactLine(label="Как", text="один раз, без имени"),
    ]
    if survey.results:
        answered = people(survey.results["answered"])
        asked = survey.results["asked"]
        facts.append(FactLine(label="Ответили", text=f"{answered} из {asked}" if asked else answered))
    return facts


def _asked(survey: Survey) -> str:
    if survey.is_public:
        return "все желающие на сайте округа"
    count = len(survey.classes)
    pupils = sum(row["pupils"] for row in survey.classes)
    grades = sorted({row["grade"] for row in survey.classes})
    said = f"{count} {plural(count, 'класс', 'класса', 'классов')}, {people(pupils)}"
    return f"{said} ({grades[0]}–{grades[-1]}-е классы)" if len(grades) > 1 else said


def _note(survey: Survey) -> str:
    return SURVEY_NOTE.filled(survey.district_id, порог=str(survey.least))


def question_data(question: Question, found: Mapping[str, Any] | None, schools: list[str]) -> QuestionData:
    whole = found["whole"] if found else None
    return QuestionData(
        section=question.section,
        title=question.text,
        how=how_answered(question),
        choices=list(question.options),
        result=_result(question, found),
        lines=lines_of(question, whole, [found["schools"].get(key, "") for key in schools] if found else []),
    )


def _result(question: Question, found: Mapping[str, Any] | None) -> str:
    if found is None:
        return ""
    if found["whole"] is None:
        return "Ответивших слишком мало: результат скрыт."
    answered = people(found["whole"]["answered"])
    if question.kind == QuestionKind.TEXT:
        return f"Написали {answered}; ответы читает тот, кто проводит опрос."
    return f"Ответили {answered}."


def lines_of(question: Question, one: Mapping[str, Any] | None, schools: list[Any]) -> list[ChoiceLine]:
    """Empty where there is nothing to show, and for an answer in words."""
    if one is None or question.kind == QuestionKind.TEXT:
        return []
    columns = [_column(school) for school in schools]
    return [
        ChoiceLine(
            label=label,
            drawn=share,
            shown=f"{share}\u00a0% ({count})",
            schools=[column[place] if isinstance(column, list) else column for column in columns],
        )
        for place, (label, share, count) in enumerate(
            zip(labels_of(question), shares(one), one["counts"], strict=True)
        )
    ]


def _column(school: Any) -> list[str] | str:
    """A school that was not asked this question has «—»."""
    if school is None:
        return HIDDEN
    if school == "" or not school["answered"]:
        return "—"
    return [f"{share}\u00a0%" for share in shares(school)]


def labels_of(question: Question) -> list[str]:
    """«1 — совсем не уверен» at the ends of a scale."""
    labels = list(question.choices)
    if question.kind == QuestionKind.SCALE and question.options:
        first, last = question.options
        labels[0], labels[-1] = f"{labels[0]} — {first}", f"{labels[-1]} — {last}"
    return labels


def how_answered(question: Question) -> str:
    """«несколько ответов, не более 3; 8-9 классы»."""
    match question.kind:
        case QuestionKind.ONE:
            how = "один ответ"
        case QuestionKind.SEVERAL:
            how = f"несколько ответов, не более {question.most}" if question.most else "несколько ответов"
        case QuestionKind.SCALE:
            how = "отметка от 1 до 5"
        case _:
            how = "своими словами"
    if question.grades:
        how += (
            f"; {', '.join(map(str, question.grades))} {'класс' if len(question.grades) == 1 else 'классы'}"
        )
    return how if question.must else f"{how}; можно пропустить"
