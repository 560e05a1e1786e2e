"""Parties object to clauses of a contract."""

from typing import Any

import pytest

from governance.documents.errors import NotLegal
from tests.contract.chain import Parties, asked, clauses_of
from tests.contract.conftest import Refusal

pytestmark = pytest.mark.django_db


def test_objections_stand_beside_our_words(parties: Parties) -> None:
    contract = parties.submitted("second")
    ours = clauses_of(contract)[2]
    contract = parties.objected(contract, "second", (2, "Базовая школа предоставляет кабинеты и стенды."))
    (proposal,) = contract.open_proposals()
    assert contract.state == "rework"
    assert (proposal.number, proposal.ours, proposal.theirs) == (
        ours["number"],
        "Базовая школа предоставляет кабинеты.",
        "Базовая школа предоставляет кабинеты и стенды.",
    )
    assert asked(contract) == {("СОШ г. Лузы", "draft_contract")}


@pytest.mark.parametrize("same", [True, False])
def test_an_objection_needs_words(parties: Parties, refused: Refusal, same: bool) -> None:
    contract = parties.submitted("second")
    clause = clauses_of(contract)[0]
    lines = [{"clause": clause["id"], "theirs": clause["text"] if same else " ", "why": ""}]
    with refused(NotLegal, "Say what you object to"):
        parties.act(contract, "object_to", by=parties.head("second"), proposals=lines)


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ({"clause": "00000000", "theirs": "Иное."}, "There is no such clause in the text any more"),
        ({"theirs": "Иное."}, "There is no such clause in the text any more"),
        ({"clause": "first", "theirs": "И" * 10_001}, "the proposed wording is too long"),
        ({"clause": "first", "theirs": "Иное.", "why": "п" * 10_001}, "the proposed wording is too long"),
        ({"clause": "first", "theirs": "Иное.", "again": True}, "Propose one wording a clause."),
    ],
)
def test_a_proposal_that_cannot_be_kept_is_refused(
    parties: Parties, refused: Refusal, line: dict[str, Any], sentence: str
) -> None:
    contract = parties.submitted("second")
    again = line.pop("again", False)
    if line.get("clause") == "first":
        line = {**line, "clause": clauses_of(contract)[0]["id"]}
    with refused(NotLegal, sentence):
        parties.act(
            contract, "object_to", by=parties.head("second"), proposals=[line, line] if again else [line]
        )


def test_a_proposal_for_a_clause_of_an_older_version_is_refused(parties: Parties, refused: Refusal) -> None:
    contract = parties.submitted("second")
    gone = clauses_of(contract)[2]["id"]
    contract = parties.objected(contract, "second", remark="Короче.")
    sections = contract.sections
    del sections[1]["clauses"][0]
    contract = parties.act(parties.act(contract, "revise", sections=sections), "submit")
    with refused(NotLegal, "There is no such clause in the text any more"):
        parties.act(
            contract, "object_to", by=parties.head("second"), proposals=[{"clause": gone, "theirs": "Иное."}]
        )
