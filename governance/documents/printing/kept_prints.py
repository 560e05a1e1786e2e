"""PDFs of published papers, kept for those who ask next: by the imprint of all that a print depends on.

Nothing has to be thrown away when a paper changes: it has another imprint then, and nobody finds the old print.
"""

import hashlib
import json
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from django.core.cache import caches

from governance.documents.printing.data import PaperData
from governance.documents.printing.pdf import TEMPLATES
from governance.documents.record.document import Document

# Some 60 sheets with their tables. With the number of prints (CACHES) it bounds the table.
MOST_BYTES = 2_000_000


def imprint_of(paper: Document, data: PaperData) -> str:
    """SHA-256 of what the paper prints and its state, of all print templates, and of the program and fonts."""
    digest = hashlib.sha256()
    for part in (paper.print_form, str(paper.state), json.dumps(data, sort_keys=True), *_program()):
        digest.update(hashlib.sha256(part.encode()).digest())
    return digest.hexdigest()


def kept_print(imprint: str) -> bytes | None:
    """The PDF with this imprint, if it is kept."""
    content: bytes | None = caches["prints"].get(imprint)
    return content


def keep_print(paper: Document, imprint: str, content: bytes) -> None:
    """Keep the PDF of a paper that everybody may read; any other one, and a very long one, is not kept."""
    if paper.published_at is not None and not paper.model.personal and len(content) <= MOST_BYTES:
        caches["prints"].set(imprint, content)


def _program() -> Iterator[str]:
    # The fonts come with typst.
    yield version("typst")
    for path in sorted([*TEMPLATES.rglob("*.typ"), *Path(__file__).parent.glob("*.py")]):
        yield path.name
        yield path.read_text()
