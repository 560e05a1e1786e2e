"""Contracts made from the form: each whole or not at all, one on its way with a school."""

from collections.abc import Callable
from typing import Any

import pytest

from governance.documents.errors import NotAllowed, NotLegal
from governance.documents.kinds.contract.contract import Contract
from governance.documents.kinds.contract.making import Making, make_contracts, schools_to_bind
from governance.documents.record.history import history_of, verify
from governance.roles.acts.appointing import dismiss
from governance.roles.appointment import Appointment
from governance.roles.catalogue import Role
from governance.roles.names import Case
from governance.roles.unit import Unit, UnitKind
from governance.scenarios.luza import Luza
from governance.scenarios.luza_sources import FULL_NAMES
from tests.founding import founded, other_district
from tests.office import fresh

from .chain import LAST_DAY, MEMBERS, Parties, asked, clauses_of
from .conftest import Refusal

pytestmark = pytest.mark.django_db

FILLED = {"предметы": "физика"}


def make(parties: Parties, *schools: Unit, by: Any = None, **values: str) -> list[Contract]:
    making = Making(schools, values or FILLED)
    return list(make_contracts(parties.form_in_use(), [making], by=by or parties.deputy))


def test_five_contracts_come_of_one_form(parties: Parties) -> None:
    form = parties.form_in_use()
    makings = [Making((school,), {"предметы": "физика"}) for school in schools_to_bind(form)]
    made = list(make_contracts(form, makings, by=parties.deputy))
    assert [parties.key(contract.school) for contract in made] == list(MEMBERS)
    assert {(contract.state, contract.number, contract.ends_on) for contract in made} == {
        ("draft", "", LAST_DAY)
    }
    assert {contract.form_version for contract in made} == {form.present_version}
    assert schools_to_bind(form) == []
    assert list(verify()) == []


def test_the_blanks_are_filled_for_each_school(parties: Parties) -> None:
    words = [clause["text"] for clause in clauses_of(parties.made("lalsk"))]
    assert words[0] == (
        f"{FULL_NAMES['base']} и {FULL_NAMES['lalsk']} сотрудничают в профильном обучении. Предметы: физика, химия."
    )
    assert words[1] == "Школу представляет директора Жданова Н.С."
    assert words[-2] == "Договор действует с даты подписания по 31 декабря 2012 г."
    assert words[-1] == "О выходе уведомляют за 30 календарных дней."


def test_each_party_acts_through_its_head_in_the_right_case(parties: Parties) -> None:
    base, school = parties.made("second").content()["parties"]
    assert (base["represented_by"], base["acting"]) == (
        "директора Пелевина Л.В.",
        "действующего на основании Устава",
    )
    assert (school["represented_by"], school["acting"]) == (
        "директора Крыловой И.П.",
        "действующей на основании Устава",
    )
    assert (school["position"], school["signatory"]) == ("Директор", "И.П. Крылова")


def test_a_stand_in_acts_on_the_order_that_appointed_them(parties: Parties) -> None:
    parties.stand_in("lalsk")
    words = parties.made("lalsk").content()["parties"][1]
    assert words["represented_by"] == "исполняющей обязанности директора Бушмановой Е.В."
    assert words["acting"] == "действующей на основании приказа от 10.01.2012 № 12-л/с"
    assert words["position"] == "И.о. директора"


def test_a_corrected_name_stays_with_the_person(parties: Parties) -> None:
    contract = parties.made("lalsk")
    key = parties.unit("lalsk").pk
    parties.act(contract, "revise_party", unit=key, represented_by="директора Ждана Н.С.", acting_on="Устава")
    assert fresh(parties.head("lalsk")).in_case(Case.GENITIVE) == "Ждана Н.С."
    assert fresh(contract).content()["parties"][1]["represented_by"] == "директора Ждана Н.С."


@pytest.mark.parametrize(
    ("words", "basis"), [("", "Устава"), ("директора Жданова Н.С.", " "), ("Ж" * 301, "Устава")]
)
def test_a_party_that_nobody_acts_for_is_refused(
    parties: Parties, refused: Refusal, words: str, basis: str
) -> None:
    contract = parties.made("lalsk")
    key = parties.unit("lalsk").pk
    with refused(NotLegal, "Say who acts for «"):
        parties.act(contract, "revise_party", unit=key, represented_by=words, acting_on=basis)
    with refused(NotLegal, "This school is no party of the contract."):
        parties.act(
            contract,
            "revise_party",
            unit=parties.unit("second").pk,
            represented_by="директора",
            acting_on="Устава",
        )


def test_several_schools_sign_one_paper(parties: Parties) -> None:
    contract = parties.made("second", "lalsk")
    assert [parties.key(side.unit) for side in contract.sides] == ["base", "second", "lalsk"]
    assert f"{FULL_NAMES['second']}, {FULL_NAMES['lalsk']}" in clauses_of(contract)[0]["text"]
    assert len(contract.content()["parties"]) == 3


def test_a_school_named_twice_is_one_party(parties: Parties) -> None:
    (contract,) = make(parties, parties.unit("second"), parties.unit("second"))
    assert len(contract.sides) == 2


# --- who may, from what, with whom -------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["head_second", "deputy_second", "clerk", "secretary", "observer"])
def test_only_the_base_school_makes_contracts(
    parties: Parties, luza: Luza, refused: Refusal, key: str
) -> None:
    form = parties.form_in_use()
    with refused(NotAllowed, "This needs the right to"):
        list(make_contracts(form, [Making((parties.unit("second"),))], by=luza.people[key]))


def test_a_director_whose_appointment_has_ended_makes_none(
    parties: Parties, luza: Luza, refused: Refusal
) -> None:
    form = parties.form_in_use()
    (held,) = [one for one in luza.appointments["director"] if one.role == Role.SCHOOL_HEAD]
    dismiss(held, by=None, basis="приказ об увольнении")
    with refused(NotAllowed, "This needs the right to"):
        list(make_contracts(form, [Making((parties.unit("second"),))], by=parties.director))


@pytest.mark.parametrize("state", ["draft", "reopened", "retired"])
def test_contracts_come_only_of_a_form_in_use(parties: Parties, refused: Refusal, state: str) -> None:
    form = parties.form() if state == "draft" else parties.form_in_use()
    if state == "reopened":
        form = parties.act(form, "reopen")
    if state == "retired":
        form = parties.act(form, "retire", reason="Заменён")
    with refused(NotLegal, "Put the form into use first"):
        list(make_contracts(form, [Making((parties.unit("second"),))], by=parties.deputy))


def test_contracts_keep_the_version_of_the_form_that_they_were_made_from(parties: Parties) -> None:
    form = parties.form_in_use()
    contract = parties.made("second", form=form)
    form = parties.act(
        parties.act(parties.act(form, "reopen"), "revise", notice={"count": 90, "unit": "days"}), "issue"
    )
    later = parties.made("lalsk", form=form)
    assert (fresh(contract).form_version.number, fresh(contract).notice_in_papers) == (
        1,
        "30 календарных дней",
    )
    assert (later.form_version.number, later.notice_in_papers) == (2, "90 календарных дней")


def test_no_second_contract_is_made_while_one_is_on_its_way(parties: Parties, refused: Refusal) -> None:
    form = parties.form_in_use()
    first = parties.made("second", form=form)
    for label in ("Draft", "Being agreed"):
        assert parties.unit("second") not in schools_to_bind(form)
        with refused(NotLegal, f"is on its way already («{label}»)"):
            parties.made("second", form=form)
        first = parties.act(first, "submit") if label == "Draft" else first
    with refused(NotLegal, "is on its way already"):
        parties.made("lalsk", "second", form=form)


@pytest.mark.parametrize("over", ["in_force", "not_concluded"])
def test_another_one_is_made_when_the_first_is_over_or_in_force(parties: Parties, over: str) -> None:
    form = parties.form_in_use()
    first = parties.agreed("second", form=form)
    if over == "in_force":
        parties.signed(first)
    else:
        parties.act(first, "give_up", reason="Сделан по ошибке")
    assert parties.unit("second") in schools_to_bind(form)
    assert parties.made("second", form=form).state == "draft"


def test_a_contract_given_up_is_not_taken_up_beside_another_one(parties: Parties, refused: Refusal) -> None:
    form = parties.form_in_use()
    first = parties.act(parties.made("second", form=form), "give_up", reason="Сделан по ошибке")
    parties.made("second", form=form)
    with refused(NotLegal, "is on its way already («Draft»)"):
        parties.act(first, "resume", reason="Всё-таки нужен")


def test_the_base_school_concludes_nothing_with_itself(parties: Parties, refused: Refusal) -> None:
    form = parties.form_in_use()
    with refused(NotLegal, "is no member school of this district"):
        parties.made("base", form=form)


def test_a_school_of_another_district_is_no_party(parties: Parties, refused: Refusal) -> None:
    far = founded(other_district(), UnitKind.SCHOOL, "СОШ пгт Подосиновец", short_name="Подосиновец")
    form = parties.form_in_use()
    for unit in (far, parties.luza.council, parties.luza.district):
        with refused(NotLegal, "is no member school of this district"):
            list(make_contracts(form, [Making((unit,))], by=parties.deputy))


def test_a_school_that_nobody_can_sign_for_stops_only_its_own_contract(
    parties: Parties, refused: Refusal
) -> None:
    form = parties.form_in_use()
    for held in Appointment.objects.filter(unit=parties.unit("lalsk"), role=Role.SCHOOL_HEAD):
        dismiss(held, by=None, basis="приказ об увольнении")
    makings = [Making((parties.unit(key),), FILLED) for key in ("second", "lalsk", "kulikovo")]
    made = make_contracts(form, makings, by=parties.deputy)
    next(made)
    with refused(
        NotLegal, "Nobody may sign contracts for «СОШ пгт Лальск» today: appoint its director first."
    ):
        next(made)
    assert Contract.objects.count() == 1


def test_a_contract_with_nobody_is_refused(parties: Parties, refused: Refusal) -> None:
    form = parties.form_in_use()
    with refused(NotLegal, "Name the school with which it is concluded."):
        list(make_contracts(form, [Making(())], by=parties.deputy))


@pytest.mark.parametrize("value", ["ф" * 2001, "физика {школа}", "{"])
def test_a_value_that_cannot_fill_a_blank_is_refused(parties: Parties, refused: Refusal, value: str) -> None:
    form = parties.form_in_use()
    with refused(NotLegal, "without braces"):
        list(
            make_contracts(form, [Making((parties.unit("second"),), {"предметы": value})], by=parties.deputy)
        )


# --- the draft ----------------------------------------------------------------------------------------------------


def test_the_draft_is_seen_by_the_base_school_alone(parties: Parties, luza: Luza) -> None:
    contract = parties.made("second")
    seen_by = {
        key
        for key, person in luza.people.items()
        if Contract.objects.visible_to(person).filter(pk=contract.pk)
    }
    assert seen_by == {"director", "deputy", "clerk"}
    assert asked(contract) == {("СОШ г. Лузы", "draft_contract")}


def test_a_draft_given_up_before_it_was_put_up_is_not_shown_to_the_school(parties: Parties) -> None:
    contract = parties.act(parties.made("second"), "give_up", reason="Сделан по ошибке")
    assert not Contract.objects.visible_to(parties.head("second")).exists()
    assert parties.act(contract, "resume", reason="Всё-таки нужен").state == "rework"
    assert not Contract.objects.visible_to(parties.head("second")).exists()
    parties.act(contract, "submit")
    assert Contract.objects.visible_to(parties.head("second")).get() == contract


@pytest.mark.parametrize("key", ["head_second", "deputy_second", "clerk", "secretary"])
def test_only_the_base_school_edits_the_draft(
    parties: Parties, luza: Luza, refused: Refusal, key: str
) -> None:
    contract = parties.made("second")
    for move, facts in (
        ("revise", {"notice": {"count": 1, "unit": "days"}}),
        ("revise_party", {"unit": parties.unit("second").pk, "represented_by": "Я", "acting_on": "Устава"}),
        ("submit", {}),
        ("give_up", {"reason": "Не нужен"}),
    ):
        with refused(NotAllowed, "This needs the right to"):
            parties.act(contract, move, by=luza.people[key], **facts)


def test_making_asks_the_database_alike_for_the_first_and_for_the_fifth(
    parties: Parties, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    form = parties.form_in_use()
    made = make_contracts(
        form, [Making((school,), FILLED) for school in schools_to_bind(form)], by=parties.deputy
    )
    next(made)
    for _each in range(4):
        with django_assert_max_num_queries(22):
            assert history_of(next(made)) == ["draft"]
