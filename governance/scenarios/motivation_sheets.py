"""What the scenario of rewards is played with, as data: criteria, measures, and eighteen sheets of teachers."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

CRITERIA = {
    "criteria": [
        {
            "code": "hours",
            "kind": "per_unit",
            "points": "2",
            "cap": "20",
            "title": "Часы занятий в профильных группах, в неделю",
            "proof": "расписание",
        },
        {
            "code": "winners",
            "kind": "per_unit",
            "points": "5",
            "cap": "25",
            "title": "Победители и призёры олимпиад",
            "proof": "дипломы",
        },
        {
            "code": "lessons",
            "kind": "per_unit",
            "points": "1.5",
            "cap": "6",
            "title": "Открытые занятия для школ округа",
            "proof": "план работы округа",
        },
        {
            "code": "course",
            "kind": "once",
            "points": "4",
            "title": "Свой дистанционный курс",
            "proof": "адрес курса",
        },
    ]
}
BONUS, CERTIFICATE, THANKS = "bonus", "certificate", "thanks"
MEASURES = [
    {"code": BONUS, "title": "премия", "with_money": True},
    {"code": CERTIFICATE, "title": "почётная грамота", "certified": True},
    {"code": THANKS, "title": "благодарность", "certified": True},
]
TEACHERS, HEADS = "teachers", "heads"
ESTIMATE = [
    {
        "article": "Поощрение",
        "purpose": "премии учителям профильных групп",
        "quantity": "1",
        "price": "60000",
    },
    {
        "article": "Поощрение",
        "purpose": "премии руководителям и их заместителям",
        "quantity": "1",
        "price": "15000",
    },
]
POOLS = [
    {"code": TEACHERS, "title": "учителя", "row": 1},
    {"code": HEADS, "title": "руководители и их заместители", "row": 2},
]
CAP = Decimal(7_000)

# Whose matters the scenario is played for, by their keys.
MEMBER, DECLINED, OBJECTING, ABSENT, CORRECTED = (
    "head_lalsk",
    "teacher_social",
    "teacher_chemistry",
    "teacher_biology",
    "teacher_english",
)
CAPPED = "teacher_physics"
# Criteria that the deputy does not accept as they were claimed.
FINDINGS: dict[str, dict[str, dict[str, str]]] = {
    OBJECTING: {"winners": {"outcome": "correct", "value": "1", "reason": "приложен один диплом из двух"}},
    DECLINED: {"course": {"outcome": "reject", "reason": "курс не открывается"}},
    "teacher_maths_lalsk": {"hours": {"outcome": "correct", "value": "6", "reason": "в расписании 6 часов"}},
}
OBJECTION = "Второй диплом был в школе на выставке. Прилагаю его копию."
# What the correction after the order says of hours that were counted twice.
POINTS_CORRECTED = Decimal("14.5")


@dataclass(frozen=True)
class TeacherSheet:
    """One nomination: merits by criterion, and what the head adds."""

    hours: str = ""
    winners: str = ""
    lessons: str = ""
    course: bool = False
    measure: str = BONUS
    pool: str = TEACHERS
    given: dict[str, Any] = field(default_factory=dict)

    def merits(self) -> list[dict[str, str]]:
        """As a teacher writes them; each says what confirms it."""
        lines = (
            ("hours", self.hours, "расписание второго полугодия"),
            ("winners", self.winners, "дипломы районной олимпиады 2012 года"),
            ("lessons", self.lessons, "план округа, март и апрель 2012 года"),
            ("course", "1" if self.course else "", "курс на сайте округа"),
        )
        return [{"code": code, "value": value, "note": note} for code, value, note in lines if value]


def of(experience: int, category: str, **more: Any) -> dict[str, Any]:
    return {"experience": experience, "category": category, **more}


SHEETS = {
    "teacher_maths": TeacherSheet("9", "2", "2", True, given=of(24, "высшая")),
    "teacher_russian": TeacherSheet("9", "1", "3", given=of(19, "первая")),
    ABSENT: TeacherSheet("6", "1", given=of(11, "первая", share=Decimal("0.5"))),
    CAPPED: TeacherSheet("10", "5", "4", True, given=of(27, "высшая")),
    OBJECTING: TeacherSheet("6", "2", "1", given=of(15, "первая")),
    "teacher_history": TeacherSheet("3", lessons="1", measure=THANKS, given=of(6, "вторая")),
    "methodical_chair": TeacherSheet("9", "1", "4", True, given=of(31, "высшая")),
    "teacher_informatics": TeacherSheet("6", lessons="2", course=True, given=of(8, "первая")),
    CORRECTED: TeacherSheet("9", lessons="3", given=of(9, "первая")),
    "teacher_geography": TeacherSheet("3", lessons="2", measure=CERTIFICATE, given=of(22, "высшая")),
    DECLINED: TeacherSheet("3", course=True, given=of(4, "вторая")),
    "teacher_literature": TeacherSheet("9", "1", "2", given=of(26, "высшая")),
    "teacher_physics_lalsk": TeacherSheet("6", "1", given=of(17, "первая")),
    "teacher_maths_lalsk": TeacherSheet("9", "1", given=of(13, "первая")),
    "teacher_biology_lalsk": TeacherSheet("6", lessons="1", course=True, given=of(10, "первая")),
    MEMBER: TeacherSheet("3", lessons="2", course=True, pool=HEADS, given=of(21, "высшая")),
    "acting_lalsk": TeacherSheet("6", "1", pool=HEADS, given=of(18, "первая")),
    "deputy_second": TeacherSheet("3", "1", "1", pool=HEADS, given=of(16, "первая")),
}
SUMMARY = "Ведёт занятия в профильных группах округа, готовит учащихся к олимпиадам."
