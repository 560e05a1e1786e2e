"""Which function gathers what a paper prints. It enters itself by `@prints("rating")`, so a kind knows nothing of it.

These functions stand in modules called `print` beside their kinds; they are loaded when the app is ready.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from governance.documents.printing.data import PaperData
from governance.documents.record.document import Document

# By the form of print (`Document.print_form`), which kinds may share. Each function takes papers of its own kind.
PRINTS: dict[str, Callable[[Any], PaperData]] = {}

T = TypeVar("T", bound=Callable[[Any], PaperData])


def prints(*forms: str) -> Callable[[T], T]:
    """Function decorator: this gathers the print data of the papers that print in these forms."""

    def enter(gather: T) -> T:
        for form in forms:
            if form in PRINTS:
                raise ValueError(f"Two functions gather what {form} prints.")
            PRINTS[form] = gather
        return gather

    return enter


def print_data(paper: Document) -> PaperData:
    """The whole text of a paper as it prints now. Raises KeyError for a kind that is not printed."""
    return PRINTS[paper.model.print_form](paper.whole)
