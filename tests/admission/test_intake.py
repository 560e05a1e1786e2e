"""From the form to an application that is complete, and back out of it."""

from datetime import timedelta
from typing import Any

import pytest

from governance import clock
from governance.documents.errors import NotAllowed, NotLegal
from governance.documents.kinds.admission.application import begin_application
from governance.documents.kinds.admission.consent import (
    consent_of,
    draft_consent,
    needs_hand,
    text_of_consent,
)
from governance.documents.law.working_days import Term
from governance.documents.record.perform import perform
from governance.documents.record.private_link import new_key
from governance.documents.settings.admission import LINK, SUPPLEMENT
from tests.admission.terms import decide, ends
from tests.scans import REQUEST, SCANNED_PDF

from .office import GENERAL, INTAKE, MATHS, Office, fresh

POINTS = {"math": "20", "certificate": "4"}
CLAIMS = [{"code": code, "value": value} for code, value in POINTS.items()]


def consented(office: Office, application: Any) -> Any:
    with office.playing():
        consent = draft_consent(application)
    office.parent(consent, "give")
    return fresh(application)


def test_a_half_filled_form_is_kept_and_not_submitted(office: Office) -> None:
    application = consented(office, office.begun(office.announced(), birth_date=None))
    with pytest.raises(NotLegal):
        office.parent(application, "submit")
    assert (fresh(application).state, fresh(application).applicant.phone) == ("draft", "8-900-000-00-00")


def test_without_a_wish_or_the_consent_nothing_is_submitted(office: Office) -> None:
    application = office.begun(office.announced())
    application = office.parent(application, "revise", wishes=[MATHS], claims=CLAIMS)
    with pytest.raises(NotLegal):
        office.parent(application, "submit")
    application = consented(office, application)
    application = office.parent(application, "revise", wishes=[])
    with pytest.raises(NotLegal):
        office.parent(application, "submit")
    application = office.parent(application, "revise", wishes=[MATHS])
    assert office.parent(application, "submit").state == "registered"


def test_an_application_is_registered_on_the_day_it_is_submitted(office: Office) -> None:
    campaign = office.announced()
    numbers = [office.applied(campaign, [MATHS], POINTS).number for _each in range(3)]
    assert numbers == ["1", "2", "3"]
    assert fresh(campaign).applications.filter(registered_on=INTAKE).count() == 3


def test_what_is_begun_in_time_is_not_submitted_too_late(office: Office) -> None:
    campaign = office.announced()
    application = consented(office, office.begun(campaign))
    application = office.parent(application, "revise", wishes=[MATHS], claims=CLAIMS)
    assert campaign.intake_until is not None
    office.on(campaign.intake_until + timedelta(days=1))
    with pytest.raises(NotLegal):
        office.parent(application, "submit")
    with office.playing(), pytest.raises(NotLegal):
        begin_application(campaign)
    office.on(campaign.intake_until)
    assert office.parent(application, "submit").state == "registered"


def test_the_secretary_enters_what_came_on_paper_and_nobody_else_does(office: Office) -> None:
    campaign = office.announced()
    office.on(INTAKE)
    with office.playing():
        for person in (office.chair, office.clerk, office.director):
            with pytest.raises(NotAllowed):
                begin_application(campaign, by=person)
        assert begin_application(campaign, by=office.secretary).author == office.secretary


def test_a_value_beyond_its_criterion_is_refused_by_its_name(office: Office) -> None:
    application = office.begun(office.announced())
    for value in ("32", "-1", "много", "1.00001"):
        with pytest.raises(NotLegal) as refusal:
            office.parent(application, "revise", claims=[{"code": "math", "value": value}])
        assert "ГИА, математика" in str(refusal.value)
    assert not application.claims.exists()
    application = office.parent(application, "revise", claims=[{"code": "math", "value": "31"}])
    assert application.claims.get().value == 31


def test_wishes_are_offers_and_stand_once(office: Office) -> None:
    application = office.begun(office.announced())
    for wishes in ([MATHS, MATHS], ["a"], ["nowhere"]):
        with pytest.raises(NotLegal):
            office.parent(application, "revise", wishes=wishes)
    application = office.parent(application, "revise", wishes=[GENERAL, MATHS])
    assert application.wishes == [GENERAL, MATHS]


def test_a_proof_of_another_application_is_refused(office: Office) -> None:
    campaign = office.announced()
    mine, other = office.begun(campaign), office.begun(campaign)
    for paper in (mine, other):
        office.parent(paper, "enclose", name="диплом.pdf", data=SCANNED_PDF)
    claim = {"code": "prize", "value": "1"}
    with pytest.raises(NotLegal):
        office.parent(mine, "revise", claims=[{**claim, "proof": other.attachments.get()}])
    mine = office.parent(mine, "revise", claims=[{**claim, "proof": mine.attachments.get()}])
    assert mine.claims.get().proof == mine.attachments.get()


def test_a_link_opens_its_own_application_only_until_its_day_and_until_a_new_one(
    office: Office,
) -> None:
    decide(office.luza.district, LINK, Term(1, "days"))
    campaign = office.announced()
    mine, other = office.begun(campaign), office.begun(campaign)
    old = office.keys[mine.pk]
    for key in (office.keys[other.pk], "guessed", ""):
        with office.playing(), pytest.raises(NotAllowed):
            perform(mine, "revise", key=key, wishes=[MATHS])
    with office.playing():
        office.keys[mine.pk] = new_key()
        perform(mine, "renew_link", basis=mine, opened_by=office.keys[mine.pk])
        with pytest.raises(NotAllowed):
            perform(mine, "renew_link", by=office.secretary, opened_by="guessed")
        with pytest.raises(NotAllowed):
            perform(mine, "revise", key=old, wishes=[MATHS])
    office.parent(mine, "revise", wishes=[MATHS])
    office.on(INTAKE + timedelta(days=2))
    with pytest.raises(NotAllowed):
        office.parent(mine, "revise", wishes=[])
    assert fresh(mine).wishes == [MATHS]


def test_what_is_missing_is_waited_for_to_the_end_of_its_day(office: Office) -> None:
    application = office.applied(office.announced(), [MATHS], POINTS)
    with pytest.raises(NotLegal):
        office.act(application, "ask", office.secretary, missing=" ")
    application = office.act(application, "ask", office.secretary, missing="Аттестат")
    last = ends(SUPPLEMENT, INTAKE)
    assert (application.state, application.missing_until) == ("incomplete", last)
    office.on(last)
    with pytest.raises(NotLegal):
        office.act(application, "accept", office.secretary)
    office.on(last + timedelta(days=1))
    assert office.act(application, "accept", office.secretary).state == "review"


def test_the_parents_bring_what_is_missing(office: Office) -> None:
    application = office.applied(office.announced(), [MATHS], POINTS)
    application = office.act(application, "ask", office.secretary, missing="Аттестат")
    application = office.parent(application, "enclose", name="аттестат.pdf", data=SCANNED_PDF)
    application = office.parent(application, "supplement")
    assert (application.state, application.missing) == ("registered", "")
    assert office.act(application, "accept", office.secretary).state == "review"


def test_a_second_application_for_the_same_pupil_is_found_however_it_is_written(office: Office) -> None:
    campaign = office.announced()
    birth = clock.today().replace(year=1996, month=5, day=3)
    first = office.applied(campaign, [MATHS], POINTS, surname="Ерёмин", given="Пётр", birth_date=birth)
    twin = office.applied(campaign, [GENERAL], POINTS, surname=" ЕРЁМИН", given="пётр", birth_date=birth)
    other = office.applied(campaign, [MATHS], POINTS, surname="Ерёмин", given="Иван", birth_date=birth)
    assert [list(one.twins()) for one in (first, twin, other)] == [[twin], [first], []]
    office.act(twin, "withdraw", office.secretary, reason="Подано дважды", **REQUEST)
    assert list(first.twins()) == []


def test_it_is_taken_back_at_any_time_before_the_enrolment(office: Office) -> None:
    campaign = office.announced()
    applied = [office.applied(campaign, [MATHS], POINTS) for _each in range(3)]
    office.checked(applied[1])
    office.act(applied[2], "ask", office.secretary, missing="Аттестат")
    for application in applied:
        assert office.parent(fresh(application), "withdraw").state == "withdrawn"
    with pytest.raises(NotLegal):
        office.parent(fresh(applied[0]), "withdraw")


def test_the_consent_taken_back_takes_the_application_with_it(office: Office) -> None:
    application = office.applied(office.announced(), [MATHS], POINTS)
    consent = consent_of(application)
    assert consent is not None
    assert office.parent(consent, "withdraw").state == "withdrawn"
    application = fresh(application)
    assert (application.state, application.events.latest("position").move) == ("withdrawn", "lapse")


def test_the_consent_names_who_gave_it_by_a_hash_and_in_which_words(office: Office) -> None:
    application = office.begun(office.announced(), parent="", surname="")
    with office.playing():
        consent = draft_consent(application)
    with pytest.raises(NotLegal):
        office.parent(consent, "give")
    office.parent(application, "revise", applicant={"parent": "Ученикова Мария", "surname": "Учеников"})
    given = office.parent(fresh(consent), "give")
    assert given.text == text_of_consent(application.campaign)
    assert given.text.endswith(
        "Согласие действует до 02.07.2013: до этого дня хранятся персональные данные заявления (12 месяцев после дня"
        " отбора). Затем они уничтожаются; баллы и решения остаются под кодом. Само согласие хранится до 02.07.2015"
        " (36 месяцев после дня отбора, а отозванное — после отзыва) как подтверждение того, что обработка была"
        " разрешена."
    )
    assert "Учеников" not in str(given.present_version.content)


def test_what_may_tell_of_health_asks_for_a_consent_signed_by_hand(office: Office) -> None:
    campaign = office.announced()
    plain, special = (office.applied(campaign, [MATHS], POINTS, adapted=adapted) for adapted in (False, True))
    assert [needs_hand(paper) for paper in (plain, special)] == [False, True]
    consent = consent_of(special)
    assert consent is not None
    signed = {"name": "согласие.pdf", "data": SCANNED_PDF}
    with pytest.raises(NotAllowed):
        office.act(consent, "enter_signed", office.clerk, **signed)
    with pytest.raises(NotAllowed):
        office.parent(consent, "enter_signed", **signed)
    entered = office.act(consent, "enter_signed", office.secretary, **signed)
    assert (entered.state, entered.on_paper, entered.attachments.count()) == ("given", True, 1)
    with pytest.raises(NotLegal):
        office.act(entered, "enter_signed", office.secretary, **signed)


@pytest.mark.parametrize(
    "lacks", ["address", "language", "native_language", "parent_address", "parent_document"]
)
def test_an_application_is_not_sent_without_what_the_order_asks_for(office: Office, lacks: str) -> None:
    with pytest.raises(NotLegal):
        office.applied(office.announced(), [MATHS], POINTS, **{lacks: " "})


def test_whoever_applies_says_that_the_papers_of_the_school_were_read(office: Office) -> None:
    with pytest.raises(NotLegal):
        office.applied(office.announced(), [MATHS], POINTS, acquainted=False)
