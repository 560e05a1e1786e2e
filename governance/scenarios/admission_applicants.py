"""The applicants of a played admission: made-up pupils and parents, as data."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings

from governance.scenarios.luza import Luza

SOURCE = settings.BASE_DIR / "data" / "applicants.txt"
NOTHING = "-"


@dataclass(frozen=True)
class Pupil:
    """One line of the source: who applies, for what, with which points."""

    personal: dict[str, Any]
    wishes: list[str]
    general_too: bool
    # Code and value, as the form has them; a circumstance has none.
    values: dict[str, str]

    def claims(self) -> list[dict[str, Any]]:
        return [{"code": code, "value": value} for code, value in self.values.items()]


def pupils(luza: Luza) -> list[Pupil]:
    """Everybody who applies, in the order of the source."""
    lines = SOURCE.read_text(encoding="utf-8").splitlines()
    return [
        _pupil(luza, number, [cell.strip() for cell in line.split("|")])
        for number, line in enumerate([line for line in lines if not line.startswith("#")], start=1)
    ]


def _pupil(luza: Luza, number: int, cells: list[str]) -> Pupil:
    (
        surname, given, patronymic, born, school, parent, wishes,
        mathematics, russian, chosen, points, certificate, prizes, honours, circumstance, general_too,
    ) = cells  # fmt: skip
    values = {
        "math": mathematics,
        "russian": russian,
        chosen: points,
        "certificate": certificate,
        "prize": prizes,
        "honours": honours,
        circumstance: "",
    }
    personal = {
        "surname": surname,
        "given": given,
        "patronymic": patronymic,
        "birth_date": date.fromisoformat(born),
        "school": luza.schools.get(school),
        "other_school": "" if school in luza.schools else school,
        "address": _address(number),
        "language": "русский",
        "native_language": "русский",
        "parent": parent,
        "parent_address": _address(number),
        "parent_document": f"паспорт 33 02 {400_000 + number * 137}, выдан ОВД Лузского района Кировской области",
        "acquainted": True,
        "phone": f"8-83346-5-{number:02}-{(number * 37) % 100:02}",
        "email": f"parent{number}@mail.example",
    }
    return Pupil(
        personal,
        wishes.split(),
        general_too == "yes",
        {code: value for code, value in values.items() if NOTHING not in (code, value)},
    )


def _address(number: int) -> str:
    return f"613980, Кировская область, г. Луза, ул. Ленина, д. {number}"
