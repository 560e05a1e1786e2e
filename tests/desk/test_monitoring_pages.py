"""The pages of monitoring: the overview, asking for figures, giving them, the findings of a report."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from governance import clock
from governance.documents.kinds.monitoring.figures import Figures
from governance.documents.kinds.monitoring.report import MonitoringReport
from governance.scenarios.luza import Luza
from tests.monitoring.office import GIVEN, MonitoringOffice

# Pages say the same words over every database.
pytestmark = pytest.mark.any_database

Desk = Callable[[str], Client]


@pytest.fixture
def office(luza: Luza) -> MonitoringOffice:
    return MonitoringOffice(luza)


@pytest.fixture
def asked(office: MonitoringOffice) -> MonitoringOffice:
    office.adopted()
    office.asked()
    return office


class Page:
    """A person at a page on the day of the office."""

    def __init__(self, office: MonitoringOffice, client: Client, name: str, *args: Any) -> None:
        self.office, self.client, self.address = office, client, reverse(name, args=args)

    def get(self) -> Any:
        with self.office.playing():
            return self.client.get(self.address)

    def post(self, **data: Any) -> Any:
        with self.office.playing():
            return self.client.post(self.address, data)


def typed(paper: Figures, **change: str) -> dict[str, str]:
    """The fields of the page as a school fills them in; `note_…` is the note of an input."""
    sent = {}
    for place, row in enumerate(paper.asked):
        sent[f"value-{place}"] = change.get(row.code, GIVEN[row.code]).replace(".", ",")
        sent[f"note-{place}"] = change.get(f"note_{row.code}", "")
    return sent


def test_the_deputy_asks_all_at_once_and_twice_is_refused(office: MonitoringOffice, desk: Desk) -> None:
    office.adopted()
    page = Page(office, desk("deputy"), "figures_new")
    days = {"starts_on": "2011-09-01", "ends_on": "2012-05-31", "due": "2012-06-08", "span": "year"}
    answer = page.post(**days)
    assert (answer.status_code, answer["Location"]) == (302, reverse("monitoring"))
    assert Figures.objects.count() == len(office.luza.schools)
    again = page.post(**days)
    assert (again.status_code, Figures.objects.count()) == (422, len(office.luza.schools))
    assert Page(office, desk("director"), "figures_new").get().status_code == 404


def test_a_school_fills_its_page_in_and_hands_it_in(asked: MonitoringOffice, desk: Desk) -> None:
    paper = asked.of_school("lalsk")
    page = Page(asked, desk("head_lalsk"), "figures_fill", paper.pk)
    assert page.get().status_code == 200
    assert page.post(do="save", **typed(paper)).status_code == 302
    assert Figures.objects.get(pk=paper.pk).given["балл"] == "3.9"
    assert page.post(do="submit", **typed(paper)).status_code == 302
    assert Figures.objects.get(pk=paper.pk).state == "review"


def test_what_does_not_fit_is_said_beside_its_field_and_nothing_is_lost(
    asked: MonitoringOffice, desk: Desk
) -> None:
    paper = asked.of_school("lalsk")
    page = Page(asked, desk("head_lalsk"), "figures_fill", paper.pk)
    answer = page.post(do="submit", **typed(paper, допущены="99", балл="", note_балл=""))
    form = answer.context["form"]
    places = {row.code: place for place, row in enumerate(paper.asked)}
    assert answer.status_code == 422
    assert {*form.errors} == {f"value-{places['допущены']}", f"value-{places['балл']}"}
    assert 'value="99"' in answer.content.decode()
    assert Figures.objects.get(pk=paper.pk).given == {}


def test_half_of_a_page_is_saved_and_words_are_refused(asked: MonitoringOffice, desk: Desk) -> None:
    paper = asked.of_school("lalsk")
    page = Page(asked, desk("head_lalsk"), "figures_fill", paper.pk)
    assert page.post(do="save", **{"value-0": "12"}).status_code == 302
    assert Figures.objects.get(pk=paper.pk).given == {"старшие": "12"}
    assert page.post(do="save", **{"value-0": "двенадцать"}).status_code == 422
    assert Figures.objects.get(pk=paper.pk).given == {"старшие": "12"}


def test_another_school_does_not_find_the_figures_of_this_one(asked: MonitoringOffice, desk: Desk) -> None:
    paper = asked.of_school("lalsk")
    assert Page(asked, desk("head_second"), "figures_fill", paper.pk).get().status_code == 404
    assert Page(asked, desk("head_second"), "paper", paper.pk).get().status_code == 404


def test_the_overview_says_who_is_late(asked: MonitoringOffice, desk: Desk) -> None:
    asked.act(asked.given("base"), "accept", asked.deputy)
    asked.day = asked.due + timedelta(days=1)
    page = Page(asked, desk("deputy"), "monitoring").get()
    (collection,) = page.context["collections"]
    assert (collection.accepted, collection.late) == (1, len(asked.luza.schools) - 1)
    of_head = Page(asked, desk("head_lalsk"), "monitoring").get()
    assert of_head.context["collections"][0].late == len(asked.luza.schools) - 1
    assert of_head.context["begins"] == []


def test_the_deputy_edits_the_findings_of_a_report(asked: MonitoringOffice, desk: Desk) -> None:
    asked.act(asked.given("base"), "accept", asked.deputy)
    asked.day = asked.due
    answer = Page(asked, desk("deputy"), "monitoring_report_new").post(
        starts_on="2011-09-01", ends_on="2012-05-31"
    )
    assert answer.status_code == 302
    report = MonitoringReport.objects.get()
    page = Page(asked, desk("deputy"), "monitoring_findings", report.pk)
    sent = {
        "finding-0-code": "У1",
        "finding-0-text": "Профильных классов больше.",
        "finding-1-text": "Свой вывод.",
    }
    assert page.post(do="save", title=report.title, **sent).status_code == 302
    assert MonitoringReport.objects.get().findings == [
        {"code": "У1", "text": "Профильных классов больше."},
        {"code": "", "text": "Свой вывод."},
    ]


def test_every_page_of_monitoring_asks_at_most_twelve_queries(
    asked: MonitoringOffice, desk: Desk, django_assert_max_num_queries: Any
) -> None:
    paper = asked.act(asked.given("base"), "accept", asked.deputy)
    asked.day = asked.due
    Page(asked, desk("deputy"), "monitoring_report_new").post(starts_on="2011-09-01", ends_on="2012-05-31")
    report = MonitoringReport.objects.get()
    for key, name, args in (
        ("deputy", "monitoring", ()),
        ("head_lalsk", "monitoring", ()),
        ("head_lalsk", "figures_fill", (asked.of_school("lalsk").pk,)),
        ("deputy", "paper", (paper.pk,)),
        ("deputy", "paper", (report.pk,)),
        ("deputy", "monitoring_findings", (report.pk,)),
        ("deputy", "figures_new", ()),
        ("deputy", "figures_list", ()),
        ("deputy", "monitoring_report_new", ()),
    ):
        client = desk(key)
        with clock.played(asked.day), django_assert_max_num_queries(12):
            assert client.get(reverse(name, args=args)).status_code == 200, name
