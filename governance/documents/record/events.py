"""The legal record: append-only events, each carrying the hash of the one before it in its paper.

Database triggers refuse UPDATE and DELETE (`triggers.py`). No personal data inside: ids and hashes. The text of a
reason stands in `EventReason` beside it, bound by a salted hash, so that it can be erased when its term ends without
breaking the chain.
"""

import secrets
from collections.abc import Iterable
from datetime import UTC
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from governance.documents.record.act import Act
from governance.documents.record.card import card_digests
from governance.documents.record.document import Document
from governance.proof.canonical_json import sha256
from governance.proof.event_signature import signature_of
from governance.proof.hash_chain import ChainLink, ReasonText
from governance.record_rows import written
from governance.roles.appointment import Appointment
from governance.roles.person import Person
from governance.sealed import Sealed

# What the hash of an event covers, beside the check code of its paper: the name in the payload → the column.
HASHED = {
    "position": "position",
    "move": "move",
    "from": "from_state",
    "to": "to_state",
    "actor": "actor_id",
    "appointment": "appointment_id",
    "capacity": "capacity",
    "basis": "basis__code",
    "version": "version",
    "version_hash": "version_hash",
    "facts": "facts",
    "rows": "rows",
    "reason": "reason_hash",
    "at": "at",
    "previous": "previous",
    "previous_signature": "previous_signature",
}
# Left out of what is hashed where they are empty: of the time before there were any.
LATER = ("rows", "previous_signature")


def payload_of(code: str, values: Iterable[Any]) -> dict[str, Any]:
    """What the hash of an event covers, from the values of the columns `HASHED`."""
    payload: dict[str, Any] = {"paper": code, **dict(zip(HASHED, values, strict=True))}
    payload["basis"] = payload["basis"] or ""
    for name in LATER:
        if not payload[name]:
            del payload[name]
    payload["at"] = payload["at"].astimezone(UTC).isoformat(timespec="microseconds")
    return payload


class Event(models.Model):
    """One legal event: who made which move on a paper, in which capacity, on which basis, over which version."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="events")
    position = models.PositiveIntegerField()
    move = models.CharField(max_length=40)
    from_state = models.CharField(max_length=20, blank=True)
    to_state = models.CharField(max_length=20)
    actor = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    appointment = models.ForeignKey(Appointment, models.PROTECT, null=True, related_name="+")
    capacity = models.CharField(max_length=300, blank=True)
    basis = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=0)
    version_hash = models.CharField(max_length=64, blank=True)
    # Ids and plain values of the act: seat, round, choice, number given …
    facts = models.JSONField(default=dict)
    # The rows that the act wrote or ended, each by its digest (`record_rows`).
    rows = models.JSONField(default=dict)
    reason_hash = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField()
    previous = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)
    # Over the hash (`event_signature`), and that of the event before.
    previous_signature = models.CharField(max_length=88, blank=True)
    signature = models.CharField(max_length=88, blank=True)

    sealed: ClassVar = Sealed(district="document__district", chain="document__code")

    # Until it is written: the words of its reason, which stand in a row of their own.
    given_reason: ReasonText

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering: ClassVar = ["document_id", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "position"], name="event_position_once")
        ]
        indexes: ClassVar = [models.Index(fields=["actor", "-at"], name="event_actor")]

    def __str__(self) -> str:
        return f"{self.document_id}#{self.position} {self.move}"

    def payload(self, code: str, basis_code: str) -> dict[str, Any]:
        """What the hash covers: all fields of the event, with papers by their check codes."""
        values = [basis_code if name == "basis" else getattr(self, HASHED[name]) for name in HASHED]
        return payload_of(code, values)

    def computed_hash(self, code: str, basis_code: str) -> str:
        return sha256(self.payload(code, basis_code))

    def chain_link(self, code: str) -> ChainLink:
        """This event as a link of its paper's hash chain; reads `basis` and `note`."""
        note: EventReason | None = getattr(self, "note", None)
        return ChainLink(
            payload=self.payload(code, self.basis.code if self.basis else ""),
            hash=self.hash,
            signature=self.signature,
            reason=ReasonText(note.salt, note.text) if note else None,
        )

    @property
    def reason(self) -> str:
        """The text of the reason; empty if none was given or if it was erased."""
        note = getattr(self, "note", None)
        return note.text if note else ""


class EventReason(models.Model):
    """The text of a reason, which can be erased; `Event.reason_hash` proves it as long as it is kept."""

    event = models.OneToOneField(Event, models.PROTECT, related_name="note")
    salt = models.CharField(max_length=32)
    text = models.TextField()


def next_event(document: Document, move: str, from_state: str, act: Act) -> Event:
    """The next event of a paper that is locked or new, with its hash on the card; `write` after the card is saved."""
    salt = secrets.token_hex(8) if act.reason else ""
    document.revision += 1
    document.changed_at = act.at
    document.fill_in()
    event = Event(
        position=document.revision,
        move=move,
        from_state=from_state,
        to_state=document.state,
        actor=act.by,
        appointment=act.ground,
        capacity=", ".join(filter(None, [act.ground.full_capacity if act.ground else "", act.capacity])),
        basis_id=act.basis.pk if act.basis else None,
        version=document.version,
        version_hash=document.present_hash,
        facts=act.facts,
        rows={**written().close(), **card_digests(document)},
        reason_hash=ReasonText(salt, act.reason).digest() if act.reason else "",
        at=act.at,
        previous=document.head,
        previous_signature=document.head_signature,
    )
    event.hash = document.head = event.computed_hash(document.code, act.basis.code if act.basis else "")
    event.signature = document.head_signature = signature_of(event.hash)
    event.given_reason = ReasonText(salt, act.reason)
    return event


def write(event: Event, document: Document) -> None:
    """Append an event to the record of its paper."""
    event.document_id = document.pk
    event.save(force_insert=True)
    if event.given_reason.text:
        EventReason.objects.create(event=event, salt=event.given_reason.salt, text=event.given_reason.text)
