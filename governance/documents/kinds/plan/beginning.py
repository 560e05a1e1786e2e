"""With which title and sections a district begins a plan that no file brings along."""

from dataclasses import dataclass

from governance.documents.settings.forms.beginnings import PLAN_BEGINS
from governance.roles.unit import Unit


@dataclass(frozen=True)
class PlanBeginning:
    """Its title, and the titles of its sections, if the district names any."""

    title: str
    sections: tuple[str, ...]


def plan_beginning(unit: Unit) -> PlanBeginning:
    """In the words of the district today."""
    title, *sections = PLAN_BEGINS.passage(unit.root_id, {"учреждения": unit.form("genitive")})
    return PlanBeginning(title, tuple(sections))
