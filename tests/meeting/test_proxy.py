"""Voting by proxy: a basis, a term, no chain, no self, one a holder; it ends when the principal comes."""

from datetime import date
from typing import Any

import pytest

from governance.documents.errors import NotAllowed, NotLegal
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.meeting.table import Attendance
from governance.documents.record.perform import perform
from governance.roles.acts.bodies import give_proxy
from governance.roles.body import Proxy

from .conftest import Refusal
from .council import ABSENT, AGAINST, FOR, Council

PAPER = "доверенность от 09.09.2011 № 5"


def give(council: Council, meeting: Meeting, principal: str, holder: str, **facts: Any) -> Meeting:
    given = {"paper": PAPER, "until": date(2011, 9, 30), **facts}
    return council.act(
        meeting, "enter_proxy", principal=council.seats[principal], holder=council.seats[holder], **given
    )


def represented(council: Council, **rule: Any) -> Meeting:
    """Four members are here; «base» votes for the absent «kulikovo», too."""
    council.decides_by(**rule)
    meeting = council.running(here=("second", "base", "lalsk", "zhivotovo"))
    return give(council, meeting, "kulikovo", "base")


def test_holder_votes_for_each_seat_separately(council: Council, refused: Refusal) -> None:
    meeting = council.opened(represented(council))
    holder = council.members["base"]
    meeting = council.cast(meeting, "base", FOR)
    meeting = council.cast(meeting, "kulikovo", AGAINST, by=holder)
    with refused(NotAllowed, meeting, "hold no proxy"):
        council.cast(meeting, "fabrichnaya", FOR, by=holder)
    with refused(NotAllowed, meeting, "hold no proxy"):
        council.cast(meeting, "kulikovo", FOR, by=council.members["lalsk"])
    assert council.ballots(meeting) == {"base": "for", "kulikovo": "against"}
    assert council.last_round(meeting).ballots.get(way="proxy").cast_by == holder


def test_member_does_not_enter_a_proxy(council: Council, refused: Refusal) -> None:
    meeting = council.running(here=("second", "base", "lalsk"))
    with refused(NotAllowed, meeting):
        perform(
            meeting,
            "enter_proxy",
            by=council.members["base"],
            principal=council.seats["kulikovo"],
            holder=council.seats["base"],
            paper=PAPER,
            until=date(2011, 9, 30),
        )


@pytest.mark.parametrize(
    ("principal", "holder", "facts", "sentence"),
    [
        ("kulikovo", "lalsk", {"paper": " "}, "Name the paper"),
        ("kulikovo", "lalsk", {"until": date(2011, 9, 11)}, "correct its term"),
        ("fabrichnaya", "fabrichnaya", {}, "Nobody gives a proxy to themselves"),
        ("lalsk", "zhivotovo", {}, "is here and votes in person"),
        ("fabrichnaya", "kulikovo", {}, "A proxy is not passed on"),
        ("fabrichnaya", "base", {}, "holds a proxy already"),
        ("kulikovo", "lalsk", {}, "has given a proxy already"),
    ],
)
def test_proxy_that_the_law_does_not_know(
    council: Council, refused: Refusal, principal: str, holder: str, facts: dict[str, Any], sentence: str
) -> None:
    meeting = represented(council)
    with refused(NotLegal, meeting, sentence):
        give(council, meeting, principal, holder, **facts)
    assert Proxy.objects.count() == 1


def test_holder_of_a_proxy_does_not_give_one_away(council: Council, refused: Refusal) -> None:
    meeting = council.mark(represented(council), "base", Attendance.Status.LEFT)
    with refused(NotLegal, meeting, "A proxy is not passed on"):
        give(council, meeting, "base", "lalsk")


def test_rules_of_the_body_may_know_no_proxy(council: Council, refused: Refusal) -> None:
    council.decides_by(allows_proxy=False)
    meeting = council.running(here=("second", "base", "lalsk"))
    with refused(NotLegal, meeting, "know no voting by proxy"):
        give(council, meeting, "kulikovo", "base")


def test_expired_proxy_gives_no_vote_and_hinders_no_new_one(council: Council, refused: Refusal) -> None:
    give_proxy(
        council.seats["kulikovo"],
        council.seats["base"],
        basis=PAPER,
        since=date(2011, 8, 1),
        until=date(2011, 9, 11),
        given_by=council.secretary,
        by=None,
    )
    meeting = council.running(here=("second", "base", "lalsk"))
    voting = council.opened(meeting)
    with refused(NotAllowed, voting, "hold no proxy"):
        council.cast(voting, "kulikovo", FOR, by=council.members["base"])
    meeting = council.lead(voting, "close_round")
    meeting = give(council, meeting, "kulikovo", "base")
    assert Proxy.objects.filter(ended_at=None).count() == 1


def test_proxy_ends_when_the_principal_comes(council: Council, refused: Refusal) -> None:
    meeting = council.opened(represented(council))
    meeting = council.mark(meeting, "kulikovo", Attendance.Status.LATE)
    assert Proxy.objects.get().ended_at is not None
    with refused(NotAllowed, meeting, "hold no proxy"):
        council.cast(meeting, "kulikovo", FOR, by=council.members["base"])
    assert council.ballots(council.cast(meeting, "kulikovo", AGAINST)) == {"kulikovo": "against"}


def test_principal_who_comes_has_the_last_word_in_an_open_vote(council: Council) -> None:
    meeting = council.opened(represented(council))
    meeting = council.cast(meeting, "kulikovo", FOR, by=council.members["base"])
    meeting = council.mark(meeting, "kulikovo", Attendance.Status.LATE)
    meeting = council.cast(meeting, "kulikovo", AGAINST)
    assert council.ballots(meeting) == {"kulikovo": "against"}


def test_proxy_ended_by_its_giver_stays_ended_after_they_leave(council: Council, refused: Refusal) -> None:
    meeting = council.mark(represented(council), "kulikovo", Attendance.Status.LATE)
    meeting = council.opened(council.mark(meeting, "kulikovo", Attendance.Status.LEFT))
    with refused(NotAllowed, meeting, "hold no proxy"):
        council.cast(meeting, "kulikovo", FOR, by=council.members["base"])


def test_withdrawn_proxy_gives_no_vote(council: Council, refused: Refusal) -> None:
    meeting = represented(council)
    with refused(NotLegal, meeting, "Write the reason"):
        council.act(meeting, "end_proxy", principal=council.seats["kulikovo"])
    meeting = council.act(
        meeting, "end_proxy", principal=council.seats["kulikovo"], reason="Отозвана письмом"
    )
    with refused(NotLegal, meeting, "has given no proxy"):
        council.act(meeting, "end_proxy", principal=council.seats["kulikovo"], reason="Ещё раз")
    meeting = council.opened(meeting)
    with refused(NotAllowed, meeting, "hold no proxy"):
        council.cast(meeting, "kulikovo", FOR, by=council.members["base"])


def test_proxy_sleeps_while_its_holder_is_away(council: Council, refused: Refusal) -> None:
    meeting = council.opened(represented(council))
    meeting = council.mark(meeting, "base", Attendance.Status.LEFT)
    with refused(NotAllowed, meeting, "hold no proxy"):
        council.cast(meeting, "kulikovo", FOR, by=council.members["base"])
    meeting = council.mark(meeting, "base", Attendance.Status.PRESENT)
    assert council.ballots(council.cast(meeting, "kulikovo", FOR, by=council.members["base"])) == {
        "kulikovo": "for"
    }


def test_recused_holder_votes_for_nobody(council: Council, refused: Refusal) -> None:
    meeting = represented(council)
    facts = {"item": council.item(meeting), "seat": council.seats["base"], "reason": "Автор"}
    meeting = council.opened(council.act(meeting, "enter_recusal", **facts))
    with refused(NotAllowed, meeting, "hold no proxy"):
        council.cast(meeting, "kulikovo", FOR, by=council.members["base"])


def test_acting_head_is_no_proxy_and_may_hold_one(council: Council) -> None:
    acting = council.stand_in("lalsk")
    meeting = council.running(here=("second", "lalsk", "zhivotovo"))
    meeting = council.opened(give(council, meeting, "kulikovo", "lalsk"))
    meeting = council.cast(meeting, "kulikovo", FOR, by=acting.person)
    meeting = council.cast(meeting, "lalsk", FOR, by=acting.person)
    assert council.ballots(meeting) == {"lalsk": "for", "kulikovo": "for"}


def test_represented_seat_counts_for_the_quorum_if_the_rules_say_so(council: Council) -> None:
    four = {"share": "1/2", "strict": True}
    council.decides_by(quorum=four, proxy_counts=True)
    meeting = council.running(here=("second", "base", "lalsk"))
    meeting = give(council, meeting, "kulikovo", "base")
    meeting = council.opened(meeting)
    for key in ("second", "base", "lalsk"):
        meeting = council.cast(meeting, key, FOR)
    meeting = council.cast(meeting, "kulikovo", FOR, by=council.members["base"])
    assert council.outcome(council.lead(meeting, "close_round")) == (True, True)


def test_represented_seat_does_not_count_for_the_quorum_if_the_rules_deny_it(
    council: Council, refused: Refusal
) -> None:
    council.decides_by(quorum={"share": "1/2", "strict": True}, proxy_counts=False)
    meeting = council.running(here=("second", "base", "lalsk", "zhivotovo"))
    meeting = give(council, meeting, "kulikovo", "base")
    opened = council.opened(meeting)
    for key in ("second", "base", "lalsk"):
        opened = council.cast(opened, key, FOR)
    opened = council.cast(opened, "kulikovo", FOR, by=council.members["base"])
    opened = council.mark(opened, "zhivotovo", Attendance.Status.LEFT)
    closed = council.lead(opened, "close_round")
    outcome = council.last_round(closed).outcome
    assert (outcome["quorum"], outcome["adopted"], outcome["for"]) == (False, False, 4)
    meeting = council.lead(closed, "annul_round", round=council.last_round(closed), reason="Не было кворума")
    with refused(NotLegal, meeting, "No quorum: present 3 of 6"):
        council.opened(meeting)


def test_proxy_may_be_entered_before_the_meeting(council: Council) -> None:
    meeting = give(council, council.convened(), "kulikovo", "base")
    for key in ("second", "base", "lalsk"):
        meeting = council.mark(meeting, key, "present")
    meeting = council.mark(meeting, "kulikovo", ABSENT)
    meeting = council.opened(council.lead(meeting, "open"))
    meeting = council.cast(meeting, "kulikovo", FOR, by=council.members["base"])
    assert council.ballots(meeting) == {"kulikovo": "for"}
