"""A contract in force is changed by an additional agreement alone; it has a number of its own and the same way."""

from datetime import date
from typing import Any

import pytest

from governance import clock
from governance.documents.errors import NotAllowed, NotLegal
from governance.documents.kinds.contract.change import Purpose
from governance.documents.kinds.contract.consolidated import consolidated
from governance.documents.kinds.contract.making import draft_amendment
from governance.documents.record.history import history_of, verify
from governance.documents.record.perform import perform
from governance.scenarios.luza import Luza
from tests.office import fresh

from .chain import LAST_DAY, TODAY, Parties, asked, clauses_of, terms
from .conftest import Refusal

pytestmark = pytest.mark.django_db

SECOND = "СОШ № 2 г. Лузы"
NEXT_SUMMER = date(2013, 6, 30)


def clause(contract: Any, place: int = 2) -> str:
    return clauses_of(contract)[place]["id"]


def test_it_words_its_changes_and_has_a_number_of_its_own(parties: Parties) -> None:
    contract = parties.in_force("second")
    amendment = parties.amended(
        contract, changes={clause(contract): "Кабинеты и стенды."}, new_ends_on=NEXT_SUMMER
    )
    assert (amendment.state, amendment.number, amendment.in_force_since) == ("in_force", "1-ДС", TODAY)
    words = [found["text"] for found in clauses_of(amendment)]
    assert words[0].startswith("Пункт 2.1 договора от 16.01.2012 № 1-Д изложить в следующей редакции:")
    assert words[1].endswith("по 30 июня 2013 г.")
    contract = fresh(contract)
    assert (contract.state, contract.number, contract.ends_on) == ("in_force", "1-Д", NEXT_SUMMER)
    assert history_of(contract)[-1] == "amend"
    assert {until for _school, _number, _since, until in terms()} == {NEXT_SUMMER}
    assert list(verify()) == []


def test_the_signed_text_stays_and_the_consolidated_one_says_what_holds(parties: Parties) -> None:
    contract = parties.in_force("second")
    changes = {clause(contract, 2): "Кабинеты и стенды.", clause(contract, 3): ""}
    parties.amended(contract, changes=changes)
    contract = fresh(contract)
    assert clauses_of(contract)[2]["text"] == "Базовая школа предоставляет кабинеты."
    texts = [(one["number"], one["text"]) for one in consolidated(contract)[1]["clauses"]]
    assert texts == [("2.1", "Кабинеты и стенды."), ("2.2", "")]


def test_a_later_one_changes_what_the_earlier_one_said(parties: Parties) -> None:
    contract = parties.in_force("second")
    parties.amended(contract, changes={clause(contract): "Кабинеты и стенды."})
    later = parties.amended(contract, changes={clause(contract): "Только кабинеты."})
    assert later.number == "2-ДС"
    assert consolidated(fresh(contract))[1]["clauses"][0]["text"] == "Только кабинеты."


@pytest.mark.parametrize("key", ["head_second", "deputy_second", "clerk", "secretary", "head_lalsk"])
def test_only_the_base_school_drafts_one(parties: Parties, luza: Luza, refused: Refusal, key: str) -> None:
    contract = parties.in_force("second")
    with refused(NotAllowed, "This needs the right to"):
        draft_amendment(contract, by=luza.people[key])


def test_its_draft_is_seen_by_the_base_school_alone(parties: Parties) -> None:
    contract = parties.in_force("second")
    amendment = parties.amendment(contract, new_ends_on=NEXT_SUMMER)
    seen = type(amendment).objects.visible_to(parties.head("second"))
    assert not seen.exists()
    parties.act(amendment, "submit")
    assert seen.get() == amendment
    assert asked(amendment) == {(SECOND, "agree_paper")}


def test_one_at_a_time(parties: Parties, refused: Refusal) -> None:
    contract = parties.in_force("second")
    first = parties.amendment(contract, new_ends_on=NEXT_SUMMER)
    with refused(NotLegal, "An additional agreement to this contract is on its way already"):
        parties.amendment(contract)
    first = parties.act(first, "give_up", reason="Не нужно")
    second = parties.amendment(contract, new_ends_on=NEXT_SUMMER)
    with refused(NotLegal, "An additional agreement to this contract is on its way already"):
        parties.act(first, "resume", reason="Всё-таки нужно")
    parties.act(second, "give_up", reason="Лучше первое")
    assert parties.act(first, "resume", reason="Всё-таки нужно").state == "rework"


@pytest.mark.parametrize("state", ["draft", "review", "signing", "not_concluded"])
def test_there_is_nothing_to_change_before_it_is_in_force(
    parties: Parties, refused: Refusal, state: str
) -> None:
    contract = parties.made("second")
    if state in ("review", "signing"):
        contract = parties.act(contract, "submit")
    if state == "signing":
        contract = parties.consented(contract)
    if state == "not_concluded":
        contract = parties.act(contract, "give_up", reason="Ошибка")
    assert contract.state == state
    with refused(NotLegal, "The contract is not in force («"):
        parties.amendment(contract)


def test_a_dead_contract_is_not_amended(parties: Parties, refused: Refusal) -> None:
    contract = parties.in_force("second")
    with clock.played(date(2013, 1, 1)):
        with refused(NotLegal, "The contract № 1-Д has ended on 31.12.2012: there is nothing to change."):
            parties.amendment(contract)
        contract = perform(contract, "expire", basis=contract)
        with refused(NotLegal, "The contract is not in force («Expired»)"):
            parties.amendment(contract)


@pytest.mark.parametrize("ended", [False, True])
@pytest.mark.parametrize("at", ["submit", "resume", "sign"])
def test_one_on_its_way_dies_with_the_contract(
    parties: Parties, refused: Refusal, at: str, ended: bool
) -> None:
    contract = parties.in_force("second")
    amendment = parties.amendment(contract, new_ends_on=NEXT_SUMMER)
    by = parties.deputy
    if at == "sign":
        amendment = parties.consented(parties.act(amendment, "submit"))
        amendment = parties.act(amendment, "sign", by=parties.director)
        by = parties.head("second")
    if at == "resume":
        amendment = parties.act(amendment, "give_up", reason="Не нужно")
    with clock.played(date(2013, 1, 1)):
        if ended:
            perform(contract, "expire", basis=contract)
        with refused(NotLegal, "there is nothing to change."):
            parties.act(amendment, at, by=by, reason="Так надо")
    assert fresh(contract).ends_on == LAST_DAY


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({}, "There is nothing to agree to yet"),
        ({"changes": {}}, "There is nothing to agree to yet"),
        ({"new_ends_on": date(2012, 1, 15)}, "nothing is ended backwards"),
    ],
)
def test_what_changes_nothing_or_ends_backwards_is_not_put_up(
    parties: Parties, refused: Refusal, changes: dict[str, Any], sentence: str
) -> None:
    amendment = parties.amendment(parties.in_force("second"), **changes)
    with refused(NotLegal, sentence):
        parties.act(amendment, "submit")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"changes": {"00000000": "Иное."}}, "There is no such clause in the text any more"),
        ({"changes": {"first": "И" * 10_001}}, "is too long: at most 10000 signs fit"),
        ({"new_ends_on": "завтра"}, "Give a day, or leave it empty."),
        ({"title": ""}, "Give the paper a title"),
        ({"sections": 5}, "The text has to come in sections with clauses."),
    ],
)
def test_what_cannot_stand_in_it_is_refused(
    parties: Parties, refused: Refusal, changes: dict[str, Any], sentence: str
) -> None:
    contract = parties.in_force("second")
    amendment = parties.amendment(contract)
    if "first" in changes.get("changes", {}):
        changes = {"changes": {clause(contract): changes["changes"]["first"]}}
    with refused(NotLegal, sentence):
        parties.act(amendment, "revise", **changes)


def test_a_wording_that_is_the_present_one_changes_nothing(parties: Parties) -> None:
    contract = parties.in_force("second")
    amendment = parties.amendment(contract, changes={clause(contract): clauses_of(contract)[2]["text"]})
    assert amendment.changes == {}


def test_a_last_day_before_the_first_is_refused(parties: Parties, refused: Refusal) -> None:
    contract = parties.in_force("second", starts_on=date(2012, 9, 1))
    amendment = parties.amendment(contract, new_ends_on=date(2012, 8, 1))
    with refused(NotLegal, "The contract would end before it begins"):
        parties.act(amendment, "submit")


def test_it_prolongs_nothing_into_the_time_of_another_contract(parties: Parties, refused: Refusal) -> None:
    form = parties.form_in_use()
    first = parties.in_force("second", form=form)
    amendment = parties.consented(parties.act(parties.amendment(first, new_ends_on=NEXT_SUMMER), "submit"))
    parties.in_force("second", form=form, starts_on=date(2013, 1, 1), ends_on=date(2013, 12, 31))
    amendment = parties.act(amendment, "sign", by=parties.director)
    with refused(NotLegal, "«СОШ № 2 г. Лузы» has a contract in force for that time, № 2-Д: end it first."):
        parties.act(amendment, "sign", by=parties.head("second"))
    amendment = parties.act(amendment, "give_up", reason="Есть новый договор")
    again = parties.amendment(fresh(first), new_ends_on=NEXT_SUMMER)
    with refused(NotLegal, "has a contract in force for that time, № 2-Д"):
        parties.act(again, "submit")


def test_objections_to_it_are_settled_like_those_to_a_contract(parties: Parties, refused: Refusal) -> None:
    contract = parties.in_force("second")
    amendment = parties.amendment(
        contract,
        changes={clause(contract): "Кабинеты."},
        sections=[{"title": "Прочее", "clauses": [{"text": "Иное без изменений."}]}],
    )
    amendment = parties.act(amendment, "submit")
    amendment = parties.objected(amendment, "second", (0, "Кабинеты и стенды."), (2, "Прочее без изменений."))
    worded, plain = amendment.open_proposals()
    amendment = parties.act(amendment, "answer_proposal", proposal=plain.pk, answer="accepted")
    assert clauses_of_draft(amendment)[2] == "Прочее без изменений."
    with refused(NotLegal, "words itself"):
        parties.act(amendment, "answer_proposal", proposal=worded.pk, answer="accepted")
    amendment = parties.act(amendment, "revise", changes={clause(contract): "Кабинеты и стенды."})
    amendment = parties.act(
        amendment, "answer_proposal", proposal=worded.pk, answer="other", wording="«Кабинеты и стенды.»"
    )
    amendment = parties.act(amendment, "submit")
    assert (amendment.state, asked(amendment)) == ("review", {(SECOND, "agree_paper")})
    assert parties.signed(parties.consented(amendment)).state == "in_force"


def clauses_of_draft(amendment: Any) -> list[str]:
    return [one["text"] for section in amendment.content()["sections"] for one in section["clauses"]]


def test_a_contract_is_changed_by_nothing_else(parties: Parties, luza: Luza, refused: Refusal) -> None:
    contract = parties.in_force("second")
    unsigned = parties.act(parties.amendment(contract, new_ends_on=NEXT_SUMMER), "submit")
    for move in ("amend", "terminate"):
        with refused(NotAllowed, "This follows only from a signed paper"):
            perform(contract, move, by=parties.director)
        with refused(NotAllowed, "is not in force, so nothing follows from it."):
            perform(contract, move, basis=unsigned)
        with refused(NotAllowed, ""):
            perform(contract, move, basis=parties.luza and contract)


def test_a_signed_one_acts_once_and_on_its_own_contract(parties: Parties, refused: Refusal) -> None:
    form = parties.form_in_use()
    contract, other = (parties.in_force(key, form=form) for key in ("second", "lalsk"))
    amendment = parties.amended(contract, new_ends_on=NEXT_SUMMER)
    with refused(NotAllowed, "decides nothing about this paper"):
        perform(other, "amend", basis=amendment)
    with refused(NotAllowed, "decides nothing about this paper"):
        perform(contract, "terminate", basis=amendment)


def test_all_parties_still_bound_sign_it(parties: Parties) -> None:
    contract = parties.in_force("second", "lalsk", "kulikovo")
    parties.act(contract, "give_notice", by=parties.head("lalsk"), reason="Реорганизация")
    with clock.played(date(2012, 2, 15)):
        before = parties.amendment(fresh(contract), purpose=Purpose.CHANGE)
        assert [parties.key(side.unit) for side in before.sides] == ["base", "second", "lalsk", "kulikovo"]
        parties.act(before, "give_up", reason="Позже")
    with clock.played(date(2012, 2, 16)):
        after = parties.amendment(fresh(contract))
        assert [parties.key(side.unit) for side in after.sides] == ["base", "second", "kulikovo"]
