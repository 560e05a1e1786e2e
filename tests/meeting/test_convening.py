"""Before the meeting: agenda, invitation, cancellation."""

from datetime import date, datetime, timedelta
from itertools import permutations

import pytest
from django.utils import timezone

from governance import clock
from governance.documents.approval.regulation import Regulation
from governance.documents.errors import NotAllowed, NotLegal
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.plan.plan import Plan
from governance.documents.record.history import history_of
from governance.documents.record.perform import draft, perform
from governance.record_rows import past_the_door
from governance.roles.catalogue import Role

from .conftest import Refusal
from .council import AT_TEN, Council


def test_secretary_convenes_and_the_agenda_is_frozen(council: Council) -> None:
    plan = council.plan()
    meeting = council.convened("О режиме работы", subject=plan)
    assert meeting.state == "planned"
    assert meeting.present_version is not None
    agenda = meeting.present_version.content["agenda"]
    assert [item["title"] for item in agenda] == [
        "О режиме работы",
        "О согласовании плана работы округа на 2011/2012 учебный год",
    ]
    assert plan.present_version is not None
    assert agenda[1]["version"] == plan.present_version.sha256
    assert Plan.objects.get(pk=plan.pk).on_agenda_id == meeting.pk


def test_member_does_not_convene(council: Council, refused: Refusal) -> None:
    meeting = council.drafted()
    with refused(NotAllowed, meeting):
        perform(meeting, "convene", by=council.members["lalsk"])
    assert council.lead(meeting, "convene").state == "planned"


def test_member_does_not_draft_a_meeting(council: Council) -> None:
    facts = {"unit": council.unit, "title": "Заседание", "held_at": AT_TEN, "place": "г. Луза"}
    with pytest.raises(NotAllowed):
        draft(Meeting, by=council.members["lalsk"], **facts)
    assert draft(Meeting, by=council.chair, **facts).state == "draft"


def test_empty_agenda_is_not_convened(council: Council, refused: Refusal) -> None:
    meeting = draft(
        Meeting, unit=council.unit, title="Заседание", by=council.secretary, held_at=AT_TEN, place="г. Луза"
    )
    with refused(NotLegal, meeting, "The agenda is empty"):
        council.act(meeting, "convene")


def test_meeting_without_a_place_is_not_convened(council: Council, refused: Refusal) -> None:
    meeting = council.act(council.drafted(), "revise", place=" ")
    with refused(NotLegal, meeting, "Say where"):
        council.act(meeting, "convene")


def test_meeting_is_not_convened_for_a_day_that_has_passed(council: Council, refused: Refusal) -> None:
    meeting = council.act(council.drafted(), "revise", held_at=AT_TEN - timedelta(days=1))
    with refused(NotLegal, meeting, "has passed"):
        council.act(meeting, "convene")


def test_meeting_needs_rules_in_force_on_its_day(council: Council, refused: Refusal) -> None:
    with past_the_door():
        Regulation.objects.update(since=date(2011, 12, 1))
    meeting = council.drafted()
    with refused(NotLegal, meeting, "No deciding rules"):
        council.act(meeting, "convene")


def test_plan_in_draft_cannot_stand_on_an_agenda(council: Council, refused: Refusal) -> None:
    plan = draft(Plan, unit=council.luza.district, title="План на будущее", by=council.outsider)
    meeting = council.drafted()
    with refused(NotLegal, meeting, "does not wait for a decision"):
        council.act(meeting, "add_item", subject=plan)


def test_paper_stands_once_on_an_agenda(council: Council, refused: Refusal) -> None:
    plan = council.plan()
    meeting = council.drafted(subject=plan)
    with refused(NotLegal, meeting, "stands on this agenda already"):
        council.act(meeting, "add_item", subject=plan.pk)


def test_plan_on_one_agenda_is_not_put_on_another(council: Council, refused: Refusal) -> None:
    plan = council.plan()
    rival = council.drafted(subject=plan)
    council.convened(subject=plan)
    with refused(NotLegal, rival, "Item 2: «План работы округа на 2011/2012 учебный год»"):
        council.act(rival, "convene")


def test_plan_withdrawn_and_changed_is_not_convened_in_its_old_version(
    council: Council, refused: Refusal
) -> None:
    plan = council.plan()
    meeting = council.drafted(subject=plan)
    change_of(council, plan)
    with refused(NotLegal, meeting, "has changed since"):
        council.act(meeting, "convene")


def change_of(council: Council, plan: Plan) -> None:
    """The deputy withdraws the plan, gives it another text and submits it again."""
    from governance.documents.kinds.plan.edits import WriteHead

    perform(plan, "withdraw", by=council.outsider, reason="Ошибка в сроках")
    perform(plan, "revise", by=council.outsider, edits=[WriteHead(aims=["Обновить план"])])
    perform(plan, "submit", by=council.outsider)


def test_question_without_words_and_paper_is_refused(council: Council, refused: Refusal) -> None:
    meeting = council.drafted()
    with refused(NotLegal, meeting, "Write the question"):
        council.act(meeting, "add_item", title="  ")


def test_text_of_a_megabyte_is_refused(council: Council, refused: Refusal) -> None:
    meeting = council.drafted()
    with refused(NotLegal, meeting, "at most 500 signs fit"):
        council.act(meeting, "add_item", title="я" * 1_000_000)
    with refused(NotLegal, meeting, "at most 5000 signs fit"):
        council.act(meeting, "add_item", title="О дне", decision_draft="я" * 1_000_000)


def test_item_dropped_from_a_convened_agenda_lets_its_plan_go(council: Council) -> None:
    plan = council.plan()
    meeting = council.convened("О режиме работы", "О питании", subject=plan)
    meeting = council.act(meeting, "drop_item", item=council.item(meeting, 3))
    assert Plan.objects.get(pk=plan.pk).on_agenda is None
    assert history_of(plan)[-2:] == ["take_up", "release"]
    meeting = council.act(meeting, "add_item", subject=plan)
    assert Plan.objects.get(pk=plan.pk).on_agenda_id == meeting.pk
    assert [str(item) for item in meeting.agenda()] == [
        "1. О режиме работы",
        "2. О питании",
        "3. О согласовании плана работы округа на 2011/2012 учебный год",
    ]


@pytest.mark.parametrize("begin", ["drafted", "convened"])
def test_any_question_may_be_dropped_and_the_others_close_up(council: Council, begin: str) -> None:
    titles = ["Первый", "Второй", "Третий", "Четвёртый", "Пятый"]
    meeting = getattr(council, begin)(*titles)
    for number in (3, 1, 2, 2):
        meeting = council.act(meeting, "drop_item", item=council.item(meeting, number))
        del titles[number - 1]
        assert [(item.position, item.title) for item in meeting.agenda()] == list(enumerate(titles, start=1))
    assert titles == ["Второй"]


def test_any_order_follows_any_other(council: Council) -> None:
    meeting = council.drafted("Первый", "Второй", "Третий", "Четвёртый")
    for order in permutations([item.pk for item in meeting.agenda()]):
        meeting = council.act(meeting, "reorder", order=list(order))
        assert [(item.position, item.pk) for item in meeting.agenda()] == list(enumerate(order, start=1))


def test_last_question_of_a_convened_meeting_is_not_dropped(council: Council, refused: Refusal) -> None:
    meeting = council.convened()
    with refused(NotLegal, meeting, "cancel the meeting instead"):
        council.act(meeting, "drop_item", item=council.item(meeting))


def test_change_of_a_convened_meeting_is_a_new_version(council: Council) -> None:
    meeting = council.convened("Первый", "Второй")
    first, second = meeting.agenda()
    meeting = council.act(meeting, "reorder", order=[second.pk, first.pk])
    assert [item.title for item in meeting.agenda()] == ["Второй", "Первый"]
    meeting = council.act(meeting, "revise", held_at=AT_TEN + timedelta(days=2))
    meeting = council.act(meeting, "revise_item", item=first, title="Первый вопрос", secret=True)
    assert meeting.version == 4


def test_order_of_another_agenda_is_refused(council: Council, refused: Refusal) -> None:
    meeting = council.drafted("Первый", "Второй")
    for order in ([1], [council.item(meeting, 1).pk] * 2):
        with refused(NotLegal, meeting, "The agenda has changed meanwhile"):
            council.act(meeting, "reorder", order=order)


def test_item_of_another_meeting_is_refused(council: Council, refused: Refusal) -> None:
    meeting, other = council.drafted(), council.drafted()
    with refused(NotLegal, meeting, "no such item"):
        council.act(meeting, "drop_item", item=council.item(other))


def test_cancelled_meeting_lets_its_plan_go_and_needs_a_reason(council: Council, refused: Refusal) -> None:
    plan = council.plan()
    meeting = council.convened(subject=plan)
    with refused(NotLegal, meeting, "Write the reason"):
        council.act(meeting, "cancel")
    meeting = council.act(meeting, "cancel", reason="Карантин в школах")
    assert (meeting.state, Plan.objects.get(pk=plan.pk).on_agenda) == ("cancelled", None)


def test_agenda_stands_still_once_the_meeting_runs(council: Council, refused: Refusal) -> None:
    meeting = council.running()
    for name, facts in (
        ("add_item", {"title": "Ещё"}),
        ("revise", {"place": "Лальск"}),
        ("reorder", {"order": []}),
    ):
        with refused(NotLegal, meeting, "is not possible in it"):
            council.act(meeting, name, **facts)


def test_naive_moment_is_read_as_local_time(council: Council) -> None:
    meeting = council.act(council.drafted(), "revise", held_at=datetime(2011, 9, 13, 15, 0))  # noqa: DTZ001  a form sends none
    assert timezone.localtime(meeting.held_at).isoformat(timespec="minutes") == "2011-09-13T15:00+04:00"


def test_chair_presides_by_default_and_the_convening_secretary_keeps_the_minutes(council: Council) -> None:
    meeting = council.convened()
    assert (meeting.presiding, meeting.secretary) == (council.seats["second"], council.secretary)
    convened_by_chair = council.lead(council.drafted(), "convene")
    assert convened_by_chair.secretary == council.secretary


def test_another_secretary_takes_over_the_minutes(council: Council, refused: Refusal) -> None:
    from governance.roles.acts.appointing import appoint

    meeting = council.convened()
    deputy = council.luza.people["clerk"]
    with refused(NotAllowed, meeting):
        perform(meeting, "take_minutes", by=deputy)
    appoint(deputy, Role.COUNCIL_SECRETARY, council.unit, basis="приказ № 5", since=date(2011, 9, 1), by=None)
    with refused(NotAllowed, meeting, "are kept by Ивонина М.Ю."):
        perform(meeting, "mark_attendance", by=deputy, seat=council.seats["base"], status="present")
    with refused(NotAllowed, meeting, "You keep these minutes already"):
        council.act(meeting, "take_minutes")
    meeting = perform(meeting, "take_minutes", by=deputy)
    perform(meeting, "mark_attendance", by=deputy, seat=council.seats["base"], status="present")
    assert history_of(meeting)[-2:] == ["take_minutes", "mark_attendance"]


def test_meeting_is_opened_on_its_day_only(council: Council, refused: Refusal) -> None:
    meeting = council.convened()
    for key in council.seats:
        meeting = council.mark(meeting, key, "present")
    for day in (date(2011, 9, 11), date(2011, 9, 13)):
        with clock.played(day), refused(NotLegal, meeting, "planned for another day"):
            council.lead(meeting, "open")
    assert council.lead(meeting, "open").state == "running"
