"""The difference between two versions of a paper, for people: what was added, removed, moved, corrected.

It works on the content of every kind, which is plain JSON. Items of a list have no keys, so they are paired by
likeness: a row that was corrected and moved down is still the same row. The work is bounded (`matching.Budget`).
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from governance.documents.language.matching import Budget, matching
from governance.documents.language.phrases import list_date
from governance.documents.language.text_pieces import TextPiece, pieces_of
from governance.proof.canonical_json import canonical

# Below this likeness two items are not the same item: one was removed, another added.
ALIKE = 0.6
# Counting a word of two items takes as long as so many steps of a search.
STEPS_A_WORD = 8
# The key that identifies an item for good, also when it is reworded and moved; people never see it.
LASTING = "id"
# The key that numbers the items of a list. One item added changes all numbers after it, so they share one line.
COUNTING = "number"
# The keys by which people know an item; the first one that it has is used.
NAMING = ("title", "heading", "text", "name")
LONGEST_NAME = 80

_WORD = re.compile(r"\w+")
_ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d")

Labels = Mapping[str, Any]


class ChangeKind(StrEnum):
    """What happened to a part of the text."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


@dataclass(frozen=True)
class Change:
    """One difference: the place (labels from the outside in), the old and the new value.

    `pieces` is filled for a text that was changed: its words one after another. `coarse`: the texts are too long and
    too different for an exact comparison, so it shows more as changed than was, or takes rows in their order.
    """

    kind: ChangeKind
    place: tuple[str, ...]
    was: str = ""
    became: str = ""
    pieces: tuple[TextPiece, ...] = field(default=(), repr=False)
    coarse: bool = False


def difference(
    old: dict[str, Any], new: dict[str, Any], labels: Labels | None = None, budget: Budget | None = None
) -> list[Change]:
    """The changes from `old` to `new` in the order of the text; `labels` maps keys of the content to words."""
    return _Comparison(labels or {}, budget or Budget()).of_records(old, new, ())


class _Comparison:
    def __init__(self, labels: Labels, budget: Budget) -> None:
        self.labels, self.budget = labels, budget
        # A database may give the keys back in an order of its own.
        self.order = {key: place for place, key in enumerate(labels)}

    def keys(self, *records: dict[str, Any]) -> list[str]:
        """The keys of the records in the order of the labels, those without a label at the end."""
        keys = dict.fromkeys(key for record in records for key in record if key != LASTING)
        return sorted(keys, key=lambda key: self.order.get(key, len(self.order)))

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
        pieces, coarse = pieces_of(was, became, self.budget)
        return [Change(ChangeKind.CHANGED, place, was, became, pieces, coarse)]

    def of_lists(self, old: list[Any], new: list[Any], place: tuple[str, ...]) -> list[Change]:
        pairs, in_turn = _paired(old, new, self.budget)
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
                inside = self.of_records(_uncounted(before), _uncounted(item), where)
            else:
                inside = self.of_values(before, item, where)
            changes += [replace(change, coarse=True) for change in inside] if source in in_turn else inside
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
        """A value as people read it: a date as 12.01.2012, the parts of a list or record separated by semicolons."""
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


def _paired(old: list[Any], new: list[Any], budget: Budget) -> tuple[dict[int, int], set[int]]:
    """Pair the items, old index → new index: by lasting ids, or else the unchanged ones first, then by likeness.

    Also the old indexes that were paired in their order because the budget did not reach for their likeness.
    """
    lasting = [_lasting(items) for items in (old, new)]
    if all(lasting):
        places = {key: place for place, key in enumerate(lasting[1])}
        return {place: places[key] for place, key in enumerate(lasting[0]) if key in places}, set()
    olds, news = [_identity(item) for item in old], [_identity(item) for item in new]
    pairs: dict[int, int] = {}
    for block in matching(olds, news, budget).blocks:
        pairs.update((block.a + step, block.b + step) for step in range(block.size))
    taken = set(pairs.values())
    left: dict[str, list[int]] = {}
    for index, identity in reversed([*enumerate(news)]):
        if index not in taken:
            left.setdefault(identity, []).append(index)
    for index, identity in enumerate(olds):
        if index not in pairs and left.get(identity):
            pairs[index] = left[identity].pop()
    alone = [index for index in range(len(old)) if index not in pairs]
    free = sorted(index for indices in left.values() for index in indices)
    before = {source: _words_of(old[source]) for source in alone}
    after = {target: _words_of(new[target]) for target in free}
    lengths = [sum(words.steps for words in items.values()) for items in (before, after)]
    if not budget.allows(STEPS_A_WORD * (lengths[0] * len(free) + lengths[1] * len(alone))):
        in_turn = dict(zip(alone, free, strict=False))
        return pairs | in_turn, set(in_turn)
    candidates = sorted(
        (
            (_likeness(before[source], after[target]), -abs(source - target), source, target)
            for source in alone
            for target in free
        ),
        reverse=True,
    )
    taken = set()
    for likeness, _nearness, source, target in candidates:
        if likeness >= ALIKE and source not in pairs and target not in taken:
            pairs[source] = target
            taken.add(target)
    return pairs, set()


def _lasting(items: list[Any]) -> list[str]:
    """The lasting ids of the items; empty unless every item has one of its own."""
    keys = [item.get(LASTING, "") for item in items if isinstance(item, dict)]
    return keys if len({*keys} - {""}) == len(items) else []


class _Words(NamedTuple):
    """The words that name an item, counted; and all its words if it contains further items."""

    naming: Counter[str]
    all: Counter[str] | None

    @property
    def steps(self) -> int:
        """How many steps comparing them with others takes."""
        return 1 + len(self.naming) + len(self.all or ())


def _words_of(item: Any) -> _Words:
    if not isinstance(item, dict):
        return _Words(_counted(str(item)), None)
    naming = next((str(item[key]) for key in NAMING if item.get(key)), _identity(item))
    holds_items = any(isinstance(value, list) for value in item.values())
    return _Words(_counted(naming), _counted(_identity(item)) if holds_items else None)


def _counted(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text.lower()))


def _likeness(old: _Words, new: _Words) -> float:
    """From 0 to 1, how alike two items are by their names; a renamed section is still recognised by its rows."""
    named = _shared(old.naming, new.naming)
    if named >= ALIKE or old.all is None or new.all is None:
        return named
    return _shared(old.all, new.all)


def _shared(old: Counter[str], new: Counter[str]) -> float:
    """The share of words that both have: cheap to compute, and the order of words does not matter here."""
    count = old.total() + new.total()
    return 2 * (old & new).total() / count if count else 0.0


def _in_order(pairs: dict[int, int]) -> set[int]:
    """The old indexes that kept their order (a longest rising run); the other items have moved."""
    # The last of the best run of each length so far, and who stands before whom.
    lowest: list[int] = []
    ends: list[int] = []
    before: dict[int, int | None] = {}
    for old in sorted(pairs):
        place = bisect_left(lowest, pairs[old])
        lowest[place : place + 1], ends[place : place + 1] = [pairs[old]], [old]
        before[old] = ends[place - 1] if place else None
    run: set[int] = set()
    last = ends[-1] if ends else None
    while last is not None:
        run.add(last)
        last = before[last]
    return run


def _identity(item: Any) -> str:
    """The content of an item without its number, as one text."""
    return canonical(_uncounted(item) if isinstance(item, dict) else item).decode()


def _uncounted(item: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in item.items() if key != COUNTING}


def _name(item: Any, index: int) -> str:
    """How people find an item: its number and first words, or its place in the list."""
    if not isinstance(item, dict):
        return str(index + 1)
    words = next((str(item[key]) for key in NAMING if item.get(key)), "")
    number = str(item.get(COUNTING) or "")
    name = f"{number}. {words}" if number and words else number or words or str(index + 1)
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"
