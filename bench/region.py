"""Two districts that share one database: a large one whose deputy sees nearly all papers, and a small one.

At every size the head of the small district's school sees the same number of papers: those of the school, and some of
the large district that name them.
"""

import os
import random
from dataclasses import dataclass
from itertools import repeat

from bench.copies import Copies, Place
from governance.documents.record.document import Document
from governance.documents.record.numbering import open_registers
from governance.roles.acts.appointing import appoint
from governance.roles.catalogue import Role
from governance.roles.person import Person
from governance.roles.unit import Unit, UnitKind
from governance.scenarios.luza import Luza
from tests.founding import entered, founded, other_district

FEW = 1_000
PAPERS = int(os.environ.get("PAPERS", "100000"))
SEEN_BY_HEAD, NAMING_HEAD = 333, 30
SCHOOLS = 24


def school_of(district: Unit, number: int, *staff: str) -> Place:
    """A school with its registers, its head and clerk; the head comes first."""
    name = f"СОШ № {number}"
    about = {"short_name": name, "place": "г. Луза", "has_senior_classes": True}
    school = founded(district, UnitKind.SCHOOL, f"МОКУ {name}", **about)
    open_registers(school)
    people = []
    for role in (Role.SCHOOL_HEAD, Role.CLERK):
        email = f"{role.value}{number}@luza.example"
        person = entered(district, email, "Иванов", "Пётр", patronymic="Ильич", gender="male")
        appoint(person, role, school, basis="приказ № 1", by=None)
        people.append(person.pk)
    return Place(school, people, district)


@dataclass
class Region:
    """`small`: the school of the small district; `large`: the schools of the large one."""

    small: Place
    large: list[Place]
    copies: Copies

    @classmethod
    def founded(cls, luza: Luza) -> "Region":
        district = other_district("Малый округ")
        small = school_of(district, 1)
        large = [school_of(luza.district, 100 + number) for number in range(SCHOOLS)]
        return cls(small, large, Copies())

    @property
    def head(self) -> Person:
        """Of the small district's school."""
        return Person.objects.get(pk=self.small.people[0])

    def fill_small(self) -> None:
        """All that the head of the small district's school sees."""
        self.copies.write(repeat(self.small, SEEN_BY_HEAD - NAMING_HEAD))
        self.copies.write([*self.large[:3]] * (NAMING_HEAD // 3), [self.head.pk])

    def fill(self, papers: int) -> None:
        """Bring the number of all papers to this one; a school has up to nine times as many as another."""
        dice = random.Random(papers)
        weights = [1 + number % 9 for number in range(len(self.large))]
        number = papers - Document.objects.count()
        self.copies.write(dice.choices(self.large, weights, k=number))
