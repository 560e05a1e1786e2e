"""The cards beside a paper as people read them: who has agreed or signed, and who is awaited."""

import re
from html import unescape
from typing import Any, NamedTuple


class Row(NamedTuple):
    """One of those who are asked: the outcome, when and how, the words of the answer, the address of its file."""

    name: str
    said: str
    note: str
    text: str
    href: str


class Card(NamedTuple):
    sum: str
    rows: list[Row]


def cards(answer: Any) -> dict[str, Card]:
    """The cards of who has answered, by their titles."""
    page = " ".join(answer.content.decode().split())
    found = re.findall(r'<section class="card"> <div class="card-head">.*?</section>', page)
    return {
        part(card, r"<h2[^>]*>(.*?)</h2>"): Card(
            part(card, r'<p class="small soft numbers">(.*?)</p>'),
            [row_of(row) for row in re.findall(r"<li>.*?</li>", card)],
        )
        for card in found
    }


def row_of(row: str) -> Row:
    return Row(
        part(row, r"<strong>(.*?)</strong>"),
        part(row, r'<span class="badge.*?</span> <span>(.*?)</span>'),
        part(row, r'<p class="note">(.*?)</p>'),
        part(row, r'<p class="note answer-text">(.*?)</p>'),
        part(row, r'<a class="small" href="(.*?)"'),
    )


def part(text: str, pattern: str) -> str:
    """What the pattern finds, without tags; nothing if it finds nothing."""
    match = re.search(pattern, text)
    return unescape(" ".join(re.sub(r"<[^>]*>", " ", match[1]).split())) if match else ""
