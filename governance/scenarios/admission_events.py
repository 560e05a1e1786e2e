"""What the scenario of the admission is played with: who runs it, on which days, and what happens to whom."""

from datetime import date

from governance.scenarios.admission_school import Finding, Staff

STAFF = Staff(
    school="base",
    runner="clerk",
    clerk="clerk",
    head="director",
    selection=("deputy", "teacher_maths", "teacher_russian", "teacher_biology", "methodical_chair"),
    selection_secretary="admission_secretary",
    appeal=("head_second", "head_lalsk", "head_fabrichnaya"),
    appeal_secretary="methodical_secretary",
)
TITLE = "Приём в 10-е классы на 2012/2013 учебный год"
DAYS = {
    "announced_by": date(2012, 4, 16),
    "intake_from": date(2012, 6, 4),
    "intake_until": date(2012, 6, 22),
    "selection_on": date(2012, 7, 2),
    "results_on": date(2012, 7, 5),
    "appeals_until": date(2012, 7, 10),
}
WORKDAYS = [4, 5, 6, 7, 8, 11, 13, 14, 15, 18, 19, 20, 21, 22]
HOURS = ["09:10", "10:40", "12:20", "14:15", "16:30"]
# A page with nothing on it, for a proof that a parent photographed.
SCAN = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n"
    b"trailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF\n"
)

# What happens to whom, by the numbers of the applications.
ON_PAPER = {8, 19, 40}
ASKED = {
    14: "Копия аттестата: видна только первая страница.",
    24: "Справка о результатах экзаменов с печатью школы.",
    37: "Справка о результате экзамена по предмету по выбору.",
}
BROUGHT, NOT_BROUGHT = {14, 24}, 37
TWIN = 57
WITHDRAWN = 48
CONFLICT = 52
DIFFERENT, CORRECTED, WITHOUT_PROOF = 23, 65, 62
EQUAL = {11: "21", 16: "25"}
GUARANTEED = 41
BELOW_MINIMUM = 35
DISMISSED = 27
GIVES_UP = 43
NO_DIPLOMA = {"prize": {"outcome": "reject", "reason": "диплом не приложен"}}
MISTYPED = {"certificate": {"outcome": "correct", "value": "3.89", "reason": "в аттестате 3,89"}}
NO_RESULT = {"biology": {"outcome": "reject", "reason": "справка не представлена в срок"}}
# What each of the two checks says otherwise than «accept».
FINDINGS: dict[int, tuple[Finding, ...]] = {
    DIFFERENT: ({}, {"prize": {"outcome": "reject", "reason": "диплом школьного этапа олимпиады"}}),
    CORRECTED: (MISTYPED, MISTYPED),
    WITHOUT_PROOF: (NO_DIPLOMA, NO_DIPLOMA),
    NOT_BROUGHT: (NO_RESULT, NO_RESULT),
}
