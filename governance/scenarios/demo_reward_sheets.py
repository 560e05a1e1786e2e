"""What the rewards and the network teachers of the demonstration are played with, as data; made up."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from governance.scenarios import network_teachers as network
from governance.scenarios.motivation_sheets import (
    BONUS,
    CERTIFICATE,
    FINDINGS,
    HEADS,
    MEMBER,
    OBJECTING,
    TEACHERS as FOR_TEACHERS,
    of,
)

ESTIMATE = [
    {"article": "Поощрение", "purpose": purpose, "quantity": "1", "price": price}
    for purpose, price in (
        ("премии учителям профильных групп, первая половина года", "30000"),
        ("премии руководителям и их заместителям, первая половина года", "8000"),
        ("премии учителям профильных групп, вторая половина года", "36000"),
        ("премии руководителям и их заместителям, вторая половина года", "9000"),
    )
]
# Who sits in the council in August, when two members are on leave.
IN_AUGUST = ("base", "second", "lalsk", "fabrichnaya")


@dataclass(frozen=True)
class SampleSheet:
    """A teacher's sheet by criterion, value and proof, what the head adds, and what the deputy finds of a criterion."""

    lines: list[tuple[str, str, str]]
    given: dict[str, Any] = field(default_factory=dict)
    measure: str = BONUS
    pool: str = FOR_TEACHERS
    findings: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def merits(self) -> list[dict[str, Any]]:
        return [{"code": code, "value": value, "note": note} for code, value, note in self.lines if value]


def spring(hours: str, winners: str = "", lessons: str = "") -> list[tuple[str, str, str]]:
    return [
        ("hours", hours, "расписание второго полугодия 2010/2011 года"),
        ("winners", winners, "дипломы районной олимпиады, февраль 2011 года"),
        ("lessons", lessons, "план работы округа, март и апрель 2011 года"),
    ]


def autumn(hours: str, winners: str = "", lessons: str = "", course: str = "") -> list[tuple[str, str, str]]:
    return [
        ("hours", hours, "расписание на 1 сентября 2011 года"),
        ("winners", winners, "дипломы школьного этапа олимпиады, октябрь 2011 года"),
        ("lessons", lessons, "план работы округа, октябрь и ноябрь 2011 года"),
        ("course", "1" if course else "", course),
    ]


SPRING = {
    "teacher_maths": SampleSheet(spring("9", "2", "2"), of(23, "высшая")),
    "teacher_russian": SampleSheet(spring("9", "1", "3"), of(18, "первая")),
    "teacher_physics": SampleSheet(spring("10", "3"), of(26, "высшая")),
    "teacher_informatics": SampleSheet(spring("6", lessons="2"), of(7, "первая", share=Decimal("0.5"))),
    "teacher_geography": SampleSheet(spring("3", lessons="2"), of(21, "высшая"), measure=CERTIFICATE),
    "acting_lalsk": SampleSheet(
        spring("6", "1"),
        of(17, "первая"),
        pool=HEADS,
        findings={"hours": {"outcome": "correct", "value": "5", "reason": "в расписании 5 часов"}},
    ),
}

# The autumn, in the order in which the sheets are handed in.
VERIFIED = {
    "teacher_maths": SampleSheet(autumn("9", "2", "3", "курс «Задачи с параметром»"), of(23, "высшая")),
    "teacher_russian": SampleSheet(autumn("9", "1", "2"), of(18, "первая")),
    "teacher_informatics": SampleSheet(autumn("6", lessons="2"), of(7, "первая")),
    MEMBER: SampleSheet(autumn("3", lessons="2"), of(20, "высшая"), pool=HEADS),
    "teacher_literature": SampleSheet(autumn("9", "1"), of(25, "высшая")),
    "teacher_physics": SampleSheet(
        autumn("10", "3", "1", "курс «Физика в опытах»"),
        of(26, "высшая"),
        findings={"course": {"outcome": "reject", "reason": "курс ещё не открыт для школ округа"}},
    ),
    OBJECTING: SampleSheet(autumn("6", "2", "1"), of(14, "первая"), findings=FINDINGS[OBJECTING]),
}
BEFORE_THE_COUNCIL = ("teacher_maths", "teacher_russian", "teacher_informatics", MEMBER)
# Of the others one may be put up, one teacher may still object, and one has objected.
VERIFIED_ON = {
    **dict.fromkeys(BEFORE_THE_COUNCIL, "2011-11-09 10:00"),
    "teacher_literature": "2011-11-14 11:00",
    "teacher_physics": "2011-11-16 10:00",
    OBJECTING: "2011-11-16 10:00",
}
NOMINATED = {"teacher_english": SampleSheet(autumn("9", lessons="3"), of(8, "первая"))}
UNFINISHED = "teacher_social"
# Who has enclosed a file with the first line.
WITH_FILE = ("teacher_literature", "teacher_english")
FILLED = {
    "teacher_geography": SampleSheet(autumn("3", lessons="1")),
    "teacher_history": SampleSheet(autumn("3")),
    UNFINISHED: SampleSheet(autumn("3")),
}

SINCE, UNTIL = date(2011, 9, 1), date(2012, 5, 31)
# The order of Friday tells whoever is replaced three working days ahead.
REPLACED_SINCE = date(2011, 11, 24)
TEACHERS: list[network.Put] = [
    # key, subjects, training in ICT
    ("teacher_maths", ["математика"], "курсы «Сетевые сообщества учителей», 72 часа, 2010 год"),
    ("teacher_russian", ["русский язык"], "курсы «Дистанционное обучение», 36 часов, 2011 год"),
    ("teacher_biology", ["биология", "химия"], "курсы «Дистанционное обучение», 72 часа, 2011 год"),
    ("teacher_physics", ["физика"], "курсы «Цифровая лаборатория», 72 часа, 2010 год"),
    ("teacher_informatics", ["информатика"], "преподаёт информатику, ведёт сайт школы"),
    (network.LEAVES, ["английский язык"], "курсы «Дистанционное обучение», 36 часов, 2011 год"),
    (network.MEMBER, ["история"], "курсы «ИКТ в управлении школой», 72 часа, 2010 год"),
]
INSTEAD: network.Put = (
    network.TAKES_OVER,
    ["английский язык"],
    "курсы «Дистанционное обучение», 36 часов, 2011 год",
)
WAITING: network.Put = ("teacher_geography", ["география"], "курсы «Интерактивная карта», 36 часов, 2011 год")
