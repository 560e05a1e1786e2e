"""The Luza district as `luza_sources` describes it, founded anew in an empty database."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from governance.documents.record.numbering import open_registers
from governance.documents.record.register import Register
from governance.roles.appointment import Appointment, appoint
from governance.roles.body import Regulation, Seat
from governance.roles.catalogue import Role
from governance.roles.person import Person
from governance.roles.unit import Unit, UnitKind
from governance.scenarios import luza_sources as sources

FOUNDED = date(2011, 8, 1)
BASIS = "протокол учредительного собрания от 01.08.2011"


@dataclass(frozen=True)
class Luza:
    """The founded district: units, seats and people by their keys, appointments by the key of the person."""

    district: Unit
    council: Unit
    schools: dict[str, Unit]
    seats: dict[str, Seat]
    # The methodical council with its seats, and the bodies outside the district that agree to its papers.
    methodical: Unit
    methodical_seats: dict[str, Seat]
    outside: dict[str, Unit]
    people: dict[str, Person]
    appointments: dict[str, list[Appointment]]

    @property
    def base(self) -> Unit:
        return self.schools["base"]


@transaction.atomic
def found_luza(password: str | None = None) -> Luza:
    """Create the district, its schools, council, registers, people and appointments."""
    district = Unit.objects.create(
        kind=UnitKind.DISTRICT,
        name="Лузский школьный округ",
        short_name="Лузский школьный округ",
        place="г. Луза",
        forms={"genitive": "Лузского школьного округа"},
    )
    schools = _schools(district)
    council, seats = _council(district, schools)
    methodical, methodical_seats = _methodical_council(district)
    outside = _outside(district)
    _regulations(council, methodical)
    bodies = {"council": council, "methodical": methodical}
    for key, code, title, template, reset in sources.REGISTERS:
        Register.objects.create(unit=bodies[key], code=code, title=title, template=template, reset=reset)
    open_registers(district, *schools.values(), *bodies.values(), *outside.values())
    people = {
        key: Person.objects.create_user(
            f"{key.replace('_', '.')}@luza.example",
            password,
            surname=surname,
            given=given,
            patronymic=patronymic,
            gender=gender,
        )
        for key, surname, given, patronymic, gender in sources.PEOPLE
    }
    luza = Luza(
        district, council, schools, seats, methodical, methodical_seats, outside, people, appointments={}
    )
    _appoint(luza)
    return luza


def _schools(district: Unit) -> dict[str, Unit]:
    return {
        key: Unit.objects.create(
            kind=UnitKind.SCHOOL,
            name=name,
            short_name=short,
            place=place,
            address=sources.ADDRESSES[key],
            parent=district,
            district=district,
            is_base=key == "base",
            has_senior_classes=senior,
        )
        for key, name, short, place, senior in sources.SCHOOLS
    }


def _council(district: Unit, schools: dict[str, Unit]) -> tuple[Unit, dict[str, Seat]]:
    """The council of the district, with a seat for each school."""
    council = Unit.objects.create(
        kind=UnitKind.COUNCIL,
        name="Совет школьного округа",
        short_name="Совет округа",
        place="г. Луза",
        parent=district,
        district=district,
        forms={"genitive": "совета школьного округа"},
    )
    return council, {
        key: Seat.objects.create(
            unit=council, name=school.short_name, represents=school, position=position, since=FOUNDED
        )
        for position, (key, school) in enumerate(schools.items(), start=1)
    }


def _methodical_council(district: Unit) -> tuple[Unit, dict[str, Seat]]:
    methodical = Unit.objects.create(
        kind=UnitKind.METHODICAL_COUNCIL,
        name="Методический совет школьного округа",
        short_name="Методический совет",
        place="г. Луза",
        parent=district,
        district=district,
        forms={"genitive": "методического совета школьного округа"},
    )
    return methodical, {
        key: Seat.objects.create(unit=methodical, name=title, position=position, since=FOUNDED)
        for position, (key, _role, title) in enumerate(sources.METHODISTS, start=1)
    }


def _outside(district: Unit) -> dict[str, Unit]:
    """The bodies outside the district that agree to its papers."""
    return {
        key: Unit.objects.create(
            kind=UnitKind.OUTSIDE,
            name=name,
            short_name=short,
            place=place,
            parent=district,
            district=district,
        )
        for key, name, short, place, _office in sources.OUTSIDE
    }


def _regulations(council: Unit, methodical: Unit) -> None:
    """How both councils decide."""
    for unit, source in (
        (methodical, "Положение о методическом совете, пункт 4.2"),
        (council, "Положение о Лузском школьном округе, раздел 4"),
    ):
        Regulation.objects.create(unit=unit, since=FOUNDED, source=source, rule=sources.RULE)


def _appoint(luza: Luza) -> None:
    """Everybody to their offices and seats."""

    def put(key: str, role: Role, unit: Unit, title: str, seat: Seat | None = None) -> None:
        luza.appointments.setdefault(key, []).append(
            appoint(luza.people[key], role, unit, since=FOUNDED, basis=BASIS, seat=seat, title=title)
        )

    put("director", Role.SCHOOL_HEAD, luza.schools["base"], "директор базовой школы")
    put("director", Role.COUNCIL_MEMBER, luza.council, "член совета округа", luza.seats["base"])
    put("deputy", Role.DISTRICT_DEPUTY, luza.district, "заместитель директора по УВР базовой школы")
    put("deputy", Role.DEPUTY_HEAD, luza.schools["base"], "заместитель директора по УВР")
    put("head_second", Role.SCHOOL_HEAD, luza.schools["second"], "директор МОКУ СОШ №2 г. Лузы")
    put("head_second", Role.COUNCIL_CHAIR, luza.council, "председатель совета округа", luza.seats["second"])
    for key in ("lalsk", "fabrichnaya", "zhivotovo", "kulikovo"):
        put(f"head_{key}", Role.SCHOOL_HEAD, luza.schools[key], f"директор {luza.schools[key].name}")
        put(f"head_{key}", Role.COUNCIL_MEMBER, luza.council, "член совета округа", luza.seats[key])
    put("secretary", Role.COUNCIL_SECRETARY, luza.council, "секретарь совета округа")
    put("clerk", Role.CLERK, luza.schools["base"], "делопроизводитель")
    put("deputy_second", Role.DEPUTY_HEAD, luza.schools["second"], "заместитель директора по УВР")
    put("observer", Role.OBSERVER, luza.district, "наблюдатель")
    put("administrator", Role.ADMINISTRATOR, luza.district, "сетевой администратор")
    put("clerk_second", Role.CLERK, luza.schools["second"], "делопроизводитель МОКУ СОШ №2 г. Лузы")
    for key, role, title in sources.METHODISTS:
        put(key, role, luza.methodical, title, luza.methodical_seats[key])
    put("methodical_secretary", Role.METHODICAL_SECRETARY, luza.methodical, "секретарь методического совета")
    for key, _name, _short, _place, office in sources.OUTSIDE:
        put(f"head_{key}", Role.OUTSIDE_HEAD, luza.outside[key], office)
