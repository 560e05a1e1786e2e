"""What the pages of a meeting ask once more, in which order ballots stand, and who is there by video."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from governance.documents.errors import NotLegal
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.meeting.rounds import Ballot, Choice, Round
from governance.documents.record.perform import perform
from governance.scenarios.luza import Luza
from tests.desk.table import MEMBERS, Pages
from tests.meeting.council import ABSENT, AT_TEN, FOR, PRESENT, SEATS, Council

Desk = Callable[[str], Client]


@pytest.fixture
def council(luza: Luza) -> Council:
    return Council(luza)


@pytest.fixture
def voting(desk: Desk, council: Council) -> Pages:
    """Everybody is here, a round is open."""
    return Pages(desk, council.opened(council.running("О сайте")), council.seats)


@pytest.fixture
def secretly(desk: Desk, council: Council) -> Pages:
    meeting = council.running("О сайте", here=SEATS[:5])
    council.act(
        meeting,
        "enter_proxy",
        principal=council.seats["kulikovo"],
        holder=council.seats["base"],
        paper="доверенность № 4",
        until=meeting.day,
    )
    return Pages(desk, council.opened(meeting, secret=True), council.seats)


def test_closing_a_vote_names_who_has_not_voted_and_asks_again(voting: Pages) -> None:
    for who in ("director", "head_second", "head_lalsk", "head_fabrichnaya"):
        voting.vote(who, FOR)
    asked = voting.do("head_second", "close_round", round=voting.round.pk)
    page = asked.content.decode()
    assert (asked.status_code, voting.round.state) == (200, Round.State.OPEN)
    assert "2 members have not voted." in page
    assert [name in page for name in ("Бушманова", "Попова", "Пелевин")] == [False, True, False]
    again = {"round": voting.round.pk, "sure": asked.context["form"]["sure"].value()}
    assert voting.do("head_second", "close_round", **again).status_code == 302
    assert voting.round.state == Round.State.CLOSED


def test_a_vote_that_all_have_given_is_closed_by_one_press(voting: Pages) -> None:
    for who in MEMBERS.values():
        voting.vote(who, FOR)
    assert voting.do("head_second", "close_round", round=voting.round.pk).status_code == 302
    assert voting.round.state == Round.State.CLOSED


def test_an_answer_holds_for_those_who_were_shown_and_for_nobody_else(voting: Pages) -> None:
    for who in MEMBERS.values():
        if who != "director":
            voting.vote(who, FOR)
    others = ",".join(str(voting.seats[key].pk) for key in SEATS if key != "base")
    asked = voting.do("head_second", "close_round", round=voting.round.pk, sure=others)
    assert (asked.status_code, voting.round.state) == (200, Round.State.OPEN)
    assert "1 member has not voted." in asked.content.decode()
    # Whoever voted in the meantime is no reason to ask again.
    more = f"{others},{voting.seats['base'].pk}"
    assert voting.do("head_second", "close_round", round=voting.round.pk, sure=more).status_code == 302


def test_the_door_refuses_to_close_without_somebody_who_was_not_shown(council: Council) -> None:
    meeting = council.opened(council.running("О сайте", here=SEATS[:3]))
    keys = [council.seats[key].pk for key in SEATS[:2]]
    with pytest.raises(NotLegal, match="Not everybody has voted"):
        council.lead(meeting, "close_round", silent=keys)
    assert council.last_round(meeting).is_open
    keys.append(council.seats["lalsk"].pk)
    council.lead(meeting, "close_round", silent=keys)
    assert council.last_round(meeting).state == Round.State.CLOSED


def test_a_secret_ballot_is_asked_for_once_more_before_it_is_dropped(secretly: Pages) -> None:
    asked = secretly.vote("head_lalsk", Choice.AGAINST)
    page = asked.content.decode()
    assert (asked.status_code, Ballot.objects.count()) == (200, 0)
    assert "Your choice: «Against». The vote is secret: once given, it cannot be changed." in page
    # The answer to one choice is none to another.
    assert secretly.vote("head_lalsk", FOR, sure="against").status_code == 200
    assert secretly.vote("head_lalsk", Choice.AGAINST, sure="against").status_code == 302
    assert Ballot.objects.count() == 1
    assert list(secretly.round.urn.values_list("choice", flat=True)) == ["against"]


def test_an_open_ballot_is_taken_by_one_press(voting: Pages) -> None:
    assert voting.vote("director", FOR).status_code == 302
    assert voting.ballots == {"base": FOR}


def test_the_own_ballot_stands_first_and_the_one_by_proxy_says_for_whom(desk: Desk, council: Council) -> None:
    meeting = council.running("О сайте", here=("second", "lalsk", "fabrichnaya", "kulikovo"))
    # The seat that is represented stands before the own one in the order of the body.
    council.act(
        meeting,
        "enter_proxy",
        principal=council.seats["base"],
        holder=council.seats["kulikovo"],
        paper="доверенность № 4",
        until=meeting.day,
    )
    pages = Pages(desk, council.opened(meeting), council.seats)
    page = pages.see(MEMBERS["kulikovo"])
    own, other = page.index("Your own vote"), page.index("By proxy for Пелевин Л.В.")
    assert own < other
    assert page.index(f"ballot-{council.seats['kulikovo'].pk}-for") < page.index(
        f"ballot-{council.seats['base'].pk}-for"
    )


def test_who_takes_part_by_video_counts_as_present_and_the_protocol_says_so(
    desk: Desk, council: Council
) -> None:
    pages = Pages(desk, council.convened("О сайте"), council.seats)
    pages.attend(by_video=("base", "kulikovo"), base=PRESENT, second=PRESENT, lalsk=PRESENT, kulikovo=ABSENT)
    by_video = pages.meeting.attendance.filter(by_video=True)
    # Whoever is away is not there by video either.
    assert [mark.seat for mark in by_video] == [council.seats["base"]]
    assert "by video" in pages.see("secretary")
    meeting = council.lead(pages.meeting, "open")
    assert council.seats["base"].pk in meeting.table.here
    meeting = council.mark(meeting, "base", "left")
    meeting = council.lead(meeting, "leave_item", item=council.item(meeting), reason="отложен")
    meeting = council.lead(meeting, "finish")
    protocol = council.protocol(meeting)
    present = protocol.content()["present"]
    assert [line.startswith("Пелевин Л.В.") for line in present if "по видеосвязи" in line] == [True]


def test_only_the_secretary_marks_who_is_there_by_video(council: Council) -> None:
    meeting = council.convened("О сайте")
    with pytest.raises(Exception, match="right"):
        perform(
            meeting,
            "mark_attendance",
            by=council.members["base"],
            seat=council.seats["base"],
            status=PRESENT,
            by_video=True,
        )
    assert not meeting.attendance.exists()


def test_the_page_asks_why_number_and_day_are_out_of_order_and_keeps_what_was_typed(
    desk: Desk, council: Council
) -> None:
    convened = council.convened("О сайте")
    council.act(convened, "revise", held_at=AT_TEN + timedelta(days=8))
    early = council.drafted("О выставке")
    client = desk("secretary")
    away = client.post(f"/meetings/{early.pk}/do/convene/")
    assert away.headers["Location"] == f"/meetings/{early.pk}/agenda/?reason="
    page = client.get(away.headers["Location"]).content.decode()
    assert "Why numbers and dates are out of order" in page
    typed = {
        "title": "Внеочередное заседание",
        "day": "2011-09-12",
        "time": "10:00",
        "place": "г. Луза",
        "invited": "",
        f"item{council.item(early).pk}-title": "О выставке",
        "do": "convene",
        "seen": str(early.revision),
    }
    again = client.post(f"/meetings/{early.pk}/agenda/", typed)
    asked = again.content.decode()
    assert (again.status_code, Meeting.objects.get(pk=early.pk).title) == (422, "Заседание совета")
    assert "Внеочередное заседание" in asked
    assert "№ 1 has the date 20.09.2011" in asked
    assert client.post(f"/meetings/{early.pk}/agenda/", {**typed, "reason": "Срочно"}).status_code == 302
    kept = Meeting.objects.get(pk=early.pk)
    assert (kept.number, kept.title, kept.state) == ("2", "Внеочередное заседание", "planned")
