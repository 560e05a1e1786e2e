"""The questions of a survey, and the reading of what somebody answers."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, Self

from django.utils.translation import gettext as _, gettext_lazy

from governance.documents.law.validation import ImpossibleInput, about

MOST_QUESTIONS, MOST_OPTIONS = 40, 30
LONGEST_QUESTION, LONGEST_OPTION, LONGEST_TEXT = 300, 150, 1_000
LOWEST, HIGHEST = 1, 5
GRADES = range(1, 12)
_QUESTION = gettext_lazy("Question «%(name)s»")
# A choice by its place in the options, a mark of the scale, or a text.
Answer = list[int] | str
Answers = dict[str, Answer]


class QuestionKind(StrEnum):
    ONE = "one"
    SEVERAL = "several"
    SCALE = "scale"
    TEXT = "text"


@dataclass(frozen=True)
class Question:
    """`must`: not to be passed over; `most`: how many may be chosen of several; `grades`: whom it is for, all if empty.

    `section`: the heading under which it and those after it stand, where one begins with it. The options of a scale
    are the words at its two ends.
    """

    code: str
    kind: QuestionKind
    text: str
    options: tuple[str, ...] = ()
    must: bool = True
    most: int = 0
    grades: tuple[int, ...] = ()
    section: str = ""

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> Self:
        """Raises ImpossibleInput with the sentence of what does not fit."""
        text = _line(row.get("text", ""), LONGEST_QUESTION)
        if not text:
            raise ImpossibleInput(_("Each question needs its text."))
        with about(_QUESTION, name=text):
            kind = QuestionKind(row.get("kind", QuestionKind.ONE))
            options = tuple(
                _line(option, LONGEST_OPTION) for option in row.get("options", ()) if str(option).strip()
            )
            most = int(row.get("most") or 0)
            grades = tuple(sorted({int(grade) for grade in row.get("grades", ())}))
            _check(kind, options, most, grades)
            return cls(
                str(row["code"])[:20],
                kind,
                text,
                options if kind != QuestionKind.TEXT else (),
                bool(row.get("must", True)),
                most if kind == QuestionKind.SEVERAL else 0,
                grades,
                _line(row.get("section", ""), LONGEST_OPTION),
            )

    @property
    def choices(self) -> Sequence[str]:
        """What is counted: the options, or the marks of the scale."""
        if self.kind == QuestionKind.SCALE:
            return [str(mark) for mark in range(LOWEST, HIGHEST + 1)]
        return self.options

    def read(self, given: Sequence[str]) -> Answer | None:
        """An answer as stored; None for a question passed over. Raises ImpossibleInput with a sentence."""
        given = [one.strip() for one in given if one.strip()]
        if not given:
            if self.must:
                raise ImpossibleInput(_("Answer this question."))
            return None
        if self.kind == QuestionKind.TEXT:
            text = "\n".join(given[:1])
            if len(text) > LONGEST_TEXT:
                raise ImpossibleInput(_("At most %(longest)d signs fit.") % {"longest": LONGEST_TEXT})
            return text
        places = sorted({int(one) for one in given if one.isdecimal() and int(one) < len(self.choices)})
        if len(places) != len(set(given)) or (self.kind != QuestionKind.SEVERAL and len(places) != 1):
            raise ImpossibleInput(_("Choose from what is offered."))
        if self.most and len(places) > self.most:
            raise ImpossibleInput(_("Choose at most %(most)d.") % {"most": self.most})
        return places


@dataclass(frozen=True)
class Questionnaire:
    questions: tuple[Question, ...]

    @classmethod
    def from_json(cls, rows: Sequence[Mapping[str, Any]]) -> Self:
        if len(rows) > MOST_QUESTIONS:
            raise ImpossibleInput(_("At most %(most)d questions fit.") % {"most": MOST_QUESTIONS})
        questions = tuple(Question.from_json(row) for row in rows)
        if len({question.code for question in questions}) != len(questions):
            raise ImpossibleInput(_("Two questions have one code: open the page again."))
        return cls(questions)

    def to_json(self) -> list[dict[str, Any]]:
        return [asdict(question) for question in self.questions]

    def asked_of(self, grade: int | None) -> list[Question]:
        """Those for a grade; without one (a poll of everybody) all of them."""
        return [one for one in self.questions if grade is None or not one.grades or grade in one.grades]


def _line(text: Any, longest: int) -> str:
    line = " ".join(str(text).split())
    if len(line) > longest:
        raise ImpossibleInput(_("At most %(longest)d signs fit.") % {"longest": longest})
    return line


def _check(kind: QuestionKind, options: Sequence[str], most: int, grades: Sequence[int]) -> None:
    if kind in (QuestionKind.ONE, QuestionKind.SEVERAL) and len(options) < 2:
        raise ImpossibleInput(_("give at least two choices, each on a line of its own."))
    if kind == QuestionKind.SCALE and len(options) not in (0, 2):
        raise ImpossibleInput(_("a scale has two lines, the words at its ends, or none."))
    if len(options) > MOST_OPTIONS or len(set(options)) != len(options):
        raise ImpossibleInput(_("at most %(most)d different choices fit.") % {"most": MOST_OPTIONS})
    if most < 0 or most > max(len(options), 1) or not set(grades) <= set(GRADES):
        raise ImpossibleInput(_("grades are numbers from 1 to 11, and no more may be chosen than there is."))
