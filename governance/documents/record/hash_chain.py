"""The chain of a paper's events as plain data: the same proof for the rows of the database and for a dossier.

An event is hashed over its payload (`Event.payload`), which names the hash of the event before it.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from governance.documents.language.canonical_json import sha256

# The fact under which an event names the files that it brought, by their SHA-256.
ATTACHED = "attached"


@dataclass(frozen=True)
class Words:
    """The words of a reason with the salt that keeps them from being guessed by their hash."""

    salt: str
    text: str

    def digest(self) -> str:
        return hashlib.sha256(f"{self.salt}:{self.text}".encode()).hexdigest()


@dataclass(frozen=True)
class Ring:
    """One event: what its hash covers, that hash, and the words of its reason as long as they are kept."""

    payload: dict[str, Any]
    hash: str
    words: Words | None


@dataclass(frozen=True)
class End:
    """Where a chain has to end by the paper's card."""

    head: str
    revision: int
    state: str


def broken(rings: Iterable[Ring], end: End) -> Iterator[tuple[int, str]]:
    """Everything that does not hold, as position and sentence; nothing when the chain is whole."""
    previous, state, position = "", "", 0
    for ring in rings:
        told = ring.payload
        position += 1
        if told["position"] != position:
            yield position, _("an event is missing from the record")
            position = told["position"]
        if told["previous"] != previous:
            yield position, _("the event does not follow the one before it")
        if sha256(told) != ring.hash:
            yield position, _("the event has been altered")
        if told["from"] != state:
            yield position, _("the event begins in a state that the paper was not in")
        if ring.words is not None and ring.words.digest() != told["reason"]:
            yield position, _("the words of the reason have been altered")
        previous, state = ring.hash, told["to"]
    if end.head != previous or end.revision != position:
        yield position, _("the card and the record disagree on the last event")
    if end.state != state:
        yield position, _("the state on the card was not reached by any event")
