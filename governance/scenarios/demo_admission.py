"""Admissions of the demonstration: additional places in the 10th classes of two schools in the autumn of 2011.

The base school has published its list, and one appeal waits to be heard; the other school takes applications, and each
of its people has something to do.
"""

from datetime import date

from governance.documents.kinds.admission.rating import Rating
from governance.scenarios.admission import out_of
from governance.scenarios.admission_applicants import pupils
from governance.scenarios.admission_events import SCAN, STAFF
from governance.scenarios.admission_school import AdmittingSchool, Question, Staff
from governance.scenarios.luza import Luza
from governance.scenarios.stage import Stage

TITLE = "Дополнительный приём в 10-е классы на 2011/2012 учебный год"
CLASSES = [
    {
        "code": "a",
        "name": "10 «А»",
        "places": 4,
        "profiles": [
            {"code": "physics", "name": "физико-математический", "places": 2},
            {"code": "chemistry", "name": "химико-биологический", "places": 2},
        ],
    },
    {"code": "b", "name": "10 «Б»", "places": 3, "general": True},
]
SECOND = Staff(
    school="second",
    runner="deputy_second",
    clerk="clerk_second",
    head="head_second",
    selection=("deputy_second", "teacher_maths", "teacher_russian", "teacher_biology", "methodical_chair"),
    selection_secretary="clerk_second",
    appeal=("head_lalsk", "head_zhivotovo", "head_kulikovo"),
    appeal_secretary="methodical_secretary",
)


def fill_admissions(luza: Luza) -> None:
    fill_published(luza, Stage())
    fill_intake(luza, Stage())


def fill_published(luza: Luza, stage: Stage) -> None:
    """The base school: six applied, the list is published, the term for appeals runs."""
    school = AdmittingSchool(luza, stage, STAFF)
    stage.at("2011-09-14 13:00")
    days = {
        "announced_by": date(2011, 9, 19),
        "intake_from": date(2011, 10, 3),
        "intake_until": date(2011, 10, 14),
        "selection_on": date(2011, 11, 8),
        "results_on": date(2011, 11, 14),
        "appeals_until": date(2011, 11, 22),
    }
    school.prepare(TITLE, 2011, "2011-09-15 11:00", days, CLASSES)
    stage.at("2011-09-16 09:00")
    school.announce()
    applied = []
    for day, pupil in zip((3, 4, 5, 6, 10, 12), pupils(luza)[:6], strict=True):
        stage.at(f"2011-10-{day:02} 10:30")
        applied.append(school.apply(pupil))
    stage.at("2011-10-17 11:00")
    for application in applied:
        school.check(school.register(application, "accept"))
    stage.at("2011-11-08 10:00")
    rating = school.rank()
    question = Question(
        rating, "for", "Винокурова С.А. о рейтинговом списке.", "Утвердить рейтинговый список."
    )
    school.decide(school.selection(), "2011-11-08 14:00", question, out=out_of(school, rating))
    stage.at("2011-11-14 10:00")
    stage.do(Rating.objects.get(pk=rating.pk), "publish", school.secretary)
    stage.at("2011-11-18 12:00")
    school.appeal(applied[1], "Не учтён диплом призёра муниципального этапа олимпиады.")


def fill_intake(luza: Luza, stage: Stage) -> None:
    """The other school takes applications until the end of November: one of each kind of work."""
    school = AdmittingSchool(luza, stage, SECOND)
    stage.at("2011-10-31 10:00")
    days = {
        "announced_by": date(2011, 11, 3),
        "intake_from": date(2011, 11, 14),
        "intake_until": date(2011, 11, 30),
        "selection_on": date(2011, 12, 19),
        "results_on": date(2011, 12, 22),
        "appeals_until": date(2011, 12, 27),
    }
    school.prepare(TITLE, 2011, "2011-11-01 11:00", days, CLASSES)
    stage.at("2011-11-02 09:00")
    school.announce()
    applied = []
    for day, pupil in zip((14, 15, 15, 16, 17, 18, 18), pupils(luza)[22:29], strict=True):
        stage.at(f"2011-11-{day} 12:00")
        applied.append(school.apply(pupil, proof=SCAN if "prize" in pupil.values else b""))
    disputed, half_checked, unchecked, incomplete, *_registered = applied
    stage.at("2011-11-18 15:00")
    # Two checks differ, so the chair decides; one more is checked by one member; of a third, one is out.
    mistyped: dict[str, dict[str, str]] = {
        "certificate": {"outcome": "correct", "value": "4.10", "reason": "в аттестате другой балл"}
    }
    school.check(school.register(disputed, "accept"), {}, mistyped)
    half_checked = school.register(half_checked, "accept")
    school.check_once(half_checked, half_checked.live_checks[0].person)
    unchecked = school.register(unchecked, "accept")
    related = unchecked.live_checks[0].person
    stage.do(unchecked, "declare_conflict", related, reason="Занимаюсь с учеником за плату.")
    school.register(incomplete, "ask", missing="Копия аттестата: видна только первая страница.")
    # A parent has begun a form this morning.
    stage.at("2011-11-21 08:30")
    school.fill_in(pupils(luza)[30])
