"""Reworking a contract on its page after objections."""

import pytest
from django.urls import reverse

from governance.documents.approval.opinions import Proposal
from governance.documents.kinds.contract.contract import Contract
from tests.contract.chain import Parties, clauses_of, state_of
from tests.desk.contract.conftest import Desk, do, links, page
from tests.office import fresh

# Pages say the same words over every database.
pytestmark = pytest.mark.any_database


def settling(contract: Contract, *given: dict[str, str], do: str = "keep") -> dict[str, str]:
    """What the page of rework sends: an answer for each proposal in order."""
    data = {"seen": str(contract.revision), "do": do}
    for proposal, answer in zip(contract.open_proposals().order_by("pk"), given, strict=True):
        data |= {f"p{proposal.pk}-{name}": text for name, text in answer.items()}
    return data


def test_all_proposals_are_settled_on_one_page_and_the_paper_goes_out_again(
    sent_back: Contract, desk: Desk
) -> None:
    deputy, address = desk("deputy"), reverse("paper_rework", args=[sent_back.pk])
    assert address in links(page(deputy, sent_back), "pages")
    asked = deputy.get(address).context["page"].proposals
    assert [form.proposal.number for form in asked] == ["2.1", "2.2"]
    answers_given = [
        {"answer": "other", "wording": "Кабинеты; автобус по средам."},
        {"answer": "declined", "reason": "Ученики есть."},
    ]
    assert deputy.post(address, settling(sent_back, *answers_given, do="send")).status_code == 302
    assert (state_of(sent_back), fresh(sent_back).version) == ("review", 2)
    assert [clause["text"] for clause in clauses_of(fresh(sent_back))[2:4]] == [
        "Кабинеты; автобус по средам.",
        "Школа направляет учащихся.",
    ]
    assert address not in links(page(deputy, sent_back), "pages")


def test_answers_are_kept_together_or_not_at_all(sent_back: Contract, desk: Desk) -> None:
    address = reverse("paper_rework", args=[sent_back.pk])
    given = [{"answer": "accepted"}, {"answer": "declined", "reason": ""}]
    answer = desk("deputy").post(address, settling(sent_back, *given))
    assert (answer.status_code, list(Proposal.objects.values_list("answer", flat=True))) == (422, ["", ""])
    forms = answer.context["page"].proposals
    assert [form["answer"].value() for form in forms] == ["accepted", "declined"]
    assert forms[1].errors["reason"] == ["Write why the wording stays as it is."]


def test_a_paper_with_an_open_proposal_does_not_go_out_and_the_answers_stay(
    sent_back: Contract, desk: Desk
) -> None:
    given: list[dict[str, str]] = [{"answer": "accepted"}, {}]
    address = reverse("paper_rework", args=[sent_back.pk])
    answer = desk("deputy").post(address, settling(sent_back, *given, do="send"), follow=True)
    assert [str(message) for message in answer.context["messages"]] == [
        "The answers are kept.",
        "Answer each proposed wording first: theirs, ours, or another one.",
    ]
    assert list(Proposal.objects.order_by("pk").values_list("answer", flat=True)) == ["accepted", ""]
    assert state_of(sent_back) == "rework"


def test_what_was_typed_of_a_proposal_that_a_colleague_has_answered_comes_back(
    sent_back: Contract, desk: Desk
) -> None:
    """Its fields are gone from the page, the words are not."""
    address = reverse("paper_rework", args=[sent_back.pk])
    late = settling(sent_back, {"answer": "declined", "reason": "Автобус занят."}, {"answer": "accepted"})
    proposal = sent_back.open_proposals().order_by("pk")[0]
    desk("deputy").post(address, settling(sent_back, {"answer": "accepted"}, {}))
    refused = desk("deputy").post(address, late)
    content = refused.content.decode()
    assert (refused.status_code, refused.context["left_over"]) == (422, ["Автобус занят."])
    assert ("Автобус занят." in content, f"p{proposal.pk}-reason" in content) == (True, False)
    assert "The paper has changed since you opened it." in content
    assert list(Proposal.objects.order_by("pk").values_list("answer", flat=True)) == ["accepted", ""]


def test_both_sides_read_the_rounds_with_what_came_of_each_wording(sent_back: Contract, desk: Desk) -> None:
    given = [{"answer": "accepted"}, {"answer": "declined", "reason": "Ученики есть."}]
    desk("deputy").post(reverse("paper_rework", args=[sent_back.pk]), settling(sent_back, *given, do="send"))
    do(desk("head_second"), sent_back, "consent")
    for key in ("deputy", "head_second"):
        rounds = desk(key).get(reverse("paper_rounds", args=[sent_back.pk])).context["rounds"]
        assert [(str(opinion.unit), opinion.outcome) for opinion, _lines in rounds] == [
            ("СОШ № 2 г. Лузы", "consent"),
            ("СОШ № 2 г. Лузы", "objection"),
        ]
        assert [(line.proposal.number, line.answer.word, line.reason) for line in rounds[1][1]] == [
            ("2.1", "accepted", ""),
            ("2.2", "declined: our wording stands", "Ученики есть."),
        ]


def test_the_school_that_objected_does_not_answer_its_own_proposals(
    sent_back: Contract, parties: Parties, desk: Desk
) -> None:
    address = reverse("paper_rework", args=[sent_back.pk])
    head = desk("head_second")
    assert head.get(address).url == reverse("paper", args=[sent_back.pk])
    given = [{"answer": "accepted"}, {"answer": "accepted"}]
    assert head.post(address, settling(sent_back, *given)).status_code == 422
    assert set(Proposal.objects.values_list("answer", flat=True)) == {""}
