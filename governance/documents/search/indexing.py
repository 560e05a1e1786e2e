"""Keeping the index: whatever an act changes waits to be gathered, by the revision that the act gives to the card.

The revision is saved in the transaction of the act, so nothing is lost and no act pays for the index. A worker gathers
what waits within a second; until then the paper is not found (docs/decisions/0041-search.md).
"""

import logging
from collections.abc import Iterator
from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from governance import clock
from governance.documents.language.words import number_key, stems_in
from governance.documents.record.document import Document
from governance.documents.search import full_text, similar
from governance.documents.search.gathering import Place, places_of
from governance.documents.search.models import LONGEST_NUMBER, IndexEntry, Section

log = logging.getLogger(__name__)

# Raised whenever papers are to be gathered anew: because more of them is found, or stems are made in another way.
RECIPE = 1
# Papers that a worker gathers before it looks after letters again.
AT_ONCE = 100
# Acts of so long ago are looked for twice a second; whatever was left over, twice a minute.
RECENT = timedelta(minutes=2)

Stems = dict[Section, list[list[str]]]


def waiting() -> QuerySet[Document]:
    """The papers that were never gathered, or have changed since; those that changed first at the head."""
    gathered = IndexEntry.objects.filter(
        document_id=OuterRef("pk"), revision=OuterRef("revision"), recipe=RECIPE
    )
    papers: QuerySet[Document] = Document.objects.filter(~Exists(gathered)).order_by("changed_at", "pk")
    return papers


def catch_up(*, recent: bool = False) -> int:
    """Gather what waits, AT_ONCE papers at most; returns how many. One that fails is told in the log."""
    papers = waiting()
    if recent:
        papers = papers.filter(changed_at__gte=clock.now() - RECENT)
    return sum(index_or_tell(paper) for paper in papers[:AT_ONCE])


def index_or_tell(paper: Document) -> bool:
    """Whether the paper was gathered."""
    try:
        index(paper)
    except Exception:  # whatever it is, the other papers go on, and this one waits
        log.exception("the paper %s was not indexed", paper.pk)
        return False
    return True


def index(paper: Document) -> None:
    """Gather what a paper says now, and replace what the index knows of it."""
    with transaction.atomic():
        places = places_of(paper)
        stems, before = _stems(places), _known_stems(paper.pk)
        IndexEntry.objects.update_or_create(
            document_id=paper.pk,
            defaults={
                "revision": paper.revision,
                "recipe": RECIPE,
                "number_key": number_key(paper.number)[:LONGEST_NUMBER],
                "places": as_stored(places),
            },
        )
        full_text.write(paper.pk, stems)
        now = _all(stems)
        similar.learn(now)
        similar.unlearn(full_text.without_paper(before - now))


def forget(document: int) -> None:
    """Remove all that the index knows of a paper, in the act that erases its personal data."""
    before = _known_stems(document)
    full_text.forget(document)
    IndexEntry.objects.filter(document_id=document).delete()
    similar.unlearn(full_text.without_paper(before))


def differing(papers: QuerySet[Document]) -> Iterator[Document]:
    """Those of the papers whose entry is not what would be gathered of them now."""
    for paper in papers.order_by("pk").iterator(AT_ONCE):
        entry = IndexEntry.objects.filter(document_id=paper.pk).first()
        if entry is None or entry.recipe != RECIPE or entry.places != as_stored(places_of(paper)):
            yield paper


def as_stored(places: list[Place]) -> list[list[str]]:
    return [[str(section), text] for section, text in places]


def _known_stems(document: int) -> set[str]:
    """The stems of what the index holds of a paper."""
    known = IndexEntry.objects.filter(document_id=document).values_list("places", flat=True).first()
    return {stem for _section, text in known or () for stem in stems_in(text)}


def _stems(places: list[Place]) -> Stems:
    stems: Stems = {}
    for section, text in places:
        stems.setdefault(section, []).append(stems_in(text))
    return stems


def _all(stems: Stems) -> set[str]:
    return {stem for texts in stems.values() for text in texts for stem in text}
