"""Many contracts are made in slices, a request each."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from governance.desk.kinds.contract import progress
from governance.documents.kinds.contract.contract import Contract
from governance.documents.kinds.contract.form import ContractForm
from governance.roles.acts.appointing import appoint, dismiss
from governance.roles.appointment import Appointment
from governance.roles.catalogue import Role
from governance.scenarios.luza import Luza
from tests.contract.chain import Parties
from tests.desk.contract_making.conftest import Desk, making_post, said

# Pages say the same words over every database.
pytestmark = pytest.mark.any_database


@pytest.fixture
def one_a_request(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if each contract took longer than a slice."""
    monkeypatch.setattr(progress, "SLICE_SECONDS", 0.0)


def begin_three(deputy: Client, form: ContractForm, luza: Luza) -> str:
    """Set out to make three, with one slice behind; the address that goes on."""
    schools = [luza.schools[key] for key in ("second", "lalsk", "kulikovo")]
    deputy.post(reverse("contracts_make", args=[form.pk]), making_post(*schools))
    return reverse("contracts_go_on", args=[form.pk])


@pytest.mark.usefixtures("one_a_request")
def test_long_work_shows_how_far_it_is_and_goes_on_by_itself(
    desk: Desk, form: ContractForm, luza: Luza
) -> None:
    deputy = desk("deputy")
    go_on = begin_three(deputy, form, luza)
    page = said(deputy.get(reverse("contracts_progress", args=[form.pk])))
    assert "Made: 1 of 3" in page
    assert f'hx-post="{go_on}" hx-trigger="load"' in page
    fragment = said(deputy.post(go_on, headers={"HX-Request": "true"}))
    assert "Made: 2 of 3" in fragment
    assert "<html" not in fragment
    last = said(deputy.post(go_on, headers={"HX-Request": "true"}))
    assert "Made: 3 of 3" in last
    assert "hx-post" not in last
    assert Contract.objects.count() == 3


@pytest.mark.usefixtures("one_a_request")
def test_without_javascript_a_button_goes_on(desk: Desk, form: ContractForm, luza: Luza) -> None:
    deputy = desk("deputy")
    go_on = begin_three(deputy, form, luza)
    assert deputy.post(go_on).url == reverse("contracts_progress", args=[form.pk])
    assert Contract.objects.count() == 2


@pytest.mark.usefixtures("one_a_request")
def test_going_on_after_the_end_makes_nothing_more(desk: Desk, form: ContractForm, luza: Luza) -> None:
    deputy = desk("deputy")
    go_on = begin_three(deputy, form, luza)
    for _press in range(5):
        deputy.post(go_on)
    assert Contract.objects.count() == 3
    assert deputy.get(go_on).status_code == 405


@pytest.mark.usefixtures("one_a_request")
def test_a_school_that_is_refused_keeps_its_words_and_the_others_are_made(
    desk: Desk, form: ContractForm, luza: Luza
) -> None:
    deputy, lalsk = desk("deputy"), luza.schools["lalsk"]
    go_on = begin_three(deputy, form, luza)
    head = Appointment.objects.get(unit=lalsk, role=Role.SCHOOL_HEAD)
    dismiss(head, until=date(2011, 9, 1), by=None, basis="приказ № 9")
    deputy.post(go_on)
    deputy.post(go_on)
    page = deputy.get(reverse("contracts_progress", args=[form.pk]))
    assert [school for school, _why in page.context["refused"]] == [lalsk]
    assert "appoint its director first" in said(page)
    assert Contract.objects.count() == 2
    again_head = {"title": head.title, "by": None, "basis": "приказ № 10"}
    appoint(head.person, Role.SCHOOL_HEAD, lalsk, since=date(2011, 9, 2), **again_head)
    again = deputy.get(reverse("contracts_make", args=[form.pk]))
    kept = {row.school: row for row in again.context["page"].rows}[lalsk]
    assert kept.is_chosen
    assert kept["represented_by"].value() == "директора Иванова И.И."
    assert "appoint its director first" in kept.refusal


@pytest.mark.usefixtures("one_a_request")
def test_a_new_version_of_the_form_stops_the_work(
    desk: Desk, form: ContractForm, luza: Luza, parties: Parties
) -> None:
    deputy = desk("deputy")
    go_on = begin_three(deputy, form, luza)
    parties.act(
        parties.act(parties.act(form, "reopen"), "revise", notice={"count": 60, "unit": "days"}), "issue"
    )
    deputy.post(go_on)
    page = said(deputy.get(reverse("contracts_progress", args=[form.pk])))
    assert "The form has a new version" in page
    assert "hx-post" not in page
    assert Contract.objects.count() == 1


def test_nothing_begun_leads_to_the_schools(desk: Desk, form: ContractForm) -> None:
    deputy, start = desk("deputy"), reverse("contracts_make", args=[form.pk])
    assert deputy.get(reverse("contracts_progress", args=[form.pk])).url == start
    assert deputy.post(reverse("contracts_go_on", args=[form.pk])).url == start


def test_signed_out_the_sign_in_page_does_not_land_inside_the_page(
    visitor: Client, form: ContractForm
) -> None:
    go_on = reverse("contracts_go_on", args=[form.pk])
    assert visitor.post(go_on, headers={"HX-Request": "true"}).status_code == 401
    assert visitor.post(go_on).url.startswith(reverse("sign_in"))
