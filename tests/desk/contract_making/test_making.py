"""Contracts are made of a form for chosen schools."""

from datetime import date

import pytest
from django.urls import reverse

from governance.documents.kinds.contract.contract import Contract
from governance.documents.kinds.contract.form import ContractForm
from governance.roles.acts.appointing import dismiss
from governance.roles.appointment import Appointment
from governance.roles.catalogue import Role
from governance.roles.names import Case
from governance.roles.person import Person
from governance.scenarios.luza import Luza
from tests.contract.chain import Parties
from tests.desk.contract_making.conftest import Desk, making_post, said

# Pages say the same words over every database.
pytestmark = pytest.mark.any_database


def test_each_school_is_offered_with_the_words_of_its_head(
    desk: Desk, form: ContractForm, luza: Luza
) -> None:
    response = desk("deputy").get(reverse("contracts_make", args=[form.pk]))
    offered = {row.school: row["represented_by"].value() for row in response.context["page"].rows}
    assert offered[luza.schools["second"]] == "директора Крыловой И.П."
    assert len(offered) == 5


@pytest.mark.usefixtures("in_bulk")
def test_five_contracts_are_made_at_once_each_with_its_own_words(
    desk: Desk, form: ContractForm, luza: Luza
) -> None:
    second, lalsk = luza.schools["second"], luza.schools["lalsk"]
    others = [school for school in luza.schools.values() if school != luza.base]
    data = making_post(*others, common="физика", **{f"school-{second.pk}-blank-0": "химия"})
    response = desk("deputy").post(reverse("contracts_make", args=[form.pk]), data)
    assert response.url == reverse("contracts_progress", args=[form.pk])
    made = {contract.school: contract for contract in Contract.objects.all()}
    assert set(made) == set(others)
    assert (made[second].values, made[lalsk].values) == ({"предметы": "химия"}, {"предметы": "физика"})
    assert made[second].sides[1].represented_by == "директора Иванова И.И."


def test_one_contract_is_made_with_all_marked_schools(desk: Desk, form: ContractForm, luza: Luza) -> None:
    second, lalsk = luza.schools["second"], luza.schools["lalsk"]
    data = making_post(second, lalsk, way="one", **{f"school-{second.pk}-blank-0": "химия"})
    data[f"school-{lalsk.pk}-blank-0"] = "физика"
    desk("deputy").post(reverse("contracts_make", args=[form.pk]), data)
    contract = Contract.objects.get()
    assert [party.unit for party in contract.sides] == [luza.base, second, lalsk]
    assert contract.values == {"предметы": f"{second}: химия; {lalsk}: физика"}


def test_a_corrected_name_stays_with_the_person(desk: Desk, form: ContractForm, luza: Luza) -> None:
    second = luza.schools["second"]
    data = making_post(second, **{f"school-{second.pk}-represented_by": "директора Крыловои И.П."})
    desk("deputy").post(reverse("contracts_make", args=[form.pk]), data)
    head = Person.objects.get(pk=luza.people["head_second"].pk)
    assert head.in_case(Case.GENITIVE) == "Крыловои И.П."


def test_a_school_for_which_nobody_can_sign_says_so_and_cannot_be_marked(
    desk: Desk, form: ContractForm, luza: Luza
) -> None:
    lalsk = luza.schools["lalsk"]
    head = Appointment.objects.get(unit=lalsk, role=Role.SCHOOL_HEAD)
    dismiss(head, until=date(2011, 9, 1), by=None, basis="приказ № 9")
    deputy, address = desk("deputy"), reverse("contracts_make", args=[form.pk])
    assert "Nobody may sign contracts for this school today" in said(deputy.get(address))
    response = deputy.post(address, making_post(lalsk))
    assert "Mark the schools with which contracts are to be made." in said(response)
    assert not Contract.objects.exists()


def test_what_is_wrong_for_one_school_is_marked_before_anything_is_made(
    desk: Desk, form: ContractForm, luza: Luza
) -> None:
    second, lalsk = luza.schools["second"], luza.schools["lalsk"]
    data = making_post(second, lalsk, **{f"school-{lalsk.pk}-represented_by": ""})
    data[f"school-{second.pk}-blank-0"] = "{предметы}"
    response = desk("deputy").post(reverse("contracts_make", args=[form.pk]), data)
    assert response.status_code == 422
    assert "Say who acts for the school" in said(response)
    assert "without braces" in said(response)
    assert "{предметы}</textarea>" in said(response)
    assert not Contract.objects.exists()


@pytest.mark.parametrize("sent", [{}, {"represented_by": "", "basis": ""}])
def test_words_that_are_not_sent_come_back_empty_with_their_error(
    desk: Desk, form: ContractForm, luza: Luza, sent: dict[str, str]
) -> None:
    school = luza.schools["second"]
    data = {"way": "each", f"school-{school.pk}-chosen": "on"}
    data |= {f"school-{school.pk}-{name}": text for name, text in sent.items()}
    response = desk("deputy").post(reverse("contracts_make", args=[form.pk]), data)
    (row,) = (row for row in response.context["page"].rows if row.school == school)
    assert (response.status_code, row.errors["represented_by"], row.errors["basis"]) == (
        422,
        ["Say who acts for the school: «директора Ивановой А.А.»."],
        ["Say on what basis: «Устава», «приказа от … № …»."],
    )
    assert "None" not in said(response)
    assert not Contract.objects.exists()


@pytest.mark.parametrize(
    "data", [{}, {"way": "x"}, {"school-999999999-chosen": "on"}, {"school--chosen": ""}]
)
def test_rubbish_makes_nothing(desk: Desk, form: ContractForm, data: dict[str, str]) -> None:
    response = desk("deputy").post(reverse("contracts_make", args=[form.pk]), data)
    assert response.status_code == 422
    assert "Mark the schools" in said(response)
    assert not Contract.objects.exists()


def test_a_second_press_makes_nothing_twice(desk: Desk, form: ContractForm, luza: Luza) -> None:
    deputy, data = desk("deputy"), making_post(luza.schools["second"])
    deputy.post(reverse("contracts_make", args=[form.pk]), data)
    again = deputy.post(reverse("contracts_make", args=[form.pk]), data)
    assert again.status_code == 422
    assert "is on its way already: it stands on the board" in said(again)
    assert Contract.objects.count() == 1


@pytest.mark.parametrize("key", ["clerk", "head_second", "observer"])
def test_others_make_no_contracts(desk: Desk, form: ContractForm, luza: Luza, key: str) -> None:
    response = desk(key).post(reverse("contracts_make", args=[form.pk]), making_post(luza.schools["second"]))
    assert response.status_code == 404
    assert not Contract.objects.exists()


def test_a_form_in_preparation_makes_no_contracts(desk: Desk, parties: Parties, luza: Luza) -> None:
    unused = parties.form()
    response = desk("deputy").post(
        reverse("contracts_make", args=[unused.pk]), making_post(luza.schools["second"])
    )
    assert response.url == reverse("paper", args=[unused.pk])
    assert not Contract.objects.exists()


def test_the_board_leads_to_the_form_in_use(desk: Desk, form: ContractForm) -> None:
    response = desk("deputy").get(reverse("contracts_make_any"))
    assert response.url == reverse("contracts_make", args=[form.pk])


def test_without_a_form_in_use_one_is_begun_first(desk: Desk, luza: Luza) -> None:
    assert desk("deputy").get(reverse("contracts_make_any")).url == reverse("contract_form_new")
    assert desk("head_second").get(reverse("contracts_make_any")).status_code == 404
