"""The format of a dossier: the names of its entries, and one way to pack them: equal content gives an equal file."""

import io
import zipfile
from collections.abc import Mapping
from datetime import datetime

FORMAT = 2
MANIFEST = "manifest.json"
SEAL = "manifest.sig"
CARD = "card.json"
PRINT = "paper.pdf"
SIGNATURES = "signatures.json"
HISTORY = "history.json"
LINKS = "links.json"
REMARKS = "remarks.json"
# The seal of the district and the proofs that it holds the events.
WITNESS = "seal.json"
GUIDE = "КАК ПРОВЕРИТЬ.html"
FILES = "files/"
# Every dossier has these entries; versions, files and the print come on top.
ALWAYS = frozenset({CARD, SIGNATURES, HISTORY, LINKS, REMARKS, WITNESS, GUIDE})


def version_entry(number: int) -> str:
    return f"versions/{number}.json"


def pack(entries: Mapping[str, bytes], moment: datetime) -> bytes:
    """A zip of the entries in the order of their names, each dated `moment`.

    Not compressed: compressors differ from machine to machine, and the checker compares the whole file.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(entries):
            entry = zipfile.ZipInfo(name, moment.timetuple()[:6])
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            archive.writestr(entry, entries[name])
    return buffer.getvalue()
