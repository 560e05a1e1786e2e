"""Pages of surveys: begun from a pattern, handed out by class, answered on a phone, shown by school and class."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from governance.documents.kinds.preprofile.answers import SurveyAnswer
from governance.documents.kinds.preprofile.survey import Survey
from governance.scenarios.luza import Luza
from tests.preprofile.office import COLLEGE, TENTH, ProfileOffice

# Pages say the same words over every database.
pytestmark = pytest.mark.any_database
Desk = Callable[[str], Client]
NINTH, SECOND = ("base", "9А", 9, 8), ("second", "9А", 9, 9)


@pytest.fixture
def office(luza: Luza) -> ProfileOffice:
    return ProfileOffice(luza)


def get(office: ProfileOffice, client: Client, address: str) -> Any:
    with office.playing():
        return client.get(address)


def post(office: ProfileOffice, client: Client, address: str, **data: Any) -> Any:
    with office.playing():
        return client.post(address, data)


def test_a_survey_begins_with_the_questions_of_its_pattern(office: ProfileOffice, desk: Desk) -> None:
    psychologist = desk("psychologist")
    begun = post(
        *(office, psychologist, reverse("survey_new")),
        audience="classes",
        pattern="profile",
        title="",
        opens_on="2012-02-06",
        closes_on="2012-02-11",
    )
    survey = Survey.objects.get()
    assert begun.status_code == 302
    assert (survey.unit, len(survey.questions)) == (office.luza.base, 14)
    assert survey.title.startswith("Образовательные запросы")
    page = get(office, psychologist, reverse("survey_edit", args=[survey.pk]))
    assert page.content.decode().count('class="row-line question-line"') == 14
    assert get(office, desk("observer"), reverse("survey_new")).status_code == 404


def test_questions_and_classes_are_written_part_by_part(office: ProfileOffice, desk: Desk) -> None:
    survey = office.drafted(NINTH)
    deputy = desk("deputy")
    address = reverse("survey_edit", args=[survey.pk])
    head = {"seen": survey.revision, "title": "Опрос", "opens_on": "2012-02-06", "closes_on": "2012-02-11"}
    row = {"question-0-kind": "one", "question-0-text": "Куда?", "question-0-options": "в 10-й"}
    refused = post(office, deputy, address, do="save", **head, **row)
    assert (refused.status_code, "at least two choices" in refused.content.decode()) == (422, True)
    row["question-0-options"] = "в 10-й\nв колледж"
    assert post(office, deputy, address, do="save", **head, **row).status_code == 302
    survey = Survey.objects.get()
    assert [one["options"] for one in survey.questions] == [["в 10-й", "в колледж"]]
    school = office.luza.schools["lalsk"].pk
    line = {"class-0-unit": school, "class-0-name": "9", "class-0-grade": "9", "class-0-pupils": "12"}
    head["seen"] = survey.revision
    assert post(office, deputy, f"{address}?part=classes", do="save", **head, **line).status_code == 302
    assert [one["pupils"] for one in Survey.objects.get().classes] == [12]


def test_slips_of_a_class_go_to_its_school_alone(office: ProfileOffice, desk: Desk) -> None:
    survey = office.opened(NINTH, SECOND)
    own, other = (reverse("survey_slips", args=[survey.pk, group]) for group in ("c1", "c2"))
    teacher = desk("class_teacher")
    printed = get(office, teacher, own)
    assert (printed.status_code, printed["Content-Type"]) == (200, "application/pdf")
    assert get(office, teacher, other).status_code == 404
    assert get(office, desk("observer"), own).status_code == 404
    page = get(office, teacher, reverse("survey_classes", args=[survey.pk])).content.decode()
    assert (own in page, other in page) == (True, False)


def test_a_pupil_answers_on_a_phone_without_an_account(office: ProfileOffice) -> None:
    survey = office.opened(NINTH)
    code = survey.codes.values_list("code", flat=True)[0]
    visitor, address = Client(), reverse("answer", args=[code])
    typed = post(office, visitor, reverse("answer_code"), code=f"{code[:4].lower()}-{code[4:]}")
    assert typed["Location"] == address
    page = get(office, visitor, address)
    assert (page.status_code, page["Cache-Control"]) == (200, "no-store, private")
    missing = post(office, visitor, address, subjects=["0"])
    assert (missing.status_code, SurveyAnswer.objects.count()) == (422, 0)
    assert "checked" in missing.content.decode()
    taken = post(office, visitor, address, after="0", subjects=["0", "2"], words="о сети")
    assert taken["Location"] == reverse("answer_thanks")
    answer = SurveyAnswer.objects.get()
    assert answer.given == {"after": [0], "subjects": [0, 2], "words": "о сети"}
    assert get(office, visitor, address).status_code == 404
    assert visitor.cookies.get("sessionid") is None


def test_guessing_codes_ends_soon(office: ProfileOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    survey = office.opened(NINTH)
    monkeypatch.setattr("governance.desk.public.survey.page.WRONG_CODES_PER_HOUR", 3)
    visitor = Client()
    wrong = reverse("answer", args=["BBBBBBBB"])
    assert [get(office, visitor, wrong).status_code for _try in range(4)] == [404, 404, 404, 429]
    right = reverse("answer", args=[survey.codes.values_list("code", flat=True)[0]])
    assert get(office, visitor, right).status_code == 429


def test_a_poll_is_answered_once_from_a_browser_and_found_on_the_public_site(office: ProfileOffice) -> None:
    poll = office.opened(audience="public", title="О работе округа")
    visitor, address = Client(), reverse("poll", args=[poll.code])
    assert address in get(office, visitor, reverse("site_polls")).content.decode()
    assert post(office, visitor, address, after="0").status_code == 302
    assert "уже ответили" in get(office, visitor, address).content.decode()
    assert post(office, visitor, address, after="0").status_code == 200
    assert post(office, Client(), address, after="1").status_code == 302
    assert poll.answers.count() == 2


def test_results_are_shown_by_school_and_class_and_small_groups_nowhere(
    office: ProfileOffice, desk: Desk
) -> None:
    survey = office.opened(NINTH, ("base", "9Б", 9, 6), SECOND, ("lalsk", "9", 9, 4))
    office.answer(survey, "c1", [TENTH] * 8, words=["о сети"])
    office.answer(survey, "c2", [COLLEGE] * 6)
    office.answer(survey, "c3", [TENTH] * 9)
    office.answer(survey, "c4", [COLLEGE] * 3)
    address = reverse("survey_results", args=[survey.pk])
    deputy = desk("deputy")
    assert get(office, deputy, address).status_code == 404
    survey = office.act(survey, "close", office.deputy)
    whole = get(office, deputy, address).content.decode().replace("\u00a0", " ")
    assert ("65 % (17)" in whole, "о сети" in whole) == (True, True)
    of_class = get(office, deputy, f"{address}?class=c1").content.decode().replace("\u00a0", " ")
    assert ("100 % (8)" in of_class, "о сети" in of_class) == (True, False)
    small = get(office, deputy, f"{address}?school={office.luza.schools['lalsk'].pk}").content.decode()
    assert ("Hidden" in small, "100" in small) == (True, False)
    assert "о сети" not in get(office, desk("head_second"), address).content.decode()
    assert get(office, deputy, f"{address}?class=c9").status_code == 404


def test_published_results_tell_shares_and_no_words(office: ProfileOffice) -> None:
    survey = office.opened(NINTH, SECOND)
    office.answer(survey, "c1", [TENTH] * 8, words=["о сети"])
    office.answer(survey, "c2", [COLLEGE] * 9)
    survey = office.act(survey, "close", office.deputy)
    public = reverse("public_paper", args=[survey.code])
    visitor = Client()
    assert get(office, visitor, public).status_code == 404
    office.act(survey, "publish", office.deputy)
    page = get(office, visitor, public).content.decode()
    assert ("о сети" in page, "53\u00a0% (9)" in page) == (False, True)


def test_the_page_of_a_class_asks_little(
    office: ProfileOffice, desk: Desk, django_assert_max_num_queries: Any
) -> None:
    survey = office.opened(*[("base", f"9-{n}", 9, 3) for n in range(30)])
    client = desk("deputy")
    get(office, client, reverse("survey_list"))
    with django_assert_max_num_queries(12):
        get(office, client, reverse("survey_classes", args=[survey.pk]))
    code = survey.codes.values_list("code", flat=True)[0]
    with django_assert_max_num_queries(4):
        get(office, Client(), reverse("answer", args=[code]))
