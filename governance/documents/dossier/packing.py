"""The shape of a dossier: the names inside, and the one way to pack them, so that the same content is the same file."""

import io
import zipfile
from collections.abc import Mapping
from datetime import datetime

FORMAT = 1
MANIFEST = "manifest.json"
SEAL = "manifest.sig"
CARD = "card.json"
PRINT = "paper.pdf"
SIGNATURES = "signatures.json"
HISTORY = "history.json"
LINKS = "links.json"
REMARKS = "remarks.json"
GUIDE = "КАК ПРОВЕРИТЬ.html"
FILES = "files/"
# A dossier has at least these, and whatever its paper has of versions and files.
ALWAYS = frozenset({CARD, SIGNATURES, HISTORY, LINKS, REMARKS, GUIDE})


def version_entry(number: int) -> str:
    return f"versions/{number}.json"


def pack(entries: Mapping[str, bytes], moment: datetime) -> bytes:
    """A zip of the entries by name, each dated `moment` and stored as it is.

    Not compressed: compressors differ from machine to machine, and the checker compares the whole file.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(entries):
            entry = zipfile.ZipInfo(name, moment.timetuple()[:6])
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            archive.writestr(entry, entries[name])
    return buffer.getvalue()
