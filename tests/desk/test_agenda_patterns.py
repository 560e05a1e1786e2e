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
from governance.flows.engine.models import Notice
from governance.record_rows import past_the_door
from governance.roles.appointment import Appointment
from governance.roles.person import Person
from governance.scenarios.luza import Luza
from tests.meeting.council import ABSENT, SEATS, Council

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
        ({"do": "save", "name": "Б", "question-0-guest": "Крылова И.П."}, "Write the question"),
    ):
        page = secretary.post(new, given)
        assert (page.status_code, sentence in page.content.decode()) == (422, True), given
    for who in ("head_lalsk", "deputy"):
        assert desk(who).post(new, {**TYPED, "name": "Чужой"}).status_code == 403
    assert AgendaPattern.objects.count() == 1


CARD = {"title": "Заседание", "day": "2011-09-12", "time": "15:00", "place": "Луза", "invited": ""}
GONE = "hold no post in the district any more"


@pytest.fixture
def named(council: Council, luza: Luza) -> Meeting:
    """A draft whose question names three people and a guest."""
    deputy, clerk, teacher = (luza.people[key] for key in ("deputy", "clerk", "teacher_maths"))
    meeting = council.drafted("О готовности школ")
    naming = {"speaker": deputy.pk, "co_speakers": [clerk.pk], "author": teacher.pk, "guest": "Гость П.П."}
    return council.act(meeting, "name_people", item=meeting.agenda().get().pk, **naming)


def leaves(person: Person) -> None:
    with past_the_door():
        Appointment.objects.filter(person=person).update(since=date(2010, 1, 1), until=date(2010, 12, 31))


def not_held(council: Council, meeting: Meeting) -> Meeting:
    """Convened, and nobody came."""
    meeting = council.act(meeting, "convene")
    for key in SEATS:
        meeting = council.mark(meeting, key, ABSENT)
    return council.act(meeting, "fail")


def named_on(meeting: Meeting) -> list[tuple[int, str, str]]:
    rows = NamedPerson.objects.filter(item__meeting=meeting)
    return [(row.item.position, row.part, row.person.name if row.person else row.words) for row in rows]


def test_a_pattern_names_people_and_says_who_has_left(
    council: Council, desk: Desk, luza: Luza, named: Meeting
) -> None:
    deputy, clerk, teacher = (luza.people[key] for key in ("deputy", "clerk", "teacher_maths"))
    secretary, body = desk("secretary"), council.unit.pk
    new = reverse("agenda_pattern_new", args=[body])
    row = secretary.get(new, {"meeting": named.pk}).context["questions"].rows[0]
    assert [row[name].value() for name in ("speaker", "co_speakers", "author", "guest")] == [
        deputy.pk, (clerk.pk,), teacher.pk, "Гость П.П.",
    ]  # fmt: skip
    people = {
        "question-0-speaker": deputy.pk,
        "question-0-co_speakers": [clerk.pk],
        "question-0-author": teacher.pk,
        "question-0-guest": "Гость П.П.",
    }
    stranger = {**TYPED, **people, "question-0-author": 10**6}
    assert secretary.post(new, stranger).status_code == 422
    assert secretary.post(new, {**TYPED, **people}).status_code == 302
    pattern = AgendaPattern.objects.get()
    editor, begins = reverse("agenda_pattern", args=[body, pattern.pk]), reverse("meeting_new")
    chosen = {"body": body, "pattern": pattern.pk}
    for page in (secretary.get(editor), secretary.get(begins, chosen)):
        assert GONE not in page.content.decode()
    leaves(clerk)

    rows = secretary.get(editor).context["questions"].rows
    assert [list(row.left) for row in rows] == [[clerk.name], [], []]
    # A press of a small button, and a row that is moved, lose nothing of it.
    moved = secretary.post(editor, {**TYPED, **people, "question-0-co_speakers": [], "do": "down:question-0"})
    assert [list(row.left) for row in moved.context["questions"].rows] == [[], [clerk.name], []]
    offered = secretary.get(begins, chosen)
    assert f"{GONE}: {clerk.name}." in offered.content.decode()
    begun = secretary.post(begins, {**CARD, **chosen, "do": "save"}, follow=True)
    assert f"{GONE}: {clerk.name}." in begun.content.decode()
    assert named_on(Meeting.objects.latest("pk")) == [
        (1, "speaker", deputy.name),
        (1, "author", teacher.name),
        (1, "speaker", "Гость П.П."),
    ]
    secretary.post(editor, {**TYPED, "question-0-speaker": deputy.pk})
    assert GONE not in secretary.get(editor).content.decode()


def test_a_meeting_that_is_copied_or_called_again_names_its_people_as_people(
    council: Council, desk: Desk, luza: Luza, named: Meeting
) -> None:
    """With their posts of now; who has left, or whose account is closed, is left out and named."""
    deputy, clerk, teacher = (luza.people[key] for key in ("deputy", "clerk", "teacher_maths"))
    secretary, begins = desk("secretary"), reverse("meeting_new")
    sent = {**CARD, "body": council.unit.pk, "copy": named.pk, "do": "save"}
    assert GONE not in secretary.post(begins, sent, follow=True).content.decode()
    everybody = [(1, "speaker", deputy.name), (1, "co_speaker", clerk.name), (1, "author", teacher.name)]
    guest = (1, "speaker", "Гость П.П.")
    copied = Meeting.objects.latest("pk")
    assert named_on(copied) == [*everybody, guest]
    assert copied.agenda().get().speaker == named.agenda().get().speaker
    told = Notice.objects.filter(document_id=copied.pk, text="named_on_agenda")
    assert {notice.person_id for notice in told} == {deputy.pk, clerk.pk, teacher.pk}

    leaves(clerk)
    with past_the_door():
        Person.objects.filter(pk=teacher.pk).update(is_active=False)
    failed = not_held(council, named)
    again = {"day": "2011-09-13", "time": "10:00", "place": "Луза"}
    for address, given in (
        (begins, {**sent, "time": "16:00"}),
        (reverse("meeting_again", args=[failed.pk]), again),
    ):
        page = secretary.post(address, given, follow=True)
        # In the order of the alphabet.
        assert f"{GONE}: {teacher.name}, {clerk.name}." in page.content.decode()
        assert named_on(Meeting.objects.latest("pk")) == [everybody[0], guest]


def test_a_question_that_is_carried_over_names_its_people_as_people(
    council: Council, desk: Desk, luza: Luza, named: Meeting
) -> None:
    deputy, clerk = luza.people["deputy"], luza.people["clerk"]
    leaves(clerk)
    not_held(council, named)
    item, secretary = named.agenda().get(), desk("secretary")
    sent = {**CARD, "day": "2011-09-14", "body": council.unit.pk, "carried": item.pk, "do": "save"}
    page = secretary.post(reverse("meeting_new"), sent, follow=True)
    assert f"{GONE}: {clerk.name}." in page.content.decode()
    assert (1, "speaker", deputy.name) in named_on(Meeting.objects.latest("pk"))
    assert clerk.name not in Meeting.objects.latest("pk").agenda().get().speaker
