"""In force: from its day, both schools are members, and no school has two contracts for one day."""

from datetime import date, timedelta

import pytest

from governance import clock
from governance.documents.errors import NotLegal
from governance.documents.kinds.contract.contract import Contract
from governance.documents.kinds.contract.form import ContractForm
from governance.documents.language.clauses import parse_text
from governance.documents.printing.registry import print_data
from governance.documents.record.document import Document
from governance.documents.record.history import verify
from governance.documents.record.perform import draft
from governance.documents.record.register import Register
from governance.record_rows import past_the_door
from governance.roles.membership import Membership
from governance.scenarios.luza_sources import FULL_NAMES
from tests.office import fresh

from .chain import LAST_DAY, TODAY, Parties, terms
from .conftest import Refusal

pytestmark = pytest.mark.django_db

BASE, SECOND, LALSK = "СОШ г. Лузы", "СОШ № 2 г. Лузы", "СОШ пгт Лальск"
NEXT_YEAR = date(2013, 1, 1)


@pytest.mark.quick
def test_with_the_last_signature_both_schools_are_members(parties: Parties) -> None:
    contract = parties.in_force("second")
    assert (contract.in_force_since, contract.ends_on) == (TODAY, LAST_DAY)
    assert terms() == [(BASE, "1-Д", TODAY, LAST_DAY), (SECOND, "1-Д", TODAY, LAST_DAY)]


def test_a_network_contract_stands_beside_membership_and_gives_none(parties: Parties) -> None:
    parties.in_force("second")
    before = terms()
    form = draft(ContractForm, unit=parties.luza.base, title="Сетевой", by=parties.deputy, matter="network")
    form = parties.act(
        form,
        "revise",
        sections=parse_text("1. Предмет\n1.1. Программа: {предметы}."),
        blanks=[{"name": "предметы", "label": "Программа"}],
        ends_on=LAST_DAY,
    )
    form = parties.act(form, "issue")
    first = parties.signed(parties.consented(parties.act(parties.made("second", form=form), "submit")))
    second = parties.signed(parties.consented(parties.act(parties.made("second", form=form), "submit")))
    assert [paper.state for paper in (fresh(first), fresh(second))] == ["in_force", "in_force"]
    assert terms() == before
    ended = parties.act(fresh(first), "give_notice", by=parties.head("second"), reason="Программа закончена")
    assert (ended.ends_on, terms()) == (TODAY + timedelta(days=30), before)


def test_a_first_day_to_come_is_the_first_day_of_membership(parties: Parties) -> None:
    contract = parties.in_force("second", starts_on=date(2012, 9, 1))
    assert contract.registered_on == TODAY
    assert {since for _school, _number, since, _until in terms()} == {date(2012, 9, 1)}
    assert not contract.holds_on(date(2012, 8, 31))
    assert contract.holds_on(date(2012, 9, 1))
    assert contract.holds_on(LAST_DAY)
    assert not contract.holds_on(LAST_DAY + timedelta(days=1))


def test_a_first_day_that_has_passed_makes_nobody_a_member_backwards(parties: Parties) -> None:
    contract = parties.in_force("second", starts_on=date(2011, 9, 1))
    assert contract.in_force_since == TODAY


def test_what_has_run_out_before_the_last_signature_does_not_come_into_force(
    parties: Parties, refused: Refusal
) -> None:
    contract = parties.act(parties.agreed("second", ends_on=date(2012, 1, 20)), "sign", by=parties.director)
    with (
        clock.played(date(2012, 1, 21)),
        refused(NotLegal, "The last day of the contract has passed: take it back and give a later one."),
    ):
        parties.act(contract, "sign", by=parties.head("second"))
    with clock.played(date(2012, 1, 20)):
        assert parties.signed(contract).number == "1-Д"


def test_a_school_has_no_second_contract_for_one_time(parties: Parties, refused: Refusal) -> None:
    form = parties.form_in_use()
    parties.in_force("second", form=form)
    second = parties.act(parties.agreed("second", form=form), "sign", by=parties.director)
    with refused(NotLegal, "«СОШ № 2 г. Лузы» has a contract in force for that time, № 1-Д: end it first."):
        parties.act(second, "sign", by=parties.head("second"))
    with refused(NotLegal, "has a contract in force for that time, № 1-Д"):
        parties.certify(second, "second")
    assert parties.in_force("lalsk", form=form).number == "2-Д"


@pytest.mark.parametrize(("starts_on", "fits"), [(LAST_DAY, False), (NEXT_YEAR, True)])
def test_a_renewal_ahead_begins_after_the_last_day(
    parties: Parties, refused: Refusal, starts_on: date, fits: bool
) -> None:
    form = parties.form_in_use()
    first = parties.in_force("second", form=form)
    second = parties.agreed("second", form=form, starts_on=starts_on, ends_on=date(2013, 12, 31))
    second = parties.act(second, "sign", by=parties.director)
    if not fits:
        with refused(NotLegal, "has a contract in force for that time"):
            parties.act(second, "sign", by=parties.head("second"))
        return
    assert parties.act(second, "sign", by=parties.head("second")).state == "in_force"
    days = [TODAY, LAST_DAY, NEXT_YEAR, date(2013, 12, 31), date(2014, 1, 1)]
    assert [(first.holds_on(day), fresh(second).holds_on(day)) for day in days] == [
        (True, False),
        (True, False),
        (False, True),
        (False, True),
        (False, False),
    ]


def test_a_contract_without_a_last_day_leaves_no_room_behind_it(parties: Parties, refused: Refusal) -> None:
    form = parties.form_in_use(ends_on=None, sections=[{"title": "А", "clauses": [{"text": "Без срока."}]}])
    parties.in_force("second", form=form)
    ahead = parties.agreed("second", form=form, starts_on=date(2030, 1, 1))
    ahead = parties.act(ahead, "sign", by=parties.director)
    with refused(NotLegal, "has a contract in force for that time"):
        parties.act(ahead, "sign", by=parties.head("second"))


def test_a_school_of_a_paper_of_several_is_bound_like_any_other(parties: Parties, refused: Refusal) -> None:
    form = parties.form_in_use()
    parties.in_force("second", "lalsk", form=form)
    alone = parties.act(parties.agreed("lalsk", form=form), "sign", by=parties.director)
    with refused(NotLegal, "«СОШ пгт Лальск» has a contract in force for that time"):
        parties.act(alone, "sign", by=parties.head("lalsk"))


def test_without_a_register_nothing_is_signed_to_the_end(parties: Parties, refused: Refusal) -> None:
    contract = parties.act(parties.agreed("second"), "sign", by=parties.director)
    with past_the_door():
        Register.objects.filter(code="contract").delete()
    with refused(NotLegal, "keeps no register for papers of this kind: create it first."):
        parties.act(contract, "sign", by=parties.head("second"))


def test_a_refused_last_signature_takes_no_number(parties: Parties, refused: Refusal) -> None:
    form = parties.form_in_use()
    parties.in_force("second", form=form)
    second = parties.act(parties.agreed("second", form=form), "sign", by=parties.director)
    with refused(NotLegal, "has a contract in force for that time"):
        parties.act(second, "sign", by=parties.head("second"))
    parties.in_force("lalsk", form=form)
    assert sorted(Contract.objects.exclude(number="").values_list("sequence", flat=True)) == [1, 2]


def test_what_was_signed_stays_as_it_was_signed(parties: Parties) -> None:
    contract = parties.in_force("second")
    school = parties.unit("second")
    school.name = "МБОУ СОШ № 2 г. Лузы"
    with past_the_door():
        school.save()
    assert print_data(fresh(contract))["sides"][1]["name"] == FULL_NAMES["second"]
    assert list(verify()) == []


def test_who_sees_a_contract_in_force(parties: Parties) -> None:
    """Both schools; of the others only those whose role reads the papers of one of the two."""
    contract = parties.in_force("second")
    seen_by = {
        key
        for key, person in parties.luza.people.items()
        if Document.objects.visible_to(person).filter(pk=contract.pk).exists()
    }
    assert seen_by == {"director", "deputy", "clerk", "head_second", "deputy_second", "clerk_second"}


def test_a_membership_rests_on_its_paper(parties: Parties) -> None:
    contract = parties.in_force("second")
    assert {row.paper_id for row in Membership.objects.all()} == {contract.pk}
