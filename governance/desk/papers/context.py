"""What the common template of a paper's page takes from the kind; a kind with more inherits it and adds its fields."""

from collections.abc import Sequence
from dataclasses import dataclass

from governance.desk.base.components import Fact, Notice, Words
from governance.documents.language.diff import Change


@dataclass(frozen=True, kw_only=True)
class Before:
    """What a decision rests on besides the text, shown over it: a sentence, or changes that can stand open."""

    title: Words
    changes: Sequence[Change] = ()
    open: bool = False


@dataclass(frozen=True, kw_only=True)
class AnswerRow:
    """One of those who are asked: what is said, the `text` of it, and a `link` to its file."""

    name: str
    meaning: str
    said: Words
    note: Words = ""
    text: str = ""
    href: str = ""
    link: Words = ""


@dataclass(frozen=True, kw_only=True)
class Answers:
    """Who has agreed, who has signed (components/answers.html)."""

    title: Words
    sum: Words
    rows: Sequence[AnswerRow]


@dataclass(kw_only=True)
class PaperContext:
    """`notices` stand over the text, `before` and `acts_as` over the decision, `answers` and `standing` beside."""

    notices: Sequence[Notice] = ()
    before: Sequence[Before] = ()
    acts_as: Words = ""
    answers: Sequence[Answers] = ()
    standing: Sequence[Fact] = ()
