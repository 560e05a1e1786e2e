"""People, units and districts that a test needs beside those of Luza, through the door of the organisation."""

from typing import Any

from governance.roles.acts.people import enter_person, let_inspect
from governance.roles.acts.units import found_district, found_unit
from governance.roles.person import Person
from governance.roles.unit import Unit, UnitKind

BASIS = "приказ от 01.08.2011 № 1"


def entered(district: Unit, email: str, surname: str, given: str, **fields: Any) -> Person:
    """A new person of the district, who has no role yet."""
    return enter_person(district, email, by=None, basis=BASIS, surname=surname, given=given, **fields)


def repairer(district: Unit, password: str | None = None) -> Person:
    """A superuser, who may look at the repair pages and has no right to decide anything."""
    person = entered(district, "root@luza.example", "Ремонтов", "Иван")
    let_inspect(person, True, basis=BASIS)
    if password is not None:
        person.set_password(password)
        person.save(update_fields=["password"])
    return person


def other_district(name: str = "Подосиновский округ") -> Unit:
    return found_district(name, basis=BASIS)


def founded(parent: Unit, kind: UnitKind, name: str, **fields: Any) -> Unit:
    return found_unit(parent, kind, name, **{"short_name": name[:60], **fields}, by=None, basis=BASIS)
