"""Text in sections and clauses, as in contracts and regulations: stored as data, numbered when it is read.

A text is a list of sections `{"id", "title", "clauses": [{"id", "text"}]}`. A section and a clause keep their
ids when they are moved or reworded, so an objection, a comparison and an amendment can name the clause; the numbers
(«2.3») follow from the order. A blank is written in braces: `{школа}`.
"""

import re
import secrets
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from governance.documents.errors import NotLegal

Section = dict[str, Any]

MAX_SECTIONS = 100
MAX_CLAUSES = 500
MAX_TITLE = 300
MAX_CLAUSE = 10_000
MAX_TEXT = 250_000

ID = re.compile(r"[0-9a-f]{8}")
BLANK = re.compile(r"\{([^{}\n]{1,60})\}")
# A blank with the full stop that may follow it.
FILLED = re.compile(BLANK.pattern + r"(\.?)")
# «3. Обязанности», «3 Обязанности», «III. …» begin a section, «3 учителя …» does not; «3.2.», «3.2 …» a clause. The
# numbers themselves are dropped.
SECTION_LINE = re.compile(r"\s*(?:\d{1,3}|[IVX]{1,5})(?:\.\s+(?=\S)|\s+(?=[А-ЯЁA-Z«]))")
CLAUSE_LINE = re.compile(r"\s*\d{1,3}\.\d{1,3}\.?\s+(?=\S)")


def read_sections(raw: Any) -> list[Section]:
    """Check and tidy a text as typed: empty clauses and sections are dropped, those without an id get one.

    Raises NotLegal when it has another shape, or when a part of it is too long.
    """
    try:
        sections: list[Section] = [
            {
                "id": str(section.get("id") or ""),
                "title": " ".join(str(section.get("title") or "").split()),
                "clauses": [
                    {"id": str(clause.get("id") or ""), "text": str(clause.get("text") or "").strip()}
                    for clause in section.get("clauses") or ()
                ],
            }
            for section in raw
        ]
    except (AttributeError, TypeError) as error:
        raise NotLegal(_("The text has to come in sections with clauses.")) from error
    for section in sections:
        section["clauses"] = [clause for clause in section["clauses"] if clause["text"]]
    sections = [section for section in sections if section["title"] or section["clauses"]]
    _check_lengths(sections)
    _give_ids(sections)
    return sections


def parse_text(text: str) -> list[Section]:
    """Divide a typed or pasted text: «1. Предмет договора» begins a section, «1.1. …» a clause.

    Every other line is a clause; before the first heading it stands in a section without a title. Raises NotLegal
    when a part is too long.
    """
    sections: list[Section] = []
    for line in text.splitlines():
        if not line.strip():
            continue
        clause = CLAUSE_LINE.match(line)
        heading = None if clause else SECTION_LINE.match(line)
        if heading and len(line) <= MAX_TITLE:
            sections.append({"title": line[heading.end() :], "clauses": []})
            continue
        if not sections:
            sections.append({"title": "", "clauses": []})
        sections[-1]["clauses"].append({"text": line[clause.end() :] if clause else line})
    return read_sections(sections)


def numbered(sections: Iterable[Section]) -> list[Section]:
    """The text with its numbers, as versions, pages and prints show it.

    Sections get `number` «2», clauses `number` «2.3».
    """
    return [
        {
            "id": section["id"],
            "number": str(place),
            "title": section["title"],
            "clauses": [
                {"id": clause["id"], "number": f"{place}.{count}", "text": clause["text"]}
                for count, clause in enumerate(section["clauses"], start=1)
            ],
        }
        for place, section in enumerate(sections, start=1)
    ]


def clauses_of(sections: Iterable[Section]) -> Iterator[dict[str, Any]]:
    """All clauses in their order."""
    return (clause for section in sections for clause in section["clauses"])


def clause_by_id(sections: Iterable[Section], key: str) -> dict[str, Any]:
    """The clause with the id `key`. Raises NotLegal when the text has no such clause (any more)."""
    for clause in clauses_of(sections):
        if clause["id"] == key:
            return clause
    raise NotLegal(_("There is no such clause in the text any more: open the page again."))


def blanks_in(sections: Iterable[Section]) -> list[str]:
    """The names of the blanks in a text, each once, in the order in which they come."""
    return list(
        dict.fromkeys(name for clause in clauses_of(sections) for name in BLANK.findall(clause["text"]))
    )


def filled(sections: Iterable[Section], values: Mapping[str, str]) -> list[Section]:
    """The text with its blanks filled by name; a blank without a value stays as it is."""

    def fill(blank: re.Match[str]) -> str:
        value = values.get(blank[1])
        if not value:
            return blank[0]
        # A value like «… 2012 г.» brings its own full stop.
        return value if value.endswith(".") else value + blank[2]

    return [
        {
            **section,
            "clauses": [
                {**clause, "text": FILLED.sub(fill, clause["text"])} for clause in section["clauses"]
            ],
        }
        for section in sections
    ]


def _check_lengths(sections: list[Section]) -> None:
    clauses = list(clauses_of(sections))
    if len(sections) > MAX_SECTIONS or len(clauses) > MAX_CLAUSES:
        raise NotLegal(
            _("The text is too long: at most %(sections)d sections and %(clauses)d clauses fit.")
            % {"sections": MAX_SECTIONS, "clauses": MAX_CLAUSES}
        )
    for section in sections:
        if len(section["title"]) > MAX_TITLE:
            raise NotLegal(
                _("The heading «%(title)s…» is too long: at most %(longest)d signs fit.")
                % {"title": section["title"][:40], "longest": MAX_TITLE}
            )
    for clause in clauses:
        if len(clause["text"]) > MAX_CLAUSE:
            raise NotLegal(
                _("The clause «%(text)s…» is too long: at most %(longest)d signs fit. Divide it.")
                % {"text": clause["text"][:40], "longest": MAX_CLAUSE}
            )
    if sum(len(clause["text"]) for clause in clauses) > MAX_TEXT:
        raise NotLegal(_("The text is too long to print: shorten it or move parts into annexes."))


def _give_ids(sections: list[Section]) -> None:
    """Random ids: an id never comes twice, not even after its clause is gone, because old versions are compared too."""
    taken: set[str] = set()
    for item in [*sections, *clauses_of(sections)]:
        if not ID.fullmatch(item["id"]) or item["id"] in taken:
            item["id"] = secrets.token_hex(4)
        taken.add(item["id"])
