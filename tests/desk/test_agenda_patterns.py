"""Patterns of agendas: typed or taken from a meeting, changed, erased; a new meeting begins with one."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.meeting.patterns import AgendaPattern
from governance.documents.record.events import Event
from governance.scenarios.luza import Luza
from tests.meeting.council import Council

Desk = Callable[[str], Client]
TYPED = {
    "do": "save",
    "name": "Перед четвертью",
    "question-0-title": "О готовности школ",
    "question-0-decision_draft": "Принять к сведению.",
    "question-1-title": "О разном",
}


@pytest.fixture
def council(luza: Luza) -> Council:
    return Council(luza)


def test_a_typed_pattern_begins_a_meeting(council: Council, desk: Desk) -> None:
    secretary, body = desk("secretary"), council.unit.pk
    assert secretary.post(reverse("agenda_pattern_new", args=[body]), TYPED).status_code == 302
    pattern = AgendaPattern.objects.get()
    address = reverse("meeting_new")
    page = secretary.get(address, {"body": body, "pattern": pattern.pk})
    assert "О готовности школ" in page.content.decode()
    card = {"title": "Заседание", "day": "2011-09-12", "time": "10:00", "place": "Луза", "invited": ""}
    sent = {**card, "body": body, "pattern": pattern.pk, "do": "save"}
    assert secretary.post(address, sent).status_code == 302
    items = Meeting.objects.get().agenda().order_by("position")
    assert list(items.values_list("title", "decision_draft")) == [
        ("О готовности школ", "Принять к сведению."),
        ("О разном", ""),
    ]


def test_a_past_agenda_becomes_a_pattern_that_is_changed_and_erased(council: Council, desk: Desk) -> None:
    meeting, secretary = council.convened("О бюджете", "О плане"), desk("secretary")
    before, new = Event.objects.count(), reverse("agenda_pattern_new", args=[council.unit.pk])
    rows = secretary.get(new, {"meeting": meeting.pk}).context["questions"].rows
    assert [row["title"].value() for row in rows] == ["О бюджете", "О плане", None]
    secretary.post(new, TYPED)
    one = reverse("agenda_pattern", args=[council.unit.pk, AgendaPattern.objects.get().pk])
    changed: dict[str, Any] = {"do": "save", "name": "Осень", "question-0-title": "О бюджете"}
    assert secretary.post(one, changed).status_code == 302
    pattern = AgendaPattern.objects.get()
    assert (pattern.name, [each["title"] for each in pattern.questions]) == ("Осень", ["О бюджете"])
    assert secretary.post(one, {"do": "erase"}).status_code == 302
    assert (AgendaPattern.objects.count(), Event.objects.count()) == (0, before)


def test_what_is_wrong_is_said_and_others_are_turned_away(council: Council, desk: Desk) -> None:
    secretary, new = desk("secretary"), reverse("agenda_pattern_new", args=[council.unit.pk])
    secretary.post(new, TYPED)
    for given, sentence in (
        (TYPED, "a pattern of that name already"),
        ({"do": "save", "name": "", "question-0-title": "О плане"}, "Give the pattern a name"),
        ({"do": "save", "name": "Пустой"}, "at least one question"),
        ({"do": "save", "name": "Б", "question-0-speaker": "Крылова И.П."}, "Write the question"),
    ):
        page = secretary.post(new, given)
        assert (page.status_code, sentence in page.content.decode()) == (422, True), given
    for who in ("head_lalsk", "deputy"):
        assert desk(who).post(new, {**TYPED, "name": "Чужой"}).status_code == 403
    assert AgendaPattern.objects.count() == 1
