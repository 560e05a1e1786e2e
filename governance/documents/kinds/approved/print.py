"""An approved paper as it prints: stamps, title, what it rests on, its text, its table with sums, who worked it out."""

from datetime import date
from typing import Any, NotRequired, TypedDict

from governance.documents.approval.stamps import printed_stamps, void_of
from governance.documents.kinds.approved.joining import Joinable, JoinedLine
from governance.documents.kinds.approved.paper import ApprovedPaper
from governance.documents.kinds.approved.table import Column, Row, Table, spelt
from governance.documents.language.phrases import list_date
from governance.documents.printing.data import AuthorLine, ClauseData, PaperMarks, StampData, TextSectionData
from governance.documents.printing.parts import author_line
from governance.documents.printing.registry import prints
from governance.documents.record.kind_settings import Phase
from governance.documents.record.version_text import content_of
from governance.documents.settings.forms.signing import DRAWN_UP

# A table with more to show than this does not fit an upright sheet.
WIDEST_UPRIGHT = 7
ROW_NUMBER = Column("place", "№")


class ColumnData(TypedDict):
    label: str
    numeric: bool  # stands at the right
    width: int  # its share of the sheet


class CellData(TypedDict):
    text: str
    numeric: bool


class SumsData(TypedDict):
    """A line of sums: its name over the first `span` columns, then a cell a column."""

    label: str  # «Итого», «Всего»
    span: int
    cells: list[CellData]


class GroupData(TypedDict):
    """Rows under a heading of their own, with their sums; without a title the rows alone."""

    title: str
    rows: list[list[CellData]]
    sums: NotRequired[SumsData]


class TableData(TypedDict):
    columns: list[ColumnData]
    groups: list[GroupData]
    sums: NotRequired[SumsData]


class ApprovedWords(TypedDict):
    """What regulations, estimates, schedules and their like print; a kind leaves out the parts that it has not."""

    title: str
    heading: list[str]  # lines; the first stands alone: «Положение», «о Лузском школьном округе»
    facts: list[str]  # «Источник средств: …»
    sections: list[TextSectionData]
    table: NotRequired[TableData]
    landscape: bool
    void_word: str  # «УТРАТИЛО СИЛУ»
    author_label: str  # «Составитель», «Разработано»
    author: NotRequired[AuthorLine]


class ApprovedMarks(PaperMarks):
    stamps: list[StampData]  # at the left and the right, further ones in pairs below
    author_label: NotRequired[str]  # of changes, where it does not stand in the words
    joined: NotRequired[list[JoinedLine]]  # who has joined rules that bind only those
    # The text in the edition in force, in the place of the approved one.
    sections: NotRequired[list[TextSectionData]]


def approved_marks(paper: ApprovedPaper, words: ApprovedWords) -> ApprovedMarks:
    data = ApprovedMarks(stamps=printed_stamps(paper))
    if paper.phase in (Phase.DRAFT, Phase.WITH_SOMEBODY):
        data["status"] = "ПРОЕКТ"
    if isinstance(paper, Joinable) and (joined := paper.joined()):
        data["joined"] = joined
    if void := void_of(paper):
        data["void"] = void
    if paper.changed_by and paper.amendments:
        data["wording"], data["sections"] = paper.edition_words, _edition(paper)
    return data


def _edition(paper: ApprovedPaper) -> list[TextSectionData]:
    """The text as it reads with its changes."""
    return [
        TextSectionData(
            number=group.number,
            title=group.title,
            clauses=[
                ClauseData(number=part.number, text="" if part.ended else part.words["text"], note=part.note)
                for part in group.parts
            ],
        )
        for group in paper.frozen_groups()
    ]


@prints("approved", marks=approved_marks)
def approved_words(paper: ApprovedPaper) -> ApprovedWords:
    """The whole paper in the words of paper."""
    words = content_of(paper)
    table = _table(paper.form.table, words) if paper.form.table is not None and words["rows"] else None
    data = ApprovedWords(
        title=words["title"],
        heading=_heading(paper, words),
        facts=_facts(words),
        sections=[_section(section) for section in words.get("sections", [])],
        landscape=table is not None and len(table["columns"]) > WIDEST_UPRIGHT,
        void_word=paper.noun.ending("УТРАТИЛ", "УТРАТИЛА", "УТРАТИЛО", "УТРАТИЛИ") + " СИЛУ",
        author_label=DRAWN_UP.labels(paper.district_id)[1 if paper.form.money else 0],
    )
    if table is not None:
        data["table"] = table
    if words["author"]:
        data["author"] = author_line(words["author"])
    return data


def _heading(paper: ApprovedPaper, words: dict[str, Any]) -> list[str]:
    """The noun alone, what it is about, and the edition from the second one on."""
    lines = paper.noun.split(words["title"])
    return [*lines, f"(редакция {words['edition']})"] if words["edition"] > 1 else lines


def _facts(words: dict[str, Any]) -> list[str]:
    facts = []
    period = words.get("period")
    if period and period["start"] and period["end"]:
        first, last = (list_date(date.fromisoformat(period[end])) for end in ("start", "end"))
        facts.append(f"Период: с {first} по {last}")
    if words.get("money"):
        facts.append(f"Источник средств: {words['money']}")
    return facts


def _section(section: dict[str, Any]) -> TextSectionData:
    return TextSectionData(
        number=section["number"],
        title=section["title"],
        clauses=[ClauseData(number=clause["number"], text=clause["text"]) for clause in section["clauses"]],
    )


def _table(table: Table, words: dict[str, Any]) -> TableData:
    """The rows, numbered through, under what they are grouped by; that column is their heading then."""
    columns = [ROW_NUMBER, *(column for column in table.columns if column.key != table.grouped_by)]
    groups = table.groups(words["rows"])
    number = 0
    printed = []
    for title, rows in groups:
        lines = []
        for row in rows:
            number += 1
            lines.append([_cell(column, {**row, ROW_NUMBER.key: str(number)}) for column in columns])
        group = GroupData(title=title, rows=lines)
        # The sum of one row says nothing new, nor that of the only group.
        if title and len(rows) > 1 and len(groups) > 1:
            _add_sums(group, "Итого", columns, table.totals(rows))
        printed.append(group)
    printed_table = TableData(
        columns=[
            ColumnData(label=column.label, numeric=column.numeric, width=column.width) for column in columns
        ],
        groups=printed,
    )
    _add_sums(printed_table, "Всего", columns, words["totals"])
    return printed_table


def _cell(column: Column, row: Row) -> CellData:
    value = row.get(column.key, "")
    return CellData(text=spelt(value) if column.numeric and value else value, numeric=column.numeric)


def _add_sums(place: GroupData | TableData, label: str, columns: list[Column], sums: Row) -> None:
    """A line of sums, named over the columns before the first sum; none when nothing is summed."""
    span = next((count for count, column in enumerate(columns) if sums.get(column.key)), None)
    if span is not None:
        place["sums"] = SumsData(
            label=label, span=span, cells=[_cell(column, sums) for column in columns[span:]]
        )
