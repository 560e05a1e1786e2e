"""Versions of a contract on its page, what the page costs, and who reaches it."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from governance import clock
from governance.desk.papers.changes import compared
from governance.documents.kinds.contract.contract import Contract
from governance.documents.record.attached import Attachment, Version
from governance.documents.record.document import Document
from governance.documents.record.perform import perform
from tests.contract.chain import Parties, clauses_of
from tests.desk.contract.conftest import Desk, page
from tests.memory import recalled
from tests.office import fresh
from tests.scans import SCANNED_PDF

# Pages say the same words over every database.
pytestmark = pytest.mark.any_database


@pytest.fixture
@recalled
def five_rounds(parties: Parties) -> Contract:
    """Sent back five times, and put up for the sixth."""
    contract = parties.submitted("second")
    for count in range(5):
        contract = parties.objected(
            contract, "second", (2, f"Кабинеты, редакция {count}."), remark="Ещё раз."
        )
        proposal = contract.open_proposals().get()
        contract = parties.act(contract, "answer_proposal", proposal=proposal.pk, answer="accepted")
        contract = parties.act(contract, "submit")
    return contract


def test_any_two_versions_are_compared(five_rounds: Contract, desk: Desk) -> None:
    head = desk("head_second")
    answer = page(head, five_rounds, part="versions", old="2", new="6")
    assert [version.number for version in answer.context["versions"]] == [6, 5, 4, 3, 2, 1]
    assert [(change.place, change.was, change.became) for change in answer.context["changes"]] == [
        (("2. Обязанности", "2.1"), "Кабинеты, редакция 0.", "Кабинеты, редакция 4.")
    ]
    assert page(head, five_rounds, part="versions", old="2", new="7").status_code == 404
    assert "compared" not in page(head, five_rounds, part="versions", old="²", new="6").context


def test_an_added_clause_is_told_by_its_section_and_number(parties: Parties) -> None:
    contract = parties.made("second")
    sections = fresh(contract).sections
    sections[1]["clauses"].append({"id": "0000000c", "text": "Школа ведёт журнал."})
    old, new = contract.content(), parties.act(contract, "revise", sections=sections).content()
    (change,) = compared(contract, old, new)
    assert (change.kind, change.place, change.became) == (
        "added",
        ("2. Обязанности", "2.3"),
        "Школа ведёт журнал.",
    )


@pytest.mark.parametrize("key", ["head_second", "deputy", "director", "clerk"])
def test_the_page_costs_at_most_twelve_queries_after_five_rounds(
    five_rounds: Contract, parties: Parties, desk: Desk, key: str, django_assert_max_num_queries: Any
) -> None:
    client = desk(key)
    # What each process reads once a minute.
    client.get("/")

    def looked_at(paper: Document) -> None:
        with django_assert_max_num_queries(12):
            assert page(client, paper).status_code == 200

    looked_at(five_rounds)
    for part in ("versions", "history"):
        with django_assert_max_num_queries(12):
            assert page(client, five_rounds, part=part, old="1", new="6").status_code == 200
    with django_assert_max_num_queries(12):
        assert client.get(reverse("paper_rounds", args=[five_rounds.pk])).status_code == 200
    agreed = parties.consented(five_rounds)
    looked_at(agreed)
    contract = parties.signed(agreed)
    clauses = clauses_of(contract)
    amendment = parties.amended(contract, changes={clauses[0]["id"]: "Иначе."})
    looked_at(contract)
    looked_at(amendment)


@pytest.mark.parametrize("key", ["deputy", "head_second"])
def test_the_page_of_a_contract_sent_back_costs_at_most_twelve_queries(
    sent_back: Contract, desk: Desk, key: str, django_assert_max_num_queries: Any
) -> None:
    client = desk(key)
    # What each process reads once a minute.
    client.get("/")
    with django_assert_max_num_queries(12):
        assert page(client, sent_back).status_code == 200


def test_another_school_reaches_no_address_of_a_contract(
    parties: Parties, sent_back: Contract, desk: Desk
) -> None:
    contract = perform(sent_back, "attach", by=parties.clerk, name="лист.pdf", data=SCANNED_PDF)
    attached = Attachment.objects.get(document_id=contract.pk)
    names = ("paper", "paper_pdf", "paper_dossier", "paper_answer", "paper_rework", "paper_rounds")
    addresses = [reverse(name, args=[contract.pk]) for name in names]
    addresses += [
        reverse("paper_file", args=[contract.pk, attached.pk]),
        reverse("disagreements_pdf", args=[contract.pk]),
        reverse("contract_text", args=[contract.pk]),
        reverse("contract_amend", args=[contract.pk, "change"]),
        *(
            f"{reverse('paper', args=[contract.pk])}?part={part}"
            for part in ("remarks", "versions", "files", "history", "versions&old=1&new=1")
        ),
    ]
    posts = ("paper_do", "paper_answer", "paper_rework", "paper_remark", "paper_attach")
    stranger, party = desk("head_lalsk"), desk("head_second")
    assert {address: stranger.get(address).status_code for address in addresses} == dict.fromkeys(
        addresses, 404
    )
    assert {name: stranger.post(reverse(name, args=[contract.pk])).status_code for name in posts} == (
        dict.fromkeys(posts, 404)
    )
    allowed = [address for address in addresses if party.get(address).status_code in (200, 302)]
    assert len(allowed) == len(addresses) - 1  # all but the beginning of an additional agreement
    assert {party.post(reverse(name, args=[contract.pk])).status_code for name in posts} == {422}


def test_another_school_reaches_no_additional_agreement(parties: Parties, desk: Desk) -> None:
    contract = parties.in_force("second")
    agreement = parties.amendment(contract, changes={clauses_of(contract)[0]["id"]: "Иначе."})
    agreement = parties.act(agreement, "submit")
    addresses = [reverse(name, args=[agreement.pk]) for name in ("paper", "amendment_edit", "paper_answer")]
    assert [desk("head_lalsk").get(address).status_code for address in addresses] == [404, 404, 404]
    assert [desk("head_second").get(address).status_code for address in addresses] == [200, 302, 200]
    with_own = Version.objects.filter(document_id=agreement.pk).count()
    assert with_own == 1


def test_the_page_of_bodies_says_why_a_seat_takes_no_part(parties: Parties, desk: Desk) -> None:
    parties.in_force("second")
    address = reverse("bodies")

    def said() -> dict[str, str]:
        body = desk("observer").get(address).context["bodies"][0]
        return {seat.unit: seat.did for seat in body.seats}

    before = said()
    with clock.played(date(2013, 1, 9)):
        after = said()
    assert "seat takes no part" not in before["СОШ № 2 г. Лузы"]
    assert after == {
        **before,
        "СОШ г. Лузы": "the contract was in force until 31.12.2012; the seat takes no part",
        "СОШ № 2 г. Лузы": "the contract was in force until 31.12.2012; the seat takes no part",
    }
