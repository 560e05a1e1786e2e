"""What somebody does to a dossier who unpacks it, changes it and packs it again."""

import hashlib
import io
import json
import re
import zipfile
from datetime import datetime
from typing import Any

from governance.documents.dossier import key
from governance.documents.dossier.packing import MANIFEST, SEAL, pack


def unpacked(dossier: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(dossier)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(entries: dict[str, bytes]) -> bytes:
    """By the very way of the district, so that nothing but the content can betray it."""
    moment = re.search(rb'"changed_at": "([^"]+)"', entries[MANIFEST])
    assert moment is not None
    return pack(entries, datetime.fromisoformat(moment[1].decode()))


def with_manifest(entries: dict[str, bytes], **changed: Any) -> dict[str, bytes]:
    """With a manifest that fits the entries again, and the old signature."""
    manifest = json.loads(entries[MANIFEST]) | changed
    manifest["entries"] = {
        name: {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        for name, content in entries.items()
        if name not in (MANIFEST, SEAL)
    }
    return {**entries, MANIFEST: json.dumps(manifest).encode()}


def signed_anew(entries: dict[str, bytes]) -> bytes:
    """With a manifest and a signature that fit, by the key of the settings: what only its owner can do."""
    fitting = with_manifest(entries, key=key.public_key())
    return packed({**fitting, SEAL: key.sign(fitting[MANIFEST])})


def changed(content: bytes) -> bytes:
    """With one bit of the byte in the middle turned."""
    middle = len(content) // 2
    return content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]
