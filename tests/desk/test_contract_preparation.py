"""The base school prepares its form, makes contracts from it, edits them, and sees on the board where they stand."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, NamedTuple

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from zeal import zeal_ignore

from governance import clock
from governance.desk.kinds.contract import progress
from governance.documents.kinds.contract.contract import Contract
from governance.documents.kinds.contract.form import ContractForm
from governance.documents.record.perform import draft, perform
from governance.roles.acts.appointing import appoint, dismiss
from governance.roles.appointment import Appointment
from governance.roles.catalogue import Role
from governance.roles.membership import Membership
from governance.roles.names import Case
from governance.roles.person import Person
from governance.roles.unit import Unit, UnitKind
from governance.scenarios.luza import FOUNDED, Luza
from tests.contract.chain import Parties
from tests.founding import entered, founded
from tests.memory import recalled

# Pages say the same words over every database.
pytestmark = pytest.mark.any_database

Desk = Callable[[str], Client]
CLAUSE = "clause-0000000b"


@pytest.fixture
def parties(luza: Luza) -> Parties:
    return Parties(luza)


@pytest.fixture
def in_bulk() -> Iterator[None]:
    """Papers are made one after another, so each asks for itself; pages that only show may not."""
    with zeal_ignore():
        yield


@pytest.fixture
def form(parties: Parties) -> ContractForm:
    return parties.form_in_use()


def said(response: Any) -> str:
    """The page, its white space collapsed as a browser does it."""
    return " ".join(response.content.decode().split())


def told(response: Any) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


# --- the form -----------------------------------------------------------------------------------------------


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
    return draft(ContractForm, unit=luza.base, title="Договор", by=deputy)  # type: ignore[return-value]


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


# --- making -------------------------------------------------------------------------------------------------


def making_post(*schools: Unit, way: str = "each", common: str = "", **changes: str) -> dict[str, str]:
    """What the page sends with these schools marked; the only blank of the form is «предметы»."""
    version = ContractForm.objects.get().present_version
    data = {"way": way, "all-blank-0": common, "version": str(version.pk if version else "")}
    for school in schools:
        data |= {
            f"school-{school.pk}-chosen": "on",
            f"school-{school.pk}-represented_by": "директора Иванова И.И.",
            f"school-{school.pk}-basis": "Устава",
            f"school-{school.pk}-blank-0": "",
        }
    return {**data, **changes}


def test_each_school_is_offered_with_the_words_of_its_head(
    desk: Desk, form: ContractForm, luza: Luza
) -> None:
    response = desk("deputy").get(reverse("contracts_make", args=[form.pk]))
    offered = {row.school: row["represented_by"].value() for row in response.context["page"].rows}
    assert offered[luza.schools["second"]] == "директора Крыловой И.П."
    assert len(offered) == 5


@pytest.mark.usefixtures("in_bulk")
def test_five_contracts_are_made_at_once_each_with_its_own_words(
    desk: Desk, form: ContractForm, luza: Luza
) -> None:
    second, lalsk = luza.schools["second"], luza.schools["lalsk"]
    others = [school for school in luza.schools.values() if school != luza.base]
    data = making_post(*others, common="физика", **{f"school-{second.pk}-blank-0": "химия"})
    response = desk("deputy").post(reverse("contracts_make", args=[form.pk]), data)
    assert response.url == reverse("contracts_progress", args=[form.pk])
    made = {contract.school: contract for contract in Contract.objects.all()}
    assert set(made) == set(others)
    assert (made[second].values, made[lalsk].values) == ({"предметы": "химия"}, {"предметы": "физика"})
    assert made[second].sides[1].represented_by == "директора Иванова И.И."


def test_one_contract_is_made_with_all_marked_schools(desk: Desk, form: ContractForm, luza: Luza) -> None:
    second, lalsk = luza.schools["second"], luza.schools["lalsk"]
    data = making_post(second, lalsk, way="one", **{f"school-{second.pk}-blank-0": "химия"})
    data[f"school-{lalsk.pk}-blank-0"] = "физика"
    desk("deputy").post(reverse("contracts_make", args=[form.pk]), data)
    contract = Contract.objects.get()
    assert [party.unit for party in contract.sides] == [luza.base, second, lalsk]
    assert contract.values == {"предметы": f"{second}: химия; {lalsk}: физика"}


def test_a_corrected_name_stays_with_the_person(desk: Desk, form: ContractForm, luza: Luza) -> None:
    second = luza.schools["second"]
    data = making_post(second, **{f"school-{second.pk}-represented_by": "директора Крыловои И.П."})
    desk("deputy").post(reverse("contracts_make", args=[form.pk]), data)
    head = Person.objects.get(pk=luza.people["head_second"].pk)
    assert head.in_case(Case.GENITIVE) == "Крыловои И.П."


def test_a_school_for_which_nobody_can_sign_says_so_and_cannot_be_marked(
    desk: Desk, form: ContractForm, luza: Luza
) -> None:
    lalsk = luza.schools["lalsk"]
    head = Appointment.objects.get(unit=lalsk, role=Role.SCHOOL_HEAD)
    dismiss(head, until=date(2011, 9, 1), by=None, basis="приказ № 9")
    deputy, address = desk("deputy"), reverse("contracts_make", args=[form.pk])
    assert "Nobody may sign contracts for this school today" in said(deputy.get(address))
    response = deputy.post(address, making_post(lalsk))
    assert "Mark the schools with which contracts are to be made." in said(response)
    assert not Contract.objects.exists()


def test_what_is_wrong_for_one_school_is_marked_before_anything_is_made(
    desk: Desk, form: ContractForm, luza: Luza
) -> None:
    second, lalsk = luza.schools["second"], luza.schools["lalsk"]
    data = making_post(second, lalsk, **{f"school-{lalsk.pk}-represented_by": ""})
    data[f"school-{second.pk}-blank-0"] = "{предметы}"
    response = desk("deputy").post(reverse("contracts_make", args=[form.pk]), data)
    assert response.status_code == 422
    assert "Say who acts for the school" in said(response)
    assert "without braces" in said(response)
    assert "{предметы}</textarea>" in said(response)
    assert not Contract.objects.exists()


@pytest.mark.parametrize("sent", [{}, {"represented_by": "", "basis": ""}])
def test_words_that_are_not_sent_come_back_empty_with_their_error(
    desk: Desk, form: ContractForm, luza: Luza, sent: dict[str, str]
) -> None:
    school = luza.schools["second"]
    data = {"way": "each", f"school-{school.pk}-chosen": "on"}
    data |= {f"school-{school.pk}-{name}": text for name, text in sent.items()}
    response = desk("deputy").post(reverse("contracts_make", args=[form.pk]), data)
    (row,) = (row for row in response.context["page"].rows if row.school == school)
    assert (response.status_code, row.errors["represented_by"], row.errors["basis"]) == (
        422,
        ["Say who acts for the school: «директора Ивановой А.А.»."],
        ["Say on what basis: «Устава», «приказа от … № …»."],
    )
    assert "None" not in said(response)
    assert not Contract.objects.exists()


@pytest.mark.parametrize(
    "data", [{}, {"way": "x"}, {"school-999999999-chosen": "on"}, {"school--chosen": ""}]
)
def test_rubbish_makes_nothing(desk: Desk, form: ContractForm, data: dict[str, str]) -> None:
    response = desk("deputy").post(reverse("contracts_make", args=[form.pk]), data)
    assert response.status_code == 422
    assert "Mark the schools" in said(response)
    assert not Contract.objects.exists()


def test_a_second_press_makes_nothing_twice(desk: Desk, form: ContractForm, luza: Luza) -> None:
    deputy, data = desk("deputy"), making_post(luza.schools["second"])
    deputy.post(reverse("contracts_make", args=[form.pk]), data)
    again = deputy.post(reverse("contracts_make", args=[form.pk]), data)
    assert again.status_code == 422
    assert "is on its way already: it stands on the board" in said(again)
    assert Contract.objects.count() == 1


@pytest.mark.parametrize("key", ["clerk", "head_second", "observer"])
def test_others_make_no_contracts(desk: Desk, form: ContractForm, luza: Luza, key: str) -> None:
    response = desk(key).post(reverse("contracts_make", args=[form.pk]), making_post(luza.schools["second"]))
    assert response.status_code == 404
    assert not Contract.objects.exists()


def test_a_form_in_preparation_makes_no_contracts(desk: Desk, parties: Parties, luza: Luza) -> None:
    unused = parties.form()
    response = desk("deputy").post(
        reverse("contracts_make", args=[unused.pk]), making_post(luza.schools["second"])
    )
    assert response.url == reverse("paper", args=[unused.pk])
    assert not Contract.objects.exists()


def test_the_board_leads_to_the_form_in_use(desk: Desk, form: ContractForm) -> None:
    response = desk("deputy").get(reverse("contracts_make_any"))
    assert response.url == reverse("contracts_make", args=[form.pk])


def test_without_a_form_in_use_one_is_begun_first(desk: Desk, luza: Luza) -> None:
    assert desk("deputy").get(reverse("contracts_make_any")).url == reverse("contract_form_new")
    assert desk("head_second").get(reverse("contracts_make_any")).status_code == 404


# --- in slices ----------------------------------------------------------------------------------------------


@pytest.fixture
def one_a_request(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if each contract took longer than a slice."""
    monkeypatch.setattr(progress, "SLICE_SECONDS", 0.0)


def begin_three(deputy: Client, form: ContractForm, luza: Luza) -> str:
    """Set out to make three, with one slice behind; the address that goes on."""
    schools = [luza.schools[key] for key in ("second", "lalsk", "kulikovo")]
    deputy.post(reverse("contracts_make", args=[form.pk]), making_post(*schools))
    return reverse("contracts_go_on", args=[form.pk])


@pytest.mark.usefixtures("one_a_request")
def test_long_work_shows_how_far_it_is_and_goes_on_by_itself(
    desk: Desk, form: ContractForm, luza: Luza
) -> None:
    deputy = desk("deputy")
    go_on = begin_three(deputy, form, luza)
    page = said(deputy.get(reverse("contracts_progress", args=[form.pk])))
    assert "Made: 1 of 3" in page
    assert f'hx-post="{go_on}" hx-trigger="load"' in page
    fragment = said(deputy.post(go_on, headers={"HX-Request": "true"}))
    assert "Made: 2 of 3" in fragment
    assert "<html" not in fragment
    last = said(deputy.post(go_on, headers={"HX-Request": "true"}))
    assert "Made: 3 of 3" in last
    assert "hx-post" not in last
    assert Contract.objects.count() == 3


@pytest.mark.usefixtures("one_a_request")
def test_without_javascript_a_button_goes_on(desk: Desk, form: ContractForm, luza: Luza) -> None:
    deputy = desk("deputy")
    go_on = begin_three(deputy, form, luza)
    assert deputy.post(go_on).url == reverse("contracts_progress", args=[form.pk])
    assert Contract.objects.count() == 2


@pytest.mark.usefixtures("one_a_request")
def test_going_on_after_the_end_makes_nothing_more(desk: Desk, form: ContractForm, luza: Luza) -> None:
    deputy = desk("deputy")
    go_on = begin_three(deputy, form, luza)
    for _press in range(5):
        deputy.post(go_on)
    assert Contract.objects.count() == 3
    assert deputy.get(go_on).status_code == 405


@pytest.mark.usefixtures("one_a_request")
def test_a_school_that_is_refused_keeps_its_words_and_the_others_are_made(
    desk: Desk, form: ContractForm, luza: Luza
) -> None:
    deputy, lalsk = desk("deputy"), luza.schools["lalsk"]
    go_on = begin_three(deputy, form, luza)
    head = Appointment.objects.get(unit=lalsk, role=Role.SCHOOL_HEAD)
    dismiss(head, until=date(2011, 9, 1), by=None, basis="приказ № 9")
    deputy.post(go_on)
    deputy.post(go_on)
    page = deputy.get(reverse("contracts_progress", args=[form.pk]))
    assert [school for school, _why in page.context["refused"]] == [lalsk]
    assert "appoint its director first" in said(page)
    assert Contract.objects.count() == 2
    again_head = {"title": head.title, "by": None, "basis": "приказ № 10"}
    appoint(head.person, Role.SCHOOL_HEAD, lalsk, since=date(2011, 9, 2), **again_head)
    again = deputy.get(reverse("contracts_make", args=[form.pk]))
    kept = {row.school: row for row in again.context["page"].rows}[lalsk]
    assert kept.is_chosen
    assert kept["represented_by"].value() == "директора Иванова И.И."
    assert "appoint its director first" in kept.refusal


@pytest.mark.usefixtures("one_a_request")
def test_a_new_version_of_the_form_stops_the_work(
    desk: Desk, form: ContractForm, luza: Luza, parties: Parties
) -> None:
    deputy = desk("deputy")
    go_on = begin_three(deputy, form, luza)
    parties.act(
        parties.act(parties.act(form, "reopen"), "revise", notice={"count": 60, "unit": "days"}), "issue"
    )
    deputy.post(go_on)
    page = said(deputy.get(reverse("contracts_progress", args=[form.pk])))
    assert "The form has a new version" in page
    assert "hx-post" not in page
    assert Contract.objects.count() == 1


def test_nothing_begun_leads_to_the_schools(desk: Desk, form: ContractForm) -> None:
    deputy, start = desk("deputy"), reverse("contracts_make", args=[form.pk])
    assert deputy.get(reverse("contracts_progress", args=[form.pk])).url == start
    assert deputy.post(reverse("contracts_go_on", args=[form.pk])).url == start


def test_signed_out_the_sign_in_page_does_not_land_inside_the_page(
    visitor: Client, form: ContractForm
) -> None:
    go_on = reverse("contracts_go_on", args=[form.pk])
    assert visitor.post(go_on, headers={"HX-Request": "true"}).status_code == 401
    assert visitor.post(go_on).url.startswith(reverse("sign_in"))


# --- editing a contract -------------------------------------------------------------------------------------


def contract_post(contract: Contract, **changes: str) -> dict[str, str]:
    """What the page of a contract sends when nothing is changed."""
    data = {
        "seen": str(contract.revision),
        "title": contract.title,
        "place": contract.place,
        "starts_on": contract.starts_on.isoformat() if contract.starts_on else "",
        "ends_on": contract.ends_on.isoformat() if contract.ends_on else "",
        "notice_0": str(contract.notice["count"]),
        "notice_1": contract.notice["unit"],
        "do": "save",
    }
    for place, act in enumerate(contract.legal_basis):
        data |= {f"acts-{place}-text": act["text"], f"acts-{place}-day": act["day"]}
    for place, value in enumerate(contract.values.values()):
        data[f"values-blank-{place}"] = value
    for party in contract.sides:
        data[f"party-{party.unit_id}-represented_by"] = party.represented_by
        data[f"party-{party.unit_id}-basis"] = party.basis
    for section in contract.sections:
        data[f"section-{section['id']}"] = section["title"]
        data |= {f"clause-{clause['id']}": clause["text"] for clause in section["clauses"]}
    return {**data, **changes}


def post_contract(client: Client, contract: Contract, **changes: str) -> Any:
    return client.post(reverse("contract_edit", args=[contract.pk]), contract_post(contract, **changes))


@pytest.fixture
@recalled
def contract(parties: Parties) -> Contract:
    return Contract.objects.get(pk=parties.made().pk)


def test_a_contract_sent_back_unchanged_stays_as_it_was(desk: Desk, contract: Contract) -> None:
    response = post_contract(desk("deputy"), contract)
    assert response.url == reverse("paper", args=[contract.pk])
    assert Contract.objects.get().revision == contract.revision


def test_text_values_terms_and_parties_are_saved_together(desk: Desk, contract: Contract, luza: Luza) -> None:
    clause = contract.sections[1]["clauses"][0]["id"]
    words = f"party-{luza.schools['second'].pk}-represented_by"
    changes = {
        f"clause-{clause}": "Кабинеты предоставляются по вторникам.",
        "values-blank-0": "астрономия",
        "starts_on": "2011-10-01",
        "place": "пгт Лальск",
        words: "директора Крыловои И.П.",
    }
    post_contract(desk("deputy"), contract, **changes)
    saved = Contract.objects.get()
    assert saved.sections[1]["clauses"][0] == {
        "id": clause,
        "text": "Кабинеты предоставляются по вторникам.",
    }
    assert saved.values == {"предметы": "астрономия"}
    assert (saved.starts_on, saved.place) == (date(2011, 10, 1), "пгт Лальск")
    assert saved.sides[1].represented_by == "директора Крыловои И.П."


def test_nothing_is_saved_when_one_part_is_refused(desk: Desk, contract: Contract, luza: Luza) -> None:
    clause = contract.sections[0]["clauses"][0]["id"]
    words = f"party-{luza.schools['second'].pk}-represented_by"
    changes = {f"clause-{clause}": "а" * 10_001, words: "директора Крыловои И.П."}
    response = post_contract(desk("deputy"), contract, **changes)
    assert response.status_code == 422
    assert "too long" in said(response)
    assert "директора Крыловои И.П." in said(response)
    saved = Contract.objects.get()
    assert saved.revision == contract.revision
    assert saved.sides[1].represented_by == "директора Крыловой И.П."


def test_a_clause_that_differs_from_the_form_is_marked_beside_it(
    desk: Desk, contract: Contract, parties: Parties
) -> None:
    sections = [{**section, "clauses": list(section["clauses"])} for section in contract.sections]
    changed = {**sections[0]["clauses"][1], "text": "Школу представляет завуч."}
    sections[0]["clauses"][1] = changed
    sections[0]["clauses"].append({"id": "", "text": "Новый пункт."})
    gone = sections[1]["clauses"].pop()
    contract = parties.act(contract, "revise", sections=sections)
    response = desk("deputy").get(reverse("contract_edit", args=[contract.pk]))
    marks = {key: [mark.text for mark in found] for key, found in response.context["editor"].marks.items()}
    added = contract.sections[0]["clauses"][2]["id"]
    assert marks == {changed["id"]: ["Otherwise than the common form:"], added: ["Not in the common form."]}
    assert [clause["id"] for clause in response.context["missing"]] == [gone["id"]]
    assert "<del>{директор}</del>" in said(response)


def test_a_contract_that_would_end_before_it_begins_is_not_saved(desk: Desk, contract: Contract) -> None:
    response = post_contract(desk("deputy"), contract, starts_on="2012-05-01", ends_on="2012-04-01")
    assert response.status_code == 422
    assert "would end before it begins" in said(response)
    assert Contract.objects.get().starts_on is None


def test_a_small_button_on_a_contract_keeps_all_that_is_typed(desk: Desk, contract: Contract) -> None:
    clause = contract.sections[0]["clauses"][0]["id"]
    changes = {"values-blank-0": "астрономия", "place": "пгт Лальск", "do": f"down:{clause}"}
    response = post_contract(desk("deputy"), contract, **changes)
    assert response.status_code == 200
    assert "астрономия</textarea>" in said(response)
    assert 'value="пгт Лальск"' in said(response)
    assert [one["id"] for one in response.context["editor"].sections[0]["clauses"]][1] == clause
    assert Contract.objects.get().revision == contract.revision


def test_a_contract_that_is_being_agreed_cannot_be_edited(
    desk: Desk, contract: Contract, parties: Parties
) -> None:
    data = contract_post(contract)
    parties.act(contract, "submit")
    deputy, address = desk("deputy"), reverse("contract_edit", args=[contract.pk])
    assert deputy.get(address).url == reverse("paper", args=[contract.pk])
    assert deputy.post(address, {**data, "title": "Иначе"}).status_code == 422
    assert Contract.objects.get().title == contract.title


def test_a_draft_contract_is_there_for_the_base_school_only(desk: Desk, contract: Contract) -> None:
    address = reverse("contract_edit", args=[contract.pk])
    assert desk("head_second").get(address).status_code == 404
    assert desk("head_lalsk").get(address).status_code == 404
    assert desk("clerk").get(address).status_code == 302
    assert desk("deputy").get(address).status_code == 200


# --- the board ----------------------------------------------------------------------------------------------


class BoardRow(NamedTuple):
    """What stands in the cells of a line, a sign in brackets."""

    school: str
    paper: str
    state: str
    term: str
    waiting: str


def rows_of(client: Client) -> list[BoardRow]:
    _head, *lines = said(client.get(reverse("contracts"))).split("<tr>")
    return [BoardRow(*map(words, re.findall(r"<t[hd][ >].*?</t[hd]>", line))) for line in lines[1:]]


def words(cell: str) -> str:
    """The text of a cell without its tags."""
    return " ".join(re.sub(r"<[^>]*>", " ", cell).split()).replace(" ,", ",").replace(" :", ":")


def test_the_board_counts_what_is_signed_and_shows_each_school(
    desk: Desk, parties: Parties, luza: Luza
) -> None:
    form = parties.form_in_use()
    signed = parties.signed(parties.consented(parties.act(parties.made("second", form=form), "submit")))
    parties.act(parties.made("lalsk", form=form), "submit")
    response = desk("deputy").get(reverse("contracts"))
    assert (response.context["signed"], response.context["total"]) == (1, 5)
    rows = {row.school: row for row in rows_of(desk("deputy"))}
    second, lalsk = luza.schools["second"].name, luza.schools["lalsk"].name
    named = f"No. {signed.number} of 12.09.2011: {second}"
    assert rows[second] == (second, named, "✓ In force", "until 31.12.2012", "")
    assert (rows[lalsk].state, rows[luza.schools["kulikovo"].name].state) == (
        "◐ Being agreed",
        "○ no contract",
    )


def test_the_board_says_whom_it_waits_for_and_since_when(desk: Desk, parties: Parties) -> None:
    parties.submitted("lalsk")
    assert [row.waiting for row in rows_of(desk("deputy")) if row.waiting] == [
        "Жданов Н.С., директор МОКУ СОШ пгт Лальск Read and agree, or send back, since 12.09.2011, by 22.09"
    ]


def test_an_overdue_answer_is_marked(desk: Desk, parties: Parties) -> None:
    parties.submitted("lalsk")
    with clock.played(date(2011, 10, 1)):
        (waiting,) = (row.waiting for row in rows_of(desk("deputy")) if row.waiting)
    assert waiting.endswith("since 12.09.2011, ▲ by 22.09, 9 days late")


def test_the_round_and_the_differences_from_the_form_are_told(desk: Desk, parties: Parties) -> None:
    objected = parties.objected(parties.submitted(), "second", (2, "Иное."))
    answered = parties.act(
        objected, "answer_proposal", proposal=objected.open_proposals().get().pk, answer="accepted"
    )
    parties.act(answered, "submit")
    (row,) = (row for row in rows_of(desk("deputy")) if row.paper)
    assert row.state == "◐ Being agreed round 2 1 difference from the form"


def test_a_contract_that_ends_soon_is_marked(desk: Desk, parties: Parties) -> None:
    parties.in_force(ends_on=date(2011, 10, 31))
    parties.in_force("lalsk", ends_on=date(2012, 8, 31))
    assert [row.term for row in rows_of(desk("deputy")) if row.paper] == [
        "● until 31.10.2011 ends soon",
        "until 31.08.2012",
    ]


def test_a_school_whose_contract_has_ended_takes_no_part_in_decisions(
    desk: Desk, parties: Parties, luza: Luza
) -> None:
    ended = parties.in_force(ends_on=date(2011, 9, 20))
    with clock.played(date(2011, 9, 25)):
        perform(ended, "expire", basis=ended)
        (row,) = (row for row in rows_of(desk("deputy")) if row.paper)
    assert row.school == (
        f"{luza.schools['second'].name} ▲ no part in the council's decisions since 21.09.2011"
    )
    assert (row.state, row.term) == ("○ Expired", "ended on 20.09.2011")
    assert Membership.objects.filter(school=luza.schools["second"]).exists()


def test_a_new_contract_stands_beside_the_one_in_force(desk: Desk, parties: Parties, luza: Luza) -> None:
    parties.in_force()
    parties.made(form=ContractForm.objects.get())
    rows = [row for row in rows_of(desk("deputy")) if row.school == luza.schools["second"].name]
    assert [row.state for row in rows] == ["✓ In force", "○ Draft"]


def test_a_head_sees_the_line_of_the_own_school_alone(desk: Desk, parties: Parties, luza: Luza) -> None:
    form = parties.form_in_use()
    for key in ("second", "lalsk"):
        parties.act(parties.made(key, form=form), "submit")
    own = rows_of(desk("head_second"))
    assert [(row.school, row.state) for row in own] == [(luza.schools["second"].name, "◐ Being agreed")]
    assert len(rows_of(desk("director"))) == 5


def test_a_head_does_not_see_a_draft_of_the_own_contract(desk: Desk, parties: Parties) -> None:
    parties.made()
    assert [row.state for row in rows_of(desk("head_second"))] == ["○ no contract"]
    assert rows_of(desk("deputy"))[0].state == "○ Draft"


def test_only_who_prepares_contracts_is_offered_to_make_them(desk: Desk, luza: Luza) -> None:
    assert reverse("contracts_make_any") in said(desk("deputy").get(reverse("contracts")))
    assert reverse("contracts_make_any") not in said(desk("head_second").get(reverse("contracts")))


def test_who_belongs_to_no_school_sees_no_line(desk: Desk, luza: Luza) -> None:
    assert rows_of(desk("observer")) == []
    assert "No contracts to see" in said(desk("observer").get(reverse("contracts")))


def test_a_visitor_signs_in_first(visitor: Client, luza: Luza) -> None:
    assert visitor.get(reverse("contracts")).url.startswith(reverse("sign_in"))


@pytest.fixture
@recalled
def fifty(luza: Luza) -> list[Unit]:
    """Forty-five more schools with their heads, beside the five of the district."""
    more = []
    for n in range(45):
        school = founded(luza.district, UnitKind.SCHOOL, f"МОКУ школа № {n}", short_name=f"школа № {n}")
        head = entered(luza.district, f"head{n}@luza.example", "Иванов", "Иван", gender="male")
        appoint(head, Role.SCHOOL_HEAD, school, since=FOUNDED, basis="приказ № 1", title="директор", by=None)
        more.append(school)
    return [school for school in luza.schools.values() if school != luza.base] + more


@pytest.mark.usefixtures("in_bulk")
def test_fifty_schools_cost_no_more_queries_than_five(
    desk: Desk, form: ContractForm, fifty: list[Unit], luza: Luza, django_assert_max_num_queries: Any
) -> None:
    deputy = desk("deputy")
    with django_assert_max_num_queries(12):
        assert len(deputy.get(reverse("contracts_make", args=[form.pk])).context["page"].rows) == 50
    deputy.post(reverse("contracts_make", args=[form.pk]), making_post(*fifty, common="физика"))
    while deputy.get(reverse("contracts_progress", args=[form.pk])).context["left"]:
        deputy.post(reverse("contracts_go_on", args=[form.pk]))
    for contract in Contract.objects.all():
        perform(contract, "submit", by=luza.people["deputy"])
    with django_assert_max_num_queries(12):
        rows = rows_of(deputy)
    assert [row.state for row in rows] == ["◐ Being agreed"] * 50
    with django_assert_max_num_queries(12):
        assert len(deputy.get(reverse("contracts_progress", args=[form.pk])).context["contracts"]) == 50


def test_a_long_contract_is_edited_with_few_queries(
    desk: Desk, parties: Parties, django_assert_max_num_queries: Any
) -> None:
    clauses = [{"id": "", "text": f"Условие {n}."} for n in range(300)]
    contract = parties.made(sections=[{"id": "", "title": "Условия", "clauses": clauses}])
    deputy = desk("deputy")
    with django_assert_max_num_queries(12):
        response = deputy.get(reverse("contract_edit", args=[contract.pk]))
    assert len(response.context["editor"].marks) == 300
