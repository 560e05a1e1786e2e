"""The Merkle tree of RFC 6962: its root, proofs that it holds a leaf, and proofs that it extends an earlier tree.

A hash of the tree stands for a range of leaves `(start, end)`, `end` not included. What a proof consists of follows
from sizes and positions alone, so it is given as ranges; who keeps the hashes looks them up. Whoever gets a proof puts
the hashes in the places of these ranges and computes the root from them.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

Range = tuple[int, int]
# A full subtree: its height, and how many of this height stand left of it.
Subtree = tuple[int, int]

EMPTY = hashlib.sha256().digest()


def leaf_hash(data: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def split(size: int) -> int:
    """How many of `size` leaves (at least two) the left child has: the largest power of two below `size`."""
    return 1 << (size - 1).bit_length() - 1


# --- which hashes a proof has -----------------------------------------------------------------------------------------


def inclusion(index: int, size: int) -> list[Range]:
    """The audit path of a leaf in a tree of `size` leaves, from the leaf up (RFC 6962, 2.1.1)."""
    start, end = 0, size
    path: list[Range] = []
    while end - start > 1:
        middle = start + split(end - start)
        if index < middle:
            path.append((middle, end))
            end = middle
        else:
            path.append((start, middle))
            start = middle
    return path[::-1]


def consistency(old: int, new: int) -> list[Range]:
    """The proof that the tree of `new` leaves extends that of `old` ones (RFC 6962, 2.1.2); empty if one is no more."""
    start, end = 0, new
    path: list[Range] = []
    while 0 < old < end:
        middle = start + split(end - start)
        if old <= middle:
            path.append((middle, end))
            end = middle
        else:
            path.append((start, middle))
            start = middle
    # The old root itself is known to whoever checks.
    return [*([(start, end)] if path and start else []), *path[::-1]]


def full_subtrees(start: int, end: int) -> list[Subtree]:
    """The full subtrees that make up a range of the tree, from left to right."""
    subtrees = []
    while start < end:
        height = (end - start).bit_length() - 1
        subtrees.append((height, start >> height))
        start += 1 << height
    return subtrees


def joined(hashes: Sequence[bytes]) -> bytes:
    """The hash over neighbouring subtrees, each higher than the next: that of the range that they make up."""
    if not hashes:
        return EMPTY
    *others, last = hashes
    for one in reversed(others):
        last = node_hash(one, last)
    return last


# --- checking a proof -------------------------------------------------------------------------------------------------


def proves_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Whether the tree with this root has the leaf hash `leaf` at this place (from 0)."""
    if not 0 <= index < size:
        return False
    parts = placed(inclusion(index, size), proof)
    return parts is not None and _root({**parts, (index, index + 1): leaf}, 0, size) == root


def proves_consistency(old: int, new: int, proof: Sequence[bytes], old_root: bytes, new_root: bytes) -> bool:
    """Whether the tree of `new` leaves begins with all leaves of that of `old` ones, in their order."""
    if not 0 <= old <= new:
        return False
    parts = placed(consistency(old, new), proof)
    if parts is None:
        return False
    if old == 0:
        return old_root == EMPTY
    if old == new:
        return old_root == new_root
    if old & (old - 1) == 0:
        parts[0, old] = old_root
    return _root(parts, 0, old) == old_root and _root(parts, 0, new) == new_root


def placed(ranges: Sequence[Range], proof: Sequence[bytes]) -> dict[Range, bytes] | None:
    """The hashes of a proof in their places; None if there are not as many as there have to be."""
    return dict(zip(ranges, proof, strict=True)) if len(ranges) == len(proof) else None


def _root(parts: Mapping[Range, bytes], start: int, end: int) -> bytes | None:
    """The hash of a range from those of its parts; None where one is missing."""
    if (start, end) in parts:
        return parts[start, end]
    if end - start < 2:
        return None
    middle = start + split(end - start)
    # Most ranges are no part and have none: without this, each leaf would be looked for.
    if not any(start <= part[0] and part[1] <= end for part in parts):
        return None
    left, right = _root(parts, start, middle), _root(parts, middle, end)
    return None if left is None or right is None else node_hash(left, right)


# --- a tree that grows ------------------------------------------------------------------------------------------------


@dataclass
class GrowingTree:
    """A tree that takes leaf after leaf and keeps of them only the full subtrees at its right edge."""

    size: int = 0
    # By height, from left to right.
    edge: list[tuple[int, bytes]] = field(default_factory=list)

    @classmethod
    def of(cls, size: int, edge: Iterable[bytes]) -> "GrowingTree":
        """A tree of `size` leaves, from the hashes of its `full_subtrees`."""
        heights = [height for height, _index in full_subtrees(0, size)]
        return cls(size, list(zip(heights, edge, strict=True)))

    def append(self, leaf: bytes) -> list[tuple[Subtree, bytes]]:
        """Take one more leaf hash. Returns the subtrees that it has filled, with their hashes; the leaf is none."""
        filled = []
        height, last = 0, leaf
        while self.edge and self.edge[-1][0] == height:
            last = node_hash(self.edge.pop()[1], last)
            height += 1
            filled.append(((height, self.size >> height), last))
        self.edge.append((height, last))
        self.size += 1
        return filled

    @property
    def root(self) -> bytes:
        return joined([one for _height, one in self.edge])
