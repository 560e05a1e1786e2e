"""The figures of a school as they print: each input with its number, the year before and its note."""

from decimal import Decimal
from typing import TypedDict

from governance.documents.kinds.monitoring.collection import period_words
from governance.documents.kinds.monitoring.figures import Figures
from governance.documents.kinds.monitoring.words import number
from governance.documents.language.phrases import list_date
from governance.documents.law.indicators import Input, InputKind
from governance.documents.printing.citation import cited
from governance.documents.printing.data import FactLine
from governance.documents.printing.registry import prints

STATUSES = {Figures.State.DRAFT: "ЗАПОЛНЯЕТСЯ", Figures.State.CANCELLED: "НЕ ЗАПРАШИВАЕТСЯ"}


class FigureLine(TypedDict):
    title: str
    value: str
    before: str
    note: str


class FiguresWords(TypedDict):
    title: str
    heading: list[str]
    facts: list[FactLine]
    rows: list[FigureLine]


@prints("figures", statuses=STATUSES)
def figures_words(figures: Figures) -> FiguresWords:
    return FiguresWords(
        title=figures.title,
        heading=[
            "Показатели",
            f"мониторинга {period_words(figures.span, figures.starts_on, figures.ends_on)}",
        ],
        facts=[
            FactLine(label="Кто передаёт", text=figures.unit.name),
            FactLine(label="Период", text=f"{list_date(figures.starts_on)} – {list_date(figures.ends_on)}"),
            FactLine(label="Срок", text=f"до {list_date(figures.due)}"),
            FactLine(label="Основание", text=cited(figures.edition)),
        ],
        rows=[
            FigureLine(
                title=row.title,
                value=_shown(row, figures.numbers.get(row.code)),
                before=_shown(row, figures.before.get(row.code)),
                note=figures.notes.get(row.code, ""),
            )
            for row in figures.asked
        ],
    )


def _shown(row: Input, value: Decimal | None) -> str:
    if value is None:
        return "—"
    if row.kind == InputKind.YES_NO:
        return "да" if value else "нет"
    return number(value)
