"""Parts that several kinds of paper print: the moment of the text, the line of its author."""

import re
from datetime import date, datetime

from django.utils import timezone

from governance.documents.printing.data import AuthorLine
from governance.documents.record.document import Document
from governance.documents.settings.forms.signing import DRAWN_UP

# «заместитель директора СОШ г. Лузы Винокурова Светлана Андреевна», «… СОШ № 2 Козлов Д.О.»: position and name.
AUTHOR = re.compile(
    r"(.*\S)\s+([А-ЯЁ][\w-]+\s+(?:[А-ЯЁ]\. ?[А-ЯЁ]\.|[А-ЯЁ][\w-]+\s+[А-ЯЁ][\w-]+(?:ич|на|оглы|кызы)))", re.S
)


def moment_of_text(paper: Document) -> str:
    """When the text was frozen, or else when the paper was begun: the same text always gives the same moment."""
    version = paper.present_version
    return timezone.localtime(version.created_at if version else paper.created_at).isoformat()


def day_of_text(paper: Document) -> date:
    """The day of `moment_of_text`: the forms of that day word what stands beside the text."""
    return datetime.fromisoformat(moment_of_text(paper)).date()


def drawn_up(paper: Document) -> str:
    """«Разработано», before the line of the author."""
    return DRAWN_UP.labels(paper.district_id, day_of_text(paper))[0]


def author_line(text: str) -> AuthorLine:
    """Position and name out of one text; a text without a name is all position."""
    match = AUTHOR.fullmatch(text)
    return AuthorLine(position=match[1], name=match[2]) if match else AuthorLine(position=text, name="")
