"""Reading and verifying the legal record: recompute every hash, replay every paper to its present state."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _, ngettext

from governance.documents.language.search import searchable
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
from governance.roles.organisation import DistrictRecord
from governance.verification import Fault, Scope, source

# What is read of a card: see `Card`; and where it says that the chain ends.
CARD = ("pk", "code", "row_salt", "kind", "number", "title", "changed_at", "search")
END = ("head", "revision", "state", "head_signature")
# Of so many papers it is asked whether any was signed with a known key.
LATEST = 50


@dataclass(frozen=True)
class HistoryEntry:
    """One line of a history, as people read it."""

    event: Event
    done: str
    who: str
    capacity: str
    reason: str
    state: str


def verify(documents: Any = None, kind: type[Document] | None = None) -> Iterator[Fault]:
    """Every fault in the record of the given papers (all by default), paper by paper; nothing when it is whole.

    `kind`: that of all of them, if it is known; it costs fewer queries.
    """
    for _code, faults in verify_each(documents, kind):
        yield from faults


@source(lambda n: ngettext("%(n)d paper", "%(n)d papers", n) % {"n": n}, of_papers=True)
def _papers(scope: Scope) -> Iterator[list[Fault]]:
    for _code, faults in verify_each(scope.papers):
        yield faults


def verify_each(
    documents: Any = None, kind: type[Document] | None = None
) -> Iterator[tuple[str, list[Fault]]]:
    """The check code of each of these papers (all by default) with the faults in its record.

    Checks: positions without holes, each hash over its own fields and the one before it, the moments in their order,
    the head on the card, the state replayed from the events against the card, what the card derives from them,
    versions against their content and against the events, signatures against their versions, texts of reasons against
    their hashes, rows against their digests. A fixed number of queries for all papers, read as they are needed: the
    rows of each table come in the order of the papers, and each paper takes its own.
    """
    papers = Document.objects.all() if documents is None else documents
    cards = papers.order_by("pk").values_list(*CARD, *END)
    events, versions, signatures = (RowsByPaper(rows) for rows in _rows_of_record(documents))
    rows = RowCheck(documents, kind)
    for row in cards.iterator(chunk_size=ROWS):
        card, end = Card(*row[: len(CARD)]), ChainEnd(*row[len(CARD) :])
        named = Named()
        links = (_chain_link(card.code, event, named) for event in events.of(card.pk))
        found = list(chain_faults(links, end))
        if not is_signed(end.head, end.signature):
            found.append((end.revision, _("the last event was not signed by this server")))
        found += [(0, sentence) for sentence in card.derived_faults(named)]
        found += [(0, sentence) for sentence in rows.faults(card.pk, card.salt, named.rows)]
        found += _version_faults(versions.of(card.pk), signatures.of(card.pk), named)
        yield card.code, [Fault(card.code, *fault, card.subject) for fault in found]
    strays = [*rows.strays(), events.strays(Event), versions.strays(Version)]
    if any(strays):
        yield "", [Fault("", 0, sentence) for sentence in strays if sentence]


def is_of_other_keys() -> bool:
    """Whether no known key has signed any of the records that were begun last, nor that of any district."""
    papers = Document.objects.order_by("-pk").values_list("head", "head_signature")[:LATEST]
    ends = [*DistrictRecord.objects.values_list("head", "head_signature"), *papers]
    return bool(ends) and not any(is_signed(*end) for end in ends)


@dataclass(frozen=True)
class Card:
    """What is verified of the card of a paper, beside where its chain ends: the columns `CARD`."""

    pk: int
    code: str
    salt: str
    kind: str
    number: str
    title: str
    changed_at: datetime
    search: str

    @property
    def subject(self) -> str:
        """«Order 12-ОД «О дежурстве»», for people; papers with personal data are named without their titles."""
        kind = KINDS.get(self.kind)
        title = "" if kind is None or kind.personal or kind.confidential else f"«{self.title}»"
        number = f"№ {self.number}" if self.number else ""
        return " ".join(filter(None, [str(kind.kind_label) if kind else self.kind, number, title]))

    def derived_faults(self, named: "Named") -> Iterator[str]:
        if named.at is not None and self.changed_at != named.at:
            yield _("the moment on the card is not that of the last event")
        if self.search != searchable(f"{self.title} {self.number}"):
            yield _("what the card is searched by does not follow from its title and number")


@dataclass
class Named:
    """What the events of a paper say, gathered as they are read.

    The last digest of each row, the hash of each version by its number, the moment of the last event.
    """

    rows: Digests = field(default_factory=dict)
    versions: dict[int, str] = field(default_factory=dict)
    at: datetime | None = None


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


AT = list(HASHED).index("at")


def _chain_link(code: str, row: Row, named: Named) -> ChainLink:
    """One event as a link; what it says is added to `named`."""
    _paper, *values, digest, signature, salt, text = row
    payload = payload_of(code, values)
    for model, digests in payload.get("rows", {}).items():
        named.rows.setdefault(model, {}).update(digests)
    if payload["version"]:
        named.versions[payload["version"]] = payload["version_hash"]
    named.at = values[AT]
    return ChainLink(payload, digest, None if salt is None else ReasonText(salt, text), signature)


def _version_faults(
    versions: Iterator[Row], signatures: Iterator[Row], named: Named
) -> Iterator[tuple[int, str]]:
    """As (number of the version, sentence)."""
    digests, said = {}, named.versions
    for _paper, pk, number, content, digest in versions:
        digests[pk] = digest
        in_event = said.pop(number, digest)
        if not digest == in_event == sha256(content):
            yield number, _("the content of a version has been altered")
    for number in said:
        yield number, _("a version is missing")
    for _paper, signed, digest in signatures:
        if digests.get(signed) != digest:
            yield 0, _("a signature does not belong to its version")


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
