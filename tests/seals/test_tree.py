"""The Merkle tree against the published answers of Certificate Transparency, and against RFC 6962 read word by word."""

import hashlib
from collections.abc import Sequence

import pytest

from governance.documents.seals.tree import (
    EMPTY,
    GrowingTree,
    consistency,
    full_subtrees,
    inclusion,
    joined,
    leaf_hash,
    proves_consistency,
    proves_inclusion,
)

# The inputs of the reference implementation, the roots of the trees of 0 to 8 of them, and proofs among these.
LEAVES = [
    bytes.fromhex(one)
    for one in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
INCLUSION = {
    (0, 8): [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
    (5, 8): [
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
    (2, 3): ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"],
    (1, 5): [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
}
CONSISTENCY = {
    (1, 1): [],
    (1, 8): [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
    (6, 8): [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
    (2, 5): [
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
}
MOST = 33


def tree_hash(data: Sequence[bytes]) -> bytes:
    """MTH of RFC 6962, 2.1."""
    if not data:
        return hashlib.sha256(b"").digest()
    if len(data) == 1:
        return hashlib.sha256(b"\x00" + data[0]).digest()
    k = 1
    while 2 * k < len(data):
        k *= 2
    return hashlib.sha256(b"\x01" + tree_hash(data[:k]) + tree_hash(data[k:])).digest()


def path(m: int, data: Sequence[bytes]) -> list[bytes]:
    """PATH of RFC 6962, 2.1.1."""
    if len(data) == 1:
        return []
    k = 1
    while 2 * k < len(data):
        k *= 2
    if m < k:
        return [*path(m, data[:k]), tree_hash(data[k:])]
    return [*path(m - k, data[k:]), tree_hash(data[:k])]


def subproof(m: int, data: Sequence[bytes], *, complete: bool) -> list[bytes]:
    """SUBPROOF of RFC 6962, 2.1.2."""
    if m == len(data):
        return [] if complete else [tree_hash(data)]
    k = 1
    while 2 * k < len(data):
        k *= 2
    if m <= k:
        return [*subproof(m, data[:k], complete=complete), tree_hash(data[k:])]
    return [*subproof(m - k, data[k:], complete=False), tree_hash(data[:k])]


def hashes(ranges: list[tuple[int, int]], data: Sequence[bytes]) -> list[bytes]:
    return [tree_hash(data[start:end]) for start, end in ranges]


def some(number: int) -> list[bytes]:
    return [bytes([each]) for each in range(number)]


def test_roots_and_proofs_are_those_of_the_reference() -> None:
    tree = GrowingTree()
    roots = [tree.root.hex()]
    for leaf in LEAVES:
        tree.append(leaf_hash(leaf))
        roots.append(tree.root.hex())
    assert roots == ROOTS
    for (index, size), wanted in INCLUSION.items():
        proof = hashes(inclusion(index, size), LEAVES)
        assert [one.hex() for one in proof] == wanted
        assert proves_inclusion(leaf_hash(LEAVES[index]), index, size, proof, bytes.fromhex(ROOTS[size]))
    for (old, new), wanted in CONSISTENCY.items():
        proof = hashes(consistency(old, new), LEAVES)
        assert [one.hex() for one in proof] == wanted
        assert proves_consistency(old, new, proof, bytes.fromhex(ROOTS[old]), bytes.fromhex(ROOTS[new]))


def test_every_proof_of_small_trees_is_that_of_the_specification() -> None:
    data = some(MOST)
    for size in range(1, MOST + 1):
        tree = data[:size]
        for index in range(size):
            assert hashes(inclusion(index, size), data) == path(index, tree)
        for old in range(1, size + 1):
            assert hashes(consistency(old, size), data) == subproof(old, tree, complete=True)


@pytest.mark.parametrize("size", [1, 2, 3, 7, 8, 13])
def test_a_proof_holds_for_its_own_leaf_place_size_and_root_alone(size: int) -> None:
    data = some(size)
    root = tree_hash(data)
    for index in range(size):
        proof = path(index, data)
        leaf = leaf_hash(data[index])
        accepted = [
            (place, among)
            for among in range(size + 3)
            for place in range(-1, size + 3)
            if proves_inclusion(leaf, place, among, proof, root)
        ]
        assert (index, size) in accepted
        # A leaf at the right edge has the same path in some other trees; the root tells those apart by its size.
        assert {place for place, among in accepted if among == size} == {index}
        assert not proves_inclusion(leaf_hash(b"other"), index, size, proof, root)
        assert not proves_inclusion(leaf, index, size, [*proof, EMPTY], root)
        assert not proves_inclusion(leaf, index, size, proof, EMPTY)
        for place in range(len(proof)):
            assert not proves_inclusion(leaf, index, size, [*proof[:place], EMPTY, *proof[place + 1 :]], root)


@pytest.mark.parametrize("size", [1, 2, 3, 7, 8, 13])
def test_a_tree_that_was_rewritten_shortened_or_reordered_is_extended_by_none(size: int) -> None:
    data = some(size)
    for old in range(1, size + 1):
        proof, before, after = subproof(old, data, complete=True), tree_hash(data[:old]), tree_hash(data)
        assert proves_consistency(old, size, proof, before, after)
        rewritten = [b"other", *data[1:old]]
        assert not proves_consistency(old, size, proof, tree_hash(rewritten), after)
        assert not proves_consistency(old, size, [*proof, EMPTY], before, after)
        assert not proves_consistency(old, size, proof[:-1], before, after) or not proof
        assert not proves_consistency(size, old, proof, after, before) or old == size
        if old > 1:
            assert not proves_consistency(old, size, proof, tree_hash(data[:old][::-1]), after)
        for place in range(len(proof)):
            altered = [*proof[:place], EMPTY, *proof[place + 1 :]]
            assert not proves_consistency(old, size, altered, before, after)


def test_everything_extends_the_empty_tree_and_the_empty_tree_alone_has_its_root() -> None:
    root = tree_hash(some(5))
    assert proves_consistency(0, 5, [], EMPTY, root)
    assert not proves_consistency(0, 5, [], root, root)
    assert not proves_inclusion(leaf_hash(b""), 0, 0, [], EMPTY)


def test_a_growing_tree_goes_on_from_its_edge_and_tells_which_subtrees_it_fills() -> None:
    data = some(21)
    for size in range(21):
        edge = [joined([tree_hash(data[i << h : i + 1 << h])]) for h, i in full_subtrees(0, size)]
        tree = GrowingTree.of(size, edge)
        filled = tree.append(leaf_hash(data[size]))
        assert tree.root == tree_hash(data[: size + 1])
        assert filled == [
            ((height, size >> height), tree_hash(data[size + 1 - (1 << height) : size + 1]))
            for height in range(1, 6)
            if (size + 1) % (1 << height) == 0
        ]
