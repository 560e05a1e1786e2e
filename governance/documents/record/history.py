"""Reading and verifying the legal record: recompute every hash, replay every paper to its present state."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from governance.documents.language.canonical_json import sha256
from governance.documents.record.attached import Signature, Version
from governance.documents.record.document import Document
from governance.documents.record.events import Event
from governance.documents.record.hash_chain import ChainEnd, chain_faults
from governance.documents.record.kinds import KINDS
from governance.documents.record.transitions import Move


@dataclass(frozen=True)
class Fault:
    """A fault in the record. `paper`: the check code; `position`: of the event, or the number of the version."""

    paper: str
    position: int
    sentence: str

    def __str__(self) -> str:
        return f"{self.paper} #{self.position}: {self.sentence}"


@dataclass(frozen=True)
class HistoryEntry:
    """One line of a history, as people read it."""

    event: Event
    done: str
    who: str
    capacity: str
    reason: str
    state: str


def verify(documents: Any = None) -> Iterator[Fault]:
    """Every fault in the record of the given papers (all by default), paper by paper; nothing when it is whole.

    Checks: positions without holes, each hash over its own fields and the one before it, the head on the card, the
    state replayed from the events against the card, versions against their content, signatures against their versions,
    texts of reasons against their hashes.
    """
    papers = Document.objects.all() if documents is None else documents
    for document in papers.order_by("pk").iterator(chunk_size=500):
        yield from _verify_events(document)
        yield from _verify_versions(document)


def _verify_events(document: Document) -> Iterator[Fault]:
    events = (
        Event.objects.filter(document_id=document.pk).select_related("basis", "note").order_by("position")
    )
    links = (event.chain_link(document.code) for event in events)
    for position, sentence in chain_faults(links, ChainEnd(document.head, document.revision, document.state)):
        yield Fault(document.code, position, sentence)


def _verify_versions(document: Document) -> Iterator[Fault]:
    versions = {version.pk: version for version in Version.objects.filter(document_id=document.pk)}
    for version in versions.values():
        if sha256(version.content) != version.sha256:
            yield Fault(document.code, version.number, _("the content of a version has been altered"))
    for signature in Signature.objects.filter(document_id=document.pk):
        signed = versions.get(signature.version_id)
        if signed is None or signed.sha256 != signature.sha256:
            yield Fault(document.code, 0, _("a signature does not belong to its version"))


def history_of(document: Document) -> list[str]:
    """The moves made on a paper, in order."""
    return list(
        Event.objects.filter(document_id=document.pk).order_by("position").values_list("move", flat=True)
    )


def history_entries(document: Document) -> list[HistoryEntry]:
    """The history of a paper for people, the latest entry first; one query."""
    model = KINDS[document.kind]
    events = (
        Event.objects.filter(document_id=document.pk)
        .select_related("actor", "basis", "note")
        .order_by("-position")
    )
    return [
        HistoryEntry(
            event=event,
            done=done_label(model, event.move),
            who=event.actor.name if event.actor else str(event.basis or ""),
            capacity=event.capacity,
            reason=event.reason,
            state=str(model.State(event.to_state).label) if event.to_state != event.from_state else "",
        )
        for event in events
    ]


def done_label(model: type[Document], move: str) -> str:
    """The past form of a move: «согласовал», «подписан»."""
    if move == "draft":
        return _("began the paper")
    meta = getattr(getattr(model, move, None), "_django_fsm", None)
    if meta is None:
        return move
    form: Move = next(iter(meta.transitions.values())).custom["move"]
    return form.verb.done_of(model.noun)
