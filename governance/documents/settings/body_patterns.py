"""Patterns from which bodies are set up: of whom they consist, how they decide, how often they meet.

A pattern is where a school begins: numbers, names and rules are those of its own charter, and each can be changed
before and after (docs/domain.md, "Bodies"). Names stand on papers, so they are Russian whatever language pages are
read in.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from governance.documents.law.voting import VotingRule
from governance.roles.unit import UnitKind


def _rule(quorum: str, majority: str, *, casting: bool = False) -> dict[str, Any]:
    """`quorum` and `majority` as «> 1/2» or «≥ 1/2», the majority of those present."""

    def share(text: str) -> dict[str, Any]:
        sign, number = text.split()
        return {"share": number, "strict": sign == ">"}

    return {
        "quorum": share(quorum),
        "majority": {"base": "present", **share(majority)},
        "casting_vote": casting,
        "recused_count_for_quorum": True,
        "recused_leave_base": True,
    }


@dataclass(frozen=True)
class BodyPattern:
    """What a body is as a rule. `groups`: of whom it consists, with the seats of each; `sittings`: how many a year."""

    name: str
    label: Any
    purpose: Any
    rule: Mapping[str, Any]
    groups: tuple[tuple[str, int], ...] = (("члены", 5),)
    source: str = ""
    sittings: int | None = None
    # For how many years its members are chosen; None: until others are.
    years: int | None = None
    kind: UnitKind = UnitKind.BODY
    # Whether it belongs to the district and not to one school.
    of_district: bool = False

    @property
    def law(self) -> VotingRule:
        return VotingRule.from_json(self.rule)


PEDAGOGICAL, GOVERNING, PARENTS, PUPILS = "pedagogical", "governing", "parents", "pupils"
ASSEMBLY, UNION, GROUP, DISTRICT_GROUP = "assembly", "union", "group", "district_group"
COMMISSION = "commission"

PATTERNS: Mapping[str, BodyPattern] = {
    PEDAGOGICAL: BodyPattern(
        "Педагогический совет",
        _("Pedagogical council"),
        _("All teachers of the school; an order of the director follows its decisions."),
        _rule("> 1/2", "> 1/2", casting=True),
        groups=(("педагогические работники", 12),),
        source="Положение о педагогическом совете",
        sittings=4,
    ),
    GOVERNING: BodyPattern(
        "Управляющий совет",
        _("Governing council"),
        _("Director, staff, parents, pupils and co-opted members govern the school together."),
        _rule("≥ 1/2", "> 1/2", casting=True),
        groups=(
            ("руководитель", 1),
            ("работники", 3),
            ("родители", 3),
            ("обучающиеся", 2),
            ("кооптированные", 1),
        ),
        source="Положение об управляющем совете",
        sittings=4,
        years=3,
    ),
    PARENTS: BodyPattern(
        "Совет родителей",
        _("Parents' council"),
        _("Its opinion is asked on local acts that touch the rights of pupils."),
        _rule("> 1/2", "> 1/2"),
        groups=(("родители", 5),),
        source="Положение о совете родителей",
        sittings=2,
        years=1,
    ),
    PUPILS: BodyPattern(
        "Совет обучающихся",
        _("Pupils' council"),
        _("One of each class from the 5th to the 11th; its opinion is asked on local acts."),
        _rule("> 1/2", "> 1/2"),
        groups=(("обучающиеся", 7),),
        source="Положение о совете обучающихся",
        sittings=4,
        years=1,
    ),
    ASSEMBLY: BodyPattern(
        "Общее собрание работников",
        _("General assembly of the staff"),
        _("All whose main work is at the school; at least half of those present adopts, so a tie passes."),
        _rule("≥ 1/2", "≥ 1/2"),
        groups=(("работники", 12),),
        source="Положение об общем собрании работников",
        sittings=1,
    ),
    UNION: BodyPattern(
        "Методическое объединение учителей",
        _("Methodical union"),
        _("The teachers of one subject or of one stage of the school."),
        _rule("≥ 1/2", "> 1/2", casting=True),
        groups=(("учителя", 4),),
        source="Положение о методическом объединении",
        sittings=4,
    ),
    GROUP: BodyPattern(
        "Рабочая группа",
        _("Working or project group of a school"),
        _("For one task and its time; an order names who works in it."),
        _rule("≥ 1/2", "> 1/2", casting=True),
        source="Приказ о создании рабочей группы",
    ),
    DISTRICT_GROUP: BodyPattern(
        "Рабочая группа округа",
        _("Working or project group of the district"),
        _("For one task of all schools; an order of the base school names who works in it."),
        _rule("≥ 1/2", "> 1/2", casting=True),
        source="Приказ о создании рабочей группы",
        of_district=True,
    ),
    COMMISSION: BodyPattern(
        "Комиссия",
        _("Commission"),
        _("Decides about people or money by their papers, which stay with its members."),
        _rule("> 1/2", "> 1/2", casting=True),
        source="Положение о комиссии",
        kind=UnitKind.COMMISSION,
    ),
}
