"""What a network teacher teaches: subjects with grades and hours a week, as data. Pure.

In the talk: 7 teachers, 8 subjects, 3 hours a week in grades 9, 10 and 11 (docs/domain.md, "Network teachers").
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from governance.documents.errors import NotLegal
from governance.documents.law.validation import plain

GRADES = range(5, 12)
MOST_SUBJECTS = 20
MOST_HOURS = Decimal(36)


@dataclass(frozen=True)
class Subject:
    """One subject; `hours` a week in each of the `grades`."""

    name: str
    grades: tuple[int, ...]
    hours: Decimal

    @property
    def total(self) -> Decimal:
        """Hours a week over all grades."""
        return self.hours * len(self.grades)

    def to_json(self) -> dict[str, Any]:
        return {"name": self.name, "grades": list(self.grades), "hours": plain(self.hours)}


def read_load(data: Iterable[Mapping[str, Any]]) -> list[Subject]:
    """The subjects as stored or typed. Raises NotLegal, naming the subject, for what does not fit."""
    subjects = [_subject(entry) for entry in data]
    if not 1 <= len(subjects) <= MOST_SUBJECTS:
        raise NotLegal(_("Name the subjects, from 1 to %(most)d.") % {"most": MOST_SUBJECTS})
    names = [subject.name.lower() for subject in subjects]
    for subject in subjects:
        if names.count(subject.name.lower()) > 1:
            raise NotLegal(_("«%(subject)s» stands twice: each subject once.") % {"subject": subject.name})
    if hours_of(subjects) > MOST_HOURS:
        raise NotLegal(
            _("More than %(most)s hours a week: correct hours or grades.") % {"most": plain(MOST_HOURS)}
        )
    return subjects


def hours_of(subjects: Iterable[Subject]) -> Decimal:
    """Hours a week over all subjects and grades."""
    return sum((subject.total for subject in subjects), Decimal(0))


def _subject(entry: Mapping[str, Any]) -> Subject:
    name = " ".join(str(entry.get("name", "")).split())
    if not name or len(name) > 120:
        raise NotLegal(_("Each subject needs a name, at most 120 signs long."))
    grades = tuple(sorted({grade for grade in entry.get("grades", ()) if type(grade) is int}))
    if not grades or any(grade not in GRADES for grade in grades):
        raise NotLegal(_("«%(subject)s»: choose the grades, from 5 to 11.") % {"subject": name})
    try:
        hours = Decimal(str(entry.get("hours", "")).strip().replace(",", "."))
    except InvalidOperation:
        hours = Decimal(0)
    if not hours.is_finite() or not 0 < hours <= MOST_HOURS or hours != round(hours, 1):
        raise NotLegal(
            _("«%(subject)s»: give the hours a week in each grade, e.g. 3 or 1,5.") % {"subject": name}
        )
    return Subject(name, grades, hours.normalize())
