"""What programs read by a token: what its person sees, and nothing else; by pages, and only what has changed."""

from datetime import date
from typing import Any

import pytest

from governance import clock
from governance.documents.kinds.order.order import Order
from governance.documents.kinds.plan.plan import Plan
from governance.documents.record.document import Document
from governance.documents.record.perform import draft, perform
from governance.scenarios.luza import Luza
from tests.desk.api.conftest import Program, Programs, problem_of
from tests.desk.conftest import Desk

pytestmark = pytest.mark.django_db


def keys(answer: Any) -> list[int]:
    assert answer.status_code == 200, answer.content
    return [paper["id"] for paper in answer.json()["items"]]


def test_a_program_lists_what_its_person_sees_and_nothing_else(
    plan: Plan, submitted: Order, luza: Luza, program: Programs
) -> None:
    assert keys(program("deputy").get("papers")) == keys_by_hand(luza, "deputy")
    assert keys(program("clerk").get("papers")) == keys_by_hand(luza, "clerk")
    assert keys(program("head_lalsk").get("papers")) == keys_by_hand(luza, "head_lalsk")
    assert submitted.pk in keys_by_hand(luza, "deputy")
    assert submitted.pk not in keys_by_hand(luza, "head_lalsk")


def keys_by_hand(luza: Luza, who: str) -> list[int]:
    seen = Document.objects.visible_to(luza.people[who]).order_by("changed_at", "pk")
    return list(seen.values_list("pk", flat=True))


def test_another_persons_paper_is_unknown_at_every_address(submitted: Order, program: Programs) -> None:
    stranger = program("head_lalsk")
    parts = ("", "/versions", "/versions/1", "/events", "/moves", "/files", "/files/1", "/pdf")
    answers = [stranger.get(f"papers/{submitted.pk}{part}") for part in parts]
    assert {problem_of(answer) for answer in answers} == {(404, "not-found")}
    own = program("director")
    seen = [own.get(f"papers/{submitted.pk}{part}").status_code for part in parts]
    assert seen == [200, 200, 200, 200, 200, 200, 404, 200]


def test_a_paper_says_what_it_is_and_what_was_frozen(submitted: Order, luza: Luza, program: Programs) -> None:
    told = program("director").get(f"papers/{submitted.pk}").json()
    version = submitted.present_version
    assert version is not None
    assert (told["kind"], told["state"], told["phase"], told["revision"]) == (
        "order",
        submitted.state,
        "with_somebody",
        submitted.revision,
    )
    assert (told["content"], told["sha256"]) == (version.content, version.sha256)
    assert told["unit"] == {"id": luza.base.pk, "name": str(luza.base)}
    versions = program("director").get(told["links"]["versions"].removeprefix("/api/v1/")).json()
    assert [(one["number"], one["sha256"]) for one in versions] == [(1, version.sha256)]


def test_the_pdf_is_the_one_of_the_desk(submitted: Order, desk: Desk, program: Programs) -> None:
    answer = program("director").get(f"papers/{submitted.pk}/pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content == desk("director").get(f"/papers/{submitted.pk}/pdf/").content


def test_the_history_names_who_acted_and_why(submitted: Order, luza: Luza, program: Programs) -> None:
    perform(submitted, "send_back", by=luza.people["director"], reason="Нет сметы")
    latest = program("deputy").get(f"papers/{submitted.pk}/events").json()[0]
    told = {name: latest[name] for name in ("move", "who", "reason", "to_state")}
    assert told == {
        "move": "send_back",
        "who": luza.people["director"].name,
        "reason": "Нет сметы",
        "to_state": "draft",
    }


def test_conditions_narrow_the_list(plan: Plan, submitted: Order, luza: Luza, program: Programs) -> None:
    own = program("deputy")
    assert keys(own.get("papers?kind=order")) == [submitted.pk]
    assert keys(own.get("papers?kind=plan&phase=draft")) == [plan.pk]
    assert keys(own.get(f"papers?state={submitted.state}&unit={luza.base.pk}")) == [submitted.pk]
    assert keys(own.get("papers?published=true")) == []
    later = "2011-09-12T23:00:00%2B03:00"
    with clock.played(date(2011, 9, 13)):
        changed = perform(submitted, "send_back", by=luza.people["director"], reason="Нет сметы")
    assert keys(own.get(f"papers?changed_since={later}")) == [changed.pk]


@pytest.mark.parametrize(
    "asked",
    [
        "kind=nonsense",
        "phase=late",
        "unit=0",
        "unit=99999999999999999999",
        "limit=0",
        "limit=201",
        "after=nonsense",
        "changed_since=1315785600",
        "changed_since=2011-09-12T10:00:00",
        "state=%00",
    ],
)
def test_a_condition_that_is_none_is_refused_with_its_place(asked: str, program: Programs) -> None:
    answer = program("deputy").get(f"papers?{asked}")
    assert problem_of(answer) == (422, "invalid")
    assert asked.partition("=")[0] in answer.json()["errors"][0]["pointer"]


def test_pages_follow_each_other_and_miss_nothing_that_changes_meanwhile(
    luza: Luza, program: Programs
) -> None:
    deputy = luza.people["deputy"]
    begun = [draft(Order, unit=luza.base, title=f"О деле {n}", by=deputy) for n in range(5)]
    own = program("deputy")
    first = own.get("papers?kind=order&limit=2")
    # The first one changes after it was read: it comes once more at the end.
    with clock.played(date(2011, 9, 13)):
        perform(begun[0], "revise", by=deputy, points=[{"text": "Сделать."}])
    found, answer = keys(first), first
    while following := answer.json()["next"]:
        answer = own.get(following.removeprefix("/api/v1/"))
        found += keys(answer)
    assert found == [*(paper.pk for paper in begun), begun[0].pk]


def test_what_was_read_is_read_again_only_after_it_has_changed(
    submitted: Order, luza: Luza, program: Programs
) -> None:
    own = program("director")
    for path in (f"papers/{submitted.pk}", "papers", "events", "me", "kinds", "registers", "calendar"):
        first = own.get(path)
        again = own.get(path, If_None_Match=first["ETag"])
        assert (path, again.status_code, again.content) == (path, 304, b"")
    before = own.read(submitted.pk)
    assert before.startswith(f'"{submitted.revision}-')
    perform(submitted, "send_back", by=luza.people["director"], reason="Нет сметы")
    assert own.get(f"papers/{submitted.pk}", If_None_Match=before).status_code == 200


def test_events_come_in_their_order_and_say_where_to_read_on(
    submitted: Order, luza: Luza, program: Programs
) -> None:
    own = program("director")
    told = own.get("events?kind=order").json()
    assert [(row["paper"], row["move"]) for row in told["items"]][-1] == (submitted.pk, "submit")
    assert own.get(f"events?kind=order&after={told['last']}").json()["items"] == []
    with clock.played(date(2011, 9, 13)):
        perform(submitted, "send_back", by=luza.people["director"], reason="Нет сметы")
    later = own.get(f"events?kind=order&after={told['last']}").json()
    assert [row["move"] for row in later["items"]] == ["send_back"]
    assert program("head_lalsk").get("events?kind=order").json()["items"] == []


def test_registers_lead_to_the_papers_that_have_numbers_in_them(
    signed: Order, luza: Luza, program: Programs
) -> None:
    own = program("director")
    (row,) = [
        one
        for one in own.get("registers").json()
        if (one["code"], one["unit"]["id"]) == ("order", luza.base.pk)
    ]
    assert keys(own.get(row["papers"].removeprefix("/api/v1/"))) == [signed.pk]
    of_another = program("head_lalsk").get("registers").json()
    assert luza.base.pk not in {one["unit"]["id"] for one in of_another}


def test_the_calendar_has_the_days_of_the_desk(submitted: Order, program: Programs) -> None:
    told = program("director").get("calendar?since=2011-09-12&until=2011-10-12").json()
    assert {row["paper"] for row in told} == {submitted.pk}
    too_long = program("director").get("calendar?since=2011-09-12&until=2013-10-12")
    assert problem_of(too_long) == (422, "invalid")


def test_the_caller_chooses_the_language_of_what_is_said(program: Programs) -> None:
    own = program("director")
    english = own.get("papers/999999").json()["title"]
    russian = own.get("papers/999999", Accept_Language="ru").json()["title"]
    assert english == "There is no such thing for this person"
    assert russian != english


def test_every_kind_that_is_declared_is_told_of(program: Programs) -> None:
    told = program("clerk").get("kinds").json()
    assert {one["name"] for one in told} == set(Document.kinds)
    (order,) = [one for one in told if one["name"] == "order"]
    assert {"submit", "sign"} < {move["name"] for move in order["moves"]}


def test_a_call_asks_the_database_a_few_times(
    submitted: Order, program: Programs, django_assert_max_num_queries: Any
) -> None:
    own: Program = program("director")
    own.get("papers")
    for path in (f"papers/{submitted.pk}", f"papers/{submitted.pk}/moves", "papers", "events", "decisions"):
        with django_assert_max_num_queries(12):
            assert own.get(path).status_code == 200
