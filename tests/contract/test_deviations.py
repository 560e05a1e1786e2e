"""What a contract says otherwise than the common form."""

import pytest

from governance.documents.kinds.contract.contract import Contract
from governance.documents.kinds.contract.deviations import deviations
from governance.documents.language.diff import ChangeKind

from .chain import Parties

pytestmark = pytest.mark.django_db

ADDED, REMOVED, CHANGED = ChangeKind.ADDED, ChangeKind.REMOVED, ChangeKind.CHANGED


def found(contract: Contract) -> list[tuple[str, str, str]]:
    return [(change.kind, change.was, change.became) for change in deviations(contract)]


def test_a_contract_as_it_was_made_departs_in_nothing(parties: Parties) -> None:
    contract = parties.made("second")
    assert found(contract) == []
    assert found(parties.act(contract, "submit")) == []


def test_filled_blanks_and_corrected_names_are_no_departure(parties: Parties) -> None:
    contract = parties.made("second", values={"предметы": "биология"})
    contract = parties.act(
        contract,
        "revise_party",
        unit=parties.unit("second").pk,
        represented_by="директора Крылова И.П.",
        acting_on="доверенности № 1",
    )
    assert found(parties.act(contract, "submit")) == []


def test_another_wording_a_clause_more_and_one_less_are_told(parties: Parties) -> None:
    contract = parties.made("second")
    sections = contract.sections
    obligations = sections[1]["clauses"]
    obligations[0]["text"] = "Базовая школа предоставляет кабинеты и стенды."
    obligations[1] = {"text": "Школа проводит олимпиаду."}
    contract = parties.act(parties.act(contract, "revise", sections=sections), "submit")
    assert found(contract) == [
        (CHANGED, "Базовая школа предоставляет кабинеты.", "Базовая школа предоставляет кабинеты и стенды."),
        (ADDED, "", "2.2; Школа проводит олимпиаду."),
        (REMOVED, "2.2; Школа направляет учащихся.", ""),
    ]


def test_what_is_being_reworked_is_not_shown_before_it_is_put_up(parties: Parties) -> None:
    contract = parties.act(parties.submitted("second"), "withdraw", reason="Ошибка")
    sections = contract.sections
    sections[1]["clauses"][0]["text"] = "Ещё не решено."
    contract = parties.act(contract, "revise", sections=sections)
    assert found(contract) == []


def test_a_new_version_of_the_form_changes_nothing_for_contracts_made_before(parties: Parties) -> None:
    form = parties.form_in_use()
    contract = parties.submitted("second", form=form)
    form = parties.act(form, "reopen")
    sections = form.sections
    sections[1]["clauses"][0]["text"] = "Иначе."
    parties.act(parties.act(form, "revise", sections=sections), "issue")
    assert found(contract) == []
