"""The search for what nobody but those meant may find: every address of the desk, and all that its answers say.

The addresses come out of the table of addresses itself, so a page added later is searched too.
"""

import html
import re
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import lru_cache
from io import BytesIO
from typing import Any
from urllib.parse import quote

from django.test import Client
from django.urls.converters import IntConverter
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from governance.desk.urls import urlpatterns
from governance.documents.record.attached import Attachment
from governance.documents.record.document import Document
from governance.documents.search import indexing
from tests.whole import WHOLE

PAGE = re.compile(r"/papers/\d+/")
ESCAPED = re.compile(r"\\u([0-9a-f]{4})")


def words_of(answer: Any) -> str:
    """All that a reader can get out of an answer: a page, a PDF, a workbook, a zip; and its headers."""
    said = " ".join(f"{name}: {value}" for name, value in answer.headers.items())
    return f"{said} {text_of(answer.getvalue())}"


@lru_cache(maxsize=500)
def text_of(content: bytes) -> str:
    """What a file says, and the files in it."""
    if content.startswith(b"%PDF"):
        with suppress(PyPdfError):  # a scan that is none has its bytes alone
            reader = PdfReader(BytesIO(content))
            pages = "".join(page.extract_text().replace("\n", "") for page in reader.pages)
            return f"{pages} {reader.metadata}"
    if zipfile.is_zipfile(BytesIO(content)):
        with zipfile.ZipFile(BytesIO(content)) as parts:
            names = [
                name for name in parts.namelist() if not name.endswith(".sig")
            ]  # a signature is no words
            return "".join(f"{name} {text_of(parts.read(name))}" for name in names)
    said = html.unescape(content.decode(errors="replace"))
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), said)


def addresses(
    papers: Iterable[Document], *, flow: str, parts: Iterable[str] = (), words: Iterable[str] = ()
) -> Iterator[str]:
    """Every address that can be asked for without a private link, for each of the papers that it may name.

    `flow`: the flow whose page is asked for; `parts`: the parts of a paper's page besides its text; `words`: what is
    searched for, none of them a word that nobody may find (the page repeats them).
    """
    papers = list(papers)
    files = {paper.pk: _file_of(paper) for paper in papers}
    for pattern in urlpatterns:
        route, converters = str(pattern.pattern), pattern.pattern.converters
        if "key" in converters or "token" in converters:
            continue
        if not converters:
            yield f"/{route}"
        if pattern.name == "search":
            yield from (f"/{route}?q={quote(word)}" for word in words)
        opens = getattr(pattern.callback, "kind", None)
        for paper in papers if converters else ():
            if opens not in (None, paper.kind):
                continue  # a page of another kind of paper answers 404 to everybody
            values = {"pk": paper.pk, "code": paper.code, "file": files[paper.pk], "name": flow}
            address = route
            for name, converter in converters.items():
                value = values.get(name, 1 if isinstance(converter, IntConverter) else "submit")
                address = re.sub(rf"<\w+:{name}>", str(value), address)
            yield f"/{address}"
            if pattern.name == "paper":
                yield from (f"/{address}?part={part}" for part in parts)


def index_all() -> None:
    """Let the search know all papers; in tests no worker does."""
    for paper in indexing.waiting():
        indexing.index(paper)


def share(found: Iterable[str], place: int) -> Iterator[str]:
    """What the reader at this place of a list asks for: the pages of papers, and a third of all other addresses.

    Which third goes round from reader to reader, so that each address is asked for by some of those who are alike. In
    `make proof` everybody asks for everything.
    """
    for number, address in enumerate(found):
        if WHOLE or PAGE.fullmatch(address) or (number + place) % 3 == 0:
            yield address


def reached(client: Client, papers: Iterable[Document]) -> list[Document]:
    """The papers whose pages open; of the others the access matrix tries every address."""
    return [paper for paper in papers if client.get(f"/papers/{paper.pk}/").status_code != 404]


def _file_of(paper: Document) -> int:
    return Attachment.objects.filter(document_id=paper.pk).values_list("pk", flat=True).first() or 1
