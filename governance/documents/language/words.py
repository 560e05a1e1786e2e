"""The words of a Russian text for searching: their stems, so that each form of a word finds every other one.

Stems are made here and by no database, so both find the same.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer

# Letters and digits part: «4-ОД», «4ОД» and «4 ОД» are the same two words.
WORD = re.compile(r"[^\W\d_]+|\d+")
# What is written without a space is searched as it stands: «4-ОД», «12.05.2012», «учебно-методический».
CHUNK = re.compile(r"[^\W_]+(?:[-‐-―/.][^\W_]+)*")
LONGEST_WORD = 40
# Said in nearly every text: no paper is found by them alone.
STOP_WORDS = {
    *(
        "а",
        "без",
        "бы",
        "был",
        "была",
        "были",
        "было",
        "в",
        "во",
        "для",
        "до",
        "его",
        "ее",
        "если",
        "же",
        "за",
        "и",
    ),
    *(
        "из",
        "или",
        "им",
        "их",
        "к",
        "как",
        "ко",
        "ли",
        "на",
        "над",
        "не",
        "него",
        "ней",
        "них",
        "но",
        "о",
        "об",
    ),
    *("от", "по", "под", "при", "про", "с", "со", "так", "также", "то", "у", "что", "чтобы", "это"),
}
LATIN = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.~QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>"
CYRILLIC = "ёйцукенгшщзхъфывапролджэячсмитьбюЁЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ"
TO_CYRILLIC, TO_LATIN = str.maketrans(LATIN, CYRILLIC), str.maketrans(CYRILLIC, LATIN)
IS_CYRILLIC, IS_LATIN = re.compile("[а-яё]", re.IGNORECASE), re.compile("[a-z]", re.IGNORECASE)
# Letters that look alike, as they get into numbers of papers.
LOOK_ALIKE = str.maketrans("abcehkmoptxy", "авсенкмортху")

_stemmer = snowballstemmer.stemmer("russian")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: where it stands, and its stem."""

    start: int
    end: int
    stem: str


@lru_cache(maxsize=50_000)
def stem_of(word: str) -> str:
    """The stem of a word: of «приказами» and «приказ» the same; ё is е."""
    plain = word.lower().replace("ё", "е")[:LONGEST_WORD]
    return str(_stemmer.stemWord(plain)) if IS_CYRILLIC.search(plain) else plain


def normal(text: str) -> str:
    """With each letter as one character, and without those that no database takes."""
    return unicodedata.normalize("NFC", text.replace("\0", " "))


def words_in(text: str) -> Iterator[Word]:
    for match in WORD.finditer(text):
        yield Word(match.start(), match.end(), stem_of(match[0]))


def stems_in(text: str) -> list[str]:
    return [word.stem for word in words_in(text)]


def chunks_in(text: str) -> Iterator[tuple[str, ...]]:
    """The stems of what is written without a space, each; single words that every text has are left out."""
    for match in CHUNK.finditer(text):
        if match[0].lower() not in STOP_WORDS:
            yield tuple(stems_in(match[0]))


def in_other_layout(text: str) -> str:
    """What the same keys type in the other layout of the keyboard: «ghbrfp» is «приказ». Empty for mixed letters."""
    latin, cyrillic = bool(IS_LATIN.search(text)), bool(IS_CYRILLIC.search(text))
    if latin == cyrillic:
        return ""
    return text.translate(TO_CYRILLIC if latin else TO_LATIN)


def number_key(number: str) -> str:
    """The number of a paper without what people write in various ways: «№ 4 – ОД» is «4од»."""
    letters = "".join(match[0] for match in CHUNK.finditer(number)).lower().replace("ё", "е")
    return "".join(sign for sign in letters if sign.isalnum()).translate(LOOK_ALIKE)
