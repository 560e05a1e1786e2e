"""A member is out for one question: quorum, roll and votes follow, and protocol and page say so at this question."""

from datetime import timedelta

from governance import clock
from governance.documents.errors import NotAllowed, NotLegal
from governance.documents.kinds.meeting.overview import board
from governance.documents.kinds.meeting.table import Attendance
from governance.documents.record.perform import perform

from .conftest import Refusal
from .council import ABSENT, AGAINST, AT_TEN, FOR, PRESENT, SEATS, Council

ON_NOTICE = "При рассмотрении вопроса отсутствовала Попова Т.Н."


def test_who_is_out_for_a_question_is_neither_counted_nor_asked_and_votes_again_after_it(
    council: Council, refused: Refusal
) -> None:
    meeting = council.running("О школьном автобусе", "О питании")
    bus, food = meeting.agenda()
    meeting = council.act(meeting, "step_out", item=bus, seat=council.seats["kulikovo"])
    assert [note.name for note in board(meeting).items[0].absences] == ["Попова Т.Н."]
    meeting = council.opened(meeting, bus)
    with refused(NotLegal, meeting, "You are not marked as present"):
        council.cast(meeting, "kulikovo", FOR)
    for key in SEATS[:5]:
        meeting = council.cast(meeting, key, FOR)
    meeting = council.lead(meeting, "close_round")
    outcome = council.last_round(meeting).outcome
    assert (outcome["present"], outcome["roster"], outcome["for"]) == (5, 6, 5)
    meeting = council.act(meeting, "come_back", seat=council.seats["kulikovo"])
    meeting = council.vote(meeting, food, **dict.fromkeys(SEATS, FOR))
    words = council.protocol(council.lead(meeting, "finish")).content()
    assert [item["away"] for item in words["items"]] == [ON_NOTICE, ""]
    assert [item["taking_part"] for item in words["items"]] == [
        ["Присутствовали 5 из 6 членов совета школьного округа."],
        ["Присутствовали 6 из 6 членов совета школьного округа."],
    ]
    assert "Попова Т.Н., член совета округа (Покровская ООШ)" in words["present"]


def test_quorum_falls_with_those_who_are_out(council: Council, refused: Refusal) -> None:
    meeting = council.running(here=SEATS[:3])
    item = council.item(meeting)
    meeting = council.act(meeting, "step_out", item=item, seat=council.seats["lalsk"])
    with refused(NotLegal, meeting, "No quorum: present 2 of 6"):
        council.opened(meeting)
    meeting = council.act(meeting, "come_back", seat=council.seats["lalsk"])
    assert council.opened(meeting).open_round_now() is not None


def test_a_question_that_was_only_heard_names_who_was_out_for_it(council: Council) -> None:
    meeting = council.running("О школьном автобусе")
    item = council.item(meeting)
    meeting = council.act(meeting, "step_out", item=item, seat=council.seats["kulikovo"])
    meeting = council.lead(meeting, "leave_item", item=item, reason="принято к сведению")
    words = council.protocol(council.lead(meeting, "finish")).content()
    assert words["items"][0]["away"] == ON_NOTICE


def test_who_leaves_after_voting_has_taken_part_and_who_leaves_before_has_not(council: Council) -> None:
    meeting = council.opened(council.running())
    item = council.item(meeting)
    for key in ("base", "second", "lalsk"):
        meeting = council.cast(meeting, key, FOR)
    for key in ("lalsk", "kulikovo"):
        meeting = council.act(meeting, "step_out", item=item, seat=council.seats[key])
    meeting = council.lead(council.lead(meeting, "close_round"), "finish")
    outcome = council.last_round(meeting).outcome
    assert (outcome["present"], outcome["for"]) == (5, 3)
    assert council.protocol(meeting).content()["items"][0]["away"] == ON_NOTICE


def test_who_came_late_and_was_out_is_late_again_and_keeps_the_hour_of_coming(council: Council) -> None:
    meeting = council.running("О школьном автобусе", "О питании", here=SEATS[:5])
    seat = council.seats["kulikovo"]
    with clock.played(AT_TEN + timedelta(minutes=20)):
        meeting = council.mark(meeting, "kulikovo", Attendance.Status.LATE)
        meeting = council.act(meeting, "step_out", item=council.item(meeting), seat=seat)
    with clock.played(AT_TEN + timedelta(minutes=40)):
        meeting = council.act(meeting, "come_back", seat=seat)
    mark = meeting.attendance.get(seat=seat)
    assert (mark.status, mark.arrived_at, mark.left_at) == ("late", AT_TEN + timedelta(minutes=20), None)
    with clock.played(AT_TEN + timedelta(hours=1)):
        meeting = council.act(meeting, "step_out", item=council.item(meeting, 2), seat=seat)
        meeting = council.mark(meeting, "kulikovo", PRESENT)
    assert not meeting.table.marks[seat.pk].left_at
    assert [absence.returned_at is not None for absence in council.item(meeting, 2).absences.all()] == [True]


def test_only_the_secretary_notes_it_of_those_who_are_here_at_a_question_that_is_open(
    council: Council, refused: Refusal
) -> None:
    meeting = council.running("О школьном автобусе", "О питании", here=SEATS[:5])
    item, seat = council.item(meeting), council.seats["base"]
    with refused(NotAllowed, meeting):
        perform(meeting, "step_out", by=council.chair, item=item, seat=seat)
    with refused(NotLegal, meeting, "Nobody sits on this seat"):
        council.act(meeting, "step_out", item=item, seat=council.seats["kulikovo"])
    with refused(NotLegal, meeting, "Choose how the member attends"):
        council.mark(meeting, "base", Attendance.Status.OUT)
    meeting = council.vote(meeting, item, **dict.fromkeys(SEATS[:5], AGAINST))
    with refused(NotLegal, meeting, "This question is dealt with"):
        council.act(meeting, "step_out", item=item, seat=seat)
    before = meeting.revision
    meeting = council.act(meeting, "come_back", seat=seat)
    assert meeting.revision == before
    assert council.mark(meeting, "base", ABSENT).table.marks[seat.pk].status == "absent"
