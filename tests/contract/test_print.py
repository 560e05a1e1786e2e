"""Contracts, additional agreements, their form and the protocol of disagreements on paper."""

from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from governance import clock
from governance.documents.approval.disagreements_print import disagreements_data
from governance.documents.approval.opinions import Proposal
from governance.documents.kinds.contract.change import Purpose
from governance.documents.kinds.contract.print.agreement import preamble
from governance.documents.printing.pdf import render
from governance.documents.printing.registry import print_data
from governance.documents.record.perform import perform
from governance.record_rows import past_the_door
from governance.scenarios.luza import Luza
from governance.scenarios.luza_sources import FULL_NAMES
from tests.office import fresh

from .chain import LAST_DAY, TODAY, Parties

# What stands on paper follows from rows that other tests write on every database.
pytestmark = pytest.mark.any_database


def text_of(paper: Any) -> str:
    return text_on(paper.print_form, print_data(paper))


def text_on(form: str, data: Any) -> str:
    pages = PdfReader(BytesIO(render(form, data))).pages
    return " ".join(" ".join(page.extract_text().replace("\u00a0", " ") for page in pages).split())


def marks(paper: Any) -> list[str]:
    return [side["signature"]["mark"] for side in print_data(fresh(paper))["sides"]]


def ended(contract: Any, basis: Any) -> Any:
    """Its last day has passed, which that paper has set."""
    return perform(contract, "expire", basis=basis)


def party(name: str, acting: str = "действующего") -> dict[str, str]:
    return {"name": name, "represented_by": "директора Ы.", "acting": f"{acting} на основании Устава"}


# --- what is concluded ----------------------------------------------------------------------------------------------


def test_a_draft_prints_as_a_project_with_room_for_number_date_and_hands(parties: Parties) -> None:
    data = print_data(parties.made())
    assert (data["status"], data["number"], data["date"], data["place"]) == (
        "ПРОЕКТ",
        "№ ____",
        "",
        "г. Луза",
    )
    assert [side["signature"] for side in data["sides"]] == [
        {"position": "Директор", "name": "Л.В. Пелевин", "mark": "none"},
        {"position": "Директор", "name": "И.П. Крылова", "mark": "none"},
    ]
    assert data["basis"] == "Закон Российской Федерации «Об образовании» от 10.07.1992"


def test_a_project_says_so_until_the_last_signature(parties: Parties) -> None:
    contract = parties.agreed()
    assert print_data(contract)["status"] == "ПРОЕКТ"
    contract = parties.act(contract, "sign", by=parties.director)
    assert (print_data(contract)["status"], marks(contract)) == ("ПРОЕКТ", ["system", "none"])
    contract = parties.act(contract, "sign", by=parties.head("second"))
    data = print_data(contract)
    assert "status" not in data
    assert (data["title"], data["number"], data["date"]) == (
        "Договор от 16.01.2012 № 1-Д",
        "№ 1-Д",
        "16 января 2012 г.",
    )


def test_the_preamble_names_two_parties_and_through_whom_they_act(parties: Parties) -> None:
    assert print_data(parties.made())["preamble"] == (
        f"{FULL_NAMES['base']}, именуемое в дальнейшем «Базовая школа», в лице директора Пелевина Л.В., действующего "
        f"на основании Устава, с одной стороны, и {FULL_NAMES['second']}, именуемое в дальнейшем «Школа», в лице "
        "директора Крыловой И.П., действующей на основании Устава, с другой стороны, вместе именуемые "
        "«Стороны», заключили настоящий договор о нижеследующем:"
    )


def test_the_preamble_agrees_with_several_other_parties(luza: Luza) -> None:
    assert preamble(
        luza.district.pk, [party("А"), party("Б"), party("В", "действующей")], "настоящий договор"
    ) == (
        "А, именуемое в дальнейшем «Базовая школа», в лице директора Ы., действующего на основании Устава, с одной "
        "стороны, и Б, в лице директора Ы., действующего на основании Устава; В, в лице директора Ы., действующей на "
        "основании Устава, каждое из которых именуется в дальнейшем «Школа», с другой стороны, вместе именуемые "
        "«Стороны», заключили настоящий договор о нижеследующем:"
    )


def test_names_with_braces_print_as_they_are(luza: Luza) -> None:
    parties = [party("«А {0} Б»"), party("В")]
    assert "«А {0} Б», именуемое" in preamble(luza.district.pk, parties, "настоящий договор")


def test_the_sheet_shows_all_that_was_signed(parties: Parties) -> None:
    text = text_of(parties.in_force("lalsk"))
    for words in (
        "ДОГОВОР № 1-Д",
        "о сотрудничестве со школой «СОШ пгт Лальск»",
        "г. Луза 16 января 2012 г.",
        "1. Предмет договора",
        "1.1. Кировское областное государственное казённое",
        "ИНН 4316000029, ОГРН 1024300000020",
        "Адреса, реквизиты и подписи сторон",
        "пгт Лальск, ул. Центральная, д. 3",
        "Подтверждено в системе: Н.С. Жданов, директор МОКУ СОШ пгт Лальск, 16.01.2012",
    ):
        assert words in text
    assert "ПРОЕКТ" not in text


# --- signatures -----------------------------------------------------------------------------------------------------


def test_a_signature_by_hand_names_its_day_and_who_certified_the_scan(parties: Parties) -> None:
    contract = parties.certify(parties.agreed(), "second")
    assert print_data(contract)["sides"][1]["signature"] == {
        "position": "Директор МОКУ СОШ № 2 г. Лузы",
        "name": "И.П. Крылова",
        "mark": "paper",
        "text": "Подписано на бумаге 16.01.2012. Скан заверен: А.П. Тестова, делопроизводитель, 16.01.2012",
    }


def test_a_stand_in_signs_in_the_capacity_shown(parties: Parties) -> None:
    contract = parties.agreed("lalsk")
    appointment = parties.stand_in("lalsk")
    appointment.title = "и.о. директора МОКУ СОШ пгт Лальск"
    with past_the_door():
        appointment.save()
    contract = parties.act(contract, "name_representative", by=appointment.person)
    signed = print_data(parties.act(contract, "sign", by=appointment.person))["sides"][1]["signature"]
    assert (signed["name"], signed["position"]) == ("Е.В. Бушманова", "И.о. директора МОКУ СОШ пгт Лальск")


def test_signatures_of_a_text_taken_back_are_not_on_the_sheet(parties: Parties) -> None:
    contract = parties.act(parties.agreed(), "sign", by=parties.director)
    contract = parties.act(contract, "withdraw", reason="Ошибка в адресе")
    assert marks(contract) == ["none", "none"]


# --- what came after ------------------------------------------------------------------------------------------------


def test_a_contract_lists_its_amendments_and_keeps_its_signed_words(parties: Parties) -> None:
    contract = parties.in_force()
    before = print_data(contract)
    clause = before["sections"][1]["clauses"][0]
    amendment = parties.amended(contract, changes={clause["id"]: "Базовая школа предоставляет мастерские."})
    data = print_data(fresh(contract))
    assert data["notes"] == ["С изменениями: дополнительное соглашение от 16.01.2012 № 1-ДС"]
    assert data["sections"] == before["sections"]
    text = text_of(fresh(amendment))
    for words in (
        "ДОПОЛНИТЕЛЬНОЕ СОГЛАШЕНИЕ № 1-ДС",
        "к договору от 16.01.2012 № 1-Д",
        "заключили настоящее соглашение о нижеследующем",
        "«Базовая школа предоставляет мастерские.»",
    ):
        assert words in text


def test_a_terminated_contract_says_by_what_and_since_when(parties: Parties) -> None:
    contract = parties.in_force()
    parties.amended(contract, Purpose.TERMINATE, new_ends_on=TODAY)
    named = "дополнительное соглашение от 16.01.2012 № 1-ДС"
    assert print_data(fresh(contract))["notes"] == [f"Расторгается по соглашению сторон: {named}"]
    with clock.played(TODAY + timedelta(days=1)):
        over = ended(contract, fresh(contract).ended_by)
    data = print_data(over)
    assert (data["notes"], data["void_word"]) == ([], "РАСТОРГНУТ")
    assert data["void"] == f"{named}; последний день действия — 16 января 2012 г."
    assert "РАСТОРГНУТ: дополнительное соглашение" in text_of(over)


def test_a_contract_past_its_term_is_marked_also_in_the_archive(parties: Parties) -> None:
    contract = parties.in_force()
    with clock.played(LAST_DAY + timedelta(days=1)):
        contract = ended(contract, contract)
        contract = parties.act(contract, "archive", by=parties.clerk)
    data = print_data(contract)
    assert (data["void_word"], data["void"]) == ("ИСТЁК", "последний день действия — 31 декабря 2012 г.")


def test_notice_of_a_party_is_noted_and_then_ends_the_contract(parties: Parties) -> None:
    contract = parties.in_force()
    contract = parties.act(contract, "give_notice", by=parties.head("second"), reason="Школа закрывается")
    assert print_data(contract)["notes"] == [
        "МОКУ СОШ № 2 г. Лузы: уведомление о расторжении, последний день — 15 февраля 2012 г."
    ]
    with clock.played(date(2012, 2, 16)):
        over = ended(contract, contract)
    assert print_data(over)["void"] == "по уведомлению стороны; последний день действия — 15 февраля 2012 г."


def test_a_contract_that_was_not_concluded_binds_nobody_and_says_so(parties: Parties) -> None:
    contract = parties.act(parties.submitted(), "give_up", reason="Составлен по ошибке")
    data = print_data(contract)
    assert (data["status"], "void" in data) == ("НЕ ЗАКЛЮЧЁН", False)


# --- the form -------------------------------------------------------------------------------------------------------


def test_the_form_prints_its_blanks_as_gaps_with_their_names(parties: Parties) -> None:
    form = parties.form_in_use()
    data = print_data(form)
    assert data["sections"][2]["clauses"][0]["pieces"] == [
        {"text": "Договор действует с ", "blank": False},
        {"text": "начало", "blank": True},
        {"text": " по ", "blank": False},
        {"text": "окончание", "blank": True},
        {"text": ".", "blank": False},
    ]
    assert data["term"] == (
        "Срок действия договоров: по 31 декабря 2012 г. Срок уведомления о расторжении: 30 календарных дней."
    )
    text = text_of(form)
    assert "{" not in text
    assert "Заполняется для каждой школы" in text


def test_a_draft_of_the_form_is_a_project_and_one_in_use_is_none(parties: Parties) -> None:
    assert print_data(parties.form())["status"] == "ПРОЕКТ"
    assert "status" not in print_data(parties.form_in_use())


# --- disagreements --------------------------------------------------------------------------------------------------


def test_the_protocol_of_disagreements_sets_both_wordings_side_by_side(parties: Parties) -> None:
    contract = parties.objected(
        parties.submitted(), "second", (1, "Школу представляет учредитель."), remark="Спорно"
    )
    proposal = contract.open_proposals().get()
    contract = parties.act(
        contract,
        "answer_proposal",
        proposal=proposal.pk,
        answer=Proposal.Answer.DECLINED,
        reason="Так в уставе",
    )
    found = disagreements_data(contract)
    assert found is not None
    (round_,) = found["rounds"]
    assert (round_["heading"], round_["remark"]) == ("МОКУ СОШ № 2 г. Лузы, редакция 1", "Спорно")
    assert round_["rows"] == [
        {
            "number": "1.2",
            "ours": "Школу представляет директора Крыловой И.П.",
            "theirs": "Школу представляет учредитель.",
            "why": "",
            "outcome": "Не согласовано: предложено сохранить прежнюю редакцию",
            "agreed": "",
            "offered": "Школу представляет директора Крыловой И.П.",
            "reason": "Так в уставе",
        }
    ]
    assert [(line["label"], line["name"]) for line in round_["lines"]] == [
        ("Представила", "И.П. Крылова"),
        ("Рассмотрела", "С.А. Винокурова"),
    ]
    assert "ПРОТОКОЛ РАЗНОГЛАСИЙ" in text_on("disagreements", found)


def test_a_wording_of_one_side_is_agreed_when_the_other_has_agreed_to_it(parties: Parties) -> None:
    contract = parties.objected(parties.submitted(), "second", (1, "Школу представляет учредитель."))
    proposal = contract.open_proposals().get()
    contract = parties.act(
        contract,
        "answer_proposal",
        proposal=proposal.pk,
        answer=Proposal.Answer.OTHER,
        wording="Школу представляет её директор.",
    )

    def shown() -> tuple[str, str, str]:
        found = disagreements_data(fresh(contract))
        assert found is not None
        row = found["rounds"][0]["rows"][0]
        return row["outcome"], row["agreed"], row["offered"]

    offered = ("Не согласовано: предложена иная редакция", "", "Школу представляет её директор.")
    assert shown() == offered
    contract = parties.act(contract, "submit")
    assert shown() == offered
    parties.act(contract, "consent", by=parties.head("second"))
    assert shown() == ("Согласована иная редакция", "Школу представляет её директор.", "")


def test_both_parties_sign_the_protocol_of_disagreements_with_the_contract(parties: Parties) -> None:
    contract = parties.objected(parties.submitted(), "second", (1, "Школу представляет учредитель."))
    proposal = contract.open_proposals().get()
    parties.act(contract, "answer_proposal", proposal=proposal.pk, answer=Proposal.Answer.ACCEPTED)
    contract = parties.act(fresh(contract), "submit")
    contract = parties.act(contract, "consent", by=parties.head("second"))
    assert print_data(contract)["annexes"] == ["протокол разногласий (пункт 1.2)"]

    def marks() -> list[tuple[str, str]]:
        found = disagreements_data(fresh(contract))
        assert found is not None
        return [(line["mark"], line["name"]) for line in found["signatures"]]

    assert marks() == [("none", "Л.В. Пелевин"), ("none", "И.П. Крылова")]
    parties.act(contract, "sign", by=parties.head("second"))
    parties.act(fresh(contract), "sign", by=parties.director)
    assert marks() == [("system", "Л.В. Пелевин"), ("system", "И.П. Крылова")]


def test_where_nobody_objected_there_is_no_protocol_of_disagreements(parties: Parties) -> None:
    assert disagreements_data(parties.agreed()) is None


def test_the_protocol_opens_to_whom_the_contract_does(parties: Parties, client: Client) -> None:
    contract = parties.objected(parties.submitted(), "second", remark="Спорно")
    address = reverse("disagreements_pdf", args=[contract.pk])
    client.force_login(parties.head("second"))
    assert client.get(address).content.startswith(b"%PDF-")
    client.force_login(parties.head("lalsk"))
    assert client.get(address).status_code == 404
    client.force_login(parties.head("fabrichnaya"))
    assert (
        client.get(reverse("disagreements_pdf", args=[parties.submitted("fabrichnaya").pk])).status_code
        == 404
    )


# --- every sheet ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("stage", ["made", "agreed", "in_force"])
def test_each_stage_becomes_a_pdf_and_the_same_one_later(parties: Parties, stage: str) -> None:
    contract = getattr(parties, stage)("second", "kulikovo")
    first = render("contract", print_data(contract))
    with clock.played(date(2013, 6, 1)):
        assert render("contract", print_data(fresh(contract))) == first


@pytest.mark.parametrize("kind", ["form_in_use", "in_force"])
def test_the_page_shows_the_sheet(parties: Parties, client: Client, kind: str) -> None:
    paper = getattr(parties, kind)()
    client.force_login(parties.deputy)
    page = client.get(reverse("paper", args=[paper.pk])).content.decode()
    assert "2.1." in page
    assert "Базовая школа предоставляет кабинеты." in page
