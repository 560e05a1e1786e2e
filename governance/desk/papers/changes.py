"""The difference of two versions for people: each change with the number of its clause."""

import re
from collections.abc import Sequence
from dataclasses import replace

from governance.desk.papers.forms import Facts
from governance.documents.language.diff import Change, Labels, difference
from governance.documents.record.document import Document

CLAUSE = re.compile(r"(\d+\.\d+)(?:\. .*)?", re.DOTALL)
# Keys of the content that only say how a text is stored.
SILENT = ("sections", "clauses", "text")


def labels_of(document: Document) -> Labels:
    """The labels of the parts of the content, as the kind names them."""
    return getattr(document, "content_labels", {})


def compared(document: Document, old: Facts, new: Facts) -> list[Change]:
    """The changes between two contents of a paper, as they are shown."""
    return shown(document, difference(old, new, labels_of(document)))


def shown(document: Document, changes: Sequence[Change]) -> list[Change]:
    """The changes with their places as people name them: «2. Срок › 2.1»."""
    labels = labels_of(document)
    silent = {str(labels[key]) for key in SILENT if key in labels}
    return [_placed(change, silent) for change in changes]


def _placed(change: Change, silent: set[str]) -> Change:
    place = []
    number = ""
    for part in change.place:
        clause = CLAUSE.fullmatch(part)
        if clause is not None:
            number = clause[1]
        if part not in silent:
            place.append(number if clause else part)
    return replace(
        change,
        place=tuple(place),
        was=change.was.removeprefix(f"{number}; "),
        became=change.became.removeprefix(f"{number}; "),
    )


def places_changed(document: Document, changes: Sequence[Change]) -> int:
    """The number of places in which two texts differ; a new numbering of clauses does not count."""
    counting = str(labels_of(document).get("number", "number"))
    return len({change.place for change in changes if change.place[-1] != counting})
