"""The head of a plan's table: which column is which, as schools name them, in one line or two."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from governance.documents.kinds.plan.spans import is_span
from governance.documents.kinds.plan.tables import Line

# In lower case. What a plan cannot do without is the activity, and a term or executors beside it.
COLUMNS = {
    "number": re.compile(r"(?:(?:№{1,2}|n|номер)(?: ?п[./\\]? ?п\.?)?|п[./\\ ]+п\.?)\.?"),
    "text": re.compile(r".*(?:мероприяти|содержание|наименование|виды? деятельности|тематика|тема\b)"),
    "term": re.compile(r".*(?:срок|дата|время|периодичность|когда\b)"),
    "executors": re.compile(r".*(?:исполнител|ответств|отвеча)"),
    "place": re.compile(r".*(?:место\b|где\b)"),
}
NEEDED = ("number", "text", "term", "executors")
MAX_HEADING = 80
_MARKS = frozenset("+xхv✓✔*")


@dataclass(frozen=True)
class Head:
    """Where the columns of a plan stand. `parts` are columns for parts of the year, with crosses in them."""

    columns: Mapping[str, int]
    parts: Mapping[int, str] = field(default_factory=dict)
    # The column of the end, where the term has two: «Начало», «Окончание».
    until: int | None = None

    @property
    def known(self) -> frozenset[int]:
        ends = frozenset() if self.until is None else frozenset({self.until})
        return frozenset(self.columns.values()) | frozenset(self.parts) | ends

    @property
    def is_whole(self) -> bool:
        """Whether all columns that a plan usually has were found."""
        return all(name in self.columns for name in NEEDED)

    @property
    def is_enough(self) -> bool:
        """Whether a plan can be read with these, the rest being asked."""
        dated = "term" in self.columns or bool(self.parts)
        return "text" in self.columns and (dated or "executors" in self.columns)

    def cell(self, line: Line, name: str) -> str:
        """What a line has in a column; nothing where there is no such column."""
        index = self.columns.get(name)
        return line[index] if index is not None and index < len(line) else ""

    def term(self, line: Line) -> str:
        """The term in words: of its column, or of the parts of the year that are marked."""
        if not self.parts:
            return " - ".join(dict.fromkeys(filter(None, (self.cell(line, "term"), self._end(line)))))
        marked = [index for index in self.parts if index < len(line) and line[index]]
        written = [line[index] for index in marked if line[index].casefold() not in _MARKS]
        if written:  # more than a cross: a person decides
            return "; ".join(f"{self.parts[index]}: {line[index]}" for index in marked)
        names = [self.parts[index] for index in marked]
        order = [list(self.parts).index(index) for index in marked]
        if len(names) > 1 and order == list(range(order[0], order[0] + len(order))):
            return f"{names[0]} - {names[-1]}"
        return "; ".join(names)

    def _end(self, line: Line) -> str:
        return line[self.until] if self.until is not None and self.until < len(line) else ""


def find_columns(line: Line) -> dict[str, int]:
    """Which column of the plan stands where, as far as the words of this line tell."""
    columns: dict[str, int] = {}
    for index, cell in enumerate(line):
        words = " ".join(cell.casefold().split())
        if not words or len(words) > MAX_HEADING:
            continue
        for name, pattern in COLUMNS.items():
            matches = pattern.fullmatch(words) if name == "number" else pattern.match(words)
            if matches and name not in columns:
                columns[name] = index
                break
    return columns


def head_of(line: Line, below: Line) -> tuple[Head, int]:
    """The head that begins with a line, and how many lines it takes: parts of the year or of a term may follow."""
    columns = find_columns(line)
    for height, parts in ((1, parts_of_year(line)), (2, parts_of_year(below))):
        if parts:
            return Head({name: at for name, at in columns.items() if at not in parts}, parts), height
    if any(at < len(below) and below[at] == line[at] for at in columns.values()):
        # Cells merged over both lines: the names of the other columns stand in the second one.
        return Head({**find_columns(below), **columns}, until=_ends_at(below, columns.get("term"))), 2
    return Head(columns), 1


def _ends_at(below: Line, term: int | None) -> int | None:
    """The column of the end of a term whose beginning stands in the column `term`."""
    if term is None or len(below) <= term + 1:
        return None
    begins, ends = below[term].casefold(), below[term + 1].casefold()
    is_parted = begins.startswith(("начал", "с")) and ends.startswith(("оконч", "кон", "заверш", "по"))
    return term + 1 if is_parted else None


def parts_of_year(line: Line) -> dict[int, str]:
    """The cells of a line that name months or quarters, if there are several."""
    parts = {index: " ".join(cell.split()) for index, cell in enumerate(line) if is_span(cell)}
    return parts if len(parts) > 1 else {}
