"""How a list calls a paper: what tells it from its like comes first, what it is stands below."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from governance.documents.record.document import Document
from governance.documents.record.kinds import KINDS
from governance.roles.names import full

# Titles of many papers that differ in their last words: «Опросный лист: СОШ г. Лузы», «Договор … со школой «…»».
COMMON_HEADS = (
    re.compile(r"(?P<what>[^:«»]{3,70}): (?P<first>.+)"),
    re.compile(r"(?P<what>[^:«»]{3,70}) со школой «(?P<first>.+)»"),
)


class Headline(NamedTuple):
    first: str
    # «Опросный лист», «Договор о сотрудничестве»; the kind where the title does not say it.
    what: str


def headline(paper: Document, about: str = "") -> Headline:
    """Of papers with personal data, which all have the same title, the number; or `about`, the person in question."""
    if about:
        return Headline(about, paper.title)
    if paper.model.confidential is not None and paper.number:
        return Headline(f"{paper.model.kind_label} № {paper.number}", paper.title)
    for head in COMMON_HEADS:
        if (found := head.fullmatch(paper.title)) is not None:
            return Headline(_capital(found["first"]), found["what"])
    return Headline(_capital(paper.title), str(paper.model.kind_label))


def people_in_question(papers: Iterable[Document]) -> dict[int, str]:
    """Whom papers are about whose titles do not say it, by their ids; one query for all kinds of them."""
    by_kind: dict[str, set[int]] = {}
    for paper in papers:
        if paper.model.about_person:
            by_kind.setdefault(paper.kind, set()).add(paper.pk)
    rows = []
    for kind, keys in by_kind.items():
        model = KINDS[kind]
        path = model.about_person
        names = (f"{path}__{part}" for part in ("surname", "given", "patronymic"))
        rows.append(model._default_manager.filter(pk__in=keys).order_by().values_list("pk", *names))
    if not rows:
        return {}
    found = rows[0].union(*rows[1:], all=True) if rows[1:] else rows[0]
    return {pk: full(surname, given, patronymic) for pk, surname, given, patronymic in found}


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
