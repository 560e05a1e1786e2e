"""The registry of what kinds print, which their modules `print` fill by `@prints("rating")`: a kind does not know it.

A kind prints its words, which are frozen with each version, and its marks: number, signatures, stamps, decisions, which
come after the words and are printed by the names of their own day. So nothing that changes later changes a paper that
binds, and page, PDF and public page say the same.
"""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar, cast

from governance.documents.language.of_papers import in_the_language_of_papers
from governance.documents.language.phrases import list_date
from governance.documents.printing.check_code import check_of
from governance.documents.printing.data import PaperData
from governance.documents.printing.parts import moment_of_text
from governance.documents.record.document import Document
from governance.documents.record.version_text import TEXTS, Words, words_of

T = TypeVar("T", bound=Callable[[Any], Words])
# The part of the words that is not printed.
KEPT = "kept"
# Takes a paper and its words.
Marking = Callable[[Any, Any], Words]

# By print form: what gathers the marks; and what every page says in a state in which the paper binds nobody, «ПРОЕКТ».
MARKS: dict[str, Marking] = {}
STATUSES: dict[str, Mapping[Any, str]] = {}


def no_marks(paper: Document, words: Words) -> Words:
    return {}


def prints(
    *forms: str, marks: Marking = no_marks, statuses: Mapping[Any, str] | None = None
) -> Callable[[T], T]:
    """Function decorator: register the function that collects the words of papers with these print forms.

    It takes a paper of its own kind and looks at no state; under `kept` stands what the marks alone need of the words.
    `marks` collects what is printed beside the words;
    `statuses` are the words that every page shows in a state. Raises ValueError when a form has a function already.
    """

    def enter(compose: T) -> T:
        for form in forms:
            if form in TEXTS:
                raise ValueError(f"Two functions gather what {form} prints.")
            TEXTS[form], MARKS[form], STATUSES[form] = compose, marks, statuses or {}
        return compose

    return enter


def print_data(paper: Document) -> PaperData:
    """All that a paper prints now: its words as they were frozen, its marks, and what all papers have.

    Raises KeyError for a kind without print.
    """
    return in_the_language_of_papers(lambda: _print_data(paper))


def _print_data(paper: Document) -> PaperData:
    whole, form = paper.whole, paper.model.print_form
    frozen = None if whole.is_being_written else words_of(whole)
    words = TEXTS[form](whole) if frozen is None else frozen
    printed = {name: part for name, part in words.items() if name != KEPT}
    data = cast(PaperData, {**printed, **MARKS[form](whole, words)})
    data["created"], data["check"] = moment_of_text(whole), check_of(whole)
    if whole.acts_from is not None and whole.binding and "begins" not in words:
        data["comes_into_force"] = f"Вступает в силу с {list_date(whole.acts_from)}"
    if status := STATUSES[form].get(whole.state):
        data["status"] = status
    return data
