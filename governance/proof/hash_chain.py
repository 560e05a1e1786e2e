"""The hash chain of events as plain data: one check for papers, for the organisation of a district and for a dossier.

An event is hashed over its payload, which names the hash of the event before it.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from governance.proof.canonical_json import sha256

# The fact under which an event names the files that it brought, by their SHA-256.
ATTACHED = "attached"


@dataclass(frozen=True)
class ReasonText:
    """The text of a reason with the salt that keeps it from being guessed by its hash."""

    salt: str
    text: str

    def digest(self) -> str:
        return hashlib.sha256(f"{self.salt}:{self.text}".encode()).hexdigest()


@dataclass(frozen=True)
class ChainLink:
    """One event: what its hash covers, that hash with its signature, and the text of its reason while it is kept."""

    payload: dict[str, Any]
    hash: str
    reason: ReasonText | None
    signature: str = ""


@dataclass(frozen=True)
class ChainEnd:
    """Where the chain has to end, according to the card of the paper; other chains know no state."""

    head: str
    revision: int
    state: str = ""
    signature: str = ""


def chain_faults(links: Iterable[ChainLink], end: ChainEnd) -> Iterator[tuple[int, str]]:
    """Everything that does not hold, as (position, sentence); yields nothing when the chain is whole."""
    previous, signature, state, position, at = "", "", "", 0, ""
    for link in links:
        event = link.payload
        position += 1
        if event["position"] != position:
            yield position, _("an event is missing from the record")
            position = event["position"]
        if event["previous"] != previous:
            yield position, _("the event does not follow the one before it")
        if event.get("previous_signature", "") != signature:
            yield position, _("the signature of an event has been altered")
        if sha256(event) != link.hash:
            yield position, _("the event has been altered")
        if event.get("from", "") != state:
            yield position, _("the event begins in a state that the paper was not in")
        if link.reason is not None and link.reason.digest() != event["reason"]:
            yield position, _("the words of the reason have been altered")
        moment = event.get("at", "")
        if moment < at:  # both in UTC and of one length
            yield position, _("the event is said to be earlier than the one before it")
        previous, signature, state, at = link.hash, link.signature, event.get("to", ""), moment
    if end.signature != signature:
        yield position, _("the card and the record disagree on the last signature")
    if end.head != previous or end.revision != position:
        yield position, _("the card and the record disagree on the last event")
    if end.state != state:
        yield position, _("the state on the card was not reached by any event")
