"""Refusing, withdrawing and ending a contract on its page."""

from datetime import date

import pytest
from django.urls import reverse

from governance import clock
from governance.documents.kinds.contract.amendment import Amendment
from governance.documents.kinds.contract.change import Purpose
from governance.documents.record.perform import perform
from tests.contract.chain import LAST_DAY, Parties, clauses_of, state_of
from tests.desk.contract.conftest import Desk, buttons, do, links, page
from tests.office import fresh

# Pages say the same words over every database.
pytestmark = pytest.mark.any_database


def test_a_school_refuses_with_a_reason_and_the_base_school_takes_it_up_again(
    parties: Parties, desk: Desk
) -> None:
    contract = parties.submitted("second")
    assert do(desk("head_second"), contract, "refuse").status_code == 422
    assert do(desk("head_second"), contract, "refuse", reason="Не нужно").status_code == 302
    assert state_of(contract) == "not_concluded"
    assert do(desk("head_second"), contract, "resume", reason="Передумали").status_code == 422
    assert do(desk("deputy"), contract, "resume", reason="Передумали").status_code == 302
    assert state_of(contract) == "rework"


def test_each_grave_move_takes_the_reason_typed_for_it(parties: Parties, desk: Desk) -> None:
    """Two of them ask for a reason side by side, each in a form of its own."""
    contract = parties.submitted("second")
    deputy = desk("deputy")
    assert buttons(page(deputy, contract)) == ["give_up", "withdraw"]
    forms = {move.name: move.fields for move in page(deputy, contract).context["decision"].moves}
    assert {name: [field.id_for_label for field in fields] for name, fields in forms.items()} == {
        "give_up": ["do-give_up_seen", "do-give_up_reason"],
        "withdraw": ["do-withdraw_seen", "do-withdraw_reason"],
    }
    refused = do(deputy, contract, "withdraw", reason="")
    moves = {move.name: move for move in refused.context["decision"].moves}
    assert (moves["withdraw"].open, moves["give_up"].open) == (True, False)


def test_notice_shows_its_last_day_before_it_is_given(
    parties: Parties, desk: Desk, with_password: str
) -> None:
    contract = parties.in_force("second")
    head = desk("head_second")
    (panel,) = page(head, contract).context["more"]
    assert panel.grounds == [
        "The term of notice is 30 days; given today, the last day is 15.02.2012.",
        "From 16.02.2012 on a school without another contract in force takes no part in the council's decisions.",
    ]
    assert do(head, contract, "give_notice", reason="Закрываемся", password="wrong").status_code == 422
    assert fresh(contract).ends_on == LAST_DAY
    assert do(head, contract, "give_notice", password=with_password).status_code == 422
    assert do(head, contract, "give_notice", reason="Закрываемся", password=with_password).status_code == 302
    assert fresh(contract).ends_on == date(2012, 2, 15)


def test_an_additional_agreement_is_begun_and_written_clause_by_clause(parties: Parties, desk: Desk) -> None:
    contract = parties.in_force("second")
    deputy = desk("deputy")
    begin = reverse("contract_amend", args=[contract.pk, "change"])
    assert begin in links(page(deputy, contract), "further")
    answer = deputy.post(begin)
    agreement = Amendment.objects.get()
    address = reverse("amendment_edit", args=[agreement.pk])
    assert answer.url == address
    form = deputy.get(address).context["form"]
    clause = clauses_of(contract)[2]
    assert form[f"wording-{clause['id']}"].value() == clause["text"]
    unchanged = {f"wording-{one['id']}": one["text"] for one in clauses_of(contract)}
    sent = {
        **unchanged,
        f"wording-{clause['id']}": "Кабинеты и мастерские.",
        "title": agreement.title,
        "new_ends_on": "2013-08-31",
        "seen": str(agreement.revision),
        "section-0000000a": "Прочее",
        "clause-0000000b": "Соглашение составлено в двух экземплярах.",
    }
    shown = deputy.post(address, {**sent, "do": "add_clause:0000000a"})
    assert (shown.status_code, shown.context["form"][f"wording-{clause['id']}"].value()) == (
        200,
        "Кабинеты и мастерские.",
    )
    assert deputy.post(address, sent).status_code == 302
    agreement = fresh(agreement)
    assert (agreement.changes, agreement.new_ends_on) == (
        {clause["id"]: "Кабинеты и мастерские."},
        date(2013, 8, 31),
    )
    assert [one["text"] for one in clauses_of(agreement)][-1] == "Соглашение составлено в двух экземплярах."
    # While one is on its way no other is begun.
    assert begin not in links(page(deputy, contract), "further")
    assert deputy.post(begin).status_code == 422


def test_an_agreement_that_ends_the_contract_asks_for_the_last_day_alone(
    parties: Parties, desk: Desk
) -> None:
    contract = parties.in_force("second")
    deputy = desk("deputy")
    deputy.post(reverse("contract_amend", args=[contract.pk, "terminate"]))
    agreement = Amendment.objects.get()
    address = reverse("amendment_edit", args=[agreement.pk])
    assert (agreement.purpose, deputy.get(address).context["form"].sections) == (Purpose.TERMINATE, [])
    sent = {"title": agreement.title, "seen": str(agreement.revision)}
    refused = deputy.post(address, sent)
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["new_ends_on"])
    assert deputy.post(address, {**sent, "new_ends_on": "2012-05-31"}).status_code == 302
    assert fresh(agreement).new_ends_on == date(2012, 5, 31)


def test_only_who_drafts_for_the_base_school_begins_an_additional_agreement(
    parties: Parties, desk: Desk
) -> None:
    contract = parties.in_force("second")
    address = reverse("contract_amend", args=[contract.pk, "change"])
    for key in ("head_second", "clerk", "head_lalsk"):
        assert desk(key).get(address).status_code == 404
        assert desk(key).post(address).status_code == 404
    assert desk("director").get(address).status_code == 200
    assert Amendment.objects.count() == 0


def test_an_ended_contract_is_put_into_the_archive_by_the_clerk(parties: Parties, desk: Desk) -> None:
    contract = parties.in_force("second")
    with clock.played(date(2013, 1, 9)):
        contract = perform(contract, "expire", basis=contract)
        assert "archive" not in buttons(page(desk("head_second"), contract))
        assert do(desk("clerk"), contract, "archive").status_code == 302
    assert state_of(contract) == "archived"
