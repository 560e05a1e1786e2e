"""The report of a year as it prints and shows: tables by direction, pictures by school, findings, how it is counted."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, TypedDict

from governance.documents.approval.stamps import printed_stamps
from governance.documents.kinds.monitoring.findings import with_numbers
from governance.documents.kinds.monitoring.report import MonitoringReport
from governance.documents.kinds.monitoring.words import DIRECTIONS, NO_DATA, figure, target
from governance.documents.language.phrases import list_date
from governance.documents.law.indicators import Direction, UnitOf
from governance.documents.printing.citation import cited
from governance.documents.printing.data import FactLine, PaperMarks, StampData
from governance.documents.printing.registry import prints
from governance.documents.record.measures import MEASURES
from governance.documents.settings.forms.monitoring import WITHHELD_FIGURES

STATUSES = dict.fromkeys((MonitoringReport.State.DRAFT, MonitoringReport.State.REVIEW), "ПРОЕКТ")
REACHED = {True: "достигнута", False: "не достигнута"}
WHOLE = 100


class BarLine(TypedDict):
    """One bar of a picture: `drawn` of a hundred, `kind`: school, district, before or target."""

    label: str
    drawn: int
    shown: str
    kind: str


class ResultLine(TypedDict):
    code: str
    title: str
    value: str
    before: str
    target: str  # «не менее 80 %: достигнута»


class PictureData(TypedDict):
    title: str
    bars: list[BarLine]


class ResultsData(TypedDict):
    heading: str
    rows: list[ResultLine]
    pictures: list[PictureData]


class ReportWords(TypedDict):
    title: str
    heading: list[str]
    facts: list[FactLine]
    parts: list[ResultsData]
    findings: list[str]
    counted: list[str]


class ReportMarks(PaperMarks):
    stamps: list[StampData]


def report_marks(report: MonitoringReport, words: ReportWords) -> ReportMarks:
    data = ReportMarks(stamps=printed_stamps(report))
    if report.repealed_by is not None:
        data["void"] = cited(report.repealed_by)
    return data


@prints("monitoring_report", marks=report_marks, statuses=STATUSES)
def report_words(report: MonitoringReport) -> ReportWords:
    said = report.facts
    names = {school["key"]: school["name"] for school in said["schools"]}
    targets = {row.code: target(row) for row in report.edition.sheet.indicators}
    return ReportWords(
        title=report.title,
        heading=["Отчёт", report.title_in("nominative").partition(" ")[2]],
        facts=_facts(report, names),
        parts=[
            ResultsData(
                heading=DIRECTIONS[direction],
                rows=[_result(row, targets) for row in rows],
                pictures=[_picture(row, names, targets) for row in rows if row["schools"]],
            )
            for direction in Direction
            if (rows := [row for row in said["rows"] if row["direction"] == direction])
        ],
        findings=[entry["text"] for entry in report.findings],
        counted=_counted(said, report.district_id),
    )


def _facts(report: MonitoringReport, names: Mapping[str, str]) -> list[FactLine]:
    said = report.facts
    facts = [
        FactLine(label="Период", text=f"{list_date(report.starts_on)} – {list_date(report.ends_on)}"),
        FactLine(label="Показатели", text=cited(report.edition)),
        FactLine(label="Данные прочитаны", text=list_date(date.fromisoformat(said["read_on"]))),
    ]
    if silent := [names[key] for key in said["silent"]]:
        facts.append(FactLine(label="Не передали показатели", text=", ".join(silent)))
    return facts


def _result(row: Mapping[str, Any], targets: Mapping[str, str]) -> ResultLine:
    unit_of = UnitOf(row["unit_of"])
    aim = [targets.get(row["code"], ""), REACHED.get(row["reached"], "")]
    return ResultLine(
        code=row["code"],
        title=row["title"],
        value=with_numbers(row["district"], unit_of),
        before=figure(row["before"], unit_of),
        target=": ".join(filter(None, aim)) or "—",
    )


def _picture(row: Mapping[str, Any], names: Mapping[str, str], targets: Mapping[str, str]) -> PictureData:
    unit_of = UnitOf(row["unit_of"])
    bars = [
        *(
            (names[key], found["value"], with_numbers(found, unit_of), "school")
            for key, found in row["schools"].items()
        ),
        ("Округ", row["district"]["value"], with_numbers(row["district"], unit_of), "district"),
        ("Год назад", row["before"], figure(row["before"], unit_of), "before"),
    ]
    if row["target"]:
        bars.append(("Цель", row["target"], targets.get(row["code"], ""), "target"))
    most = _most(value for _label, value, _shown, _kind in bars)
    return PictureData(
        title=f"{row['code']}. {row['title']}",
        bars=[
            BarLine(label=label, drawn=_drawn(value, most), shown=shown, kind=kind)
            for label, value, shown, kind in bars
        ],
    )


def _most(values: Iterable[str]) -> Decimal:
    """The longest bar; 1 where nothing is longer than nothing."""
    return max((Decimal(value) for value in values if value), default=Decimal(0)) or Decimal(1)


def _drawn(value: str, most: Decimal) -> int:
    return max(0, int(Decimal(value) * WHOLE / most)) if value else 0


def _counted(said: Mapping[str, Any], district: int) -> list[str]:
    """How what the papers tell was counted, and until which day; why a figure is not told."""
    until = list_date(date.fromisoformat(said["until"]))
    counted = [
        f"{row['code']}. {MEASURES[row['measure']].counted} На {until}"
        + (f": {NO_DATA}." if not row["district"]["value"] else ".")
        for row in said["rows"]
        if row["measure"] in MEASURES
    ]
    figures = [found for row in said["rows"] for found in (row["district"], *row["schools"].values())]
    if any(found.get("withheld") for found in figures):
        counted.append(WITHHELD_FIGURES.filled(district, число=str(said["fewest"])))
    return counted
