"""What a sitting has put off is offered for the next agenda of its body."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from governance.documents.kinds.meeting.meeting import Meeting
from governance.scenarios.luza import Luza
from tests.desk.meeting.conftest import card
from tests.desk.table import send
from tests.meeting.council import FOR, SEATS, Council

Desk = Callable[[str], Client]


@pytest.fixture
def council(luza: Luza) -> Council:
    """Its last meeting has decided the first question and put off the second."""
    council = Council(luza)
    meeting = council.convened("О дне открытых дверей", "О сайте округа")
    council.act(
        meeting,
        "revise_item",
        item=council.item(meeting, 2),
        speaker="Пелевин Л.В.",
        decision_draft="Да.",
    )
    for key in SEATS:
        meeting = council.mark(meeting, key, "present")
    meeting = council.vote(council.lead(meeting, "open"), **dict.fromkeys(SEATS, FOR))
    meeting = council.lead(meeting, "leave_item", item=council.item(meeting, 2), reason="Отложен до января")
    council.lead(meeting, "finish")
    return council


def test_what_was_put_off_is_offered_taken_over_once_and_offered_no_more(
    council: Council, desk: Desk
) -> None:
    page = desk("secretary").get(reverse("meeting_new"))
    left = council.item(Meeting.objects.get(), 2)
    assert [item.pk for item in page.context["page"].carried] == [left.pk]
    assert "Отложен до января" in page.content.decode()
    send(desk("secretary"), reverse("meeting_new"), card(carried=left.pk, do="save"))
    meeting = Meeting.objects.latest("pk")
    taken = list(meeting.agenda().values_list("title", "speaker", "decision_draft", "left_reason"))
    assert taken == [("О сайте округа", "Пелевин Л.В.", "Да.", "")]
    again = desk("secretary").get(reverse("meeting_edit", args=[meeting.pk]))
    assert again.context["page"].carried == []


def test_a_decided_or_foreign_question_is_not_taken_over(council: Council, desk: Desk) -> None:
    decided = council.item(Meeting.objects.get(), 1)
    data = card(carried=[decided.pk, "x", "9" * 30], do="save", **{"new-title": "О выставке"})
    send(desk("secretary"), reverse("meeting_new"), data)
    titles = Meeting.objects.latest("pk").agenda().values_list("title", flat=True)
    assert list(titles) == ["О выставке"]
