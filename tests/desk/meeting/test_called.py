"""A meeting is prepared and called on the desk."""

import pytest
from django.test import Client
from django.urls import reverse

from governance.documents.kinds.meeting.meeting import Meeting
from governance.flows.engine.models import Notice
from tests.desk.meeting.conftest import Desk, card
from tests.desk.table import Pages, send
from tests.meeting.council import Council


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
