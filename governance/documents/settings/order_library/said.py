"""What was given in a blank, as a sentence says it: people and units in their case, numbers with their noun, sums."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol

from governance.documents.language.cases import in_case
from governance.documents.language.money import sum_text
from governance.documents.language.phrases import list_date, paper_date, plural, roubles
from governance.documents.settings.order_library.blanks import (
    CASES,
    FIGURES,
    FIRST,
    FULL,
    LAST,
    POST,
    SPELT,
    split_way,
)
from governance.documents.settings.posts import declined
from governance.roles import names
from governance.roles.names import Case
from governance.roles.person import Person
from governance.roles.unit import Unit
from governance.roles.unit_names import suggested, within_sentence


class Given(Protocol):
    """A value that can be said in several ways."""

    def said(self, way: str) -> str:
        """In words; `way` as it stands behind the colon, checked before."""


@dataclass(frozen=True)
class Words:
    """A text, or one of a list; also what is left empty."""

    text: str = ""

    def said(self, way: str) -> str:
        return self.text


@dataclass(frozen=True)
class Day:
    day: date

    def said(self, way: str) -> str:
        return paper_date(self.day) if way == SPELT else list_date(self.day)


@dataclass(frozen=True)
class Span:
    first: date
    last: date

    def said(self, way: str) -> str:
        if way in (FIRST, LAST):
            return list_date(self.first if way == FIRST else self.last)
        if self.first == self.last:
            return list_date(self.first)
        return f"с {list_date(self.first)} по {list_date(self.last)}"


@dataclass(frozen=True)
class Number:
    number: int

    def said(self, way: str) -> str:
        if not way:
            return str(self.number)
        one, few, many = (form.strip() for form in way.split("/"))
        return f"{self.number} {plural(self.number, one, few, many)}"


@dataclass(frozen=True)
class Money:
    amount: Decimal

    def said(self, way: str) -> str:
        return roubles(self.amount) if way == FIGURES else sum_text(self.amount)


@dataclass(frozen=True)
class Named:
    """A person with the post in which the order names them."""

    person: Person
    post: str
    district: int

    def said(self, way: str) -> str:
        case, parts = case_of(way)
        name = self.person.full_in_case(case) if FULL in parts else self.person.in_case(case)
        if case is Case.NOMINATIVE:
            name = self.person.full_name if FULL in parts else self.person.name
        if POST not in parts:
            return name
        return f"{declined(self.post, case, self.district)} {name}".strip() if self.post else name


@dataclass(frozen=True)
class Example:
    """Somebody of the preview."""

    surname: str = "Винокурова"
    given: str = "Светлана"
    patronymic: str = "Андреевна"
    post: str = "учитель физики"

    def said(self, way: str) -> str:
        case, parts = case_of(way)
        decline = names.decline if FULL in parts else names.decline_short
        name = decline(self.surname, self.given, self.patronymic, case)
        return f"{in_case(self.post, case)} {name}" if POST in parts else name


@dataclass(frozen=True)
class Of:
    """A school or a body."""

    unit: Unit

    def said(self, way: str) -> str:
        case, _parts = case_of(way)
        if case is Case.NOMINATIVE:
            return self.unit.name
        return (
            within_sentence(self.unit.form(case.value)) if self.unit.is_body else self.unit.form(case.value)
        )


def case_of(way: str) -> tuple[Case, set[str]]:
    """The case that is asked for, by default the nominative, and what else."""
    parts = {part.strip() for part in way.split(",")}
    return next((case for word, case in CASES.items() if word in parts), Case.NOMINATIVE), parts


@dataclass(frozen=True)
class NewBody:
    """The name of a body that the order sets up: «Комиссия по урегулированию споров»."""

    name: str

    def said(self, way: str) -> str:
        """In a case within a sentence; without one as it is typed."""
        if not way:
            return self.name
        case, _parts = case_of(way)
        return within_sentence(self.name if case is Case.NOMINATIVE else suggested(self.name, case.value))


class Sayings(Mapping[str, str]):
    """What stands in each blank of a sentence, by what is written in its braces: for `forms.form.fill`."""

    def __init__(self, given: Mapping[str, Given]) -> None:
        self.given = given

    def __getitem__(self, written: str) -> str:
        name, way = split_way(written)
        return self.given[name].said(way)

    def __iter__(self) -> Iterator[str]:
        return iter(self.given)

    def __len__(self) -> int:
        return len(self.given)
