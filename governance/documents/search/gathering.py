"""What of a paper is found: what its page shows to everybody who may see it, and nothing else.

So whoever may open a paper may know all that stands in its entry. What only some readers of a page see (ballots, the
marks of one of two checkers, private links) stands in no words of a paper, and is never gathered.
"""

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from governance.documents.language.of_papers import in_the_language_of_papers
from governance.documents.language.words import WORD, normal
from governance.documents.record.attached import Attachment, Remark, Signature
from governance.documents.record.document import Document
from governance.documents.record.events import EventReason
from governance.documents.record.version_text import TEXTS, VersionText, words_of
from governance.documents.search.models import Section

log = logging.getLogger(__name__)

Place = tuple[Section, str]
Gather = Callable[[Any], Iterable[Place]]

# The parts of printed words that are found before others.
SECTIONS = {
    "decided": Section.DECISION,
    "decision": Section.DECISION,
    "agenda": Section.AGENDA,
}
# What nobody reads: the part that only marks need, as in `printing.registry`, and the keys of clauses.
UNREAD = ("kept", "id")
BETWEEN = " · "
# What a kind says besides its words.
FURTHER: dict[str, Gather] = {}


def found_of(kind: str) -> Callable[[Gather], Gather]:
    """Function decorator: what is found of papers of this kind besides title, words, remarks and files."""

    def enter(gather: Gather) -> Gather:
        FURTHER[kind] = gather
        return gather

    return enter


def places_of(paper: Document) -> list[Place]:
    """All places of a paper, each text once, in the section that is found first; some eight queries."""
    order = list(Section)
    said: dict[str, Section] = {}
    for section, given in in_the_language_of_papers(lambda: list(_gathered(paper.whole))):
        text = normal(given).strip()
        if WORD.search(text):
            said[text] = min(said.get(text, section), section, key=order.index)
    return [(section, text) for text, section in said.items()]


def _gathered(paper: Document) -> Iterator[Place]:
    yield Section.TITLE, " № ".join(filter(None, [paper.title, paper.number]))
    yield from _words(paper)
    yield from FURTHER.get(paper.kind, lambda paper: ())(paper)
    about = {"document_id": paper.pk}
    yield from (
        (Section.REMARK, text) for text in Remark.objects.filter(**about).values_list("text", flat=True)
    )
    reasons = EventReason.objects.filter(event__document_id=paper.pk).order_by("pk")
    yield from ((Section.REASON, text) for text in reasons.values_list("text", flat=True))
    files = Attachment.objects.filter(**about, erased_at=None)
    yield from ((Section.FILE, name) for name in files.values_list("name", flat=True))
    signed = Signature.objects.filter(**about).values_list("name", "capacity")
    yield from ((Section.NAME, BETWEEN.join(signer)) for signer in signed)
    if paper.author is not None:
        yield Section.NAME, paper.author.name
    yield Section.NAME, paper.spelt_code


def _words(paper: Document) -> Iterator[Place]:
    """The text that the page of the paper shows, then what its earlier versions said otherwise."""
    if not paper.printed:
        return
    try:
        frozen = None if paper.is_being_written else words_of(paper)
        yield from _places_in(TEXTS[paper.print_form](paper) if frozen is None else frozen)
    except Exception:  # one paper that does not tell its words is found by its title, and stops no other
        log.exception("the words of the paper %s were not indexed", paper.pk)
    versions = VersionText.objects.filter(document_id=paper.pk).order_by("-version__number")
    for words in versions.values_list("words", flat=True):
        yield from ((Section.EARLIER, text) for _section, text in _places_in(words))


def _places_in(value: Any, section: Section = Section.TEXT) -> Iterator[Place]:
    """The texts of printed words; the short ones of a row as one line."""
    if isinstance(value, str):
        yield section, value
    elif isinstance(value, Mapping):
        parts = {key: part for key, part in value.items() if key not in UNREAD}
        own = {key: part for key, part in parts.items() if isinstance(part, str) and key not in SECTIONS}
        if len(own) == len(parts) and section is Section.TEXT:
            # PostgreSQL keeps no order of keys; the number of a row comes first for everybody.
            names = sorted(own, key=lambda name: name != "number")
            yield section, BETWEEN.join(filter(None, map(own.get, names)))
            return
        for key, part in parts.items():
            yield from _places_in(part, SECTIONS.get(key, section))
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _places_in(part, section)
