"""What seals say of one paper: since when its events are held, and the proofs of it."""

import base64
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from governance.documents.record.document import Document
from governance.documents.record.events import Event
from governance.documents.seals.models import Leaf, Seal
from governance.documents.seals.stored_tree import StoredTree
from governance.documents.seals.tree import inclusion


def sealed_since(paper: Document, position: int) -> datetime | None:
    """The moment of the first seal that holds the event of a paper at this position; None if none does yet."""
    return _sealed_at(_leaves_of(paper).filter(place=position).first())


@dataclass(frozen=True)
class Held:
    """How many events of a paper seals hold, from the first one on, and the moment of the seal that took the last."""

    events: int
    since: datetime | None


def held_events(paper: Document) -> Held:
    last = _leaves_of(paper).order_by("-place").first()
    return Held(last.place if last is not None else 0, _sealed_at(last))


def _leaves_of(paper: Document) -> QuerySet[Any]:
    """The leaves of a paper's events, with size and words of the first seal that holds each."""
    seals = Seal.objects.filter(district=paper.district_id, size__gt=OuterRef("position")).order_by("size")
    return Leaf.objects.filter(source=Event.__name__, chain=paper.code).annotate(
        seal_size=Subquery(seals.values("size")[:1]), seal_note=Subquery(seals.values("note")[:1])
    )


def _sealed_at(leaf: Any) -> datetime | None:
    if leaf is None or leaf.seal_size is None:
        return None
    return Seal(size=leaf.seal_size, note=leaf.seal_note).checkpoint.made_at


def proofs_of(paper: Document) -> dict[str, Any]:
    """The latest seal of the district, and of each event of the paper that it holds the proof, as plain JSON.

    `events`: position in the paper, index of the leaf, and the hashes of the audit path in base64.
    """
    seal = Seal.objects.filter(district=paper.district_id).order_by("-size").first()
    if seal is None:
        return {"checkpoint": "", "events": []}
    leaves = Leaf.objects.filter(source=Event.__name__, chain=paper.code, position__lt=seal.size)
    held = list(leaves.order_by("place").values_list("place", "position"))
    paths = [inclusion(index, seal.size) for _place, index in held]
    hashes = iter(StoredTree(paper.district_id).hashes([one for path in paths for one in path]))
    return {
        "checkpoint": seal.note,
        "events": [
            {
                "position": place,
                "index": index,
                "proof": [base64.b64encode(next(hashes)).decode() for _one in path],
            }
            for (place, index), path in zip(held, paths, strict=True)
        ],
    }
