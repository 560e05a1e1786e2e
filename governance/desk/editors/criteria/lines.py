"""The lines of the editor in their order, and the small buttons that rearrange them."""

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

FIELD = re.compile(r"(criterion|circumstance)-([0-9]{1,5})-code")
PRESS = re.compile(r"(criterion|circumstance)_(add|up|down|drop):([0-9]{1,5})")
MORE = {"more_criteria": "criterion", "more_circumstances": "circumstance"}


@dataclass(frozen=True)
class EditorRow:
    """One line of the page: what it is, the number in the names of its fields, and its lasting code."""

    what: str
    key: int
    code: str

    @property
    def prefix(self) -> str:
        return f"{self.what}-{self.key}"


class Rows:
    """Criteria and circumstances, each in the order in which their fields were sent."""

    def __init__(self, fields: Mapping[str, Any], *, with_circumstances: bool) -> None:
        matches = [(name, FIELD.fullmatch(name)) for name in fields]
        self.all = [
            EditorRow(field[1], int(field[2]), fields[name] or new_code())
            for name, field in matches
            if field is not None and (with_circumstances or field[1] == "criterion")
        ]
        # Where the focus goes: a row, and «text» or the button that was pressed.
        self.focus: tuple[EditorRow | None, str] = (None, "")

    def of(self, what: str) -> list[EditorRow]:
        return [row for row in self.all if row.what == what]

    def leave_room(self) -> None:
        """Add an empty criterion if there is none, so that there is a field to type in."""
        if not self.of("criterion"):
            self.all.append(self._new("criterion"))

    def press(self, press: str) -> bool:
        """Carry out the press of a small button. Returns False if it is no button of the editor.

        A button of a row that is gone meanwhile changes nothing.
        """
        if press in MORE:
            self._insert(self._new(MORE[press]), len(self.all))
            return True
        match = PRESS.fullmatch(press)
        if match is None:
            return False
        row = next((row for row in self.of(match[1]) if row.key == int(match[3])), None)
        if row is not None:
            self._move(row, match[2])
        return True

    def _move(self, row: EditorRow, press: str) -> None:
        # Criteria and circumstances share one list, but a row moves only among rows of its own sort.
        like = self.of(row.what)
        at = like.index(row)
        if press == "add":
            self._insert(self._new(row.what), self.all.index(row) + 1)
        elif press == "drop":
            self.all.remove(row)
            near = like[at + 1 : at + 2] or like[max(at - 1, 0) : at]
            self.focus = (near[0] if near else None, "text")
        else:
            to = at - 1 if press == "up" else at + 1
            if 0 <= to < len(like):
                here, there = self.all.index(row), self.all.index(like[to])
                self.all[here], self.all[there] = like[to], row
            self.focus = (row, press)

    def _new(self, what: str) -> EditorRow:
        return EditorRow(what, 1 + max((row.key for row in self.of(what)), default=-1), new_code())

    def _insert(self, row: EditorRow, place: int) -> None:
        self.all.insert(place, row)
        self.focus = (row, "text")


def new_code() -> str:
    return secrets.token_hex(4)
