"""A contract is refused, given up or taken up again, or answered by letter."""

from typing import Any

import pytest

from governance.documents.errors import NotAllowed, NotLegal
from governance.documents.record.history import history_of, verify
from governance.scenarios.luza import Luza
from tests.contract.chain import SECOND, Parties, asked, signatures
from tests.contract.conftest import Refusal
from tests.office import fresh
from tests.scans import SCANNED_PDF

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("state", ["review", "signing", "partly_signed"])
def test_a_school_may_refuse_until_it_is_in_force(parties: Parties, state: str) -> None:
    contract = parties.submitted("second")
    if state != "review":
        contract = parties.consented(contract)
    if state == "partly_signed":
        contract = parties.act(contract, "sign", by=parties.director)
    contract = parties.act(contract, "refuse", by=parties.head("second"), reason="Не согласны с условиями")
    assert (contract.state, asked(contract), contract.number) == ("not_concluded", set(), "")
    assert not any(binds for _who, _way, binds in signatures(contract))


def test_refused_it_can_be_taken_up_and_concluded(parties: Parties) -> None:
    contract = parties.act(parties.agreed("second"), "refuse", by=parties.head("second"), reason="Нет")
    contract = parties.act(contract, "resume", reason="Передумали")
    contract = parties.act(contract, "submit")
    assert asked(contract) == {(SECOND, "agree_paper")}
    contract = parties.signed(parties.consented(contract))
    assert (contract.state, contract.number) == ("in_force", "1-Д")
    assert list(verify()) == []


def test_only_the_base_school_gives_up_and_takes_up_again(parties: Parties, refused: Refusal) -> None:
    contract = parties.submitted("second")
    with refused(NotAllowed, "This needs the right to"):
        parties.act(contract, "give_up", by=parties.head("second"), reason="Нет")
    contract = parties.act(contract, "give_up", reason="По ошибке")
    with refused(NotAllowed, "This needs the right to"):
        parties.act(contract, "resume", by=parties.head("second"), reason="Нет")
    assert asked(contract) == set()


def test_in_force_it_is_neither_refused_nor_taken_back_nor_given_up(
    parties: Parties, refused: Refusal
) -> None:
    contract = parties.in_force("second")
    for move, by in (
        ("refuse", parties.head("second")),
        ("withdraw", parties.deputy),
        ("give_up", parties.deputy),
    ):
        with refused(NotLegal, "The paper is in the state «In force»"):
            parties.act(contract, move, by=by, reason="Так надо")


def letter(parties: Parties, **facts: Any) -> dict[str, Any]:
    return {
        "unit": parties.unit("second").pk,
        "outcome": "consent",
        "letter": "от 18.01.2012 № 12",
        "name": "письмо.pdf",
        "data": SCANNED_PDF,
        **facts,
    }


def test_the_clerk_enters_an_answer_that_came_by_letter(parties: Parties) -> None:
    contract = parties.act(parties.submitted("second"), "enter_answer", by=parties.clerk, **letter(parties))
    (opinion,) = contract.live_opinions
    assert contract.state == "signing"
    assert (opinion.letter, opinion.scan.name, opinion.person) == (
        "от 18.01.2012 № 12",
        "письмо.pdf",
        parties.clerk,
    )


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"unit": 0}, "This unit is not asked"),
        ({"outcome": "maybe"}, "Choose: agrees, agrees with remarks, or sends back."),
        ({"outcome": "objection"}, "Write down the remarks of the letter."),
        ({"letter": " "}, "Name the letter by its number and date"),
        ({"letter": "№" * 201}, "in at most 200 signs"),
        ({"data": b""}, "The file is empty"),
        ({"data": b"MZ\x90"}, "Attach a PDF"),
        ({"data": b"%PDF-1.7 cut"}, "The PDF is damaged or not whole"),
        ({"name": "письмо.txt", "data": "Согласны".encode()}, "A scan is a picture"),
    ],
)
def test_a_letter_that_is_none_is_not_entered(
    parties: Parties, refused: Refusal, facts: dict[str, Any], sentence: str
) -> None:
    contract = parties.submitted("second")
    with refused(NotLegal, sentence):
        parties.act(contract, "enter_answer", by=parties.clerk, **letter(parties, **facts))


@pytest.mark.parametrize("key", ["deputy", "director", "head_second", "secretary"])
def test_only_the_clerk_enters_letters(parties: Parties, luza: Luza, refused: Refusal, key: str) -> None:
    contract = parties.submitted("second")
    with refused(NotAllowed, "This needs the right to"):
        parties.act(contract, "enter_answer", by=luza.people[key], **letter(parties))


def test_the_history_tells_the_rounds(parties: Parties) -> None:
    contract = parties.objected(parties.submitted("second"), "second", remark="Короче.")
    contract = parties.consented(parties.act(contract, "submit"))
    assert history_of(contract) == ["draft", "submit", "object_to", "submit", "consent"]
    assert fresh(contract).state == "signing"
