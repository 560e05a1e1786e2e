"""Who leads pupils of the Luza district to a profile, the classes, and what pupils answer; made up."""

from random import Random

from governance import clock
from governance.documents.law.surveys import Question, QuestionKind
from governance.roles.acts.appointing import appoint
from governance.roles.acts.people import enter_person
from governance.roles.catalogue import Role
from governance.scenarios.admission_events import SCAN
from governance.scenarios.luza import FOUNDED, Luza

GUIDES = [
    # key, surname, given name, patronymic, gender, school, role, as what
    (
        "psychologist",
        "Окулова",
        "Вера",
        "Леонидовна",
        "female",
        "base",
        Role.PSYCHOLOGIST,
        "педагог-психолог",
    ),
    (
        *("class_teacher", "Быкова", "Лидия", "Аркадьевна", "female", "base"),
        *(Role.CLASS_TEACHER, "классный руководитель 9А класса"),
    ),
    (
        *("class_teacher_lalsk", "Шубина", "Галина", "Ивановна", "female", "lalsk"),
        *(Role.CLASS_TEACHER, "классный руководитель 9 класса"),
    ),
]
# school, class, grade, pupils
CLASSES = [
    ("base", "8А", 8, 24),
    ("base", "9А", 9, 23),
    ("base", "9Б", 9, 21),
    ("base", "10А", 10, 22),
    ("second", "8А", 8, 20),
    ("second", "9А", 9, 18),
    ("second", "10А", 10, 15),
    ("lalsk", "8", 8, 14),
    ("lalsk", "9", 9, 12),
    ("lalsk", "10", 10, 9),
    ("fabrichnaya", "8", 8, 7),
    ("fabrichnaya", "9", 9, 6),
    ("zhivotovo", "8", 8, 4),
    ("zhivotovo", "9", 9, 5),
    ("kulikovo", "9", 9, 3),
]
WORDS = ("О сетевых учителях", "Где живут, когда ездят учиться в Лузу", "Что сдают после профиля")

PUPILS = {
    "ryabinin": {
        "surname": "Рябинин",
        "given": "Пётр",
        "patronymic": "Олегович",
        "class_name": "9А",
        "address": "г. Луза, ул. Ленина, 5",
        "parent": "Рябинина Анна Ильинична",
        "parent_address": "г. Луза, ул. Ленина, 5",
        "parent_document": "паспорт 33 05 123456, выдан ОВД Лузского района 12.03.2005",
        "phone": "8 900 123-45-67",
    },
    "zorina": {
        "surname": "Зорина",
        "given": "Дарья",
        "patronymic": "Игоревна",
        "class_name": "9А",
        "address": "г. Луза, ул. Труда, 11",
        "parent": "Зорин Игорь Петрович",
        "parent_address": "г. Луза, ул. Труда, 11",
        "parent_document": "паспорт 33 04 654321, выдан ОВД Лузского района 02.06.2004",
    },
    "popov": {
        "surname": "Попов",
        "given": "Илья",
        "patronymic": "Андреевич",
        "class_name": "9А",
        "parent": "Попова Вера Львовна",
        "parent_address": "г. Луза, ул. Мира, 3",
        "parent_document": "паспорт 33 06 111222, выдан ОВД Лузского района 20.08.2006",
    },
}
ACHIEVEMENTS = (
    {"event": "Районная олимпиада по физике, призёр, 2012", "criterion": "", "value": "1"},
    {"event": "Конференция «Шаг в науку», участник, 2011", "criterion": "", "value": "1"},
)


def scan(words: str) -> bytes:
    """A file that stands for a sheet signed by hand or a proof; other words, other bytes."""
    return SCAN + f"% {words}\n".encode()


def employ_guides(luza: Luza) -> None:
    """They join `luza.people`."""
    with clock.played(FOUNDED):
        for key, surname, given, patronymic, gender, school, role, title in GUIDES:
            luza.people[key] = enter_person(
                luza.district,
                f"{key.replace('_', '.')}@luza.example",
                by=None,
                basis="трудовой договор",
                surname=surname,
                given=given,
                patronymic=patronymic,
                gender=gender,
            )
            appoint(
                luza.people[key],
                role,
                luza.schools[school],
                by=None,
                basis="приказ о классном руководстве" if role == Role.CLASS_TEACHER else "трудовой договор",
                title=title,
            )


def classes_of(luza: Luza, *schools: str) -> list[dict[str, object]]:
    """As a survey takes them; of all schools, or of some."""
    return [
        {"unit": luza.schools[school].pk, "name": name, "grade": grade, "pupils": pupils}
        for school, name, grade, pupils in CLASSES
        if not schools or school in schools
    ]


def answer_of(questions: list[Question], chance: Random) -> dict[str, list[str]]:
    """What one pupil answers, the first choices oftener."""
    given: dict[str, list[str]] = {}
    for question in questions:
        if not question.must and chance.random() < 0.3:
            continue
        most = len(question.choices)
        match question.kind:
            case QuestionKind.TEXT:
                given[question.code] = [chance.choice(WORDS)]
            case QuestionKind.SEVERAL:
                count = chance.randint(1, min(2, question.most or 2))
                given[question.code] = [str(place) for place in chance.sample(range(most), count)]
            case QuestionKind.SCALE:
                given[question.code] = [str(min(most - 1, int(abs(chance.gauss(3, 1)))))]
            case _:
                given[question.code] = [str(min(most - 1, int(chance.expovariate(0.6))))]
    return given
