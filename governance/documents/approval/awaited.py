"""Whom the blank stamps of a paper name: the body and the school that will decide on it, as they are called here."""

from typing import NamedTuple

from django.db.models import Q

from governance.documents.record.document import Document
from governance.roles.names import Case
from governance.roles.unit import Unit, UnitKind
from governance.roles.unit_names import suggested

# What bodies are called in a blank stamp until they are founded.
BODIES = {
    UnitKind.COUNCIL: "Совет школьного округа",
    UnitKind.METHODICAL_COUNCIL: "Методический совет",
    UnitKind.COMMISSION: "Приёмная комиссия",
    UnitKind.BODY: "Коллегиальный орган",
}


class Awaited(NamedTuple):
    """Whom the blanks of a paper name: the body in the instrumental, the school of the order in the genitive."""

    body: str
    school: str


def awaited_by(document: Document) -> Awaited:
    """The body that will decide, the paper's own school or the base school of the district; one query.

    Until they are founded their usual names stand there.
    """
    kind = document.model.decided_by_kind
    concerned = Q(pk=document.unit_id) | Q(is_base=True, district_id=document.district_id)
    if kind is not None:
        concerned |= Q(kind=kind, district_id=document.district_id)
    units = list(Unit.objects.filter(concerned).order_by("pk"))
    schools = [unit for unit in units if unit.kind == UnitKind.SCHOOL]
    school = next((unit for unit in schools if unit.pk == document.unit_id), next(iter(schools), None))
    # The commission of the paper's own school; the council of the district.
    own, chosen = {document.unit_id, document.unit.parent_id}, document.__dict__.get("body_id")
    bodies = sorted(
        (unit for unit in units if unit.kind == kind),
        key=lambda unit: (unit.pk != chosen, unit.parent_id not in own and unit.pk != document.unit_id),
    )
    usual = BODIES.get(kind, "") if kind else ""
    return Awaited(
        body=bodies[0].form(Case.INSTRUMENTAL) if bodies else suggested(usual, Case.INSTRUMENTAL),
        school=school.form(Case.GENITIVE) if school is not None else "базовой школы",
    )
