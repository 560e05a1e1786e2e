"""Checking a dossier by itself: no database, no connection, only the file and, if at hand, the district's public key.

Whatever the file is, the answer is what it says of itself or the one thing that is not right first.
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
    pack,
    version_entry,
)
from governance.documents.record.hash_chain import ATTACHED, ChainEnd, ChainLink, ReasonText, chain_faults

MOST_ENTRIES = 10_000
# Of the file and of all that it unfolds to: what is no dossier may unfold to terabytes.
LARGEST = 2**30
# What zipfile is known to raise over a damaged archive.
DAMAGE = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, OSError, RuntimeError, ValueError,
)  # fmt: skip
# What comes of reading JSON that somebody has written in another shape.
MISSHAPEN = (KeyError, TypeError, ValueError, AttributeError, RecursionError)


class BrokenDossier(Exception):
    """The file is no untouched dossier. `str()` is the sentence that names the first thing wrong."""


@dataclass(frozen=True)
class Signer:
    """One line of signature. `void`: it was taken back and binds nobody."""

    name: str
    capacity: str
    version: int
    signed_at: datetime
    void: bool


@dataclass(frozen=True)
class Dossier:
    """What an untouched dossier says of itself. Whether its `key` is the district's is for the reader to compare."""

    called: str
    number: str
    date: date | None
    title: str
    state: str
    signers: list[Signer]
    events: int
    entries: int
    made_at: datetime
    key: str


def check_dossier(data: bytes) -> Dossier:
    """Prove a dossier from its zip alone. Raises BrokenDossier, naming the first thing that is not right."""
    with _opened(data) as archive:
        names = _names(archive)
        signed, seal = _read(archive, MANIFEST), _read(archive, SEAL)
        manifest = _manifest(signed, seal)
        entries = _entries(archive, names, manifest)
    try:
        card, signatures, history = (json.loads(entries[name]) for name in (CARD, SIGNATURES, HISTORY))
        _check_card(card, manifest, entries)
        _check_chain(card, history)
        _check_bonds(card, signatures, history)
        again = pack(
            {**entries, MANIFEST: signed, SEAL: seal}, datetime.fromisoformat(manifest["changed_at"])
        )
        found = Dossier(
            called=str(card["called"]),
            number=str(card["number"]),
            date=date.fromisoformat(card["date"]) if card["date"] else None,
            title=str(card["title"]),
            state=str(card["state_label"]),
            signers=[_signer(one) for one in signatures],
            events=len(history),
            entries=len(names),
            made_at=datetime.fromisoformat(manifest["made_at"]),
            key=manifest["key"],
        )
    except MISSHAPEN as error:
        raise BrokenDossier(
            _("The dossier is signed, but not written as a dossier is: %(what)s.") % {"what": error}
        ) from error
    if again != data:
        raise BrokenDossier(
            _(
                "What lies inside is untouched, but another program has packed it anew: ask for the dossier again."
            )
        )
    return found


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
    """The names of all entries: none twice, none that leads out of the folder where people unpack it."""
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
    """An entry in full, never more of it than the list of the archive promised."""
    try:
        return archive.read(name)
    except DAMAGE as error:
        raise BrokenDossier(
            _("«%(name)s» is damaged: the file was cut off or altered.") % {"name": name}
        ) from error


def _manifest(signed: bytes, seal: bytes) -> dict[str, Any]:
    """The manifest, if the owner of the key that it names has signed it."""
    try:
        manifest: dict[str, Any] = json.loads(signed)
        holds = keys.holds(manifest["key"], seal, signed)
        readable = manifest["format"] == FORMAT
        described = {
            str(name): (int(one["size"]), str(one["sha256"])) for name, one in manifest["entries"].items()
        }
    except MISSHAPEN as error:
        raise BrokenDossier(_("«%(name)s» is not written as in a dossier.") % {"name": MANIFEST}) from error
    if not holds:
        raise BrokenDossier(
            _("The signature «%(seal)s» does not fit «%(name)s»: one of them has been altered.")
            % {"seal": SEAL, "name": MANIFEST}
        )
    if not readable:
        raise BrokenDossier(_("The dossier was made by a newer program: check it with that one."))
    return {**manifest, "entries": described}


def _entries(archive: zipfile.ZipFile, names: set[str], manifest: dict[str, Any]) -> dict[str, bytes]:
    """Every entry that the manifest names, and no other, each as it was signed."""
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
    """The card tells of this paper, these versions and these files, and of no others."""
    if any(card[name] != manifest[name] for name in ("code", "head", "changed_at")):
        raise BrokenDossier(_("«%(name)s» tells of another paper than the dossier.") % {"name": CARD})
    told = {version_entry(int(one["number"])): one["sha256"] for one in card["versions"]}
    told |= {str(one["entry"]): one["sha256"] for one in card["files"]}
    found = {name for name in entries if name not in ALWAYS and name != PRINT}
    for name in sorted(found ^ set(told)):
        raise BrokenDossier(_("The card and the dossier disagree on «%(name)s».") % {"name": name})
    for name, digest in told.items():
        if hashlib.sha256(entries[name]).hexdigest() != digest:
            raise BrokenDossier(
                _("The content of «%(name)s» is not the one that the card names.") % {"name": name}
            )


def _check_chain(card: dict[str, Any], history: list[dict[str, Any]]) -> None:
    chain = [
        ChainLink(
            entry["event"],
            entry["hash"],
            ReasonText(entry["reason"]["salt"], entry["reason"]["text"]) if entry["reason"] else None,
        )
        for entry in history
    ]
    for link in chain:
        if link.payload["paper"] != card["code"]:
            raise BrokenDossier(
                _("Event %(n)s of the history belongs to another paper.") % {"n": link.payload["position"]}
            )
    for position, sentence in chain_faults(chain, ChainEnd(card["head"], card["revision"], card["state"])):
        raise BrokenDossier(_("History, event %(n)s: %(what)s.") % {"n": position, "what": sentence})


def _check_bonds(
    card: dict[str, Any], signatures: list[dict[str, Any]], history: list[dict[str, Any]]
) -> None:
    """Signatures and events speak of versions and files that lie here."""
    versions = {one["number"]: one["sha256"] for one in card["versions"]}
    files = {one["sha256"] for one in card["files"]}
    # Older dossiers know of no erased files.
    erased = {one["sha256"] for one in card.get("erased", ())}
    for one in signatures:
        if versions.get(one["version"]) != one["sha256"] or (one["scan"] and one["scan"] not in files):
            raise BrokenDossier(
                _("The signature of %(who)s does not belong to a version of this paper.")
                % {"who": one["name"]}
            )
    attached: set[str] = set()
    for one in history:
        event = one["event"]
        attached.update(event["facts"].get(ATTACHED, ()))
        if event["version"] and versions.get(event["version"]) != event["version_hash"]:
            raise BrokenDossier(
                _("Event %(n)s of the history tells of a version that is not in the dossier.")
                % {"n": event["position"]}
            )
    for one in card["files"]:
        if one["sha256"] not in attached:
            raise BrokenDossier(_("The history does not know the file «%(name)s».") % {"name": one["name"]})
    if attached != files | erased:
        raise BrokenDossier(_("A file that the history knows is missing from the dossier."))


def _signer(told: dict[str, Any]) -> Signer:
    return Signer(
        name=str(told["name"]),
        capacity=str(told["capacity"]),
        version=int(told["version"]),
        signed_at=datetime.fromisoformat(told["signed_at"]),
        void=bool(told["voided_at"]),
    )
