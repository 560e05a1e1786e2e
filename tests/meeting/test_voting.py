"""Open votes: quorum, ballots, outcome, second rounds (docs/domain.md, "Deciding rules")."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from governance.documents.approval.regulation import Regulation
from governance.documents.errors import NotAllowed, NotLegal
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.meeting.rounds import Ballot, Roll, Round
from governance.documents.kinds.meeting.table import Attendance
from governance.documents.record.history import history_of
from governance.documents.record.perform import perform
from governance.record_rows import past_the_door
from governance.roles.acts.appointing import dismiss

from .conftest import Refusal
from .council import ABSTAIN, AGAINST, FOR, SEATS, Council

THREE = ("second", "base", "lalsk")
MORE_THAN_HALF = {"share": "1/2", "strict": True}
TWO_THIRDS = {"share": "2/3", "strict": False}
TIE = {
    "base": FOR,
    "second": FOR,
    "lalsk": FOR,
    "fabrichnaya": AGAINST,
    "zhivotovo": AGAINST,
    "kulikovo": AGAINST,
}


# --- quorum -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("quorum", "enough"),
    [({"share": "1/2", "strict": False}, 3), (MORE_THAN_HALF, 4), (TWO_THIRDS, 4)],
)
def test_quorum_of_six_seats(council: Council, refused: Refusal, quorum: dict[str, Any], enough: int) -> None:
    council.decides_by(quorum=quorum)
    order = ("second", "base", "lalsk", "kulikovo", "zhivotovo", "fabrichnaya")
    meeting = council.running(here=order[: enough - 1])
    with refused(NotLegal, meeting, f"No quorum: present {enough - 1} of 6, at least {enough} needed"):
        council.opened(meeting)
    meeting = council.mark(meeting, order[enough - 1], Attendance.Status.LATE)
    assert council.opened(meeting).open_round_now() is not None


def test_quorum_is_tested_again_when_the_round_closes(council: Council) -> None:
    meeting = council.opened(council.running(here=THREE))
    meeting = council.cast(meeting, "second", FOR)
    meeting = council.cast(meeting, "base", FOR)
    meeting = council.mark(meeting, "lalsk", Attendance.Status.LEFT)
    meeting = council.lead(meeting, "close_round")
    assert council.outcome(meeting) == (False, False)


def test_vote_given_before_leaving_counts_with_its_voter(council: Council) -> None:
    meeting = council.opened(council.running(here=THREE))
    for key in THREE:
        meeting = council.cast(meeting, key, FOR)
    meeting = council.mark(meeting, "lalsk", Attendance.Status.LEFT)
    meeting = council.lead(meeting, "close_round")
    assert council.outcome(meeting) == (True, True)


def test_meeting_without_quorum_ends_as_not_held_and_lets_its_plan_go(
    council: Council, refused: Refusal
) -> None:
    plan = council.plan()
    meeting = council.running(subject=plan)
    with refused(NotLegal, meeting, "There is a quorum (6 of 6, 3 needed)"):
        council.act(meeting, "fail")
    for key in ("lalsk", "fabrichnaya", "zhivotovo", "kulikovo"):
        meeting = council.mark(meeting, key, Attendance.Status.LEFT)
    with refused(NotAllowed, meeting):
        perform(meeting, "fail", by=council.members["base"])
    meeting = council.act(meeting, "fail")
    assert (meeting.state, history_of(plan)[-1]) == ("not_held", "release")
    assert not hasattr(meeting, "protocol")


def test_nobody_came_so_the_convened_meeting_was_not_held(council: Council) -> None:
    assert council.act(council.convened(), "fail").state == "not_held"


def test_meeting_that_decided_something_does_not_end_as_not_held(council: Council, refused: Refusal) -> None:
    meeting = council.vote(council.running("Первый", "Второй"), **dict.fromkeys(SEATS, FOR))
    for key in SEATS[2:]:
        meeting = council.mark(meeting, key, Attendance.Status.LEFT)
    with refused(NotLegal, meeting, "Decisions have been made"):
        council.act(meeting, "fail")


# --- majority -----------------------------------------------------------------------------------------------------


def base(word: str, share: str = "1/2", strict: bool = True) -> dict[str, Any]:
    return {"base": word, "share": share, "strict": strict}


@pytest.mark.parametrize(
    ("majority", "votes", "adopted"),
    [
        (base("present"), "++++--", True),
        (base("present"), "+++0--", False),  # an abstention works against
        (base("cast"), "+00000", True),
        (base("cast"), "000000", False),  # at least one for
        (base("cast"), "++--00", False),
        (base("roster"), "+++   ", False),  # an absence works against
        (base("roster"), "++++  ", True),
        (base("present", "2/3", False), "++++--", True),
        (base("present", "2/3", False), "+++--0", False),
        (base("present", "1", False), "+++   ", True),  # unanimity of those present
        (base("present", "1", False), "++++++", True),
        (base("present", "1", False), "+++++0", False),
        (base("roster", "1", False), "+++++ ", False),  # unanimity of the roster
        (base("present"), "+++,,,", False),  # silence is never support
        (base("present"), "++++,,", True),
    ],
)
def test_majority(council: Council, majority: dict[str, Any], votes: str, adopted: bool) -> None:
    """One sign a seat: + for, - against, 0 abstained, a comma present and silent, a space absent."""
    council.decides_by(majority=majority, casting_vote=False)
    # The presiding seat first, so that it is here in every case.
    seats = ("second", "base", "lalsk", "fabrichnaya", "zhivotovo", "kulikovo")
    signs = dict(zip(seats, votes, strict=True))
    meeting = council.running(here=tuple(key for key, sign in signs.items() if sign != " "))
    choices = {"+": FOR, "-": AGAINST, "0": ABSTAIN}
    meeting = council.vote(meeting, **{key: choices[sign] for key, sign in signs.items() if sign in choices})
    assert council.outcome(meeting) == (True, adopted)


def test_casting_vote_breaks_a_tie_and_is_recorded(council: Council) -> None:
    council.decides_by(casting_vote=True)
    meeting = council.vote(council.running(), **TIE)
    outcome = council.last_round(meeting).outcome
    assert (outcome["adopted"], outcome["by_casting_vote"]) == (True, True)
    assert outcome["presiding"] == council.seats["second"].pk


def test_presiding_person_who_voted_against_breaks_the_tie_against(council: Council) -> None:
    meeting = council.vote(council.running(), **{**TIE, "second": AGAINST, "kulikovo": FOR})
    assert council.outcome(meeting) == (True, False)


def test_tie_without_a_casting_vote_in_the_rule_is_not_adopted(council: Council) -> None:
    council.decides_by(casting_vote=False)
    assert council.outcome(council.vote(council.running(), **TIE)) == (True, False)


def test_recused_presiding_person_has_no_casting_vote(council: Council) -> None:
    meeting = council.running(here=("second", "base", "lalsk"))
    meeting = council.lead(
        meeting, "recuse", item=council.item(meeting), seat=council.seats["second"], reason="Автор проекта"
    )
    meeting = council.vote(meeting, base=FOR, lalsk=AGAINST)
    assert council.outcome(meeting) == (True, False)


def test_member_presiding_in_the_chairs_place_has_the_casting_vote(council: Council) -> None:
    meeting = council.mark(council.running(), "second", Attendance.Status.LEFT)
    meeting = council.act(meeting, "preside", seat=council.seats["base"])
    leader = council.members["base"]
    meeting = perform(meeting, "open_round", by=leader, item=council.item(meeting))
    for key, choice in {"base": FOR, "lalsk": FOR, "zhivotovo": AGAINST, "kulikovo": AGAINST}.items():
        meeting = council.cast(meeting, key, choice)
    meeting = council.mark(meeting, "fabrichnaya", Attendance.Status.LEFT)
    meeting = perform(meeting, "close_round", by=leader)
    assert council.last_round(meeting).outcome["by_casting_vote"] is True


# --- ballots ------------------------------------------------------------------------------------------------------


def test_each_member_votes_for_their_own_seat_only(council: Council, refused: Refusal) -> None:
    meeting = council.opened(council.running())
    with refused(NotAllowed, meeting, "You do not sit on this seat"):
        council.cast(meeting, "base", FOR, by=council.members["lalsk"])
    for stranger in (council.outsider, council.secretary):
        with refused(NotAllowed, meeting):
            council.cast(meeting, "base", FOR, by=stranger)
    assert council.ballots(council.cast(meeting, "base", FOR)) == {"base": "for"}


def test_open_vote_may_be_changed_until_the_round_closes(council: Council, refused: Refusal) -> None:
    meeting = council.cast(council.opened(council.running()), "base", FOR)
    meeting = council.cast(meeting, "base", AGAINST)
    assert council.ballots(meeting) == {"base": "against"}
    meeting = council.lead(meeting, "close_round")
    with refused(NotLegal, meeting, "The voting is closed"):
        council.cast(meeting, "base", FOR)
    assert council.ballots(meeting) == {"base": "against"}


def test_same_vote_twice_is_one_ballot_and_one_event(council: Council) -> None:
    meeting = council.cast(council.opened(council.running()), "base", FOR)
    again = council.cast(meeting, "base", FOR)
    assert (again.revision, history_of(again).count("cast")) == (meeting.revision, 1)


def test_stale_page_of_an_earlier_round_does_not_vote_in_the_present_one(
    council: Council, refused: Refusal
) -> None:
    meeting = council.vote(council.running("Первый", "Второй"), **dict.fromkeys(SEATS, FOR))
    earlier = council.last_round(meeting)
    meeting = council.opened(meeting, council.item(meeting, 2))
    with refused(NotLegal, meeting, "The voting is closed"):
        perform(
            meeting,
            "cast",
            by=council.members["base"],
            seat=council.seats["base"],
            choice=FOR,
            round=earlier.pk,
        )
    assert council.ballots(meeting) == {}


def test_round_of_another_meeting_is_refused(council: Council, refused: Refusal) -> None:
    meeting, other = council.opened(council.running()), council.opened(council.running())
    voter = council.members["base"]
    with refused(NotLegal, meeting, "no such round"):
        perform(
            meeting, "cast", by=voter, seat=council.seats["base"], choice=FOR, round=council.last_round(other)
        )


def test_absent_member_does_not_vote(council: Council, refused: Refusal) -> None:
    meeting = council.opened(council.running(here=THREE))
    with refused(NotLegal, meeting, "You are not marked as present"):
        council.cast(meeting, "kulikovo", FOR)
    meeting = council.mark(meeting, "kulikovo", Attendance.Status.LATE)
    assert council.ballots(council.cast(meeting, "kulikovo", FOR)) == {"kulikovo": "for"}


def test_words_that_are_no_choice_are_refused(council: Council, refused: Refusal) -> None:
    meeting = council.opened(council.running())
    for word in ("", "yes", "за"):
        with refused(NotLegal, meeting, "Choose: for, against or abstained"):
            council.cast(meeting, "base", word)


def test_secretary_enters_a_vote_given_aloud_or_on_paper(council: Council, refused: Refusal) -> None:
    meeting = council.opened(council.running(here=THREE))
    facts = {"seat": council.seats["base"], "choice": FOR}
    with refused(NotAllowed, meeting):
        council.lead(meeting, "enter_ballot", way="aloud", **facts)
    with refused(NotLegal, meeting, "aloud or on paper"):
        council.act(meeting, "enter_ballot", way="own", **facts)
    with refused(NotLegal, meeting, "Nobody is here for this seat"):
        council.act(meeting, "enter_ballot", way="aloud", seat=council.seats["kulikovo"], choice=FOR)
    meeting = council.act(meeting, "enter_ballot", way="aloud", **facts)
    ballot = Ballot.objects.get()
    assert (ballot.choice, ballot.way, ballot.cast_by) == ("for", "aloud", council.secretary)
    # The member is told, and has the last word.
    meeting = council.cast(meeting, "base", AGAINST)
    assert Ballot.objects.get().way == "own"
    with refused(NotLegal, meeting, "only the member changes that vote"):
        council.act(meeting, "enter_ballot", way="aloud", **facts)


# --- recusal ------------------------------------------------------------------------------------------------------


def recuse(council: Council, meeting: Meeting, key: str, reason: str = "Родственник автора") -> Meeting:
    return perform(
        meeting,
        "recuse",
        by=council.members[key],
        item=council.item(meeting),
        seat=council.seats[key],
        reason=reason,
    )


def test_recused_member_does_not_vote_and_leaves_the_base(council: Council, refused: Refusal) -> None:
    meeting = recuse(council, council.running(), "base")
    meeting = council.opened(meeting)
    with refused(NotLegal, meeting, "recused on the question"):
        council.cast(meeting, "base", FOR)
    for key, choice in {"second": FOR, "lalsk": FOR, "kulikovo": FOR, "zhivotovo": AGAINST}.items():
        meeting = council.cast(meeting, key, choice)
    meeting = council.lead(meeting, "close_round")
    outcome = council.last_round(meeting).outcome
    assert (outcome["base"], outcome["needed"], outcome["adopted"]) == (5, 3, True)


def test_recused_may_stay_in_the_base_by_the_rule(council: Council) -> None:
    council.decides_by(recused_leave_base=False)
    meeting = recuse(council, council.running(), "base")
    meeting = council.vote(meeting, second=FOR, lalsk=FOR, kulikovo=FOR, zhivotovo=AGAINST)
    outcome = council.last_round(meeting).outcome
    assert (outcome["base"], outcome["needed"], outcome["adopted"]) == (6, 4, False)


def test_recused_may_leave_the_quorum_by_the_rule(council: Council, refused: Refusal) -> None:
    council.decides_by(recused_count_for_quorum=False)
    meeting = recuse(council, council.running("Первый", "Второй", here=THREE), "base")
    with refused(NotLegal, meeting, "No quorum: present 2 of 6"):
        council.opened(meeting)
    # The recusal concerns its item alone.
    assert council.opened(meeting, council.item(meeting, 2)).open_round_now() is not None


def test_recusal_comes_before_the_round_and_with_a_reason(council: Council, refused: Refusal) -> None:
    meeting = council.running()
    with refused(NotLegal, meeting, "Write the reason"):
        recuse(council, meeting, "base", reason=" ")
    meeting = council.opened(meeting)
    with refused(NotLegal, meeting, "it is too late"):
        recuse(council, meeting, "base")
    meeting = council.lead(meeting, "close_round")
    with refused(NotLegal, meeting, "annul it first"):
        recuse(council, meeting, "base")


def test_nobody_recuses_another_member_but_the_secretary_who_writes_it_down(
    council: Council, refused: Refusal
) -> None:
    meeting = council.running()
    facts = {"item": council.item(meeting), "seat": council.seats["base"], "reason": "Сказал об этом сам"}
    with refused(NotAllowed, meeting, "You do not sit on this seat"):
        perform(meeting, "recuse", by=council.members["lalsk"], **facts)
    meeting = council.act(meeting, "enter_recusal", **facts)
    assert council.item(meeting).recusals.get().person == council.members["base"]
    meeting = council.act(meeting, "lift_recusal", **facts)
    assert council.item(meeting).recusals.count() == 0


# --- rounds -------------------------------------------------------------------------------------------------------


def test_only_the_presiding_person_opens_and_closes(council: Council, refused: Refusal) -> None:
    meeting = council.running()
    item = council.item(meeting)
    for person in (council.secretary, council.members["base"], council.outsider):
        with refused(NotAllowed, meeting):
            perform(meeting, "open_round", by=person, item=item)
    meeting = council.opened(meeting)
    for person in (council.secretary, council.members["base"]):
        with refused(NotAllowed, meeting):
            perform(meeting, "close_round", by=person)
    assert council.last_round(council.lead(meeting, "close_round")).state == "closed"


def test_one_round_is_open_at_a_time(council: Council, refused: Refusal) -> None:
    meeting = council.opened(council.running("Первый", "Второй"))
    with refused(NotLegal, meeting, "A round of voting is open"):
        council.opened(meeting, council.item(meeting, 2))


def test_closing_twice_gives_the_same_result_and_one_event(council: Council) -> None:
    meeting = council.vote(council.running(), **dict.fromkeys(SEATS, FOR))
    closed = council.last_round(meeting)
    again = council.lead(meeting, "close_round", round=closed.pk)
    assert (again.revision, council.last_round(again).outcome) == (meeting.revision, closed.outcome)


def test_nothing_is_closed_where_nothing_is_open(council: Council, refused: Refusal) -> None:
    meeting = council.running()
    with refused(NotLegal, meeting, "No round of voting is open"):
        council.lead(meeting, "close_round")


def test_second_vote_is_a_new_round_after_the_first_is_annulled(council: Council, refused: Refusal) -> None:
    meeting = council.vote(council.running(), **dict.fromkeys(SEATS, AGAINST))
    first = council.last_round(meeting)
    with refused(NotLegal, meeting, "annul it first, with a reason"):
        council.opened(meeting)
    with refused(NotLegal, meeting, "Write the reason"):
        council.lead(meeting, "annul_round", round=first)
    meeting = council.lead(meeting, "annul_round", round=first, reason="Голосовали с чужого устройства")
    meeting = council.vote(meeting, **dict.fromkeys(SEATS, FOR))
    first.refresh_from_db()
    assert (first.state, first.ballots.count(), council.last_round(meeting).number) == ("annulled", 6, 2)
    assert council.item(meeting).decision() == council.last_round(meeting)


def test_open_round_may_be_annulled_and_takes_no_votes_any_more(council: Council, refused: Refusal) -> None:
    meeting = council.opened(council.running())
    voting = council.last_round(meeting)
    meeting = council.lead(meeting, "annul_round", round=voting, reason="Ошибка в вопросе")
    with refused(NotLegal, meeting, "The voting is closed"):
        council.cast(meeting, "base", FOR)


def test_roster_is_frozen_when_the_round_opens(council: Council) -> None:
    meeting = council.opened(council.running())
    for appointment in council.luza.appointments["head_kulikovo"]:
        dismiss(appointment, by=None, basis="приказ об увольнении")
    meeting = council.lead(meeting, "close_round")
    assert council.last_round(meeting).outcome["roster"] == 6


def test_rule_is_frozen_when_the_round_opens(council: Council) -> None:
    meeting = council.opened(council.running(here=THREE))
    for key in THREE:
        meeting = council.cast(meeting, key, FOR)
    regulation = Regulation.objects.get(unit=council.unit)
    regulation.rule = {**regulation.rule, "quorum": {"share": "1", "strict": False}}
    with past_the_door():
        regulation.save()
    assert council.outcome(council.lead(meeting, "close_round")) == (True, True)


def test_plan_changed_since_the_agenda_is_not_voted_on(council: Council, refused: Refusal) -> None:
    from .test_convening import change_of

    plan = council.plan()
    meeting = council.running(subject=plan)
    change_of(council, plan)
    with refused(NotLegal, meeting, "has changed or was withdrawn"):
        council.opened(meeting, council.item(meeting, 2))


# --- the end ------------------------------------------------------------------------------------------------------


def test_meeting_is_closed_when_every_question_is_decided_or_left(council: Council, refused: Refusal) -> None:
    plan = council.plan()
    meeting = council.vote(council.running(subject=plan), **dict.fromkeys(SEATS, FOR))
    with refused(NotLegal, meeting, "neither decided nor left"):
        council.lead(meeting, "finish")
    item = council.item(meeting, 2)
    with refused(NotLegal, meeting, "Write the reason"):
        council.lead(meeting, "leave_item", item=item)
    with refused(NotLegal, meeting, "This question is decided"):
        council.lead(meeting, "leave_item", item=council.item(meeting, 1), reason="Устали")
    meeting = council.lead(meeting, "leave_item", item=item, reason="Отложен до октября")
    with refused(NotAllowed, meeting):
        council.act(meeting, "finish")
    meeting = council.lead(meeting, "finish")
    assert (meeting.state, history_of(plan)[-1]) == ("held", "release")


def test_meeting_is_not_closed_over_an_open_round(council: Council, refused: Refusal) -> None:
    meeting = council.opened(council.running())
    with refused(NotLegal, meeting, "A round of voting is open"):
        council.lead(meeting, "finish")


def test_vote_without_quorum_decides_nothing(council: Council, refused: Refusal) -> None:
    meeting = council.opened(council.running(here=THREE))
    meeting = council.mark(meeting, "lalsk", Attendance.Status.LEFT)
    meeting = council.lead(meeting, "close_round")
    assert council.item(meeting).decision() is None
    with refused(NotLegal, meeting, "neither decided nor left"):
        council.lead(meeting, "finish")


# --- the database holds it, too -----------------------------------------------------------------------------------


def test_database_refuses_a_second_ballot_of_a_seat_and_a_second_open_round(council: Council) -> None:
    meeting = council.cast(council.opened(council.running("Первый", "Второй")), "base", FOR)
    ballot = Ballot.objects.get()
    ballot.pk = None
    with pytest.raises(IntegrityError), transaction.atomic(), past_the_door():
        ballot.save(force_insert=True)
    voting = council.last_round(meeting)
    voting.pk, voting.number = None, 2
    with pytest.raises(IntegrityError), transaction.atomic(), past_the_door():
        voting.save(force_insert=True)
    assert (Ballot.objects.count(), Round.objects.count(), Roll.objects.count()) == (1, 1, 6)


@pytest.mark.parametrize(("secret", "choice"), [(True, "for"), (False, "")])
def test_database_holds_a_choice_exactly_when_the_vote_is_not_secret(
    council: Council, secret: bool, choice: str
) -> None:
    council.cast(council.opened(council.running()), "base", FOR)
    with pytest.raises(IntegrityError), transaction.atomic(), past_the_door():
        Ballot.objects.update(secret=secret, choice=choice)
