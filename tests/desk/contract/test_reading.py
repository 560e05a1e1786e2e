"""The page of a contract as each side reads it."""

import re
from datetime import date

import pytest
from django.urls import reverse

from governance.documents.record.attached import Attachment
from governance.documents.record.perform import perform
from tests.contract.chain import Parties, clauses_of
from tests.desk.cards import cards
from tests.desk.contract.conftest import Desk, buttons, folded, links, page, rows
from tests.office import fresh

# Pages say the same words over every database.
pytestmark = pytest.mark.any_database


def test_the_head_who_is_asked_sees_in_which_capacity_they_act_and_what_they_may_do(
    parties: Parties, desk: Desk
) -> None:
    contract = parties.submitted("second")
    answer = page(desk("head_second"), contract)
    assert buttons(answer) == ["consent", "refuse"]
    assert folded(answer) == ["do-consent_with_remarks"]
    assert links(answer, "beside") == [reverse("paper_answer", args=[contract.pk])]
    assert answer.context["acts_as"] == ("You act for «СОШ № 2 г. Лузы» as директор МОКУ СОШ № 2 г. Лузы.")
    assert rows(answer) == {"Agreement": [("СОШ № 2 г. Лузы", "awaited by 26.01")]}


def test_a_stand_in_reads_on_which_ground_and_until_when_they_act(parties: Parties, desk: Desk) -> None:
    contract = parties.submitted("lalsk")
    parties.stand_in("lalsk")
    said = page(desk("acting_lalsk"), contract).context["acts_as"]
    assert said.startswith("You act for «СОШ пгт Лальск» as ")
    assert said.endswith("(и.о.) until 29.02.2012, on the ground of: приказ от 10.01.2012 № 12-л/с.")


def test_differences_from_the_common_form_stand_over_the_decision_of_whoever_decides(
    parties: Parties, desk: Desk
) -> None:
    contract = parties.made("second")
    sections = fresh(contract).sections
    sections[1]["clauses"][0]["text"] = "Базовая школа предоставляет кабинеты и мастерские."
    contract = parties.act(contract, "revise", sections=sections)
    contract = parties.act(contract, "submit")
    (known,) = page(desk("head_second"), contract).context["before"]
    assert (known.title, known.open) == ("Differs from the district's form: 1 clause", True)
    (change,) = known.changes
    assert (change.place, [(piece.kind, piece.text) for piece in change.pieces]) == (
        ("2. Обязанности", "2.1"),
        [
            ("same", "Базовая школа предоставляет кабинеты"),
            ("added", " и мастерские"),
            ("same", "."),
        ],
    )
    (told,) = page(desk("deputy"), contract).context["before"]
    assert told.open is False


def test_a_contract_made_by_the_form_says_that_it_does_not_differ(parties: Parties, desk: Desk) -> None:
    (known,) = page(desk("head_second"), parties.submitted("second")).context["before"]
    assert (known.title, known.changes) == ("The text is that of the district's common form", ())


def test_who_is_asked_again_sees_what_changed_since_their_own_answer(parties: Parties, desk: Desk) -> None:
    contract = parties.objected(parties.submitted("second"), "second", (2, "Кабинеты и автобус."))
    proposal = contract.open_proposals().get()
    contract = parties.act(contract, "answer_proposal", proposal=proposal.pk, answer="accepted")
    contract = parties.act(contract, "submit")
    known = page(desk("head_second"), contract).context["before"]
    assert [one.title for one in known] == [
        "Changed since version 1, which you answered: 2 places",
        "Differs from the district's form: 1 clause",
    ]
    assert [change.place for change in known[0].changes] == [("2. Обязанности", "2.1"), ("Annexes", "1")]
    assert [one.title for one in page(desk("deputy"), contract).context["before"]] == [
        "Differs from the district's form: 1 clause"
    ]


def test_signatures_say_who_signed_how_and_who_is_awaited(parties: Parties, desk: Desk) -> None:
    contract = perform(parties.agreed("second"), "sign", by=parties.director)
    answer = page(desk("head_second"), contract)
    card = cards(answer)["Signatures"]
    assert (card.sum, [(row.name, row.said, row.note) for row in card.rows]) == (
        "1 of 2 signed",
        [
            (
                "СОШ г. Лузы",
                "signed",
                "Пелевин Л.В. (директор базовой школы), confirmed in the system 16.01.2012",
            ),
            ("СОШ № 2 г. Лузы", "awaited", "signs: Крылова И.П."),
        ],
    )
    contract = parties.certify(contract, "second")
    row = cards(page(desk("head_second"), contract))["Signatures"].rows[1]
    assert row.note == (
        "Крылова И.П. (директор МОКУ СОШ № 2 г. Лузы), on paper 16.01.2012, certified by Тестова А.П."
    )
    file = Attachment.objects.get(document_id=contract.pk)
    assert row.href == reverse("paper_file", args=[contract.pk, file.pk])


def test_a_contract_in_force_shows_its_terms(parties: Parties, desk: Desk) -> None:
    shown = page(desk("head_second"), parties.in_force("second")).content.decode()
    card = re.sub(r"\s+", " ", shown.partition("Terms</h2>")[2].partition("</dl>")[0])
    assert re.findall(r"<dt>(.*?)</dt> <dd> ?(.*?) ?</dd>", card) == [
        ("In force since", "16.01.2012"),
        ("Last day", "31.12.2012"),
        ("Ends", "by its term"),
        ("Notice of ending", "30 days"),
        ("Made from", "form, version 1"),
    ]


def test_the_text_with_its_additional_agreements_names_the_one_that_worded_a_clause(
    parties: Parties, desk: Desk
) -> None:
    contract = parties.in_force("second")
    address = reverse("contract_text", args=[contract.pk])
    head = desk("head_second")
    assert head.get(address).url == reverse("paper", args=[contract.pk])
    clause = clauses_of(contract)[2]["id"]
    parties.amended(contract, changes={clause: "Кабинеты и мастерские."}, new_ends_on=date(2013, 8, 31))
    answer = head.get(address)
    worded = [
        (clause["number"], clause["text"], change.number)
        for _section, clauses in answer.context["sections"]
        for clause, change in clauses
        if change is not None
    ]
    assert worded == [("2.1", "Кабинеты и мастерские.", "1-ДС")]
    text = answer.content.decode()
    assert "в редакции дополнительного соглашения от 16.01.2012 № 1-ДС" in text
    assert "Договор действует по 31 августа 2013 г." in text
    shown = page(head, contract)
    assert [notice.link for notice in shown.context["notices"]] == [address]
    assert [link.relation for link in shown.context["links"]] == ["changes it"]
