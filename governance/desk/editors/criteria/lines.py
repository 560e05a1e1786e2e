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
class Row:
    """One line of the page: under which name its fields are sent, and its lasting code."""

    what: str
    key: int
    code: str

    @property
    def prefix(self) -> str:
        return f"{self.what}-{self.key}"


class Rows:
    """Criteria and circumstances; among themselves both keep the order in which their fields were sent."""

    def __init__(self, fields: Mapping[str, Any], *, with_circumstances: bool) -> None:
        found = [(name, FIELD.fullmatch(name)) for name in fields]
        self.all = [
            Row(field[1], int(field[2]), fields[name] or new_code())
            for name, field in found
            if field is not None and (with_circumstances or field[1] == "criterion")
        ]
        # Where the cursor goes: a row, and «text» or the button on which the finger lies.
        self.focus: tuple[Row | None, str] = (None, "")

    def of(self, what: str) -> list[Row]:
        return [row for row in self.all if row.what == what]

    def leave_room(self) -> None:
        """A page without a criterion would have nothing to write in."""
        if not self.of("criterion"):
            self.all.append(self._new("criterion"))

    def press(self, press: str) -> bool:
        """Carry out a press; False when it is none of the editor's. A row that is gone meanwhile is passed over."""
        if press in MORE:
            self._insert(self._new(MORE[press]), len(self.all))
            return True
        found = PRESS.fullmatch(press)
        if found is None:
            return False
        row = next((row for row in self.of(found[1]) if row.key == int(found[3])), None)
        if row is not None:
            self._move(row, found[2])
        return True

    def _move(self, row: Row, press: str) -> None:
        # Criteria and circumstances stand in one list, but pass only their like.
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
                one, other = self.all.index(row), self.all.index(like[to])
                self.all[one], self.all[other] = like[to], row
            self.focus = (row, press)

    def _new(self, what: str) -> Row:
        return Row(what, 1 + max((row.key for row in self.of(what)), default=-1), new_code())

    def _insert(self, row: Row, place: int) -> None:
        self.all.insert(place, row)
        self.focus = (row, "text")


def new_code() -> str:
    return secrets.token_hex(4)
