"""The form of contract is written, put into use and begun anew on the desk."""

from datetime import date

import pytest
from django.urls import reverse

from governance.documents.kinds.contract.form import ContractForm
from governance.documents.record.perform import draft, perform
from governance.scenarios.luza import Luza
from tests.desk.contract_making.conftest import Desk, said
from tests.memory import recalled

# Pages say the same words over every database.
pytestmark = pytest.mark.any_database

CLAUSE = "clause-0000000b"


def form_post(paper: ContractForm, **changes: str) -> dict[str, str]:
    """What the page of a form sends: one section with one clause, and one law."""
    return {
        "acts-0-text": "Закон «Об образовании»",
        "acts-0-day": "1992-07-10",
        "seen": str(paper.revision),
        "title": "Договор о сотрудничестве",
        "ends_on": "2012-08-31",
        "notice_0": "30",
        "notice_1": "days",
        "section-0000000a": "Предмет",
        CLAUSE: "Школа: {школа}.",
        "do": "save",
        **changes,
    }


@pytest.fixture
@recalled
def begun(luza: Luza) -> ContractForm:
    deputy = luza.people["deputy"]
    return draft(ContractForm, unit=luza.base, title="Договор", by=deputy)


def test_the_deputy_begins_a_form_and_goes_on_to_its_text(desk: Desk, luza: Luza) -> None:
    response = desk("deputy").post(reverse("contract_form_new"), {"title": "Договор о сотрудничестве"})
    begun = ContractForm.objects.get()
    assert response.url == reverse("contract_form_edit", args=[begun.pk])
    assert (begun.unit, begun.title) == (luza.base, "Договор о сотрудничестве")


def test_a_form_begins_with_the_usual_text_of_what_is_concluded(desk: Desk, luza: Luza) -> None:
    desk("deputy").post(reverse("contract_form_new"), {"title": " ", "matter": "network", "usual": "on"})
    begun = ContractForm.objects.get()
    assert (begun.title, begun.matter) == (
        "Договор о сетевой форме реализации образовательной программы",
        "network",
    )
    assert len(begun.sections) == 10
    assert begun.unknown_blanks() == []
    assert begun.legal_basis[1]["day"] == "2020-08-05"
    long = desk("deputy").post(reverse("contract_form_new"), {"title": "Д" * 501})
    assert (long.status_code, ContractForm.objects.count()) == (422, 1)


@pytest.mark.parametrize("key", ["head_second", "deputy_second", "clerk", "observer"])
def test_others_begin_no_form(desk: Desk, luza: Luza, key: str) -> None:
    assert desk(key).get(reverse("contract_form_new")).status_code == 404
    assert desk(key).post(reverse("contract_form_new"), {"title": "Договор"}).status_code == 404


def test_the_form_is_saved_with_its_text_blanks_and_laws(desk: Desk, begun: ContractForm) -> None:
    blanks = {"blanks-0-name": "предметы", "blanks-0-label": "Какие предметы"}
    response = desk("deputy").post(reverse("contract_form_edit", args=[begun.pk]), form_post(begun, **blanks))
    assert response.url == reverse("paper", args=[begun.pk])
    saved = ContractForm.objects.get()
    assert saved.sections == [
        {
            "id": "0000000a",
            "title": "Предмет",
            "clauses": [{"id": "0000000b", "text": "Школа: {школа}."}],
        }
    ]
    assert saved.blanks == [{"name": "предметы", "label": "Какие предметы"}]
    assert saved.legal_basis == [{"text": "Закон «Об образовании»", "day": "1992-07-10"}]
    assert (saved.ends_on, saved.notice) == (date(2012, 8, 31), {"count": 30, "unit": "days"})


def test_saving_what_has_not_changed_makes_no_new_entry(desk: Desk, begun: ContractForm) -> None:
    desk("deputy").post(reverse("contract_form_edit", args=[begun.pk]), form_post(begun))
    saved = ContractForm.objects.get()
    desk("deputy").post(reverse("contract_form_edit", args=[begun.pk]), form_post(saved))
    assert ContractForm.objects.get().revision == saved.revision


def test_a_small_button_saves_nothing_and_keeps_what_is_typed(desk: Desk, begun: ContractForm) -> None:
    data = form_post(begun, title="Новое название", do="add_clause:0000000b")
    response = desk("deputy").post(reverse("contract_form_edit", args=[begun.pk]), data)
    assert response.status_code == 200
    assert "Новое название" in said(response)
    assert len(response.context["editor"].sections[0]["clauses"]) == 2
    assert ContractForm.objects.get().revision == begun.revision


def test_a_blank_on_no_list_is_pointed_out_and_can_be_listed(desk: Desk, begun: ContractForm) -> None:
    data = form_post(begun, **{CLAUSE: "Предметы: {предметы}, {школа}.", "do": "list_blanks"})
    deputy, address = desk("deputy"), reverse("contract_form_edit", args=[begun.pk])
    unlisted = deputy.post(address, {**data, "do": "more:acts"})
    assert unlisted.context["unknown"] == "{предметы}"
    assert "Nothing fills: {предметы}" in said(unlisted)
    listed = deputy.post(address, data)
    assert listed.context["unknown"] == ""
    assert 'name="blanks-0-name" value="предметы"' in said(listed)


def test_a_law_without_its_day_is_marked_and_stays(desk: Desk, begun: ContractForm) -> None:
    data = form_post(begun, **{"acts-0-day": ""})
    response = desk("deputy").post(reverse("contract_form_edit", args=[begun.pk]), data)
    assert response.status_code == 422
    assert "Give its day: the legal basis is dated." in said(response)
    assert "Закон «Об образовании»" in said(response)
    assert ContractForm.objects.get().sections == []


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("title", "", "Give the paper a title"),
        ("notice_0", "месяц", "Give the length as a whole number from 1"),
        ("notice_0", "0", "A term is at least 1 long."),
        ("notice_1", "years", "Give the length as a whole number from 1"),
        ("ends_on", "31 июня", "Give the day as a date"),
        (CLAUSE, "а" * 10_001, "too long"),
    ],
)
def test_what_cannot_be_kept_is_said_and_nothing_is_lost(
    desk: Desk, begun: ContractForm, field: str, value: str, sentence: str
) -> None:
    data = form_post(begun, **{"section-0000000a": "Мой раздел", field: value})
    response = desk("deputy").post(reverse("contract_form_edit", args=[begun.pk]), data)
    assert response.status_code == 422
    assert sentence in said(response)
    assert "Мой раздел" in said(response)
    assert ContractForm.objects.get().revision == begun.revision


def test_a_form_changed_meanwhile_is_not_overwritten_unseen(
    desk: Desk, begun: ContractForm, luza: Luza
) -> None:
    data = form_post(begun)
    perform(begun, "revise", by=luza.people["director"], title="Другое название")
    deputy, address = desk("deputy"), reverse("contract_form_edit", args=[begun.pk])
    refused = deputy.post(address, data)
    assert refused.status_code == 422
    assert "has changed since you opened it" in said(refused)
    assert "Школа: {школа}." in said(refused)
    again = {**data, "seen": str(ContractForm.objects.get().revision)}
    assert deputy.post(address, again).status_code == 302
    assert ContractForm.objects.get().title == "Договор о сотрудничестве"


def test_a_form_in_use_is_opened_before_it_is_edited(desk: Desk, form: ContractForm) -> None:
    deputy, address = desk("deputy"), reverse("contract_form_edit", args=[form.pk])
    assert deputy.get(address).url == reverse("paper", args=[form.pk])
    assert deputy.post(address, form_post(form)).status_code == 422
    assert ContractForm.objects.get().sections == form.sections


def test_rubbish_on_the_page_of_a_form_is_answered_by_sentences(desk: Desk, begun: ContractForm) -> None:
    rubbish = {
        "acts-много-text": "x",
        "acts-7-day": "много",
        "do": "up:нет",
        "seen": "вчера",
        "clause-x": "y",
    }
    response = desk("deputy").post(reverse("contract_form_edit", args=[begun.pk]), rubbish)
    assert response.status_code == 422
    assert ContractForm.objects.get().revision == begun.revision


def test_the_head_of_another_school_does_not_see_the_form_while_it_is_prepared(
    desk: Desk, begun: ContractForm
) -> None:
    assert desk("head_second").get(reverse("contract_form_edit", args=[begun.pk])).status_code == 404
