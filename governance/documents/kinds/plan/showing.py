"""What was read from a file with a plan, as plain data, before anything is taken into the register."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from governance.documents.kinds.plan.draft import Doubt, PlanDraft, RowDraft

# Which field a doubt is about, by its code; those about a whole line have none.
FIELDS = {
    "title": "title",
    "period": "period",
    "number": "number",
    "no_text": "activity",
    "joined": "activity",
    "term": "term",
    "no_term": "term",
    "executor": "executors",
    "no_executor": "executors",
}


def as_read(plan: PlanDraft) -> dict[str, Any]:
    """Title, period, sections with their rows, doubts. Dates in ISO form, None where they were not understood.

    A doubt names its section and row by their places, from 1; None where it is about neither.
    """
    return {
        "title": plan.title or None,
        "period": [_iso(plan.period_start), _iso(plan.period_end)],
        "sections": [
            {"title": section.title, "rows": [_row(row) for row in section.rows]} for section in plan.sections
        ],
        "doubts": list(_doubts(plan)),
    }


def _row(row: RowDraft) -> dict[str, Any]:
    return {
        "number": row.number or None,
        "activity": row.text,
        "term": row.term_text or None,
        "from": _iso(row.term.start) if row.term else None,
        "until": _iso(row.term.end) if row.term else None,
        "executors": row.executors,
        "place": row.place or None,
    }


def _doubts(plan: PlanDraft) -> Iterator[dict[str, Any]]:
    of_rows = {doubt for section in plan.sections for row in section.rows for doubt in row.doubts}
    titles = [section.title for section in plan.sections]
    yield from _lines((doubt for doubt in plan.doubts if doubt not in of_rows), titles)
    for place, section in enumerate(plan.sections, start=1):
        for number, row in enumerate(section.rows, start=1):
            for doubt in row.doubts:
                yield _doubt(doubt, place, number)


def _lines(doubts: Iterable[Doubt], titles: list[str]) -> Iterator[dict[str, Any]]:
    for doubt in doubts:
        known = doubt.place in titles
        yield _doubt(doubt, titles.index(doubt.place) + 1 if known else None, None)


def _doubt(doubt: Doubt, section: int | None, row: int | None) -> dict[str, Any]:
    return {"section": section, "row": row, "field": FIELDS.get(doubt.code), "sentence": doubt.text}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
