"""The guide calls buttons, fields and pages by the words that stand on them."""

import re

from babel.messages.pofile import read_po
from django.conf import settings

GUIDE = settings.BASE_DIR / "docs" / "guide"
CATALOGUE = settings.LOCALE_PATHS[0] / "ru" / "LC_MESSAGES" / "django.po"
# What people write themselves, and what papers and other programs say.
NO_WORDS_OF_PAGES = {
    "1. …",
    "1.1. …",
    "3 рабочих дня",
    "4-ОД",
    "@Иванова И.И., посмотрите",
    "Директор БШ",
    "Госуслуги",
    "Домой",
    "Зам. по УВР МОКУ СОШ № 2",
    "Как проверить",
    "Ответственный: … Срок: до …",
    "Подтверждено в системе",
    "ещё 7",
    "…",
    "Скрыто",
    "не раскрывается",
    "УЧТЕНО МНЕНИЕ",
}


def bare(words: str) -> str:
    """On one line, without the dots that say that a button asks for more."""
    return re.sub(r"\s+", " ", words).strip().removesuffix("…") or words


def test_what_the_guide_quotes_stands_on_the_pages() -> None:
    with CATALOGUE.open("rb") as file:
        known = {
            bare(words)
            for message in read_po(file)
            for words in ((message.string,) if isinstance(message.string, str) else message.string)
        }
    quoted = {
        bare(words)
        for guide in sorted(GUIDE.glob("*.md"))
        for words in re.findall(r"«([^«»]+)»", guide.read_text(encoding="utf-8"))
    }
    assert quoted - known == {bare(words) for words in NO_WORDS_OF_PAGES}
