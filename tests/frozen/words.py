"""The words of a paper on its page and in its PDF."""

import re
from collections import Counter
from html.parser import HTMLParser
from io import BytesIO
from typing import Any

from django.template.loader import render_to_string
from pypdf import PdfReader

from governance.desk.papers.sheet import sheet
from governance.documents.printing.pdf import render
from governance.documents.printing.registry import print_data
from governance.documents.record.document import Document

WORD = re.compile(r"[\w№«»%§]+")
# A word at the end of a line goes on in the next one: with a hyphen, or because it has no place to break.
BROKEN = re.compile(r"(?<=\w)[-\u00ad]\s*\n\s*(?=[а-яё])|(?<=[0-9a-f]{16})\n(?=[0-9a-f]{16})")
# Without an end tag.
EMPTY = {"br", "hr", "img", "input", "path", "use", "meta", "link", "col"}
SILENT = {"svg", "style"}


class PageText(HTMLParser):
    """The text of a sheet, its lists numbered; and apart from it what a PDF repeats on each of its pages."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, list[str]]] = []
        # The number of the last item of each list that is open; None where they have none.
        self.counts: list[int | None] = []
        self.pieces: list[str] = []
        self.heads: list[str] = []
        self.state: list[str] = []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        names = (dict(attrs).get("class") or "").split()
        self.pieces.append("\n")
        if tag in EMPTY or not (self.open or "sheet" in names):
            return
        self.open.append((tag, names))
        if tag in ("ol", "ul"):
            self.counts.append(0 if tag == "ol" else None)
        if tag == "li" and self.counts and (count := self.counts[-1]) is not None:
            self.counts[-1] = count + 1
            self.pieces.append(f"{count + 1}. ")

    def handle_endtag(self, tag: str) -> None:
        self.pieces.append("\n")
        if tag not in EMPTY and self.open:
            self.open.pop()
            if tag in ("ol", "ul"):
                self.counts.pop()

    def handle_data(self, data: str) -> None:
        tags = {tag for tag, _names in self.open}
        names = {name for _tag, names in self.open for name in names}
        if not self.open or tags & SILENT or "visually-hidden" in names:
            return
        self.pieces.append(data)
        if "thead" in tags:
            self.heads.append(data)
        if "status-line" in names or ("void-line" in names and "strong" in tags):
            self.state.append(data)

    @property
    def text(self) -> str:
        return "".join(self.pieces)


def on_the_page(paper: Document) -> PageText:
    shown = sheet(paper)
    assert shown is not None
    page = PageText()
    page.feed(render_to_string(shown.template, {"paper": shown.paper}))
    return page


def in_the_pdf(paper: Document) -> list[str]:
    """Page by page."""
    pages = PdfReader(BytesIO(render(paper.print_form, print_data(paper)))).pages
    return [page.extract_text() for page in pages]


def words(text: str) -> Counter[str]:
    """How often each word stands there, however it is broken into lines and whatever is set in capitals."""
    plain = BROKEN.sub("", text.replace("\u00a0", " ").replace("\u200b", ""))
    return Counter(WORD.findall(plain.casefold()))


def differing(paper: Document) -> tuple[list[str], list[str]]:
    """The words that only the page has, and those that only the PDF has.

    A PDF says on each further page which one it is, repeats the state of the paper and the heads of tables. Where cells
    stand so close that their words come out as one, the letters count.
    """
    page, sheets = on_the_page(paper), in_the_pdf(paper)
    printed = words("\n".join(sheets))
    for number in range(2, len(sheets) + 1):
        printed -= words(f"{number} из {len(sheets)}") + words(" ".join(page.state))
    shown, heads = words(page.text), words(" ".join(page.heads))
    alone = printed - shown
    missing, more = shown - printed, Counter({word: alone[word] for word in alone if word not in heads})
    if letters(missing) == letters(more):
        return [], []
    return sorted(missing), sorted(more)


def letters(found: Counter[str]) -> Counter[str]:
    return Counter("".join(found.elements()))
