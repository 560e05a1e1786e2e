"""The changes of a plan or a regulation as somebody writes them: checked against the text as it reads now."""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from governance.documents.approval.amendable import Amendable, part_named, standing_parts
from governance.documents.approval.amendments import Action, Group, Part, number_behind
from governance.documents.errors import NotLegal
from governance.documents.language.typed_text import lines_of_text

MOST_CHANGES = 100
LONGEST_TEXT = 5_000


def read_changes(paper: Amendable, given: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The changes in the order of the text, each with the words of before.

    `given`: mappings with `action`; `part`, the key of a row or clause, or for an added one `group` and `after` (the
    key of the part before it; empty: the end of the section); and `words`, unless it is taken out. Raises NotLegal.
    """
    groups = {group.key: group for group in paper.edition_groups()}
    standing = standing_parts([*groups.values()])
    read: list[dict[str, Any]] = []
    for entry in given:
        if entry.get("action") not in Action.values or len(read) >= MOST_CHANGES:
            raise NotLegal(_("Choose what is changed from the list, at most 100 changes a paper."))
        if entry["action"] == Action.ADD:
            read.append(_added(paper, groups, standing, entry))
        else:
            read.append(_changed(paper, standing, entry))
    keys = [change["part"] for change in read if change["action"] != Action.ADD]
    twice = next((change for change in read if keys.count(change["part"]) > 1), None)
    if twice is not None:
        named = part_named(paper, twice["number"])
        raise NotLegal(_("%(part)s: it is changed twice in one paper.") % {"part": named})
    return _numbered(paper, groups, sorted(read, key=_place_in(groups)))


def _changed(
    paper: Amendable, standing: Mapping[str, tuple[Group, Part]], entry: Mapping[str, Any]
) -> dict[str, Any]:
    """Another wording of a part, or its end."""
    key = str(entry.get("part"))
    if key not in standing and "was" in entry:
        # Written before the part changed; whoever submits it is told, and takes it out.
        return dict(entry)
    if key not in standing:
        raise NotLegal(_("This part stands in the text no longer: open the page again."))
    group, part = standing[key]
    named = part_named(paper, part.number)
    if part.fixed:
        raise NotLegal(_("%(part)s: %(reason)s.") % {"part": named, "reason": part.fixed})
    words = {} if entry["action"] == Action.EXCLUDE else _words(paper, entry)
    if words == dict(part.words):
        raise NotLegal(_("%(part)s: the words are those of now, change something.") % {"part": named})
    return {
        "action": str(entry["action"]),
        "part": key,
        "group": group.key,
        "section": group.title,
        "after": "",
        "number": part.number,
        "words": words,
        "was": dict(part.words),
    }


def _added(
    paper: Amendable,
    groups: Mapping[str, Group],
    standing: Mapping[str, tuple[Group, Part]],
    entry: Mapping[str, Any],
) -> dict[str, Any]:
    """A new part; its number follows once all are in their order."""
    after = str(entry.get("after") or "")
    key = standing[after][0].key if after in standing else str(entry.get("group") or "")
    if key not in groups or (after and after not in standing and "was" not in entry):
        raise NotLegal(_("Choose the place of what is added from the list."))
    return {
        "action": str(Action.ADD),
        "part": str(entry.get("part") or secrets.token_hex(4)),
        "group": key,
        "section": groups[key].title,
        "after": after,
        "number": "",
        "words": _words(paper, entry),
        "was": {},
    }


def _words(paper: Amendable, entry: Mapping[str, Any]) -> dict[str, str]:
    given = entry.get("words") or {}
    words = {
        name: lines_of_text(given.get(name), LONGEST_TEXT, f"«{label}»")
        for name, label in paper.part_words.items()
    }
    first = next(iter(words))
    if not words[first]:
        raise NotLegal(_("Write the new words: «%(field)s».") % {"field": paper.part_words[first]})
    return words


def _place_in(groups: Mapping[str, Group]) -> Any:
    """The key by which changes stand in the order of the text; what is added stands behind its part."""
    places = {
        part.key: (place, count)
        for place, group in enumerate(groups.values())
        for count, part in enumerate(group.parts)
    }
    ends = {key: (place, len(group.parts)) for place, (key, group) in enumerate(groups.items())}

    def key(change: dict[str, Any]) -> tuple[tuple[int, int], bool]:
        if change["action"] == Action.ADD:
            return places.get(change["after"], ends[change["group"]]), True
        return places.get(change["part"], ends[change["group"]]), False

    return key


def _numbered(
    paper: Amendable, groups: Mapping[str, Group], changes: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """Give what is added its numbers, each one free."""
    parts = {key: list(group.parts) for key, group in groups.items()}
    through = paper.numbered_through([*groups.values()])
    behind: dict[tuple[str, str], Part] = {}
    for change in changes:
        if change["action"] != Action.ADD:
            continue
        own, place = parts[change["group"]], (change["group"], change["after"])
        among = [part for each in parts.values() for part in each] if through else own
        anchor = next((part for part in own if part.key == change["after"]), None)
        # What is added at one place stands in its order, so behind the last part of a section the count goes on.
        last = behind.get(place, anchor)
        counted = last if own and last is own[-1] else anchor
        group = replace(groups[change["group"]], parts=own)
        change["number"] = number_behind(group, counted, {part.number for part in among})
        behind[place] = Part(change["part"], change["number"], change["words"])
        own.insert(own.index(last) + 1 if last is not None else len(own), behind[place])
    return changes
