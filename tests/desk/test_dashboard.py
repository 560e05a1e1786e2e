"""The dashboard: counted from what a person may see, and right; each number leads to what it counts."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from governance import clock
from governance.desk.pages.dashboard.years import SchoolYear
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
    return made


def numbers(client: Client) -> dict[str, list[int]]:
    """What the table says of each kind: by phase, in this year and in the last one."""
    return {
        str(row.label): [*(number.value for number in row.numbers), row.this_year.value, row.last_year.value]
        for row in context(client)["table"].rows
    }


def test_papers_are_counted_by_kind_and_phase(submitted: Order, order: Order, plan: Plan, desk: Desk) -> None:
    phases = [str(label) for _meaning, label in context(desk("deputy"))["table"].phases]
    assert phases == ["being drafted", "under way"]
    assert numbers(desk("deputy")) == {"Orders": [0, 1, 1, 0], "Work plans": [1, 0, 1, 0]}


def test_each_number_leads_to_the_papers_that_it_counts(submitted: Order, plan: Plan, desk: Desk) -> None:
    client = desk("deputy")
    cells = [
        cell for row in context(client)["table"].rows for cell in (*row.numbers, row.this_year, row.last_year)
    ]
    listed = [client.get(cell.href).context["page_obj"].paginator.count for cell in cells]
    assert listed == [cell.value for cell in cells]


def test_the_year_before_stands_beside_up_to_the_same_day(
    submitted: Order, plan: Plan, luza: Luza, desk: Desk
) -> None:
    with clock.played(date(2012, 9, 13)):
        assert numbers(desk("deputy")) == {"Orders": [0, 1, 0, 1], "Work plans": [1, 0, 0, 1]}
    with clock.played(date(2012, 9, 11)):
        assert numbers(desk("deputy")) == {"Orders": [0, 1, 0, 0], "Work plans": [1, 0, 0, 0]}


@pytest.mark.parametrize(
    ("day", "label", "before"),
    [
        (date(2011, 8, 31), "2010/2011", (date(2009, 9, 1), date(2010, 8, 31))),
        (date(2011, 9, 1), "2011/2012", (date(2010, 9, 1), date(2010, 9, 1))),
        (date(2012, 2, 29), "2011/2012", (date(2010, 9, 1), date(2011, 2, 28))),
    ],
)
def test_a_school_year_begins_in_september(day: date, label: str, before: tuple[date, date]) -> None:
    year = SchoolYear.of(day)
    assert (year.label, (year.before.first, year.before.until)) == (label, before)


def test_what_one_may_not_see_is_not_counted(submitted: Order, desk: Desk) -> None:
    assert context(desk("head_second"))["table"].rows == []
    assert context(desk("head_second"))["steps"].steps == 0
    assert context(desk("director"))["under_way"] == 1


def test_a_step_says_with_whom_it_is_and_for_how_long(submitted: Order, desk: Desk) -> None:
    with clock.played(date(2011, 9, 18)):
        (step,) = context(desk("deputy"))["steps"].hanging
    assert (step.party, step.verb, step.paper.pk, step.days, step.usual, step.meaning) == (
        "СОШ г. Лузы",
        "Sign the order",
        submitted.pk,
        6,
        None,
        "alarm",
    )


def test_late_steps_are_listed_and_steps_in_time_are_not(submitted: Order, desk: Desk) -> None:
    early = context(desk("deputy"))["steps"]
    assert (early.steps, early.late, list(early.overdue)) == (1, 0, [])
    with clock.played(date(2011, 9, 18)):
        late = context(desk("deputy"))["steps"]
    assert [(step.verb, step.paper.pk) for step in late.overdue] == [("Sign the order", submitted.pk)]
    assert (late.late, late.steps, late.late_more) == (1, 1, 0)


def test_people_asked_for_the_same_step_of_a_paper_stand_in_one_line(
    submitted: Order, luza: Luza, desk: Desk
) -> None:
    readers = [luza.people[key] for key in ("deputy", "clerk", "secretary", "teacher_maths")]
    perform(submitted, "acquaint", by=luza.people["deputy"], people=readers)
    perform(submitted, "sign", by=luza.people["director"])
    steps = context(desk("deputy"))["steps"]
    (asked,) = [step for step in steps.hanging if len(step.parties) > 1]
    assert (asked.verb, asked.party) == ("Read the order", f"{', '.join(asked.parties[:3])} and 1 more")
    assert (sum(len(step.parties) for step in steps.hanging), steps.more) == (steps.steps, 0)


@pytest.mark.parametrize(
    ("waited", "usual"),
    [
        ([1, 2, 9], 2),  # the median
        ([1, 2, 4, 9], 3),  # of an even number the middle two are averaged
    ],
)
def test_the_usual_time_of_a_step_is_its_median(
    waited: list[int], usual: int, submitted: Order, luza: Luza, desk: Desk
) -> None:
    orders(luza, waited)
    days = {}
    for today in (13, 13 + usual, 13 + 3 * usual):
        with clock.played(date(2011, 9, today)):
            (step,) = context(desk("deputy"))["steps"].hanging
        days[step.days] = (step.usual, step.meaning)
    assert days == {
        1: (usual, "force"),
        1 + usual: (usual, "due"),
        1 + 3 * usual: (usual, "alarm"),
    }


def test_steps_of_former_years_are_left_out(submitted: Order, luza: Luza, desk: Desk) -> None:
    orders(luza, [2])
    with clock.played(datetime(2012, 9, 20, 10, tzinfo=timezone.get_default_timezone())):
        assert [step.usual for step in context(desk("director"))["steps"].hanging] == [None]


def test_the_execution_of_the_plan_is_drawn_by_section_and_month(
    approved: Plan, luza: Luza, desk: Desk
) -> None:
    perform(approved, "mark_row_done", by=luza.people["deputy"], row=approved.rows()[1].pk)
    page = desk("observer").get("/dashboard/")
    picture = page.context["plan"]
    assert (picture.progress.percent_done, picture.most, picture.before) == (33, 1, None)
    assert [(one.total, one.done, one.overdue) for one in picture.columns] == [
        (1, 0, 1),
        (1, 1, 0),
    ]
    assert [(one.title, one.total, one.done, one.overdue) for one in picture.sections] == [("Совет", 3, 1, 1)]
    sentences = "Done: 1 of 3. Overdue: 1. Without a deadline of their own (all year, permanently): 1."
    assert sentences in " ".join(page.content.decode().split())


def test_without_a_plan_in_force_there_is_no_picture_of_it(plan: Plan, desk: Desk) -> None:
    assert context(desk("deputy"))["plan"] is None


def test_the_number_of_queries_stays_however_many_papers(
    approved: Plan, luza: Luza, desk: Desk, django_assert_max_num_queries: Any
) -> None:
    orders(luza, [11] * 5)
    client = desk("director")
    # What each process reads once a minute.
    client.get("/")
    for address in ("/dashboard/", "/dashboard/council/"):
        with django_assert_max_num_queries(12):
            client.get(address)


def test_the_dashboard_of_somebody_who_sees_nothing_says_so(desk: Desk, luza: Luza) -> None:
    assert "As soon as there are papers" in desk("head_lalsk").get("/dashboard/").content.decode()


def test_the_sheet_for_the_council_says_the_same(approved: Plan, desk: Desk) -> None:
    page = desk("observer").get("/dashboard/council/")
    assert page.status_code == 200
    text = " ".join(page.content.decode().split())
    assert "Report for the council" in text
    assert page.context["plan"].progress.total == 3
