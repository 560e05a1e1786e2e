"""Checking a dossier by itself: no database, no connection, only the file and, if given, the district's public key.

The answer is what the dossier contains, or the first thing in it that does not hold.
"""

import hashlib
import io
import json
import struct
import zipfile
import zlib
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from governance.documents.dossier import key as keys
from governance.documents.dossier.packing import (
    ALWAYS,
    CARD,
    FORMAT,
    HISTORY,
    MANIFEST,
    PRINT,
    SEAL,
    SIGNATURES,
    WITNESS,
    pack,
    version_entry,
)
from governance.documents.dossier.witnessing import NotWitnessed, Witnessed, witnessed
from governance.documents.seals.note import BrokenNote
from governance.proof.event_signature import is_signed
from governance.proof.hash_chain import ATTACHED, ChainEnd, ChainLink, ReasonText, chain_faults
from governance.proof.passkey import is_for

MOST_ENTRIES = 10_000
# Of the file, and of all that it unpacks to: a forged archive may unpack to terabytes.
LARGEST = 2**30
# What zipfile is known to raise over a damaged archive.
DAMAGE = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, OSError, RuntimeError, ValueError,
)  # fmt: skip
# What reading JSON of another shape may raise.
MISSHAPEN = (KeyError, TypeError, ValueError, AttributeError, RecursionError)


class BrokenDossier(Exception):
    """The file is no dossier, or it has been altered. `str()` is the sentence that names the first fault."""


@dataclass(frozen=True)
class Signer:
    """One signature. `void`: it was taken back and binds nobody."""

    name: str
    capacity: str
    version: int
    signed_at: datetime
    void: bool


@dataclass(frozen=True)
class Dossier:
    """What an unaltered dossier contains. Whether `key` is the key of the district is for the reader to compare."""

    display_name: str
    number: str
    date: date | None
    title: str
    state: str
    signers: list[Signer]
    events: int
    witnessed: Witnessed
    entries: int
    made_at: datetime
    key: str


def check_dossier(data: bytes) -> Dossier:
    """Check a dossier from its zip alone. Raises BrokenDossier, which names the first fault."""
    with _opened(data) as archive:
        names = _names(archive)
        signed, seal = _read(archive, MANIFEST), _read(archive, SEAL)
        manifest = _manifest(signed, seal)
        entries = _entries(archive, names, manifest)
    try:
        card, signatures, history, witness = (
            json.loads(entries[name]) for name in (CARD, SIGNATURES, HISTORY, WITNESS)
        )
        _check_card(card, manifest, entries)
        _check_chain(card, history)
        _check_references(card, signatures, history)
        held = witnessed(history, witness, list(card["record_keys"]))
        packed_again = pack(
            {**entries, MANIFEST: signed, SEAL: seal}, datetime.fromisoformat(manifest["changed_at"])
        )
        dossier = Dossier(
            display_name=str(card["called"]),
            number=str(card["number"]),
            date=date.fromisoformat(card["date"]) if card["date"] else None,
            title=str(card["title"]),
            state=str(card["state_label"]),
            signers=[_signer(signature) for signature in signatures],
            events=len(history),
            witnessed=held,
            entries=len(names),
            made_at=datetime.fromisoformat(manifest["made_at"]),
            key=manifest["key"],
        )
    except (BrokenNote, NotWitnessed) as error:
        raise BrokenDossier(_("«%(name)s»: %(what)s") % {"name": WITNESS, "what": error}) from error
    except MISSHAPEN as error:
        raise BrokenDossier(
            _("The dossier is signed, but not written as a dossier is: %(what)s.") % {"what": error}
        ) from error
    if packed_again != data:
        raise BrokenDossier(
            _(
                "What lies inside is untouched, but another program has packed it anew: ask for the dossier again."
            )
        )
    return dossier


def _opened(data: bytes) -> zipfile.ZipFile:
    if not data:
        raise BrokenDossier(_("The file is empty."))
    if len(data) > LARGEST:
        raise BrokenDossier(_("The file is too large for a dossier."))
    if not data.startswith(b"PK"):
        raise BrokenDossier(_("This is not a dossier: the file is no zip archive."))
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except DAMAGE as error:
        raise BrokenDossier(
            _("The zip archive is damaged or not whole: copy or ask for it again.")
        ) from error


def _names(archive: zipfile.ZipFile) -> set[str]:
    """The names of all entries: none twice, and none that would be unpacked outside of the chosen folder."""
    listed = archive.infolist()
    if len(listed) > MOST_ENTRIES or sum(entry.file_size for entry in listed) > LARGEST:
        raise BrokenDossier(_("This is not a dossier: the archive unfolds to more than any dossier holds."))
    names: set[str] = set()
    for entry in listed:
        name = entry.filename
        if name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/"):
            raise BrokenDossier(_("«%(name)s» leads out of the dossier: do not unpack it.") % {"name": name})
        if name in names:
            raise BrokenDossier(_("«%(name)s» lies in the archive twice.") % {"name": name})
        names.add(name)
    for name in (MANIFEST, SEAL):
        if name not in names:
            raise BrokenDossier(_("This is not a dossier: «%(name)s» is missing.") % {"name": name})
    return names


def _read(archive: zipfile.ZipFile, name: str) -> bytes:
    """An entry in full; never longer than the directory of the archive says."""
    try:
        return archive.read(name)
    except DAMAGE as error:
        raise BrokenDossier(
            _("«%(name)s» is damaged: the file was cut off or altered.") % {"name": name}
        ) from error


def _manifest(signed: bytes, seal: bytes) -> dict[str, Any]:
    """The manifest, if it is signed with the key that it names. Its `entries` become name → (size, SHA-256)."""
    try:
        manifest: dict[str, Any] = json.loads(signed)
        signed_by_key = keys.verify(manifest["key"], seal, signed)
        format = int(manifest["format"])
        described = {
            str(name): (int(entry["size"]), str(entry["sha256"]))
            for name, entry in manifest["entries"].items()
        }
    except MISSHAPEN as error:
        raise BrokenDossier(_("«%(name)s» is not written as in a dossier.") % {"name": MANIFEST}) from error
    if not signed_by_key:
        raise BrokenDossier(
            _("The signature «%(seal)s» does not fit «%(name)s»: one of them has been altered.")
            % {"seal": SEAL, "name": MANIFEST}
        )
    if format > FORMAT:
        raise BrokenDossier(_("The dossier was made by a newer program: check it with that one."))
    if format < FORMAT:
        raise BrokenDossier(
            _("The dossier was made by an older program: it has no seal («%(name)s»). Ask for it again.")
            % {"name": WITNESS}
        )
    return {**manifest, "entries": described}


def _entries(archive: zipfile.ZipFile, names: set[str], manifest: dict[str, Any]) -> dict[str, bytes]:
    """The content of exactly the entries that the manifest names, each as it was signed."""
    described: dict[str, tuple[int, str]] = manifest["entries"]
    for name in sorted((ALWAYS | set(described)) - names):
        raise BrokenDossier(_("«%(name)s» is missing from the dossier.") % {"name": name})
    for name in sorted(names - set(described) - {MANIFEST, SEAL}):
        raise BrokenDossier(_("«%(name)s» was put into the dossier afterwards.") % {"name": name})
    entries = {}
    for name, (size, digest) in sorted(described.items()):
        content = _read(archive, name)
        if len(content) != size or hashlib.sha256(content).hexdigest() != digest:
            raise BrokenDossier(_("«%(name)s» has been altered.") % {"name": name})
        entries[name] = content
    return entries


def _check_card(card: dict[str, Any], manifest: dict[str, Any], entries: dict[str, bytes]) -> None:
    """The card is of this paper, and its versions and files are exactly those in the dossier."""
    if any(card[name] != manifest[name] for name in ("code", "head", "changed_at")):
        raise BrokenDossier(_("«%(name)s» tells of another paper than the dossier.") % {"name": CARD})
    digests = {version_entry(int(version["number"])): version["sha256"] for version in card["versions"]}
    digests |= {str(file["entry"]): file["sha256"] for file in card["files"]}
    present = {name for name in entries if name not in ALWAYS and name != PRINT}
    for name in sorted(present ^ set(digests)):
        raise BrokenDossier(_("The card and the dossier disagree on «%(name)s».") % {"name": name})
    for name, digest in digests.items():
        if hashlib.sha256(entries[name]).hexdigest() != digest:
            raise BrokenDossier(
                _("The content of «%(name)s» is not the one that the card names.") % {"name": name}
            )


def _check_chain(card: dict[str, Any], history: list[dict[str, Any]]) -> None:
    """The events form an unbroken hash chain that ends where the card says."""
    chain = [
        ChainLink(
            entry["event"],
            entry["hash"],
            ReasonText(entry["reason"]["salt"], entry["reason"]["text"]) if entry["reason"] else None,
            entry["signature"],
        )
        for entry in history
    ]
    for link in chain:
        if link.payload["paper"] != card["code"]:
            raise BrokenDossier(
                _("Event %(n)s of the history belongs to another paper.") % {"n": link.payload["position"]}
            )
    end = ChainEnd(card["head"], card["revision"], card["state"], chain[-1].signature if chain else "")
    for position, sentence in chain_faults(chain, end):
        raise BrokenDossier(_("History, event %(n)s: %(what)s.") % {"n": position, "what": sentence})
    if not is_signed(end.head, end.signature, list(card["record_keys"])):
        raise BrokenDossier(_("The last event of the history was not signed with a key of the record."))


def _check_references(
    card: dict[str, Any], signatures: list[dict[str, Any]], history: list[dict[str, Any]]
) -> None:
    """The versions and files to which signatures and events refer are in the dossier."""
    versions = {version["number"]: version["sha256"] for version in card["versions"]}
    files = {file["sha256"] for file in card["files"]}
    erased = {file["sha256"] for file in card["erased"]}
    for signature in signatures:
        known = versions.get(signature["version"]) == signature["sha256"]
        if not known or (signature["scan"] and signature["scan"] not in files):
            raise BrokenDossier(
                _("The signature of %(who)s does not belong to a version of this paper.")
                % {"who": signature["name"]}
            )
        touch = signature.get("passkey")
        if touch and not is_for(
            signature["sha256"], touch["nonce"], touch["site"], touch["key"], touch["response"]
        ):
            raise BrokenDossier(
                _("The passkey of %(who)s was not given for the text that was signed.")
                % {"who": signature["name"]}
            )
    attached: set[str] = set()
    for entry in history:
        event = entry["event"]
        attached.update(event["facts"].get(ATTACHED, ()))
        if event["version"] and versions.get(event["version"]) != event["version_hash"]:
            raise BrokenDossier(
                _("Event %(n)s of the history tells of a version that is not in the dossier.")
                % {"n": event["position"]}
            )
    for file in card["files"]:
        if file["sha256"] not in attached:
            raise BrokenDossier(_("The history does not know the file «%(name)s».") % {"name": file["name"]})
    if attached != files | erased:
        raise BrokenDossier(_("A file that the history knows is missing from the dossier."))


def _signer(signature: dict[str, Any]) -> Signer:
    return Signer(
        name=str(signature["name"]),
        capacity=str(signature["capacity"]),
        version=int(signature["version"]),
        signed_at=datetime.fromisoformat(signature["signed_at"]),
        void=bool(signature["voided_at"]),
    )
