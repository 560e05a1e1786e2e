"""Whose turn it is: tasks of meeting, protocol and extract; notices to members."""

from datetime import date, timedelta

import pytest

from governance.documents.kinds.meeting.table import Attendance
from governance.documents.kinds.protocol.extract import draft_extract
from governance.documents.record.document import Document
from governance.documents.record.perform import perform
from governance.flows.engine.models import Notice, Process, Task
from governance.roles.person import Person

from .council import AT_TEN, FOR, SEATS, Council


def tasks_of(person: Person) -> list[str]:
    return [task.verb for task in Task.objects.waiting_for(person).order_by("pk")]


def open_tasks(paper: Document) -> list[str]:
    return [task.verb for task in Task.objects.open().filter(process__document_id=paper.pk).order_by("pk")]


def told(council: Council, text: str) -> list[str]:
    return sorted(
        notice.person.surname for notice in Notice.objects.filter(text=text).select_related("person")
    )


def test_chair_is_asked_to_open_and_to_close_the_meeting(council: Council) -> None:
    meeting = council.drafted()
    assert tasks_of(council.secretary) == ["Complete the agenda and convene the meeting"]
    meeting = council.act(meeting, "convene")
    assert tasks_of(council.secretary) == []
    assert tasks_of(council.chair) == ["Open the meeting"]
    assert Task.objects.open().get().due == meeting.day
    for key in SEATS:
        meeting = council.mark(meeting, key, "present")
    meeting = council.lead(meeting, "open")
    assert tasks_of(council.chair) == ["Hold the votes and close the meeting"]
    meeting = council.vote(meeting, **dict.fromkeys(SEATS, FOR))
    council.lead(meeting, "finish")
    assert tasks_of(council.chair) == []
    assert tasks_of(council.secretary) == ["Complete the protocol and put it up for signature"]


def test_member_who_presides_is_asked_instead_of_the_chair(council: Council) -> None:
    meeting = council.mark(council.running(), "second", Attendance.Status.LEFT)
    council.act(meeting, "preside", seat=council.seats["base"])
    assert (tasks_of(council.members["base"]), tasks_of(council.chair)) == (
        ["Hold the votes and close the meeting"],
        [],
    )


def test_meeting_put_off_is_asked_for_by_its_new_day(council: Council) -> None:
    meeting = council.act(council.convened(), "revise", held_at=AT_TEN + timedelta(days=3))
    assert [task.due for task in Task.objects.open()] == [date(2011, 9, 15)]
    assert open_tasks(meeting) == ["Open the meeting"]


def test_meeting_that_ends_in_any_way_leaves_no_task(council: Council) -> None:
    cancelled = council.act(council.convened(), "cancel", reason="Карантин")
    not_held = council.act(council.convened(), "fail")
    dropped = council.act(council.drafted(), "cancel", reason="Ошибка")
    assert [open_tasks(meeting) for meeting in (cancelled, not_held, dropped)] == [[], [], []]
    assert Process.objects.filter(document__kind="meeting", finished=None).count() == 0


@pytest.mark.quick
def test_chair_and_secretary_are_asked_to_sign_side_by_side(council: Council) -> None:
    protocol = council.signing(council.held())
    assert open_tasks(protocol) == ["Sign the protocol as chair", "Sign the protocol as secretary"]
    protocol = council.lead(protocol, "sign_as_chair")
    assert open_tasks(protocol) == ["Sign the protocol as secretary"]
    protocol = council.act(protocol, "sign_as_secretary")
    assert open_tasks(protocol) == []
    assert Process.objects.filter(document=protocol.pk, finished=None).count() == 0


def test_returned_protocol_asks_for_the_texts_and_then_for_both_signatures_again(council: Council) -> None:
    protocol = council.signing(council.held())
    for returned_after in ("", "sign_as_chair", "sign_as_secretary", ""):
        if returned_after:
            signer = council.chair if returned_after == "sign_as_chair" else council.secretary
            protocol = perform(protocol, returned_after, by=signer)
        protocol = council.lead(protocol, "return_to_draft", reason="Опечатка")
        assert open_tasks(protocol) == ["Complete the protocol and put it up for signature"]
        protocol = council.act(protocol, "submit")
        assert open_tasks(protocol) == ["Sign the protocol as chair", "Sign the protocol as secretary"]
    protocol = council.lead(council.act(protocol, "sign_as_secretary"), "sign_as_chair")
    assert (protocol.state, open_tasks(protocol)) == ("signed", [])
    assert Process.objects.filter(document=protocol.pk, finished=None).count() == 0


def test_failed_effect_asks_the_secretary_to_resolve_it(council: Council) -> None:
    from .test_convening import change_of

    plan = council.plan()
    protocol = council.signing(council.held(subject=plan))
    change_of(council, plan)
    protocol = council.lead(council.act(protocol, "sign_as_secretary"), "sign_as_chair")
    assert open_tasks(protocol) == ["Take note: a decision could not be carried out"]
    council.act(protocol, "resolve_failure", link=protocol.links_out.exclude(failure="").get())
    assert open_tasks(protocol) == []


def test_extract_is_asked_for_until_it_is_issued(council: Council) -> None:
    protocol = council.signed(council.held())
    extract = draft_extract(protocol, council.item(protocol.meeting), by=council.secretary)
    assert open_tasks(extract) == ["Certify the extract"]
    extract = council.act(extract, "certify")
    assert open_tasks(extract) == ["Issue the extract"]
    assert open_tasks(council.act(extract, "issue", to="РОО")) == []


def test_plan_waits_for_the_council_and_is_asked_for_again_when_released(council: Council) -> None:
    plan = council.plan()
    meeting = council.convened(subject=plan)
    assert open_tasks(plan) == ["The council decides"]
    council.act(meeting, "cancel", reason="Карантин")
    assert open_tasks(plan) == ["Put the plan on the agenda of a meeting"]


def test_holders_and_acting_holders_are_told_of_the_meeting(council: Council) -> None:
    council.stand_in("lalsk")
    everyone = ["Бушманова", "Жданов", "Крылова", "Пелевин", "Попова", "Чирков", "Шестакова"]
    meeting = council.drafted()
    council.act(meeting, "revise", place="Лальск")
    assert Notice.objects.count() == 0
    meeting = council.act(meeting, "convene")
    assert told(council, "convened") == everyone
    meeting = council.act(meeting, "revise", held_at=AT_TEN + timedelta(hours=2))
    assert told(council, "rescheduled") == everyone
    assert Notice.objects.filter(text="rescheduled")[0].facts["when"] == "12.09.2011 12:00"
    meeting = council.act(meeting, "add_item", title="О питании")
    assert told(council, "agenda_changed") == everyone
    council.act(meeting, "cancel", reason="Карантин")
    assert told(council, "cancelled") == everyone


def test_members_are_told_that_the_meeting_was_not_held(council: Council) -> None:
    council.act(council.convened(), "fail")
    assert len(told(council, "not_held")) == 6


def test_member_is_told_of_the_vote_that_was_entered_for_them_and_nobody_else_is(council: Council) -> None:
    meeting = council.opened(council.running())
    council.act(meeting, "enter_ballot", seat=council.seats["lalsk"], choice=FOR, way="aloud")
    notice = Notice.objects.get(text="ballot_entered")
    assert (notice.person, notice.facts["choice"], notice.facts["item"]) == (
        council.members["lalsk"],
        "For",
        "1",
    )
