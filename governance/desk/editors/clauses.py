"""The editor of a text in sections and clauses: what a page sent is read, rearranged and shown again.

Every heading and every clause is a field named after its lasting id. Browsers send fields in the order in which they
stand on the page, so the order of the fields is the order of the text. The small buttons (add, up, down, take out,
paste) only show the page again with everything that was typed; the page itself saves, by a move.
"""

import re
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from django.http import QueryDict

from governance.documents.errors import NotLegal
from governance.documents.language.clauses import Section, clauses_of, parse_text
from governance.documents.language.text_pieces import TextPiece

FIELD = re.compile(r"(section|clause)-([0-9a-f]{8})")
PRESS = re.compile(r"(add_clause|add_section|up|down|drop):([0-9a-f]{8})")
PASTE = ("paste:replace", "paste:append")
# Characters in a line of a field on a wide screen, and the number of lines after which the field scrolls.
LINE = 95
MOST_LINES = 14


# A section or a clause, as templates take it.
Item = Section


@dataclass(frozen=True)
class Mark:
    """A note beside a clause: a sentence with its meaning (components/sign.html), and perhaps a difference."""

    meaning: str
    text: str
    pieces: tuple[TextPiece, ...] = ()


@dataclass
class ClauseEditor:
    """A text as it is stored, or as it was typed; templates/governance/components/clauses.html shows it.

    `standing` is the stored text, `data` the POST of a page with the editor. Then `sections` is what `read_sections`
    takes, `pressed` is true if a small button was pressed and the page is only to be shown again, and `refusal` says
    why a pasted text was not accepted.
    """

    standing: list[Section]
    data: QueryDict | None = None
    marks: dict[str, list[Mark]] = field(default_factory=dict)
    sections: list[Section] = field(init=False)
    pressed: bool = field(default=False, init=False)
    pasted: str = field(default="", init=False)
    refusal: str = field(default="", init=False)
    is_empty: bool = field(default=True, init=False)
    # Where the focus goes: the id of an item, and «text» or the button that was pressed.
    focus: tuple[str, str] = field(default=("", ""), init=False)

    def __post_init__(self) -> None:
        if self.data is None:
            self.sections = bare(self.standing)
        else:
            self.sections = read_typed(self.data)
            self.pasted = self.data.get("pasted", "")
            self.pressed = self._press(self.data.get("do", ""))
        self.is_empty = not any(clause["text"] for clause in clauses_of(self.sections))
        if not self.sections:
            self.sections = [new_section()]

    @property
    def is_changed(self) -> bool:
        """Whether the text differs from the stored one, in words or in order."""
        return self.sections != bare(self.standing)

    def is_valid(self) -> bool:
        """Any text can be typed; the door judges it."""
        return True

    def mark(self, clause: str, mark: Mark) -> None:
        self.marks.setdefault(clause, []).append(mark)

    def shown(self) -> Iterator[Item]:
        """The sections for the template, numbered in their present order."""
        key, part = self.focus
        for place, section in enumerate(self.sections, start=1):
            clauses = [
                {
                    **clause,
                    "number": f"{place}.{count}",
                    "lines": lines_of(clause["text"]),
                    "focus": part if clause["id"] == key else "",
                    "marks": self.marks.get(clause["id"], ()),
                }
                for count, clause in enumerate(section["clauses"], start=1)
            ]
            focus = part if section["id"] == key else ""
            yield {**section, "number": place, "focus": focus, "clauses": clauses}

    # --- the small buttons ------------------------------------------------------------------------------------------

    def _press(self, press: str) -> bool:
        """Carry out the press of a small button. Returns False if it is no button of the editor.

        A button of an item that is gone meanwhile changes nothing.
        """
        if press in PASTE:
            self._paste(append=press.endswith("append"))
            return True
        match = PRESS.fullmatch(press)
        if match is None:
            return False
        name, key = match.groups()
        for place, section in enumerate(self.sections):
            if section["id"] == key:
                SECTION_PRESSES[name](self, place)
                return True
            for position, clause in enumerate(section["clauses"]):
                if clause["id"] == key:
                    CLAUSE_PRESSES[name](self, place, position)
                    return True
        return True

    def _paste(self, *, append: bool) -> None:
        """Read a pasted text. A clause with unchanged words keeps its id, so that versions stay comparable."""
        try:
            read = parse_text(self.pasted)
        except NotLegal as refusal:
            self.refusal = str(refusal)
            return
        if append:
            self.sections = [section for section in self.sections if section["title"] or section["clauses"]]
            self.sections += read
        else:
            known = {clause["text"]: clause["id"] for clause in clauses_of(self.sections)}
            for clause in clauses_of(read):
                clause["id"] = known.pop(clause["text"], clause["id"])
            self.sections = read
        self.pasted = ""

    def _add_section(self, place: int, _position: int = 0) -> None:
        made = new_section()
        self.sections.insert(place + 1, made)
        self.focus = (made["id"], "text")

    def _shift_section(self, place: int, step: int) -> None:
        moved = self.sections[place]
        if 0 <= place + step < len(self.sections):
            self.sections.insert(place + step, self.sections.pop(place))
        # The first has no button up, the last none down.
        edge = self.sections[0 if step < 0 else -1] is moved
        self.focus = (moved["id"], "text" if edge else "up" if step < 0 else "down")

    def _drop_section(self, place: int) -> None:
        """Remove a heading; its clauses join the section above, so that nothing typed is lost."""
        if place == 0:
            return
        dropped = self.sections.pop(place)
        above = self.sections[place - 1]
        above["clauses"] += dropped["clauses"]
        self.focus = (above["id"], "text")

    def _add_clause(self, place: int, position: int) -> None:
        made = new_clause()
        self.sections[place]["clauses"].insert(position + 1, made)
        self.focus = (made["id"], "text")

    def _shift_clause(self, place: int, position: int, step: int) -> None:
        """Move a clause up or down, over the edge of its section into the neighbouring one."""
        clauses = self.sections[place]["clauses"]
        moved = clauses[position]
        self.focus = (moved["id"], "up" if step < 0 else "down")
        if 0 <= position + step < len(clauses):
            clauses.insert(position + step, clauses.pop(position))
        elif 0 <= place + step < len(self.sections):
            neighbours = self.sections[place + step]["clauses"]
            neighbours.insert(0 if step > 0 else len(neighbours), clauses.pop(position))

    def _drop_clause(self, place: int, position: int) -> None:
        section = self.sections[place]
        del section["clauses"][position]
        left = section["clauses"]
        near = left[min(position, len(left) - 1)] if left else section
        self.focus = (near["id"], "text")


SECTION_PRESSES: dict[str, Callable[[ClauseEditor, int], None]] = {
    "add_clause": lambda editor, place: editor._add_clause(place, len(editor.sections[place]["clauses"])),
    "add_section": ClauseEditor._add_section,
    "up": lambda editor, place: editor._shift_section(place, -1),
    "down": lambda editor, place: editor._shift_section(place, 1),
    "drop": ClauseEditor._drop_section,
}
CLAUSE_PRESSES: dict[str, Callable[[ClauseEditor, int, int], None]] = {
    "add_clause": ClauseEditor._add_clause,
    "add_section": ClauseEditor._add_section,
    "up": lambda editor, place, position: editor._shift_clause(place, position, -1),
    "down": lambda editor, place, position: editor._shift_clause(place, position, 1),
    "drop": ClauseEditor._drop_clause,
}


def read_typed(data: QueryDict) -> list[Section]:
    """The text as it was typed, empty fields included; other fields of the page are ignored."""
    sections: list[Section] = []
    for name, text in data.items():
        match = FIELD.fullmatch(name)
        if match is None:
            continue
        what, key = match.groups()
        text = str(text).replace("\r\n", "\n")
        if what == "section":
            sections.append({"id": key, "title": text, "clauses": []})
            continue
        if not sections:
            sections.append({"id": secrets.token_hex(4), "title": "", "clauses": []})
        sections[-1]["clauses"].append({"id": key, "text": text})
    return sections


def bare(sections: list[Section]) -> list[Section]:
    """A copy of the text without numbers."""
    return [
        {
            "id": section["id"],
            "title": section["title"],
            "clauses": [{"id": clause["id"], "text": clause["text"]} for clause in section["clauses"]],
        }
        for section in sections
    ]


def new_clause() -> dict[str, str]:
    return {"id": secrets.token_hex(4), "text": ""}


def new_section() -> Section:
    """A section with an empty first clause."""
    return {"id": secrets.token_hex(4), "title": "", "clauses": [new_clause()]}


def lines_of(text: str) -> int:
    """The height of a field in lines, for browsers that do not adjust it to the text."""
    return min(sum(1 + len(line) // LINE for line in text.split("\n")), MOST_LINES)
