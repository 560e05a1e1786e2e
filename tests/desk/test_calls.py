"""An open vote is the first thing its voters see: who is called to which vote, until when, and how cheaply."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from governance import clock
from governance.desk.base.awaiting import OpenVote, awaiting
from governance.documents.record.perform import perform
from governance.roles.may import rights_of
from governance.roles.person import Person
from governance.scenarios.luza import Luza
from tests.meeting.council import AT_TEN, FOR, SEATS, Council
from tests.meeting.sheets import LAST_MOMENT, Sheets

Desk = Callable[[str], Client]


@pytest.fixture
def council(luza: Luza) -> Iterator[Council]:
    with clock.played(AT_TEN):
        yield Council(luza)


def votes(person: Person) -> list[tuple[str, bool, list[str], str]]:
    found = awaiting(person, rights_of(person)).votes
    return [(vote.question, vote.own, list(vote.seats), vote.until) for vote in found]


def test_a_round_calls_those_who_vote_until_they_have_voted_or_it_is_closed(council: Council) -> None:
    lalsk, base = council.members["lalsk"], council.members["base"]
    meeting = council.running("О дне открытых дверей")
    before = votes(lalsk)
    meeting = council.opened(meeting)
    opened = votes(lalsk), votes(base), votes(council.secretary), votes(council.outsider)
    meeting = council.cast(meeting, "lalsk", FOR)
    voted = votes(lalsk), votes(base)
    for key in SEATS:
        if key != "lalsk":
            meeting = council.cast(meeting, key, FOR)
    council.lead(meeting, "annul_round", round=council.last_round(meeting), reason="Ошибка в вопросе.")
    called = [("О дне открытых дверей", True, [], "")]
    assert (before, opened) == ([], (called, called, [], []))
    assert (voted, votes(base)) == (([], called), [])


def test_the_poll_says_nothing_while_nothing_has_changed(
    council: Council, desk: Desk, django_assert_num_queries: Any
) -> None:
    meeting = council.opened(council.running("О дне открытых дверей"))
    client = desk("head_lalsk")
    first = client.get(reverse("calls"), {"seen": "nothing"})
    seen = first.content.decode().split('data-imprint="')[1].split('"')[0]
    with django_assert_num_queries(3):  # the session, the person, and what awaits them
        same = client.get(reverse("calls"), {"seen": seen})
    council.cast(meeting, "lalsk", FOR)
    after = client.get(reverse("calls"), {"seen": seen})
    stranger = Client().get(reverse("calls"))
    assert (first.status_code, same.status_code, after.status_code, stranger.status_code) == (
        200,
        204,
        200,
        302,
    )
    assert "О дне открытых дверей" in first.content.decode()
    assert "О дне открытых дверей" not in after.content.decode()


@pytest.mark.any_database
def test_the_bar_stands_on_every_page_of_a_voter_and_on_none_of_others(council: Council, desk: Desk) -> None:
    meeting = council.opened(council.running("О дне открытых дверей"))
    pages = {
        key: [desk(key).get(reverse(name)).content.decode() for name in ("tasks", "profile", "calendar")]
        for key in ("head_lalsk", "deputy")
    }
    address = f'href="{reverse("meeting", args=[meeting.pk])}#current-title"'
    assert [address in page for page in pages["head_lalsk"]] == [True] * 3
    assert [address in page for page in pages["deputy"]] == [False] * 3
    assert all("<title>● " in page for page in pages["head_lalsk"])


def test_what_awaits_a_person_costs_one_query(council: Council, django_assert_num_queries: Any) -> None:
    council.opened(council.running("О дне открытых дверей"))
    person = council.members["lalsk"]
    pairs = rights_of(person)
    with django_assert_num_queries(1):
        found = awaiting(person, pairs)
    assert [type(vote) for vote in found.votes] == [OpenVote]


def test_whoever_holds_a_proxy_is_called_for_that_seat_and_its_absent_holder_is_not(council: Council) -> None:
    meeting = council.running(here=SEATS[:5])
    given = {"paper": "доверенность № 4", "until": date(2011, 9, 30)}
    meeting = council.act(
        meeting, "enter_proxy", principal=council.seats["kulikovo"], holder=council.seats["second"], **given
    )
    meeting = council.opened(meeting)
    seat = council.seats["kulikovo"].name
    second, away = council.members["second"], council.members["kulikovo"]
    both = votes(second), votes(away)
    meeting = council.cast(meeting, "second", FOR)
    by_proxy = votes(second)
    council.cast(meeting, "kulikovo", FOR, by=second)
    question = "О дне открытых дверей"
    assert both == ([(question, True, [seat], "")], [])
    assert (by_proxy, votes(second)) == ([(question, False, [seat], "")], [])


def test_a_sheet_calls_its_member_until_it_is_given_or_no_longer_taken(luza: Luza) -> None:
    with clock.played(AT_TEN - timedelta(days=2)):
        sheets = Sheets(luza)
        meeting = sheets.announced()
        lalsk, base = sheets.members["lalsk"], sheets.members["base"]
        called = [("Заочное голосование совета", True, [], "20.09.2011 18:00")]
        assert (votes(lalsk), votes(base), votes(sheets.outsider)) == (called, called, [])
        sheet = sheets.answer(meeting, "lalsk", FOR)
        assert (votes(lalsk), votes(base)) == ([], called)
        perform(sheet, "take_back", by=lalsk)
        assert votes(lalsk) == called
    with clock.played(LAST_MOMENT + timedelta(minutes=1)):
        assert (votes(lalsk), votes(base)) == ([], [])
