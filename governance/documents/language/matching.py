"""What two sequences have in common, found in a bounded number of steps."""

from collections import Counter
from collections.abc import Hashable, Sequence
from difflib import Match, SequenceMatcher
from itertools import accumulate
from typing import NamedTuple

# Steps of one difference: about a second of a processor.
MOST_STEPS = 6_000_000


class Budget:
    """The steps that a comparison may take. They are counted, not timed: the same texts give the same answer."""

    def __init__(self, steps: int = MOST_STEPS) -> None:
        self.left = steps

    def allows(self, steps: int) -> bool:
        """Take so many steps, if they are left."""
        allowed = steps <= self.left
        self.left -= steps if allowed else 0
        return allowed


class Block(NamedTuple):
    """`size` items in the old sequence from `a` on are the same as in the new one from `b` on."""

    a: int
    b: int
    size: int


class Matching(NamedTuple):
    """The blocks in their order, the last one empty at both ends; `coarse`: not all that is common was looked for."""

    blocks: list[Block]
    coarse: bool


def matching(old: Sequence[Hashable], new: Sequence[Hashable], budget: Budget) -> Matching:
    """The blocks that two sequences have in common; where the budget does not reach, of a part nothing is common."""
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    middle_old, middle_new = old[head : len(old) - tail], new[head : len(new) - tail]
    inner = _Bounded(middle_old, middle_new, budget)
    blocks = [
        Block(0, 0, head),
        *(Block(head + block.a, head + block.b, block.size) for block in inner.get_matching_blocks()),
        Block(len(old) - tail, len(new) - tail, tail),
    ]
    return Matching([*(block for block in blocks if block.size), Block(len(old), len(new), 0)], inner.coarse)


def _common(old: Sequence[Hashable], new: Sequence[Hashable]) -> int:
    """How many items both begin with."""
    return next(
        (place for place, (one, other) in enumerate(zip(old, new, strict=False)) if one != other),
        min(len(old), len(new)),
    )


class _Bounded(SequenceMatcher[Hashable]):
    """Counts what each search will cost before it begins: for each old item the places of its like in the new text."""

    def __init__(self, old: Sequence[Hashable], new: Sequence[Hashable], budget: Budget) -> None:
        self.a = old
        counts = Counter(new)
        self.costs = [0, *accumulate(1 + counts[item] for item in old)]
        self.budget, self.coarse = budget, False
        super().__init__(None, old, new, autojunk=False)

    def find_longest_match(
        self, alo: int = 0, ahi: int | None = None, blo: int = 0, bhi: int | None = None
    ) -> Match:
        ahi = len(self.a) if ahi is None else ahi
        if self.budget.allows(self.costs[ahi] - self.costs[alo]):
            return super().find_longest_match(alo, ahi, blo, bhi)
        self.coarse = True
        return Match(alo, blo, 0)
