"""The board: what the meeting's page shows, in few queries."""

from typing import Any

from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.meeting.overview import board
from governance.documents.kinds.meeting.table import Attendance
from governance.documents.record.perform import perform

from .council import AGAINST, FOR, SEATS, Council


def fresh(meeting: Meeting) -> Meeting:
    """As a page loads it."""
    return Meeting.objects.select_related("unit", "presiding", "secretary", "regulation").get(pk=meeting.pk)


def rich(council: Council, questions: int) -> Meeting:
    """Votes, an annulled round, a recusal, a dissenting opinion, an open round."""
    meeting = council.running(*[f"Вопрос {number}" for number in range(1, questions + 1)])
    for number in range(1, questions):
        item = council.item(meeting, number)
        facts = {"item": item, "seat": council.seats["kulikovo"], "reason": "Родственник"}
        meeting = council.act(meeting, "enter_recusal", **facts)
        meeting = council.vote(meeting, item, base=AGAINST)
        meeting = council.lead(meeting, "annul_round", round=council.last_round(meeting), reason="Ошибка")
        meeting = council.vote(meeting, item, **dict.fromkeys(SEATS[:5], FOR))
        meeting = perform(
            meeting,
            "dissent",
            by=council.members["base"],
            item=item,
            seat=council.seats["base"],
            opinion="Рано.",
        )
    meeting = council.opened(meeting, council.item(meeting, questions))
    return council.cast(meeting, "base", FOR)


def test_board_takes_as_many_queries_for_few_rows_as_for_many(
    council: Council, django_assert_max_num_queries: Any
) -> None:
    for meeting in (
        council.drafted(),
        council.convened(),
        rich(council, 2),
        rich(council, 5),
        council.held(),
    ):
        loaded = fresh(meeting)
        with django_assert_max_num_queries(7):
            seen = board(loaded)
            assert seen.meeting == meeting
            [(seat.person.name, seat.acting, seat.candidates, seat.status) for seat in seen.seats]
            [(row.round.outcome, row.cast, row.awaited) for item in seen.items for row in item.rounds]
            assert (seen.presiding is None) == (meeting.state == "draft")


def test_board_shows_the_open_round_seat_by_seat(council: Council) -> None:
    meeting = council.mark(rich(council, 2), "zhivotovo", Attendance.Status.LEFT)
    seen = board(fresh(meeting))
    assert seen.current is not None
    assert seen.current_item is not None
    assert (seen.current_item.item.position, seen.current.cast, len(seen.current.awaited)) == (2, 1, 4)
    assert [(vote.person.surname, vote.choice) for vote in seen.current.votes if vote.voted] == [
        ("Пелевин", "for")
    ]
    assert seen.quorum is not None
    assert (seen.quorum.present, seen.quorum.roster, seen.quorum.needed, seen.quorum.met) == (5, 6, 3, True)


def test_board_shows_results_recusals_and_opinions(council: Council) -> None:
    seen = board(fresh(rich(council, 2)))
    first = seen.items[0]
    assert [row.round.state for row in first.rounds] == ["annulled", "closed"]
    assert first.decision is not None
    assert (first.decision.adopted, first.decision.outcome["for"]) == (True, 5)
    assert [(note.seat_id, note.text) for note in first.recusals] == [
        (council.seats["kulikovo"].pk, "Родственник")
    ]
    assert [(note.seat_id, note.text) for note in first.dissents] == [(council.seats["base"].pk, "Рано.")]


def test_board_knows_for_which_seats_a_person_may_vote(council: Council) -> None:
    from datetime import date

    meeting = council.running(here=SEATS[:5])
    meeting = council.act(
        meeting,
        "enter_proxy",
        principal=council.seats["kulikovo"],
        holder=council.seats["base"],
        paper="доверенность № 5",
        until=date(2011, 9, 30),
    )
    seen = board(fresh(council.opened(meeting)))
    own, other = council.seats["base"].pk, council.seats["kulikovo"].pk
    assert [vote.seat.pk for vote in seen.votes_of(council.members["base"])] == [own, other]
    assert seen.votes_of(council.members["kulikovo"]) == seen.votes_of(council.outsider) == []
    assert [row.seat.pk for row in seen.seats_of(council.members["base"])] == [own]


def test_board_of_a_secret_round_shows_who_took_part_and_no_choice(council: Council) -> None:
    meeting = council.cast(council.opened(council.running(), secret=True), "base", FOR)
    seen = board(fresh(meeting))
    assert seen.current is not None
    assert [(vote.voted, vote.choice) for vote in seen.current.votes] == [(True, "")] + [(False, "")] * 5


def test_board_of_a_meeting_that_is_over_shows_who_sat_there(council: Council) -> None:
    from governance.roles.acts.appointing import dismiss

    meeting = council.held()
    for appointment in council.luza.appointments["head_kulikovo"]:
        dismiss(appointment, by=None, basis="приказ об увольнении")
    assert [seat.person.surname for seat in board(fresh(meeting)).seats][-1] == "Попова"
