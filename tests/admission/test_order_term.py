"""The five working days to the order of enrolment, and the term of appeals that runs from the publication itself."""

from datetime import date, timedelta

import pytest

from governance import clock
from governance.documents.errors import NotLegal
from governance.documents.kinds.admission.application import Application
from governance.documents.kinds.admission.order_term import order_due, order_term
from governance.documents.kinds.admission.rating import Rating, ends_of_appeals
from governance.documents.law.working_days import Term
from governance.documents.settings.admission import (
    ANEW,
    APPEAL,
    APPEALS_ANEW,
    ENROLMENT,
    ENROLMENT_FROM,
    FROM_APPLICATION,
)
from governance.flows.engine.models import Notice, Task
from governance.flows.jobs.enrolments import tell_of_enrolments
from governance.roles.acts.settings import change_setting
from tests.admission.terms import decide, ends
from tests.memory import recalled

from .office import AFTER, INTAKE, MATHS, RESULTS, Office, fresh
from .test_appeal import prepared

LATE = RESULTS + timedelta(days=8)
PLANNED = date(2012, 7, 10)


@pytest.fixture
@recalled
def checked(office: Office) -> list[Application]:
    """Two places, three who want them; not published."""
    campaign = office.announced()
    return [
        office.checked(
            office.applied(campaign, [MATHS], {"math": mark, "certificate": "4"}, general_too=False)
        )
        for mark in ("31", "30", "29")
    ]


def published(office: Office, applied: list[Application], day: date) -> Rating:
    office.on(day)
    rating = office.adopted(applied[0].campaign)
    office.on(day)
    return fresh(office.act(rating, "publish", office.secretary))


def tasks(office: Office) -> list[tuple[str, str, date | None]]:
    """What the open tasks of ratings ask, of whom, until when."""
    found = Task.objects.open().filter(process__document__kind="rating", flow_task_type="HUMAN")
    return [(task.flow_task.name, task.right, task.due) for task in found]


def test_appeals_run_from_the_publication_and_a_late_one_moves_their_end(
    office: Office, checked: list[Application]
) -> None:
    rating = published(office, checked, LATE)
    last = ends(APPEAL, LATE)
    assert (rating.appeals_until, ends_of_appeals([rating.campaign_id])) == (last, {rating.campaign_id: last})
    assert last > PLANNED
    office.on(last)
    with pytest.raises(NotLegal):
        office.act(rating, "enrol", office.clerk)
    office.on(last + timedelta(days=1))
    assert office.act(rating, "enrol", office.clerk).state == "adopted"


def test_a_publication_in_time_leaves_the_announced_end_of_appeals(
    office: Office, checked: list[Application]
) -> None:
    assert published(office, checked, RESULTS).appeals_until == PLANNED


def test_after_an_upheld_appeal_no_task_to_publish_stays_and_the_clerk_is_asked_for_the_order(
    office: Office, checked: list[Application]
) -> None:
    published(office, checked, RESULTS)
    office.heard(prepared(office, office.appealed(fresh(checked[2]))))
    corrected = Rating.objects.latest("edition")
    assert (corrected.appeals_until, tasks(office)) == (
        PLANNED,
        [("enrolment", "draft_order", ends(ENROLMENT, PLANNED))],
    )
    with clock.played(AFTER):
        waiting = Task.objects.waiting_for(office.clerk)
        assert [task.document.pk for task in waiting if task.document.kind == "rating"] == [corrected.pk]
    office.on(AFTER)
    office.act(corrected, "enrol", office.clerk)
    assert tasks(office) == []


def test_a_district_may_give_those_whom_a_correction_concerns_a_term_of_their_own(
    office: Office, checked: list[Application]
) -> None:
    change_setting(
        office.luza.district, APPEALS_ANEW, ANEW, since=date(2012, 1, 1), by=None, basis="приказ № 1"
    )
    published(office, checked, RESULTS)
    appeal = prepared(office, office.appealed(fresh(checked[2])))
    office.on(date(2012, 7, 10))
    office.heard(appeal)
    assert Rating.objects.latest("edition").appeals_until == ends(APPEAL, date(2012, 7, 10))


def test_the_order_is_awaited_five_working_days_after_the_appeals(
    office: Office, checked: list[Application]
) -> None:
    first, _second, reserve = checked
    assert order_term(first, None) is None
    rating = published(office, checked, RESULTS)
    term = order_term(fresh(first), rating.appeals_until)
    assert term is not None
    assert (str(term.term), term.last, order_due(rating)) == ("5 рабочих дней", date(2012, 7, 17), term.last)
    assert order_term(fresh(reserve), rating.appeals_until) is None
    with clock.played(term.last):
        assert not term.is_over
    with clock.played(term.last + timedelta(days=1)):
        assert term.is_over
    decide(office.luza.district, ENROLMENT, Term(3, "days"))
    assert order_due(rating) == date(2012, 7, 13)


def test_for_whoever_takes_a_place_later_the_term_begins_then_and_the_clerk_is_told(
    office: Office, checked: list[Application]
) -> None:
    rating = published(office, checked, RESULTS)
    office.on(date(2012, 7, 20))
    office.parent(fresh(checked[0]), "decline")
    office.act(fresh(checked[2]), "offer_place", office.secretary, offer=MATHS)
    taken = office.parent(fresh(checked[2]), "take_place")
    term = order_term(taken, rating.appeals_until)
    assert term is not None
    assert term.last == ends(ENROLMENT, date(2012, 7, 20)) == date(2012, 7, 27)
    told = Notice.objects.filter(text="place_taken").values_list("person", "facts__day")
    assert (office.clerk.pk, "27.07.2012") in set(told)


def test_a_district_may_count_from_the_application_itself(office: Office) -> None:
    change_setting(
        office.luza.district,
        ENROLMENT_FROM,
        FROM_APPLICATION,
        since=date(2012, 1, 1),
        by=None,
        basis="приказ № 1",
    )
    application = office.applied(office.announced(), [MATHS], {"math": "31", "certificate": "4"})
    term = order_term(application, None)
    assert term is not None
    assert term.last == ends(ENROLMENT, INTAKE)
    office.parent(application, "withdraw")
    assert order_term(fresh(application), None) is None


def test_the_school_is_told_once_before_the_order_is_due_and_once_when_it_is_late(
    office: Office, checked: list[Application]
) -> None:
    published(office, checked, RESULTS)
    written = []
    for day in (
        date(2012, 7, 13),
        date(2012, 7, 16),
        date(2012, 7, 17),
        date(2012, 7, 18),
        date(2012, 7, 19),
    ):
        with clock.played(day):
            written.append({person.pk for person in tell_of_enrolments()})
            assert tell_of_enrolments() == []
    school = {office.clerk.pk, office.director.pk}
    assert [bool(people) for people in written] == [False, True, False, True, False]
    assert school <= written[1] & written[3]
    texts = (
        Notice.objects.filter(text__startswith="enrolment").order_by("pk").values_list("text", "facts__day")
    )
    assert set(texts) == {("enrolment_due", "17.07.2012"), ("enrolment_late", "17.07.2012")}
