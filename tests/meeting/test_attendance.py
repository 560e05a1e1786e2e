"""Who is at the table: attendance, acting members, the presiding member."""

from datetime import date

from governance.documents.approval.regulating import regulate
from governance.documents.errors import NotAllowed, NotLegal
from governance.documents.kinds.meeting.table import Attendance
from governance.documents.record.history import history_of
from governance.documents.record.perform import perform
from governance.roles.acts.appointing import dismiss
from governance.roles.acts.bodies import add_seat

from .conftest import Refusal
from .council import ABSENT, FOR, PRESENT, SEATS, Council


def test_attendance_comes_first(council: Council, refused: Refusal) -> None:
    meeting = council.convened()
    with refused(NotLegal, meeting, "Mark the attendance first"):
        council.lead(meeting, "open")
    meeting = council.mark(meeting, "second", PRESENT)
    assert council.lead(meeting, "open").state == "running"


def test_member_who_does_not_preside_does_not_open(council: Council, refused: Refusal) -> None:
    meeting = council.convened()
    for key in council.seats:
        meeting = council.mark(meeting, key, PRESENT)
    with refused(NotAllowed, meeting, "The meeting is led by Крылова И.П."):
        perform(meeting, "open", by=council.members["base"])
    with refused(NotAllowed, meeting):
        council.act(meeting, "open")


def test_member_does_not_mark_attendance(council: Council, refused: Refusal) -> None:
    meeting = council.convened()
    with refused(NotAllowed, meeting):
        perform(meeting, "mark_attendance", by=council.chair, seat=council.seats["base"], status=PRESENT)
    assert council.mark(meeting, "base", PRESENT).table.here == [council.seats["base"].pk]


def test_presence_follows_the_door(council: Council) -> None:
    meeting = council.running(here=("second", "base", "lalsk"))
    assert len(meeting.table.here) == 3
    meeting = council.mark(meeting, "kulikovo", Attendance.Status.LATE)
    assert len(meeting.table.here) == 4
    meeting = council.mark(meeting, "base", Attendance.Status.LEFT)
    assert len(meeting.table.here) == 3
    base = meeting.attendance.get(seat=council.seats["base"])
    assert (base.arrived_at is not None, base.left_at is not None) == (True, True)


def test_excuse_is_kept_with_the_absence(council: Council) -> None:
    meeting = council.mark(council.convened(), "kulikovo", Attendance.Status.EXCUSED, reason="болезнь")
    assert meeting.attendance.get().reason == "болезнь"


def test_late_and_left_are_marked_only_while_the_meeting_runs(council: Council, refused: Refusal) -> None:
    meeting = council.convened()
    with refused(NotLegal, meeting, "has not begun"):
        council.mark(meeting, "base", Attendance.Status.LATE)
    running = council.running(here=("second", "base", "lalsk"))
    with refused(NotLegal, running, "Whoever leaves has been here"):
        council.mark(running, "kulikovo", Attendance.Status.LEFT)


def test_unknown_status_and_vacant_or_foreign_seat_are_refused(council: Council, refused: Refusal) -> None:
    meeting = council.convened()
    with refused(NotLegal, meeting, "Choose how the member attends"):
        council.mark(meeting, "base", "asleep")
    since = date(2011, 8, 1)
    foreign = add_seat(council.luza.base, "Педсовет", since=since, by=None, basis="приказ № 1")
    vacant = add_seat(council.unit, "Новая школа", since=since, by=None, basis="приказ № 1")
    for seat in (foreign, vacant):
        with refused(NotLegal, meeting, "vacant or belongs to another body"):
            council.act(meeting, "mark_attendance", seat=seat, status=PRESENT)


def test_acting_head_sits_for_the_holder_and_votes_in_their_own_name(
    council: Council, refused: Refusal
) -> None:
    acting = council.stand_in("lalsk")
    meeting = council.running()
    assert meeting.attendance.get(seat=council.seats["lalsk"]).appointment == acting
    meeting = council.opened(meeting)
    with refused(NotAllowed, meeting, "You do not sit on this seat"):
        council.cast(meeting, "lalsk", FOR)
    meeting = council.cast(meeting, "lalsk", FOR, by=acting.person)
    assert council.ballots(meeting) == {"lalsk": "for"}


def test_holder_who_comes_in_spite_of_a_stand_in_sits_themself(council: Council, refused: Refusal) -> None:
    acting = council.stand_in("lalsk")
    meeting = council.convened()
    meeting = council.mark(meeting, "lalsk", PRESENT, person=council.members["lalsk"])
    meeting = council.mark(meeting, "second", PRESENT)
    meeting = council.mark(meeting, "base", PRESENT)
    meeting = council.opened(council.lead(meeting, "open"))
    with refused(NotAllowed, meeting, "You do not sit on this seat"):
        council.cast(meeting, "lalsk", FOR, by=acting.person)
    assert council.ballots(council.cast(meeting, "lalsk", FOR)) == {"lalsk": "for"}


def test_stand_in_whose_term_has_ended_does_not_sit(council: Council, refused: Refusal) -> None:
    acting = council.stand_in("lalsk")
    dismiss(acting, until=date(2011, 9, 11), by=None, basis="приказ № 6")
    meeting = council.convened()
    with refused(NotLegal, meeting, "neither holds the seat nor stands in"):
        council.mark(meeting, "lalsk", PRESENT, person=acting.person)


def test_stranger_is_not_seated(council: Council, refused: Refusal) -> None:
    meeting = council.convened()
    with refused(NotLegal, meeting, "neither holds the seat nor stands in"):
        council.mark(meeting, "lalsk", PRESENT, person=council.outsider)


def test_seat_of_a_dismissed_member_leaves_the_roster(council: Council) -> None:
    for appointment in council.luza.appointments["head_kulikovo"]:
        dismiss(appointment, until=date(2011, 9, 11), by=None, basis="приказ об увольнении")
    meeting = council.convened()
    assert [place.seat.name for place in meeting.table.places.values()] == [
        council.seats[key].name for key in SEATS if key != "kulikovo"
    ]


def test_member_presides_only_in_the_chairs_absence(council: Council, refused: Refusal) -> None:
    meeting = council.convened()
    for key in ("base", "second", "lalsk"):
        meeting = council.mark(meeting, key, PRESENT)
    with refused(NotLegal, meeting, "The chair is here and presides"):
        council.act(meeting, "preside", seat=council.seats["base"])
    meeting = council.mark(meeting, "second", ABSENT)
    with refused(NotLegal, meeting, "Nobody sits on this seat"):
        council.act(meeting, "preside", seat=council.seats["kulikovo"])
    with refused(NotAllowed, meeting):
        perform(meeting, "preside", by=council.members["base"], seat=council.seats["base"])
    meeting = council.act(meeting, "preside", seat=council.seats["base"])
    with refused(NotAllowed, meeting, "The meeting is led by Пелевин Л.В."):
        council.lead(meeting, "open")
    assert perform(meeting, "open", by=council.members["base"]).state == "running"


def test_acting_chair_presides(council: Council) -> None:
    acting = council.stand_in("second")
    meeting = council.mark(council.convened(), "second", PRESENT)
    assert perform(meeting, "open", by=acting.person).state == "running"


def test_nobody_leads_after_the_presiding_member_has_left(council: Council, refused: Refusal) -> None:
    meeting = council.mark(council.running(), "second", Attendance.Status.LEFT)
    with refused(NotAllowed, meeting, "Nobody presides"):
        council.opened(meeting)
    meeting = council.act(meeting, "preside", seat=council.seats["base"])
    item = council.item(meeting)
    meeting = perform(meeting, "open_round", by=council.members["base"], item=item)
    assert history_of(meeting)[-1] == "open_round"


def test_rules_are_those_of_the_day_of_the_meeting(council: Council) -> None:
    from governance.documents.approval.regulation import Regulation

    old = Regulation.objects.get(unit=council.unit)
    new = regulate(
        council.unit,
        since=date(2011, 9, 12),
        source="Новое положение",
        rule={**old.rule, "casting_vote": False},
        by=None,
        basis="протокол № 2",
    )
    assert council.running().regulation == new
    assert Regulation.objects.in_force(council.unit, date(2011, 9, 11)) == old
