"""The way to a profile as tests play it: surveys prepared, opened and answered."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from governance.documents.kinds.preprofile.answering import take_answer
from governance.documents.kinds.preprofile.bank import BankEntry, begin_entry
from governance.documents.kinds.preprofile.survey import Survey
from governance.documents.record.perform import draft
from governance.roles.person import Person
from governance.scenarios.luza import Luza
from governance.scenarios.profile_people import employ_guides
from tests.office import Office
from tests.scans import SCANNED_PDF

QUESTIONS = [
    {"code": "after", "kind": "one", "text": "Куда после 9 класса?", "options": ["10 класс", "Колледж"]},
    {
        "code": "subjects",
        "kind": "several",
        "text": "Предметы",
        "options": ["А", "Б", "В"],
        "most": 2,
        "must": False,
    },
    {"code": "sure", "kind": "scale", "text": "Уверены?", "must": False, "grades": [9]},
    {"code": "words", "kind": "text", "text": "О чём узнать?", "must": False},
]
TENTH, COLLEGE = ["0"], ["1"]


class ProfileOffice(Office):
    day = date(2012, 2, 6)
    days = (date(2012, 2, 6), date(2012, 2, 11))

    def __init__(self, luza: Luza) -> None:
        super().__init__(luza)
        if "psychologist" not in luza.people:
            employ_guides(luza)

    @property
    def deputy(self) -> Person:
        return self.people["deputy"]

    def classes(self, *given: tuple[str, str, int, int]) -> list[Mapping[str, Any]]:
        return [
            {"unit": self.luza.schools[school].pk, "name": name, "grade": grade, "pupils": pupils}
            for school, name, grade, pupils in given
        ]

    def drafted(self, *classes: tuple[str, str, int, int], **change: Any) -> Survey:
        """Of the district, by its deputy, unless something is said else."""
        by = change.pop("by", self.deputy)
        about = {
            "unit": self.luza.district,
            "title": "О выборе профиля",
            "audience": "classes",
            "opens_on": self.days[0],
            "closes_on": self.days[1],
            **change,
        }
        with self.playing():
            survey = draft(Survey, by=by, **about)
        facts: dict[str, Any] = {"questions": QUESTIONS}
        if classes:
            facts["classes"] = self.classes(*classes)
        return self.act(survey, "revise", by, **facts)

    def opened(self, *classes: tuple[str, str, int, int], **change: Any) -> Survey:
        survey = self.act(self.drafted(*classes, **change), "submit", change.get("by", self.deputy))
        return self.act(survey, "open", self.deputy)

    def answer(self, survey: Survey, group: str, after: Iterable[list[str]], **more: list[str]) -> None:
        """One answer after the other from a class."""
        for choice in after:
            code = survey.codes.filter(group=group).first()
            with self.playing():
                take_answer(survey, {"after": choice, **more}, code=code)


PEOPLE = {
    "surname": "Рябинин",
    "given": "Пётр",
    "class_name": "9А",
    "address": "г. Луза, ул. Ленина, 5",
    "parent": "Рябинина Анна Ильинична",
    "parent_address": "г. Луза, ул. Ленина, 5",
    "parent_document": "паспорт 33 05 123456",
    "phone": "8 900 123-45-67",
}


def begun(office: ProfileOffice, by: str = "class_teacher", **change: str) -> BankEntry:
    with office.playing():
        return begin_entry(by=office.people[by], unit=office.luza.base, **{**PEOPLE, **change})


def held(office: ProfileOffice, *rows: dict[str, Any]) -> BankEntry:
    entry, teacher = begun(office), office.people["class_teacher"]
    entry = office.act(entry, "revise", teacher, achievements=rows, birth_date=date(1997, 3, 5))
    return office.act(entry, "admit", teacher, name="согласие.pdf", data=SCANNED_PDF)
