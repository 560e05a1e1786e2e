"""Writing the dossier of a paper."""

import hashlib
import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from governance import clock
from governance.documents.dossier import gathering, key
from governance.documents.dossier.packing import (
    CARD,
    FORMAT,
    GUIDE,
    HISTORY,
    LINKS,
    MANIFEST,
    PRINT,
    REMARKS,
    SEAL,
    SIGNATURES,
    WITNESS,
    pack,
    version_entry,
)
from governance.documents.errors import NotLegal
from governance.documents.language.phrases import list_date, list_moment
from governance.documents.printing.citation import capitalized
from governance.documents.printing.data import PaperData
from governance.documents.printing.pdf import render
from governance.documents.printing.registry import print_data
from governance.documents.record.attached import Attachment, Version
from governance.documents.record.document import Document
from governance.documents.record.files import stored
from governance.documents.record.history import verify
from governance.documents.seals.checkpoint import Checkpoint
from governance.documents.seals.note import parted
from governance.documents.seals.witness import proofs_of
from governance.proof.canonical_json import canonical
from governance.roles.person import Person

log = logging.getLogger(__name__)


class NotWhole(NotLegal):
    """The record of the paper does not verify: a dossier would give what somebody has written past the program."""

    def __init__(self, code: str) -> None:
        super().__init__("")
        self.code = code

    def __str__(self) -> str:  # in the language of whoever reads it
        return _(
            "What the database holds of this paper is not what was recorded, so nothing that is printed from it proves "
            "anything. Change nothing; the administrator keeps a backup of today, runs «manage.py verify_history "
            "--paper %(code)s», which names each difference, and compares an earlier backup or dossier."
        ) % {"code": self.code}


@dataclass(frozen=True)
class Gathered:
    """What was read about a paper under its lock, so that all of it belongs to one moment."""

    tables: dict[str, Any]
    versions: list[Version]
    print_data: PaperData | None
    files: list[Attachment]

    @property
    def card(self) -> dict[str, Any]:
        return self.tables[CARD]


def write_dossier(document: Document, *, reader: Person | None = None) -> bytes:
    """The zip with everything that the paper rests on; it names only those linked papers that `reader` may see.

    The same paper at the same moment gives the same bytes. Raises PrintingFailed when the paper is too long to print,
    NotStored when one of its files cannot be read, NotWhole when its record does not verify.
    """
    with translation.override("ru"):
        gathered = _gathered(document, reader)
        entries = {name: _json(table) for name, table in gathered.tables.items()}
        entries |= {
            version_entry(version.number): canonical(version.content) for version in gathered.versions
        }
        if gathered.print_data is not None:
            entries[PRINT] = render(document.model.print_form, gathered.print_data)
        made_at = timezone.localtime(clock.now())
        entries[GUIDE] = _guide(gathered.tables, document, made_at)
    present = [file for file in gathered.files if file.erased_at is None]
    for entry, file in zip(gathered.card["files"], present, strict=True):
        with stored(file) as content:
            entries[entry["entry"]] = content.read()
    manifest = _manifest(gathered.card, entries, made_at)
    entries |= {MANIFEST: manifest, SEAL: key.sign(manifest)}
    return pack(entries, datetime.fromisoformat(gathered.card["changed_at"]))


def file_name(document: Document) -> str:
    """«Приказ 2-ОД от 18.11.2011.zip»; for a paper without a number its check code stands instead."""
    if document.number and document.registered_on:
        which = f"{document.number} от {list_date(document.registered_on)}"
    else:
        which = document.spelt_code
    with translation.override("ru"):
        return f"{gathering.safe_name(f'{capitalized(document.whole.display_name)} {which}')}.zip"


def _gathered(document: Document, reader: Person | None) -> Gathered:
    """Read under the lock that moves take, so that card, versions and record belong to one moment."""
    with transaction.atomic():
        paper: Any = document.model.locked(document.pk)
        _refuse_what_was_altered(paper)
        versions = list(paper.versions.select_related("author").order_by("number"))
        files = list(paper.attachments.select_related("added_by").order_by("added_at", "pk"))
        tables = {
            CARD: gathering.card(paper, versions, files),
            SIGNATURES: gathering.signatures(paper),
            HISTORY: gathering.history(paper),
            LINKS: gathering.links(paper, reader),
            REMARKS: gathering.remarks(paper),
            WITNESS: proofs_of(paper),
        }
        printed = print_data(paper) if paper.printed else None
    return Gathered(tables, versions, printed, files)


def _refuse_what_was_altered(paper: Document) -> None:
    """Raises NotWhole. The log, which goes to the administrator, tells where."""
    faults = list(verify(Document.objects.filter(pk=paper.pk), paper.model))
    if faults:
        log.error("the record of paper %s does not verify: %d faults", paper.code, len(faults))
        raise NotWhole(paper.spelt_code)


def _manifest(card: dict[str, Any], entries: Mapping[str, bytes], made_at: datetime) -> bytes:
    return _json(
        {
            "format": FORMAT,
            "made_at": made_at.isoformat(timespec="seconds"),
            "code": card["code"],
            "head": card["head"],
            "changed_at": card["changed_at"],
            "key": key.public_key(),
            "entries": {
                name: {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
                for name, content in entries.items()
            },
        }
    )


def _guide(tables: Mapping[str, Any], document: Document, made_at: datetime) -> bytes:
    """The page for people (HTML): what the dossier holds, who signed, how to check it."""
    card = tables[CARD]
    return render_to_string(
        "print/dossier.html",
        {
            "card": card,
            "name": f"{card['called']} № {document.number}" if document.number else card["called"],
            "day": list_date(document.registered_on) if document.registered_on else "",
            "file": file_name(document),
            "code": document.spelt_code,
            "printed": document.model.printed,
            "signatures": [
                {
                    **signature,
                    "signed_at": _spoken(signature["signed_at"]),
                    "voided_at": _spoken(signature["voided_at"]),
                }
                for signature in tables[SIGNATURES]
            ],
            "events": [{**entry, "at": _spoken(entry["event"]["at"])} for entry in tables[HISTORY]],
            **_sealed(tables[WITNESS], document),
            "made_at": list_moment(made_at),
            "address": f"{settings.PUBLIC_ADDRESS}/check/{document.spelt_code}/",
            "key_address": f"{settings.PUBLIC_ADDRESS}/key/",
            "fingerprint": key.fingerprint(key.public_key()),
        },
    ).encode()


def _sealed(witness: Mapping[str, Any], document: Document) -> dict[str, Any]:
    """What the page for people says of the seal."""
    held = len(witness["events"])
    head = Checkpoint.parse(parted(witness["checkpoint"])[0]) if held else None
    return {
        "sealed_at": _spoken(head.made_at.isoformat()) if head is not None and head.made_at else "",
        "sealed_events": held,
        "seals_address": f"{settings.PUBLIC_ADDRESS}/seals/{document.district_id}/",
    }


def _spoken(moment: str) -> str:
    return list_moment(timezone.localtime(datetime.fromisoformat(moment))) if moment else ""


def _json(content: Any) -> bytes:
    """Indented JSON, for people to read as well; only versions are written exactly as they were hashed."""
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True).encode()
