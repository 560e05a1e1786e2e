"""The list of indicators as it prints: a table for each direction, and what is asked of whom."""

from typing import TypedDict

from governance.documents.approval.stamps import printed_stamps
from governance.documents.kinds.monitoring.indicators import Indicators
from governance.documents.kinds.monitoring.words import (
    BETTER,
    BY_WHOM,
    DIRECTIONS,
    SPANS,
    UNITS,
    WHOLES,
    target,
)
from governance.documents.law.indicators import Direction, Indicator, IndicatorSheet, Input, Whole
from governance.documents.printing.citation import cited
from governance.documents.printing.data import PaperMarks, StampData
from governance.documents.printing.registry import prints
from governance.documents.record.measures import MEASURES
from governance.documents.settings.forms.monitoring import INDICATOR_RULES
from governance.roles.unit import Unit


class IndicatorLine(TypedDict):
    code: str
    title: str
    unit: str
    better: str
    target: str
    span: str
    how: str
    giver: str


class DirectionData(TypedDict):
    heading: str
    rows: list[IndicatorLine]


class InputLine(TypedDict):
    code: str
    title: str
    part_of: str
    giver: str


class IndicatorsWords(TypedDict):
    title: str
    heading: list[str]
    parts: list[DirectionData]
    inputs: list[InputLine]
    rules: list[str]


class IndicatorsMarks(PaperMarks):
    stamps: list[StampData]


STATUSES = dict.fromkeys((Indicators.State.DRAFT, Indicators.State.REVIEW), "ПРОЕКТ")


def indicators_marks(paper: Indicators, words: IndicatorsWords) -> IndicatorsMarks:
    data = IndicatorsMarks(stamps=printed_stamps(paper))
    if paper.repealed_by is not None:
        data["void"] = cited(paper.repealed_by)
    return data


@prints("indicators", marks=indicators_marks, statuses=STATUSES)
def indicators_words(paper: Indicators) -> IndicatorsWords:
    names = names_of_units(paper.sheet)
    return IndicatorsWords(
        title=paper.title,
        heading=["Перечень", paper.title_in("nominative").partition(" ")[2]],
        parts=[
            DirectionData(
                heading=DIRECTIONS[direction],
                rows=[_line(row, names) for row in paper.sheet.indicators if row.direction == direction],
            )
            for direction in Direction
        ],
        inputs=[_input(row, paper.sheet, names) for row in paper.sheet.inputs],
        rules=INDICATOR_RULES.lines(paper.district_id),
    )


def names_of_units(sheet: IndicatorSheet) -> dict[str, str]:
    """By their keys, the names of the units that give something of their own."""
    asked = Unit.objects.filter(pk__in=[int(key) for key in sheet.units_asked()])
    return {str(unit.pk): unit.short_name or unit.name for unit in asked}


def by_whom(row: Indicator, names: dict[str, str]) -> str:
    return BY_WHOM.get(row.giver) or names.get(row.unit, "")


def _line(row: Indicator, names: dict[str, str]) -> IndicatorLine:
    return IndicatorLine(
        code=row.code,
        title=row.title,
        unit=UNITS[row.unit_of],
        better=BETTER[row.good],
        target=target(row) or "—",
        span=SPANS[row.span],
        how=how_counted(row),
        giver=by_whom(row, names),
    )


def how_counted(row: Indicator) -> str:
    """«профиль / старшие × 100; округ: сумма числителей к сумме знаменателей»; of a measure its own sentence."""
    if row.measure:
        return MEASURES[row.measure].counted
    formula = row.formula.replace("*", "×")
    district = WHOLES[row.whole] + (f" «{row.weight}»" if row.whole == Whole.MEAN else "")
    source = f" Источник: {row.source.rstrip('.')}." if row.source else ""
    return f"{formula}; округ: {district}.{source}"


def _input(row: Input, sheet: IndicatorSheet, names: dict[str, str]) -> InputLine:
    givers = sheet.givers_of(row.code)
    whole = sheet.input_by_code.get(row.part_of)
    return InputLine(
        code=row.code,
        title=row.title,
        part_of=f"часть от «{whole.code}»" if whole else "",
        giver=by_whom(givers[0], names) if givers else "не запрашивается",
    )
