"""Keys of rows and other whole numbers that a request sends beside its address, where anybody may write anything."""

from collections.abc import Iterable

# So many digits any database holds.
LONGEST_KEY = 18


def key_in(text: str, longest: int = LONGEST_KEY) -> int | None:
    """The number that the text writes; None for anything else: «²» is a digit, too, and no number."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= longest else None


def keys_in(texts: Iterable[str], longest: int = LONGEST_KEY) -> list[int]:
    """The numbers among these texts."""
    return [key for text in texts if (key := key_in(text, longest)) is not None]
