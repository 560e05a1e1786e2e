"""A contract is put up, and answered by its parties."""

from datetime import date
from typing import Any

import pytest

from governance import clock
from governance.documents.errors import NotAllowed, NotLegal
from governance.documents.language.clauses import parse_text
from governance.flows.engine.models import Task
from governance.roles.acts.appointing import dismiss
from governance.roles.appointment import Appointment
from governance.roles.catalogue import Role
from governance.scenarios.luza import Luza
from tests.contract.chain import LALSK, SECOND, TODAY, Parties, answers, asked
from tests.contract.conftest import Refusal

pytestmark = pytest.mark.django_db


def test_put_up_it_is_frozen_and_the_school_is_asked(parties: Parties) -> None:
    contract = parties.submitted("second")
    assert (contract.state, contract.version) == ("review", 1)
    assert contract.present_version.content == contract.content()
    assert answers(contract) == [(SECOND, "", 1)]
    assert asked(contract) == {(SECOND, "agree_paper")}
    task = Task.objects.open().get(process__document=contract, flow_task_type="HUMAN")
    assert task.due == date(2012, 1, 26)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"sections": []}, "There is nothing to agree to yet"),
        ({"ends_on": date(2012, 1, 15)}, "The last day of the contract has passed"),
        ({"values": {}}, "Fill the blanks of the form first: предметы."),
        ({"values": {"предмет": "физика"}}, "Fill the blanks of the form first: предметы."),
        (
            {"sections": parse_text("1. А\n1.1. {часы} и {класс}.")},
            "Fill the blanks of the form first: часы, класс.",
        ),
    ],
)
def test_what_is_not_complete_is_not_put_up(
    parties: Parties, refused: Refusal, changes: dict[str, Any], sentence: str
) -> None:
    contract = parties.made("second", **changes)
    with refused(NotLegal, sentence):
        parties.act(contract, "submit")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"starts_on": date(2012, 9, 1), "ends_on": date(2012, 8, 31)}, "would end before it begins"),
        ({"starts_on": date(2013, 1, 1)}, "would end before it begins"),
        ({"starts_on": "завтра"}, "Give a day, or leave it empty."),
        ({"notice": {"count": 400, "unit": "days"}}, "A term has at most a year"),
        ({"title": ""}, "Give the paper a title"),
        ({"place": "г" * 101}, "at most 100 signs"),
        ({"values": {"предметы": "ф" * 2001}}, "write at most 2000 signs"),
        ({"legal_basis": [{"text": "Закон", "day": "вчера"}]}, "the legal basis is dated"),
    ],
)
def test_what_cannot_stand_in_a_contract_is_refused(
    parties: Parties, refused: Refusal, changes: dict[str, Any], sentence: str
) -> None:
    contract = parties.made("second")
    with refused(NotLegal, sentence):
        parties.act(contract, "revise", **changes)


def test_its_last_day_may_be_today_or_none(parties: Parties) -> None:
    assert parties.submitted("second", ends_on=TODAY).state == "review"
    unlimited = {"sections": parse_text("1. Срок\n1.1. Без срока."), "ends_on": None}
    assert parties.submitted("lalsk", **unlimited).state == "review"


@pytest.mark.parametrize("state", ["review", "signing", "in_force"])
def test_what_is_put_up_is_not_edited(parties: Parties, refused: Refusal, state: str) -> None:
    contract = {"review": parties.submitted, "signing": parties.agreed, "in_force": parties.in_force}[state]()
    for move in ("revise", "revise_party", "submit"):
        with refused(NotLegal, "The paper is in the state"):
            parties.act(contract, move)


def test_with_the_consent_it_goes_on_to_signing(parties: Parties) -> None:
    contract = parties.act(parties.submitted("second"), "consent", by=parties.head("second"))
    assert contract.state == "signing"
    assert answers(contract) == [(SECOND, "consent", 1)]
    assert asked(contract) == {("СОШ г. Лузы", "sign_contract"), (SECOND, "sign_contract")}


def test_remarks_go_with_a_consent(parties: Parties, refused: Refusal) -> None:
    contract = parties.submitted("second")
    for remark, sentence in ((" ", "Write the remarks"), ("з" * 10_001, "too long")):
        with refused(NotLegal, sentence):
            parties.act(contract, "consent_with_remarks", by=parties.head("second"), remark=remark)
    contract = parties.act(
        contract, "consent_with_remarks", by=parties.head("second"), remark="Уточнить часы."
    )
    assert (contract.state, contract.live_opinions[0].remark) == ("signing", "Уточнить часы.")


@pytest.mark.parametrize(
    "key", ["director", "deputy", "head_lalsk", "deputy_second", "clerk", "secretary", "observer"]
)
def test_nobody_answers_for_another_school(parties: Parties, luza: Luza, refused: Refusal, key: str) -> None:
    contract = parties.submitted("second")
    for move, facts in (
        ("consent", {}),
        ("consent_with_remarks", {"remark": "Согласны"}),
        ("object_to", {"remark": "Не согласны"}),
        ("refuse", {"reason": "Не хотим"}),
    ):
        with refused(NotAllowed, "This needs the right to"):
            parties.act(contract, move, by=luza.people[key], **facts)


def test_a_head_whose_appointment_has_ended_does_not_answer(parties: Parties, refused: Refusal) -> None:
    contract = parties.submitted("second")
    dismiss(
        Appointment.objects.get(unit=parties.unit("second"), role=Role.SCHOOL_HEAD),
        by=None,
        basis="приказ об увольнении",
    )
    with refused(NotAllowed, "This needs the right to"):
        parties.act(contract, "consent", by=parties.head("second"))


def test_a_stand_in_answers_in_their_capacity(parties: Parties) -> None:
    contract = parties.submitted("lalsk")
    held = parties.stand_in("lalsk")
    contract = parties.act(contract, "consent", by=held.person)
    (opinion,) = contract.live_opinions
    assert (contract.state, opinion.person, opinion.appointment) == ("signing", held.person, held)


def test_a_stand_in_whose_term_is_over_does_not(parties: Parties, refused: Refusal) -> None:
    contract = parties.submitted("lalsk")
    held = parties.stand_in("lalsk")
    with clock.played(date(2012, 3, 1)), refused(NotAllowed, "This needs the right to"):
        parties.act(contract, "consent", by=held.person)


def test_nobody_answers_twice(parties: Parties, refused: Refusal) -> None:
    contract = parties.act(parties.submitted("second", "lalsk"), "consent", by=parties.head("second"))
    assert contract.state == "review"
    with refused(NotAllowed, "This needs the right to"):
        parties.act(contract, "consent", by=parties.head("second"))
    assert asked(contract) == {(LALSK, "agree_paper")}
