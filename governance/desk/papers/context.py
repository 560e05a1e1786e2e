"""What a kind adds to the page of its papers; a kind with more inherits `PaperContext` and adds fields."""

from collections.abc import Sequence
from dataclasses import dataclass

from governance.desk.base.components import Banner, Fact, Words
from governance.documents.language.diff import Change


@dataclass(frozen=True, kw_only=True)
class Before:
    """What a decision rests on besides the text, shown above it: a sentence, or changes (`open` or folded)."""

    title: Words
    changes: Sequence[Change] = ()
    open: bool = False


@dataclass(frozen=True, kw_only=True)
class AnswerRow:
    """One of those who are asked: the outcome in words, the `text` of the answer, and a `link` to its file."""

    name: str
    meaning: str
    said: Words
    note: Words = ""
    text: str = ""
    href: str = ""
    link: Words = ""


@dataclass(frozen=True, kw_only=True)
class Answers:
    """The list of those who have agreed or signed (components/answers.html)."""

    title: Words
    sum: Words
    rows: Sequence[AnswerRow]


@dataclass(kw_only=True)
class PaperContext:
    """`notices` stand above the text, `before` and `acts_as` above the decision, `answers`, `standing` beside it."""

    notices: Sequence[Banner] = ()
    before: Sequence[Before] = ()
    acts_as: Words = ""
    answers: Sequence[Answers] = ()
    standing: Sequence[Fact] = ()
