"""The pages of the list of indicators: begun, written part by part, shown again when something does not fit."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from governance import clock
from governance.documents.kinds.monitoring.indicators import Indicators
from governance.scenarios.luza import Luza
from tests.monitoring.office import AUTUMN, MonitoringOffice

# Pages say the same words over every database.
pytestmark = pytest.mark.any_database

Desk = Callable[[str], Client]


@pytest.fixture
def office(luza: Luza) -> MonitoringOffice:
    return MonitoringOffice(luza)


def fresh(paper: Indicators) -> Indicators:
    return Indicators.objects.get(pk=paper.pk)


def opened(desk: Desk, key: str, name: str, *args: Any, query: str = "", **data: Any) -> Any:
    client = desk(key)
    address = reverse(name, args=args) + query
    with clock.played(AUTUMN):
        return client.post(address, data) if data else client.get(address)


def test_a_first_list_begins_with_what_is_shipped_and_the_next_with_the_one_in_force(
    office: MonitoringOffice, desk: Desk
) -> None:
    answer = opened(desk, "deputy", "indicators_new", title="Перечень")
    assert answer.status_code == 302
    first = Indicators.objects.get()
    assert (len(first.indicators), len(first.inputs)) == (22, 24)
    assert opened(desk, "director", "indicators_new").status_code == 404


def rows_of(answer: Any) -> dict[str, str]:
    """The fields of the page as a browser would send them."""
    rows = answer.context["page"].rows.rows
    sent = {}
    for row in rows:
        for field in row:
            value = field.value()
            sent[field.html_name] = "" if value is None else str(value).replace(".", ",")
    return sent


def test_a_part_is_saved_without_touching_the_others(office: MonitoringOffice, desk: Desk) -> None:
    paper = office.drafted()
    page = opened(desk, "deputy", "indicators_edit", paper.pk, query="?part=teachers")
    sent = rows_of(page)
    sent["indicator-0-target"] = "62,5"
    answer = opened(
        desk,
        "deputy",
        "indicators_edit",
        paper.pk,
        query="?part=teachers",
        title="Перечень",
        do="stay",
        **sent,
    )
    assert (answer.status_code, answer["Location"].endswith("?part=teachers")) == (302, True)
    stood, stands = paper.indicators, fresh(paper).indicators
    changed = [(old["code"], new["target"]) for old, new in zip(stood, stands, strict=True) if old != new]
    assert changed == [("П1", "62.5")]


def test_a_row_that_does_not_fit_is_shown_again_with_what_was_typed(
    office: MonitoringOffice, desk: Desk
) -> None:
    paper = office.drafted()
    sent = rows_of(opened(desk, "deputy", "indicators_edit", paper.pk, query="?part=pupils"))
    sent["indicator-0-formula"] = "профиль / (старшие"
    answer = opened(
        desk, "deputy", "indicators_edit", paper.pk, query="?part=pupils", title="Перечень", do="save", **sent
    )
    body = answer.content.decode()
    assert answer.status_code == 422
    assert "is not closed" in body
    assert "профиль / (старшие" in body
    assert fresh(paper).indicators == paper.indicators


def test_an_input_that_formulas_use_is_not_taken_out(office: MonitoringOffice, desk: Desk) -> None:
    paper = office.drafted()
    sent = rows_of(opened(desk, "deputy", "indicators_edit", paper.pk, query="?part=inputs"))
    kept = {name: value for name, value in sent.items() if not name.startswith("input-0-")}
    answer = opened(
        desk, "deputy", "indicators_edit", paper.pk, query="?part=inputs", title="Перечень", do="save", **kept
    )
    assert answer.status_code == 422
    assert "старшие" in answer.content.decode()
    assert fresh(paper).inputs == paper.inputs


def test_every_page_of_the_list_asks_at_most_twelve_queries(
    office: MonitoringOffice, desk: Desk, django_assert_max_num_queries: Any
) -> None:
    paper = office.adopted()
    draft_of_next = office.drafted("Следующий перечень")
    for key, name, args in (
        ("deputy", "indicators_edit", (draft_of_next.pk,)),
        ("deputy", "paper", (paper.pk,)),
        ("head_lalsk", "indicators_list", ()),
        ("deputy", "indicators_new", ()),
    ):
        client = desk(key)
        with clock.played(AUTUMN), django_assert_max_num_queries(12):
            assert client.get(reverse(name, args=args)).status_code == 200
