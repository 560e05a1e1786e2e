"""Every kind of page that there is, found by following the links of the demonstration as its people do.

A kind of page is an address of the desk; of a paper, for each kind of paper, each of its states and each of its parts.
"""

import gzip
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from html import unescape
from urllib.parse import parse_qs, urljoin, urlsplit

from django.contrib.staticfiles import finders
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import Resolver404, resolve

from governance.documents.record.document import Document
from governance.roles.person import Person
from tests.whole import WHOLE

LINK = re.compile(r'<a\b[^>]*?\bhref="([^"]+)"', re.DOTALL)
LOADED = re.compile(
    r'<(?:script|img)\b[^>]*?\bsrc="(/static/[^"]+)"|<link\b[^>]*?\bhref="(/static/[^"]+)"', re.DOTALL
)
# Files, and the changing of a setting, are no pages.
FILE = re.compile(r"(\.(pdf|xlsx|ics|txt|docx|zip)|/(pdf|dossier|checkpoint|packet)/?|/files/\d+/)$")
# Who finds what, by the part of their e-mail before the @; a visitor has none.
VISITOR = ""
PEOPLE = (
    (
        "director",
        "deputy",
        "secretary",
        "clerk",
        "administrator",
        "head.lalsk",
        "head.department",
        "head.second",
    )
    if WHOLE
    else ("director",)
)
# Beyond that many pages of a person `make test` looks no further.
FEW = 30


@dataclass(frozen=True)
class FoundPage:
    """A page of its kind, as the first of the people found it, asked for a second time."""

    kind: str
    who: str
    address: str
    html: bytes
    queries: int

    @property
    def loaded(self) -> list[str]:
        """The addresses of the styles, scripts and pictures that it loads."""
        return ["".join(pair) for pair in LOADED.findall(self.html.decode())]

    @property
    def weight(self) -> int:
        """Bytes over the wire at the first load, compressed."""
        return len(gzip.compress(self.html)) + sum(compressed_size(address) for address in set(self.loaded))


def static_file(address: str) -> bytes:
    path = finders.find(urlsplit(address).path.removeprefix("/static/"))
    assert path is not None, address
    with open(str(path), "rb") as file:
        return file.read()


@cache
def compressed_size(address: str) -> int:
    return len(gzip.compress(static_file(address)))


def client_of(who: str) -> Client:
    client = Client()
    if who:
        person = Person.objects.get(email=f"{who}@luza.example")
        client.force_login(person, backend="governance.desk.base.signed_in.PersonBackend")
    return client


class Papers:
    """The kind and the state of each paper, by its key."""

    def __init__(self) -> None:
        self.known = {
            pk: f"{kind} {state}" for pk, kind, state in Document.objects.values_list("pk", "kind", "state")
        }

    def kind_of_page(self, address: str) -> str | None:
        """«paper order signed history»; None for what is no page of the desk."""
        parts = urlsplit(address)
        if parts.netloc or FILE.search(parts.path):
            return None
        try:
            match = resolve(parts.path)
        except Resolver404:
            return None
        if match.url_name is None or match.namespaces:
            return None
        of_paper = self.known.get(match.kwargs.get("pk", 0), "") if parts.path.startswith("/papers/") else ""
        part = parse_qs(parts.query).get("part", [""])[0]
        return " ".join(filter(None, [match.url_name, of_paper, part]))


def links_of(html: bytes, address: str) -> Iterator[str]:
    for link in LINK.findall(html.decode()):
        yield urljoin(address, unescape(link)).partition("#")[0]


@lru_cache(maxsize=1)
def find_pages() -> dict[str, FoundPage]:
    """One page of each kind, by the kind. Only over the demonstration."""
    papers = Papers()
    found: dict[str, FoundPage] = {}
    for who in (VISITOR, *PEOPLE):
        client = client_of(who)
        waiting = deque(["/"] if who else ["/public/", "/sign-in/"])
        own, begun = 0, False
        while waiting and (WHOLE or own < FEW):
            address = waiting.popleft()
            kind = papers.kind_of_page(address)
            # Whoever comes starts from their own first page, though its kind is known; every page leads back to it.
            begins, begun = not begun, True
            if kind is None or (kind in found and not begins):
                continue
            if (page := seen(client, kind, who, address)) is not None:
                own += 1
                found.setdefault(kind, page)
                waiting.extend(links_of(page.html, address))
    return found


def seen(client: Client, kind: str, who: str, address: str) -> FoundPage | None:
    """The page at the address; None if there is another answer than a page."""
    if not is_page(client.get(address)):
        return None
    with CaptureQueriesContext(connection) as queries:
        html = client.get(address).content
    return FoundPage(kind, who, address, html, len(queries))


def is_page(answer: HttpResponse) -> bool:
    return answer.status_code == 200 and answer.headers.get("Content-Type", "").startswith("text/html")
