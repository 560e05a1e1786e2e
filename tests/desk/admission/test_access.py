"""Who reaches an application, and what of that is recorded."""

import pytest
from django.urls import reverse

from governance.documents.kinds.admission.application import Application
from governance.documents.kinds.admission.campaign import Campaign
from tests.admission.office import CHECKED, Office
from tests.desk.admission.conftest import CHAIR, SECRETARY, SURNAME, Desk, address, do, page, readings

# Pages say the same words over every database.
pytestmark = pytest.mark.any_database

# Who has nothing to do with the applications of the base school.
OUTSIDERS = ("head_lalsk", "observer", "secretary", "director", "clerk", "teacher_biology")


def test_the_secretary_and_the_members_read_applications_and_nobody_else_does(
    office: Office, campaign: Campaign, application: Application, desk: Desk
) -> None:
    for key in (SECRETARY, CHAIR, "teacher_maths"):
        assert page(desk(key), "paper", application).status_code == 200
        assert page(desk(key), "applications", campaign).status_code == 200
    for key in OUTSIDERS:
        client = desk(key)
        for name in ("paper", "paper_pdf", "paper_dossier", "paper_readings", "application_check"):
            assert page(client, name, application).status_code == 404, (key, name)
        assert page(client, "applications", campaign).status_code == 404, key


def test_a_name_stands_on_the_pages_of_the_commission_and_in_no_list_of_papers(
    office: Office, campaign: Campaign, application: Application, desk: Desk
) -> None:
    secretary = desk(SECRETARY)
    assert SURNAME in page(secretary, "applications", campaign).content.decode()
    assert SURNAME in page(secretary, "paper", application).content.decode()
    for name in ("documents", "tasks", "dashboard"):
        assert SURNAME not in secretary.get(reverse(name)).content.decode(), name
    found = secretary.get(reverse("documents"), {"q": SURNAME})
    assert list(found.context["page_obj"]) == []


def test_a_member_with_a_conflict_finds_nothing_of_the_application(
    office: Office, campaign: Campaign, application: Application, desk: Desk
) -> None:
    office.on(CHECKED)
    office.act(
        application, "enter_conflict", office.secretary, person=office.people["teacher_maths"], reason="Тётя."
    )
    member = desk("teacher_maths")
    assert page(member, "paper", application).status_code == 404
    shown = page(member, "applications", campaign)
    assert SURNAME not in shown.content.decode()
    assert shown.context["board"].barred.startswith("1 application is considered without you")
    assert page(desk(CHAIR), "paper", application).status_code == 200


def test_each_page_that_shows_an_application_is_recorded_once(
    office: Office, campaign: Campaign, application: Application, desk: Desk
) -> None:
    secretary = desk(SECRETARY)
    for name in ("applications", "paper", "paper_pdf", "paper_dossier", "paper_readings"):
        page(secretary, name, campaign if name == "applications" else application)
    who = address(office, SECRETARY)
    assert readings(application) == [
        (who, "applications"),
        (who, "paper"),
        (who, "paper_pdf"),
        (who, "paper_dossier"),
        (who, "paper_readings"),
    ]


def test_a_page_that_was_refused_or_led_elsewhere_is_no_reading(
    office: Office, application: Application, desk: Desk
) -> None:
    assert page(desk("head_lalsk"), "paper", application).status_code == 404
    assert do(desk(SECRETARY), application, "accept").status_code == 302
    assert readings(application) == []


def test_only_those_who_answer_for_it_see_who_has_read(
    office: Office, application: Application, desk: Desk
) -> None:
    page(desk("teacher_maths"), "paper", application)
    shown = page(desk(CHAIR), "paper_readings", application)
    assert [row.reading.actor.name for row in shown.context["rows"]] == [office.people["teacher_maths"].name]
    assert page(desk("teacher_maths"), "paper_readings", application).status_code == 404
