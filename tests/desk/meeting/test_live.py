"""The page of a meeting renews itself, and what it and the list of meetings cost."""

from datetime import datetime
from typing import Any

import pytest
from django.urls import reverse

from governance.documents.record.document import Document
from tests.desk.meeting.conftest import Desk
from tests.desk.table import Pages
from tests.meeting.council import FOR, PRESENT, SEATS, Council


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
