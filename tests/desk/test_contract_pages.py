"""The pages of a contract: read, answered, reworked, signed, changed and ended; and who reaches none of them."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from governance import clock
from governance.desk.papers.changes import compared
from governance.documents.approval.opinions import Opinion, Proposal
from governance.documents.kinds.contract.amendment import Amendment
from governance.documents.kinds.contract.change import Purpose
from governance.documents.kinds.contract.contract import Contract
from governance.documents.language.clauses import read_sections
from governance.documents.record.attached import Attachment, Version
from governance.documents.record.document import Document
from governance.documents.record.events import Event
from governance.documents.record.perform import perform
from governance.record_rows import past_the_door
from governance.scenarios.luza import Luza
from tests.contract.chain import LAST_DAY, TODAY, Parties, answers, clauses_of, signatures, state_of
from tests.desk.cards import cards
from tests.memory import recalled
from tests.office import fresh
from tests.scans import SCANNED_PDF

# Pages say the same words over every database.
pytestmark = pytest.mark.any_database

Desk = Callable[[str], Client]
PASSWORD = "school-district-2012"


@pytest.fixture(autouse=True)
def _september() -> Iterator[None]:
    """Contracts are concluded in January."""
    with clock.played(TODAY):
        yield


@pytest.fixture
def parties(luza: Luza) -> Parties:
    return Parties(luza)


@pytest.fixture
def with_password(luza: Luza) -> str:
    """The password of everybody who signs."""
    for key in ("director", "head_second", "head_lalsk", "acting_lalsk", "head_zhivotovo"):
        luza.people[key].set_password(PASSWORD)
        with past_the_door():
            luza.people[key].save()
    return PASSWORD


def page(client: Client, paper: Document, **query: str) -> Any:
    return client.get(reverse("paper", args=[paper.pk]), query)


def do(client: Client, paper: Document, move: str, **facts: Any) -> Any:
    return client.post(reverse("paper_do", args=[paper.pk]), {"move": move, **facts})


def buttons(answer: Any) -> list[str]:
    return [move.name for move in answer.context["decision"].moves]


def folded(answer: Any) -> list[str]:
    return [panel.anchor for panel in answer.context["more"]]


def links(answer: Any, part: str) -> list[str]:
    return [link.href for link in getattr(answer.context["decision"], part)]


def rows(answer: Any) -> dict[str, list[tuple[str, str]]]:
    """The cards of who has answered: {title: [(name, said)]}."""
    return {title: [(row.name, row.said) for row in card.rows] for title, card in cards(answer).items()}


def scan(name: str = "договор.pdf", data: bytes = SCANNED_PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


# --- reading ------------------------------------------------------------------------------------------------------


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


# --- answering ----------------------------------------------------------------------------------------------------


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


# --- rework -------------------------------------------------------------------------------------------------------


@pytest.fixture
@recalled
def sent_back(parties: Parties) -> Contract:
    """With two proposals: clauses 2.1 and 2.2."""
    return parties.objected(
        parties.submitted("second"), "second", (2, "Кабинеты и автобус."), (3, "Учеников нет.")
    )


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


# --- signing ------------------------------------------------------------------------------------------------------


def test_signing_asks_for_the_password_again(parties: Parties, desk: Desk, with_password: str) -> None:
    contract = parties.agreed("second")
    head = desk("head_second")
    assert do(head, contract, "sign", password="wrong").status_code == 422
    assert signatures(contract) == []
    assert do(head, contract, "sign", password=with_password).status_code == 302
    assert signatures(contract) == [("Крылова", "system", True)]


@pytest.fixture
def by_hand(parties: Parties) -> dict[str, Any]:
    """What the clerk sends of a sheet that the head of the second school signed."""
    head = parties.luza.appointments["head_second"][0]
    return {"signer": f"{parties.unit('second').pk}:{head.pk}", "signed_on": "2012-01-16"}


def test_the_clerk_enters_a_signature_by_hand(parties: Parties, desk: Desk, by_hand: dict[str, Any]) -> None:
    contract = parties.agreed("second")
    assert folded(page(desk("clerk"), contract)) == ["do-certify_signature"]
    assert do(desk("clerk"), contract, "certify_signature", **by_hand, file=scan()).status_code == 302
    assert signatures(contract) == [("Крылова", "paper", True)]


@pytest.mark.parametrize(
    ("changed", "field", "sentence"),
    [
        ({"signed_on": "2012-01-17"}, "__all__", "The day beside the signature lies before"),
        ({"signed_on": "вчера"}, "signed_on", "Give the day as a date"),
        ({"signer": ""}, "signer", "Choose who signed the sheet."),
        ({"file": ("лист.pdf", b"not a pdf")}, "file", ""),
        ({"file": ("лист.docx", b"PK\x03\x04")}, "file", ""),
        ({"file": ("лист.pdf", b"%PDF-1.7 " + b"0" * 2_000_000)}, "file", ""),
    ],
)
def test_a_sheet_that_cannot_be_taken_says_why_and_keeps_what_was_typed(
    parties: Parties,
    desk: Desk,
    by_hand: dict[str, Any],
    changed: dict[str, Any],
    field: str,
    sentence: str,
    settings: Any,
) -> None:
    settings.UPLOAD_LIMIT_BYTES = 1_000_000
    contract = parties.agreed("second")
    events = Event.objects.count()
    sent = {**by_hand, **changed, "file": scan(*changed.get("file", ()))}
    answer = do(desk("clerk"), contract, "certify_signature", **sent)
    form = answer.context["more"][0].facts
    assert (answer.status_code, list(form.errors)) == (422, [field])
    assert sentence in form.errors[field][0]
    assert form["signed_on"].value() == sent["signed_on"]
    assert (Event.objects.count(), signatures(contract)) == (events, [])


def test_only_the_clerk_enters_signatures_by_hand(
    parties: Parties, desk: Desk, by_hand: dict[str, Any]
) -> None:
    contract = parties.agreed("second")
    for key in ("head_second", "deputy", "director"):
        answer = do(desk(key), contract, "certify_signature", **by_hand, file=scan())
        assert (answer.status_code, signatures(contract)) == (422, [])


# --- ways out -----------------------------------------------------------------------------------------------------


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


# --- versions, costs, access --------------------------------------------------------------------------------------


@pytest.fixture
@recalled
def five_rounds(parties: Parties) -> Contract:
    """Sent back five times, and put up for the sixth."""
    contract = parties.submitted("second")
    for count in range(5):
        contract = parties.objected(
            contract, "second", (2, f"Кабинеты, редакция {count}."), remark="Ещё раз."
        )
        proposal = contract.open_proposals().get()
        contract = parties.act(contract, "answer_proposal", proposal=proposal.pk, answer="accepted")
        contract = parties.act(contract, "submit")
    return contract


def test_any_two_versions_are_compared(five_rounds: Contract, desk: Desk) -> None:
    head = desk("head_second")
    answer = page(head, five_rounds, part="versions", old="2", new="6")
    assert [version.number for version in answer.context["versions"]] == [6, 5, 4, 3, 2, 1]
    assert [(change.place, change.was, change.became) for change in answer.context["changes"]] == [
        (("2. Обязанности", "2.1"), "Кабинеты, редакция 0.", "Кабинеты, редакция 4.")
    ]
    assert page(head, five_rounds, part="versions", old="2", new="7").status_code == 404
    assert "compared" not in page(head, five_rounds, part="versions", old="²", new="6").context


def test_an_added_clause_is_told_by_its_section_and_number(parties: Parties) -> None:
    contract = parties.made("second")
    sections = fresh(contract).sections
    sections[1]["clauses"].append({"id": "0000000c", "text": "Школа ведёт журнал."})
    old, new = contract.content(), parties.act(contract, "revise", sections=sections).content()
    (change,) = compared(contract, old, new)
    assert (change.kind, change.place, change.became) == (
        "added",
        ("2. Обязанности", "2.3"),
        "Школа ведёт журнал.",
    )


@pytest.mark.parametrize("key", ["head_second", "deputy", "director", "clerk"])
def test_the_page_costs_at_most_twelve_queries_after_five_rounds(
    five_rounds: Contract, parties: Parties, desk: Desk, key: str, django_assert_max_num_queries: Any
) -> None:
    client = desk(key)
    # What each process reads once a minute.
    client.get("/")

    def looked_at(paper: Document) -> None:
        with django_assert_max_num_queries(12):
            assert page(client, paper).status_code == 200

    looked_at(five_rounds)
    for part in ("versions", "history"):
        with django_assert_max_num_queries(12):
            assert page(client, five_rounds, part=part, old="1", new="6").status_code == 200
    with django_assert_max_num_queries(12):
        assert client.get(reverse("paper_rounds", args=[five_rounds.pk])).status_code == 200
    agreed = parties.consented(five_rounds)
    looked_at(agreed)
    contract = parties.signed(agreed)
    clauses = clauses_of(contract)
    amendment = parties.amended(contract, changes={clauses[0]["id"]: "Иначе."})
    looked_at(contract)
    looked_at(amendment)


@pytest.mark.parametrize("key", ["deputy", "head_second"])
def test_the_page_of_a_contract_sent_back_costs_at_most_twelve_queries(
    sent_back: Contract, desk: Desk, key: str, django_assert_max_num_queries: Any
) -> None:
    client = desk(key)
    # What each process reads once a minute.
    client.get("/")
    with django_assert_max_num_queries(12):
        assert page(client, sent_back).status_code == 200


def test_another_school_reaches_no_address_of_a_contract(
    parties: Parties, sent_back: Contract, desk: Desk
) -> None:
    contract = perform(sent_back, "attach", by=parties.clerk, name="лист.pdf", data=SCANNED_PDF)
    attached = Attachment.objects.get(document_id=contract.pk)
    names = ("paper", "paper_pdf", "paper_dossier", "paper_answer", "paper_rework", "paper_rounds")
    addresses = [reverse(name, args=[contract.pk]) for name in names]
    addresses += [
        reverse("paper_file", args=[contract.pk, attached.pk]),
        reverse("disagreements_pdf", args=[contract.pk]),
        reverse("contract_text", args=[contract.pk]),
        reverse("contract_amend", args=[contract.pk, "change"]),
        *(
            f"{reverse('paper', args=[contract.pk])}?part={part}"
            for part in ("remarks", "versions", "files", "history", "versions&old=1&new=1")
        ),
    ]
    posts = ("paper_do", "paper_answer", "paper_rework", "paper_remark", "paper_attach")
    stranger, party = desk("head_lalsk"), desk("head_second")
    assert {address: stranger.get(address).status_code for address in addresses} == dict.fromkeys(
        addresses, 404
    )
    assert {name: stranger.post(reverse(name, args=[contract.pk])).status_code for name in posts} == (
        dict.fromkeys(posts, 404)
    )
    allowed = [address for address in addresses if party.get(address).status_code in (200, 302)]
    assert len(allowed) == len(addresses) - 1  # all but the beginning of an additional agreement
    assert {party.post(reverse(name, args=[contract.pk])).status_code for name in posts} == {422}


def test_another_school_reaches_no_additional_agreement(parties: Parties, desk: Desk) -> None:
    contract = parties.in_force("second")
    agreement = parties.amendment(contract, changes={clauses_of(contract)[0]["id"]: "Иначе."})
    agreement = parties.act(agreement, "submit")
    addresses = [reverse(name, args=[agreement.pk]) for name in ("paper", "amendment_edit", "paper_answer")]
    assert [desk("head_lalsk").get(address).status_code for address in addresses] == [404, 404, 404]
    assert [desk("head_second").get(address).status_code for address in addresses] == [200, 302, 200]
    with_own = Version.objects.filter(document_id=agreement.pk).count()
    assert with_own == 1


# --- the seat -----------------------------------------------------------------------------------------------------


def test_the_page_of_bodies_says_why_a_seat_takes_no_part(parties: Parties, desk: Desk) -> None:
    parties.in_force("second")
    address = reverse("bodies")

    def said() -> dict[str, str]:
        body = desk("observer").get(address).context["bodies"][0]
        return {seat.unit: seat.did for seat in body.seats}

    before = said()
    with clock.played(date(2013, 1, 9)):
        after = said()
    assert "seat takes no part" not in before["СОШ № 2 г. Лузы"]
    assert after == {
        **before,
        "СОШ г. Лузы": "the contract was in force until 31.12.2012; the seat takes no part",
        "СОШ № 2 г. Лузы": "the contract was in force until 31.12.2012; the seat takes no part",
    }
