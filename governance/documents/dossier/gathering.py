"""What the database holds about a paper, as the plain JSON of its dossier; in Russian, as papers are."""

import re
import unicodedata
from datetime import datetime
from pathlib import PurePath
from typing import Any

from django.db.models import Q
from django.utils import timezone

from governance.documents.dossier.packing import FILES
from governance.documents.record.attached import Attachment, Link, Remark, Signature, Version
from governance.documents.record.document import Document
from governance.documents.record.events import Event
from governance.documents.record.history import done_label
from governance.documents.record.passkey_touch import PasskeyTouch
from governance.proof.event_signature import public_keys
from governance.roles.appointment import Appointment
from governance.roles.person import Person

LONGEST_NAME = 80
# Folders, and whatever some operating system forbids in the name of a file.
UNSAFE = re.compile(r"[^\w .,()№-]+")


def card(paper: Document, versions: list[Version], files: list[Attachment]) -> dict[str, Any]:
    """The registration card, with the entries under which versions and files stand in the dossier."""
    return {
        "kind": paper.kind,
        "called": paper.display_name,
        "number": paper.number,
        "date": paper.registered_on.isoformat() if paper.registered_on else "",
        "title": paper.title,
        "unit": paper.unit.name,
        "district": paper.district.name,
        "author": named(paper.author),
        "state": paper.state,
        "state_label": paper.state_label,
        "code": paper.code,
        "version": paper.version,
        "revision": paper.revision,
        "head": paper.head,
        "record_keys": public_keys(),
        "created_at": moment(paper.created_at),
        "changed_at": moment(paper.changed_at),
        "published_at": moment(paper.published_at),
        "retention": str(paper.retention),
        "versions": [
            {
                "number": version.number,
                "sha256": version.sha256,
                "frozen_at": moment(version.created_at),
                "author": named(version.author),
            }
            for version in versions
        ],
        "files": [
            {
                "entry": file_entry(place, file.name),
                "name": file.name,
                "media_type": file.media_type,
                "sha256": file.sha256,
                "added_by": named(file.added_by),
                "added_at": moment(file.added_at),
            }
            for place, file in enumerate(files, start=1)
            if file.erased_at is None
        ],
        # Files with personal data whose term of keeping has ended: only their hashes remain.
        "erased": [
            {"sha256": file.sha256, "erased_at": moment(file.erased_at)}
            for file in files
            if file.erased_at is not None
        ],
    }


def _touch(touch: PasskeyTouch | None) -> dict[str, Any]:
    """What proves that a passkey confirmed the signature for this text (`proof.passkey`); nothing without."""
    if touch is None:
        return {}
    return {
        "passkey": {"nonce": touch.nonce, "site": touch.site, "key": touch.key, "response": touch.response}
    }


def signatures(paper: Document) -> list[dict[str, Any]]:
    paper_signatures = Signature.objects.filter(document_id=paper.pk).select_related(
        "person", "version", "scan", "certified_by__person"
    )
    touches = {
        (touch.person_id, touch.sha256): touch for touch in PasskeyTouch.objects.filter(document_id=paper.pk)
    }
    return [
        {
            "name": signature.person.signature_name,
            "capacity": signature.full_capacity,
            "place": signature.place,
            "way": signature.way,
            "way_label": str(Signature.Way(signature.way).label),
            "version": signature.version.number,
            "sha256": signature.sha256,
            "signed_at": moment(signature.signed_at),
            "voided_at": moment(signature.voided_at),
            "scan": signature.scan.sha256 if signature.scan else "",
            "signed_on": signature.signed_on.isoformat() if signature.signed_on else "",
            "certified_by": _certifier(signature.certified_by),
            **_touch(touches.get((signature.person_id, signature.sha256))),
        }
        for signature in paper_signatures.order_by("signed_at", "pk")
    ]


def _certifier(ground: Appointment | None) -> str:
    """«М.Ю. Ивонина, секретарь совета округа»: who certified the scan of a sheet signed by hand."""
    return f"{ground.person.signature_name}, {ground.capacity}" if ground else ""


def history(paper: Document) -> list[dict[str, Any]]:
    """Every event as it was hashed, and beside it what people read: names, verbs, the text of the reason."""
    events = Event.objects.filter(document_id=paper.pk).select_related("actor", "basis", "note")
    entries = []
    for event in events.order_by("position"):
        link = event.chain_link(paper.code)
        entries.append(
            {
                "event": link.payload,
                "hash": link.hash,
                "signature": link.signature,
                "reason": {"salt": link.reason.salt, "text": link.reason.text} if link.reason else None,
                "who": named(event.actor),
                "done": done_label(paper.model, event.move),
                "state": str(paper.model.State(event.to_state).label),
            }
        )
    return entries


def links(paper: Document, reader: Person | None) -> list[dict[str, Any]]:
    """Its links to and from other papers. Of a paper that `reader` may not see, only the kind is given.

    `reader` None: everything is given.
    """
    paper_links = (
        Link.objects.filter(Q(source_id=paper.pk) | Q(target_id=paper.pk))
        .select_related("source", "target", "version")
        .order_by("pk")
    )
    visible = {link.target_id if link.source_id == paper.pk else link.source_id for link in paper_links}
    if reader is not None:
        visible = set(Document.objects.visible_to(reader).filter(pk__in=visible).values_list("pk", flat=True))
    entries = []
    for link in paper_links:
        outward = link.source_id == paper.pk
        other = link.target if outward else link.source
        shown = other.pk in visible
        entries.append(
            {
                "direction": "to" if outward else "from",
                "effect": link.effect,
                "effect_label": link.label,
                "place": link.place,
                "version": link.version.number if link.version else None,
                "carried_at": moment(link.carried_at),
                "kind": other.kind,
                "kind_label": str(other.model.kind_label),
                "number": other.number if shown else "",
                "date": other.registered_on.isoformat() if shown and other.registered_on else "",
                "code": other.code if shown else "",
                "state": other.state if shown else "",
                "state_label": other.state_label if shown else "",
            }
        )
    return entries


def remarks(paper: Document) -> list[dict[str, Any]]:
    paper_remarks = Remark.objects.filter(document_id=paper.pk).select_related("author")
    return [
        {
            "version": remark.version,
            "author": named(remark.author),
            "place": remark.place,
            "text": remark.text,
            "made_at": moment(remark.made_at),
            "resolved_at": moment(remark.resolved_at),
        }
        for remark in paper_remarks.order_by("made_at", "pk")
    ]


def file_entry(place: int, name: str) -> str:
    """The entry of an attached file; its place in the list keeps two files of the same name apart."""
    path = PurePath(safe_name(name))
    return f"{FILES}{place:02} {path.stem[:LONGEST_NAME]}{path.suffix[:10]}"


def safe_name(name: str) -> str:
    """A file name that every system accepts and that cannot lead into another folder."""
    return UNSAFE.sub("-", unicodedata.normalize("NFC", name)).strip(" .-") or "-"


def named(person: Person | None) -> str:
    return person.name if person else ""


def moment(at: datetime | None) -> str:
    """ISO 8601 in the time zone of the district, with its offset from UTC; empty for None."""
    return timezone.localtime(at).isoformat(timespec="seconds") if at else ""
