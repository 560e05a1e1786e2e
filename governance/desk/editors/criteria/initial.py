"""A stored sheet as fields of the editor, under the names under which a page sends them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from governance.documents.law.criteria import CriteriaSheet, Criterion, Kind
from governance.documents.law.criteria.description import Circumstance, number
from governance.documents.law.criteria.sheet import SUBMITTED

from .numbers import steps_text

# A sheet as it is stored: what CriteriaSheet reads and writes.
SheetJson = Mapping[str, Any]


def fields_of(standing: SheetJson, circumstances: Sequence[Circumstance]) -> dict[str, str]:
    """The fields of a sheet with its circumstances; none for {}, a sheet that is not begun."""
    fields = _circumstances(circumstances, standing)
    if not standing:
        return fields
    sheet = CriteriaSheet.from_json(standing)
    limits = {code: place for place, limit in enumerate(sheet.caps, start=1) for code in limit.codes}
    ties = {key.name: (place, key.lower_first) for place, key in enumerate(sheet.order_of_equals, start=1)}
    groups = {code: place for place, group in enumerate(sheet.best_of, start=1) for code in group.codes}
    for key, criterion in enumerate(sheet.criteria):
        values = dict(_criterion(criterion))
        if criterion.code in sheet.required:
            values["required"] = "on"
        if criterion.code in ties:
            place, is_lower_first = ties[criterion.code]
            values |= {"tie_break": str(place), **({"lower_first": "on"} if is_lower_first else {})}
        if criterion.code in limits:
            values["limit"] = str(limits[criterion.code])
        if criterion.code in groups:
            values["group"] = str(groups[criterion.code])
        fields |= {f"criterion-{key}-{name}": value for name, value in values.items()}
    for place, group in enumerate(sheet.best_of, start=1):
        others = [code for code in group.codes if code not in sheet.by_code]
        fields |= {f"group-{place}-take": str(group.take), f"group-{place}-others": "\n".join(others)}
    fields |= {f"limit-{place}-cap": number(limit.cap) for place, limit in enumerate(sheet.caps, start=1)}
    if SUBMITTED in sheet.keys:
        fields["criteria-submitted"] = "on"
    if sheet.total_minimum is not None:
        fields["criteria-total_minimum"] = number(sheet.total_minimum)
    return fields | {"criteria-decimals": str(sheet.decimals)}


def _criterion(criterion: Criterion) -> Iterator[tuple[str, str]]:
    yield from (("code", criterion.code), ("title", criterion.name), ("proof", criterion.proof))
    yield "kind", criterion.kind.value
    if criterion.kind is Kind.BANDS:
        yield "bands", steps_text(criterion.bands)
    else:
        yield "points", number(criterion.points)
    for name in ("cap", "max_value", "minimum"):
        limit = getattr(criterion, name)
        if limit is not None:
            yield name, number(limit)
    if criterion.weight != 1:
        yield "weight", number(criterion.weight)


def _circumstances(circumstances: Sequence[Circumstance], standing: SheetJson) -> dict[str, str]:
    """The fields of the circumstances; a flag of the sheet without a name gets its code as its name."""
    gives = {what: standing.get(what, ()) for what in ("guarantee", "ahead_of_all")}
    named = {circumstance["code"]: circumstance for circumstance in circumstances}
    classes = {code: n for n, codes in enumerate(standing.get("precedence", ()), start=1) for code in codes}
    for code in [*gives["guarantee"], *gives["ahead_of_all"], *classes]:
        named.setdefault(code, {"code": code, "title": code, "proof": ""})
    fields: dict[str, str] = {}
    for key, circumstance in enumerate(named.values()):
        prefix = f"circumstance-{key}"
        fields |= {f"{prefix}-{name}": str(value) for name, value in circumstance.items()}
        fields |= {f"{prefix}-{what}": "on" for what, codes in gives.items() if circumstance["code"] in codes}
        if circumstance["code"] in classes:
            fields[f"{prefix}-precedence"] = str(classes[circumstance["code"]])
    return fields
