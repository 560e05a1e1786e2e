"""The findings that a report proposes: a sentence for each indicator, by the forms of the district, from its facts."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from governance.documents.kinds.monitoring.words import NOT_DISCLOSED, figure, number, of_bound
from governance.documents.law.indicators import Good, UnitOf
from governance.documents.settings.forms.monitoring import (
    FINDING,
    FINDING_MISSED,
    FINDING_NO_DATA,
    FINDING_REACHED,
)

TRENDS = {"grew": "больше", "fell": "меньше"}


def proposed(facts: Mapping[str, Any], district: int) -> list[dict[str, str]]:
    """One for each indicator that is told, in the order of the list."""
    names = {school["key"]: school["name"] for school in facts["schools"]}
    told = (row for row in facts["rows"] if not row["district"].get("withheld"))
    return [{"code": row["code"], "text": finding(row, names, district)} for row in told]


def finding(row: Mapping[str, Any], names: Mapping[str, str], district: int) -> str:
    unit_of = UnitOf(row["unit_of"])
    lacking = row["district"].get("without", ())
    # Where nobody has given it, nobody is named.
    without = ", ".join(names.get(key, key) for key in lacking) if len(lacking) < len(names) else ""
    said = {"показатель": row["title"], "без кого": without}
    if not row["district"]["value"]:
        return FINDING_NO_DATA.filled(district, **said)
    said |= {"значение": with_numbers(row["district"], unit_of), "изменение": change(row, unit_of)}
    if row["reached"] is None:
        return FINDING.filled(district, **said)
    aim = Decimal(row["target"])
    bound = "не более" if row["good"] == Good.DOWN else "не менее"
    said["цель"] = f"{bound} {of_bound(aim, unit_of)}" if unit_of != UnitOf.YES_NO else figure(aim, unit_of)
    form = FINDING_REACHED if row["reached"] else FINDING_MISSED
    return form.filled(district, **said)


def with_numbers(found: Mapping[str, Any], unit_of: UnitOf) -> str:
    """«87,5 % (35 из 40)»: numbers stand beside percents."""
    if found.get("withheld"):
        return NOT_DISCLOSED
    words = figure(found["value"], unit_of)
    if unit_of == UnitOf.PERCENT and found["value"] and found.get("whole"):
        part, whole = (number(Decimal(found[name])) for name in ("part", "whole"))
        return f"{words} ({part} из {whole})"
    return words


def change(row: Mapping[str, Any], unit_of: UnitOf) -> str:
    """«на 2,5 больше, чем год назад (85 %)»; empty without a year before."""
    if not row["trend"]:
        return ""
    then = figure(row["before"], unit_of)
    if row["trend"] not in TRENDS:
        return f"как и год назад ({then})"
    if unit_of == UnitOf.YES_NO:
        return f"год назад — {then}"
    return f"на {number(Decimal(row['change']))} {TRENDS[row['trend']]}, чем год назад ({then})"
