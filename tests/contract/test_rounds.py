"""Rounds of agreement: a version put up, objections clause by clause, and only who objected is asked again."""

from datetime import date
from typing import Any

import pytest

from governance import clock
from governance.documents.approval.opinions import Proposal
from governance.documents.errors import NotAllowed, NotLegal, Stale
from governance.documents.language.clauses import parse_text
from governance.documents.record.history import history_of, verify
from governance.documents.record.perform import perform
from governance.flows.engine.models import Task
from governance.roles.acts.appointing import dismiss
from governance.roles.appointment import Appointment
from governance.roles.catalogue import Role
from governance.scenarios.luza import Luza
from tests.office import fresh
from tests.scans import SCANNED_PDF

from .chain import TODAY, Parties, answers, asked, clauses_of, signatures
from .conftest import Refusal

pytestmark = pytest.mark.django_db

SECOND, LALSK = "СОШ № 2 г. Лузы", "СОШ пгт Лальск"


# --- putting up ---------------------------------------------------------------------------------------------------


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


# --- answering ----------------------------------------------------------------------------------------------------


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


# --- objecting ----------------------------------------------------------------------------------------------------


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


# --- reworking ----------------------------------------------------------------------------------------------------


def test_a_wording_taken_over_changes_the_clause(parties: Parties) -> None:
    contract = parties.objected(parties.submitted("second"), "second", (2, "Кабинеты и стенды."))
    contract = parties.act(
        contract, "answer_proposal", proposal=contract.open_proposals().get().pk, answer="accepted"
    )
    assert contract.content()["sections"][1]["clauses"][0]["text"] == "Кабинеты и стенды."
    contract = parties.act(contract, "submit")
    assert (contract.state, contract.version, answers(contract)) == ("review", 2, [(SECOND, "", 2)])


def test_a_wording_is_declined_with_a_reason(parties: Parties, refused: Refusal) -> None:
    contract = parties.objected(parties.submitted("second"), "second", (2, "Кабинеты и стенды."))
    key = contract.open_proposals().get().pk
    with refused(NotLegal, "Write why the wording stays as it is."):
        parties.act(contract, "answer_proposal", proposal=key, answer="declined")
    contract = parties.act(
        contract, "answer_proposal", proposal=key, answer="declined", reason="Нет стендов."
    )
    assert contract.content()["sections"][1]["clauses"][0]["text"] == "Базовая школа предоставляет кабинеты."


def test_a_third_wording_settles_it(parties: Parties, refused: Refusal) -> None:
    contract = parties.objected(parties.submitted("second"), "second", (2, "Кабинеты и стенды."))
    key = contract.open_proposals().get().pk
    with refused(NotLegal, "Write the other wording of the clause."):
        parties.act(contract, "answer_proposal", proposal=key, answer="other", wording=" ")
    with refused(NotLegal, "Choose: accept their wording"):
        parties.act(contract, "answer_proposal", proposal=key, answer="maybe")
    contract = parties.act(
        contract, "answer_proposal", proposal=key, answer="other", wording="Кабинет физики."
    )
    assert contract.content()["sections"][1]["clauses"][0]["text"] == "Кабинет физики."
    assert Proposal.objects.get().agreed == "Кабинет физики."
    with refused(NotLegal, "This proposal is answered already"):
        parties.act(contract, "answer_proposal", proposal=key, answer="accepted")


def test_a_mere_reason_takes_no_clause_out(parties: Parties, refused: Refusal) -> None:
    """They said why, and proposed no words: there is nothing to accept."""
    contract = parties.submitted("second")
    line = {"clause": clauses_of(contract)[2]["id"], "theirs": "", "why": "Каких кабинетов?"}
    contract = parties.act(contract, "object_to", by=parties.head("second"), proposals=[line])
    with refused(NotLegal, "They proposed no wording"):
        parties.act(
            contract, "answer_proposal", proposal=contract.open_proposals().get().pk, answer="accepted"
        )


def test_of_two_wordings_of_one_clause_none_is_lost_under_the_other(
    parties: Parties, refused: Refusal
) -> None:
    contract = parties.objected(parties.submitted("second", "lalsk"), "second", (2, "Кабинеты и стенды."))
    contract = parties.objected(contract, "lalsk", (2, "Кабинеты и приборы."))
    one, other = contract.open_proposals()
    contract = parties.act(contract, "answer_proposal", proposal=one.pk, answer="accepted")
    with refused(NotLegal, "has been reworded meanwhile"):
        parties.act(contract, "answer_proposal", proposal=other.pk, answer="accepted")
    wording = "Кабинеты, стенды и приборы."
    contract = parties.act(contract, "answer_proposal", proposal=other.pk, answer="other", wording=wording)
    assert contract.content()["sections"][1]["clauses"][0]["text"] == wording


def test_a_wording_of_a_clause_with_blanks_is_taken_over(parties: Parties) -> None:
    contract = parties.objected(parties.submitted("second"), "second", (0, "Школы сотрудничают по физике."))
    contract = parties.act(
        contract, "answer_proposal", proposal=contract.open_proposals().get().pk, answer="accepted"
    )
    assert contract.content()["sections"][0]["clauses"][0]["text"] == "Школы сотрудничают по физике."


def test_it_is_not_put_up_again_before_each_wording_is_answered(parties: Parties, refused: Refusal) -> None:
    contract = parties.objected(parties.submitted("second"), "second", (2, "Иное."), (3, "Иначе."))
    parties.act(contract, "answer_proposal", proposal=contract.open_proposals()[0].pk, answer="accepted")
    with refused(NotLegal, "Answer each proposed wording first"):
        parties.act(contract, "submit")
    parties.act(contract, "answer_proposal", proposal=contract.open_proposals()[0].pk, answer="accepted")
    assert parties.act(contract, "submit").state == "review"


@pytest.mark.parametrize("key", ["head_second", "deputy_second", "clerk"])
def test_only_the_base_school_answers_a_proposed_wording(
    parties: Parties, luza: Luza, refused: Refusal, key: str
) -> None:
    contract = parties.objected(parties.submitted("second"), "second", (2, "Иное."))
    with refused(NotAllowed, "This needs the right to"):
        parties.act(
            contract,
            "answer_proposal",
            by=luza.people[key],
            proposal=contract.open_proposals().get().pk,
            answer="accepted",
        )


def test_a_proposal_of_another_contract_is_not_answered_here(parties: Parties, refused: Refusal) -> None:
    form = parties.form_in_use()
    one = parties.objected(parties.submitted("second", form=form), "second", (2, "Иное."))
    other = parties.objected(parties.submitted("lalsk", form=form), "lalsk", (2, "Иное."))
    with refused(NotLegal, "This proposal is answered already"):
        parties.act(one, "answer_proposal", proposal=other.open_proposals().get().pk, answer="accepted")


# --- who is asked again -------------------------------------------------------------------------------------------


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


# --- refused, given up, taken up again -----------------------------------------------------------------------------


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


# --- answers by letter --------------------------------------------------------------------------------------------


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
