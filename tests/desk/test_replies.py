"""Members answer the invitation to a sitting; whoever calls it sees the quorum that is to be expected."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from governance.documents.kinds.meeting.replies import Reply
from governance.documents.record.events import Event
from governance.scenarios.luza import Luza
from tests.desk.table import Pages, send
from tests.meeting.council import Council

Desk = Callable[[str], Client]


@pytest.fixture
def council(luza: Luza) -> Council:
    return Council(luza)


@pytest.fixture
def planned(desk: Desk, council: Council) -> Pages:
    return Pages(desk, council.convened("О дне открытых дверей"), council.seats)


def answer(pages: Pages, who: str, answer: str, reason: str = "") -> Any:
    return send(
        pages.desk(who), reverse("meeting_reply", args=[pages.pk]), {"answer": answer, "reason": reason}
    )


def test_the_secretary_sees_who_comes_and_the_quorum_to_expect(planned: Pages, desk: Desk) -> None:
    before = Event.objects.count()
    assert answer(planned, "director", "comes").status_code == 302
    assert answer(planned, "head_second", "proxy", "Голосует Пелевин Л.В.").status_code == 302
    assert answer(planned, "head_lalsk", "cannot", "Командировка").status_code == 302
    assert answer(planned, "head_lalsk", "cannot", "Отпуск").status_code == 302
    page = desk("secretary").get(reverse("meeting_reply", args=[planned.pk]))
    assert [each.reason for each in page.context["answered"]][:3] == ["", "Голосует Пелевин Л.В.", "Отпуск"]
    assert (page.context["quorum"].present, page.context["quorum"].roster) == (2, 6)
    # It binds nobody, and a member sees nobody else's answer.
    assert (Event.objects.count(), Reply.objects.count()) == (before, 3)
    assert "Отпуск" not in desk("director").get(reverse("meeting_reply", args=[planned.pk])).content.decode()


def test_who_cannot_says_why_and_who_has_no_seat_or_is_late_is_told(planned: Pages, council: Council) -> None:
    for who, given in (
        ("director", "cannot"),
        ("director", "maybe"),
        ("director", ""),
        ("secretary", "comes"),
    ):
        assert answer(planned, who, given).status_code == 422
    meeting = council.mark(planned.meeting, "second", "present")
    council.lead(meeting, "open")
    assert answer(planned, "director", "comes").status_code == 422
    assert Reply.objects.count() == 0
