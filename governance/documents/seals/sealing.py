"""Sealing a district: its new events become leaves of its log, and the head of the log is signed."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef

from governance import clock
from governance.documents.record.rows_by_paper import ROWS, Row
from governance.documents.seals.checkpoint import Checkpoint
from governance.documents.seals.models import InnerNode, Leaf, Seal
from governance.documents.seals.note import sign_note
from governance.documents.seals.stored_tree import STEP, StoredTree
from governance.documents.seals.tree import GrowingTree, leaf_hash
from governance.proof.event_signature import KEY
from governance.roles.unit import Unit, UnitKind
from governance.sealed import sources


def seal_all() -> list[Seal]:
    """Seal each district that has new events. Returns the new seals."""
    sealed = [seal(district) for district in districts()]
    return [one for one in sealed if one is not None]


def districts() -> list[Unit]:
    return list(Unit.objects.filter(kind=UnitKind.DISTRICT).order_by("pk"))


def seal(district: Unit, until: datetime | None = None) -> Seal | None:
    """Append the new events of a district to its log and sign its head; None if there are none.

    Whatever was not sealed yet is new, so a day missed is caught up. Others who seal the same district wait.
    `until`: only events up to that moment, where mornings of the past are played.
    """
    with transaction.atomic():
        Unit.objects.select_for_update(no_key=True).get(pk=district.pk)
        appending = Appending(district.pk, grown(district.pk))
        before = appending.tree.size
        for name in sources():
            for rows in unsealed(name, district.pk, until):
                appending.take(name, rows)
        if appending.tree.size == before:
            return None
        origin = origin_of(district)
        head = Checkpoint.made(origin, appending.tree.size, appending.tree.root, clock.now())
        return Seal.objects.create(district=district, size=head.size, note=sign_note(head.text, origin, KEY))


def grown(district_id: int) -> GrowingTree:
    """The tree of a district as it stands."""
    last = Leaf.objects.filter(district=district_id).order_by("-position").first()
    size = last.position + 1 if last is not None else 0
    return GrowingTree.of(size, StoredTree(district_id).edge(size))


def new_events(name: str, district_id: int, until: datetime | None = None) -> Any:
    """The events of a source that are in no log yet, in the order of their keys; their names for a leaf first."""
    model = sources()[name]
    sealed = model.sealed
    events = model._base_manager.filter(**{sealed.district: district_id}).exclude(
        Exists(Leaf.objects.filter(source=name, event=OuterRef("pk")))
    )
    if until is not None:
        events = events.filter(**{f"{sealed.at}__lte": until})
    return events.order_by("pk").values_list("pk", sealed.chain, sealed.place, sealed.digest)


def unsealed(name: str, district_id: int, until: datetime | None) -> Iterator[list[Row]]:
    """These events, many at a time."""
    last = 0
    while rows := list(new_events(name, district_id, until).filter(pk__gt=last)[:ROWS]):
        yield rows
        last = rows[-1][0]


@dataclass
class Appending:
    """Writes leaves, and the inner nodes that are kept."""

    district_id: int
    tree: GrowingTree = field(default_factory=GrowingTree)

    def take(self, source: str, rows: list[Row]) -> None:
        leaves, nodes = [], []
        for event, chain, place, digest in rows:
            leaves.append(
                Leaf(
                    district_id=self.district_id,
                    position=self.tree.size,
                    source=source,
                    event=event,
                    chain=chain,
                    place=place,
                    hash=digest,
                )
            )
            for (height, index), value in self.tree.append(leaf_hash(bytes.fromhex(digest))):
                if height % STEP == 0:
                    nodes.append(
                        InnerNode(district_id=self.district_id, height=height, index=index, hash=value.hex())
                    )
        Leaf.objects.bulk_create(leaves)
        InnerNode.objects.bulk_create(nodes)


# --- by what a log is known -------------------------------------------------------------------------------------------


def origin_of(district: Unit) -> str:
    """The name of a district's log: the address of its public page as it was when the first seal was made."""
    for seal in Seal.objects.filter(district=district).order_by("size").iterator(1):
        if seal.opened is not None:
            return seal.opened.origin
    address = urlsplit(settings.PUBLIC_ADDRESS)
    return f"{address.netloc}{address.path}/seals/{district.pk}"
