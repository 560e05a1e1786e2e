"""A paper on changes as it prints: stamps, title, what it changes, a clause for each change, who worked them out."""

from typing import Any, NotRequired, TypedDict

from governance.documents.approval.stamps import printed_stamps, void_of
from governance.documents.kinds.approved.changes import PaperChanges
from governance.documents.kinds.approved.print import ApprovedMarks
from governance.documents.printing.data import AuthorLine
from governance.documents.printing.parts import author_line, drawn_up
from governance.documents.printing.registry import prints
from governance.documents.record.kind_settings import Phase
from governance.documents.record.version_text import content_of


class ChangedRowData(TypedDict):
    """The new words of a row, as the table of the plan has them."""

    number: str
    activity: str
    term: str
    executors: str
    place: NotRequired[str]


class ChangedRowsData(TypedDict):
    """A table of one row, without the heading of a section."""

    title: str
    rows: list[ChangedRowData]


class ChangeClauseData(TypedDict):
    number: str
    text: str
    rows: NotRequired[list[ChangedRowsData]]
    placed: NotRequired[bool]  # whether the row says where it takes place


class ChangesWords(TypedDict):
    title: str
    # «Изменения № 1,», «которые вносятся в план работы …», «(приказ от 14.09.2011 № 1-ОД)»
    heading: list[str]
    clauses: list[ChangeClauseData]
    author: NotRequired[AuthorLine]


def changes_marks(paper: PaperChanges, words: ChangesWords) -> ApprovedMarks:
    data = ApprovedMarks(stamps=printed_stamps(paper), author_label=drawn_up(paper))
    if paper.phase in (Phase.DRAFT, Phase.WITH_SOMEBODY):
        data["status"] = "ПРОЕКТ"
    if void := void_of(paper):
        data["void"] = void
    return data


@prints("changes", marks=changes_marks)
def changes_words(paper: PaperChanges) -> ChangesWords:
    content = content_of(paper)
    first, _comma, rest = content["title"].partition(",")
    number = f" № {content['edition']}" if content["edition"] else ""
    words = ChangesWords(
        title=content["title"],
        heading=[f"{first}{number},", rest.strip(), f"({content['ground']})"],
        clauses=[_clause(clause) for clause in content["clauses"]],
    )
    if content["author"]:
        words["author"] = author_line(content["author"])
    return words


def _clause(clause: dict[str, Any]) -> ChangeClauseData:
    data = ChangeClauseData(number=clause["number"], text=clause["text"])
    if row := clause.get("row"):
        new = ChangedRowData(
            number=row["number"], activity=row["text"], term=row["term"], executors=row["executors"]
        )
        if row["place"]:
            new["place"], data["placed"] = row["place"], True
        data["rows"] = [ChangedRowsData(title="", rows=[new])]
    return data
