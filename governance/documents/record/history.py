"""Reading and verifying the legal record: recompute every hash, replay every paper to its present state."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _, ngettext

from governance.documents.record.attached import Signature, Version
from governance.documents.record.document import Document
from governance.documents.record.events import HASHED, Event, payload_of
from governance.documents.record.kinds import KINDS
from governance.documents.record.row_check import RowCheck
from governance.documents.record.rows_by_paper import LONG_ROWS, ROWS, Row, RowsByPaper
from governance.documents.record.transitions import Move
from governance.proof.canonical_json import sha256
from governance.proof.event_signature import is_signed
from governance.proof.hash_chain import ChainEnd, ChainLink, ReasonText, chain_faults
from governance.record_rows import Digests
from governance.verification import Fault, Scope, source

# Where the card says that the chain ends.
END = ("head", "revision", "state", "head_signature")


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
    """Every fault in the record of the given papers (all by default), paper by paper; nothing when it is whole."""
    for _code, faults in verify_each(documents):
        yield from faults


@source(lambda n: ngettext("%(n)d paper", "%(n)d papers", n) % {"n": n}, of_papers=True)
def _papers(scope: Scope) -> Iterator[list[Fault]]:
    for _code, faults in verify_each(scope.papers):
        yield faults


def verify_each(documents: Any = None) -> Iterator[tuple[str, list[Fault]]]:
    """The check code of each of these papers (all by default) with the faults in its record.

    Checks: positions without holes, each hash over its own fields and the one before it, the head on the card, the
    state replayed from the events against the card, versions against their content, signatures against their versions,
    texts of reasons against their hashes. Four queries for all papers, read as they are needed: the rows of each table
    come in the order of the papers, and each paper takes its own.
    """
    papers = Document.objects.all() if documents is None else documents
    cards = papers.order_by("pk").values_list("pk", "code", "row_salt", *END)
    events, versions, signatures = (RowsByPaper(rows) for rows in _rows_of_record(documents))
    rows = RowCheck(documents)
    for pk, code, salt, *end in cards.iterator(chunk_size=ROWS):
        named: Digests = {}
        links = (_chain_link(code, row, named) for row in events.of(pk))
        faults = [Fault(code, *fault) for fault in chain_faults(links, ChainEnd(*end))]
        if not is_signed(end[0], end[3]):
            faults.append(Fault(code, end[1], _("the last event was not signed by this server")))
        faults += [Fault(code, 0, sentence) for sentence in rows.faults(pk, salt, named)]
        faults += _version_faults(code, versions.of(pk), signatures.of(pk))
        yield code, faults


def _rows_of_record(documents: Any) -> tuple[Iterator[Row], Iterator[Row], Iterator[Row]]:
    """The events, versions and signatures of these papers, without objects made of them; None: of all papers."""
    chosen = {} if documents is None else {"document_id__in": documents.order_by().values("pk")}
    events = Event.objects.filter(**chosen).order_by("document_id", "position")
    versions = Version.objects.filter(**chosen).order_by("document_id", "number")
    signatures = Signature.objects.filter(**chosen).order_by("document_id", "signed_at")
    return (
        events.values_list(
            "document_id", *HASHED.values(), "hash", "signature", "note__salt", "note__text"
        ).iterator(ROWS),
        # A version may be as long as a book.
        versions.values_list("document_id", "pk", "number", "content", "sha256").iterator(LONG_ROWS),
        signatures.values_list("document_id", "version_id", "sha256").iterator(ROWS),
    )


def _chain_link(code: str, row: Row, named: Digests) -> ChainLink:
    """One event as a link; what it says of rows is added to `named`."""
    _paper, *values, digest, signature, salt, text = row
    payload = payload_of(code, values)
    for model, digests in payload.get("rows", {}).items():
        named.setdefault(model, {}).update(digests)
    return ChainLink(payload, digest, None if salt is None else ReasonText(salt, text), signature)


def _version_faults(code: str, versions: Iterator[Row], signatures: Iterator[Row]) -> Iterator[Fault]:
    digests = {}
    for _paper, pk, number, content, digest in versions:
        digests[pk] = digest
        if sha256(content) != digest:
            yield Fault(code, number, _("the content of a version has been altered"))
    for _paper, signed, digest in signatures:
        if digests.get(signed) != digest:
            yield Fault(code, 0, _("a signature does not belong to its version"))


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
