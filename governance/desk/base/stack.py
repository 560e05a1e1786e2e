"""Parts of a whole in one bar (components/stack.html), in whole numbers: a picture knows no decimal comma."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

WHOLE = 1000
GAP = 4


@dataclass(frozen=True)
class Share:
    """A part: its number, and its meaning as colour."""

    value: int
    meaning: str


@dataclass(frozen=True)
class Piece:
    """A drawn part, from `x` on."""

    x: int
    width: int
    meaning: str


@dataclass(frozen=True)
class Stack:
    pieces: Sequence[Piece]
    total: int

    @classmethod
    def of(cls, shares: Iterable[Share], most: int | None = None) -> "Stack":
        """`most`: the number that fills the whole bar; unless it is given, the sum of the parts."""
        shares = [share for share in shares if share.value]
        total = sum(share.value for share in shares)
        whole, before, pieces = most or total or 1, 0, []
        for share in shares:
            left, right = (WHOLE * end // whole for end in (before, before + share.value))
            pieces.append(Piece(left, max(GAP, right - left - GAP), share.meaning))
            before += share.value
        return cls(pieces, total)
