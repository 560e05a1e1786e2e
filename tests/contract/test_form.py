"""The common form: who prepares it, what it may hold, and the frozen versions that contracts are made from."""

from datetime import date
from typing import Any

import pytest

from governance.documents.errors import NotAllowed, NotLegal
from governance.documents.kinds.contract.form import ContractForm
from governance.documents.language.clauses import parse_text
from governance.documents.record.history import history_of
from governance.documents.record.perform import draft, perform
from governance.scenarios.luza import Luza
from tests.office import fresh

from .chain import LAW, Parties, asked
from .conftest import Refusal

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("key", ["deputy", "director"])
def test_deputy_and_head_of_the_base_school_draft_the_form(luza: Luza, key: str) -> None:
    form = draft(ContractForm, unit=luza.base, title="Договор", by=luza.people[key])
    assert (form.state, form.number, history_of(form)) == ("draft", "", ["draft"])


@pytest.mark.parametrize(
    "key", ["head_second", "deputy_second", "clerk", "secretary", "observer", "administrator"]
)
def test_nobody_else_drafts_one_for_the_base_school(luza: Luza, refused: Refusal, key: str) -> None:
    with refused(NotAllowed, "This needs the right to"):
        draft(ContractForm, unit=luza.base, title="Договор", by=luza.people[key])


@pytest.mark.parametrize("key", ["head_second", "deputy_second"])
def test_a_member_school_keeps_no_form_of_its_own(luza: Luza, refused: Refusal, key: str) -> None:
    with refused(NotAllowed, "The base school concludes the district's contracts"):
        draft(ContractForm, unit=luza.schools["second"], title="Договор", by=luza.people[key])


def test_putting_into_use_freezes_the_version(parties: Parties) -> None:
    form = parties.form_in_use()
    assert (form.state, form.version) == ("in_use", 1)
    assert form.present_version.content["legal_basis"] == [LAW]
    assert [blank["name"] for blank in form.present_version.content["blanks"]] == ["предметы"]


def test_a_new_version_is_opened_and_put_into_use_again(parties: Parties) -> None:
    form = parties.act(parties.form_in_use(), "reopen")
    form = parties.act(form, "revise", notice={"count": 60, "unit": "days"})
    form = parties.act(form, "issue")
    assert (form.state, form.version) == ("in_use", 2)
    assert [version.content["notice"] for version in form.versions.order_by("number")] == [
        "30 календарных дней",
        "60 календарных дней",
    ]


def test_a_retired_form_is_not_touched_again(parties: Parties, refused: Refusal) -> None:
    form = parties.act(parties.form_in_use(), "retire", reason="Заменён новым")
    for move in ("revise", "issue", "reopen"):
        with refused(NotLegal, "The paper is in the state «Retired»"):
            parties.act(form, move)
    assert asked(form) == set()


def test_a_form_in_use_is_changed_only_as_a_new_version(parties: Parties, refused: Refusal) -> None:
    form = parties.form_in_use()
    with refused(NotLegal, "The paper is in the state «In use»"):
        parties.act(form, "revise", notice={"count": 1, "unit": "days"})


def test_a_form_without_text_is_not_put_into_use(parties: Parties, refused: Refusal) -> None:
    form = parties.form(sections=[])
    with refused(NotLegal, "The form has no text yet"):
        parties.act(form, "issue")


def test_a_blank_on_no_list_keeps_the_form_out_of_use(parties: Parties, refused: Refusal) -> None:
    form = parties.form(sections=parse_text("1. Срок\n1.1. До {окончание}, часов: {часы}."))
    assert form.unknown_blanks() == ["часы"]
    with refused(NotLegal, "A blank of the text is on no list"):
        parties.act(form, "issue")
    parties.act(form, "revise", blanks=[{"name": "часы", "label": ""}])
    assert parties.act(form, "issue").state == "in_use"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"title": "  "}, "Give the paper a title"),
        ({"title": "Д" * 501}, "at most 500 signs"),
        ({"sections": "1. Предмет"}, "The text has to come in sections with clauses."),
        ({"sections": [{"title": "Д" * 301, "clauses": []}]}, "is too long: at most 300 signs fit"),
        ({"sections": [{"clauses": [{"text": "Д" * 10_001}]}]}, "is too long: at most 10000 signs fit"),
        ({"sections": [{"clauses": [{"text": "Д" * 9_000}] * 28}]}, "too long to print"),
        ({"sections": [{"title": "Раздел"}] * 101}, "at most 100 sections"),
        ({"sections": [{"clauses": [{"text": "Пункт"}] * 501}]}, "and 500 clauses fit"),
        ({"legal_basis": [{"text": "", "day": "1992-07-10"}]}, "Name each law or decision"),
        ({"legal_basis": [{"text": "Закон", "day": ""}]}, "the legal basis is dated"),
        ({"legal_basis": [{"text": "Закон", "day": "10 июля"}]}, "the legal basis is dated"),
        ({"legal_basis": [LAW] * 31}, "The legal basis is too long"),
        ({"blanks": [{"name": "школа", "label": ""}]}, "is filled by itself"),
        ({"blanks": [{"name": "часы"}, {"name": "часы"}]}, "is on the list twice"),
        ({"blanks": [{"name": "", "label": "Часов"}]}, "Name a blank"),
        ({"blanks": [{"name": "ча{сы", "label": ""}]}, "without braces"),
        ({"blanks": [{"name": "ч" * 61, "label": ""}]}, "at most 60 signs"),
        ({"blanks": [{"name": f"бланк {n}"} for n in range(41)]}, "too many blanks"),
        ({"ends_on": "завтра"}, "Give a day, or leave it empty."),
        ({"notice": {"count": 0, "unit": "days"}}, "A term is at least 1 long"),
        ({"notice": {"count": 367, "unit": "days"}}, "A term has at most a year"),
        ({"notice": {"count": 251, "unit": "working_days"}}, "A term has at most a year"),
        ({"notice": 30}, "term"),
    ],
)
def test_what_cannot_stand_in_a_form_is_refused_in_a_sentence(
    parties: Parties, refused: Refusal, change: dict[str, Any], sentence: str
) -> None:
    form = parties.form()
    with refused(NotLegal, sentence):
        parties.act(form, "revise", **change)
    assert fresh(form).title == "Договор о сотрудничестве"


def test_all_that_a_form_says_can_be_changed(parties: Parties) -> None:
    form = parties.form(
        title="Договор о сетевом взаимодействии",
        ends_on=None,
        notice=None,
        legal_basis=[LAW, {"text": "", "day": ""}],
        blanks=[],
        sections=[{"title": "Срок", "clauses": [{"text": "Без срока."}]}],
    )
    assert form.content()["sections"][0]["clauses"][0]["number"] == "1.1"
    assert (form.ends_on, form.notice, form.legal_basis, form.blanks) == (None, None, [LAW], [])
    assert form.content()["notice"] == "не установлен"


def test_the_last_day_is_kept_as_a_day(parties: Parties) -> None:
    assert parties.form(ends_on=date(2012, 6, 30)).content()["ends_on"] == "2012-06-30"


def test_the_deputy_is_asked_to_complete_it_and_nobody_while_it_is_in_use(parties: Parties) -> None:
    assert asked(parties.form()) == {("СОШ г. Лузы", "draft_contract")}
    assert asked(parties.form_in_use()) == set()


def test_another_school_does_not_prepare_the_form(parties: Parties, luza: Luza, refused: Refusal) -> None:
    form = parties.form()
    for move in ("revise", "issue", "retire"):
        with refused(NotAllowed, "This needs the right to"):
            perform(form, move, by=luza.people["deputy_second"], reason="Так надо")
