"""Letters at once, in the morning or not at all, and about who is late."""

from datetime import timedelta

import pytest
from django.test import Client

from governance import clock
from governance.flows.engine.models import Notice, Task
from governance.flows.jobs.digest import write_digests
from governance.flows.jobs.escalation import escalate
from governance.letters import outbox
from governance.letters.models import OutboxLetter, Status
from governance.roles.letter_choices import LetterChoices, Sort, Way, choices_of, choose
from governance.scenarios.luza import Luza
from tests.letters.as_seen.conftest import BACKEND, HELD, Mailbox, convened, fetched, part, told

pytestmark = pytest.mark.django_db


def test_one_letter_in_the_morning_gathers_what_was_held_and_is_not_written_twice(
    luza: Luza, mailbox: Mailbox
) -> None:
    director = luza.people["director"]
    choose(director, LetterChoices(ways={Sort.NEWS: Way.MORNING}))
    OutboxLetter.objects.all().delete()
    told(luza)
    told(luza)
    assert fetched(mailbox) == []
    assert len(write_digests()) == 1
    assert write_digests() == []
    (letter,) = fetched(mailbox)
    assert part(letter, "text/plain").count("Получен ответ") == 2
    assert "НОВОСТИ" in part(letter, "text/plain")
    assert set(OutboxLetter.objects.values_list("status", flat=True)) == {Status.GATHERED, Status.SENT}


def test_who_wants_no_letter_gets_none_but_a_summons_comes_all_the_same(luza: Luza, mailbox: Mailbox) -> None:
    person = luza.people["head_lalsk"]
    choose(person, LetterChoices(ways={Sort.NEWS: Way.NONE, Sort.TASK: Way.NONE}, language="en"))
    choose(luza.people["director"], LetterChoices(ways={Sort.NEWS: Way.NONE}))
    OutboxLetter.objects.all().delete()
    told(luza)
    assert fetched(mailbox) == []
    convened(luza)
    (letter,) = (one for one in fetched(mailbox) if person.email in one["To"])
    assert letter["Subject"].strip().startswith("You are invited to the meeting")


def test_an_empty_morning_brings_no_letter(luza: Luza, mailbox: Mailbox) -> None:
    director = luza.people["director"]
    choose(director, LetterChoices(ways={Sort.NEWS: Way.MORNING}))
    OutboxLetter.objects.all().delete()
    told(luza)
    outbox.erase_about(OutboxLetter.objects.values_list("document", flat=True))
    assert (write_digests(), fetched(mailbox)) == ([], [])


def test_the_choice_is_made_in_the_profile_and_what_binds_is_not_offered(luza: Luza) -> None:
    person = luza.people["director"]
    client = Client()
    client.force_login(person, backend=BACKEND)
    page = client.get("/profile/letters/").content.decode()
    assert 'name="summons"' not in page
    assert client.post("/profile/letters/", {"escalation": "none", "language": "ru"}).status_code == 422
    assert client.post("/profile/letters/", {"task": "morning", "language": "en"}).status_code == 302
    person.refresh_from_db()
    assert choices_of(person) == LetterChoices(language="en", ways={Sort.TASK: Way.MORNING}, links=False)


def test_letters_about_one_kind_of_paper_come_otherwise_than_the_rest(luza: Luza, mailbox: Mailbox) -> None:
    director = luza.people["director"]
    choose(
        director,
        LetterChoices(ways={Sort.NEWS: Way.NONE}, of_kinds={"order": {Sort.NEWS: Way.AT_ONCE}}),
    )
    OutboxLetter.objects.all().delete()
    told(luza)
    (letter,) = fetched(mailbox)
    # Its last line leads to the choice for papers of this kind.
    assert "/profile/letters/?kind=order" in part(letter, "text/plain")
    choose(director, LetterChoices(of_kinds={"order": {Sort.NEWS: Way.NONE}}))
    told(luza)
    assert fetched(mailbox) == []
    # Of other papers as before; and what binds comes whatever was chosen for its kind.
    choose(director, LetterChoices(of_kinds={"meeting": {Sort.NEWS: Way.NONE, Sort.TASK: Way.NONE}}))
    told(luza)
    assert len(fetched(mailbox)) == 1
    convened(luza)
    assert [one for one in fetched(mailbox) if director.email in one["To"]] != []


def test_the_kinds_that_come_otherwise_are_chosen_in_the_profile_and_given_up_again(luza: Luza) -> None:
    person = luza.people["director"]
    client = Client()
    client.force_login(person, backend=BACKEND)
    address, all_papers = "/profile/letters/", {"language": "ru", "links": "on", "news": "morning"}
    asked = client.get(f"{address}?kind=order").content.decode()
    assert '<option value="order" selected>' in asked
    assert 'name="kind-0-kind"' not in client.get(f"{address}?kind=nothing").content.decode()
    more = client.post(address, {**all_papers, "do": "more:kind"}).content.decode()
    assert 'name="kind-0-kind"' in more
    assert '<option value="morning" selected>' in more
    order = {"kind-0-kind": "order", "kind-0-news": "none", "kind-0-task": "at_once"}
    for wrong in (
        {**order, "kind-1-kind": "order", "kind-1-news": "none"},
        {**order, "kind-0-escalation": "none"},
        {**order, "kind-0-kind": ""},
        {**order, "kind-0-kind": "letter"},
    ):
        assert client.post(address, {**all_papers, **wrong}).status_code == 422
        person.refresh_from_db()
        assert choices_of(person) == LetterChoices()
    assert client.post(address, {**all_papers, **order, "kind-1-kind": "plan"}).status_code == 302
    person.refresh_from_db()
    assert choices_of(person) == LetterChoices(
        ways={Sort.NEWS: Way.MORNING}, of_kinds={"order": {Sort.TASK: Way.AT_ONCE, Sort.NEWS: Way.NONE}}
    )
    assert '<option value="order" selected>' in client.get(address).content.decode()
    assert client.post(address, {"language": "ru"}).status_code == 302
    person.refresh_from_db()
    assert choices_of(person) == LetterChoices(links=False)


def test_the_next_in_line_is_told_once_of_a_late_task(luza: Luza) -> None:
    meeting = convened(luza)
    task = Task.objects.open().get(process__document=meeting, flow_task_type="HUMAN")
    OutboxLetter.objects.all().delete()
    with clock.played(HELD + timedelta(days=2)):
        assert escalate() == []
    with clock.played(HELD + timedelta(days=3)):
        assert escalate() == [task]
        assert escalate() == []
    task.refresh_from_db()
    above = Notice.objects.filter(text="task_escalated").values_list("person", flat=True)
    assert task.escalated_to
    assert task.person_id not in above
    assert OutboxLetter.objects.count() == len(above) > 0
