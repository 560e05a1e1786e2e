"""The Luza district as `luza_sources` describes it, founded anew in an empty database."""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.hashers import make_password
from django.db import transaction

from governance import clock
from governance.documents.approval.regulating import regulate
from governance.documents.record.numbering import open_registers
from governance.documents.record.register import add_register
from governance.roles.acts.appointing import appoint
from governance.roles.acts.bodies import add_seat
from governance.roles.acts.people import enter_person
from governance.roles.acts.units import found_district, found_unit
from governance.roles.appointment import Appointment
from governance.roles.body import Seat
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
    """Create the district, its schools, council, registers, people and appointments, on the day of its founding."""
    with clock.played(FOUNDED):
        district = found_district(
            "Лузский школьный округ",
            basis=BASIS,
            place="г. Луза",
            forms={"genitive": "Лузского школьного округа"},
        )
        schools = _schools(district)
        council, seats = _council(district, schools)
        methodical, methodical_seats = _methodical_council(district)
        outside = _outside(district)
        _regulations(council, methodical)
        bodies = {"council": council, "methodical": methodical}
        for key, code, title, template, reset, file in sources.REGISTERS:
            known = {"title": title, "template": template, "reset": reset, "file": file}
            add_register(bodies[key], code, by=None, basis=BASIS, **known)
        open_registers(district, *schools.values(), *bodies.values(), *outside.values())
        people = {
            key: enter_person(
                district,
                f"{key.replace('_', '.')}@luza.example",
                by=None,
                basis=BASIS,
                surname=surname,
                given=given,
                patronymic=patronymic,
                gender=gender,
            )
            for key, surname, given, patronymic, gender in sources.PEOPLE
        }
        if password is not None:
            # One password for all, so it is hashed once: for each of them it would take a good part of the time.
            Person.objects.update(password=make_password(password))
        luza = Luza(
            district, council, schools, seats, methodical, methodical_seats, outside, people, appointments={}
        )
        _appoint(luza)
    return luza


def _schools(district: Unit) -> dict[str, Unit]:
    return {
        key: found_unit(
            district,
            UnitKind.SCHOOL,
            name,
            short_name=short,
            by=None,
            basis=BASIS,
            place=place,
            address=sources.ADDRESSES[key],
            full_name=sources.FULL_NAMES[key],
            tax_number=sources.STATE_NUMBERS[key][0],
            state_number=sources.STATE_NUMBERS[key][1],
            is_base=key == "base",
            has_senior_classes=senior,
        )
        for key, name, short, place, senior in sources.SCHOOLS
    }


def _council(district: Unit, schools: dict[str, Unit]) -> tuple[Unit, dict[str, Seat]]:
    """The council of the district, with a seat for each school."""
    council = found_unit(
        district,
        UnitKind.COUNCIL,
        "Совет школьного округа",
        short_name="Совет округа",
        by=None,
        basis=BASIS,
        place="г. Луза",
        forms={"genitive": "совета школьного округа"},
    )
    return council, {
        key: add_seat(council, school.short_name, by=None, basis=BASIS, represents=school, position=position)
        for position, (key, school) in enumerate(schools.items(), start=1)
    }


def _methodical_council(district: Unit) -> tuple[Unit, dict[str, Seat]]:
    methodical = found_unit(
        district,
        UnitKind.METHODICAL_COUNCIL,
        "Методический совет школьного округа",
        short_name="Методический совет",
        by=None,
        basis=BASIS,
        place="г. Луза",
        forms={"genitive": "методического совета школьного округа"},
    )
    return methodical, {
        key: add_seat(methodical, title, by=None, basis=BASIS, position=position)
        for position, (key, _role, title) in enumerate(sources.METHODISTS, start=1)
    }


def _outside(district: Unit) -> dict[str, Unit]:
    """The bodies outside the district that agree to its papers."""
    return {
        key: found_unit(district, UnitKind.OUTSIDE, name, short_name=short, by=None, basis=BASIS, place=place)
        for key, name, short, place, _office in sources.OUTSIDE
    }


def _regulations(council: Unit, methodical: Unit) -> None:
    """How both councils decide."""
    for unit, source, matters in (
        (methodical, "Положение о методическом совете, пункт 4.2", ()),
        (council, "Положение о Лузском школьном округе, раздел 4", sources.MATTERS),
    ):
        regulate(
            unit,
            source=source,
            rule=sources.RULE,
            matters=matters,
            established=len(sources.SCHOOLS) if matters else None,
            since=FOUNDED,
            by=None,
            basis=BASIS,
        )


def _appoint(luza: Luza) -> None:
    """Everybody to their offices and seats."""

    def put(key: str, role: Role, unit: Unit, title: str, seat: Seat | None = None) -> None:
        luza.appointments.setdefault(key, []).append(
            appoint(luza.people[key], role, unit, by=None, basis=BASIS, seat=seat, title=title)
        )

    put("director", Role.SCHOOL_HEAD, luza.schools["base"], "директор базовой школы")
    put("director", Role.COUNCIL_MEMBER, luza.council, "член совета округа", luza.seats["base"])
    put("deputy", Role.DISTRICT_DEPUTY, luza.district, "заместитель директора по УВР базовой школы")
    put("deputy", Role.DEPUTY_HEAD, luza.schools["base"], "заместитель директора по УВР")
    put("head_second", Role.SCHOOL_HEAD, luza.schools["second"], "директор МОКУ СОШ № 2 г. Лузы")
    put("head_second", Role.COUNCIL_CHAIR, luza.council, "председатель совета округа", luza.seats["second"])
    for key in ("lalsk", "fabrichnaya", "zhivotovo", "kulikovo"):
        put(f"head_{key}", Role.SCHOOL_HEAD, luza.schools[key], f"директор {luza.schools[key].name}")
        put(f"head_{key}", Role.COUNCIL_MEMBER, luza.council, "член совета округа", luza.seats[key])
    put("secretary", Role.COUNCIL_SECRETARY, luza.council, "секретарь совета округа")
    put("clerk", Role.CLERK, luza.schools["base"], "делопроизводитель")
    put("deputy_second", Role.DEPUTY_HEAD, luza.schools["second"], "заместитель директора по УВР")
    put("observer", Role.OBSERVER, luza.district, "наблюдатель")
    put("administrator", Role.ADMINISTRATOR, luza.district, "сетевой администратор")
    put("clerk_second", Role.CLERK, luza.schools["second"], "делопроизводитель МОКУ СОШ № 2 г. Лузы")
    for key, role, title in sources.METHODISTS:
        put(key, role, luza.methodical, title, luza.methodical_seats[key])
    put("methodical_secretary", Role.METHODICAL_SECRETARY, luza.methodical, "секретарь методического совета")
    for key, _name, _short, _place, office in sources.OUTSIDE:
        put(f"head_{key}", Role.OUTSIDE_HEAD, luza.outside[key], office)
