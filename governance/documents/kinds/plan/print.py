"""The plan as it prints: stamps, title, composition, aims, functions, the table, the author.

Source: docs/domain.md, "Approved papers".
"""

import re
from collections.abc import Iterable
from typing import NotRequired, TypedDict

from governance.documents.approval.amendments import Part
from governance.documents.approval.stamps import printed_stamps
from governance.documents.kinds.plan.amended import PlanAmended
from governance.documents.kinds.plan.section import PlanRow, PlanSection
from governance.documents.kinds.plan.submission import PlanCourse
from governance.documents.printing.citation import cited
from governance.documents.printing.data import AuthorLine, PaperMarks, StampData
from governance.documents.printing.parts import author_line, drawn_up
from governance.documents.printing.registry import prints
from governance.documents.record.kind_settings import Phase
from governance.documents.settings.forms.beginnings import PLAN_HEADINGS

# «План» alone, what it is of, and «на 2011/2012 учебный год»: the three lines of the title.
TITLE = re.compile(r"(план)\s+(.*?)(?:\s+(на (?:\d{4}|период)\b.*))?", re.I | re.S)


class PlanPartData(TypedDict):
    """A heading with its list, before the table of a plan: composition, aims, functions."""

    heading: str
    items: list[str]
    numbered: NotRequired[bool]


class PlanRowData(TypedDict):
    """A row; `note`: by which changes it reads so, «в редакции изменений № 1, приказ …». Taken out: the note alone."""

    number: str
    activity: str
    note: NotRequired[str]
    term: str
    executors: str
    place: NotRequired[str]


class PlanSectionData(TypedDict):
    title: str
    rows: list[PlanRowData]


class PlanWords(TypedDict):
    title: str
    heading: list[str]  # lines; the first stands alone: «План», «работы Лузского школьного округа», …
    parts: list[PlanPartData]
    sections: list[PlanSectionData]
    author: NotRequired[AuthorLine]
    placed: NotRequired[bool]  # whether any row says where it takes place


class PlanMarks(PaperMarks):
    stamps: list[StampData]  # at the left, at the right
    author_label: str  # «Разработано»
    # The table in the edition in force, in the place of the approved one.
    sections: NotRequired[list[PlanSectionData]]
    placed: NotRequired[bool]


def plan_marks(plan: PlanAmended, words: PlanWords) -> PlanMarks:
    data = PlanMarks(stamps=printed_stamps(plan), author_label=drawn_up(plan))
    if plan.amendments:
        data["wording"], data["sections"] = plan.edition_words, _edition(plan)
        data["placed"] = _is_placed(data["sections"])
    if plan.phase in (Phase.DRAFT, Phase.WITH_SOMEBODY):
        data["status"] = "ПРОЕКТ"
    if plan.repealed_by is not None:
        data["void"] = cited(plan.repealed_by)
    return data


@prints("plan", marks=plan_marks)
def plan_words(plan: PlanCourse) -> PlanWords:
    """The whole plan in the words of paper; two queries."""
    words = PlanWords(
        title=plan.title,
        heading=_heading(plan.title),
        parts=_parts(plan),
        sections=[_section(section) for section in plan.table()],
    )
    if _is_placed(words["sections"]):
        words["placed"] = True
    if plan.author_text:
        words["author"] = author_line(plan.author_text)
    return words


def _is_placed(sections: list[PlanSectionData]) -> bool:
    return any("place" in row for section in sections for row in section["rows"])


def _edition(plan: PlanAmended) -> list[PlanSectionData]:
    """The table as it reads with its changes."""
    return [
        PlanSectionData(title=group.title, rows=[_part(part) for part in group.parts])
        for group in plan.frozen_groups()
    ]


def _part(part: Part) -> PlanRowData:
    words = dict.fromkeys(part.words, "") if part.ended else part.words
    row = PlanRowData(
        number=_number(part.number),
        activity=words["text"],
        term=words["term"],
        executors=words["executors"],
    )
    if words["place"]:
        row["place"] = words["place"]
    if part.note:
        row["note"] = part.note
    return row


def _number(number: str) -> str:
    return f"{number}." if number[-1:].isdigit() else number


def _heading(title: str) -> list[str]:
    lines = TITLE.fullmatch(title)
    return [line for line in lines.groups() if line] if lines else [title]


def _parts(plan: PlanCourse) -> list[PlanPartData]:
    district = plan.unit.form("genitive")
    short = "".join(word[0].upper() for word in district.split())
    words = " ".join([*plan.aims, *plan.functions, *plan.members])
    said = {"учреждения": district, "сокращённо": short if short in words else ""}
    composition, aims, functions = PLAN_HEADINGS.passage(plan.district_id, said)
    return [
        PlanPartData(heading=composition, items=plan.members, numbered=True),
        PlanPartData(heading=aims, items=_enumerated(plan.aims)),
        PlanPartData(heading=functions, items=_enumerated(plan.functions)),
    ]


def _enumerated(items: list[str]) -> list[str]:
    """The lines of a list as one sentence: a semicolon after each, a full stop at the end («и др.» has its own)."""
    return [f"{item};" for item in items[:-1]] + [f"{item.removesuffix('.')}." for item in items[-1:]]


def _section(section: PlanSection) -> PlanSectionData:
    return PlanSectionData(title=section.title, rows=_rows(section.rows.all()))


def _rows(rows: Iterable[PlanRow]) -> list[PlanRowData]:
    printed = []
    for row in rows:
        words = PlanRowData(
            number=_number(row.number),
            activity=row.text,
            term=row.term_text,
            executors=row.executors_text,
        )
        if row.place:
            words["place"] = row.place
        printed.append(words)
    return printed
