"""Counting a survey: what is frozen of the answers when it closes, and what of its classes is stored before."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from governance import clock
from governance.documents.errors import NotLegal
from governance.documents.kinds.preprofile.survey_card import SurveyCard
from governance.documents.law.surveys import Questionnaire, tallied
from governance.documents.law.surveys.questions import Answers
from governance.documents.law.validation import ImpossibleInput
from governance.roles.unit import Unit, UnitKind

MOST_CLASSES, MOST_PUPILS = 200, 60


def read_questions(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Raises NotLegal."""
    numbered = [{"code": f"q{place}", **row} for place, row in enumerate(rows, start=1)]
    try:
        sheet = Questionnaire.from_json(numbered)
    except (ImpossibleInput, ValueError, KeyError) as problem:
        raise NotLegal(str(problem)) from problem
    return [
        {**row, "options": list(row["options"]), "grades": list(row["grades"])} for row in sheet.to_json()
    ]


def read_classes(rows: Iterable[Mapping[str, Any]], unit: Unit) -> list[dict[str, Any]]:
    """Raises NotLegal for a school of another district, a class that stands twice, numbers that are none."""
    schools = {
        school.pk
        for school in Unit.objects.filter(district_id=unit.root_id, kind=UnitKind.SCHOOL)
        if unit.kind == UnitKind.DISTRICT or school.pk == unit.pk
    }
    classes, seen = [], set()
    for place, row in enumerate(rows, start=1):
        name, school = " ".join(str(row["name"]).split())[:20], int(row["unit"])
        grade, pupils = int(row["grade"]), int(row["pupils"])
        if school not in schools or not name:
            raise NotLegal(_("Choose the school of each class, and give the class its name."))
        if not (1 <= grade <= 11 and 1 <= pupils <= MOST_PUPILS):
            raise NotLegal(
                _("Class «%(name)s»: the grade is 1 to 11, the number of pupils 1 to %(most)d.")
                % {"name": name, "most": MOST_PUPILS}
            )
        if (school, name) in seen:
            raise NotLegal(_("Class «%(name)s» stands twice.") % {"name": name})
        seen.add((school, name))
        classes.append({"key": f"c{place}", "unit": school, "name": name, "grade": grade, "pupils": pupils})
    if len(classes) > MOST_CLASSES:
        raise NotLegal(_("At most %(most)d classes fit.") % {"most": MOST_CLASSES})
    return classes


def computed(survey: SurveyCard, given: Mapping[str, Sequence[Answers]]) -> dict[str, Any]:
    """What is frozen: how many answered, and for each question the whole, schools and classes; None is hidden."""
    by_school: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in survey.classes or [{"key": "", "unit": survey.unit_id, "pupils": 0, "name": ""}]:
        by_school[str(row["unit"])].append(row)
    names = {str(unit.pk): str(unit) for unit in Unit.objects.filter(pk__in=[int(key) for key in by_school])}
    questions = {}
    for question in survey.questionnaire.questions:
        groups = {
            school: {
                row["key"]: [one[question.code] for one in given.get(row["key"], ()) if question.code in one]
                for row in rows
                if not question.grades or row.get("grade") is None or row["grade"] in question.grades
            }
            for school, rows in by_school.items()
        }
        found = tallied(question, {school: rows for school, rows in groups.items() if rows}, survey.least)
        questions[question.code] = found
    return {
        "counted_on": clock.today().isoformat(),
        "asked": sum(row["pupils"] for row in survey.classes),
        "answered": sum(len(rows) for rows in given.values()),
        "schools": [
            {
                "key": school,
                "name": names[school],
                "asked": sum(row["pupils"] for row in rows),
                "answered": sum(len(given.get(row["key"], ())) for row in rows),
            }
            for school, rows in by_school.items()
        ],
        "questions": questions,
    }
