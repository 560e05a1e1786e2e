"""Votes of a meeting on its page."""

import pytest
from django.urls import reverse

from governance.documents.kinds.meeting.rounds import Ballot, Choice, Recusal
from governance.flows.engine.models import Notice
from governance.roles.body import Proxy
from tests.desk.meeting.conftest import Desk
from tests.desk.table import MEMBERS, Pages
from tests.meeting.council import FOR, SEATS, Council


def test_six_members_vote_from_their_accounts_and_the_result_stands_with_its_rule(voting: Pages) -> None:
    for who in MEMBERS.values():
        assert voting.vote(who, FOR if who != "director" else Choice.AGAINST).status_code == 302
    assert voting.ballots == {key: Choice.AGAINST if key == "base" else FOR for key in SEATS}
    assert "Everybody has voted." in voting.see("secretary")
    voting.close()
    page = voting.see("observer")
    assert voting.round.outcome["reason"] in page
    assert "more than half of those present" in page
    assert "Пелевин Л.В. (СОШ г. Лузы)" in page


def test_an_open_vote_can_be_changed_until_it_is_closed_and_not_after(voting: Pages) -> None:
    voting.vote("director", FOR)
    assert voting.vote("director", Choice.AGAINST).status_code == 302
    voting.close()
    refused = voting.vote("director", FOR)
    assert refused.status_code == 422
    assert "The voting is closed: no vote is taken any more." in refused.content.decode()
    assert voting.ballots == {"base": Choice.AGAINST}


@pytest.mark.parametrize(
    ("who", "sentence"),
    [
        ("head_lalsk", "You do not sit on this seat and hold no proxy for it in this round."),
        ("secretary", "This needs the right to «vote»"),
        ("observer", "This needs the right to «vote»"),
    ],
)
def test_nobody_votes_for_a_seat_that_is_not_theirs(voting: Pages, who: str, sentence: str) -> None:
    response = voting.vote(who, FOR, seat="base")
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert not Ballot.objects.exists()


def test_who_does_not_read_the_papers_of_the_council_does_not_find_its_meeting(
    voting: Pages, desk: Desk
) -> None:
    for name in ("meeting", "meeting_live", "meeting_edit", "meeting_attendance"):
        assert desk("deputy").get(reverse(name, args=[voting.pk])).status_code == 404
    assert voting.vote("deputy", FOR, seat="base").status_code == 404
    assert (
        reverse("meeting", args=[voting.pk]) not in desk("deputy").get(reverse("meetings")).content.decode()
    )


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"choice": "perhaps"}, "Choose: for, against or abstained."),
        ({"seat": "x"}, "This page is out of date: open the meeting again."),
        ({"round": ""}, "This page is out of date: open the meeting again."),
        ({"round": "999999"}, "There is no such round in this meeting: open the page again."),
    ],
)
def test_a_damaged_ballot_is_refused_in_place(
    voting: Pages, council: Council, facts: dict[str, str], sentence: str
) -> None:
    whole = {"round": voting.round.pk, "seat": council.seats["base"].pk, "choice": FOR}
    response = voting.do("director", "cast", **{**whole, **facts})
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert not Ballot.objects.exists()


def test_a_vote_meant_for_an_earlier_round_does_not_count_in_the_next_one(voting: Pages) -> None:
    before = voting.round
    voting.do("head_second", "annul_round", round=before.pk, reason="Не все успели")
    voting.do("head_second", "open_round", item=voting.item().pk)
    response = voting.do("director", "cast", round=before.pk, seat=voting.seats["base"].pk, choice=FOR)
    assert response.status_code == 422
    assert (voting.round.number, voting.ballots) == (2, {})


def test_a_member_not_marked_as_present_is_told_so(desk: Desk, council: Council) -> None:
    pages = Pages(desk, council.running("О сайте", here=SEATS[:5]), council.seats)
    pages.do("head_second", "open_round", item=pages.item().pk)
    page = pages.see("head_kulikovo")
    assert "You are not marked as present: ask the secretary to mark you" in page
    assert 'name="choice"' not in page
    assert 'name="choice"' in pages.see("director")


def test_a_secret_vote_shows_no_choice_to_anybody(running: Pages) -> None:
    running.do("head_second", "open_round", item=running.item().pk, secret="True")
    assert running.vote("director", Choice.AGAINST, sure="against").status_code == 302
    for who in ("director", "head_second", "secretary"):
        page = running.see(who)
        assert 'aria-pressed="true"' not in page
        assert "Против" not in page
    assert "Your vote is in the urn" in running.see("director")
    second = running.vote("director", FOR)
    assert "This seat has voted already; a secret vote is final." in second.content.decode()
    assert "Enter a vote" not in running.see("secretary")
    entered = running.do(
        "secretary",
        "enter_ballot",
        round=running.round.pk,
        seat=running.seats["lalsk"].pk,
        choice=FOR,
        way="aloud",
    )
    assert entered.status_code == 422
    running.close()
    assert "Пелевин Л.В. (СОШ г. Лузы)" not in running.see("secretary")
    assert running.ballots == {"base": ""}


def test_secretary_enters_a_vote_given_aloud_and_the_member_is_told(voting: Pages, desk: Desk) -> None:
    facts = {"round": voting.round.pk, "seat": voting.seats["lalsk"].pk, "choice": FOR}
    missing = voting.do("secretary", "enter_ballot", **facts)
    assert "Say whether the vote was given aloud or on paper." in missing.content.decode()
    assert voting.do("secretary", "enter_ballot", **facts, way="aloud").status_code == 302
    assert voting.ballots == {"lalsk": FOR}
    assert "vote taken, aloud" in voting.see("director")
    assert "The secretary entered this vote for you" in voting.see("head_lalsk")
    assert Notice.objects.filter(text="ballot_entered").count() == 1
    assert voting.do("director", "enter_ballot", **facts, way="aloud").status_code == 422


def test_a_member_recuses_themself_with_a_reason_and_has_no_ballot(running: Pages, desk: Desk) -> None:
    facts = {"item": running.item().pk, "seat": running.seats["zhivotovo"].pk}
    assert "Recuse myself" in running.see("head_zhivotovo")
    assert "Write the reason" in running.do("head_zhivotovo", "recuse", **facts).content.decode()
    assert running.do("head_zhivotovo", "recuse", **facts, reason="Моя школа").status_code == 302
    running.do("head_second", "open_round", item=running.item().pk)
    page = running.see("head_zhivotovo")
    assert "You are recused on this question and do not vote." in page
    assert 'name="choice"' not in page
    late = running.do(
        "director", "recuse", item=running.item().pk, seat=running.seats["base"].pk, reason="Поздно"
    )
    assert "The voting on this question has begun" in late.content.decode()
    assert Recusal.objects.count() == 1


def test_the_holder_of_a_proxy_has_a_ballot_for_each_seat(desk: Desk, council: Council) -> None:
    pages = Pages(desk, council.running("О сайте", here=SEATS[:5]), council.seats)
    facts = {"principal": pages.seats["kulikovo"].pk, "holder": pages.seats["base"].pk, "until": "2011-09-30"}
    assert (
        "Name the paper that gives the proxy"
        in pages.do("secretary", "enter_proxy", **facts).content.decode()
    )
    assert pages.do("secretary", "enter_proxy", **facts, paper="доверенность № 4").status_code == 302
    assert Proxy.objects.count() == 1
    pages.do("head_second", "open_round", item=pages.item().pk)
    assert "By proxy for Попова Т.Н.:" in pages.see("director")
    pages.vote("director", FOR)
    pages.vote("director", Choice.AGAINST, seat="kulikovo")
    assert pages.ballots == {"base": FOR, "kulikovo": Choice.AGAINST}


def test_who_does_not_preside_opens_and_closes_nothing(running: Pages) -> None:
    for who in ("director", "secretary", "observer"):
        assert running.do(who, "open_round", item=running.item().pk).status_code == 422
        assert "Open the vote" not in running.see(who)
    assert not running.meeting.rounds.exists()


def test_two_presses_open_one_round_and_close_it_once(running: Pages) -> None:
    statuses = [
        running.do("head_second", "open_round", item=running.item().pk).status_code for _time in range(2)
    ]
    assert (statuses, running.meeting.rounds.count()) == ([302, 422], 1)
    running.vote("director", FOR)
    first = running.close(), running.round.outcome
    second = running.close(), running.round.outcome
    assert (first[0].status_code, second[0].status_code, second[1]) == (302, 302, first[1])


def test_chair_picks_any_question_and_leaves_one_undecided(running: Pages) -> None:
    third = running.item(3)
    assert f"item={third.pk}" in running.see("head_second")
    assert f'name="item" value="{third.pk}"' in running.see("head_second", item=third.pk)
    running.do("head_second", "leave_item", item=third.pk, reason="Отложен")
    assert "Left undecided: Отложен" in running.see("director").replace("\n", " ")


def test_a_question_off_the_agenda_is_taken_up_once_by_two_presses(running: Pages) -> None:
    seen = running.meeting.revision
    facts = {"seen": seen, "title": "О премии", "agreed": "on"}
    assert running.do("secretary", "add_off_agenda", **{**facts, "agreed": ""}).status_code == 422
    assert running.do("secretary", "add_off_agenda", **facts).status_code == 302
    again = running.do("secretary", "add_off_agenda", **facts)
    assert (again.status_code, "О премии" in again.content.decode()) == (422, True)
    assert running.meeting.agenda().filter(off_agenda=True).count() == 1


def test_a_member_attaches_a_dissenting_opinion_to_a_decision(running: Pages, council: Council) -> None:
    council.vote(running.meeting, running.item(), **dict.fromkeys(SEATS, FOR))
    facts = {"item": running.item().pk, "seat": running.seats["base"].pk}
    assert running.do("director", "dissent", **facts, opinion="Считаю преждевременным.").status_code == 302
    assert "Считаю преждевременным." in running.see("observer")
    foreign = running.do("head_lalsk", "dissent", **facts, opinion="И я.")
    assert "You did not sit on this seat in that vote." in foreign.content.decode()
