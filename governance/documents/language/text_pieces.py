"""A changed text word by word: what stayed, what was removed, what was added."""

import re
from dataclasses import dataclass

from governance.documents.language.matching import Budget, matching

# Blanks go with what follows them: alone they would be half of the work, and be found everywhere.
WORDS_AND_SIGNS = re.compile(r"\s*(?:\w+|[^\w\s])|\s+")


@dataclass(frozen=True)
class TextPiece:
    """A run of words inside a changed text; `kind` is `same`, `removed` or `added`."""

    kind: str
    text: str


def pieces_of(old: str, new: str, budget: Budget) -> tuple[tuple[TextPiece, ...], bool]:
    """The words that stayed, were removed and were added, in reading order; and whether that is a coarse view."""
    before, after = WORDS_AND_SIGNS.findall(old), WORDS_AND_SIGNS.findall(new)
    blocks, coarse = matching(before, after, budget)
    pieces: list[TextPiece] = []
    same = ""
    a = b = 0
    for block in blocks:
        removed, added = "".join(before[a : block.a]), "".join(after[b : block.b])
        blanks = blanks_before(removed) if blanks_before(removed) == blanks_before(added) else ""
        told = (
            ("same", same + blanks),
            ("removed", removed.removeprefix(blanks)),
            ("added", added.removeprefix(blanks)),
        )
        pieces += [TextPiece(kind, text) for kind, text in told if text]
        same = "".join(before[block.a : block.a + block.size])
        a, b = block.a + block.size, block.b + block.size
    return tuple(pieces), coarse


def blanks_before(text: str) -> str:
    return text[: len(text) - len(text.lstrip())]
