"""The facts of a report: what accepted figures and the papers come to, read on one day and frozen with it."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from governance import clock
from governance.documents.kinds.monitoring.figures import Figures
from governance.documents.kinds.monitoring.indicators import Indicators
from governance.documents.law.indicators import Computation, Indicator, Measured
from governance.documents.law.indicators.disclosure import Withheld
from governance.documents.law.indicators.verdict import verdict
from governance.documents.record.attached import Version
from governance.documents.record.measures import MEASURES
from governance.documents.settings.monitoring import FEWEST_PEOPLE
from governance.roles.unit import Unit, UnitKind

Facts = dict[str, Any]
# Stands for a figure that a published report does not tell.
NOT_TOLD: Facts = {"value": "", "withheld": True}


def accepted_in(district: int, starts_on: date, ends_on: date) -> list[Figures]:
    """The accepted figures whose time lies in this one."""
    return list(
        Figures.objects.filter(
            district_id=district,
            state=Figures.State.ACCEPTED,
            starts_on__gte=starts_on,
            ends_on__lte=ends_on,
        )
        .select_related("unit")
        .order_by("pk")
    )


def sources_of(papers: list[Figures]) -> list[dict[str, str]]:
    """Which versions they are: by their codes, with the hashes."""
    versions = Version.objects.filter(document_id__in=[paper.pk for paper in papers])
    hashes = {(row.document_id, row.number): row.sha256 for row in versions.defer("content")}
    return [{"paper": paper.code, "version": hashes.get((paper.pk, paper.version), "")} for paper in papers]


def added_up(papers: list[Figures]) -> dict[str, dict[str, Decimal]]:
    """By the key of the unit, its inputs over all times in the year, added up."""
    given: dict[str, dict[str, Decimal]] = {}
    for paper in papers:
        of_unit = given.setdefault(str(paper.unit_id), {})
        for code, number in paper.numbers.items():
            of_unit[code] = of_unit.get(code, Decimal(0)) + number
    return given


def gathered(edition: Indicators, starts_on: date, ends_on: date, before: Mapping[str, Any] | None) -> Facts:
    """`before`: the facts of the report of the year before, if there is one."""
    district, today = edition.district_id, clock.today()
    papers = accepted_in(district, starts_on, ends_on)
    given = added_up(papers)
    schools = list(Unit.objects.filter(district_id=district, kind=UnitKind.SCHOOL).order_by("pk"))
    keys = [str(school.pk) for school in schools]
    until = min(ends_on, today)
    measured: dict[str, Measured] = {
        row.measure: MEASURES[row.measure].count(district, starts_on, until)
        for row in edition.sheet.indicators
        if row.measure in MEASURES
    }
    of_schools = {key: given.get(key, {}) for key in keys}
    computed = Computation(edition.sheet, of_schools, given, measured)
    fewest = FEWEST_PEOPLE.on(district)
    withheld = Withheld.of(edition.sheet, of_schools, fewest)
    earlier = {row["code"]: row for row in (before or {}).get("rows", [])}
    return {
        "read_on": today.isoformat(),
        "until": until.isoformat(),
        "sources": sources_of(papers),
        "schools": [
            {"key": key, "name": school.short_name or school.name}
            for key, school in zip(keys, schools, strict=True)
        ],
        "silent": [key for key in keys if key not in given],
        "fewest": fewest,
        "rows": [_row(row, computed, withheld, earlier.get(row.code)) for row in edition.sheet.indicators],
    }


def _row(
    row: Indicator, computed: Computation, withheld: Withheld, earlier: Mapping[str, Any] | None
) -> Facts:
    district = NOT_TOLD if withheld.district(row) else computed.of_district(row).to_json(row.places)
    silent = withheld.schools(row)
    then = earlier["district"]["value"] if earlier is not None else ""
    said = verdict(_number(district["value"]), _number(then), row.target, row.good)
    return {
        "code": row.code,
        "title": row.title,
        "direction": row.direction.value,
        "unit_of": row.unit_of.value,
        "good": row.good.value,
        "target": "" if row.target is None else f"{row.target:f}",
        "measure": row.measure,
        "district": district,
        "before": then,
        "schools": {
            key: NOT_TOLD if key in silent else computed.of_school(row, key).to_json(row.places)
            for key in (computed.schools if row.by_school else ())
        },
        "reached": said.reached,
        "trend": said.trend.value if said.trend else "",
        "change": f"{said.change:f}",
        "better": said.better,
    }


def _number(value: str) -> Decimal | None:
    return Decimal(value) if value else None
