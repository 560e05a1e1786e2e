"""What changed between two versions of a paper, in words for people: what was added, removed, moved, corrected.

Works on the content of any kind, for it is plain JSON. Items of a list have no names of their own, so they are paired
by likeness: a row that was corrected and moved down is still the same row.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any, NamedTuple

from governance.documents.language.canonical_json import canonical
from governance.documents.language.phrases import list_date

# Below this likeness two items are different ones: one went, another came.
ALIKE = 0.6
# Comparing each with each takes long where both sides are hundreds of new items; they are paired in order then.
MOST_PAIRS = 10_000
# The key that tells an item for good, also when it is reworded and moved; people never see it.
LASTING = "id"
# The key that counts the items of a list. It changes all down the list when one is added, so it is told in one line.
COUNTING = "number"
# The first of these that an item has names it to people.
NAMING = ("title", "heading", "text", "name")
LONGEST_NAME = 80

_WORD = re.compile(r"\w+")
_WORDS_AND_SIGNS = re.compile(r"\w+|\s+|[^\w\s]")
_ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d")

Labels = Mapping[str, Any]


class ChangeKind(StrEnum):
    """What happened to a part of the text."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


@dataclass(frozen=True)
class TextPiece:
    """A run of words inside a changed text: `same`, `removed` or `added`."""

    kind: str
    text: str


@dataclass(frozen=True)
class Change:
    """One difference: where (from the outside in), what was, what became. Texts that changed come in `pieces` too."""

    kind: ChangeKind
    place: tuple[str, ...]
    was: str = ""
    became: str = ""
    pieces: tuple[TextPiece, ...] = field(default=(), repr=False)


def difference(old: dict[str, Any], new: dict[str, Any], labels: Labels | None = None) -> list[Change]:
    """The changes from `old` to `new` in the order of the text; `labels` names the keys of the content in words."""
    return _Comparison(labels or {}).of_records(old, new, ())


class _Comparison:
    def __init__(self, labels: Labels) -> None:
        self.labels = labels
        # A database may give the keys back in an order of its own.
        self.order = {key: place for place, key in enumerate(labels)}

    def keys(self, *records: dict[str, Any]) -> list[str]:
        """The keys of the records in the order of the labels, those without a label at the end."""
        found = dict.fromkeys(key for record in records for key in record if key != LASTING)
        return sorted(found, key=lambda key: self.order.get(key, len(self.order)))

    def of_records(self, old: dict[str, Any], new: dict[str, Any], place: tuple[str, ...]) -> list[Change]:
        changes: list[Change] = []
        for key in self.keys(new, old):
            changes += self.of_values(old.get(key), new.get(key), (*place, str(self.labels.get(key, key))))
        return changes

    def of_values(self, old: Any, new: Any, place: tuple[str, ...]) -> list[Change]:
        if old == new:
            return []
        if isinstance(old, dict) and isinstance(new, dict):
            return self.of_records(old, new, place)
        if isinstance(old, list | None) and isinstance(new, list | None):
            return self.of_lists(old or [], new or [], place)
        was, became = self.shown(old), self.shown(new)
        if not was:
            return [Change(ChangeKind.ADDED, place, became=became)]
        if not became:
            return [Change(ChangeKind.REMOVED, place, was=was)]
        return [Change(ChangeKind.CHANGED, place, was, became, _pieces(was, became))]

    def of_lists(self, old: list[Any], new: list[Any], place: tuple[str, ...]) -> list[Change]:
        pairs = _paired(old, new)
        stayed = _in_order(pairs)
        changes: list[Change] = []
        renumbered: list[tuple[str, str]] = []
        came_from = {to: source for source, to in pairs.items()}
        for index, item in enumerate(new):
            where = (*place, _name(item, index))
            source = came_from.get(index)
            if source is None:
                changes.append(Change(ChangeKind.ADDED, where, became=self.shown(item)))
                continue
            before = old[source]
            if source not in stayed:
                changes.append(Change(ChangeKind.MOVED, where, was=str(source + 1), became=str(index + 1)))
            if isinstance(before, dict) and isinstance(item, dict):
                if before.get(COUNTING) != item.get(COUNTING):
                    renumbered.append((self.shown(before.get(COUNTING)), self.shown(item.get(COUNTING))))
                changes += self.of_records(_uncounted(before), _uncounted(item), where)
            else:
                changes += self.of_values(before, item, where)
        changes += [
            Change(ChangeKind.REMOVED, (*place, _name(item, index)), was=self.shown(item))
            for index, item in enumerate(old)
            if index not in pairs
        ]
        if renumbered:
            was, became = (", ".join(numbers) for numbers in zip(*renumbered, strict=True))
            changes.append(
                Change(ChangeKind.CHANGED, (*place, str(self.labels.get(COUNTING, COUNTING))), was, became)
            )
        return changes

    def shown(self, value: Any) -> str:
        """A value as people read it; what holds several parts one after another."""
        if value is None:
            return ""
        if isinstance(value, dict):
            return "; ".join(filter(None, (self.shown(value[key]) for key in self.keys(value))))
        if isinstance(value, list):
            return "; ".join(filter(None, map(self.shown, value)))
        text = str(value)
        if _ISO_DATE.fullmatch(text):
            return list_date(date.fromisoformat(text))
        return text


def _paired(old: list[Any], new: list[Any]) -> dict[int, int]:
    """Which item of `old` is which of `new`: by lasting ids; else the unchanged first, wherever, then by likeness."""
    lasting = [_lasting(items) for items in (old, new)]
    if all(lasting):
        places = {key: place for place, key in enumerate(lasting[1])}
        return {place: places[key] for place, key in enumerate(lasting[0]) if key in places}
    olds, news = [_identity(item) for item in old], [_identity(item) for item in new]
    pairs: dict[int, int] = {}
    for block in SequenceMatcher(None, olds, news, autojunk=False).get_matching_blocks():
        pairs.update((block.a + step, block.b + step) for step in range(block.size))
    taken = set(pairs.values())
    left: dict[str, list[int]] = {}
    for index, identity in enumerate(news):
        if index not in taken:
            left.setdefault(identity, []).append(index)
    for index, identity in enumerate(olds):
        if index not in pairs and left.get(identity):
            pairs[index] = left[identity].pop(0)
    alone = [index for index in range(len(old)) if index not in pairs]
    free = sorted(index for indices in left.values() for index in indices)
    if len(alone) * len(free) > MOST_PAIRS:
        return pairs | dict(zip(alone, free, strict=False))
    before = {one: _words_of(old[one]) for one in alone}
    after = {other: _words_of(new[other]) for other in free}
    likeness = sorted(
        (
            (_likeness(before[one], after[other]), -abs(one - other), one, other)
            for one in alone
            for other in free
        ),
        reverse=True,
    )
    taken = set()
    for alike, _nearness, one, other in likeness:
        if alike >= ALIKE and one not in pairs and other not in taken:
            pairs[one] = other
            taken.add(other)
    return pairs


def _lasting(items: list[Any]) -> list[str]:
    """The lasting ids of the items; empty unless each has one of its own."""
    keys = [item.get(LASTING, "") for item in items if isinstance(item, dict)]
    return keys if len({*keys} - {""}) == len(items) else []


class _Words(NamedTuple):
    """The words that name an item, and all its words if it holds further items."""

    naming: Counter[str]
    all: Counter[str] | None


def _words_of(item: Any) -> _Words:
    if not isinstance(item, dict):
        return _Words(_counted(str(item)), None)
    naming = next((str(item[key]) for key in NAMING if item.get(key)), _identity(item))
    holds_items = any(isinstance(value, list) for value in item.values())
    return _Words(_counted(naming), _counted(_identity(item)) if holds_items else None)


def _counted(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text.lower()))


def _likeness(old: _Words, new: _Words) -> float:
    """How much two items are alike, by what names them; a renamed section is still known by its rows."""
    named = _shared(old.naming, new.naming)
    if named >= ALIKE or old.all is None or new.all is None:
        return named
    return _shared(old.all, new.all)


def _shared(old: Counter[str], new: Counter[str]) -> float:
    """The share of words that both have: cheap, and the order of words does not matter for finding the item."""
    count = old.total() + new.total()
    return 2 * (old & new).total() / count if count else 0.0


def _in_order(pairs: dict[int, int]) -> set[int]:
    """The old places that kept their order: a longest rising run; the others have moved."""
    olds = sorted(pairs)
    news = [pairs[old] for old in olds]
    blocks = SequenceMatcher(None, news, sorted(news), autojunk=False).get_matching_blocks()
    return {olds[block.a + step] for block in blocks for step in range(block.size)}


def _identity(item: Any) -> str:
    """What makes an item this item: its content without its number."""
    return canonical(_uncounted(item) if isinstance(item, dict) else item).decode()


def _uncounted(item: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in item.items() if key != COUNTING}


def _name(item: Any, index: int) -> str:
    """How people find an item: its number and its first words, or its place in the list."""
    if not isinstance(item, dict):
        return str(index + 1)
    words = next((str(item[key]) for key in NAMING if item.get(key)), "")
    number = str(item.get(COUNTING) or "")
    name = f"{number}. {words}" if number and words else number or words or str(index + 1)
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"


def _pieces(old: str, new: str) -> tuple[TextPiece, ...]:
    """The words that stayed, went and came, in reading order."""
    before, after = _WORDS_AND_SIGNS.findall(old), _WORDS_AND_SIGNS.findall(new)
    pieces: list[TextPiece] = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(TextPiece("same", "".join(before[a:b])))
            continue
        if a < b:
            pieces.append(TextPiece("removed", "".join(before[a:b])))
        if c < d:
            pieces.append(TextPiece("added", "".join(after[c:d])))
    return tuple(pieces)
