"""Teachers of three schools of the Luza district, for the scenarios of rewards and of network teachers; made up.

Some are people of the district already, who teach beside their office; the others come to it with a key of their own.
"""

from governance import clock
from governance.roles.acts.appointing import appoint
from governance.roles.acts.people import enter_person
from governance.roles.appointment import Appointment
from governance.roles.catalogue import Role
from governance.scenarios.luza import FOUNDED, Luza

NEWCOMERS = [
    # key, surname, given name, patronymic, gender
    ("teacher_physics", "Холмогорова", "Елена", "Сергеевна", "female"),
    ("teacher_chemistry", "Трапезникова", "Ольга", "Николаевна", "female"),
    ("teacher_history", "Лаптев", "Виктор", "Андреевич", "male"),
    ("teacher_informatics", "Суворов", "Антон", "Игоревич", "male"),
    ("teacher_english", "Казакова", "Юлия", "Дмитриевна", "female"),
    ("teacher_geography", "Заяц", "Мария", "Викторовна", "female"),
    ("teacher_social", "Горбунов", "Алексей", "Павлович", "male"),
    ("teacher_literature", "Пономарёва", "Зинаида", "Васильевна", "female"),
    ("teacher_physics_lalsk", "Кокшаров", "Юрий", "Фёдорович", "male"),
    ("teacher_maths_lalsk", "Чебыкина", "Наталья", "Олеговна", "female"),
    ("teacher_biology_lalsk", "Вепрева", "Анна", "Михайловна", "female"),
    ("clerk_lalsk", "Паршина", "Любовь", "Евгеньевна", "female"),
]

EMPLOYED = [
    # key, school, as what
    ("teacher_maths", "base", "учитель математики"),
    ("teacher_russian", "base", "учитель русского языка и литературы"),
    ("teacher_biology", "base", "учитель биологии"),
    ("teacher_physics", "base", "учитель физики"),
    ("teacher_chemistry", "base", "учитель химии"),
    ("teacher_history", "base", "учитель истории"),
    ("methodical_chair", "second", "учитель математики"),
    ("deputy_second", "second", "учитель истории"),
    ("teacher_informatics", "second", "учитель информатики"),
    ("teacher_english", "second", "учитель английского языка"),
    ("teacher_geography", "second", "учитель географии"),
    ("teacher_social", "second", "учитель обществознания"),
    ("head_lalsk", "lalsk", "учитель истории"),
    ("acting_lalsk", "lalsk", "заместитель директора, учитель химии"),
    ("teacher_literature", "lalsk", "учитель русского языка и литературы"),
    ("teacher_physics_lalsk", "lalsk", "учитель физики"),
    ("teacher_maths_lalsk", "lalsk", "учитель математики"),
    ("teacher_biology_lalsk", "lalsk", "учитель биологии"),
]
# Whose cases the rules of names would get wrong, as somebody of the office has put them right.
FORMS = {"teacher_geography": {"dative": "Заяц М.В.", "accusative": "Заяц М.В.", "genitive": "Заяц М.В."}}
# By school: who prepares its orders, and who signs them.
OFFICES = {
    "base": ("clerk", "director"),
    "second": ("clerk_second", "head_second"),
    "lalsk": ("clerk_lalsk", "head_lalsk"),
}
CONTRACT = "трудовой договор"


def employ_teachers(luza: Luza) -> dict[str, Appointment]:
    """Employ them all from the founding on; the new people join `luza.people`. Their employments, by key."""
    with clock.played(FOUNDED):
        return _employ(luza)


def _employ(luza: Luza) -> dict[str, Appointment]:
    for key, surname, given, patronymic, gender in NEWCOMERS:
        luza.people[key] = enter_person(
            luza.district,
            f"{key.replace('_', '.')}@luza.example",
            by=None,
            basis=CONTRACT,
            surname=surname,
            given=given,
            patronymic=patronymic,
            gender=gender,
            forms=FORMS.get(key, {}),
        )
    appoint(
        luza.people["clerk_lalsk"],
        Role.CLERK,
        luza.schools["lalsk"],
        by=None,
        basis=CONTRACT,
        title="делопроизводитель",
    )
    appoint(
        luza.people["acting_lalsk"],
        Role.DEPUTY_HEAD,
        luza.schools["lalsk"],
        by=None,
        basis=CONTRACT,
        title="заместитель директора по УВР",
    )
    return {
        key: appoint(
            luza.people[key], Role.TEACHER, luza.schools[school], by=None, basis=CONTRACT, title=title
        )
        for key, school, title in EMPLOYED
    }
