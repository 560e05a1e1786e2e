"""A stored sheet as fields of the editor, under the names under which a page sends them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from governance.documents.law.criteria import CriteriaSheet, Criterion
from governance.documents.law.criteria.description import Circumstance, number

# A sheet as it is stored: what CriteriaSheet reads and writes.
SheetJson = Mapping[str, Any]


def fields_of(standing: SheetJson, circumstances: Sequence[Circumstance]) -> dict[str, str]:
    """The fields of a sheet with its circumstances; none for {}, a sheet that is not begun."""
    fields = _circumstances(circumstances, standing)
    if not standing:
        return fields
    sheet = CriteriaSheet.from_json(standing)
    groups = {code: place for place, group in enumerate(sheet.best_of, start=1) for code in group.codes}
    for key, criterion in enumerate(sheet.criteria):
        values = dict(_criterion(criterion))
        if criterion.code in sheet.required:
            values["required"] = "on"
        if criterion.code in sheet.tie_break:
            values["tie_break"] = str(sheet.tie_break.index(criterion.code) + 1)
        if criterion.code in groups:
            values["group"] = str(groups[criterion.code])
        fields |= {f"criterion-{key}-{name}": value for name, value in values.items()}
    for place, group in enumerate(sheet.best_of, start=1):
        others = [code for code in group.codes if code not in sheet.by_code]
        fields |= {f"group-{place}-take": str(group.take), f"group-{place}-others": "\n".join(others)}
    return fields | {"criteria-decimals": str(sheet.decimals)}


def _criterion(criterion: Criterion) -> Iterator[tuple[str, str]]:
    yield from (("code", criterion.code), ("title", criterion.name), ("proof", criterion.proof))
    yield from (("kind", criterion.kind.value), ("points", number(criterion.points)))
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
    for code in [*gives["guarantee"], *gives["ahead_of_all"]]:
        named.setdefault(code, {"code": code, "title": code, "proof": ""})
    fields: dict[str, str] = {}
    for key, circumstance in enumerate(named.values()):
        prefix = f"circumstance-{key}"
        fields |= {f"{prefix}-{name}": str(value) for name, value in circumstance.items()}
        fields |= {f"{prefix}-{what}": "on" for what, codes in gives.items() if circumstance["code"] in codes}
    return fields
