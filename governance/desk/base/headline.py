"""How a list calls a paper: what tells it from its like comes first, what it is stands below."""

import re
from typing import NamedTuple

from governance.documents.record.document import Document

# Titles of many papers that differ in their last words: «Опросный лист: СОШ г. Лузы», «Договор … со школой «…»».
COMMON_HEADS = (
    re.compile(r"(?P<what>[^:«»]{3,70}): (?P<first>.+)"),
    re.compile(r"(?P<what>[^:«»]{3,70}) со школой «(?P<first>.+)»"),
)


class Headline(NamedTuple):
    first: str
    # «Опросный лист», «Договор о сотрудничестве»; the kind where the title does not say it.
    what: str


def headline(paper: Document) -> Headline:
    """Of papers with personal data, which all have the same title, with the number."""
    numbered = paper.model.confidential is not None and paper.number
    title = f"{paper.title} № {paper.number}" if numbered else paper.title
    for head in COMMON_HEADS:
        if (found := head.fullmatch(title)) is not None:
            return Headline(_capital(found["first"]), found["what"])
    return Headline(_capital(title), str(paper.model.kind_label))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
