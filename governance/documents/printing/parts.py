"""Parts that several kinds of paper print alike: the moment of the text, the line of who worked it out."""

import re

from django.utils import timezone

from governance.documents.printing.data import AuthorLine
from governance.documents.record.document import Document

# «заместитель директора СОШ г. Лузы Винокурова Светлана Андреевна», «… СОШ №2 Козлов Д.О.»: position and name.
AUTHOR = re.compile(
    r"(.*\S)\s+([А-ЯЁ][\w-]+\s+(?:[А-ЯЁ]\. ?[А-ЯЁ]\.|[А-ЯЁ][\w-]+\s+[А-ЯЁ][\w-]+(?:ич|на|оглы|кызы)))", re.S
)


def moment_of_text(paper: Document) -> str:
    """When the text was frozen; of a text that never was, when the paper was begun. The same data, the same bytes."""
    version = paper.present_version
    return timezone.localtime(version.created_at if version else paper.created_at).isoformat()


def author_line(text: str) -> AuthorLine:
    """Position and name, where the text has both."""
    found = AUTHOR.fullmatch(text)
    return AuthorLine(position=found[1], name=found[2]) if found else AuthorLine(position=text, name="")
