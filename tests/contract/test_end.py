"""The end of a contract: by its term, by agreement, by notice; never backwards, and for good."""

from datetime import date

import pytest

from governance import clock
from governance.documents.errors import NotAllowed, NotLegal
from governance.documents.kinds.contract.change import Purpose
from governance.documents.kinds.contract.contract import Contract
from governance.documents.record.history import history_of, verify
from governance.documents.record.perform import perform
from governance.flows.engine.models import Notice, Task
from governance.flows.jobs.daily import begin_day
from governance.flows.jobs.ends import end_contracts, notify_of_ends
from governance.scenarios.luza import Luza
from tests.office import fresh

from .chain import LAST_DAY, TODAY, Parties, asked, terms
from .conftest import Refusal

pytestmark = pytest.mark.django_db

BASE, SECOND, LALSK = "СОШ г. Лузы", "СОШ № 2 г. Лузы", "СОШ пгт Лальск"
AFTER = date(2013, 1, 1)
JUNE = date(2012, 6, 30)
NOTICE = date(2012, 2, 15)  # thirty days after TODAY


# --- by its term --------------------------------------------------------------------------------------------------


def test_it_holds_through_its_last_day_and_expires_by_itself(parties: Parties, refused: Refusal) -> None:
    contract = parties.in_force("second")
    with clock.played(LAST_DAY):
        assert end_contracts() == []
        with refused(NotAllowed, "It holds up to and including 31.12.2012."):
            perform(contract, "expire", basis=contract)
    with clock.played(AFTER):
        assert [(one.pk, one.state) for one in end_contracts()] == [(contract.pk, "expired")]
        assert asked(contract) == {(BASE, "archive_paper")}
        assert end_contracts() == []
    assert list(verify()) == []


@pytest.mark.parametrize("day", [LAST_DAY, AFTER])
def test_nobody_ends_it_by_hand(day: date, parties: Parties, luza: Luza, refused: Refusal) -> None:
    contract = parties.in_force("second")
    for key in ("director", "head_second", "clerk", "deputy"):
        with clock.played(day), refused(NotAllowed, "nobody does it by hand"):
            perform(contract, "expire", by=luza.people[key])


def test_without_a_last_day_nothing_ends_by_itself(parties: Parties, refused: Refusal) -> None:
    form = parties.form_in_use(ends_on=None, sections=[{"title": "А", "clauses": [{"text": "Без срока."}]}])
    contract = parties.in_force("second", form=form)
    with clock.played(date(2099, 1, 1)), refused(NotAllowed, "No last day is set"):
        perform(contract, "expire", basis=contract)


def test_it_has_ended_even_if_no_nightly_job_has_run(parties: Parties) -> None:
    contract = parties.in_force("second")
    assert (contract.holds_on(LAST_DAY), contract.holds_on(AFTER)) == (True, False)


def test_both_sides_are_told_once_before(parties: Parties) -> None:
    parties.in_force("second")
    with clock.played(date(2012, 12, 1)):
        assert len(begin_day().of(notify_of_ends)) == 2
        assert begin_day().of(notify_of_ends) == []
    told = Notice.objects.filter(text="contract_ends").values_list("person__surname", flat=True)
    assert sorted(told) == ["Крылова", "Пелевин"]


# --- by agreement -------------------------------------------------------------------------------------------------


def test_by_agreement_it_ends_on_the_day_that_is_named(parties: Parties) -> None:
    contract = parties.in_force("second")
    agreement = parties.amended(contract, Purpose.TERMINATE, new_ends_on=JUNE)
    contract = fresh(contract)
    assert (contract.state, contract.ends_on, contract.ending) == ("in_force", JUNE, "agreement")
    assert contract.ended_by_id == agreement.pk
    assert {until for *_rest, until in terms()} == {JUNE}
    with clock.played(date(2012, 7, 1)):
        (ended,) = end_contracts()
    assert (ended.state, history_of(ended)[-2:]) == ("terminated", ["terminate", "expire"])


def test_it_ends_today_at_the_earliest(parties: Parties, refused: Refusal) -> None:
    contract = parties.in_force("second")
    agreement = parties.amendment(contract, Purpose.TERMINATE, new_ends_on=date(2012, 1, 15))
    with refused(NotLegal, "nothing is ended backwards"):
        parties.act(agreement, "submit")
    agreement = parties.act(agreement, "revise", new_ends_on=TODAY)
    agreement = parties.signed(parties.consented(parties.act(agreement, "submit")))
    assert (fresh(contract).holds_on(TODAY), fresh(contract).ends_on) == (True, TODAY)


def test_an_agreement_to_end_names_a_day(parties: Parties, refused: Refusal) -> None:
    agreement = parties.amendment(parties.in_force("second"), Purpose.TERMINATE)
    with refused(NotLegal, "Say on which day the contract ends."):
        parties.act(agreement, "submit")


def test_signed_too_late_it_ends_nothing_backwards(parties: Parties, refused: Refusal) -> None:
    contract = parties.in_force("second")
    agreement = parties.amendment(contract, Purpose.TERMINATE, new_ends_on=date(2012, 1, 20))
    agreement = parties.consented(parties.act(agreement, "submit"))
    agreement = parties.act(agreement, "sign", by=parties.director)
    with clock.played(date(2012, 1, 21)), refused(NotLegal, "nothing is ended backwards"):
        parties.act(agreement, "sign", by=parties.head("second"))
    assert fresh(contract).ends_on == LAST_DAY


# --- by notice ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["second", "base"])
def test_either_side_leaves_with_its_period_of_notice(parties: Parties, key: str) -> None:
    contract = parties.in_force("second")
    contract = parties.act(contract, "give_notice", by=parties.head(key), reason="Реорганизация")
    assert (contract.state, contract.ends_on, contract.ending) == ("in_force", NOTICE, "notice")
    assert terms() == [(BASE, "1-Д", TODAY, NOTICE), (SECOND, "1-Д", TODAY, NOTICE)]
    with clock.played(date(2012, 2, 16)):
        assert [one.state for one in end_contracts()] == ["terminated"]
    assert list(verify()) == []


@pytest.mark.parametrize("key", ["deputy", "deputy_second", "head_lalsk", "clerk", "secretary"])
def test_nobody_else_gives_notice(parties: Parties, luza: Luza, refused: Refusal, key: str) -> None:
    contract = parties.in_force("second")
    with refused(NotAllowed, "This needs the right to"):
        parties.act(contract, "give_notice", by=luza.people[key], reason="Реорганизация")
    with refused(NotLegal, "Write the reason"):
        parties.act(contract, "give_notice", by=parties.head("second"))


@pytest.mark.parametrize(("last", "fits"), [(NOTICE, False), (date(2012, 2, 16), True)])
def test_a_notice_that_ends_with_the_term_or_after_it_is_refused(
    parties: Parties, refused: Refusal, last: date, fits: bool
) -> None:
    contract = parties.in_force("second", ends_on=last)
    if fits:
        assert parties.act(contract, "give_notice", by=parties.director, reason="Так надо").ends_on == NOTICE
        return
    with refused(NotLegal, "The contract ends by itself on 15.02.2012, before the notice would."):
        parties.act(contract, "give_notice", by=parties.director, reason="Так надо")


def test_nobody_gives_notice_twice(parties: Parties, refused: Refusal) -> None:
    contract = parties.in_force("second", "lalsk")
    contract = parties.act(contract, "give_notice", by=parties.head("second"), reason="Так надо")
    with refused(NotAllowed, "This needs the right to"):
        parties.act(contract, "give_notice", by=parties.head("second"), reason="Так надо")


@pytest.mark.parametrize("keys", [("second",), ("second", "lalsk")])
def test_a_notice_that_passes_before_the_contract_begins_is_refused(
    parties: Parties, refused: Refusal, keys: tuple[str, ...]
) -> None:
    contract = parties.in_force(*keys, starts_on=date(2012, 9, 1))
    with refused(NotLegal, "The contract begins on 01.09.2012, after the notice would have passed"):
        parties.act(contract, "give_notice", by=parties.head("second"), reason="Так надо")
    with clock.played(date(2012, 8, 2)):
        contract = parties.act(contract, "give_notice", by=parties.head("second"), reason="Так надо")
    assert contract.side(parties.unit("second").pk).leaves_on == date(2012, 9, 1)


def test_one_of_several_leaves_and_the_others_stay_bound(parties: Parties) -> None:
    contract = parties.in_force("second", "lalsk")
    contract = parties.act(contract, "give_notice", by=parties.head("second"), reason="Реорганизация")
    assert (contract.state, contract.ends_on) == ("in_force", LAST_DAY)
    assert terms() == [
        (BASE, "1-Д", TODAY, LAST_DAY),
        (SECOND, "1-Д", TODAY, NOTICE),
        (LALSK, "1-Д", TODAY, LAST_DAY),
    ]
    with clock.played(date(2012, 3, 1)):
        contract = parties.act(contract, "give_notice", by=parties.head("lalsk"), reason="Тоже")
    assert (contract.ends_on, contract.ending) == (date(2012, 3, 31), "notice")
    assert [until for *_rest, until in terms()] == [date(2012, 3, 31), NOTICE, date(2012, 3, 31)]


def test_whoever_has_left_concludes_a_new_contract(parties: Parties) -> None:
    form = parties.form_in_use()
    contract = parties.in_force("second", "lalsk", form=form)
    parties.act(contract, "give_notice", by=parties.head("second"), reason="Реорганизация")
    with clock.played(date(2012, 2, 16)):
        assert parties.in_force("second", form=form).number == "2-Д"


def test_without_the_base_school_nothing_is_left(parties: Parties) -> None:
    contract = parties.in_force("second", "lalsk")
    contract = parties.act(contract, "give_notice", by=parties.director, reason="Реорганизация")
    assert (contract.ends_on, contract.ending) == (NOTICE, "notice")
    assert {until for *_rest, until in terms()} == {NOTICE}


@pytest.mark.parametrize("purpose", [Purpose.CHANGE, Purpose.TERMINATE])
def test_what_they_agree_on_takes_the_place_of_a_notice(parties: Parties, purpose: Purpose) -> None:
    contract = parties.in_force("second")
    contract = parties.act(contract, "give_notice", by=parties.head("second"), reason="Реорганизация")
    parties.amended(contract, purpose, new_ends_on=JUNE)
    contract = fresh(contract)
    assert (contract.ends_on, contract.ending) == (JUNE, "term" if purpose == "change" else "agreement")
    assert terms() == [(BASE, "1-Д", TODAY, JUNE), (SECOND, "1-Д", TODAY, JUNE)]
    assert [side.leaves_on for side in contract.sides] == [None, None]


def test_whoever_has_left_before_is_not_bound_again_by_others(parties: Parties) -> None:
    contract = parties.in_force("second", "lalsk")
    parties.act(contract, "give_notice", by=parties.head("second"), reason="Реорганизация")
    with clock.played(date(2012, 3, 1)):
        parties.amended(fresh(contract), new_ends_on=date(2013, 6, 30))
    assert [until for *_rest, until in terms()] == [date(2013, 6, 30), NOTICE, date(2013, 6, 30)]


# --- for good -----------------------------------------------------------------------------------------------------


def ended(parties: Parties, how: str) -> Contract:
    contract = parties.in_force("second")
    if how != "expired":
        contract = parties.act(contract, "give_notice", by=parties.head("second"), reason="Так надо")
    with clock.played(AFTER):
        end_contracts()
        contract = fresh(contract)
        if how == "archived":
            contract = parties.act(contract, "archive", by=parties.clerk)
    return contract


@pytest.mark.parametrize("how", ["expired", "terminated", "archived"])
def test_what_has_ended_does_not_come_back(parties: Parties, luza: Luza, refused: Refusal, how: str) -> None:
    contract = ended(parties, how)
    assert contract.state == how
    moves = ["revise", "submit", "withdraw", "resume", "sign", "give_notice", "amend", "terminate", "expire"]
    with clock.played(AFTER):
        for move in moves:
            for key in ("director", "deputy", "head_second", "clerk"):
                with refused(NotLegal, "The paper is in the state"):
                    parties.act(contract, move, by=luza.people[key], reason="Так надо")


def test_the_clerk_archives_what_has_ended(parties: Parties, luza: Luza, refused: Refusal) -> None:
    contract = ended(parties, "terminated")
    task = Task.objects.open().get(process__document=contract, flow_task_type="HUMAN")
    assert (task.unit, task.right, task.due) == (luza.base, "archive_paper", date(2013, 2, 1))
    for key in ("director", "deputy", "head_second", "secretary"):
        with refused(NotAllowed, "This needs the right to"):
            parties.act(contract, "archive", by=luza.people[key])
    with clock.played(AFTER):
        contract = parties.act(contract, "archive", by=parties.clerk)
    assert (contract.state, asked(contract), contract.number) == ("archived", set(), "1-Д")


def test_what_is_in_force_is_not_archived(parties: Parties, refused: Refusal) -> None:
    contract = parties.in_force("second")
    with refused(NotLegal, "The paper is in the state «In force»"):
        parties.act(contract, "archive", by=parties.clerk)
