"""Who is asked for a part of a paper: its executors, and for a school or a body whoever leads it today."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from governance.documents.approval.execution.rows import Executor
from governance.documents.errors import NotLegal
from governance.documents.record.document import Document
from governance.roles.appointment import Appointment
from governance.roles.may import holders, holders_of
from governance.roles.person import Person
from governance.roles.rights import Right
from governance.roles.unit import Unit, UnitKind

MOST_EXECUTORS = 20
# Neither is charged: the district acts through its people and bodies, and an outside body takes no orders.
UNCHARGED = (UnitKind.DISTRICT, UnitKind.OUTSIDE)


@dataclass(frozen=True)
class Candidate:
    """Somebody who can be charged, by the key that forms use, with the words of papers."""

    key: str
    words: str
    person: Person | None = None
    unit: Unit | None = None


def candidates(district: int) -> dict[str, Candidate]:
    """The people in office in a district, by name, then its schools and bodies; two queries."""
    held = sorted(holders(Right.READ, district), key=lambda held: (held.person.surname, held.person.given))
    people = (
        Candidate(f"person:{one.person_id}", f"{one.person.name}, {one.capacity}", person=one.person)
        for one in held
    )
    units = Unit.objects.filter(district_id=district).exclude(kind__in=UNCHARGED).order_by("pk")
    found = [*people, *(Candidate(f"unit:{unit.pk}", unit.name, unit=unit) for unit in units)]
    return {candidate.key: candidate for candidate in found}


def read_executors(document: Document, keys: Iterable[str], known: dict[str, Candidate]) -> list[Executor]:
    """The executors that these keys name, the responsible one first; not saved yet. Raises NotLegal."""
    wanted = list(dict.fromkeys(key for key in keys if key))
    if len(wanted) > MOST_EXECUTORS:
        raise NotLegal(_("A point has at most %(count)s executors.") % {"count": MOST_EXECUTORS})
    missing = [key for key in wanted if key not in known]
    if missing:
        raise NotLegal(_("Choose the executors from the list: people, schools and bodies of the district."))
    return [
        Executor(
            document_id=document.pk,
            position=position,
            person=known[key].person,
            unit=known[key].unit,
            words=known[key].words[:400],
        )
        for position, key in enumerate(wanted, start=1)
    ]


def leaders(document: Document, unit: Unit) -> list[Appointment]:
    """Who answers for a school or a body today, the acting one first.

    Of a paper whose executors are read, one query finds those of all schools and bodies among them.
    """
    kept: dict[str, list[Executor]] = vars(document).get("kept_executors") or {}
    know_leaders(document, (executor for executors in kept.values() for executor in executors))
    return sorted(document.holders(right_to_lead(unit), unit.pk), key=lambda held: not held.is_acting)


def right_to_lead(unit: Unit) -> Right:
    return Right.SIGN_ORDER if unit.kind == UnitKind.SCHOOL else Right.PRESIDE


def rights_to_lead(executors: Iterable[Executor]) -> set[tuple[str, int]]:
    """The (right, unit id) pairs of whoever leads the schools and bodies among these executors."""
    units = (executor.unit for executor in executors if executor.unit is not None)
    return {(right_to_lead(unit).value, unit.pk) for unit in units}


def know_leaders(document: Document, executors: Iterable[Executor]) -> None:
    """Read at once who leads the schools and bodies among these executors; one query, none where all is known."""
    known = document.known_holders = document.known_holders or {}
    pairs = rights_to_lead(executors) - known.keys()
    found = holders_of(pairs)
    known.update({pair: found.get(pair, []) for pair in pairs})


def is_charged(document: Document, executors: Iterable[Executor], person: Person) -> bool:
    """Whether this person is one of the executors, or leads one of them."""
    return any(
        executor.person_id == person.pk
        or (
            executor.unit is not None
            and any(held.person_id == person.pk for held in leaders(document, executor.unit))
        )
        for executor in executors
    )


def asked_of(document: Document, executors: Sequence[Executor]) -> Person | None:
    """The person who is asked to report: the first executor, or who leads it; None where there is nobody."""
    for executor in executors[:1]:
        if executor.person is not None:
            return executor.person
        assert executor.unit is not None  # one of the two
        return next((held.person for held in leaders(document, executor.unit)), None)
    return None


def people_charged(document: Document, executors: Iterable[Executor]) -> list[Person]:
    """All who are charged, each once: they see the paper."""
    people: dict[int, Person] = {}
    for executor in executors:
        if executor.person is not None:
            people[executor.person.pk] = executor.person
        elif executor.unit is not None:
            people.update({held.person_id: held.person for held in leaders(document, executor.unit)})
    return list(people.values())


def executors_by_part(document: Any) -> dict[str, list[Executor]]:
    """The executors of the paper by part, the responsible one first; read once for this paper in memory."""
    kept: dict[str, list[Executor]] | None = vars(document).get("kept_executors")
    if kept is None:
        kept = {}
        vars(document)["kept_executors"] = kept
        for executor in document.executors.select_related("person", "unit"):
            kept.setdefault(executor.part, []).append(executor)
    return kept
