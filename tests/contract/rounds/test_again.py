"""Who is asked again after a rework, and who is not."""

import pytest

from governance.documents.errors import NotAllowed, NotLegal, Stale
from governance.documents.record.history import verify
from governance.documents.record.perform import perform
from governance.scenarios.luza import Luza
from tests.contract.chain import LALSK, SECOND, Parties, answers, asked, signatures
from tests.contract.conftest import Refusal

pytestmark = pytest.mark.django_db


def test_only_who_objected_is_asked_again(parties: Parties) -> None:
    contract = parties.act(parties.submitted("second", "lalsk"), "consent", by=parties.head("second"))
    contract = parties.objected(contract, "lalsk", (2, "Кабинеты и стенды."))
    contract = parties.act(
        contract, "answer_proposal", proposal=contract.open_proposals().get().pk, answer="accepted"
    )
    contract = parties.act(contract, "submit")
    assert asked(contract) == {(LALSK, "agree_paper")}
    assert answers(contract) == [(SECOND, "consent", 1), (LALSK, "", 2)]
    assert parties.act(contract, "consent", by=parties.head("lalsk")).state == "signing"


def test_the_others_answer_before_it_goes_back(parties: Parties) -> None:
    contract = parties.objected(parties.submitted("second", "lalsk"), "second", remark="Нет.")
    assert contract.state == "review"
    assert parties.act(contract, "consent", by=parties.head("lalsk")).state == "rework"


@pytest.mark.parametrize("state", ["review", "signing", "partly_signed"])
def test_after_it_was_taken_back_everybody_is_asked(parties: Parties, state: str) -> None:
    contract = parties.act(parties.submitted("second", "lalsk"), "consent", by=parties.head("second"))
    if state != "review":
        contract = parties.act(contract, "consent", by=parties.head("lalsk"))
    if state == "partly_signed":
        contract = parties.act(contract, "sign", by=parties.director)
    contract = parties.act(contract, "withdraw", reason="Ошибка в сроке")
    assert (contract.state, asked(contract)) == ("rework", {("СОШ г. Лузы", "draft_contract")})
    assert [binds for _who, _way, binds in signatures(contract)] == [False] * (state == "partly_signed")
    contract = parties.act(parties.act(contract, "revise", notice={"count": 45, "unit": "days"}), "submit")
    assert asked(contract) == {(SECOND, "agree_paper"), (LALSK, "agree_paper")}
    assert sorted(answers(contract)) == sorted([(SECOND, "", 2), (LALSK, "", 2)])
    assert list(verify()) == []


def test_the_same_words_put_up_again_are_the_same_version_and_stay_agreed_to(parties: Parties) -> None:
    contract = parties.act(parties.agreed("second"), "withdraw", reason="Проверить")
    contract = parties.act(contract, "submit")
    assert (contract.version, contract.state) == (1, "signing")


@pytest.mark.parametrize("key", ["head_second", "clerk", "deputy_second"])
def test_only_the_base_school_takes_it_back(parties: Parties, luza: Luza, refused: Refusal, key: str) -> None:
    contract = parties.submitted("second")
    with refused(NotAllowed, "This needs the right to"):
        parties.act(contract, "withdraw", by=luza.people[key], reason="Так надо")
    with refused(NotLegal, "Write the reason"):
        parties.act(contract, "withdraw")


def test_a_consent_to_words_that_changed_meanwhile_is_not_taken(parties: Parties, refused: Refusal) -> None:
    contract = parties.submitted("second")
    seen = contract.revision
    parties.act(parties.act(contract, "withdraw", reason="Ошибка"), "submit")
    with refused(Stale, "The paper has changed since you opened it."):
        perform(contract, "consent", by=parties.head("second"), seen=seen)
