"""Moves by a program: through the same door, with the same refusals, over what was read, and once."""

from typing import Any

import pytest

from governance import clock
from governance.documents.kinds.order.order import Order
from governance.documents.record.document import Document
from governance.documents.record.events import Event
from governance.documents.record.history import history_of, verify
from governance.documents.record.perform import perform
from governance.roles.acts.appointing import dismiss
from governance.roles.api_token import RepeatedCall
from governance.roles.appointment import Appointment
from governance.scenarios.luza import Luza
from tests.desk.api.conftest import Program, Programs, problem_of

pytestmark = pytest.mark.django_db


def move(caller: Program, paper: Document, name: str, body: Any = None, **headers: str) -> Any:
    told = {"If_Match": caller.read(paper.pk), **headers}
    return caller.post(f"papers/{paper.pk}/moves/{name}", body or {}, **told)


def test_a_move_is_made_as_the_person_of_the_token_and_its_event_names_the_token(
    order: Order, luza: Luza, program: Programs
) -> None:
    caller = program("deputy", acts=True)
    made = move(caller, order, "submit")
    fresh = Order.objects.get(pk=order.pk)
    assert (made.status_code, made.json()["state"]) == (200, fresh.state)
    assert made.json()["revision"] == fresh.revision == order.revision + 1
    event = Event.objects.get(document_id=order.pk, position=fresh.revision)
    assert (event.move, event.actor) == ("submit", luza.people["deputy"])
    assert event.facts["token"] == luza.people["deputy"].api_tokens.get().pk
    assert list(verify(Document.objects.filter(pk=order.pk))) == []
    # What somebody does on the desk names none.
    back = perform(fresh, "send_back", by=luza.people["director"], reason="Нет сметы")
    assert "token" not in Event.objects.get(document_id=order.pk, position=back.revision).facts


def test_a_token_for_reading_moves_nothing(order: Order, program: Programs) -> None:
    assert problem_of(move(program("deputy"), order, "submit")) == (403, "reads-only")
    assert history_of(order)[-1] == "revise"


def test_the_refusals_are_those_of_the_desk(order: Order, submitted: Order, program: Programs) -> None:
    deputy, director = program("deputy", acts=True), program("director", acts=True)
    answers = {
        "not possible now": move(deputy, submitted, "submit"),
        "no such move": move(deputy, submitted, "nonsense"),
        "not allowed": move(deputy, submitted, "send_back", {"reason": "Так"}),
        "no reason": move(director, submitted, "send_back"),
    }
    assert {name: problem_of(answer) for name, answer in answers.items()} == {
        "not possible now": (409, "not-legal"),
        "no such move": (409, "not-legal"),
        "not allowed": (403, "not-allowed"),
        "no reason": (409, "not-legal"),
    }
    assert "Write the reason" in answers["no reason"].json()["detail"]
    assert move(director, submitted, "send_back", {"reason": "Нет сметы"}).status_code == 200


def test_no_token_signs_whatever_its_purpose(submitted: Order, program: Programs) -> None:
    director = program("director", acts=True)
    refused = move(director, submitted, "sign")
    assert problem_of(refused) == (403, "signature")
    assert refused.json()["desk"] == f"/papers/{submitted.pk}/"
    rows = {row["name"]: row for row in director.get(f"papers/{submitted.pk}/moves").json()}
    assert (rows["sign"]["allowed"], rows["sign"]["signed_on_desk"]) == (True, True)
    assert Order.objects.get(pk=submitted.pk).state == submitted.state


def test_facts_are_sent_by_the_names_of_the_form(submitted: Order, luza: Luza, program: Programs) -> None:
    """The page that writes an order is a page with rows: a program sends the same names."""
    back = perform(submitted, "send_back", by=luza.people["director"], reason="Нет сметы")
    deputy = program("deputy", acts=True)
    refused = move(deputy, back, "revise", {"facts": {"title": ""}})
    assert problem_of(refused) == (422, "invalid")
    assert Order.objects.get(pk=back.pk).revision == back.revision


def test_a_move_names_what_was_read(order: Order, luza: Luza, program: Programs) -> None:
    deputy = program("deputy", acts=True)
    path, tag = f"papers/{order.pk}/moves/submit", deputy.read(order.pk)
    assert problem_of(deputy.post(path, {})) == (428, "not-read")
    assert problem_of(deputy.post(path, {}, If_Match="*")) == (428, "not-read")
    assert problem_of(deputy.post(path, {}, If_Match='"0-00"')) == (412, "changed")
    assert problem_of(deputy.post(path, {}, If_Match="rubbish")) == (412, "changed")
    perform(order, "remark", by=luza.people["director"], text="Помнить о замене.")
    assert problem_of(deputy.post(path, {}, If_Match=tag)) == (412, "changed")
    made = deputy.post(path, {}, If_Match=deputy.read(order.pk))
    assert made.status_code == 200
    # The answer has the ETag for the next move.
    assert made["ETag"] == f'"{Order.objects.get(pk=order.pk).revision}"'


def test_the_same_call_again_is_answered_the_same_and_done_once(order: Order, program: Programs) -> None:
    deputy = program("deputy", acts=True)
    told = {"If_Match": deputy.read(order.pk), "Idempotency_Key": "one-and-only"}
    path = f"papers/{order.pk}/moves/submit"
    first, again = (deputy.post(path, {}, **told) for _time in range(2))
    assert (again.status_code, again.content, again["ETag"]) == (200, first.content, first["ETag"])
    assert (first.has_header("Idempotent-Replayed"), again["Idempotent-Replayed"]) == (False, "true")
    assert history_of(order).count("submit") == 1


def test_a_key_serves_one_call_of_one_token(order: Order, luza: Luza, program: Programs) -> None:
    deputy, other = program("deputy", acts=True), program("deputy", acts=True)
    told = {"If_Match": deputy.read(order.pk), "Idempotency_Key": "one-and-only"}
    path = f"papers/{order.pk}/moves/submit"
    assert deputy.post(path, {}, **told).status_code == 200
    assert problem_of(deputy.post(path, {"reason": "Иначе"}, **told)) == (422, "key-of-another-call")
    assert problem_of(deputy.post(f"papers/{order.pk}/moves/withdraw", {}, **told)) == (
        422,
        "key-of-another-call",
    )
    # For another token it is another call, which comes too late.
    assert problem_of(other.post(path, {}, **told)) == (412, "changed")


def test_a_refused_call_leaves_its_key_free(order: Order, program: Programs) -> None:
    deputy = program("deputy", acts=True)
    path, key = f"papers/{order.pk}/moves/submit", "tried-twice"
    assert problem_of(deputy.post(path, {}, If_Match='"0"', Idempotency_Key=key)) == (412, "changed")
    assert not RepeatedCall.objects.exists()
    made = deputy.post(path, {}, If_Match=deputy.read(order.pk), Idempotency_Key=key)
    assert made.status_code == 200


@pytest.mark.parametrize("key", ["", " ", '""', "k" * 256])
def test_without_a_key_nothing_is_done(key: str, order: Order, program: Programs) -> None:
    deputy = program("deputy", acts=True)
    refused = move(deputy, order, "submit", Idempotency_Key=key)
    assert problem_of(refused) == (400, "no-idempotency-key")
    assert history_of(order)[-1] == "revise"


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ("{", (400, "malformed")),
        ("\x00", (400, "malformed")),
        ("[]", (422, "invalid")),
        ("null", (422, "invalid")),
        ('{"reason": 5}', (422, "invalid")),
        ('{"seen": 5}', (422, "invalid")),
        ('{"facts": []}', (422, "invalid")),
        ('{"facts": {"a": {"b": 1}}}', (422, "invalid")),
        ('{"reason": "' + "а" * 5001 + '"}', (422, "invalid")),
        ('{"reason": "' + "a" * 6_000_000 + '"}', (413, "too-large")),
    ],
)
def test_rubbish_is_told_from_what_is_too_large(
    body: str, problem: tuple[int, str], order: Order, program: Programs
) -> None:
    deputy = program("deputy", acts=True)
    assert problem_of(move(deputy, order, "submit", body)) == problem
    assert history_of(order)[-1] == "revise"


def test_a_program_does_no_more_than_its_person_may_now(order: Order, luza: Luza, program: Programs) -> None:
    caller, deputy = program("deputy", acts=True), luza.people["deputy"]
    tag = caller.read(order.pk)
    for held in Appointment.objects.filter(person=deputy):
        dismiss(held, by=None, basis="приказ № 1", until=clock.today())
    with clock.played(clock.today().replace(day=clock.today().day + 1)):
        refused = caller.post(f"papers/{order.pk}/moves/submit", {}, If_Match=tag)
    assert problem_of(refused) == (401, "unknown-token")


def test_a_move_on_a_paper_of_another_is_on_no_paper(submitted: Order, program: Programs) -> None:
    stranger = program("head_lalsk", acts=True)
    refused = stranger.post(f"papers/{submitted.pk}/moves/withdraw", {}, If_Match='"1"')
    assert problem_of(refused) == (404, "not-found")


def test_an_address_says_which_requests_it_takes(order: Order, program: Programs) -> None:
    deputy = program("deputy", acts=True)
    refused = deputy.get(f"papers/{order.pk}/moves/submit")
    assert (problem_of(refused), refused["Allow"]) == ((405, "wrong-method"), "POST")
    assert problem_of(deputy.get("nowhere")) == (404, "not-found")
