"""Candidates and lists of network teachers as they print: subjects, grades, hours, term, and hours by subject."""

from collections.abc import Mapping
from decimal import Decimal
from typing import NotRequired, TypedDict

from django.db.models import Q, Subquery

from governance.documents.approval.changed_list import list_edition
from governance.documents.kinds.network.candidacy import Candidacy
from governance.documents.kinds.network.load import Subject, hours_of
from governance.documents.kinds.network.school_list import SchoolList
from governance.documents.kinds.network.staff_list import StaffList, StaffRow
from governance.documents.language.phrases import list_date, number_and_date
from governance.documents.law.criteria.description import number
from governance.documents.printing.citation import cited
from governance.documents.printing.data import FactLine, PaperMarks
from governance.documents.printing.registry import prints
from governance.documents.record.document import Document
from governance.documents.settings.forms.outcomes import CANDIDACIES_SUPPORTED, CANDIDACY_ENDED
from governance.roles.names import Case


class SubjectLine(TypedDict):
    name: str
    grades: str
    hours: str  # a week in each grade
    total: str


class CandidacyWords(TypedDict):
    title: str
    heading: list[str]
    facts: list[FactLine]
    subjects: list[SubjectLine]
    total: str


class CandidacyMarks(PaperMarks):
    decisions: list[str]


class TeacherLine(TypedDict):
    """One teacher with all subjects."""

    number: str
    name: str
    school: str
    subjects: list[SubjectLine]
    term: str
    note: str  # «новое назначение», «вместо Мокрушина С.И.»
    order: NotRequired[str]  # of the own school


class SubjectHoursLine(TypedDict):
    """A subject over all teachers: hours a week in each grade of the table, and altogether."""

    name: str
    hours: list[str]
    total: str


class HoursWords(TypedDict):
    grades: list[str]
    summary: list[SubjectHoursLine]
    total: str
    decided: str  # by which protocols the council supported them


class StaffListWords(HoursWords):
    title: str
    heading: list[str]
    teachers: list[TeacherLine]


class StaffListMarks(PaperMarks):
    teachers: list[TeacherLine]  # with the order of the own school
    # As they stand since orders have added somebody.
    grades: NotRequired[list[str]]
    summary: NotRequired[list[SubjectHoursLine]]
    total: NotRequired[str]
    decided: NotRequired[str]


CANDIDACY_STATUSES = {
    Candidacy.State.DRAFT: "ПРОЕКТ",
    Candidacy.State.DECLINED: "НЕ ПОДДЕРЖАНА",
    Candidacy.State.REFUSED: "РАБОТНИК ОТКАЗАЛСЯ",
    Candidacy.State.WITHDRAWN: "ОТОЗВАНА",
}
LIST_STATUSES = {
    StaffList.State.DRAFT: "ПРОЕКТ",
    StaffList.State.REJECTED: "ОТКЛОНЁН",
}


def candidacy_marks(candidacy: Candidacy, words: CandidacyWords) -> CandidacyMarks:
    return CandidacyMarks(decisions=_decisions(candidacy))


@prints("candidacy", marks=candidacy_marks, statuses=CANDIDACY_STATUSES)
def candidacy_words(candidacy: Candidacy) -> CandidacyWords:
    return CandidacyWords(
        title=candidacy.title,
        heading=["Кандидатура", "сетевого педагога школьного округа"],
        facts=_facts(candidacy),
        subjects=[subject_line(subject) for subject in candidacy.subjects],
        total=number(candidacy.hours),
    )


def staff_list_marks(staff_list: StaffList, words: StaffListWords) -> StaffListMarks:
    """The orders come after the list is drawn up; one that was annulled says so, and one that ends the work of somebody
    is named too."""
    rows = staff_list.entries()
    appointing = {row.candidacy.appointed_by_id for row in rows if row.candidacy.appointed_by_id}
    later = StaffList.objects.filter(pk=staff_list.repealed_by_id).values("edition")
    lists = SchoolList.objects.filter(Q(staff_list=staff_list) | Q(pk__in=appointing)).annotate(
        later=Subquery(later)
    )
    orders = {
        school_list.pk: school_list for school_list in lists.select_related("approved_by").order_by("pk")
    }
    by_school = {one.unit_id: one for one in orders.values() if one.staff_list_id == staff_list.pk}
    edition = list_edition(*(row.candidacy.appointed_by for row in rows if row.candidacy.appointed_by))
    left = edition.excluded
    signed, added = words["teachers"], rows[len(words["teachers"]) :]
    lines = [
        *signed,
        *(_teacher(place, row, row.candidacy.subjects) for place, row in enumerate(added, len(signed) + 1)),
    ]
    teachers = []
    for row, line in zip(rows, lines, strict=True):
        order = by_school.get(row.candidacy.employment.unit_id) if row.is_new else None
        named = _order_on(order) if row.is_new else _order_of(orders, row)
        if came := edition.came.get(str(row.candidacy_id)):
            named = came.replace("приказом", "приказ")
        if excluded := left.get(str(row.candidacy_id)):
            named = f"{named}; исключение {excluded}"
        teachers.append(TeacherLine(**{**line, "order": named}))
    data = StaffListMarks(teachers=teachers)
    if added:
        data |= _hours_by_subject(rows)
    if staff_list.repealed_by_id is not None:
        edition_now = next((one.later for one in orders.values()), None) or later.get()["edition"]
        data["void"] = f"редакция {edition_now}"
    return data


def _order_on(school_list: SchoolList | None) -> str:
    if school_list is None or school_list.state == SchoolList.State.REJECTED:
        return "приказ не издан"
    if school_list.state == SchoolList.State.ANNULLED:
        return f"{_cited(school_list.approved_by)} (отменён)"
    return _cited(school_list.approved_by)


def _order_of(orders: Mapping[int, SchoolList], row: StaffRow) -> str:
    """The order that approved the list by which somebody was appointed."""
    school_list = orders.get(row.candidacy.appointed_by_id or 0)
    return _cited(school_list.approved_by) if school_list else ""


def _cited(order: Document | None) -> str:
    return f"приказ {number_and_date(order.number, order.registered_on)}" if order else ""


@prints("staff_list", marks=staff_list_marks, statuses=LIST_STATUSES)
def staff_list_words(staff_list: StaffList) -> StaffListWords:
    """The list as it is drawn up for the order: a replacement later changes no word of it."""
    rows = staff_list.entries()
    return StaffListWords(
        title=staff_list.full_title,
        heading=_heading(staff_list),
        teachers=[_teacher(place, row, row.candidacy.subjects) for place, row in enumerate(rows, start=1)],
        **_hours_by_subject(rows),
    )


def _hours_by_subject(rows: list[StaffRow]) -> HoursWords:
    """What follows from the rows together."""
    subjects = [subject for row in rows for subject in row.candidacy.subjects]
    grades = sorted({grade for subject in subjects for grade in subject.grades})
    return HoursWords(
        grades=[str(grade) for grade in grades],
        summary=_summary(subjects, grades),
        total=number(hours_of(subjects)),
        decided=_decided(rows),
    )


def _decided(rows: list[StaffRow]) -> str:
    if not rows:
        return ""
    papers = {row.candidacy.supported_by_id: row.candidacy.supported_by for row in rows}
    named = "; ".join(
        number_and_date(paper.number, paper.registered_on) for paper in papers.values() if paper is not None
    )
    word = "протоколы" if len(papers) > 1 else "протокол"
    return CANDIDACIES_SUPPORTED.filled(rows[0].candidacy.district_id, протоколы=f"{word} {named}")


def _facts(candidacy: Candidacy) -> list[FactLine]:
    replaced = candidacy.replaces
    facts = (
        ("Фамилия, имя, отчество", candidacy.teacher.full_name),
        ("Должность", candidacy.employment.capacity),
        ("Место работы", candidacy.employment.unit.name),
        ("Подготовка в области ИКТ", candidacy.training),
        ("Срок", f"с {list_date(candidacy.since)} по {list_date(candidacy.until)}"),
        ("Вместо", replaced.teacher.in_case(Case.GENITIVE) if replaced else ""),
    )
    return [FactLine(label=label, text=text) for label, text in facts if text]


def _decisions(candidacy: Candidacy) -> list[str]:
    """What the council and the director have said of it."""
    decisions = []
    declined, supported, appointed, ended = CANDIDACY_ENDED.labels(candidacy.district_id)
    if candidacy.state == Candidacy.State.DECLINED:
        decisions.append(declined)
    if candidacy.supported_by is not None:
        decisions.append(f"{supported}: {cited(candidacy.supported_by)}")
    if candidacy.appointed_by is not None:
        decisions.append(f"{appointed}: {cited(candidacy.appointed_by)}")
    if candidacy.state == Candidacy.State.ENDED:
        decisions.append(f"{ended} {list_date(candidacy.until)}.")
    return decisions


def subject_line(subject: Subject) -> SubjectLine:
    return SubjectLine(
        name=subject.name,
        grades=", ".join(map(str, subject.grades)),
        hours=number(subject.hours),
        total=number(subject.total),
    )


def _heading(staff_list: StaffList) -> list[str]:
    lines = ["Список", "сетевых педагогов", staff_list.unit.form("genitive")]
    return [*lines, f"(редакция {staff_list.edition})"] if staff_list.edition > 1 else lines


def _teacher(place: int, row: StaffRow, load: list[Subject]) -> TeacherLine:
    candidacy, words = row.candidacy, row.words()
    note = "новое назначение" if row.is_new else ""
    if candidacy.replaces is not None:
        note = f"вместо {candidacy.replaces.teacher.in_case(Case.GENITIVE)}"
    return TeacherLine(
        number=str(place),
        name=words["teacher"],
        school=words["school"],
        subjects=[subject_line(subject) for subject in load],
        term=f"{list_date(candidacy.since)} – {list_date(candidacy.until)}",
        note=note,
    )


def _summary(subjects: list[Subject], grades: list[int]) -> list[SubjectHoursLine]:
    """By subject, whatever the letters it was typed with."""
    together: dict[str, list[Subject]] = {}
    for subject in subjects:
        together.setdefault(subject.name.lower(), []).append(subject)
    return [
        SubjectHoursLine(
            name=held[0].name,
            hours=[_in_grade(held, grade) for grade in grades],
            total=number(hours_of(held)),
        )
        for _name, held in sorted(together.items())
    ]


def _in_grade(subjects: list[Subject], grade: int) -> str:
    hours = sum((subject.hours for subject in subjects if grade in subject.grades), Decimal(0))
    return number(hours) if hours else "—"
