"""The task list: what awaits me, by urgency, several like decisions at once."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from governance import clock
from governance.documents.kinds.order.order import Order
from governance.documents.kinds.order.parts import Acquaintance
from governance.documents.record.perform import draft, perform
from governance.flows.engine.models import Notice
from governance.scenarios.luza import Luza
from governance.scenarios.sitting import Sitting
from governance.scenarios.stage import Stage
from tests.memory import recalled

Desk = Callable[[str], Client]


def shown(client: Client, query: str = "") -> list[Any]:
    return [task for group in client.get(f"/{query}").context["groups"] for task in group.tasks]


@pytest.fixture
@recalled
def to_read(luza: Luza) -> list[Order]:
    """Fifteen signed orders that the head of Lalsk has to read."""
    deputy, made = luza.people["deputy"], []
    for week in range(15):
        order = draft(Order, unit=luza.base, title=f"О дежурстве, неделя {week:02}", by=deputy)
        perform(order, "revise", by=deputy, points=[{"text": "Дежурить."}])
        perform(order, "acquaint", by=deputy, people=[luza.people["head_lalsk"], luza.people["head_second"]])
        perform(order, "submit", by=deputy)
        made.append(perform(order, "sign", by=luza.people["director"]))
    return made


def confirmed(luza: Luza, key: str) -> int:
    return Acquaintance.objects.filter(person=luza.people[key], confirmed_at__isnull=False).count()


def test_a_task_stands_on_the_list_of_whoever_holds_the_right_and_of_nobody_else(
    submitted: Order, desk: Desk
) -> None:
    assert [task.title for task in shown(desk("director"))] == [f"Sign the order: {submitted.title}"]
    assert shown(desk("head_lalsk")) == []
    assert [task.title for task in shown(desk("deputy"), "?show=others")] == [
        f"Sign the order: {submitted.title}"
    ]


def test_tasks_are_grouped_by_urgency(submitted: Order, desk: Desk) -> None:
    groups = {}
    for day in (date(2011, 9, 12), date(2011, 9, 15), date(2011, 9, 20)):
        with clock.played(day):
            (groups[day.day],) = [group.title for group in desk("director").get("/").context["groups"]]
    assert groups == {12: "This week", 15: "Today", 20: "Overdue"}


def test_several_like_papers_are_decided_at_once(to_read: list[Order], luza: Luza, desk: Desk) -> None:
    reader = desk("head_lalsk")
    page = reader.get("/")
    picks = [task.pick for group in page.context["groups"] for task in group.tasks]
    assert page.context["bulk"] == {"confirm_read": "Confirm that I have read it"}
    assert reader.post("/tasks/decide/", {"task": picks[:10], "move": "confirm_read", "sure": "1"}).url == "/"
    assert (confirmed(luza, "head_lalsk"), confirmed(luza, "head_second")) == (10, 0)
    assert len(shown(reader)) == 5


def test_what_changed_since_it_was_marked_is_named_and_keeps_its_mark(
    to_read: list[Order], luza: Luza, desk: Desk
) -> None:
    reader = desk("head_lalsk")
    first, second, *_others = shown(reader)
    changed = first.task.document
    perform(Order.objects.get(pk=changed.pk), "remark", by=luza.people["director"], text="Помнить о замене.")
    answer = reader.post(
        "/tasks/decide/",
        {"task": [first.pick, second.pick], "move": "confirm_read", "sure": "1"},
        follow=True,
    )
    assert confirmed(luza, "head_lalsk") == 1
    said = [str(message) for message in answer.context["messages"]]
    assert [changed.title in sentence for sentence in said] == [True, False]
    assert "changed since you opened it" in said[0]
    tasks = [task for group in answer.context["groups"] for task in group.tasks]
    assert [task.task.pk for task in tasks if task.marked] == [first.task.pk]
    # Seen as it is now, it is done; pressed twice, the second press names it and changes nothing.
    again = next(task.pick for task in tasks if task.marked)
    for count in (2, 2):
        answer = reader.post(
            "/tasks/decide/", {"task": [again], "move": "confirm_read", "sure": "1"}, follow=True
        )
        assert confirmed(luza, "head_lalsk") == count
    assert [str(message) for message in answer.context["messages"]] == [
        f"{changed.title}: this is not asked of you any more."
    ]


def test_a_task_of_another_is_not_decided_by_its_number(to_read: list[Order], luza: Luza, desk: Desk) -> None:
    picks = [task.pick for task in shown(desk("head_lalsk"))]
    desk("head_second").post("/tasks/decide/", {"task": picks, "move": "confirm_read", "sure": "1"})
    assert (confirmed(luza, "head_lalsk"), confirmed(luza, "head_second")) == (0, 0)


def test_a_move_that_asks_for_more_than_a_press_is_not_made_from_the_list(
    submitted: Order, desk: Desk
) -> None:
    director = desk("director")
    (task,) = shown(director)
    assert (task.pick, director.get("/").context["bulk"]) == ("", {})
    for number in range(1, 30):
        director.post(
            "/tasks/decide/", {"task": [f"{number}:{submitted.revision}"], "move": "sign", "sure": "1"}
        )
    assert Order.objects.get(pk=submitted.pk).state == "signing"


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"task": ["x", "99999", "1:x", ":"], "move": "confirm_read", "sure": "1"},
        {"task": ["1"], "move": "confirm_read", "sure": "1"},
    ],
)
def test_a_spoilt_choice_changes_nothing(
    to_read: list[Order], luza: Luza, desk: Desk, data: dict[str, Any]
) -> None:
    assert desk("head_lalsk").post("/tasks/decide/", data).url == "/"
    assert confirmed(luza, "head_lalsk") == 0


def test_nothing_awaits_somebody_new(luza: Luza, desk: Desk) -> None:
    page = desk("observer").get("/")
    assert (page.status_code, page.context["groups"]) == (200, [])


def test_the_list_asks_little_however_many_tasks(
    to_read: list[Order], desk: Desk, django_assert_max_num_queries: Any
) -> None:
    reader = desk("head_lalsk")
    with django_assert_max_num_queries(12):
        assert len(shown(reader)) == 15


def test_members_see_that_they_are_invited_until_they_have_read_it(luza: Luza, client: Client) -> None:
    stage = Stage()
    stage.at("2011-09-01 10:00")
    Sitting.convene(stage, luza, "2011-09-05 14:00", {"title": "О разном"})
    client.force_login(luza.people["head_lalsk"], backend="governance.desk.base.signed_in.PersonBackend")
    assert "Заседание совета школьного округа 05.09.2011" in client.get("/notices/").content.decode()
    client.post("/notices/put/", {"put": "read"})
    assert Notice.objects.filter(person=luza.people["head_lalsk"], read_at=None).count() == 0
    assert Notice.objects.filter(person=luza.people["director"], read_at=None).count() == 1
