"""The registry of print functions, which register themselves by `@prints("rating")`: a kind does not know its print.

They stand in modules called `print` beside their kinds, which are loaded when the app is ready.
"""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from governance.documents.printing.check_code import check_of
from governance.documents.printing.data import PaperData
from governance.documents.printing.parts import moment_of_text
from governance.documents.record.document import Document

# By print form (`print_form` of the kind), which several kinds may share. A function takes papers of its own kind.
PRINTS: dict[str, Callable[[Any], PaperData]] = {}

T = TypeVar("T", bound=Callable[[Any], PaperData])


# By print form: what every page says in a state in which the paper binds nobody, «ПРОЕКТ».
STATUSES: dict[str, Mapping[Any, str]] = {}


def prints(*forms: str, statuses: Mapping[Any, str] | None = None) -> Callable[[T], T]:
    """Function decorator: register the function that collects the print data of papers with these print forms.

    `statuses` are the words that every page shows in a state. Raises ValueError when a form has a function already.
    """

    def enter(gather: T) -> T:
        for form in forms:
            if form in PRINTS:
                raise ValueError(f"Two functions gather what {form} prints.")
            PRINTS[form], STATUSES[form] = gather, statuses or {}
        return gather

    return enter


def print_data(paper: Document) -> PaperData:
    """The print data of a paper as it is now, with what all papers have. Raises KeyError for a kind without print."""
    whole = paper.whole
    data = PRINTS[paper.model.print_form](whole)
    data["created"], data["check"] = moment_of_text(whole), check_of(whole)
    if status := STATUSES.get(paper.model.print_form, {}).get(whole.state):
        data["status"] = status
    return data
