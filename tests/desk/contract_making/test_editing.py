"""A contract is edited by its drafter."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from governance.documents.kinds.contract.contract import Contract
from governance.scenarios.luza import Luza
from tests.contract.chain import Parties
from tests.desk.contract_making.conftest import Desk, said

# Pages say the same words over every database.
pytestmark = pytest.mark.any_database


def contract_post(contract: Contract, **changes: str) -> dict[str, str]:
    """What the page of a contract sends when nothing is changed."""
    data = {
        "seen": str(contract.revision),
        "title": contract.title,
        "place": contract.place,
        "starts_on": contract.starts_on.isoformat() if contract.starts_on else "",
        "ends_on": contract.ends_on.isoformat() if contract.ends_on else "",
        "notice_0": str(contract.notice["count"]),
        "notice_1": contract.notice["unit"],
        "do": "save",
    }
    for place, act in enumerate(contract.legal_basis):
        data |= {f"acts-{place}-text": act["text"], f"acts-{place}-day": act["day"]}
    for place, value in enumerate(contract.values.values()):
        data[f"values-blank-{place}"] = value
    for party in contract.sides:
        data[f"party-{party.unit_id}-represented_by"] = party.represented_by
        data[f"party-{party.unit_id}-basis"] = party.basis
    for section in contract.sections:
        data[f"section-{section['id']}"] = section["title"]
        data |= {f"clause-{clause['id']}": clause["text"] for clause in section["clauses"]}
    return {**data, **changes}


def post_contract(client: Client, contract: Contract, **changes: str) -> Any:
    return client.post(reverse("contract_edit", args=[contract.pk]), contract_post(contract, **changes))


def test_a_contract_sent_back_unchanged_stays_as_it_was(desk: Desk, contract: Contract) -> None:
    response = post_contract(desk("deputy"), contract)
    assert response.url == reverse("paper", args=[contract.pk])
    assert Contract.objects.get().revision == contract.revision


def test_text_values_terms_and_parties_are_saved_together(desk: Desk, contract: Contract, luza: Luza) -> None:
    clause = contract.sections[1]["clauses"][0]["id"]
    words = f"party-{luza.schools['second'].pk}-represented_by"
    changes = {
        f"clause-{clause}": "Кабинеты предоставляются по вторникам.",
        "values-blank-0": "астрономия",
        "starts_on": "2011-10-01",
        "place": "пгт Лальск",
        words: "директора Крыловои И.П.",
    }
    post_contract(desk("deputy"), contract, **changes)
    saved = Contract.objects.get()
    assert saved.sections[1]["clauses"][0] == {
        "id": clause,
        "text": "Кабинеты предоставляются по вторникам.",
    }
    assert saved.values == {"предметы": "астрономия"}
    assert (saved.starts_on, saved.place) == (date(2011, 10, 1), "пгт Лальск")
    assert saved.sides[1].represented_by == "директора Крыловои И.П."


def test_nothing_is_saved_when_one_part_is_refused(desk: Desk, contract: Contract, luza: Luza) -> None:
    clause = contract.sections[0]["clauses"][0]["id"]
    words = f"party-{luza.schools['second'].pk}-represented_by"
    changes = {f"clause-{clause}": "а" * 10_001, words: "директора Крыловои И.П."}
    response = post_contract(desk("deputy"), contract, **changes)
    assert response.status_code == 422
    assert "too long" in said(response)
    assert "директора Крыловои И.П." in said(response)
    saved = Contract.objects.get()
    assert saved.revision == contract.revision
    assert saved.sides[1].represented_by == "директора Крыловой И.П."


def test_a_clause_that_differs_from_the_form_is_marked_beside_it(
    desk: Desk, contract: Contract, parties: Parties
) -> None:
    sections = [{**section, "clauses": list(section["clauses"])} for section in contract.sections]
    changed = {**sections[0]["clauses"][1], "text": "Школу представляет завуч."}
    sections[0]["clauses"][1] = changed
    sections[0]["clauses"].append({"id": "", "text": "Новый пункт."})
    gone = sections[1]["clauses"].pop()
    contract = parties.act(contract, "revise", sections=sections)
    response = desk("deputy").get(reverse("contract_edit", args=[contract.pk]))
    marks = {key: [mark.text for mark in found] for key, found in response.context["editor"].marks.items()}
    added = contract.sections[0]["clauses"][2]["id"]
    assert marks == {changed["id"]: ["Otherwise than the common form:"], added: ["Not in the common form."]}
    assert [clause["id"] for clause in response.context["missing"]] == [gone["id"]]
    assert "<del>{директор}</del>" in said(response)


def test_a_contract_that_would_end_before_it_begins_is_not_saved(desk: Desk, contract: Contract) -> None:
    response = post_contract(desk("deputy"), contract, starts_on="2012-05-01", ends_on="2012-04-01")
    assert response.status_code == 422
    assert "would end before it begins" in said(response)
    assert Contract.objects.get().starts_on is None


def test_a_small_button_on_a_contract_keeps_all_that_is_typed(desk: Desk, contract: Contract) -> None:
    clause = contract.sections[0]["clauses"][0]["id"]
    changes = {"values-blank-0": "астрономия", "place": "пгт Лальск", "do": f"down:{clause}"}
    response = post_contract(desk("deputy"), contract, **changes)
    assert response.status_code == 200
    assert "астрономия</textarea>" in said(response)
    assert 'value="пгт Лальск"' in said(response)
    assert [one["id"] for one in response.context["editor"].sections[0]["clauses"]][1] == clause
    assert Contract.objects.get().revision == contract.revision


def test_a_contract_that_is_being_agreed_cannot_be_edited(
    desk: Desk, contract: Contract, parties: Parties
) -> None:
    data = contract_post(contract)
    parties.act(contract, "submit")
    deputy, address = desk("deputy"), reverse("contract_edit", args=[contract.pk])
    assert deputy.get(address).url == reverse("paper", args=[contract.pk])
    assert deputy.post(address, {**data, "title": "Иначе"}).status_code == 422
    assert Contract.objects.get().title == contract.title


def test_a_draft_contract_is_there_for_the_base_school_only(desk: Desk, contract: Contract) -> None:
    address = reverse("contract_edit", args=[contract.pk])
    assert desk("head_second").get(address).status_code == 404
    assert desk("head_lalsk").get(address).status_code == 404
    assert desk("clerk").get(address).status_code == 302
    assert desk("deputy").get(address).status_code == 200
