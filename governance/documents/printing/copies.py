"""What is printed beside a card, as the notice of a meeting or a ballot: papers without a card of their own.

Each print bears the code of the card and four signs more, its mark, which is drawn from its words. Nothing is stored
for it: the check of a copy computes anew the marks of all that may have been printed, and says which the copy is.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from django.utils.functional import Promise

from governance.documents.language.of_papers import in_the_language_of_papers
from governance.documents.record.document import CODE_ALPHABET, Document
from governance.proof.canonical_json import sha256

# A word of a page, which is translated when it is shown.
Label = str | Promise
MARK_LENGTH = 4
# Takes a paper; what may have been printed of it, the present prints first.
Copies = Callable[[Any], "Iterator[Copy]"]
COPIES: dict[str, Copies] = {}

T = TypeVar("T", bound=Copies)


@dataclass(frozen=True)
class Copy:
    """A print that somebody may hold: what it is called, its mark, whether it still says what holds now.

    `facts`: what else its holder compares, by label; `proves`: what the code says, and what it does not.
    """

    name: Label
    mark: str
    present: bool
    facts: tuple[tuple[Label, Label], ...] = ()
    proves: Label = ""


def copies(kind: str) -> Callable[[T], T]:
    """Function decorator: register what finds the prints beside a card of this kind."""

    def enter(find: T) -> T:
        COPIES[kind] = find
        return find

    return enter


def mark_of(form: str, *words: Any) -> str:
    """Four signs from the form and the words of a print (plain JSON); they tell prints apart and keep no secret."""
    rest, signs = int(sha256([form, *words]), 16), ""
    for _sign in range(MARK_LENGTH):
        rest, place = divmod(rest, len(CODE_ALPHABET))
        signs += CODE_ALPHABET[place]
    return signs


def found_copy(paper: Document, mark: str) -> Copy | None:
    """The print of a paper with this mark; None where its words are not, or no longer, those of any."""
    find = COPIES.get(paper.kind)
    if find is None:
        return None
    whole = paper.whole
    return in_the_language_of_papers(lambda: next((copy for copy in find(whole) if copy.mark == mark), None))
