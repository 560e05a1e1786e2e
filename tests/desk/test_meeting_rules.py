"""Rules on the pages of meetings: which one decides a question, elections of a sitting, called again, suspended."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.protocol.suspension import Suspension
from governance.scenarios.luza import Luza
from tests.desk.table import Pages
from tests.meeting.council import FOR, PRESENT, TODAY, Council
from tests.meeting.test_rules_of_matters import MEMBERS, regulated

Desk = Callable[[str], Client]


@pytest.fixture
def council(luza: Luza) -> Council:
    return Council(luza)


def test_a_question_is_put_up_under_a_matter_and_the_page_says_by_which_rule(
    desk: Desk, council: Council
) -> None:
    regulated(council, MEMBERS, established=9)
    meeting = council.drafted("О приёме школы")
    item, client = council.item(meeting), desk("secretary")
    edit = reverse("meeting_edit", args=[meeting.pk])
    form = client.get(edit).context["page"].items[0]
    assert [value for value, _label in form.fields["matter"].choices] == ["", "Приём участников"]
    card = {
        "title": meeting.title,
        "day": "2011-09-12",
        "time": "10:00",
        "place": "г. Луза",
        f"item{item.pk}-title": item.title,
        "seen": meeting.revision,
        "do": "done",
    }
    wrong = client.post(edit, {**card, f"item{item.pk}-matter": "Кадры"})
    assert wrong.context["page"].items[0].errors == {
        "matter": ["The rules of the body have no such matter: choose another one."]
    }
    assert client.post(edit, {**card, f"item{item.pk}-matter": "Приём участников"}).status_code == 302
    assert council.item(meeting).matter == "Приём участников"
    meeting = council.act(Meeting.objects.get(pk=meeting.pk), "convene")
    meeting = council.mark(meeting, "second", PRESENT)
    page = desk("secretary").get(reverse("meeting", args=[meeting.pk])).content.decode()
    assert "Приём участников" in page
    assert "at least two thirds of the established number" in page


def test_a_member_is_put_up_and_presides_when_elected(desk: Desk, council: Council) -> None:
    regulated(council, elects_chair=True)
    pages = Pages(desk, council.running("О сайте"), council.seats)
    facts = {"item": pages.item().pk, "candidate": council.seats["base"].pk}
    assert 'id="act-put_up"' in pages.see("head_second")
    assert pages.do("head_second", "put_up", **facts).status_code == 302
    for who in (
        "director",
        "head_second",
        "head_lalsk",
        "head_fabrichnaya",
        "head_zhivotovo",
        "head_kulikovo",
    ):
        pages.vote(who, FOR)
    pages.close()
    assert pages.meeting.presiding == council.seats["base"]


def test_a_meeting_that_was_not_held_is_called_again_from_its_page(desk: Desk, council: Council) -> None:
    meeting = council.mark(council.convened("О сайте"), "second", PRESENT)
    meeting = council.act(meeting, "fail")
    again = reverse("meeting_again", args=[meeting.pk])
    assert again in desk("secretary").get(reverse("meeting", args=[meeting.pk])).content.decode()
    assert desk("director").get(again).status_code == 403
    client = desk("secretary")
    late = client.post(again, {"day": "2011-09-01", "time": "10:00", "place": "г. Луза"})
    assert late.context["form"].errors == {"day": ["The day of the meeting has passed: choose another one."]}
    done = client.post(again, {"day": "2011-09-15", "time": "10:00", "place": "г. Луза"})
    repeated = Meeting.objects.get(repeats=meeting)
    assert done.url == reverse("meeting_edit", args=[repeated.pk])
    assert [item.title for item in repeated.agenda()] == ["О сайте"]


def test_the_chair_suspends_a_decision_on_the_page_of_the_protocol(desk: Desk, council: Council) -> None:
    regulated(council, suspension={"count": 10, "unit": "working_days"})
    meeting = council.held(subject=council.plan())
    protocol = council.protocol(meeting)
    address, item = reverse("paper_do", args=[protocol.pk]), council.item(meeting, 2)
    facts = {"item": item.pk, "until": (TODAY + timedelta(days=3)).isoformat(), "reason": "не учтена смета"}
    sent = {"move": "suspend_decision", "seen": protocol.revision, **facts}
    assert desk("head_second").post(address, sent).status_code == 302
    assert [(row.item, row.reason) for row in Suspension.objects.all()] == [(item, "не учтена смета")]
    page = desk("secretary").get(reverse("paper", args=[protocol.pk])).content.decode()
    assert "Question 2: the decision is suspended until 15.09.2011" in page
    assert "приостановлено председателем с 12.09.2011 по 15.09.2011: не учтена смета." in page
