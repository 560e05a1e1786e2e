"""The Merkle tree of a district's log, read from what is stored, as far as a proof needs it.

Stored are the leaves and every eighth level above them, which is one row more for 255 events. A hash between two such
levels is computed from at most 128 of the lower one, so a proof among a million events reads some hundred rows.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import reduce
from operator import or_

from django.db.models import Q

from governance.documents.seals.models import InnerNode, Leaf
from governance.documents.seals.tree import (
    Range,
    Subtree,
    consistency,
    full_subtrees,
    inclusion,
    joined,
    leaf_hash,
    node_hash,
)

# Between two levels that are stored.
STEP = 8
# Ranges of rows in one query.
RANGES = 100


class BrokenLog(Exception):
    """Rows of the log are missing or altered: `verify_history` names them."""


class StoredTree:
    """Hashes of the log of one district; each is read once."""

    def __init__(self, district_id: int) -> None:
        self.district_id = district_id
        self.known: dict[Subtree, bytes] = {}

    def inclusion_proof(self, index: int, size: int) -> list[bytes]:
        return self.hashes(inclusion(index, size))

    def consistency_proof(self, old: int, new: int) -> list[bytes]:
        return self.hashes(consistency(old, new))

    def hashes(self, ranges: Sequence[Range]) -> list[bytes]:
        """The hash of each of these ranges; a query or two for each level that is stored. Raises BrokenLog."""
        self._read(subtree for one in ranges for subtree in full_subtrees(*one))
        return [joined([self._hash(subtree) for subtree in full_subtrees(*one)]) for one in ranges]

    def edge(self, size: int) -> list[bytes]:
        """The hashes of the full subtrees of the tree of this size."""
        subtrees = full_subtrees(0, size)
        self._read(subtrees)
        return [self._hash(subtree) for subtree in subtrees]

    def _hash(self, subtree: Subtree) -> bytes:
        if subtree not in self.known:
            height, index = subtree
            if height % STEP == 0:
                raise BrokenLog(f"{self.district_id}: {height}/{index}")
            left, right = self._hash((height - 1, 2 * index)), self._hash((height - 1, 2 * index + 1))
            self.known[subtree] = node_hash(left, right)
        return self.known[subtree]

    def _read(self, subtrees: Iterable[Subtree]) -> None:
        """Read the rows from which these are computed."""
        wanted: dict[int, list[Range]] = defaultdict(list)
        for height, index in subtrees:
            if (height, index) not in self.known:
                above = height % STEP
                wanted[height - above].append((index << above, index + 1 << above))
        for height, ranges in wanted.items():
            together = merged(ranges)
            for first in range(0, len(together), RANGES):
                self._take(height, together[first : first + RANGES])

    def _take(self, height: int, ranges: Sequence[Range]) -> None:
        rows: Iterable[tuple[int, str]]
        if height == 0:
            rows = Leaf.objects.filter(self._within("position", ranges)).values_list("position", "hash")
        else:
            nodes = InnerNode.objects.filter(self._within("index", ranges, height=height))
            rows = nodes.values_list("index", "hash")
        for index, digest in rows:
            try:
                value = bytes.fromhex(digest)
            except ValueError as error:
                raise BrokenLog(f"{self.district_id}: {height}/{index}") from error
            self.known[height, index] = value if height else leaf_hash(value)

    def _within(self, column: str, ranges: Iterable[Range], **of: int) -> Q:
        """Rows in one of these ranges. Each range names the district, so that the index is used for each."""
        return reduce(
            or_,
            (
                Q(district=self.district_id, **of, **{f"{column}__gte": start, f"{column}__lt": end})
                for start, end in ranges
            ),
        )


def merged(ranges: Iterable[Range]) -> list[Range]:
    """Ranges that touch each other become one."""
    result: list[Range] = []
    for start, end in sorted(ranges):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return result
