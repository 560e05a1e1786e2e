"""How a party answers on the page of a contract."""

import re

import pytest
from django.urls import reverse

from governance.documents.approval.opinions import Opinion, Proposal
from governance.documents.kinds.contract.contract import Contract
from governance.documents.language.clauses import read_sections
from governance.documents.record.events import Event
from tests.contract.chain import Parties, answers, clauses_of, state_of
from tests.desk.cards import cards
from tests.desk.contract.conftest import Desk, do, folded, page, scan

# Pages say the same words over every database.
pytestmark = pytest.mark.any_database


def test_agreeing_is_one_press(parties: Parties, desk: Desk) -> None:
    contract = parties.submitted("second")
    assert do(desk("head_second"), contract, "consent").status_code == 302
    assert (state_of(contract), answers(contract)) == ("signing", [("СОШ № 2 г. Лузы", "consent", 1)])


def test_agreeing_with_remarks_needs_words(parties: Parties, desk: Desk) -> None:
    contract = parties.submitted("second")
    head = desk("head_second")
    refused = do(head, contract, "consent_with_remarks", remark=" ")
    assert (refused.status_code, state_of(contract)) == (422, "review")
    assert do(head, contract, "consent_with_remarks", remark="Уточнить часы.").status_code == 302
    assert Opinion.objects.get().remark == "Уточнить часы."
    (row,) = cards(page(head, contract))["Agreement"].rows
    assert (row.said, row.text) == ("agreed with remarks", "Уточнить часы.")


def typed(contract: Contract, place: int, theirs: str, why: str = "") -> dict[str, str]:
    key = clauses_of(contract)[place]["id"]
    return {f"theirs-{key}": theirs, f"why-{key}": why, "seen": str(contract.revision)}


def test_a_protocol_of_disagreements_is_sent_clause_by_clause(parties: Parties, desk: Desk) -> None:
    contract = parties.submitted("second")
    head, address = desk("head_second"), reverse("paper_answer", args=[contract.pk])
    shown = head.get(address).context["form"].shown()
    assert [row.clause["number"] for _section, rows in shown for row in rows] == [
        clause["number"] for clause in clauses_of(contract)
    ]
    sent = {**typed(contract, 2, "Кабинеты и автобус.", "Далеко."), "remark": "В целом согласны."}
    assert head.post(address, sent).status_code == 302
    assert (state_of(contract), Opinion.objects.get().remark) == ("rework", "В целом согласны.")
    assert list(Proposal.objects.values_list("number", "theirs", "why")) == [
        ("2.1", "Кабинеты и автобус.", "Далеко.")
    ]


def test_the_present_words_are_taken_as_a_beginning_on_request(parties: Parties, desk: Desk) -> None:
    contract = parties.submitted("second")
    clauses = clauses_of(contract)
    sent = {**typed(contract, 2, "Кабинеты и автобус."), "take": clauses[3]["id"], "remark": "Далеко."}
    answer = desk("head_second").post(reverse("paper_answer", args=[contract.pk]), sent)
    form = answer.context["form"]
    assert answer.status_code == 200
    assert (form[f"theirs-{clauses[2]['id']}"].value(), form["remark"].value()) == (
        "Кабинеты и автобус.",
        "Далеко.",
    )
    assert form[f"theirs-{clauses[3]['id']}"].value() == clauses[3]["text"]
    assert state_of(contract) == "review"


@pytest.mark.parametrize(
    ("theirs", "sentence"),
    [
        ("", "Say what you object to: write a remark, or another wording of a clause."),
        ("ы" * 10_001, "The text has 10001 signs, and 10000 fit: shorten it."),
    ],
)
def test_a_protocol_that_cannot_be_taken_comes_back_with_its_words(
    parties: Parties, desk: Desk, theirs: str, sentence: str
) -> None:
    contract = parties.submitted("second")
    events = Event.objects.count()
    address = reverse("paper_answer", args=[contract.pk])
    answer = desk("head_second").post(address, typed(contract, 2, theirs))
    key = clauses_of(contract)[2]["id"]
    assert (answer.status_code, answer.context["form"][f"theirs-{key}"].value()) == (422, theirs)
    assert sentence in str(answer.context["form"].errors)
    assert Event.objects.count() == events


def test_an_answer_to_a_version_that_has_changed_is_refused_and_kept(parties: Parties, desk: Desk) -> None:
    contract = parties.submitted("second")
    sent = typed(contract, 2, "Кабинеты и автобус.")
    contract = parties.act(contract, "withdraw", reason="Ошибка")
    sections = read_sections([{"title": "Иное", "clauses": [{"text": "Всё иначе."}]}])
    contract = parties.act(contract, "revise", sections=sections)
    contract = parties.act(contract, "submit")
    answer = desk("head_second").post(reverse("paper_answer", args=[contract.pk]), sent)
    assert (answer.status_code, answer.context["page"].left) == (422, ["Кабинеты и автобус."])
    assert answer.context["form"].non_field_errors() == [
        "The paper has changed since you opened it. Read it again and repeat your decision, if it stands."
    ]
    assert Proposal.objects.count() == 0


def test_the_clerk_enters_an_answer_that_came_by_letter(parties: Parties, desk: Desk) -> None:
    contract = parties.submitted("second")
    clerk = desk("clerk")
    assert folded(page(clerk, contract)) == ["do-enter_answer"]
    facts = {"unit": parties.unit("second").pk, "outcome": "with_remarks", "letter": "от 14.01.2012 № 12"}
    refused = do(clerk, contract, "enter_answer", **facts, remark="", file=scan())
    assert refused.status_code == 422
    form = refused.context["more"][0].facts
    assert form["letter"].value() == "от 14.01.2012 № 12"
    # The scan that was sent is kept, and need not be chosen again.
    kept = re.search(r'name="file-kept" value="([^"]+)"', refused.content.decode())
    assert kept is not None
    again = {"remark": "Учесть часы.", "file-kept": kept[1]}
    assert do(clerk, contract, "enter_answer", **facts, **again).status_code == 302
    assert contract.attachments.get().name == "договор.pdf"
    opinion = Opinion.objects.get()
    assert (opinion.outcome, opinion.letter, opinion.person) == (
        "with_remarks",
        "от 14.01.2012 № 12",
        parties.clerk,
    )
    assert do(desk("deputy"), contract, "enter_answer", **facts, remark="Ещё", file=scan()).status_code == 422
