"""Who of the district a plan names as executor: its people, schools and bodies, by the names in use now or before."""

import re
from collections.abc import Iterator

from governance.roles.organisation import OrganisationWords
from governance.roles.person import Person
from governance.roles.unit import Unit, UnitKind

_SIGNS = re.compile(r"[\W_]+")
NAMES_OF_UNITS = ("name", "short_name", "full_name")


def plain_name(text: str) -> str:
    """A name without what people write in one way and another: dots, quotation marks, spaces, «ё», capitals."""
    return " ".join(_SIGNS.sub(" ", text.casefold().replace("ё", "е").replace("№", " ")).split())


def names_in(district: Unit) -> frozenset[str]:
    """The names by which a plan may call somebody of the district, plain; four queries.

    People by surname with initials on either side, and by the surname alone where it is that of one person.
    """
    former = OrganisationWords.objects.filter(event__district=district)
    # An outside body is asked about: somebody of the district has to answer for its part.
    units = Unit.objects.filter(district=district).exclude(kind=UnitKind.OUTSIDE)
    called = [name for names in units.values_list(*NAMES_OF_UNITS) for name in names]
    for changes in former.filter(event__unit__in=units).values_list("changes", flat=True):
        called += [changes[name][0] for name in NAMES_OF_UNITS if name in changes]
    return frozenset(filter(None, map(plain_name, [*called, *people_called(district)])))


def people_called(district: Unit) -> dict[str, int]:
    """The plain names of the people of the district, each with the id of the person; two queries."""
    people = Person.objects.filter(district=district, is_active=True)
    surnames = list(people.values_list("surname", "given", "patronymic", "pk"))
    words = OrganisationWords.objects.filter(event__district=district, event__person__in=people)
    for changes, person in words.filter(changes__has_key="surname").values_list("changes", "event__person"):
        given, patronymic = next((row[1], row[2]) for row in surnames if row[3] == person)
        surnames.append((changes["surname"][0], given, patronymic, person))
    return {plain_name(name): person for name, person in _names_of_people(surnames)}


def _names_of_people(surnames: list[tuple[str, str, str, int]]) -> Iterator[tuple[str, int]]:
    bearers: dict[str, set[int]] = {}
    for surname, given, patronymic, person in surnames:
        bearers.setdefault(plain_name(surname), set()).add(person)
        initials = " ".join(part[:1] for part in (given, patronymic) if part)
        for name in (
            f"{surname} {initials}",
            f"{initials} {surname}",
            f"{surname} {given[:1]}",
            f"{surname} {given} {patronymic}",
            f"{surname} {given}",
            f"{given} {patronymic} {surname}",
        ):
            yield name, person
    yield from ((surname, next(iter(people))) for surname, people in bearers.items() if len(people) == 1)


def is_named(executor: str, known: frozenset[str]) -> bool:
    """Whether an executor is one of these, alone or after words on the post: «завуч Иванова С.А.»."""
    words = plain_name(executor).split()
    return any(" ".join(words[start:]) in known for start in range(len(words)))
