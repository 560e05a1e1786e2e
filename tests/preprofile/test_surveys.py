"""Surveys as papers: who prepares and opens them, one answer for a code, results that tell of nobody."""

from datetime import date
from time import perf_counter

import pytest

from governance.documents.errors import NotAllowed, NotLegal
from governance.documents.kinds.preprofile.answering import take_answer
from governance.documents.kinds.preprofile.answers import SurveyAnswer, SurveyCode
from governance.documents.kinds.preprofile.survey import Survey
from governance.documents.kinds.preprofile.survey_card import SurveyFaults
from governance.documents.record.events import Event
from governance.documents.record.history import verify
from governance.flows.jobs.ends import count_surveys, surveys_over
from tests.preprofile.office import COLLEGE, QUESTIONS, TENTH, ProfileOffice

NINTH = ("base", "9А", 9, 8)
pytestmark = pytest.mark.django_db


def moves_of(survey: Survey) -> list[str]:
    return list(
        Event.objects.filter(document_id=survey.pk).order_by("position").values_list("move", flat=True)
    )


def test_the_psychologist_prepares_and_the_director_opens(office: ProfileOffice) -> None:
    psychologist, director = office.people["psychologist"], office.people["director"]
    survey = office.drafted(NINTH, unit=office.luza.base, by=psychologist)
    survey = office.act(survey, "submit", psychologist)
    with pytest.raises(NotAllowed):
        office.act(survey, "open", psychologist)
    with pytest.raises(NotAllowed):
        office.act(survey, "open", office.people["head_second"])
    survey = office.act(survey, "open", director)
    assert (survey.state, survey.least, survey.codes.count()) == ("open", 5, 8)


def test_a_school_asks_its_own_classes_alone(office: ProfileOffice) -> None:
    with pytest.raises(NotLegal):
        office.drafted(("second", "9А", 9, 8), unit=office.luza.base, by=office.people["psychologist"])


def test_a_code_answers_once_and_is_gone(office: ProfileOffice) -> None:
    survey = office.opened(NINTH)
    code = survey.codes.first()
    assert code is not None
    with office.playing():
        take_answer(survey, {"after": TENTH}, code=code)
        with pytest.raises(NotLegal):
            take_answer(survey, {"after": COLLEGE}, code=code)
    assert (survey.codes.count(), survey.answers.count()) == (7, 1)


def test_no_row_joins_a_code_with_its_answer(office: ProfileOffice) -> None:
    """An answer has its class, what was chosen and a random key; no event, version or moment tells of it."""
    survey = office.opened(NINTH)
    before = moves_of(survey)
    office.answer(survey, "c1", [TENTH, COLLEGE])
    assert moves_of(survey) == before
    assert {field.name for field in SurveyAnswer._meta.fields} == {"id", "survey", "group", "given"}
    assert {field.name for field in SurveyCode._meta.fields} == {"id", "survey", "group", "code"}
    keys = [answer.pk for answer in survey.answers.all()]
    assert min(keys) > 10_000


def test_what_is_missing_is_told_question_by_question_and_the_code_stays(office: ProfileOffice) -> None:
    survey = office.opened(NINTH)
    code = survey.codes.first()
    with office.playing(), pytest.raises(SurveyFaults) as refusal:
        take_answer(survey, {"subjects": ["0", "1", "2"]}, code=code)
    assert set(refusal.value.faults) == {"after", "subjects"}
    assert (survey.codes.count(), survey.answers.count()) == (8, 0)


@pytest.mark.parametrize("day", [date(2012, 2, 5), date(2012, 2, 12)])
def test_outside_of_its_days_nothing_is_taken(office: ProfileOffice, day: date) -> None:
    office.day = date(2012, 2, 5)
    survey = office.opened(NINTH)
    office.day = day
    with pytest.raises(NotLegal):
        office.answer(survey, "c1", [TENTH])


def test_the_day_after_the_last_counts_and_forgets(office: ProfileOffice) -> None:
    survey = office.opened(NINTH, ("base", "9Б", 9, 6), ("second", "9А", 9, 4))
    office.answer(survey, "c1", [TENTH] * 5 + [COLLEGE] * 2, sure=["3"], words=["о сети"])
    office.answer(survey, "c2", [COLLEGE] * 6)
    office.answer(survey, "c3", [TENTH] * 3)
    with office.playing():
        assert list(surveys_over()) == []
    office.day = date(2012, 2, 12)
    with office.playing():
        count_surveys()
    survey = Survey.objects.get(pk=survey.pk)
    after = survey.results["questions"]["after"]
    base, second = (str(office.luza.schools[key].pk) for key in ("base", "second"))
    assert (survey.state, survey.codes.count(), survey.answers.count()) == ("closed", 0, 0)
    assert (survey.results["asked"], survey.results["answered"]) == (18, 16)
    assert after["whole"] == {"answered": 16, "counts": [8, 8]}
    # The three of the second school would follow from the whole and the base school, so both are hidden.
    assert (after["schools"], set(after["classes"].values())) == ({base: None, second: None}, {None})
    assert survey.texts == {"words": ["о сети"] * 7}
    assert "о сети" not in str(survey.content())
    assert list(verify()) == []


def test_it_is_closed_before_its_day_by_whoever_runs_it(office: ProfileOffice) -> None:
    survey = office.opened(NINTH)
    office.answer(survey, "c1", [TENTH] * 6)
    with pytest.raises(NotAllowed):
        office.act(survey, "close", office.people["head_second"])
    survey = office.act(survey, "close", office.deputy)
    assert survey.results["questions"]["after"]["classes"] == {"c1": {"answered": 6, "counts": [6, 0]}}
    with office.playing(), pytest.raises(NotLegal):
        take_answer(survey, {"after": TENTH}, code=SurveyCode(pk=1, survey=survey, group="c1"))


def test_given_up_nothing_is_left_of_it(office: ProfileOffice) -> None:
    survey = office.opened(NINTH)
    office.answer(survey, "c1", [TENTH] * 6)
    survey = office.act(survey, "cancel", office.deputy, reason="Спросили не о том.")
    assert (survey.state, survey.codes.count(), survey.answers.count()) == ("cancelled", 0, 0)


def test_a_poll_of_the_public_is_public_from_its_opening_and_needs_no_code(office: ProfileOffice) -> None:
    poll = office.opened(audience="public")
    assert (poll.published_at is not None, poll.codes.count()) == (True, 0)
    with office.playing():
        for _one in range(6):
            take_answer(poll, {"after": TENTH})
    poll = office.act(poll, "close", office.deputy)
    assert poll.results["questions"]["after"]["whole"] == {"answered": 6, "counts": [6, 0]}


def test_a_copy_takes_questions_and_classes_over(office: ProfileOffice) -> None:
    survey = office.drafted(NINTH)
    (move, facts), *_ = survey.moves_of_a_copy()
    assert move == "revise"
    assert [row["text"] for row in facts["questions"]] == [row["text"] for row in QUESTIONS]


def test_two_thousand_answers_are_taken_and_counted(office: ProfileOffice) -> None:
    """Counting costs a few queries, whatever the number, and a second at most."""
    survey = office.opened(*[("base", f"9-{n}", 9, 50) for n in range(40)])
    assert survey.codes.count() == 2_000
    SurveyCode.objects.filter(survey=survey).delete()
    SurveyAnswer.objects.bulk_create(
        SurveyAnswer(
            id=n, survey=survey, group=f"c{n % 40 + 1}", given={"after": [n % 2], "subjects": [n % 3]}
        )
        for n in range(1, 2_001)
    )
    begun = perf_counter()
    survey = office.act(survey, "close", office.deputy)
    assert survey.results["questions"]["after"]["whole"] == {"answered": 2_000, "counts": [1_000, 1_000]}
    assert len(survey.results["questions"]["after"]["classes"]) == 40
    assert perf_counter() - begun < 5
