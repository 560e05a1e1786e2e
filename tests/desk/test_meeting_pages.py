"""A meeting on its pages: called, opened, attended, voted, closed; and whom the pages turn away."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.meeting.rounds import Ballot, Choice, Recusal
from governance.documents.record.document import Document
from governance.flows.engine.models import Notice
from governance.roles.acts.appointing import appoint
from governance.roles.body import Proxy
from governance.roles.catalogue import Role
from governance.scenarios.luza import Luza
from tests.desk.table import MEMBERS, Pages, send
from tests.meeting.council import ABSENT, FOR, PRESENT, SEATS, Council
from tests.meeting.sheets import Sheets
from tests.memory import recalled

Desk = Callable[[str], Client]


@pytest.fixture
def council(luza: Luza) -> Council:
    """The council, with an observer who reads its papers and does nothing with them."""
    observe(luza)
    return Council(luza)


@recalled
def observe(luza: Luza) -> None:
    observer = luza.people["observer"]
    appoint(
        observer,
        Role.OBSERVER,
        luza.council,
        since=date(2011, 9, 1),
        basis="приказ от 01.09.2011 № 5",
        by=None,
    )


@pytest.fixture
def planned(desk: Desk, council: Council) -> Pages:
    """Two questions, the second about a plan."""
    return Pages(desk, council.convened("О дне открытых дверей", subject=council.plan()), council.seats)


@pytest.fixture
def running(desk: Desk, council: Council) -> Pages:
    """Everybody is here, nothing is voted yet."""
    meeting = council.running("О дне открытых дверей", "О сайте округа", subject=council.plan())
    return Pages(desk, meeting, council.seats)


@pytest.fixture
def voting(running: Pages) -> Pages:
    """A round is open on the first question."""
    assert running.do("head_second", "open_round", item=running.item().pk).status_code == 302
    return running


def card(**changes: Any) -> dict[str, Any]:
    """The form of a meeting, filled in."""
    return {
        "title": "Заседание совета",
        "day": "2011-09-20",
        "time": "14:00",
        "place": "г. Луза, кабинет 12",
        "invited": "",
        "do": "done",
        **changes,
    }


def state(pages: Pages) -> str:
    return pages.meeting.state


# --- called -------------------------------------------------------------------------------------------------------


def test_secretary_calls_a_meeting_about_a_plan_that_waits_and_the_members_are_told(
    desk: Desk, council: Council
) -> None:
    plan = council.plan()
    new = reverse("meeting_new")
    assert plan.title in desk("secretary").get(new).content.decode()
    response = send(desk("secretary"), new, card(paper=plan.pk, **{"new-title": "О сайте"}, do="convene"))
    meeting = Meeting.objects.get()
    assert response.url == reverse("meeting", args=[meeting.pk])
    assert (meeting.state, [item.subject_id for item in meeting.agenda()]) == ("planned", [plan.pk, None])
    assert meeting.agenda().last().title == "О сайте"
    told = Notice.objects.filter(text="convened").values_list("person__surname", flat=True)
    assert set(told) == {member.surname for member in council.members.values()}


def test_a_meeting_without_day_keeps_everything_typed_and_begins_nothing(
    desk: Desk, council: Council
) -> None:
    response = send(desk("secretary"), reverse("meeting_new"), card(day="", **{"new-title": "О сайте"}))
    page = response.content.decode()
    assert response.status_code == 422
    assert "Choose the day of the meeting." in page
    assert "О сайте" in page
    assert "кабинет 12" in page
    assert not Meeting.objects.exists()


def test_a_day_that_has_passed_is_refused(desk: Desk, council: Council) -> None:
    page = send(desk("secretary"), reverse("meeting_new"), card(day="2011-09-01")).content.decode()
    assert "The day of the meeting has passed: choose another one." in page
    assert not Meeting.objects.exists()


def test_a_question_without_words_is_asked_for_its_words(desk: Desk, council: Council) -> None:
    response = send(desk("secretary"), reverse("meeting_new"), card(**{"new-speaker": "Пелевин Л.В."}))
    assert "Write the question as it will stand on the agenda." in response.content.decode()
    assert not Meeting.objects.exists()


def test_the_same_press_sent_twice_begins_one_meeting(desk: Desk, council: Council) -> None:
    for _time in range(2):
        response = send(desk("secretary"), reverse("meeting_new"), card(**{"new-title": "О сайте"}))
    assert response.status_code == 302
    assert [meeting.agenda().count() for meeting in Meeting.objects.all()] == [1]


def test_agenda_is_changed_reordered_and_shortened_and_each_press_saves_what_is_typed(
    desk: Desk, council: Council
) -> None:
    meeting = council.drafted("Первый", "Второй", "Третий")
    address = reverse("meeting_edit", args=[meeting.pk])

    def press(button: str, **typed: str) -> list[tuple[str, str]]:
        fresh = Meeting.objects.get(pk=meeting.pk)
        items = list(fresh.agenda())
        data = card(day="2011-09-12", time="10:00", place="г. Луза", do=button, seen=fresh.revision)
        for item in items:
            data |= {f"item{item.pk}-title": item.title, f"item{item.pk}-speaker": item.speaker}
        assert send(desk("secretary"), address, {**data, **typed}).status_code == 302
        return [(item.title, item.speaker) for item in fresh.agenda()]

    first, second, third = meeting.agenda()
    assert press(f"up-{third.pk}", **{f"item{first.pk}-speaker": "Пелевин Л.В."}) == [
        ("Первый", "Пелевин Л.В."),
        ("Третий", ""),
        ("Второй", ""),
    ]
    assert press(f"drop-{first.pk}", **{f"item{second.pk}-title": "О сайте"}) == [
        ("Третий", ""),
        ("О сайте", ""),
    ]
    assert press("add", **{"new-title": "Разное"}) == [("Третий", ""), ("О сайте", ""), ("Разное", "")]


def test_an_agenda_changed_meanwhile_is_not_written_over(desk: Desk, council: Council) -> None:
    meeting = council.drafted("Первый")
    seen = meeting.revision
    council.act(meeting, "revise", place="кабинет 7")
    data = card(place="кабинет 3", seen=seen, **{f"item{meeting.agenda().get().pk}-title": "Первый"})
    response = send(desk("secretary"), reverse("meeting_edit", args=[meeting.pk]), data)
    assert response.status_code == 422
    assert "The paper has changed since you opened it." in response.content.decode()
    assert "кабинет 3" in response.content.decode()
    assert Meeting.objects.get(pk=meeting.pk).place == "кабинет 7"


@pytest.mark.parametrize("who", ["director", "deputy", "observer"])
def test_whoever_does_not_convene_calls_no_meeting(desk: Desk, council: Council, who: str) -> None:
    assert desk(who).get(reverse("meeting_new")).status_code == 403
    assert desk(who).post(reverse("meeting_new"), card()).status_code == 403
    assert "Convene a meeting" not in desk(who).get(reverse("meetings")).content.decode()
    assert not Meeting.objects.exists()


def test_the_draft_of_a_meeting_is_seen_by_those_who_prepare_it_and_by_nobody_else(
    desk: Desk, council: Council
) -> None:
    meeting = council.drafted()
    for name in ("meeting", "meeting_live", "meeting_edit", "meeting_attendance"):
        assert desk("director").get(reverse(name, args=[meeting.pk])).status_code == 404
    assert desk("secretary").get(reverse("meeting", args=[meeting.pk])).status_code == 200
    assert desk("head_second").get(reverse("meeting", args=[meeting.pk])).status_code == 200


def test_a_visitor_is_asked_to_sign_in_and_gets_no_live_page(planned: Pages, visitor: Client) -> None:
    assert visitor.get(reverse("meeting", args=[planned.pk])).url.startswith(reverse("sign_in"))
    assert visitor.get(reverse("meeting_live", args=[planned.pk])).status_code == 401


# --- opened and attended ------------------------------------------------------------------------------------------


def test_chair_opens_the_meeting_once_the_secretary_has_marked_the_attendance(planned: Pages) -> None:
    response = planned.do("head_second", "open")
    assert response.status_code == 422
    assert "Mark the attendance first" in response.content.decode()
    assert planned.attend(**dict.fromkeys(SEATS, PRESENT)).status_code == 302
    assert "Quorum: 6 of 6" in planned.see("director")
    assert planned.do("head_second", "open").status_code == 302
    assert state(planned) == "running"


def test_all_others_are_marked_present_by_one_press(planned: Pages, desk: Desk) -> None:
    planned.attend(kulikovo=ABSENT)
    page = desk("secretary").get(reverse("meeting_attendance", args=[planned.pk]))
    data = {f"{form.prefix}-person": form.row.person.pk for form in page.context["seats"]}
    data |= {f"{form.prefix}-seen": form["seen"].value() for form in page.context["seats"]}
    data |= {
        f"{form.prefix}-{name}": form.row.status
        for form in page.context["seats"]
        for name in ("was", "status")
    }
    send(desk("secretary"), reverse("meeting_attendance", args=[planned.pk]), {**data, "do": "all"})
    statuses = dict(planned.meeting.attendance.values_list("seat__position", "status"))
    assert statuses == {1: PRESENT, 2: PRESENT, 3: PRESENT, 4: PRESENT, 5: PRESENT, 6: ABSENT}


def test_acting_head_sits_for_the_absent_one_and_votes(desk: Desk, council: Council) -> None:
    council.stand_in("lalsk")
    pages = Pages(desk, council.running("О сайте округа"), council.seats)
    pages.do("head_second", "open_round", item=pages.item().pk)
    assert 'value="for"' in pages.see("acting_lalsk")
    assert pages.vote("acting_lalsk", FOR, seat="lalsk").status_code == 302
    assert pages.ballots == {"lalsk": FOR}


def test_secretary_alone_marks_the_attendance(planned: Pages, desk: Desk) -> None:
    address = reverse("meeting_attendance", args=[planned.pk])
    for who in ("director", "head_second", "observer"):
        assert desk(who).get(address).url == reverse("meeting", args=[planned.pk])
        assert desk(who).post(address, {"do": "all"}).url == reverse("meeting", args=[planned.pk])
    assert planned.meeting.attendance.count() == 0


def test_without_a_quorum_the_meeting_ends_as_not_held(desk: Desk, council: Council) -> None:
    pages = Pages(desk, council.running("О сайте округа", here=("base", "second")), council.seats)
    assert "No quorum: 2 of 6" in pages.see("director")
    assert pages.do("head_second", "open_round", item=pages.item().pk).status_code == 422
    assert desk("secretary").get(reverse("meeting_do", args=[pages.pk, "fail"])).status_code == 200
    pages.do("secretary", "fail")
    assert state(pages) == "not_held"
    assert "No quorum: 2 of 6 are here, 3 needed." in pages.see("director")


def test_who_leaves_for_a_question_is_noted_at_it_and_called_back_by_one_press(running: Pages) -> None:
    item, seat = running.item().pk, running.seats["kulikovo"].pk
    assert "Somebody leaves for this question" in running.see("secretary")
    assert running.do("secretary", "step_out", item=item, seat=seat).status_code == 302
    page = running.see("secretary")
    assert "Out for this question: Попова Т.Н." in " ".join(page.split())
    assert "Back at the table: Попова Т.Н." in page
    assert running.do("director", "come_back", seat=seat).status_code == 422
    assert running.do("secretary", "come_back", seat=seat).status_code == 302
    assert running.meeting.attendance.get(seat_id=seat).status == PRESENT


def test_page_and_list_name_the_number_of_a_sitting_and_why_it_was_called_off(
    desk: Desk, council: Council
) -> None:
    pages = Pages(desk, council.convened("О школьном автобусе"), council.seats)
    listed = reverse("meetings")
    assert "Sitting No. 1" in pages.see("secretary")
    assert "sitting No. 1" in desk("secretary").get(listed).content.decode()
    assert pages.do("secretary", "cancel", reason="Карантин").status_code == 302
    page = " ".join(desk("secretary").get(listed).content.decode().split())
    assert ("sitting No. 1" in page, "Cancelled: Карантин" in page) == (True, True)


# --- voting -------------------------------------------------------------------------------------------------------


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


# --- live, list, cost ---------------------------------------------------------------------------------------------


def test_live_page_answers_nothing_until_something_changes(voting: Pages, desk: Desk) -> None:
    address = reverse("meeting_live", args=[voting.pk])
    seen = voting.meeting.revision
    quiet = desk("director").get(address, {"revision": seen})
    assert (quiet.status_code, quiet.content) == (204, b"")
    voting.vote("head_lalsk", FOR)
    changed = desk("director").get(address, {"revision": seen}).content.decode()
    assert "Voted: 1 of 6." in changed
    assert f"revision={voting.meeting.revision}" in changed
    assert "<html" not in changed


def test_an_unknown_act_and_a_paper_of_another_kind_are_not_found(
    running: Pages, council: Council, desk: Desk
) -> None:
    assert running.do("head_second", "delete").status_code == 404
    plan = Document.objects.filter(kind="plan").first()
    assert plan is not None
    assert desk("secretary").get(reverse("meeting", args=[plan.pk])).status_code == 404


def test_list_tells_what_runs_what_lies_ahead_and_what_came_of_the_past(desk: Desk, council: Council) -> None:
    held = council.held(base=FOR, second=FOR, lalsk=FOR, fabrichnaya=FOR)
    council.running("О сайте")
    council.convened("О выставке")
    page = desk("director").get(reverse("meetings"))
    assert page.context["past"] == [held]
    assert [len(page.context[part]) for part in ("running", "ahead", "past")] == [1, 1, 1]
    assert "adopted: 1" in page.content.decode()


def test_the_paper_of_a_meeting_leads_to_its_page(running: Pages, desk: Desk) -> None:
    response = desk("director").get(reverse("paper", args=[running.pk]))
    assert response.url == reverse("meeting", args=[running.pk])


@pytest.mark.parametrize("who", ["director", "head_second", "secretary", "observer"])
@pytest.mark.parametrize("stage", ["planned", "running", "held"])
def test_page_costs_at_most_twelve_queries_however_many_rows(
    desk: Desk, council: Council, who: str, stage: str, django_assert_max_num_queries: Any
) -> None:
    questions = [f"Вопрос {number}" for number in range(12)]
    meeting = council.convened(*questions, subject=council.plan())
    if stage != "planned":
        for key in SEATS:
            meeting = council.mark(meeting, key, PRESENT)
        meeting = council.lead(meeting, "open")
        for item in list(meeting.agenda())[:4]:
            meeting = council.vote(meeting, item, **dict.fromkeys(SEATS, FOR))
    if stage == "running":
        meeting = council.opened(meeting, council.item(meeting, 6))
        meeting = council.cast(meeting, "base", FOR)
    if stage == "held":
        for item in list(meeting.agenda())[4:]:
            meeting = council.lead(meeting, "leave_item", item=item, reason="Отложен")
        meeting = council.lead(meeting, "finish")
    client = desk(who)
    # What each process reads once a minute.
    client.get("/")
    with django_assert_max_num_queries(12):
        assert client.get(reverse("meeting", args=[meeting.pk])).status_code == 200


def test_list_costs_at_most_twelve_queries_however_many_meetings(
    desk: Desk, council: Council, django_assert_max_num_queries: Any
) -> None:
    for _number in range(3):
        council.held(base=FOR, second=FOR, lalsk=FOR, fabrichnaya=FOR)
        council.convened("О выставке")
    client = desk("secretary")
    with django_assert_max_num_queries(12):
        assert client.get(reverse("meetings")).status_code == 200


def test_day_in_the_future_offers_no_end_as_not_held(desk: Desk, council: Council) -> None:
    meeting = council.convened("О сайте")
    council.act(meeting, "revise", held_at=datetime.fromisoformat("2011-09-20T14:00+04:00"))
    page = desk("secretary").get(reverse("meeting", args=[meeting.pk])).content.decode()
    assert "End as not held" not in page
    assert "Cancel the meeting" in page


# --- papers of the meeting --------------------------------------------------------------------------------------------


def test_members_open_notice_agenda_and_registration_sheet_once_the_meeting_is_convened(
    planned: Pages, desk: Desk, council: Council
) -> None:
    page = planned.see("director")
    for form in ("notice", "agenda", "registration"):
        address = reverse("meeting_paper", args=[planned.pk, form])
        assert address in page
        response = desk("director").get(address)
        assert (response.status_code, response.content[:5]) == (200, b"%PDF-")
        assert desk("clerk").get(address).status_code == 404
        assert (
            desk("secretary").get(reverse("meeting_paper", args=[council.drafted().pk, form])).status_code
            == 404
        )
    assert desk("director").get(reverse("meeting_paper", args=[planned.pk, "other"])).status_code == 404


def test_a_meeting_is_followed_and_followed_no_more_from_its_page(planned: Pages, desk: Desk) -> None:
    follow, unfollow = (reverse(name, args=[planned.pk]) for name in ("paper_follow", "paper_unfollow"))
    assert follow in planned.see("director")
    desk("director").post(follow)
    page = planned.see("director")
    assert (follow in page, unfollow in page) == (False, True)


def awaited_of_others(client: Client) -> list[str]:
    """By name, whom the first paper of the list «I wait for others» is with."""
    page = client.get("/?show=others")
    (row, *_more) = [row for group in page.context["groups"] for row in group.tasks]
    return [person.name for person in row.people]


def test_whoever_waits_for_the_council_reads_who_has_to_act(luza: Luza, council: Council, desk: Desk) -> None:
    council.convened(subject=council.plan())
    assert awaited_of_others(desk("deputy")) == ["Крылова И.П."]


def test_whoever_waits_for_an_absentee_vote_reads_whose_sheets_are_awaited(luza: Luza, desk: Desk) -> None:
    sheets = Sheets(luza)
    meeting = sheets.announced("О дне открытых дверей", subject=sheets.plan())
    for key in SEATS[:4]:
        sheets.answer(meeting, key, FOR)
    assert awaited_of_others(desk("deputy")) == [sheets.members[key].name for key in SEATS[4:]]


def test_nobody_registers_for_an_absentee_vote(luza: Luza, desk: Desk) -> None:
    meeting = Sheets(luza).announced("О дне открытых дверей")
    answers = {
        form: desk("secretary").get(reverse("meeting_paper", args=[meeting.pk, form])).status_code
        for form in ("notice", "agenda", "registration")
    }
    assert answers == {"notice": 200, "agenda": 200, "registration": 404}
