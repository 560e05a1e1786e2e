"""The registration card of an incoming paper."""

from typing import TypedDict

from governance.documents.approval.correspondence import TAKE_REPLY
from governance.documents.kinds.incoming.paper import Incoming
from governance.documents.language.phrases import list_date
from governance.documents.printing.citation import cited
from governance.documents.printing.data import PaperMarks
from governance.documents.printing.registry import prints


class IncomingMarks(PaperMarks):
    lines: list[tuple[str, str]]  # what stands on the card beside its first lines: «Резолюция», …


class IncomingWords(TypedDict):
    organization: str
    title: str
    facts: list[list[str]]  # of the paper as it came: what, and its words


def incoming_marks(paper: Incoming, words: IncomingWords) -> IncomingMarks:
    """Number and date, and what was decided and done since."""
    registered = list_date(paper.registered_on) if paper.registered_on else "____________"
    lines = [("Входящий № и дата", f"№ {paper.number or '______'} от {registered}")]
    replies_to = paper.links_out.filter(effect=TAKE_REPLY).select_related("target").first()
    if replies_to is not None:
        lines.append(("Ответ на", cited(replies_to.target)))
    if paper.resolution:
        due = f", срок: {list_date(paper.due)}" if paper.due else ""
        due += ", на контроле" if paper.on_control else ""
        lines.append(("Резолюция", paper.resolution))
        lines.append(("Исполнитель", f"{paper.executor_named}{due}"))
    if paper.result:
        lines.append(("Исполнение", paper.result))
    if paper.file:
        lines.append(("В дело №", paper.file))
    return IncomingMarks(
        title=f"Входящий документ № {paper.number}" if paper.number else paper.title,
        lines=lines,
    )


@prints("incoming", marks=incoming_marks)
def incoming_words(paper: Incoming) -> IncomingWords:
    """The registration card."""
    theirs = f"№ {paper.their_number}" if paper.their_number else "б/н"
    if paper.their_date:
        theirs = f"от {list_date(paper.their_date)} {theirs}"
    return IncomingWords(
        organization=paper.unit.name,
        title=paper.title,
        facts=[
            ["Корреспондент", paper.sender],
            ["Дата и номер документа", theirs],
            ["Краткое содержание", paper.title],
            ["Листов", str(paper.sheets)],
            ["Как поступил", WAYS[paper.way]],
        ],
    )


# On paper, so Russian whatever language the pages are read in.
WAYS = {
    "post": "по почте",
    "mail": "по электронной почте",
    "hand": "нарочным",
    "system": "через другую систему",
}
