"""What was typed into the editor, as a sheet is stored."""

from collections.abc import Mapping, Sequence
from typing import Any

from governance.documents.law.criteria.sheet import SUBMITTED

from .forms import GroupForm, LimitForm
from .lines import CriterionLines

Given = Mapping[str, Any]


def as_stored(
    lines: CriterionLines,
    flags: Sequence[Given],
    groups: Mapping[int, GroupForm],
    limits: Mapping[int, LimitForm],
    whole: Given,
) -> dict[str, Any]:
    """What `CriteriaSheet` reads. Only of valid forms; the mappings by the numbers that criteria have chosen."""
    criteria = [form.cleaned_data for form in lines.begun.values()]
    ties = sorted(
        (criterion for criterion in criteria if criterion.get("tie_break")),
        key=lambda criterion: int(criterion["tie_break"]),
    )
    order = [f"-{given['code']}" if given.get("lower_first") else given["code"] for given in ties]
    sheet = {
        "criteria": [form.line() for form in lines.begun.values()],
        "best_of": [
            {
                "codes": [*_codes(lines, "group", number), *group.cleaned_data["others"].splitlines()],
                "take": group.cleaned_data["take"],
            }
            for number, group in groups.items()
        ],
        "caps": [
            {"codes": _codes(lines, "limit", number), "cap": limit.cleaned_data["cap"]}
            for number, limit in limits.items()
        ],
        "required": [criterion["code"] for criterion in criteria if criterion.get("required")],
        "tie_break": [*order, *([f"-{SUBMITTED}"] if whole["submitted"] else [])],
        "keys": [SUBMITTED] if whole["submitted"] else [],
        "guarantee": [flag["code"] for flag in flags if flag["guarantee"]],
        "ahead_of_all": [flag["code"] for flag in flags if flag["ahead_of_all"]],
        "precedence": _classes(flags),
        "round": whole["decimals"],
    }
    return {**sheet, "total_minimum": whole["total_minimum"]} if whole["total_minimum"] else sheet


def _codes(lines: CriterionLines, field: str, number: int) -> list[str]:
    return [form.cleaned_data["code"] for form in lines.members(field, number)]


def _classes(flags: Sequence[Given]) -> list[list[str]]:
    """The classes in their order, whatever gaps their numbers leave."""
    chosen = sorted({int(flag["precedence"]) for flag in flags if flag["precedence"]})
    return [[flag["code"] for flag in flags if flag["precedence"] == str(number)] for number in chosen]
