"""What one does with a task beside doing it: hand over, take, hand back, ask, put off, remind, undo, go on."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from governance import clock
from governance.documents.kinds.order.order import Order
from governance.documents.record.events import Event
from governance.documents.record.history import history_of
from governance.documents.record.perform import draft, perform
from governance.flows.engine.arranging import SavedView, Snooze, TaskQuestion, TaskReminder, TaskTurn
from governance.flows.engine.models import Notice, Task
from governance.flows.engine.snoozing import snooze
from governance.flows.engine.turns import lapsed, release
from governance.flows.jobs.reminders import remind_of_tasks
from governance.letters.models import OutboxLetter
from governance.roles.acts.appointing import appoint
from governance.roles.catalogue import Role
from governance.roles.person import Person
from governance.scenarios.luza import Luza

Desk = Callable[[str], Client]
MONDAY = date(2011, 9, 12)
MORNING = datetime(2011, 9, 12, 7, tzinfo=UTC)


@pytest.fixture
def colleague(luza: Luza) -> Person:
    """A second deputy of the base school, who may draft its orders as the first one does."""
    person = luza.people["clerk"]
    role = luza.people["deputy"].appointments.in_force().get(unit=luza.base).role
    appoint(person, Role(role), luza.base, by=None, basis="приказ", since=MONDAY)
    return person


@pytest.fixture
def task(order: Order) -> Task:
    """The draft of an order, which awaits whoever may draft orders of the base school."""
    return Task.objects.open().get(process__document=order)


def titles(client: Client, query: str = "") -> list[str]:
    return [row.title for group in client.get(f"/{query}").context["groups"] for row in group.tasks]


def do(client: Client, task: Task, act: str, **given: Any) -> Any:
    return client.post(f"/tasks/{task.pk}/", {"do": act, **given}, follow=True)


def said(answer: Any) -> list[str]:
    return [str(message) for message in answer.context["messages"]]


def turns_of(task: Task) -> list[tuple[str, str, str]]:
    lines = TaskTurn.objects.filter(task=task).select_related("by", "after").order_by("pk")
    return [
        (line.kind, line.by.name if line.by else "", line.after.name if line.after else "") for line in lines
    ]


def test_a_task_is_handed_over_with_a_reason_to_whoever_may_do_it_and_to_nobody_else(
    task: Task, colleague: Person, luza: Luza, desk: Desk
) -> None:
    deputy, verb = desk("deputy"), "Complete the order and submit it: Об организации дежурства"
    events = Event.objects.count()
    stranger = luza.people["head_lalsk"].pk
    refused = do(deputy, task, "hand_over", to=stranger, reason="В отпуске")
    assert (refused.status_code, list(refused.context["hand"].errors)) == (422, ["to"])
    without = do(deputy, task, "hand_over", to=colleague.pk, reason=" ")
    assert (without.status_code, list(without.context["hand"].errors)) == (422, ["reason"])
    assert (turns_of(task), verb in titles(deputy)) == ([], True)

    assert do(deputy, task, "hand_over", to=colleague.pk, reason="В отпуске").status_code == 200
    assert (verb in titles(deputy), verb in titles(desk("clerk"))) == (False, True)
    assert titles(deputy, "?show=colleagues") == [verb]
    assert turns_of(task) == [("handed", luza.people["deputy"].name, colleague.name)]
    assert TaskTurn.objects.get().reason == "В отпуске"
    assert Notice.objects.filter(person=colleague, text="handed_over").count() == 1
    # It is no act on the paper, and takes no right away.
    assert Event.objects.count() == events
    perform(Order.objects.get(pk=task.document.pk), "submit", by=luza.people["deputy"])


def test_whoever_is_not_asked_hands_nothing_over(
    task: Task, colleague: Person, luza: Luza, desk: Desk
) -> None:
    answer = do(desk("head_lalsk"), task, "hand_over", to=colleague.pk, reason="Так надо")
    assert (answer.status_code, turns_of(task)) == (404, [])


def test_a_task_of_several_is_taken_by_one_and_handed_back(
    task: Task, colleague: Person, luza: Luza, desk: Desk
) -> None:
    deputy, clerk, name = desk("deputy"), desk("clerk"), luza.people["deputy"].name
    do(deputy, task, "take")
    assert (len(titles(deputy)), titles(clerk)) == (1, [])
    assert said(do(clerk, task, "take")) == [f"{name} has taken it already."]
    assert said(do(clerk, task, "hand_back")) == ["This is not asked of you any more."]
    do(deputy, task, "hand_back")
    assert (len(titles(deputy)), len(titles(clerk))) == (1, 1)
    assert turns_of(task) == [("taken", name, name), ("returned", name, "")]


def test_a_turn_is_undone_for_a_minute_and_not_later(
    task: Task, colleague: Person, luza: Luza, desk: Desk
) -> None:
    deputy, now = desk("deputy"), MORNING
    with clock.played(now):
        page = do(deputy, task, "hand_over", to=colleague.pk, reason="В отпуске")
        assert page.context["did"].kind == "handed"
    with clock.played(now + timedelta(seconds=30)):
        do(deputy, task, "undo")
        assert len(titles(deputy)) == 1
        do(deputy, task, "hand_over", to=colleague.pk, reason="В отпуске")
    with clock.played(now + timedelta(seconds=95)):
        assert "This can be undone for a minute" in said(do(deputy, task, "undo"))[0]
    assert [kind for kind, _by, _to in turns_of(task)] == ["handed", "undone", "handed"]


def test_whoever_loses_the_right_loses_what_they_had_in_hand(task: Task, luza: Luza, desk: Desk) -> None:
    Task.objects.filter(pk=task.pk).update(holder=luza.people["head_lalsk"])
    assert (titles(desk("head_lalsk")), [one.pk for one in lapsed()]) == ([], [task.pk])
    release(next(iter(lapsed())))
    assert (len(titles(desk("deputy"))), turns_of(task)) == (1, [("released", "", "")])


def test_a_task_that_is_put_off_comes_back_that_morning(task: Task, desk: Desk) -> None:
    deputy = desk("deputy")
    due = task.due
    assert due is not None
    for day, field in (
        ("2011-09-12", "__all__"),
        ("1999-01-01", "__all__"),
        ("2031-01-01", "__all__"),
        ("x", "until"),
    ):
        refused = do(deputy, task, "snooze", until=day)
        assert (refused.status_code, list(refused.context["snooze"].errors)) == (422, [field])
    late = do(deputy, task, "snooze", until=f"{due + timedelta(days=1)}")
    assert "Tick the box" in str(late.context["snooze"].errors["until"])
    assert Snooze.objects.count() == 0
    do(deputy, task, "snooze", until="2011-09-13")
    assert (titles(deputy), len(titles(deputy, "?show=later"))) == ([], 1)
    assert deputy.get("/").context["desk"].task_count == 0
    with clock.played(date(2011, 9, 13)):
        assert len(titles(deputy)) == 1
    do(deputy, task, "snooze", until=f"{due + timedelta(days=1)}", though_due="on")
    do(deputy, task, "wake")
    assert len(titles(deputy)) == 1


def test_a_colleague_is_asked_and_answers_and_the_task_stays(task: Task, luza: Luza, desk: Desk) -> None:
    deputy, director = desk("deputy"), luza.people["director"]
    blind = do(deputy, task, "ask", of=luza.people["head_lalsk"].pk, text="Верно ли?")
    assert "may not see this paper" in str(blind.context["ask"].non_field_errors())
    do(deputy, task, "ask", of=director.pk, text="Верно ли?")
    question = TaskQuestion.objects.get()
    assert desk("head_lalsk").post(f"/tasks/questions/{question.pk}/", {"text": "Да"}).status_code == 404
    page = desk("director").get("/")
    assert [one.text for one in page.context["questions"]] == ["Верно ли?"]
    desk("director").post(f"/tasks/questions/{question.pk}/", {"text": "Да"})
    (row,) = [row for group in deputy.get("/").context["groups"] for row in group.tasks]
    assert [(one.asked_of.name, one.answer) for one in row.answers] == [(director.name, "Да")]
    assert Notice.objects.filter(person=luza.people["deputy"], text="answer").count() == 1
    again = desk("director").post(f"/tasks/questions/{question.pk}/", {"text": "Нет"})
    assert (again.status_code, TaskQuestion.objects.get().answer) == (422, "Да")


def test_others_are_reminded_once_a_day_by_whoever_waits(submitted: Order, luza: Luza, desk: Desk) -> None:
    task = Task.objects.open().get(process__document=submitted)
    deputy, director = desk("deputy"), luza.people["director"]
    (row,) = [row for group in deputy.get("/?show=others").context["groups"] for row in group.tasks]
    assert row.with_whom == f"with: {director.name}, since 12.09.2011"
    first = deputy.post(f"/tasks/{task.pk}/remind/", {"back": "/?show=others"}, follow=True)
    assert said(first) == [f"Reminded by a notice and a letter: {director.name}."]
    second = deputy.post(f"/tasks/{task.pk}/remind/", {"back": "https://evil.example/"}, follow=True)
    assert "once a day is enough" in said(second)[0]
    stranger = desk("head_lalsk").post(f"/tasks/{task.pk}/remind/", follow=True)
    assert said(stranger) == ["This is done meanwhile, or is not yours to wait for."]
    assert (TaskReminder.objects.count(), Notice.objects.filter(person=director).count()) == (1, 1)


def test_a_view_is_saved_by_name_opens_the_list_and_is_its_owners_alone(
    task: Task, submitted: Order, luza: Luza, desk: Desk
) -> None:
    deputy = desk("deputy")
    deputy.post("/tasks/views/new/?show=others&by=paper&page=3", {"name": "Жду", "is_default": "on"})
    view = SavedView.objects.get()
    assert (view.query, view.is_default) == ("show=others&by=paper", True)
    assert (deputy.get("/").context["show"], deputy.get("/?all=1").context["show"]) == ("others", "mine")
    assert deputy.post("/tasks/views/new/", {"name": "Жду"}).status_code == 422
    assert desk("director").get(f"/tasks/views/{view.pk}/").status_code == 404
    deputy.post(f"/tasks/views/{view.pk}/", {"name": "От других"})
    assert SavedView.objects.values_list("name", "is_default").get() == ("От других", False)
    deputy.post(f"/tasks/views/{view.pk}/", {"do": "delete"})
    assert SavedView.objects.count() == 0


def test_conditions_choose_and_what_is_not_understood_is_told(
    submitted: Order, luza: Luza, desk: Desk
) -> None:
    director = desk("director")
    step = "OrderFlow.sign"
    chosen = [
        titles(director, f"?{query}")
        for query in (
            f"asked={step}",
            "kind=order",
            "q=дежурства",
            "q=sign",
            "whose=posts",
            "q=каникулы",
            "whose=named",
        )
    ]
    assert [len(found) for found in chosen] == [1, 1, 1, 1, 1, 0, 0]
    page = director.get("/?kind=nonsense&whose=x")
    assert (len(page.context["ignored"]), len(page.context["groups"])) == (2, 1)


def test_after_a_decision_the_next_task_of_the_same_list_is_offered(
    submitted: Order, luza: Luza, desk: Desk
) -> None:
    second = draft(Order, unit=luza.base, title="О каникулах", by=luza.people["deputy"])
    perform(second, "revise", by=luza.people["deputy"], points=[{"text": "Дежурить."}])
    second = perform(second, "submit", by=luza.people["deputy"])
    director = desk("director")
    for query, offered in (("?q=каникулах", "О каникулах"), ("?q=дежурства", None)):
        director.get(f"/{query}")
        page = director.post(f"/papers/{submitted.pk}/remark/", {"text": "Учесть замены."}, follow=True)
        after = page.context["after"]
        assert (after.next.head.first if after.next else None) == offered


def test_a_submission_is_undone_until_the_minute_is_over_or_somebody_has_opened_it(
    order: Order, luza: Luza, desk: Desk
) -> None:
    deputy, now = desk("deputy"), MORNING

    def submit() -> Any:
        fresh = Order.objects.get(pk=order.pk)
        return deputy.post(f"/papers/{order.pk}/do/", {"move": "submit", "seen": fresh.revision}, follow=True)

    def undo() -> list[str]:
        seen = Order.objects.get(pk=order.pk).revision
        return said(deputy.post(f"/papers/{order.pk}/undo/", {"seen": seen}, follow=True))

    with clock.played(now):
        assert submit().context["after"].event.move == "submit"
        assert desk("director").post(f"/papers/{order.pk}/undo/", {"seen": 1}).status_code == 302
        assert history_of(order)[-1] == "submit"
        assert undo() == ["Undone: the paper is as it was before."]
        assert history_of(order)[-2:] == ["submit", "recall"]
        submit()
        desk("director").get(f"/papers/{order.pk}/")
        assert undo() == ["Somebody has opened the paper since: it cannot be undone any more."]
    with clock.played(now + timedelta(minutes=2)):
        assert undo() == ["The minute in which it could be undone is over."]
    assert history_of(order)[-1] == "submit"


def test_letters_of_what_was_undone_within_the_minute_do_not_leave(
    order: Order, luza: Luza, desk: Desk
) -> None:
    deputy = desk("deputy")
    OutboxLetter.objects.all().delete()
    with clock.played(MORNING):
        perform(order, "submit", by=luza.people["deputy"])
        (letter,) = OutboxLetter.objects.all()
        assert (letter.person, list(OutboxLetter.objects.due())) == (luza.people["director"], [])
        assert letter.next_try - letter.written_at > timedelta(seconds=59)
        fresh = Order.objects.get(pk=order.pk)
        deputy.post(f"/papers/{order.pk}/undo/", {"seen": fresh.revision})
        letters = OutboxLetter.objects.all()
        assert {(one.status, one.content) for one in letters} == {("erased", "")}
        again = perform(order, "submit", by=luza.people["deputy"])
        waiting = letters.filter(status="waiting")
        assert [(one.act_of, one.act) for one in waiting] == [(order.pk, again.revision)]
    with clock.played(MORNING + timedelta(hours=1)):
        signed = perform(again, "sign", by=luza.people["director"])
    # A signature binds: its letters leave at once.
    assert {one.act for one in OutboxLetter.objects.due()} <= {signed.revision, None}


def test_whoever_has_put_a_task_off_is_reminded_when_it_is_back(
    submitted: Order, luza: Luza, desk: Desk
) -> None:
    task, director = Task.objects.open().get(process__document=submitted), luza.people["director"]
    assert task.due is not None
    OutboxLetter.objects.all().delete()
    until = task.due + timedelta(days=3)
    with clock.played(task.due):
        snooze(task.pk, by=director, until=until, though_due=True)
        assert (remind_of_tasks(), OutboxLetter.objects.count()) == ([], 0)
    with clock.played(until):
        assert (len(remind_of_tasks()), OutboxLetter.objects.get().person) == (1, director)


def test_whoever_slept_while_another_was_reminded_is_reminded_alone_when_it_is_back(
    task: Task, luza: Luza, colleague: Person
) -> None:
    deputy = luza.people["deputy"]
    assert task.due is not None
    late, later = (task.due + timedelta(days=days) for days in (1, 2))
    with clock.played(task.due):
        snooze(task.pk, by=deputy, until=later, though_due=True)
    told = []
    for day in (late, late, later, later):
        OutboxLetter.objects.all().delete()
        with clock.played(day):
            remind_of_tasks()
        told.append({letter.person for letter in OutboxLetter.objects.select_related("person")})
    assert told == [told[0], set(), {deputy}, set()]
    assert (colleague in told[0], deputy in told[0]) == (True, False)


def test_a_remark_is_undone_and_a_signature_is_not(submitted: Order, luza: Luza, desk: Desk) -> None:
    director = desk("director")
    director.post(f"/papers/{submitted.pk}/remark/", {"text": "Описка."})
    fresh = Order.objects.get(pk=submitted.pk)
    director.post(f"/papers/{submitted.pk}/undo/", {"seen": fresh.revision})
    assert (history_of(submitted)[-1], submitted.remarks.count()) == ("take_back_remark", 0)
    signed = perform(Order.objects.get(pk=submitted.pk), "sign", by=luza.people["director"])
    answer = director.post(f"/papers/{submitted.pk}/undo/", {"seen": signed.revision}, follow=True)
    assert said(answer)[-1] == "This binds somebody already, so it cannot be undone."
    assert history_of(submitted)[-1] == "sign"
