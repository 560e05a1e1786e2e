"""What seals say of one paper: since when its events are held, and the proofs of it."""

import base64
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Subquery

from governance.documents.record.document import Document
from governance.documents.record.events import Event
from governance.documents.seals.models import Leaf, Seal
from governance.documents.seals.stored_tree import StoredTree
from governance.documents.seals.tree import inclusion


def sealed_since(paper: Document, position: int) -> datetime | None:
    """The moment of the first seal that holds the event of a paper at this position; None if none does yet."""
    leaf = Leaf.objects.filter(source=Event.__name__, chain=paper.code, place=position)
    seal = Seal.objects.filter(
        district=paper.district_id, size__gt=Subquery(leaf.values("position")[:1])
    ).order_by("size")
    first = seal.first()
    return first.checkpoint.made_at if first is not None else None


@dataclass(frozen=True)
class Held:
    """How many events of a paper seals hold, from the first one on, and the moment of the seal that took the last."""

    events: int
    since: datetime | None


def held_events(paper: Document) -> Held:
    last = Leaf.objects.filter(source=Event.__name__, chain=paper.code).order_by("-place").first()
    if last is None:
        return Held(0, None)
    return Held(last.place, sealed_since(paper, last.place))


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
