"""Whom the words of a plan charge: «Совет округа», «Директор БШ», «Зам. по УВР МОКУ СОШ №2», «Винокурова С.А.».

A name says it by itself. A post is looked up in the school that the words name, else in the base school; one in the
plural («директора школ») is that of every school, so the schools themselves are charged.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from governance.documents.approval.execution.charged import Candidate
from governance.documents.kinds.plan.executors import NAMES_OF_UNITS, is_named, people_called, plain_name
from governance.roles.appointment import Appointment
from governance.roles.catalogue import Role
from governance.roles.unit import Unit, UnitKind

HEADS = re.compile(r"^(?:директора?|руководител[ьи])\b")
DEPUTIES = re.compile(r"^(?:зам|замы|заместител[ьи])\b")
# «УВР», «ВР»: what a deputy answers for, as the post says it too.
FIELDS = re.compile(r"\b(?:увр|вр|нмр|ахр)\b")
PLURAL = re.compile(r"\bшкол округа\b|\bшкол лшо\b|^директора школ\b|\bдиректоров школ\b")
SENIOR = re.compile(r"\bсредн(?:их|ей) школы?\b")
BODIES = (
    (re.compile(r"^(?:методсовет|методический совет)\b"), UnitKind.METHODICAL_COUNCIL),
    (re.compile(r"^совет (?:школьного )?округа\b|^совет лшо\b"), UnitKind.COUNCIL),
)
DEPUTY_ROLES = (Role.DEPUTY_HEAD, Role.DISTRICT_DEPUTY)


@dataclass(frozen=True)
class Known:
    """Who there is in the district today: its units, those who hold posts, and the names of its people."""

    units: list[Unit]
    held: list[Appointment]
    people: dict[str, int]

    @classmethod
    def of(cls, district: Unit) -> "Known":
        units = list(
            Unit.objects.filter(district=district)
            .exclude(kind__in=(UnitKind.DISTRICT, UnitKind.OUTSIDE))
            .order_by("pk")
        )
        held = list(
            Appointment.objects.filter(unit__district=district)
            .in_force()
            .select_related("person", "unit")
            .order_by("pk")
        )
        return cls(units, held, people_called(district))

    def recognised(self, names: Iterable[str]) -> list[Candidate]:
        """Those whom these executors name, in their order, each once; whoever nobody knows is left out."""
        found: dict[str, Candidate] = {}
        for name in names:
            for candidate in self._called(plain_name(name)):
                found.setdefault(candidate.key, candidate)
        return list(found.values())

    def _called(self, name: str) -> list[Candidate]:
        person = self._person(name)
        if person:
            return [person]
        posts = self._post(name)
        if posts is not None:
            return posts
        for pattern, kind in BODIES:
            if pattern.search(name):
                return [_of_unit(unit) for unit in self.units if unit.kind == kind][:1]
        unit = self._unit_in(name)
        return [_of_unit(unit)] if unit is not None else []

    def _person(self, name: str) -> Candidate | None:
        words = name.split()
        tails = (" ".join(words[start:]) for start in range(len(words)))
        key = next((self.people[tail] for tail in tails if tail in self.people), None)
        held = next((held for held in self.held if held.person_id == key), None)
        return _of_person(held) if held is not None else None

    def _post(self, name: str) -> list[Candidate] | None:
        """Those who hold the post; None where the words begin with no post."""
        is_head = HEADS.search(name) is not None
        if not is_head and not DEPUTIES.search(name):
            return None
        schools = [unit for unit in self.units if unit.kind == UnitKind.SCHOOL]
        if SENIOR.search(name) and name.startswith(("директора", "заместители", "замы")):
            return [_of_unit(school) for school in schools if school.has_senior_classes]
        if PLURAL.search(name):
            return [_of_unit(school) for school in schools]
        school = self._unit_in(name) or next((unit for unit in schools if unit.is_base), None)
        if school is None:
            return []
        if is_head:
            return [_of_person(held) for held in self._holders(school, (Role.SCHOOL_HEAD,))][:1]
        return self._deputies(school, name)

    def _deputies(self, school: Unit, name: str) -> list[Candidate]:
        held = self._holders(school, DEPUTY_ROLES)
        if school.is_base:
            held = [*[one for one in self.held if one.role == Role.DISTRICT_DEPUTY], *held]
        candidates = []
        for answers_for in FIELDS.findall(name) or [""]:
            fitting = [
                one for one in held if answers_for in plain_name(one.capacity).split() or not answers_for
            ]
            candidates += [_of_person(one) for one in fitting[:1]]
        return candidates

    def _holders(self, unit: Unit, roles: tuple[Role, ...]) -> list[Appointment]:
        return [one for one in self.held if one.unit_id == unit.pk and one.role in roles]

    def _unit_in(self, name: str) -> Unit | None:
        """The unit that the words end with, alone or behind a post; «СОШ №2» also names the one «СОШ № 2 г. Лузы»."""
        called = {
            unit: frozenset(filter(None, (plain_name(getattr(unit, field)) for field in NAMES_OF_UNITS)))
            for unit in self.units
        }
        whole = next((unit for unit, names in called.items() if is_named(name, names)), None)
        if whole is not None:
            return whole
        words = name.split()
        for start in range(len(words) - 1):
            tail = f"{' '.join(words[start:])} "
            begun = [unit for unit, names in called.items() if any(known.startswith(tail) for known in names)]
            if len(begun) == 1:
                return begun[0]
        return None


def _of_unit(unit: Unit) -> Candidate:
    return Candidate(f"unit:{unit.pk}", unit.name, unit=unit)


def _of_person(held: Appointment) -> Candidate:
    return Candidate(f"person:{held.person_id}", f"{held.person.name}, {held.capacity}", person=held.person)
