"""Patterns of agendas: typed or taken from a meeting, changed, erased; a new meeting begins with one."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.meeting.named import NamedPerson
from governance.documents.kinds.meeting.patterns import AgendaPattern
from governance.documents.record.events import Event
from governance.documents.record.perform import perform
from governance.record_rows import past_the_door
from governance.roles.appointment import Appointment
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


def test_a_pattern_names_people_and_whoever_has_left_is_not_named(
    council: Council, desk: Desk, luza: Luza
) -> None:
    deputy, clerk, teacher = (luza.people[key] for key in ("deputy", "clerk", "teacher_maths"))
    meeting, secretary = council.drafted("О готовности школ"), desk("secretary")
    item, body = meeting.agenda().get(), council.unit.pk
    naming = {"speaker": deputy.pk, "co_speakers": [clerk.pk], "author": teacher.pk, "guest": "Гость П.П."}
    meeting = perform(meeting, "name_people", by=council.secretary, item=item.pk, **naming)
    new = reverse("agenda_pattern_new", args=[body])
    row = secretary.get(new, {"meeting": meeting.pk}).context["questions"].rows[0]
    assert [row[name].value() for name in ("person", "co_speakers", "author", "speaker")] == [
        deputy.pk, [clerk.pk], teacher.pk, "Гость П.П.",
    ]  # fmt: skip
    people = {
        "question-0-person": deputy.pk,
        "question-0-co_speakers": [clerk.pk],
        "question-0-author": teacher.pk,
        "question-0-speaker": "Гость П.П.",
    }
    stranger = {**TYPED, **people, "question-0-author": 10**6}
    assert secretary.post(new, stranger).status_code == 422
    assert secretary.post(new, {**TYPED, **people}).status_code == 302
    with past_the_door():
        Appointment.objects.filter(person=clerk).update(since=date(2010, 1, 1), until=date(2010, 12, 31))
    card = {"title": "Заседание", "day": "2011-09-12", "time": "15:00", "place": "Луза", "invited": ""}
    sent = {**card, "body": body, "pattern": AgendaPattern.objects.get().pk, "do": "save"}
    assert secretary.post(reverse("meeting_new"), sent).status_code == 302
    begun = Meeting.objects.latest("pk")
    named = NamedPerson.objects.filter(item__meeting=begun).values_list("item__position", "part", "person")
    assert list(named) == [(1, "speaker", deputy.pk), (1, "author", teacher.pk), (1, "speaker", None)]
