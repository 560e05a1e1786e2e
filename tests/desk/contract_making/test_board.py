"""The list of contracts: whose they are, how they stand, what waits."""

import re
from datetime import date
from typing import Any, NamedTuple

import pytest
from django.test import Client
from django.urls import reverse

from governance import clock
from governance.documents.kinds.contract.contract import Contract
from governance.documents.kinds.contract.form import ContractForm
from governance.documents.record.perform import perform
from governance.roles.acts.appointing import appoint
from governance.roles.catalogue import Role
from governance.roles.membership import Membership
from governance.roles.unit import Unit, UnitKind
from governance.scenarios.luza import FOUNDED, Luza
from tests.contract.chain import Parties
from tests.desk.contract_making.conftest import Desk, making_post, said, words
from tests.founding import entered, founded
from tests.memory import recalled

# Pages say the same words over every database.
pytestmark = pytest.mark.any_database


class BoardRow(NamedTuple):
    """What stands in the cells of a line, a sign in brackets."""

    school: str
    paper: str
    state: str
    term: str
    waiting: str


def rows_of(client: Client) -> list[BoardRow]:
    _head, *lines = said(client.get(reverse("contracts"))).split("<tr>")
    return [BoardRow(*map(words, re.findall(r"<t[hd][ >].*?</t[hd]>", line))) for line in lines[1:]]


def test_the_board_counts_what_is_signed_and_shows_each_school(
    desk: Desk, parties: Parties, luza: Luza
) -> None:
    form = parties.form_in_use()
    signed = parties.signed(parties.consented(parties.act(parties.made("second", form=form), "submit")))
    parties.act(parties.made("lalsk", form=form), "submit")
    response = desk("deputy").get(reverse("contracts"))
    assert (response.context["signed"], response.context["total"]) == (1, 5)
    rows = {row.school: row for row in rows_of(desk("deputy"))}
    second, lalsk = luza.schools["second"].name, luza.schools["lalsk"].name
    named = f"No. {signed.number} of 12.09.2011: {second}"
    assert rows[second] == (second, named, "✓ In force", "until 31.12.2012", "")
    assert (rows[lalsk].state, rows[luza.schools["kulikovo"].name].state) == (
        "◐ Being agreed",
        "○ no contract",
    )


def test_the_board_says_whom_it_waits_for_and_since_when(desk: Desk, parties: Parties) -> None:
    parties.submitted("lalsk")
    assert [row.waiting for row in rows_of(desk("deputy")) if row.waiting] == [
        "Жданов Н.С., директор МОКУ СОШ пгт Лальск Read and agree, or send back, since 12.09.2011, by 22.09"
    ]


def test_an_overdue_answer_is_marked(desk: Desk, parties: Parties) -> None:
    parties.submitted("lalsk")
    with clock.played(date(2011, 10, 1)):
        (waiting,) = (row.waiting for row in rows_of(desk("deputy")) if row.waiting)
    assert waiting.endswith("since 12.09.2011, ▲ by 22.09, 9 days late")


def test_the_round_and_the_differences_from_the_form_are_told(desk: Desk, parties: Parties) -> None:
    objected = parties.objected(parties.submitted(), "second", (2, "Иное."))
    answered = parties.act(
        objected, "answer_proposal", proposal=objected.open_proposals().get().pk, answer="accepted"
    )
    parties.act(answered, "submit")
    (row,) = (row for row in rows_of(desk("deputy")) if row.paper)
    assert row.state == "◐ Being agreed round 2 1 difference from the form"


def test_a_contract_that_ends_soon_is_marked(desk: Desk, parties: Parties) -> None:
    parties.in_force(ends_on=date(2011, 10, 31))
    parties.in_force("lalsk", ends_on=date(2012, 8, 31))
    assert [row.term for row in rows_of(desk("deputy")) if row.paper] == [
        "● until 31.10.2011 ends soon",
        "until 31.08.2012",
    ]


def test_a_school_whose_contract_has_ended_takes_no_part_in_decisions(
    desk: Desk, parties: Parties, luza: Luza
) -> None:
    ended = parties.in_force(ends_on=date(2011, 9, 20))
    with clock.played(date(2011, 9, 25)):
        perform(ended, "expire", basis=ended)
        (row,) = (row for row in rows_of(desk("deputy")) if row.paper)
    assert row.school == (
        f"{luza.schools['second'].name} ▲ no part in the council's decisions since 21.09.2011"
    )
    assert (row.state, row.term) == ("○ Expired", "ended on 20.09.2011")
    assert Membership.objects.filter(school=luza.schools["second"]).exists()


def test_a_new_contract_stands_beside_the_one_in_force(desk: Desk, parties: Parties, luza: Luza) -> None:
    parties.in_force()
    parties.made(form=ContractForm.objects.get())
    rows = [row for row in rows_of(desk("deputy")) if row.school == luza.schools["second"].name]
    assert [row.state for row in rows] == ["✓ In force", "○ Draft"]


def test_a_head_sees_the_line_of_the_own_school_alone(desk: Desk, parties: Parties, luza: Luza) -> None:
    form = parties.form_in_use()
    for key in ("second", "lalsk"):
        parties.act(parties.made(key, form=form), "submit")
    own = rows_of(desk("head_second"))
    assert [(row.school, row.state) for row in own] == [(luza.schools["second"].name, "◐ Being agreed")]
    assert len(rows_of(desk("director"))) == 5


def test_a_head_does_not_see_a_draft_of_the_own_contract(desk: Desk, parties: Parties) -> None:
    parties.made()
    assert [row.state for row in rows_of(desk("head_second"))] == ["○ no contract"]
    assert rows_of(desk("deputy"))[0].state == "○ Draft"


def test_only_who_prepares_contracts_is_offered_to_make_them(desk: Desk, luza: Luza) -> None:
    assert reverse("contracts_make_any") in said(desk("deputy").get(reverse("contracts")))
    assert reverse("contracts_make_any") not in said(desk("head_second").get(reverse("contracts")))


def test_who_belongs_to_no_school_sees_no_line(desk: Desk, luza: Luza) -> None:
    assert rows_of(desk("observer")) == []
    assert "No contracts to see" in said(desk("observer").get(reverse("contracts")))


def test_a_visitor_signs_in_first(visitor: Client, luza: Luza) -> None:
    assert visitor.get(reverse("contracts")).url.startswith(reverse("sign_in"))


@pytest.fixture
@recalled
def fifty(luza: Luza) -> list[Unit]:
    """Forty-five more schools with their heads, beside the five of the district."""
    more = []
    for n in range(45):
        school = founded(luza.district, UnitKind.SCHOOL, f"МОКУ школа № {n}", short_name=f"школа № {n}")
        head = entered(luza.district, f"head{n}@luza.example", "Иванов", "Иван", gender="male")
        appoint(head, Role.SCHOOL_HEAD, school, since=FOUNDED, basis="приказ № 1", title="директор", by=None)
        more.append(school)
    return [school for school in luza.schools.values() if school != luza.base] + more


@pytest.mark.usefixtures("in_bulk")
def test_fifty_schools_cost_no_more_queries_than_five(
    desk: Desk, form: ContractForm, fifty: list[Unit], luza: Luza, django_assert_max_num_queries: Any
) -> None:
    deputy = desk("deputy")
    with django_assert_max_num_queries(12):
        assert len(deputy.get(reverse("contracts_make", args=[form.pk])).context["page"].rows) == 50
    deputy.post(reverse("contracts_make", args=[form.pk]), making_post(*fifty, common="физика"))
    while deputy.get(reverse("contracts_progress", args=[form.pk])).context["left"]:
        deputy.post(reverse("contracts_go_on", args=[form.pk]))
    for contract in Contract.objects.all():
        perform(contract, "submit", by=luza.people["deputy"])
    with django_assert_max_num_queries(12):
        rows = rows_of(deputy)
    assert [row.state for row in rows] == ["◐ Being agreed"] * 50
    with django_assert_max_num_queries(12):
        assert len(deputy.get(reverse("contracts_progress", args=[form.pk])).context["contracts"]) == 50


def test_a_long_contract_is_edited_with_few_queries(
    desk: Desk, parties: Parties, django_assert_max_num_queries: Any
) -> None:
    clauses = [{"id": "", "text": f"Условие {n}."} for n in range(300)]
    contract = parties.made(sections=[{"id": "", "title": "Условия", "clauses": clauses}])
    deputy = desk("deputy")
    with django_assert_max_num_queries(12):
        response = deputy.get(reverse("contract_edit", args=[contract.pk]))
    assert len(response.context["editor"].marks) == 300
