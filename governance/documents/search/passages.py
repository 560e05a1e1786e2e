"""The passages of a paper in which something was found, with the found words marked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from governance.documents.language.words import Word, words_in
from governance.documents.search.full_text import Phrase
from governance.documents.search.models import Section

# Passages of a paper that are shown, and what is shown of each before and after the found words, in characters.
MOST_PASSAGES = 3
BEFORE, LONGEST = 60, 220


@dataclass(frozen=True)
class Piece:
    """A run of letters; `marked`: a found word."""

    text: str
    marked: bool = False


@dataclass(frozen=True)
class Passage:
    section: Section
    pieces: Sequence[Piece]


@dataclass(frozen=True)
class Marker:
    """Finds the words of phrases in a text."""

    phrases: Sequence[Phrase]

    def found(self, text: str) -> tuple[list[Word], int]:
        """The words of the text that belong to a phrase, and how many of the phrases are in it."""
        words, number = list(words_in(text)), 0
        found: dict[int, Word] = {}
        stems = [word.stem for word in words]
        for phrase in self.phrases:
            places = list(_places(phrase, stems))
            number += bool(places)
            found |= {
                place: words[place] for start in places for place in range(start, start + len(phrase.stems))
            }
        return [found[place] for place in sorted(found)], number

    def marked(self, text: str, *, whole: bool = False) -> list[Piece]:
        """A text with the found words marked; a long one is cut around the first of them."""
        words, _number = self.found(text)
        start, end = (0, len(text)) if whole else _window(text, words)
        pieces = [Piece("… ")] if start else []
        place = start
        for word in words:
            if word.start >= place and word.end <= end:
                pieces += [Piece(text[place : word.start]), Piece(text[word.start : word.end], marked=True)]
                place = word.end
        pieces.append(Piece(text[place:end] + (" …" if end < len(text) else "")))
        return [piece for piece in pieces if piece.text]

    def passages(self, places: Iterable[Sequence[str]]) -> list[Passage]:
        """The passages that say most of what was searched for, in the order of the sections; none repeats the title."""
        order, places = list(Section), list(places)
        title = " ".join(text for name, text in places if name == Section.TITLE)
        told = []
        for number, (name, text) in enumerate(places):
            section = Section(name)
            _words, found = self.found(text)
            if found and text not in title:
                told.append((-found, order.index(section), number, section, text))
        best = sorted(told)[:MOST_PASSAGES]
        return [Passage(section, self.marked(text)) for _found, _order, _number, section, text in best]


def _places(phrase: Phrase, stems: Sequence[str]) -> Iterable[int]:
    """Where a phrase begins among the stems of a text."""
    *first, last = phrase.stems
    for start in range(len(stems) - len(first)):
        end = start + len(first)
        fits = stems[end].startswith(last) if phrase.begins else stems[end] == last
        if fits and stems[start:end] == first:
            yield start


def _window(text: str, words: Sequence[Word]) -> tuple[int, int]:
    """What is shown of a text: some words before the first found one, and what comes after it."""
    if len(text) <= LONGEST:
        return 0, len(text)
    first = words[0].start if words else 0
    start = 0 if first <= BEFORE else text.rfind(" ", 0, first - BEFORE) + 1
    end = len(text) if start + LONGEST >= len(text) else text.rfind(" ", first, start + LONGEST)
    return start, end if end > first else min(len(text), start + LONGEST)
