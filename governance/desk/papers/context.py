"""What a kind adds to the page of its papers; a kind with more inherits `PaperContext` and adds fields."""

from collections.abc import Sequence
from dataclasses import dataclass

from governance.desk.base.components import Banner, Fact, Words
from governance.documents.approval.opinions import Opinion
from governance.documents.language.diff import Change


@dataclass(frozen=True, kw_only=True)
class Before:
    """What a decision rests on besides the text, shown above it: a sentence, or changes (`open` or folded)."""

    title: Words
    changes: Sequence[Change] = ()
    open: bool = False


@dataclass(kw_only=True)
class PaperContext:
    """`notices` stand above the text, `before` and `acts_as` above the decision, `answers`, `standing` beside it.

    `answers`: of the units that are asked for their agreement, `agreed` of them agree.
    """

    notices: Sequence[Banner] = ()
    before: Sequence[Before] = ()
    acts_as: Words = ""
    answers: Sequence[Opinion] = ()
    agreed: int = 0
    standing: Sequence[Fact] = ()
