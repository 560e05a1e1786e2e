"""The pictures: counted from what a person may see, and right."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.test import Client
from django.utils import timezone

from governance import clock
from governance.documents.kinds.order.order import Order
from governance.documents.kinds.plan.plan import Plan
from governance.documents.record.perform import draft, perform
from governance.scenarios.luza import Luza

Desk = Callable[[str], Client]


def context(client: Client) -> Any:
    page = client.get("/dashboard/")
    assert page.status_code == 200
    return page.context


def orders(luza: Luza, days: list[int]) -> list[Order]:
    """Orders that waited for the signature for so many days each."""
    made = []
    for number, waited in enumerate(days):
        with clock.played(date(2011, 9, 1)):
            order = draft(Order, unit=luza.base, title=f"Приказ {number}", by=luza.people["deputy"])
            order = perform(order, "revise", by=luza.people["deputy"], points=[{"text": "Исполнить."}])
            order = perform(order, "submit", by=luza.people["deputy"])
        with clock.played(date(2011, 9, 1 + waited)):
            made.append(perform(order, "sign", by=luza.people["director"]))
    return made  # type: ignore[return-value]


def test_papers_are_counted_by_kind_and_state(submitted: Order, order: Order, plan: Plan, desk: Desk) -> None:
    kinds = {
        one.title: [(bar.label, bar.value) for bar in one.bars] for one in context(desk("deputy"))["kinds"]
    }
    assert kinds == {"Work plans": [("Draft", 1)], "Orders": [("Awaiting signature", 1)]}


def test_what_one_may_not_see_is_not_counted(submitted: Order, desk: Desk) -> None:
    assert context(desk("head_second"))["kinds"] == []
    assert context(desk("head_second"))["waiting_at"] is None
    assert context(desk("director"))["phases"] == {"with_somebody": 1}


def test_a_bar_says_who_is_asked_and_how_long_they_have_been_waited_for(submitted: Order, desk: Desk) -> None:
    with clock.played(date(2011, 9, 18)):
        (bar,) = context(desk("deputy"))["waiting_at"].bars
    assert (bar.label, bar.value, bar.note, bar.meaning) == (
        "СОШ г. Лузы: sign orders",
        1,
        "the longest: 6 days, late: 1",
        "alarm",
    )


def test_late_steps_are_listed_and_steps_in_time_are_not(submitted: Order, desk: Desk) -> None:
    assert context(desk("deputy"))["late"] == []
    with clock.played(date(2011, 9, 18)):
        found = context(desk("deputy"))
    assert [(one.verb, one.paper.pk) for one in found["late"]] == [("Sign the order", submitted.pk)]
    assert (found["late_steps"], found["steps"]) == (1, 1)


def test_the_time_of_a_step_is_its_median(luza: Luza, desk: Desk) -> None:
    orders(luza, [1, 2, 9])
    bars = {bar.label: bar for bar in context(desk("director"))["step_times"].bars}
    sign = bars["Sign the order"]
    assert (sign.value, sign.shown, sign.note) == (48, "2 days", "3 times")


def test_of_an_even_number_of_steps_the_middle_two_are_averaged(luza: Luza, desk: Desk) -> None:
    orders(luza, [1, 2, 4, 9])
    bars = {bar.label: bar for bar in context(desk("director"))["step_times"].bars}
    assert (bars["Sign the order"].value, bars["Sign the order"].shown) == (72, "3 days")


def test_steps_of_former_years_are_left_out(luza: Luza, desk: Desk) -> None:
    orders(luza, [2])
    with clock.played(datetime(2012, 9, 20, 10, tzinfo=timezone.get_default_timezone())):
        assert context(desk("director"))["step_times"] is None


def test_the_execution_of_the_plan_is_drawn_month_by_month(approved: Plan, luza: Luza, desk: Desk) -> None:
    perform(approved, "mark_row_done", by=luza.people["deputy"], row=approved.rows()[1].pk)
    page = desk("observer").get("/dashboard/")
    picture = page.context["execution"]
    assert (picture.progress.percent_done, picture.most) == (33, 1)
    assert [(one.total, one.done, one.overdue) for one in picture.columns] == [
        (1, 0, 1),
        (1, 1, 0),
    ]
    sentences = "Done: 1 of 3. Overdue: 1. Without a deadline of their own (all year, permanently): 1."
    assert sentences in " ".join(page.content.decode().split())


def test_without_a_plan_in_force_there_is_no_picture_of_it(plan: Plan, desk: Desk) -> None:
    assert context(desk("deputy"))["execution"] is None


def test_the_number_of_queries_stays_however_many_papers(
    approved: Plan, luza: Luza, desk: Desk, django_assert_max_num_queries: Any
) -> None:
    orders(luza, [11] * 5)
    client = desk("director")
    with django_assert_max_num_queries(13):
        client.get("/dashboard/")


def test_the_dashboard_of_somebody_who_sees_nothing_says_so(desk: Desk, luza: Luza) -> None:
    assert "As soon as there are papers" in desk("head_lalsk").get("/dashboard/").content.decode()
