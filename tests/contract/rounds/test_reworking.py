"""The drafter answers objections and puts the contract up anew."""

import pytest

from governance.documents.approval.opinions import Proposal
from governance.documents.errors import NotAllowed, NotLegal
from governance.scenarios.luza import Luza
from tests.contract.chain import SECOND, Parties, answers, clauses_of
from tests.contract.conftest import Refusal

pytestmark = pytest.mark.django_db


def test_a_wording_taken_over_changes_the_clause(parties: Parties) -> None:
    contract = parties.objected(parties.submitted("second"), "second", (2, "Кабинеты и стенды."))
    contract = parties.act(
        contract, "answer_proposal", proposal=contract.open_proposals().get().pk, answer="accepted"
    )
    assert contract.content()["sections"][1]["clauses"][0]["text"] == "Кабинеты и стенды."
    contract = parties.act(contract, "submit")
    assert (contract.state, contract.version, answers(contract)) == ("review", 2, [(SECOND, "", 2)])


def test_a_wording_is_declined_with_a_reason(parties: Parties, refused: Refusal) -> None:
    contract = parties.objected(parties.submitted("second"), "second", (2, "Кабинеты и стенды."))
    key = contract.open_proposals().get().pk
    with refused(NotLegal, "Write why the wording stays as it is."):
        parties.act(contract, "answer_proposal", proposal=key, answer="declined")
    contract = parties.act(
        contract, "answer_proposal", proposal=key, answer="declined", reason="Нет стендов."
    )
    assert contract.content()["sections"][1]["clauses"][0]["text"] == "Базовая школа предоставляет кабинеты."


def test_a_third_wording_settles_it(parties: Parties, refused: Refusal) -> None:
    contract = parties.objected(parties.submitted("second"), "second", (2, "Кабинеты и стенды."))
    key = contract.open_proposals().get().pk
    with refused(NotLegal, "Write the other wording of the clause."):
        parties.act(contract, "answer_proposal", proposal=key, answer="other", wording=" ")
    with refused(NotLegal, "Choose: accept their wording"):
        parties.act(contract, "answer_proposal", proposal=key, answer="maybe")
    contract = parties.act(
        contract, "answer_proposal", proposal=key, answer="other", wording="Кабинет физики."
    )
    assert contract.content()["sections"][1]["clauses"][0]["text"] == "Кабинет физики."
    assert Proposal.objects.get().agreed == "Кабинет физики."
    with refused(NotLegal, "This proposal is answered already"):
        parties.act(contract, "answer_proposal", proposal=key, answer="accepted")


def test_a_mere_reason_takes_no_clause_out(parties: Parties, refused: Refusal) -> None:
    """They said why, and proposed no words: there is nothing to accept."""
    contract = parties.submitted("second")
    line = {"clause": clauses_of(contract)[2]["id"], "theirs": "", "why": "Каких кабинетов?"}
    contract = parties.act(contract, "object_to", by=parties.head("second"), proposals=[line])
    with refused(NotLegal, "They proposed no wording"):
        parties.act(
            contract, "answer_proposal", proposal=contract.open_proposals().get().pk, answer="accepted"
        )


def test_of_two_wordings_of_one_clause_none_is_lost_under_the_other(
    parties: Parties, refused: Refusal
) -> None:
    contract = parties.objected(parties.submitted("second", "lalsk"), "second", (2, "Кабинеты и стенды."))
    contract = parties.objected(contract, "lalsk", (2, "Кабинеты и приборы."))
    one, other = contract.open_proposals()
    contract = parties.act(contract, "answer_proposal", proposal=one.pk, answer="accepted")
    with refused(NotLegal, "has been reworded meanwhile"):
        parties.act(contract, "answer_proposal", proposal=other.pk, answer="accepted")
    wording = "Кабинеты, стенды и приборы."
    contract = parties.act(contract, "answer_proposal", proposal=other.pk, answer="other", wording=wording)
    assert contract.content()["sections"][1]["clauses"][0]["text"] == wording


def test_a_wording_of_a_clause_with_blanks_is_taken_over(parties: Parties) -> None:
    contract = parties.objected(parties.submitted("second"), "second", (0, "Школы сотрудничают по физике."))
    contract = parties.act(
        contract, "answer_proposal", proposal=contract.open_proposals().get().pk, answer="accepted"
    )
    assert contract.content()["sections"][0]["clauses"][0]["text"] == "Школы сотрудничают по физике."


def test_it_is_not_put_up_again_before_each_wording_is_answered(parties: Parties, refused: Refusal) -> None:
    contract = parties.objected(parties.submitted("second"), "second", (2, "Иное."), (3, "Иначе."))
    parties.act(contract, "answer_proposal", proposal=contract.open_proposals()[0].pk, answer="accepted")
    with refused(NotLegal, "Answer each proposed wording first"):
        parties.act(contract, "submit")
    parties.act(contract, "answer_proposal", proposal=contract.open_proposals()[0].pk, answer="accepted")
    assert parties.act(contract, "submit").state == "review"


@pytest.mark.parametrize("key", ["head_second", "deputy_second", "clerk"])
def test_only_the_base_school_answers_a_proposed_wording(
    parties: Parties, luza: Luza, refused: Refusal, key: str
) -> None:
    contract = parties.objected(parties.submitted("second"), "second", (2, "Иное."))
    with refused(NotAllowed, "This needs the right to"):
        parties.act(
            contract,
            "answer_proposal",
            by=luza.people[key],
            proposal=contract.open_proposals().get().pk,
            answer="accepted",
        )


def test_a_proposal_of_another_contract_is_not_answered_here(parties: Parties, refused: Refusal) -> None:
    form = parties.form_in_use()
    one = parties.objected(parties.submitted("second", form=form), "second", (2, "Иное."))
    other = parties.objected(parties.submitted("lalsk", form=form), "lalsk", (2, "Иное."))
    with refused(NotLegal, "This proposal is answered already"):
        parties.act(one, "answer_proposal", proposal=other.open_proposals().get().pk, answer="accepted")
